"""The server store without a server: addresses that lead nowhere, and what becomes of the driver's errors."""

from __future__ import annotations

import datetime
import socket

import pytest
from neo4j import exceptions as driver_errors
from neo4j.time import Date

from graph import values
from graph.errors import QueryError, QueryTimeout, StoreError, StoreUnavailable, WrongPassword
from graph.neo4j import Neo4jStore
from graph.store import open_store


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_no_server(scheme: str) -> None:
    uri = f"{scheme}://127.0.0.1:{closed_port()}"
    with pytest.raises(StoreUnavailable, match="the server does not answer") as caught:
        open_store(uri, user="neo4j", password="secret")
    assert caught.value.store == uri
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:7687:33", "bolt://:bad:"])
def test_no_address(uri: str) -> None:
    with pytest.raises(StoreUnavailable, match=uri):
        open_store(uri)


def server_error(code: str, message: str = "what the server says") -> driver_errors.Neo4jError:
    return driver_errors.Neo4jError._hydrate_neo4j(code=code, message=message)


@pytest.mark.parametrize(
    "error, kind, message",
    [
        (
            server_error("Neo.ClientError.Security.Unauthorized"),
            WrongPassword,
            "refuses this user and password",
        ),
        (server_error("Neo.ClientError.Statement.SyntaxError"), QueryError, "what the server says"),
        (server_error("Neo.ClientError.Transaction.TransactionTimedOut"), QueryTimeout, "longer than 3 s"),
        (server_error("Neo.TransientError.General.OutOfMemoryError"), StoreUnavailable, "too busy"),
        (driver_errors.ServiceUnavailable("gone"), StoreUnavailable, "does not answer, or went away"),
        (driver_errors.SessionExpired("gone"), StoreUnavailable, "what was committed before is stored"),
        (driver_errors.IncompleteCommit("gone"), StoreUnavailable, "under way may be: its commit was not"),
        (driver_errors.TransactionError(None, "odd"), StoreError, "odd"),
    ],
)
def test_driver_errors_become_this_projects(error: Exception, kind: type[StoreError], message: str) -> None:
    store = object.__new__(Neo4jStore)
    store._uri = "bolt://somewhere"
    found = store._store_error(error, 3.0)
    assert type(found) is kind
    assert message in str(found)
    assert str(found).startswith("bolt://somewhere: ")


@pytest.mark.parametrize(
    "value, plain",
    [
        (None, None),
        (True, True),
        (1.5, 1.5),
        (datetime.date(2020, 1, 2), "2020-01-02"),
        (datetime.datetime(2020, 1, 2, 3, 4), "2020-01-02T03:04:00"),
        (Date(2020, 1, 2), "2020-01-02"),
        (b"\x01\xff", "01ff"),
    ],
)
def test_plain_values(value: object, plain: object) -> None:
    assert values.plain(value) == plain
