"""One shape for every error, whatever goes wrong, and nothing in it that is nobody's business."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.testclient import TestClient

from api import create_app
from api.errors import Problem
from graph.errors import (
    QueryError,
    QueryTimeout,
    ReadOnlyStore,
    SchemaTooNew,
    StoreError,
    StoreLocked,
    StoreUnavailable,
    UnknownQuery,
    WrongPassword,
)
from graph.store import GraphStore, open_store

PLACE = "/secret/place.lbug"


class BrokenStore:
    """A store that answers everything with an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    @contextmanager
    def pinned(self) -> Iterator[BrokenStore]:
        """Itself."""
        yield self

    def run(self, query_name: str, /, **params: Any) -> list[dict[str, Any]]:
        """No named query."""
        raise self.error

    def nodes(self, label: str) -> list[dict[str, Any]]:
        """No export."""
        raise self.error

    def read(self, *args: Any, **more: Any) -> tuple[list[str], list[list[Any]]]:
        """No Cypher."""
        raise self.error


def broken(error: Exception) -> TestClient:
    """A client of an API over a broken store."""
    app = create_app(cast(GraphStore, BrokenStore(error)))
    return TestClient(app, raise_server_exceptions=False)


ERRORS: list[tuple[Callable[[], Exception], int]] = [
    (lambda: StoreUnavailable(PLACE, "the server does not answer"), 503),
    (lambda: StoreLocked(PLACE), 503),
    (lambda: WrongPassword(PLACE), 503),
    (lambda: SchemaTooNew(PLACE, 9, 1), 503),
    (lambda: StoreError(PLACE, "the store is closed; open it again"), 503),
    (lambda: QueryError(PLACE, "odd"), 503),
    (lambda: QueryTimeout(PLACE, 60), 504),
    (lambda: UnknownQuery("no query named 'x'"), 500),
    (lambda: RuntimeError(f"a bug near {PLACE}"), 500),
]
PATHS = ["/health", "/status", "/materials", "/materials/LiI", "/claims/x", "/neighbourhood/LiI", "/export"]


@pytest.mark.parametrize("make, status", ERRORS)
@pytest.mark.parametrize("path", PATHS)
def test_a_store_in_trouble(path: str, make: Callable[[], Exception], status: int) -> None:
    answer = broken(make()).get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = Problem.model_validate(answer.json())
    assert (problem.status, problem.instance) == (status, path)
    assert PLACE not in answer.text


@pytest.mark.parametrize(
    "error, status",
    [
        (StoreUnavailable(PLACE, "gone"), 503),
        (QueryTimeout(PLACE, 10), 504),
        (QueryError(PLACE, "odd"), 400),
        (ReadOnlyStore(PLACE), 400),
    ],
)
def test_a_store_in_trouble_with_a_users_cypher(error: Exception, status: int) -> None:
    answer = broken(error).post("/cypher", json={"query": "RETURN 1"})
    assert (answer.status_code, PLACE in answer.text) == (status, False)


def test_a_locked_store_says_what_to_do() -> None:
    problem = broken(StoreLocked(PLACE)).get("/materials").json()
    assert problem["title"] == "Service Unavailable"
    assert problem["detail"] == (
        "The graph: the database is locked: another process has it open for writing (an ingestion, "
        "a copy or an import); wait for it or stop it, then try again"
    )


def test_a_store_that_is_closed_under_the_api(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "graph.lbug"))
    client = TestClient(create_app(store))
    assert client.get("/health").status_code == 200
    store.close()
    assert client.get("/health").status_code == 503
    assert client.get("/health").json()["detail"] == "The graph: the store is closed; open it again"


@pytest.mark.parametrize(
    "method, path, status",
    [
        ("GET", "/nothing", 404),
        ("POST", "/materials", 405),
        ("DELETE", "/claims/claim:x", 405),
        ("GET", "/cypher", 405),
        ("GET", "/materials?limit=0", 422),
        ("GET", "/materials?limit=501", 422),
        ("GET", "/materials?offset=-1", 422),
        ("GET", "/materials?materal=LiI", 422),
        ("GET", "/materials/?limit=1", 422),
        ("GET", "/search", 422),
        ("GET", "/search?q=x&label=Paper", 422),
        ("GET", "/claims?sign=*", 422),
        ("GET", "/claims?min_belief=2", 422),
        ("GET", "/neighbourhood/LiI?hops=9", 422),
        ("GET", "/export?format=csv", 422),
        ("GET", "/claims/none", 404),
        ("GET", "/neighbourhood/none", 404),
    ],
)
def test_wrong_requests(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert Problem.model_validate(answer.json()).status == status
    if status == 405:
        assert answer.headers["allow"] in ("GET", "POST")


def test_a_422_names_every_part_at_fault(client: TestClient) -> None:
    problem = client.get("/materials?limit=0&materal=LiI").json()
    assert problem["errors"] == [
        {"location": "query.limit", "message": "Input should be greater than or equal to 1"},
        {"location": "query.materal", "message": "Extra inputs are not permitted"},
    ]
    assert "LiI" not in json.dumps(problem["errors"])
