"""Papers in, replaced, forgotten: the graph is what its papers say, whatever happened before."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from extraction.model import Chain, Entity, Fragment, ProjectedEdge, Projection
from graph.delta import Change
from graph.errors import InvalidGraphData
from graph.store import GraphStore
from graph.writer import (
    counts,
    evidence_base,
    forget_paper,
    graph_hash,
    replace_paper,
    replace_projection,
)
from tests.graph_factories import (
    CCD,
    CO,
    DENDRITES,
    LII,
    claim,
    entity,
    evidence,
    fluoride_paper,
    gas_paper,
    iodide_paper,
    mention,
    paper,
    project,
    sentence,
)


def names(store: GraphStore, label: str) -> list[Any]:
    return [row["name"] for row in store.nodes(label)]


def hash_of(store: GraphStore, *fragments: Fragment) -> str:
    """The graph's hash with just these papers in it."""
    for row in store.run("papers", limit=100):
        forget_paper(store, row["id"])
    for fragment in fragments:
        replace_paper(store, fragment)
    replace_projection(store, project(evidence_base(store)))
    return graph_hash(store)


def test_counts_of_one_paper(store: GraphStore) -> None:
    replace_paper(store, iodide_paper())
    found = counts(store)
    assert {label: total for label, total in found.nodes.items() if total} == {
        "Paper": 1,
        "Sentence": 3,
        "Reference": 1,
        "Material": 1,
        "Interphase": 2,
        "Role": 1,
        "Mechanism": 1,
        "Performance": 1,
        "Measurement": 1,
        "Claim": 2,
        "Assertion": 2,
    }
    assert {kind: total for kind, total in found.edges.items() if total} == {
        "IN": 3,
        "CITES": 1,
        "HAS_REFERENCE": 1,
        "DESCRIBES": 6,
        "MENTIONS": 6,
        "EVIDENCED_BY": 5,
        "CAUSE": 2,
        "EFFECT": 2,
        "ABOUT": 2,
        "SUBJECT": 2,
        "OBJECT": 2,
        "OF": 1,
        "QUANTIFIES": 1,
    }


def test_the_same_fragment_again_changes_nothing(filled: GraphStore) -> None:
    before = graph_hash(filled)
    for fragment in (gas_paper(), iodide_paper(), fluoride_paper()):
        assert replace_paper(filled, fragment) == Change(0, 0)
    assert not replace_projection(filled, project(evidence_base(filled)))
    assert graph_hash(filled) == before


def test_the_order_of_papers_does_not_matter(store: GraphStore) -> None:
    papers = (iodide_paper(), fluoride_paper(), gas_paper())
    assert len({hash_of(store, *order) for order in list(permutations(papers))[::2]}) == 1


def test_a_forgotten_paper_leaves_nothing(store: GraphStore) -> None:
    without = hash_of(store, iodide_paper())
    with_it = hash_of(store, iodide_paper(), fluoride_paper())
    assert with_it != without
    forget_paper(store, "paper:fluoride")
    replace_projection(store, project(evidence_base(store)))
    assert graph_hash(store) == without


def test_the_last_paper_leaves_an_empty_graph(filled: GraphStore) -> None:
    for name in ("iodide", "fluoride", "gas"):
        assert forget_paper(filled, f"paper:{name}")
    replace_projection(filled, project(evidence_base(filled)))
    assert not any(counts(filled).nodes.values())
    assert not any(counts(filled).edges.values())


def test_forgetting_what_is_not_there_does_nothing(filled: GraphStore) -> None:
    assert forget_paper(filled, "paper:unknown") == Change(0, 0)
    assert forget_paper(filled, "iodide") == Change(0, 0)  # a name is no id


def test_shared_claims_keep_the_other_papers_evidence(filled: GraphStore) -> None:
    (shared,) = filled.run("claims", cause="dendrite growth", effect="critical current density")
    evidence_rows = filled.run("claim_evidence", ids=[shared["id"]])
    assert [row["paper"] for row in evidence_rows] == ["fluoride", "iodide"]
    forget_paper(filled, "paper:iodide")
    assert [row["paper"] for row in filled.run("claim_evidence", ids=[shared["id"]])] == ["fluoride"]
    assert names(filled, "Role") == []  # the iodide paper alone spoke of it


