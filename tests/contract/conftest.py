"""Both stores, empty: the embedded one in a fresh folder, Neo4j where there is a server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.store import GraphStore, open_store
from graph.writer import evidence_base, replace_paper, replace_projection
from tests import neo4j_server
from tests.graph_factories import fluoride_paper, gas_paper, iodide_paper, project
from tests.lacking import lacking


@pytest.fixture(scope="session")
def neo4j_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server's address; it runs until the session ends. Where it can't: skipped aloud, and a failure in CI."""
    with ExitStack() as held:
        try:
            uri = held.enter_context(neo4j_server.start(tmp_path_factory.mktemp("neo4j")))
        except neo4j_server.Missing as missing:
            lacking(f"{missing} (or name a running server in NEO4J_URI)")
        except neo4j_server.NotStarted as error:
            pytest.fail(str(error), pytrace=False)
        yield uri


@pytest.fixture(scope="session")
def left() -> dict[str, frozenset[str]]:
    """What the server's database holds as of which transaction; see open_neo4j."""
    return {}


@pytest.fixture(params=["ladybug", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def kind(request: pytest.FixtureRequest) -> str:
    """Which store a test runs on."""
    return str(request.param)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty and a filled embedded database, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("templates")
    with open_store(str(folder / "empty.lbug")):
        pass
    with open_store(str(folder / "filled.lbug")) as store:
        fill(store)
    return folder


@pytest.fixture
def store(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """An empty store with its schema."""
    with _opened(kind, "empty", request, tmp_path) as opened:
        yield opened


@pytest.fixture
def filled(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """The three papers of the factories, with their projection."""
    with _opened(kind, "filled", request, tmp_path) as opened:
        yield opened


def _opened(kind: str, content: str, request: pytest.FixtureRequest, tmp_path: Path) -> GraphStore:
    if kind == "ladybug":
        path = shutil.copy(request.getfixturevalue("templates") / f"{content}.lbug", tmp_path / "graph.lbug")
        return open_store(str(path))
    return open_neo4j(request.getfixturevalue("neo4j_uri"), content, request.getfixturevalue("left"))


def fill(store: GraphStore) -> None:
    """Write the three papers and their projection."""
    for fragment in (iodide_paper(), fluoride_paper(), gas_paper()):
        replace_paper(store, fragment)
    replace_projection(store, project(evidence_base(store)))


def open_neo4j(uri: str, content: str, left: dict[str, frozenset[str]]) -> GraphStore:
    """The server's graph, empty or filled; made anew unless it is as a test before, which only read, left it."""
    user, password = os.environ.get("NEO4J_USER"), os.environ.get("NEO4J_PASSWORD")
    if left.get(content) == neo4j_server.last_commit(uri):
        return open_store(uri, user=user, password=password)
    neo4j_server.empty(uri, keep="Meta")
    opened = open_store(uri, user=user, password=password)
    if content == "filled":
        fill(opened)
    left.clear()
    left[content] = neo4j_server.last_commit(uri)
    return opened
