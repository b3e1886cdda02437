"""Filters as people write them: an id, a name or an alias, turned into the ids that queries take."""

from __future__ import annotations

from collections.abc import Collection

from graph.store import GraphStore

ANY = [""]  #: what queries with lists of ids take for "no filter"
NONE = ["?"]  #: an id that nothing has


def entity_filter(store: GraphStore, text: str, labels: Collection[str] = ()) -> list[str]:
    """The ids that a text names among the labels (any, if none are given), the surest matches alone.

    What matches and how surely is for `entity_lookup` to say. ANY for "", NONE where the text names nothing.
    """
    if not text.strip():
        return ANY
    rows = [
        row for row in store.run("entity_lookup", text=text.strip()) if not labels or row["label"] in labels
    ]
    return [str(row["id"]) for row in rows if row["rank"] == rows[0]["rank"]] or NONE


def paper_filter(store: GraphStore, text: str) -> list[str]:
    """The ids of the papers with this id, file name (without ending) or DOI; as `entity_filter`."""
    if not text.strip():
        return ANY
    return [str(row["id"]) for row in store.run("paper", id=text.strip())] or NONE
