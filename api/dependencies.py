"""What the routes are given: the store, the settings, the graph in memory, entities by id or name."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any

import networkx as nx
from fastapi import Depends, Path, Request

from api.errors import Ambiguous, Candidate, NotFound
from api.links import entity_href
from api.settings import ApiSettings
from graph.analysis import load_graph
from graph.reader import find_entities
from graph.store import GraphStore


class GraphInMemory:
    """The networkx projection of a store, read anew when it is too old or of another store (as `pinned` gives them),
    or the store has visibly changed."""

    def __init__(self, max_age_s: float) -> None:
        self._max_age_s = max_age_s
        self._store: GraphStore | None = None
        self._turn = threading.Lock()
        self._graph: nx.MultiDiGraph[str] | None = None
        self._counts: list[dict[str, object]] = []
        self._read_at = 0.0

    def get(self, store: GraphStore) -> nx.MultiDiGraph[str]:
        """The graph of this store; not to be changed."""
        counts = store.run("edge_counts")
        with self._turn:
            old = store is not self._store or time.monotonic() - self._read_at > self._max_age_s
            if self._graph is None or old or counts != self._counts:
                self._graph, self._counts, self._store = load_graph(store), counts, store
                self._read_at = time.monotonic()
            return self._graph


async def get_store(request: Request) -> AsyncIterator[GraphStore]:
    """The store that the app was made with, in one state for the whole request."""
    store: GraphStore = request.app.state.store
    with store.pinned() as pinned:
        yield pinned


def get_settings(request: Request) -> ApiSettings:
    """The settings that the app was made with."""
    settings: ApiSettings = request.app.state.settings
    return settings


Store = Annotated[GraphStore, Depends(get_store)]


def get_graph(request: Request, store: Store) -> Any:
    """The request's graph in memory, an nx.MultiDiGraph (which has no type arguments when FastAPI looks)."""
    memory: GraphInMemory = request.app.state.graph
    return memory.get(store)


Settings = Annotated[ApiSettings, Depends(get_settings)]
Graph = Annotated[Any, Depends(get_graph)]

EntityKey = Annotated[
    str,
    Path(
        min_length=1,
        description="Id, name or alias, as in `material:LiI`, `LiI`, `lithium iodide`. What is written "
        "exactly so goes before what differs in case: `Co` is cobalt, `CO` the gas, `co` is ambiguous.",
    ),
]


def resolve(store: GraphStore, text: str, label: str = "") -> str:
    """The id of the one entity that the text names; NotFound or Ambiguous if it is not one."""
    found = find_entities(store, text, label) if text.strip() else []
    what = label.lower() or "entity"
    if not found:
        raise NotFound(f"There is no {what} with the id, name or alias {text!r}.")
    if len(found) > 1:
        named = tuple(Candidate(id=row["id"], name=row["name"], href=entity_href(row["id"])) for row in found)
        raise Ambiguous(
            f"{text!r} may mean {', '.join(item.id for item in named)}; ask for one of them.",
            candidates=named,
        )
    return str(found[0]["id"])
