"""The graph's projection in networkx: neighbourhoods, paths, central mechanisms, communities.

Nodes are entities by id with `label` and `name`; edges carry `type`, `belief` (between 0 and 1) and, where
the graph has them, `sign`, `material_id`, `claim_ids` and `sentence_ids`.

A path says how two things are connected, step by step; it is no statement that anybody wrote: those are the
chains. Hops of a chain (ACTS_THROUGH, LEADS_TO) hold for one material alone, so a path or neighbourhood has
them only where it starts at that material.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx

from graph.schema import load_schema
from graph.store import GraphStore

SEED = 7
HOPS_OF_ONE_MATERIAL = ("ACTS_THROUGH", "LEADS_TO")
DEFAULT_TYPES = ("AFFECTS", "HAS_ROLE", "COMPONENT_OF", "IS_A")


@dataclass(frozen=True)
class Step:
    """One edge of a path, from `source` to `target` in the direction of the path."""

    source: str
    target: str
    type: str
    sign: str | None
    belief: float
    forward: bool  #: False where the path runs against the edge


@dataclass(frozen=True)
class Way:
    """A path: its nodes' ids, its edges, and its belief, the product of theirs."""

    nodes: tuple[str, ...]
    steps: tuple[Step, ...]
    belief: float


def load_graph(store: GraphStore) -> nx.MultiDiGraph[str]:
    """All entities and all projected edges between them; the key of an edge is its id."""
    schema = load_schema()
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for label in schema.entity_labels:
        for row in store.nodes(label):
            graph.add_node(str(row["id"]), label=label, name=row["name"], grounded=row.get("grounded", False))
    for edge in schema.edges.values():
        if edge.projected and edge.pairs[0][0] in schema.entity_labels:
            _add_edges(graph, edge.type, store.edges(edge.type))
    return graph


