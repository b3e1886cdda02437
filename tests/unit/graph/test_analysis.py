"""Neighbourhoods, paths and communities on a graph drawn by hand."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from graph.analysis import best_believed_ways, communities, neighbourhood, shortest_ways

A, B, C, D, FAR = "material:a", "material:b", "mechanism:c", "performance:d", "property:far"
ROLE = "role:r"


def drawn(*edges: tuple[str, str, str, float] | tuple[str, str, str, float, str]) -> nx.MultiDiGraph[str]:
    """A graph from (source, type, target, belief[, material])."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, (source, kind, target, belief, *material) in enumerate(edges):
        properties: dict[str, Any] = {"type": kind, "belief": belief, "sign": "+"}
        if material:
            properties["material_id"] = material[0]
        graph.add_edge(source, target, key=f"e{number}", **properties)
    for node in graph:
        graph.nodes[node].update(label=node.partition(":")[0].capitalize(), name=node)
    return graph


@pytest.fixture
def graph() -> nx.MultiDiGraph[str]:
    return drawn(
        (A, "AFFECTS", C, 0.9),
        (A, "AFFECTS", C, 0.2),
        (C, "AFFECTS", D, 0.9),
        (A, "AFFECTS", D, 0.1),
        (B, "AFFECTS", C, 0.5),
        (D, "AFFECTS", FAR, 0.5),
    )


@pytest.mark.parametrize("hops, reached", [(0, {C}), (1, {A, B, C, D}), (2, {A, B, C, D, FAR})])
def test_neighbourhood(graph: nx.MultiDiGraph[str], hops: int, reached: set[str]) -> None:
    assert set(neighbourhood(graph, C, hops)) == reached


def test_neighbourhood_keeps_parallel_edges_and_the_wanted_types(graph: nx.MultiDiGraph[str]) -> None:
    assert neighbourhood(graph, A, 1).number_of_edges(A, C) == 2
    assert set(neighbourhood(graph, A, 1, types=["IS_A"])) == {A}
    with pytest.raises(KeyError, match="material:none"):
        neighbourhood(graph, "material:none")


def test_the_shortest_way_is_not_the_best_believed(graph: nx.MultiDiGraph[str]) -> None:
    (short,) = shortest_ways(graph, A, D)
    assert (short.nodes, short.belief) == ((A, D), pytest.approx(0.1))
    best = best_believed_ways(graph, A, D)
    assert [way.nodes for way in best] == [(A, C, D), (A, D)]
    assert best[0].belief == pytest.approx(0.81)
    assert [step.belief for step in best[0].steps] == [0.9, 0.9]  # the better of two parallel edges


def test_ways_may_run_against_edges_unless_directed(graph: nx.MultiDiGraph[str]) -> None:
    (way,) = best_believed_ways(graph, B, A, limit=1)
    assert [(step.source, step.forward) for step in way.steps] == [(B, True), (C, False)]
    assert best_believed_ways(graph, B, A, directed=True) == []
    assert shortest_ways(graph, B, A, directed=True) == []


def test_ways_need_both_ends(graph: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(KeyError, match="material:none"):
        shortest_ways(graph, A, "material:none")


def test_no_path_passes_through_another_materials_hop() -> None:
    graph = drawn(
        (A, "HAS_ROLE", ROLE, 1.0),
        (B, "HAS_ROLE", ROLE, 1.0),
        (ROLE, "ACTS_THROUGH", C, 1.0, B),
        (C, "LEADS_TO", D, 1.0, B),
    )
    assert best_believed_ways(graph, A, D) == []
    assert best_believed_ways(graph, B, D)[0].nodes == (B, ROLE, C, D)
    assert C not in neighbourhood(graph, A, 3)
    assert C in neighbourhood(graph, B, 3)


def test_an_edge_without_belief_joins_nothing() -> None:
    assert shortest_ways(drawn((A, "AFFECTS", D, 0.0)), A, D) == []


def test_communities_are_the_same_every_time() -> None:
    ring = [("x", "y"), ("y", "z"), ("z", "x")]
    first = [(f"material:{a}", "AFFECTS", f"material:{b}", 0.9) for a, b in ring]
    second = [(f"role:{a}", "AFFECTS", f"role:{b}", 0.9) for a, b in ring]
    graph = drawn(*first, *second, ("material:x", "AFFECTS", "role:x", 0.1), (FAR, "AFFECTS", FAR, 1.0))
    wanted = [
        ("material:x", "material:y", "material:z"),
        ("role:x", "role:y", "role:z"),
        (FAR,),
    ]
    assert communities(graph) == wanted
    assert (
        communities(
            drawn(*second, *first, ("material:x", "AFFECTS", "role:x", 0.1), (FAR, "AFFECTS", FAR, 1.0))
        )
        == wanted
    )
