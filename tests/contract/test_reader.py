"""Answers put together from several queries."""

from __future__ import annotations

import pytest

from graph.chains import ChainFilter, find_chains
from graph.reader import (
    claim_with_evidence,
    entity_card,
    find_entities,
    find_sentences,
    papers_with_counts,
    sentences_by_id,
)
from graph.store import GraphStore

WORK = {"reference_id": "doi:10.1/older", "doi": "10.1/older"}


@pytest.mark.parametrize(
    "text, found",
    [
        ("Co", ["material:Co"]),
        ("CO", ["material:CO"]),
        ("co", ["material:CO", "material:Co"]),
        (" LiI ", ["material:LiI"]),
        ("unheard of", []),
    ],
)
def test_find_entities_gives_the_best_rank_alone(filled: GraphStore, text: str, found: list[str]) -> None:
    assert [row["id"] for row in find_entities(filled, text)] == found


def test_entity_card(filled: GraphStore) -> None:
    card = entity_card(filled, "material:LiI")
    assert card is not None
    assert card["entity"]["formula"] == "LiI"
    assert {key: len(rows) for key, rows in card.items() if isinstance(rows, list)} == {
        "roles": 1,
        "materials": 0,
        "components": 0,
        "interphases": 1,
        "parents": 0,
        "children": 0,
        "affects": 0,
        "affected_by": 0,
        "papers": 2,
        "measurements": 1,
        "values": 0,
        "sentences": 2,
    }
    assert {part: len(rows) for part, rows in card["claims"].items()} == {"cause": 0, "effect": 0, "about": 2}
    assert entity_card(filled, "material:Xx") is None


def test_claim_with_evidence(filled: GraphStore) -> None:
    (row,) = filled.run("claims", effect="critical current density")
    claim = claim_with_evidence(filled, row["id"])
    assert claim is not None
    assert claim["terms"] == [
        {"paper_id": "paper:fluoride", "probability": 0.5, "reason": "one paper"},
        {"paper_id": "paper:iodide", "probability": 0.5, "reason": "one paper"},
    ]
    first, second = claim["evidence"]
    assert first["cited_works"] == [WORK | {"number": 3, "text": "An older work (2010)"}]
    assert (second["paper"], second["status"], second["cited_works"]) == ("iodide", "hedged", [])
    assert claim_with_evidence(filled, "claim:none") is None


def test_chains_carry_claims_and_sentences_in_order(filled: GraphStore) -> None:
    (chain,) = find_chains(filled, ChainFilter(material="LiI"))
    (row,) = filled.run("chain", id=chain["id"])
    assert [claim["id"] for claim in chain["claims"]] == row["claim_ids"]
    assert [item["sentence_id"] for item in chain["evidence"]] == row["sentence_ids"]
    assert find_chains(filled, ChainFilter(material="CO")) == []


@pytest.mark.parametrize(
    "text, paper, found",
    [
        ("growth  Dendrite", "", ["fluoride-2", "fluoride-3", "iodide-2", "iodide-3"]),
        ("growth dendrite", "iodide", ["iodide-2", "iodide-3"]),
        ("growth dendrite", "10.1/iodide", ["iodide-2", "iodide-3"]),
        ("growth dendrite", "unheard of", []),
        ("mA/cm₂", "", ["iodide-3"]),
        ("[7]", "", ["iodide-2"]),
        ("unheard", "", []),
    ],
)
def test_find_sentences(filled: GraphStore, text: str, paper: str, found: list[str]) -> None:
    total, rows = find_sentences(filled, text, paper=paper)
    assert [row["sentence_id"] for row in rows] == [f"sentence:{key}" for key in found]
    assert total == len(found)


def test_find_sentences_gives_pages(filled: GraphStore) -> None:
    assert find_sentences(filled, " ", limit=1)[0] == 7
    total, rows = find_sentences(filled, "dendrite", skip=1, limit=2)
    assert (total, [row["sentence_id"] for row in rows]) == (4, ["sentence:fluoride-3", "sentence:iodide-2"])
    assert find_sentences(filled, "dendrite", skip=9_000_000) == (4, [])


def test_sentences_and_papers(filled: GraphStore) -> None:
    found = sentences_by_id(filled, ["sentence:gas-1", "sentence:none"])
    assert list(found) == ["sentence:gas-1"]
    (gas,) = papers_with_counts(filled, filled.run("paper", id="gas"))
    assert gas["counts"] == {"sentences": 1, "entities": 2, "references": 0, "claims": 0, "measurements": 0}