def _add_edges(graph: nx.MultiDiGraph[str], edge_type: str, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        properties = {key: value for key, value in row.items() if key not in ("source", "target", "id")}
        graph.add_edge(row["source"], row["target"], key=row["id"], type=edge_type, **properties)


def neighbourhood(
    graph: nx.MultiDiGraph[str], start: str, hops: int = 1, types: Iterable[str] | None = None
) -> nx.MultiDiGraph[str]:
    """The part of the graph within so many hops of a node, whichever way the edges point.

    Hops of a chain count only where they are the start's own or of no material. KeyError for an unknown node.
    """
    if start not in graph:
        raise KeyError(start)
    usable = _restricted(graph, types, material=start)
    reached = nx.ego_graph(usable, start, radius=hops, undirected=True)
    return usable.subgraph(sorted(reached)).copy()


def _restricted(
    graph: nx.MultiDiGraph[str], types: Iterable[str] | None, material: str | None
) -> nx.MultiDiGraph[str]:
    wanted = set(types) if types is not None else {*DEFAULT_TYPES, *HOPS_OF_ONE_MATERIAL}

    def keep(source: str, target: str, key: Any) -> bool:
        data = graph.edges[source, target, key]
        foreign = data["type"] in HOPS_OF_ONE_MATERIAL and data.get("material_id") != material
        return data["type"] in wanted and not foreign

    view: nx.MultiDiGraph[str] = nx.subgraph_view(graph, filter_edge=keep)
    return view


def shortest_ways(
    graph: nx.MultiDiGraph[str], source: str, target: str, *, limit: int = 5, directed: bool = False
) -> list[Way]:
    """The shortest paths between two nodes, best believed first; none if nothing joins them."""
    return _ways(graph, source, target, limit, directed, weight=None)


def best_believed_ways(
    graph: nx.MultiDiGraph[str], source: str, target: str, *, limit: int = 5, directed: bool = False
) -> list[Way]:
    """The paths with the greatest product of beliefs, best first; none if nothing joins the two nodes."""
    return _ways(graph, source, target, limit, directed, weight="cost")


def _ways(
    graph: nx.MultiDiGraph[str], source: str, target: str, limit: int, directed: bool, weight: str | None
) -> list[Way]:
    for node in (source, target):
        if node not in graph:
            raise KeyError(node)
    simple = _best_edges(graph, directed, material=source)
    try:
        if weight is None:
            paths: Iterator[list[str]] = iter(nx.all_shortest_paths(simple, source, target))
            found = [_way(simple, path) for path in paths]
            return sorted(found, key=lambda way: (-way.belief, way.nodes))[:limit]
        return [
            _way(simple, path)
            for path in _first(nx.shortest_simple_paths(simple, source, target, weight), limit)
        ]
    except nx.NetworkXNoPath:
        return []


def _first(paths: Iterator[list[str]], limit: int) -> Iterator[list[str]]:
    for count, path in enumerate(paths, start=1):
        yield path
        if count >= limit:
            return


def _best_edges(graph: nx.MultiDiGraph[str], directed: bool, material: str) -> Any:
    """One edge for each pair of nodes, the best believed, with its cost: the negative logarithm."""
    simple: Any = nx.DiGraph() if directed else nx.Graph()
    simple.add_nodes_from(sorted(graph))
    usable = _restricted(graph, None, material)
    for source, target, key, data in sorted(usable.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        belief = float(data.get("belief", 0.0))
        known = simple.get_edge_data(source, target)
        if source != target and belief > 0 and (known is None or known["belief"] < belief):
            step = Step(source, target, data["type"], data.get("sign"), belief, forward=True)
            simple.add_edge(source, target, belief=belief, cost=-math.log(belief), step=step, key=key)
    return simple


def _way(simple: Any, path: list[str]) -> Way:
    steps = tuple(_step(simple.edges[a, b]["step"], a, b) for a, b in pairwise(path))
    return Way(tuple(path), steps, math.prod(step.belief for step in steps))


def _step(step: Step, source: str, target: str) -> Step:
    return Step(source, target, step.type, step.sign, step.belief, forward=step.source == source)


@dataclass(frozen=True)
class Central:
    """A mechanism with the materials whose claims go through it, and its betweenness in the graph."""

    id: str
    name: str
    materials: tuple[str, ...]
    betweenness: float


def central_mechanisms(store: GraphStore, graph: nx.MultiDiGraph[str], limit: int = 20) -> list[Central]:
    """The mechanisms that connect most materials: by their number, then betweenness, then id."""
    materials = _materials(store, graph)
    ties = nx.betweenness_centrality(nx.Graph(graph))
    found = [
        Central(node, data["name"], tuple(sorted(materials.get(node, ()))), ties[node])
        for node, data in graph.nodes(data=True)
        if data["label"] == "Mechanism"
    ]
    return sorted(found, key=lambda item: (-len(item.materials), -item.betweenness, item.id))[:limit]


def _materials(store: GraphStore, graph: nx.MultiDiGraph[str]) -> dict[str, set[str]]:
    """For each node the materials that claims join it to, by being about them or by naming both."""
    found: dict[str, set[str]] = {}
    for row in store.run("claim_ends"):
        ends = {row["cause_id"], row["effect_id"], row["about_id"]} - {None}
        materials = {end for end in ends if graph.nodes[end]["label"] in ("Material", "Interphase")}
        for end in ends - materials:
            found.setdefault(end, set()).update(materials)
    return found


def communities(graph: nx.MultiDiGraph[str]) -> list[tuple[str, ...]]:
    """Groups of entities more closely tied to one another than to the rest (Louvain, weighted by belief).

    The largest first; the same graph always gives the same groups.
    """
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    for source, target, key in sorted(graph.edges(keys=True)):
        weight = float(graph.edges[source, target, key].get("belief", 0.0))
        if source != target and weight > 0:
            before = simple.get_edge_data(source, target, {"weight": 0.0})["weight"]
            simple.add_edge(source, target, weight=before + weight)
    groups = nx.community.louvain_communities(simple, weight="weight", seed=SEED)
    return sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group))