def test_a_changed_paper_replaces_what_it_said(store: GraphStore) -> None:
    replace_paper(store, iodide_paper())
    old = iodide_paper()
    new = old.model_copy(
        update={
            "claims": (claim(DENDRITES, "+", CCD, evidence(old.sentences[2])),),
            "measurements": (),
            "sentences": (*old.sentences[:2], old.sentences[2].model_copy(update={"section": "Discussion"})),
        }
    )
    assert replace_paper(store, new)
    assert names(store, "Claim") == ["dendrite growth raises critical current density"]
    assert names(store, "Measurement") == []
    assert [row["section"] for row in store.nodes("Sentence")] == ["Results", "Results", "Discussion"]
    changed = graph_hash(store)
    forget_paper(store, "paper:iodide")
    replace_paper(store, new)
    assert graph_hash(store) == changed


def test_an_entity_sums_up_its_papers(store: GraphStore) -> None:
    plain = entity("material:x", "x-phase", grounded=False)
    known = entity("material:x", "X phase", synonyms=("X",), parents=("material:y",))
    other = entity("material:x", "X-phase", synonyms=("ex",))
    parent = entity("material:y", "Y")
    for name, held in (("a", (plain,)), ("b", (known, parent)), ("c", (other,))):
        replace_paper(store, Fragment(paper=paper(name), entities=held))
    x = store.nodes("Material")[0]
    assert (x["name"], x["grounded"], x["synonyms"], x["parents"]) == (
        "X phase",
        True,
        ["X", "ex"],
        ["material:y"],
    )
    forget_paper(store, "paper:b")
    x = store.nodes("Material")[0]
    assert (x["name"], x["synonyms"], x["parents"]) == ("X-phase", ["ex"], [])
    assert names(store, "Material") == ["X-phase"]  # the parent went with the paper that described it
    forget_paper(store, "paper:c")
    assert (store.nodes("Material")[0]["name"], store.nodes("Material")[0]["grounded"]) == ("x-phase", False)


def test_a_cited_work_keeps_each_papers_entry(filled: GraphStore) -> None:
    (row,) = filled.nodes("Reference")
    assert (row["number"], row["text"], row["doi"]) == (3, "An older work (2010)", "10.1/older")
    (iodide,) = filled.run("paper_references", id="paper:iodide")
    assert (iodide["number"], iodide["text"]) == (7, "Older work, 2010")


def test_evidence_base_is_what_was_written(store: GraphStore) -> None:
    fragment = iodide_paper()
    replace_paper(store, fragment)
    base = evidence_base(store)
    by_id = lambda item: item.id  # noqa: E731
    assert base.sentences == tuple(sorted(fragment.sentences, key=by_id))
    assert base.entities == tuple(sorted(fragment.entities, key=by_id))
    assert base.claims == tuple(sorted(fragment.claims, key=by_id))
    assert base.assertions == tuple(sorted(fragment.assertions, key=by_id))
    assert set(base.mentions) == set(fragment.mentions)
    assert base.paper_kinds == {"paper:iodide": "research"}
    assert base.paper_dois == {"paper:iodide": "10.1/iodide"}


def test_evidence_of_several_papers_is_joined(filled: GraphStore) -> None:
    base = evidence_base(filled)
    joined = next(item for item in base.claims if len(item.evidence) == 2)
    assert [item.paper_id for item in joined.evidence] == ["paper:fluoride", "paper:iodide"]
    assert joined.evidence[0].references == ("doi:10.1/older",)
    assert base.paper_kinds == {
        "paper:fluoride": "review",
        "paper:gas": "research",
        "paper:iodide": "research",
    }


def test_two_pieces_of_evidence_in_one_sentence_are_both_kept(store: GraphStore) -> None:
    head = paper("twice")
    where = sentence(head.id, 1, "Dendrite growth lowers and lowers again the CCD.")
    twice = claim(DENDRITES, "-", CCD, evidence(where, cue="lowers"), evidence(where, cue="lowers again"))
    replace_paper(store, Fragment(paper=head, sentences=(where,), entities=(DENDRITES, CCD), claims=(twice,)))
    assert evidence_base(store).claims[0].evidence != ()
    assert {item.cue for item in evidence_base(store).claims[0].evidence} == {"lowers", "lowers again"}


# --- what is refused -------------------------------------------------------------------------------------


def _fragment(**parts: Any) -> Fragment:
    head = paper("odd")
    where = sentence(head.id, 1, "LiI is there.")
    return Fragment(**{"paper": head, "sentences": (where,), "entities": (LII, CCD)} | parts)


WHERE = sentence("paper:odd", 1, "LiI is there.")
ELSEWHERE = sentence("paper:other", 1, "LiI is elsewhere.")


