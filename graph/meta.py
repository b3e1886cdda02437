"""What the graph says about itself beside its content: schema version, vocabulary fingerprint."""

from __future__ import annotations

from graph.store import GraphStore

_PREFIX = "meta:"
VERSION = "schema_version"
FILLING = "filling"  #: from where a store is being filled as a whole; see graph.transfer
PROJECTION = "projection"  #: the fingerprint of what was derived from all papers, or STALE
STALE = "stale"  #: between the writing of a paper and the next derivation


def read_meta(store: GraphStore) -> dict[str, str]:
    """All entries, by name."""
    return {str(row["name"]): str(row["value"]) for row in store.nodes("Meta")}


def read_entry(store: GraphStore, name: str) -> str:
    """One entry; "" if there is none."""
    rows = store.run("meta_value", id=_PREFIX + name)
    return str(rows[0]["value"]) if rows else ""


def write_meta(store: GraphStore, name: str, value: str) -> None:
    """Set an entry; neither exports nor the graph's hash show it."""
    store.upsert_nodes("Meta", [{"id": _PREFIX + name, "name": name, "value": value}])


def erase_meta(store: GraphStore, name: str) -> None:
    """Remove an entry that is there."""
    store.delete_nodes("Meta", [_PREFIX + name])
