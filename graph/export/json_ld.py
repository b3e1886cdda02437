"""JSON-LD: entities as SKOS concepts matched to EMMO terms, values typed by the EMMO quantity that they are of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TextIO
from urllib.parse import quote

from graph.export.rows import ExportedEdge, all_edges, all_nodes
from graph.store import GraphStore

BASE = "urn:lithograph:"
_REFERENCE = {"@type": "@id"}
CONTEXT: Mapping[str, Any] = {
    "@vocab": "urn:lithograph:vocabulary:",
    "emmo": "https://w3id.org/emmo#",
    "electrochemistry": "https://w3id.org/emmo/domain/electrochemistry#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "name": "skos:prefLabel",
    "synonyms": "skos:altLabel",
    "aliases": "skos:altLabel",
    "definition": "skos:definition",
    "parents": {"@id": "skos:broader"} | _REFERENCE,
    "iri": {"@id": "skos:exactMatch"} | _REFERENCE,
    "source": _REFERENCE,
    "target": _REFERENCE,
}
#: Properties that are the store's own.
_LEFT_OUT = frozenset({"id", "label", "search"})


def export_json_ld(store: GraphStore, out: TextIO) -> None:
    """Write {"@context", "@graph"}, one item a line: nodes by label and id, then relationships by type and ends.

    A relationship is an item of its own with `source` and `target`, since it has properties.
    """
    out.write(f'{{"@context": {json.dumps(CONTEXT, sort_keys=True)},\n"@graph": [')
    separator = "\n"
    for item in _items(store):
        out.write(separator + json.dumps(item, sort_keys=True, ensure_ascii=False))
        separator = ",\n"
    out.write("]}\n")


def _items(store: GraphStore) -> Iterator[dict[str, Any]]:
    terms: dict[str, str] = {}
    quantities = {str(edge["source"]): str(edge["target"]) for edge in store.edges("QUANTIFIES")}
    for label, row in sorted(all_nodes(store), key=lambda item: item[0] == "Measurement"):
        if row.get("iri"):
            terms[str(row["id"])] = str(row["iri"])
        yield _node(label, row, terms.get(quantities.get(str(row["id"]), "")))
    for edge in all_edges(store):
        yield _edge(edge)


def identifier(node_id: str) -> str:
    """A node's or relationship's IRI."""
    return BASE + quote(node_id, safe=":.-_~")


def _node(label: str, row: Mapping[str, Any], term: str | None) -> dict[str, Any]:
    """An item with its label as type, and of a value also the EMMO term of its property."""
    item = {key: value for key, value in row.items() if key not in _LEFT_OUT and value not in ("", [])}
    if "parents" in item:
        item["parents"] = [identifier(parent) for parent in item["parents"]]
    types = [label, term] if term else [label]
    return {"@id": identifier(str(row["id"])), "@type": types} | item


def _edge(edge: ExportedEdge) -> dict[str, Any]:
    ends = {"source": identifier(edge.source), "target": identifier(edge.target)}
    kept = {key: value for key, value in edge.properties.items() if value not in ("", [])}
    if "parents" in kept:
        kept["parents"] = [identifier(parent) for parent in kept["parents"]]
    return {"@id": identifier(edge.id), "@type": [edge.type]} | ends | kept
