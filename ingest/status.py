"""What the graph holds, in figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.meta import read_meta
from graph.schema import load_schema
from graph.store import GraphStore
from ingest.ledger import STALE, Ledger

_COUNTED = {
    "papers": "Paper",
    "sentences": "Sentence",
    "references": "Reference",
    "measurements": "Measurement",
    "claims": "Claim",
    "assertions": "Assertion",
    "chains": "Chain",
}


def status_of(store: GraphStore, fingerprint: str) -> dict[str, Any]:
    """Counts, and whether all was read by the reading of this fingerprint."""
    schema = load_schema()
    nodes = {row["label"]: row["total"] for row in store.run("node_counts")}
    edges = {row["type"]: row["total"] for row in store.run("edge_counts")}
    ledger = Ledger.load(store)
    counts = {key: nodes.get(label, 0) for key, label in _COUNTED.items()}
    return {
        "store": store.uri,
        **counts,
        "entities": {label: nodes.get(label, 0) for label in schema.entity_labels},
        "relationships": {kind: edges.get(kind, 0) for kind in schema.edges},
        "fingerprints": {
            "schema": read_meta(store).get("schema_version", ""),
            "reading": fingerprint,
            "projection": ledger.projection,
        },
        "projection": _state(ledger.projection, fingerprint),
        "outdated": ledger.outdated(fingerprint),
    }


def _state(projection: str, fingerprint: str) -> str:
    if projection in ("", STALE):
        return "missing" if not projection else STALE
    return "current" if projection == fingerprint else "outdated"


def lines(status: dict[str, Any]) -> Iterator[str]:
    """The same for people."""
    yield f"store          {status['store']}"
    for key in _COUNTED:
        yield f"{key:<13}{status[key]:>8}"
    yield f"{'entities':<13}{sum(status['entities'].values()):>8}"
    for label, total in status["entities"].items():
        yield f"  {label:<11}{total:>8}"
    yield f"{'relationships':<13}{sum(status['relationships'].values()):>8}"
    prints = status["fingerprints"]
    yield f"reading        {prints['reading']} (schema {prints['schema']}, projection {status['projection']})"
    if status["outdated"]:
        names = ", ".join(status["outdated"])
        yield f"read by another version, ingest again: {names}"
    elif status["projection"] == STALE:
        yield "a run ended before chains were derived; the next `lithograph ingest` derives them"
