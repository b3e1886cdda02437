"""Queries over relationships that only some projections have: contradictions and the hops of chains."""

from __future__ import annotations

from extraction.model import ProjectedEdge, Projection
from graph.store import GraphStore
from graph.writer import replace_projection

LII, LIF = "material:LiI", "material:LiF"
ROLE, MECHANISM = "role:electron-blocking-layer", "mechanism:dendrite-growth"
CCD, RESISTANCE = "performance:critical-current-density", "property:interfacial-resistance"


def hop(kind: str, source: str, target: str, material: str, claim: str) -> ProjectedEdge:
    return ProjectedEdge(
        type=kind, source_id=source, target_id=target, material_id=material, sign="-", claim_ids=(claim,)
    )


def test_no_hop_of_one_material_is_joined_to_anothers(filled: GraphStore) -> None:
    edges = (
        ProjectedEdge(type="HAS_ROLE", source_id=LII, target_id=ROLE),
        ProjectedEdge(type="HAS_ROLE", source_id=LIF, target_id=ROLE),
        hop("ACTS_THROUGH", ROLE, MECHANISM, LII, "c1"),
        hop("LEADS_TO", MECHANISM, CCD, LII, "c2"),
        hop("LEADS_TO", MECHANISM, RESISTANCE, LIF, "c3"),
    )
    replace_projection(filled, Projection(edges=edges))
    (found,) = filled.run("chain_hops", material_id=LII)
    assert (found["role"], found["mechanism"], found["outcome"]) == (
        "electron-blocking layer",
        "dendrite growth",
        "critical current density",
    )
    assert (found["acts_claim_ids"], found["leads_claim_ids"]) == (["c1"], ["c2"])
    assert filled.run("chain_hops", material_id=LIF) == []


def test_contradictions(filled: GraphStore) -> None:
    first, second = sorted(row["id"] for row in filled.run("claims", cause="gentle warming"))
    edge = ProjectedEdge(type="CONTRADICTS", source_id=first, target_id=second, belief=0.4)
    replace_projection(filled, Projection(edges=(edge,)))
    (row,) = filled.run("contradictions")
    assert (row["first_id"], row["second_id"], row["belief"]) == (first, second, 0.4)
    assert {row["first_sign"], row["second_sign"]} == {"+", "-"}
