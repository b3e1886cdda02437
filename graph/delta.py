"""From rows that are stored to rows that should be: only what differs is deleted and written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.rows import EdgeKind, EdgeRows, Rows
from graph.store import GraphStore


@dataclass(frozen=True)
class Change:
    """How many rows a write created or changed, and how many it deleted; false where nothing happened."""

    written: int = 0
    deleted: int = 0

    def __add__(self, other: Change) -> Change:
        return Change(self.written + other.written, self.deleted + other.deleted)

    def __bool__(self) -> bool:
        return bool(self.written or self.deleted)


def apply_nodes(store: GraphStore, before: Mapping[str, Rows], after: Mapping[str, Rows]) -> Change:
    """Delete and write nodes."""
    written = deleted = 0
    for label in sorted({*before, *after}):
        old, new = before.get(label, {}), after.get(label, {})
        deleted += store.delete_nodes(label, [key for key in old if key not in new])
        written += store.upsert_nodes(label, _changed(old, new))
    return Change(written, deleted)


def delete_edges(
    store: GraphStore, before: Mapping[EdgeKind, EdgeRows], after: Mapping[EdgeKind, EdgeRows]
) -> int:
    """Delete the edges that are to be no more; rows deleted."""
    deleted = 0
    for kind, old in sorted(before.items()):
        new = after.get(kind, {})
        deleted += store.delete_edges(*kind, [row for key, row in old.items() if key not in new])
    return deleted


def apply_edges(
    store: GraphStore, before: Mapping[EdgeKind, EdgeRows], after: Mapping[EdgeKind, EdgeRows]
) -> int:
    """Write the edges that are new or changed; rows written."""
    return sum(
        store.upsert_edges(*kind, _changed(before.get(kind, {}), new)) for kind, new in sorted(after.items())
    )


def _changed(old: Mapping[Any, dict[str, Any]], new: Mapping[Any, dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for key, row in new.items() if old.get(key) != row]
