"""The server store: a Neo4j 5 over Bolt, with all that is peculiar to it.

Work is done in the driver's managed transactions, which it repeats with growing pauses, for a bounded time,
where the server is away or two transactions collide; a commit whose answer is lost is repeated here. So errors of
the driver pass through untouched until a transaction's end, where they become this project's.
"""

from __future__ import annotations

import logging
import math
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions as driver_errors
from neo4j.graph import Node, Path, Relationship

from graph import values
from graph.cypher_store import READ_TIMEOUT_S, CypherStore, Load, batches
from graph.errors import (
    QueryError,
    QueryTimeout,
    ReadOnlyStore,
    StoreError,
    StoreFull,
    StoreUnavailable,
    WrongPassword,
)
from graph.schema import Row, Schema, neo4j_ddl
from graph.store import RETRY_S

T = TypeVar("T")

_FULL = re.compile(r"no space left|disk (is )?full", re.IGNORECASE)

#: Before a commit whose answer was lost is repeated.
COMMIT_PAUSE_S = 1.0
CONNECT_S = 10.0
WRITE_TIMEOUT_S = 600.0
INDEX_WAIT_S = 60
#: Rows of one transaction of a load: with more, the server's memory for it grows and speed doesn't.
LOAD_BATCH = 10_000
SERVER_VERSIONS = ("Neo4j/5.", "Neo4j/2025.", "Neo4j/2026.")

