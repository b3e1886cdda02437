"""Nodes that several papers share, summed up from what each paper says of them, whatever their order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

#: Properties of which every paper's entries are kept; of the others the best paper's is.
_UNITED = ("synonyms", "parents")


def entity_row(
    entity_id: str, label: str, statements: Sequence[Mapping[str, Any]], aliases: Sequence[str]
) -> dict[str, Any]:
    """An entity's node from the properties of its DESCRIBES edges.

    A grounded description goes before others, then the one whose text sorts first: so neither the order of
    papers nor a paper that has been forgotten shows in it.
    """
    ranked = sorted(statements, key=lambda item: (not item.get("grounded"), _text(item)))
    row = dict(ranked[0]) | {key: united(item.get(key) or () for item in ranked) for key in _UNITED}
    row |= {"id": entity_id, "label": label, "aliases": list(aliases)}
    return row | {"search": search_text(row)}


def united(lists: Iterable[Iterable[str]]) -> list[str]:
    """All entries of the lists, each once, where it first comes."""
    return list(dict.fromkeys(item for entries in lists for item in entries))


def search_text(row: Mapping[str, Any]) -> str:
    """Every name of an entity in lower case between bars: `|lif|lithium fluoride|`."""
    names = [row.get("name"), row.get("formula"), *(row.get("aliases") or ()), *(row.get("synonyms") or ())]
    lowered = dict.fromkeys(name.lower() for name in names if name)
    return f"|{'|'.join(lowered)}|"


def reference_row(reference_id: str, entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A cited work's node from the reference lists that have it: the first paper's entry."""
    first = min(entries, key=lambda entry: (entry["paper_id"], entry["number"]))
    text = first.get("text") or ""
    kept = {key: first.get(key) for key in ("number", "text", "doi")}
    return kept | {"id": reference_id, "name": text[:80] or reference_id}


def _text(item: Mapping[str, Any]) -> str:
    return json.dumps({key: value for key, value in item.items() if value is not None}, sort_keys=True)
