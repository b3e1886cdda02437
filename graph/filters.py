"""Filters as people write them: an id, a name or an alias, turned into the ids that queries take."""

from __future__ import annotations

from graph.reader import find_entities
from graph.store import GraphStore

ANY = [""]  #: what queries with lists of ids take for "no filter"
NONE = ["?"]  #: an id that nothing has


def entity_filter(store: GraphStore, text: str) -> list[str]:
    """The ids that a text names, as `find_entities` has it; ANY for "", NONE where it names nothing."""
    if not text.strip():
        return ANY
    return [str(row["id"]) for row in find_entities(store, text)] or NONE


def paper_filter(store: GraphStore, text: str) -> list[str]:
    """The ids of the papers with this id, file name (without ending) or DOI; as `entity_filter`."""
    if not text.strip():
        return ANY
    return [str(row["id"]) for row in store.run("paper", id=text.strip())] or NONE