# What the driver logs of lost connections is for who sets logging up; without that it would go to standard error.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Neo4jStore(CypherStore):
    """The graph in a Neo4j server; see GraphStore. Usable from several threads."""

    def __init__(
        self,
        uri: str,
        *,
        user: str | None = None,
        password: str | None = None,
        read_only: bool = False,
        schema: Schema | None = None,
        retry_s: float = RETRY_S,
    ) -> None:
        super().__init__(uri, read_only=read_only, schema=schema)
        self._retry_s = retry_s
        self._local = threading.local()
        auth = neo4j.basic_auth(user or "neo4j", password) if password is not None else None
        try:
            self._driver = neo4j.GraphDatabase.driver(
                uri,
                auth=auth,
                connection_timeout=CONNECT_S,
                connection_acquisition_timeout=2 * CONNECT_S,
                max_transaction_retry_time=retry_s,
                notifications_min_severity="OFF",
            )
        except (ValueError, driver_errors.DriverError) as error:
            raise self._no_address(error) from error
        try:
            self._check_server()
        except StoreError:
            self.close()
            raise

    def _check_server(self) -> None:
        try:
            with self._translated():
                agent = self._driver.get_server_info().agent
        except (ValueError, OSError) as error:
            raise self._no_address(error) from error
        if not agent.startswith(SERVER_VERSIONS):
            raise StoreUnavailable(self._uri, f"the server is {agent}; Neo4j 5 is needed")

    def _no_address(self, error: Exception) -> StoreUnavailable:
        return StoreUnavailable(self._uri, f"no address of a server: {_first_line(error)}")

    def close(self) -> None:
        """Close all connections."""
        self._driver.close()

    # --- transactions ------------------------------------------------------------------------------------

    @property
    def _open(self) -> Any:
        """This thread's open transaction."""
        return getattr(self._local, "transaction", None)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction of this thread; see GraphStore."""
        if self._read_only:
            raise ReadOnlyStore(self._uri)
        if self._open is not None:
            yield  # within another one of this thread
            return
        with (
            self._translated(),
            self._driver.session() as session,
            session.begin_transaction(timeout=WRITE_TIMEOUT_S) as transaction,
            self._as_open(transaction),
        ):
            yield
            transaction.commit()

    def transact(self, work: Callable[[], T]) -> T:
        """`work()` in one transaction, repeated where a passing fault loses it; see GraphStore."""
        if self._read_only:
            raise ReadOnlyStore(self._uri)
        if self._open is not None:
            return work()

        @neo4j.unit_of_work(timeout=WRITE_TIMEOUT_S)
        def unit(transaction: neo4j.ManagedTransaction) -> T:
            with self._as_open(transaction):
                return work()

        with self._translated(), self._driver.session() as session:
            return self._repeated(lambda: session.execute_write(unit))

    def _repeated(self, attempt: Callable[[], T]) -> T:
        """What the attempt returns. Where the answer to a commit is lost, which the driver takes for an end, it is made
        again for the store's retry time from then on: the work is such that twice is once."""
        lost: driver_errors.IncompleteCommit | None = None
        until = math.inf
        while True:
            try:
                return attempt()
            except driver_errors.IncompleteCommit as error:
                if time.monotonic() > until:
                    raise
                until = min(until, time.monotonic() + self._retry_s)
                lost = error
            except (driver_errors.ServiceUnavailable, driver_errors.SessionExpired) as error:
                if lost is None:
                    raise
                raise lost from error
            time.sleep(COMMIT_PAUSE_S)

    @contextmanager
    def _as_open(self, transaction: Any) -> Iterator[None]:
        self._local.transaction = transaction
        try:
            yield
        finally:
            self._local.transaction = None

    # --- statements --------------------------------------------------------------------------------------

    def _ddl(self) -> list[str]:
        return neo4j_ddl(self._schema)

    def _apply_ddl(self, ddl: Sequence[str]) -> None:
        with self._translated(), self._driver.session() as session:
            for statement in ddl:
                session.run(neo4j.Query(statement, timeout=WRITE_TIMEOUT_S)).consume()
            session.run("CALL db.awaitIndexes($seconds)", seconds=INDEX_WAIT_S).consume()

    def _has_schema(self) -> bool:
        return True  # a label that isn't there yet has no nodes, which is no error here

    def _cast(self, expression: str, kind: str) -> str:
        return expression

    def _execute(self, statement: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        if self._open is not None:
            return [dict(record) for record in self._open.run(statement, dict(params))]

        @neo4j.unit_of_work(timeout=READ_TIMEOUT_S)
        def unit(transaction: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            return [dict(record) for record in transaction.run(statement, dict(params))]

        with self._translated(READ_TIMEOUT_S), self._driver.session() as session:
            return session.execute_read(unit)

    def _read(
        self, cypher: str, params: Mapping[str, Any], timeout_s: float, max_rows: int
    ) -> tuple[list[str], list[list[Any]]]:
        @neo4j.unit_of_work(timeout=timeout_s)
        def unit(transaction: neo4j.ManagedTransaction) -> tuple[list[str], list[list[Any]]]:
            result = transaction.run(cypher, dict(params))
            records = result.fetch(max_rows)
            return list(result.keys()), [[_plain(value) for value in record.values()] for record in records]

        with self._translated(timeout_s), self._driver.session() as session:
            return session.execute_read(unit)

    def _load(self, what: Load, rows: Iterator[Row]) -> int:
        values = (list(row.values()) for row in rows)
        return sum(self._write(what.name, what.create, batch) for batch in batches(values, LOAD_BATCH))

    # --- errors ------------------------------------------------------------------------------------------

    @contextmanager
    def _translated(self, timeout_s: float = WRITE_TIMEOUT_S) -> Iterator[None]:
        try:
            yield
        except (driver_errors.Neo4jError, driver_errors.DriverError) as error:
            raise self._store_error(error, timeout_s) from error

    def _store_error(self, error: Exception, timeout_s: float) -> StoreError:
        if isinstance(error, driver_errors.AuthError):
            return WrongPassword(self._uri)
        if isinstance(error, driver_errors.Neo4jError):
            return self._server_error(error, timeout_s)
        if isinstance(error, driver_errors.ServiceUnavailable | driver_errors.SessionExpired):
            return self._away(error)
        return StoreError(self._uri, _first_line(error))

    def _away(self, error: Exception) -> StoreUnavailable:
        lost = isinstance(error, driver_errors.IncompleteCommit)
        kept = "may be: its commit was not answered" if lost else "is not"
        return StoreUnavailable(
            self._uri,
            "the server does not answer, or went away; what was committed before is stored, the transaction under way "
            f"{kept}. Start it or check the address ({_first_line(error)})",
        )

    def _server_error(self, error: driver_errors.Neo4jError, timeout_s: float) -> StoreError:
        code = error.code or ""
        if "TransactionTimedOut" in code:
            return QueryTimeout(self._uri, timeout_s)
        if _FULL.search(error.message or ""):
            return StoreFull(self._uri, str(error.message))
        if code.startswith("Neo.TransientError"):
            return StoreUnavailable(self._uri, f"the server is too busy: {error.message}; try again later")
        return QueryError(self._uri, error.message or code)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(":")


# --- nodes, relationships and paths as plain data ------------------------------------------------------


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return _path(value)
    if isinstance(value, Node):
        return values.node(min(value.labels, default=""), dict(value))
    if isinstance(value, Relationship):
        return values.relationship(value.type, dict(value))
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return values.plain(value)


def _path(path: Path) -> dict[str, Any]:
    return {
        "nodes": [_plain(node) for node in path.nodes],
        "relationships": [
            _plain(item) | {"source": _id(item.start_node), "target": _id(item.end_node)}
            for item in path.relationships
        ],
    }


def _id(node: Node | None) -> Any:
    return None if node is None else node.get("id")
