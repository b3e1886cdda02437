"""CSV: a table of nodes for each label and one of edges for each type, lists as JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from graph.export.rows import all_edges, all_nodes
from graph.schema import load_schema
from graph.store import GraphStore


def export_csv(store: GraphStore, folder: Path) -> list[Path]:
    """Write nodes_LABEL.csv and edges_TYPE.csv into the folder, also where there are no rows; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    schema = load_schema()
    nodes: dict[str, list[dict[str, Any]]] = {label: [] for label in sorted(schema.nodes) if label != "Meta"}
    for label, row in all_nodes(store):
        nodes[label].append(row)
    edges: dict[str, list[dict[str, Any]]] = {kind: [] for kind in sorted(schema.edges)}
    for edge in all_edges(store):
        edges[edge.type].append(
            {"source": edge.source, "target": edge.target, "id": edge.id} | edge.properties
        )
    written = [
        _write(folder / f"nodes_{label}.csv", list(schema.nodes[label].properties), rows)
        for label, rows in nodes.items()
    ]
    for kind, rows in edges.items():
        columns = dict.fromkeys(["source", "target", "id", *schema.edges[kind].properties])
        written.append(_write(folder / f"edges_{kind}.csv", list(columns), rows))
    return written


def _write(path: Path, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return path


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
