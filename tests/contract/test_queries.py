"""What the named queries answer, on both stores, with the answers written out."""

from __future__ import annotations

from typing import Any

import pytest

from graph.chains import ChainFilter, count_chains, find_chains
from graph.queries import load_queries
from graph.store import GraphStore

LII, CCD, DENDRITES = "material:LiI", "performance:critical-current-density", "mechanism:dendrite-growth"
BLOCKER, SEI, LAYER = "role:electron-blocking-layer", "interphase:SEI", "interphase:LiI-interphase"
EXAMPLES = {"string": LII, "int": 1, "float": 0.5, "string[]": [LII, "paper:iodide"]}


def column(rows: list[dict[str, Any]], key: str) -> list[Any]:
    return [row[key] for row in rows]


@pytest.mark.parametrize("name", load_queries())
def test_every_query_runs_and_gives_its_columns(filled: GraphStore, name: str) -> None:
    query = load_queries()[name]
    required = {param.name: EXAMPLES[param.type] for param in query.params if param.required}
    for row in filled.run(name, **required):
        assert list(row) == list(query.columns)


@pytest.mark.parametrize(
    "text, label, found",
    [
        ("material:LiI", "", [(LII, 0)]),
        ("LiI", "", [(LII, 1), (LAYER, 3)][:1]),
        ("lithium iodide", "", [(LII, 2)]),
        ("Lithium Iodide", "", [(LII, 3)]),
        ("CO", "", [("material:CO", 1), ("material:Co", 3)]),
        ("Co", "", [("material:Co", 1), ("material:CO", 3)]),
        ("co", "", [("material:CO", 3), ("material:Co", 3)]),
        ("CCD", "Performance", [(CCD, 2)]),
        ("CCD", "Material", []),
        ("current density", "", []),
    ],
)
def test_entity_lookup(filled: GraphStore, text: str, label: str, found: list[tuple[str, int]]) -> None:
    rows = filled.run("entity_lookup", text=text, label=label)
    assert [(row["id"], row["rank"]) for row in rows] == found


@pytest.mark.parametrize(
    "params, found",
    [
        ({"text": "LITHIUM"}, ["LiF", "LiI"]),
        ({"text": "interphase"}, ["LiI interphase", "SEI"]),
        ({"text": "interphase", "label": "Material"}, []),
        ({"label": "Material"}, ["CO", "Co", "LiF", "LiI"]),
        ({"label": "Material", "skip": 1, "limit": 2}, ["Co", "LiF"]),
    ],
)
def test_entity_search(filled: GraphStore, params: dict[str, Any], found: list[str]) -> None:
    assert column(filled.run("entity_search", **params), "name") == found


def test_entity_search_count_ignores_pages(filled: GraphStore) -> None:
    assert filled.run("entity_search_count", label="Material") == [{"total": 4}]


def test_entity(filled: GraphStore) -> None:
    (row,) = filled.run("entity", id=LII)
    assert row == {
        "id": LII,
        "label": "Material",
        "name": "LiI",
        "formula": "LiI",
        "kind": None,
        "grounded": True,
        "aliases": ["lithium iodide"],
        "elements": ["Li", "I"],
        "synonyms": ["lithium iodide"],
        "definition": None,
        "iri": None,
        "parents": [],
    }


@pytest.mark.parametrize(
    "query, entity_id, found",
    [
        ("entity_roles", LII, [BLOCKER]),
        ("role_materials", BLOCKER, [LII]),
        ("entity_components", SEI, ["material:LiF"]),
        ("entity_interphases", LII, [LAYER]),
        ("entity_parents", LAYER, [SEI]),
        ("entity_children", SEI, [LAYER]),
        ("entity_affects", DENDRITES, [CCD]),
        ("entity_affected_by", DENDRITES, [BLOCKER]),
        ("entity_affects", CCD, []),
        ("entity_papers", LII, ["paper:fluoride", "paper:iodide"]),
    ],
)
def test_what_surrounds_an_entity(filled: GraphStore, query: str, entity_id: str, found: list[str]) -> None:
    assert column(filled.run(query, id=entity_id), "id") == found


def test_summed_effects_carry_belief_and_claims(filled: GraphStore) -> None:
    (row,) = filled.run("entity_affects", id=DENDRITES)
    assert (row["sign"], row["belief"], row["evidence_count"], row["paper_count"]) == ("-", 0.75, 2, 2)
    assert row["claim_ids"] == [f"claim:{DENDRITES}-{CCD}@{LII}"]
    assert row["sentence_ids"] == ["sentence:fluoride-2", "sentence:iodide-3"]