@pytest.mark.parametrize(
    "fragment, message",
    [
        (_fragment(mentions=(mention(WHERE, CO, "LiI"),)), "mention names material:CO, which the fragment"),
        (_fragment(claims=(claim(DENDRITES, "-", CCD, evidence(WHERE)),)), "names mechanism:dendrite-growth"),
        (_fragment(claims=(claim(LII, "+", CCD),)), "has no evidence"),
        (_fragment(claims=(claim(LII, "+", CCD, evidence(ELSEWHERE)),)), "has evidence of paper:other"),
        (
            _fragment(claims=(claim(LII, "+", CCD, evidence(WHERE), about=CCD),)),
            "ABOUT does not join Claim to Perf",
        ),
        (_fragment(sentences=(ELSEWHERE,)), "belongs to paper:other"),
        (_fragment(sentences=(WHERE.model_copy(update={"references": ("doi:x",)}),)), "names doi:x"),
        (_fragment(entities=(Entity(id="material:a", label="Role", name="a"),)), "no id of the label 'Role'"),
        (_fragment(entities=(LII, entity(LII.id, "another"))), "given twice, with different content"),
    ],
)
def test_a_fragment_that_contradicts_itself_is_refused(
    store: GraphStore, fragment: Fragment, message: str
) -> None:
    with pytest.raises(InvalidGraphData, match=message):
        replace_paper(store, fragment)
    assert not any(counts(store).nodes.values())


def test_a_claim_keeps_its_meaning(filled: GraphStore) -> None:
    (stored,) = filled.run("claims", effect="critical current density")
    stolen = claim(LII, "+", CCD, evidence(WHERE)).model_copy(update={"id": stored["id"]})
    before = graph_hash(filled)
    with pytest.raises(
        InvalidGraphData, match="stored with another meaning: cause_id, sign, about_id differs"
    ):
        replace_paper(filled, _fragment(claims=(stolen,)))
    assert graph_hash(filled) == before


# --- the projection ------------------------------------------------------------------------------------


def test_the_projection_replaces_the_one_before(filled: GraphStore) -> None:
    full = counts(filled)
    assert (full.edges["HAS_ROLE"], full.edges["COMPONENT_OF"], full.edges["IS_A"]) == (1, 2, 1)
    assert (full.edges["AFFECTS"], full.nodes["Chain"]) == (3, 1)
    before = graph_hash(filled)
    replace_projection(filled, Projection())
    emptied = counts(filled)
    assert (emptied.edges["HAS_ROLE"], emptied.edges["AFFECTS"], emptied.nodes["Chain"]) == (0, 0, 0)
    assert {row["belief"] for row in filled.nodes("Claim")} == {0.0}
    assert filled.run("entity", id="material:LiI")[0]["aliases"] == []
    replace_projection(filled, project(evidence_base(filled)))
    assert graph_hash(filled) == before


def test_hops_of_a_chain_exist_once_for_each_material(filled: GraphStore) -> None:
    hops = [
        ProjectedEdge(
            type="ACTS_THROUGH",
            source_id="role:electron-blocking-layer",
            target_id=DENDRITES.id,
            material_id=material,
            sign="-",
            claim_ids=("c",),
        )
        for material in ("material:LiI", "material:LiF")
    ]
    replace_projection(filled, Projection(edges=tuple(hops)))
    rows = filled.edges("ACTS_THROUGH")
    assert {row["material_id"] for row in rows} == {"material:LiI", "material:LiF"}


CHAIN = Chain(
    id="chain:1",
    material_id=LII.id,
    role_id=None,
    mechanism_ids=("mechanism:unheard-of",),
    performance_id=CCD.id,
    sign="+",
    belief=0.5,
    claim_ids=(),
    sentence_ids=(),
    span="paper",
)


@pytest.mark.parametrize(
    "projection, message",
    [
        (Projection(aliases={"material:Xx": ("x",)}), "aliases names material:Xx"),
        (
            Projection(edges=(ProjectedEdge(type="IS_A", source_id=LII.id, target_id=CCD.id),)),
            "IS_A does not join",
        ),
        (
            Projection(edges=(ProjectedEdge(type="IS_A", source_id=LII.id, target_id="material:Q"),)),
            "material:Q",
        ),
        (Projection(chains=(CHAIN,)), "chain chain:1 names mechanism:unheard-of"),
    ],
)
def test_a_projection_beyond_the_graph_is_refused(
    filled: GraphStore, projection: Projection, message: str
) -> None:
    before = graph_hash(filled)
    with pytest.raises(InvalidGraphData, match=message):
        replace_projection(filled, projection)
    assert graph_hash(filled) == before


def test_paper_and_projection_change_together_or_not_at_all(filled: GraphStore) -> None:
    before = graph_hash(filled)

    def half() -> None:
        forget_paper(filled, "paper:fluoride")
        replace_projection(filled, Projection(chains=(CHAIN,)))

    with pytest.raises(InvalidGraphData):
        filled.transact(half)
    assert graph_hash(filled) == before
