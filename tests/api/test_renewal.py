"""The API over a graph that others write meanwhile: each request sees one graph, and the next one the newest."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api import create_app
from api.dependencies import Graph, Store
from graph import lasting, snapshot
from graph.lasting import LastingStore
from graph.store import open_store
from graph.writer import replace_paper, replace_projection

from .conftest import BLOCKER, LII, iodide, oxide, projection


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The graph of both papers, to change."""
    found = tmp_path / "graph.lbug"
    with open_store(str(found)) as store:
        for fragment in (iodide(), oxide()):
            replace_paper(store, fragment)
        replace_projection(store, projection())
    rest()
    return found


@pytest.fixture
def store(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LastingStore]:
    """The graph as a server reads it; it looks for another one only when the test says so."""
    monkeypatch.setattr(lasting, "EVERY_S", 1e6)
    with LastingStore(path) as opened:
        yield opened


def rest() -> None:
    """Let the files be at rest."""
    time.sleep(2 * snapshot.REST_S)


def believe(path: Path, belief: float) -> None:
    """Write another belief of LiI's role; there are as many nodes and relationships as before."""
    made = projection()
    edges = [
        edge.model_copy(update={"belief": belief}) if edge.type == "HAS_ROLE" else edge for edge in made.edges
    ]
    with open_store(str(path)) as writer:
        replace_projection(writer, made.model_copy(update={"edges": tuple(edges)}))
    rest()


def beliefs(client: TestClient) -> set[float]:
    """The belief of LiI's role: by the store, and by the graph in memory."""
    (role,) = client.get("/materials/LiI/roles").json()["items"]
    edges = client.get("/neighbourhood/LiI").json()["edges"]
    return {role["belief"], *(edge["belief"] for edge in edges if edge["type"] == "HAS_ROLE")}


def test_store_and_graph_in_memory_change_together(path: Path, store: LastingStore) -> None:
    client = TestClient(create_app(store))
    assert beliefs(client) == {0.5}
    believe(path, 0.625)
    assert beliefs(client) == {0.5}
    assert store.renew()
    assert beliefs(client) == {0.625}


def test_a_request_under_way_ends_on_the_graph_it_began_with(path: Path, store: LastingStore) -> None:
    app = create_app(store)

    @app.get("/twice")
    def twice(store_: Store, graph: Graph) -> list[float]:
        """The belief before and after another graph came."""
        (before,) = store_.run("entity_roles", id=LII)
        believe(path, 0.625)
        assert store.renew()
        (after,) = store_.run("entity_roles", id=LII)
        return [before["belief"], after["belief"], *(d["belief"] for d in graph[LII][BLOCKER].values())]

    client = TestClient(app)
    assert client.get("/twice").json() == [0.5, 0.5, 0.5]
    assert beliefs(client) == {0.625}