@pytest.mark.parametrize("query, entity_id", [("entity_measurements", LII), ("property_measurements", CCD)])
def test_measurements(filled: GraphStore, query: str, entity_id: str) -> None:
    (row,) = filled.run(query, id=entity_id)
    assert (row["value"], row["value_max"], row["unit"]) == (1.5, 2.0, "mA/cm^2")
    assert (row["si_value"], row["si_value_max"], row["si_unit"]) == (15.0, 20.0, "A/m^2")
    assert (row["of"], row["property"], row["conditions"]) == ("LiI", "critical current density", ["25 °C"])
    assert (row["text"], row["sentence_id"], row["paper"]) == (
        "1.5 to 2 mA/cm2",
        "sentence:iodide-3",
        "iodide",
    )


@pytest.mark.parametrize(
    "query, entity_id, found",
    [
        ("entity_claims_as_cause", DENDRITES, ["dendrite growth lowers critical current density"]),
        ("entity_claims_as_effect", DENDRITES, ["electron-blocking layer lowers dendrite growth"]),
        (
            "entity_claims_about",
            LII,
            [
                "dendrite growth lowers critical current density",
                "electron-blocking layer lowers dendrite growth",
            ],
        ),
        ("entity_claims_about", "material:CO", []),
    ],
)
def test_claims_of_an_entity(filled: GraphStore, query: str, entity_id: str, found: list[str]) -> None:
    assert column(filled.run(query, id=entity_id), "name") == found


WARMTH = "gentle warming"


@pytest.mark.parametrize(
    "filters, found",
    [
        ({}, 4),
        ({"cause": WARMTH}, 2),
        ({"cause": "factor:gentle-warming"}, 2),
        ({"cause": "Gentle Warming"}, 0),
        ({"effect": "critical current density", "about": "LiI"}, 1),
        ({"about": "LiF"}, 0),
        ({"sign": "+"}, 1),
        ({"status": "negated"}, 1),
        ({"min_belief": 0.6}, 1),
    ],
)
def test_claims_are_filtered_and_counted(filled: GraphStore, filters: dict[str, Any], found: int) -> None:
    assert len(filled.run("claims", **filters)) == found
    assert filled.run("claims_count", **filters) == [{"total": found}]


def test_claims_come_in_one_order_and_in_pages(filled: GraphStore) -> None:
    whole = filled.run("claims")
    assert column(whole, "belief") == [0.75, 0.5, 0.5, 0.5]
    pages = [filled.run("claims", skip=skip, limit=1)[0] for skip in range(4)]
    assert pages == whole


def test_a_claim_and_its_evidence(filled: GraphStore) -> None:
    key = f"claim:{BLOCKER}-{DENDRITES}@{LII}"
    (claim,) = filled.run("claim", id=key)
    assert (claim["cause"], claim["sign"], claim["effect"], claim["about"]) == (
        "electron-blocking layer",
        "-",
        "dendrite growth",
        "LiI",
    )
    assert (claim["term_papers"], claim["term_probabilities"]) == (["paper:iodide"], [0.5])
    (support,) = filled.run("claim_evidence", ids=[key])
    assert support["text"] == "The electron-blocking layer slows dendrite growth in LiI [7]."
    assert (support["start"], support["end"], support["section"]) == (200, 261, "Results")
    assert (support["paper_id"], support["doi"], support["year"]) == ("paper:iodide", "10.1/iodide", 2021)
    assert (support["status"], support["rule"], support["score"]) == ("asserted", "by-hand", 0.9)
    assert (support["cited"], support["cue"], support["references"]) == (True, "slows", ["doi:10.1/older"])


def test_references_are_numbered_as_each_paper_has_them(filled: GraphStore) -> None:
    rows = filled.run("sentence_references", ids=["sentence:iodide-2", "sentence:fluoride-2"])
    assert [(row["sentence_id"], row["number"], row["doi"]) for row in rows] == [
        ("sentence:fluoride-2", 3, "10.1/older"),
        ("sentence:iodide-2", 7, "10.1/older"),
    ]


def test_assertion_evidence(filled: GraphStore) -> None:
    (row,) = filled.run("assertion_evidence", ids=[f"assertion:role:{LII}:{BLOCKER}"])
    assert row["text"] == "LiI serves as electron-blocking layer in the LiI interphase."


def test_sentences_of_an_entity(filled: GraphStore) -> None:
    rows = filled.run("entity_sentences", id=DENDRITES)
    assert [(row["sentence_id"], row["mention"], row["mention_start"]) for row in rows] == [
        ("sentence:fluoride-2", "dendrite growth", 207),
        ("sentence:iodide-2", "dendrite growth", 234),
    ]
    mentions = filled.run("sentence_mentions", id="sentence:fluoride-2")
    assert [(row["entity_id"], row["start"], row["end"]) for row in mentions] == [
        (LII, 203, 206),
        (DENDRITES, 207, 222),
    ]


