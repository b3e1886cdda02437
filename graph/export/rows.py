"""All nodes and edges of a graph in one fixed order: what every export goes through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.rows import content_id
from graph.schema import load_schema
from graph.store import GraphStore


@dataclass(frozen=True)
class ExportedEdge:
    """An edge with an id of its own, whether its type has one or not."""

    id: str
    type: str
    source: str
    target: str
    properties: dict[str, Any]


def all_nodes(store: GraphStore) -> Iterator[tuple[str, dict[str, Any]]]:
    """(label, properties) of every node but Meta, by label and id."""
    for label in sorted(load_schema().nodes):
        if label != "Meta":
            for row in store.nodes(label):
                yield label, dict(sorted(row.items()))


def all_edges(store: GraphStore) -> Iterator[ExportedEdge]:
    """Every edge, by type, source, target and id."""
    for edge in sorted(load_schema().edges.values(), key=lambda item: item.type):
        for row in store.edges(edge.type):
            yield _edge(edge.type, row)


def _edge(edge_type: str, row: dict[str, Any]) -> ExportedEdge:
    source, target = str(row["source"]), str(row["target"])
    properties = {key: value for key, value in sorted(row.items()) if key not in ("source", "target", "id")}
    key = row.get("id") or content_id("edge", edge_type, source, target)
    return ExportedEdge(str(key), edge_type, source, target, properties)
