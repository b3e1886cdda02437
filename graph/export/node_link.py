"""JSON in networkx's node-link form, with every property of every node and edge."""

from __future__ import annotations

import json
from typing import Any, TextIO

from graph.export.rows import all_edges, all_nodes
from graph.schema import load_schema
from graph.store import GraphStore


def export_json(store: GraphStore, out: TextIO) -> None:
    """Write {"directed", "multigraph", "graph": {"schema_version"}, "nodes", "edges"}, one item a line.

    A node is its properties and `label`; an edge its properties, `key` (its id), `type`, `source`, `target`.
    """
    head = {"schema_version": load_schema().version}
    out.write(f'{{"directed": true, "multigraph": true, "graph": {json.dumps(head)},\n"nodes": [')
    _write_items(out, ({**row, "label": label} for label, row in all_nodes(store)))
    out.write('],\n"edges": [')
    edges = (
        {**edge.properties, "key": edge.id, "type": edge.type, "source": edge.source, "target": edge.target}
        for edge in all_edges(store)
    )
    _write_items(out, edges)
    out.write("]}\n")


def _write_items(out: TextIO, items: Any) -> None:
    separator = "\n"
    for item in items:
        out.write(separator + json.dumps(item, sort_keys=True, ensure_ascii=False))
        separator = ",\n"
