"""One hash for a whole graph, and how much there is of what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.schema import load_schema
from graph.store import GraphStore


@dataclass(frozen=True)
class Counts:
    """Nodes by label and relationships by type, those without any included."""

    nodes: dict[str, int] = field(default_factory=dict)
    edges: dict[str, int] = field(default_factory=dict)


def counts(store: GraphStore) -> Counts:
    """How many nodes each label and how many relationships each type has."""
    nodes = {row["label"]: row["total"] for row in store.run("node_counts")}
    edges = {row["type"]: row["total"] for row in store.run("edge_counts")}
    schema = load_schema()
    return Counts(
        {label: nodes.get(label, 0) for label in schema.nodes if label != "Meta"},
        {kind: edges.get(kind, 0) for kind in schema.edges},
    )


def graph_hash(store: GraphStore) -> str:
    """SHA-256 over all nodes and relationships with all their properties, sorted; Meta is left out.

    The same in every store and for every order in which papers came.
    """
    digest = hashlib.sha256()
    for line in _lines(store):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def _lines(store: GraphStore) -> Iterator[str]:
    schema = load_schema()
    for label in sorted(schema.nodes):
        if label != "Meta":
            for row in store.nodes(label):
                yield _line(label, row)
    for edge in sorted(schema.edges.values(), key=lambda item: item.type):
        for row in store.edges(edge.type):
            yield _line(edge.type, row)


def _line(kind: str, row: dict[str, Any]) -> str:
    return json.dumps([kind, row], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
