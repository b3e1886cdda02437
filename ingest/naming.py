"""What users call things, found in the graph: papers and entities by id, name or alias."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.reader import find_entities
from graph.schema import load_schema
from graph.store import GraphStore
from ingest.errors import Ambiguous, NothingSuch, UsageError

_SUGGESTED = 5


def stored_paper(store: GraphStore, name: str) -> dict[str, Any]:
    """The paper of this id, name, file name or DOI."""
    stem = name.rpartition("/")[2].rpartition(".")[0]
    rows = store.run("paper", id=name) or (store.run("paper", id=stem) if stem else [])
    if not rows:
        raise NothingSuch(f"no paper {name!r} in {store.uri}; `lithograph papers` lists them")
    if len(rows) > 1:
        raise Ambiguous(name, [row | {"label": "Paper"} for row in rows])
    return rows[0]


def entities(store: GraphStore, name: str, labels: Sequence[str] = ("",)) -> list[dict[str, Any]]:
    """All entities of this name under these labels; NothingSuch, with what comes near, if there is none."""
    found = [row for label in labels for row in find_entities(store, name, check_label(label))]
    if not found:
        wanted = f" among the {' and '.join(labels)} nodes" if any(labels) else ""
        raise NothingSuch(f"nothing named {name!r}{wanted} in {store.uri}; {_near(store, name, labels)}")
    return found


def entity(store: GraphStore, name: str, label: str = "") -> dict[str, Any]:
    """The one entity of this name; Ambiguous if there are several."""
    found = entities(store, name, (label,))
    if len(found) > 1:
        raise Ambiguous(name, found)
    return found[0]


def check_label(label: str) -> str:
    """The label; UsageError if the schema has no such entities."""
    known = load_schema().entity_labels
    if label and label not in known:
        raise UsageError(f"--label {label!r}: no such label; there are {', '.join(known)}")
    return label


def _near(store: GraphStore, name: str, labels: Sequence[str]) -> str:
    near = [
        str(row["name"])
        for label in labels
        for row in store.run("entity_search", text=name, label=label, limit=_SUGGESTED)
    ]
    if near:
        return f"did you mean {', '.join(near[:_SUGGESTED])}?"
    return "try another spelling, or `lithograph status` to see what there is"