EVERY_SENTENCE = ["fluoride-1", "fluoride-2", "fluoride-3", "gas-1", "iodide-1", "iodide-2", "iodide-3"]


@pytest.mark.parametrize(
    "params, found",
    [
        ({"words": ["dendrite"]}, ["fluoride-2", "fluoride-3", "iodide-2", "iodide-3"]),
        ({"words": ["Growth", "DENDRITE"]}, ["fluoride-2", "fluoride-3", "iodide-2", "iodide-3"]),
        ({"words": ["slows", "lii"]}, ["iodide-2"]),
        ({"words": ["slows", "warming"]}, []),
        ({"words": ["co"]}, ["gas-1"]),
        ({"words": ["ridd"]}, []),
        ({"words": ["dendrite"], "papers": ["paper:iodide", "paper:gas"]}, ["iodide-2", "iodide-3"]),
        ({"words": ["dendrite"], "papers": ["?"]}, []),
        ({"words": [""]}, EVERY_SENTENCE),
        ({"words": ["", "[3]"]}, ["fluoride-2"]),
    ],
)
def test_sentences_by_their_words(filled: GraphStore, params: dict[str, Any], found: list[str]) -> None:
    rows = filled.run("sentence_search", **params)
    assert column(rows, "sentence_id") == [f"sentence:{key}" for key in found]
    assert filled.run("sentence_search_count", **params) == [{"total": len(found)}]


def test_a_found_sentence_and_its_paper(filled: GraphStore) -> None:
    whole = filled.run("sentence_search", words=["dendrite"])
    assert [filled.run("sentence_search", words=["dendrite"], skip=i, limit=1)[0] for i in range(4)] == whole
    assert whole[2] == {
        "sentence_id": "sentence:iodide-2",
        "text": "The electron-blocking layer slows dendrite growth in LiI [7].",
        "start": 200,
        "end": 261,
        "section": "Results",
        "kind": "prose",
        "paper_id": "paper:iodide",
        "paper": "iodide",
        "title": "An iodide layer",
        "doi": "10.1/iodide",
        "year": 2021,
    }


@pytest.mark.parametrize(
    "filters, found",
    [
        ({}, 1),
        ({"material": "LiI"}, 1),
        ({"material": LII, "role": "electron-blocking layer"}, 1),
        ({"mechanism": "dendrite growth", "performance": "critical current density"}, 1),
        ({"mechanism": DENDRITES, "performance": CCD}, 1),
        ({"material": "LiF"}, 0),
        ({"role": "coating"}, 0),
        ({"min_belief": 0.3}, 0),
    ],
)
def test_chains_are_filtered_and_counted(filled: GraphStore, filters: dict[str, Any], found: int) -> None:
    wanted = ChainFilter(**filters)
    assert len(find_chains(filled, wanted)) == found
    assert count_chains(filled, wanted) == found


def test_a_chain(filled: GraphStore) -> None:
    (row,) = filled.run("chains_filtered")
    assert row["name"] == "LiI → electron-blocking layer → dendrite growth → critical current density"
    assert (row["sign"], row["span"], row["mechanisms"]) == ("+", "papers", ["dendrite growth"])
    assert row["sentence_ids"] == ["sentence:iodide-2", "sentence:fluoride-2", "sentence:iodide-3"]
    assert filled.run("chain", id=row["id"]) == [row]


def test_papers_and_their_counts(filled: GraphStore) -> None:
    assert column(filled.run("papers"), "id") == ["paper:fluoride", "paper:gas", "paper:iodide"]
    assert column(filled.run("papers", skip=1, limit=1), "name") == ["gas"]
    for key in ("paper:iodide", "iodide", "10.1/iodide"):
        assert column(filled.run("paper", id=key), "title") == ["An iodide layer"]
    assert filled.run("paper_counts", ids=["paper:iodide", "paper:gas"]) == [
        {"id": "paper:gas", "sentences": 1, "entities": 2, "references": 0, "claims": 0, "measurements": 0},
        {
            "id": "paper:iodide",
            "sentences": 3,
            "entities": 6,
            "references": 1,
            "claims": 2,
            "measurements": 1,
        },
    ]


def test_ungrounded(filled: GraphStore) -> None:
    row = {"id": "factor:gentle-warming", "label": "Factor", "name": "gentle warming", "mentions": 1}
    assert filled.run("ungrounded") == [row]
    assert filled.run("ungrounded", label="Material") == []
