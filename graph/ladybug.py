"""The embedded store: LadybugDB in one file, with all that is peculiar to it.

A second writing Database on one file is not refused within a process, so all stores of a process that open
the same file share one Database. Its one writing connection belongs to the thread that has a transaction
open; everybody else reads on connections of their own and sees the graph as it was last committed.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

import ladybug

from graph import copy_file, values
from graph.cypher_store import READ_TIMEOUT_S, CypherStore, Load
from graph.errors import (
    QueryError,
    QueryTimeout,
    ReadOnlyStore,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreUnavailable,
    WriteMismatch,
)
from graph.schema import Row, Schema, ladybug_additions, ladybug_ddl, ladybug_type
from graph.watch import Watch

T = TypeVar("T")

#: Most that pages and rows not yet written hold; beside it a commit holds some 8 MB for each pair of labels that
#: its relationships join, until the next checkpoint.
BUFFER_BYTES = 1 << 30
#: A log of so many bytes is written to its place: rarely, since that takes time for each pair of labels again.
LOG_BYTES = 1 << 26
#: Free room without which no transaction begins: the log and a checkpoint of it.
SPARE_BYTES = 1 << 28
#: Threads that work on one statement; each holds memory of its own.
THREADS = min(4, os.cpu_count() or 1)
#: Statements, each page one, that a connection for reading is given before it goes: it keeps all of them, prepared, as long as
#: it lives.
STATEMENTS = 300
#: Rows of one file of a load, some hundred MB of it.
LOAD_ROWS = 500_000
_LOCKED = re.compile(r"lock", re.IGNORECASE)
_HOLDER = re.compile(r"held by PID (\d+)")
_VERSION = re.compile(r"(different|storage) version", re.IGNORECASE)
_FULL = re.compile(r"no space left|file too large|quota exceeded", re.IGNORECASE)
_READ_ONLY = re.compile(r"read.only", re.IGNORECASE)
_NO_TRANSACTION = "No active transaction"
_WATCH = Watch()
_PAGE = re.compile(r"\b(SKIP|LIMIT) \$(\w+)")


@dataclass
class _Reading:
    """A connection for reading, with the statements that it was given."""

    connection: Any
    statements: set[str] = field(default_factory=set)


@dataclass
class _Shared:
    """One open Database and its connections; stores of the same file hold it together."""

    path: Path
    read_only: bool
    database: Any
    users: int = 0
    turn: Any = field(default_factory=threading.RLock)  #: held by the thread that writes
    idle: list[_Reading] = field(default_factory=list)  #: at rest
    writer: Any = None
    owner: int | None = None  #: the thread in whose transaction `writer` is
    broken: bool = False  #: the engine has undone the open transaction by itself


_open: dict[Path, _Shared] = {}
_opening = threading.Lock()


def _acquire(path: Path, read_only: bool) -> _Shared:
    with _opening:
        shared = _open.get(path)
        if shared is None:
            shared = _open[path] = _Shared(path, read_only, _database(path, read_only))
        elif shared.read_only and not read_only:
            raise StoreLocked(str(path), "this very process has it open for reading")
        shared.users += 1
        return shared


def written_here(path: Path) -> bool:
    """Whether this process has the database open for writing."""
    with _opening:
        shared = _open.get(path)
        return shared is not None and not shared.read_only


def _release(shared: _Shared) -> None:
    with _opening:
        shared.users -= 1
        if shared.users:
            return
        _open.pop(shared.path, None)
        for connection in (*(reading.connection for reading in shared.idle), *filter(None, [shared.writer])):
            connection.close()
        shared.database.close()


def _database(path: Path, read_only: bool) -> Any:
    if read_only and not path.exists():
        raise StoreUnavailable(str(path), "there is no graph here; ingest papers into it first")
    try:
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        return ladybug.Database(
            str(path),
            read_only=read_only,
            buffer_pool_size=BUFFER_BYTES,
            max_num_threads=THREADS,
            checkpoint_threshold=LOG_BYTES,
        )
    except (RuntimeError, OSError) as error:
        raise _not_opened(path, error) from error


def _not_opened(path: Path, error: Exception) -> StoreError:
    message = str(error)
    if _VERSION.search(message):
        return StoreUnavailable(
            str(path),
            f"written by another version of LadybugDB than the {ladybug.__version__} here ({_first_line(error)}); "
            "use the Lithograph that wrote it, and `export --format dump` there to bring the graph here",
        )
    if _LOCKED.search(message):
        holder = _HOLDER.search(message)
        return StoreLocked(str(path), process=int(holder[1]) if holder else None)
    if _FULL.search(message):
        return StoreFull(str(path), _first_line(error))
    return StoreUnavailable(str(path), f"cannot be opened as a graph: {_first_line(error)}")


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


class LadybugStore(CypherStore):
    """The graph in a file; see GraphStore. Usable from several threads, one of which writes at a time."""

    def __init__(
        self,
        path: str | Path,
        *,
        read_only: bool = False,
        schema: Schema | None = None,
        uri: str = "",
    ) -> None:
        """Open the file; `uri` is what to call it where it is a copy."""
        resolved = Path(path).expanduser().resolve()
        super().__init__(uri or str(resolved), read_only=read_only, schema=schema)
        self._shared: _Shared | None = _acquire(resolved, read_only)

    def close(self) -> None:
        """Give the file back once the last store of this process lets go of it."""
        shared, self._shared = self._shared, None
        if shared is not None:
            _release(shared)

    # --- transactions ------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction of this thread; other writers wait, readers see the graph before it."""
        if self._read_only:
            raise ReadOnlyStore(self._uri)
        shared = self._live()
        with shared.turn:
            if shared.owner is not None:
                yield  # within another one of this thread
                return
            self._begin(shared)
            try:
                yield
                self._end(shared, "COMMIT")
            except BaseException:
                self._roll_back(shared)
                raise
            finally:
                shared.owner = None

    def transact(self, work: Callable[[], T]) -> T:
        """`work()` in one transaction; an embedded database has no passing faults to retry."""
        with self.transaction():
            return work()

    def _begin(self, shared: _Shared) -> None:
        self._need_room(0)
        if shared.writer is None:
            shared.writer = ladybug.Connection(shared.database)
        self._on(shared.writer, "BEGIN TRANSACTION", {}, 0)
        shared.owner, shared.broken = threading.get_ident(), False

    def _need_room(self, size: int) -> None:
        """StoreFull where the disk has less free than so many bytes and SPARE_BYTES: without, the engine would end the
        whole process."""
        free = shutil.disk_usage(self._shared.path.parent).free if self._shared else 0
        if free < size + SPARE_BYTES:
            raise StoreFull(self._uri, f"{free >> 20} MB free, {(size + SPARE_BYTES) >> 20} MB needed")

    def _end(self, shared: _Shared, word: str) -> None:
        if shared.broken:
            raise StoreError(
                self._uri, "the transaction was undone by an earlier error; nothing of it was kept"
            )
        self._on(shared.writer, word, {}, 0)

    def _roll_back(self, shared: _Shared) -> None:
        try:
            shared.writer.execute("ROLLBACK")
        except RuntimeError as error:
            if _NO_TRANSACTION not in str(error):
                raise StoreError(self._uri, f"roll-back failed: {_first_line(error)}") from error

    def settle(self) -> None:
        """Write the log to its place, and with it let go of the memory that the last commits hold.

        Left to a later time where other stores of this process have the file open."""
        shared = self._live()
        if self._read_only or shared.users > 1 or shared.writer is None:
            return
        with shared.turn:
            if shared.owner is None:
                self._on(shared.writer, "CHECKPOINT", {}, 0)
                _give_back()

    def _load(self, what: Load, rows: Iterator[Row]) -> int:
        loaded = 0
        with self.transaction(), tempfile.TemporaryDirectory(prefix="lithograph-") as folder:
            path = Path(folder, "rows.csv")
            for part in _parts(rows, LOAD_ROWS):
                written, awkward = copy_file.write(path, what.properties, part)
                if written:
                    self._copy(what, path, written)
                loaded += written + self._write(what.name, what.upsert, awkward)
        return loaded

    def _copy(self, what: Load, path: Path, rows: int) -> None:
        self._need_room(2 * path.stat().st_size)
        statement = copy_file.statement(what.table, path, what.properties, what.ends)
        said = str(self._execute(statement, {})[0]["result"])
        copied = int(said.split()[0])  # "12 tuples have been copied to ..."
        if copied != rows:
            raise WriteMismatch(self._uri, what.name, rows, copied)

    # --- statements --------------------------------------------------------------------------------

    def _live(self) -> _Shared:
        if self._shared is None:
            raise StoreError(self._uri, "the store is closed; open it again")
        return self._shared

    def _ddl(self) -> list[str]:
        return ladybug_ddl(self._schema)

    def _additions(self) -> list[str]:
        return ladybug_additions(self._schema)

    def _apply_ddl(self, ddl: Sequence[str]) -> None:
        with self.transaction():
            for statement in ddl:
                self._execute(statement, {})

    def _has_schema(self) -> bool:
        return any(row["name"] == "Meta" for row in self._execute("CALL show_tables() RETURN name", {}))

    def _cast(self, expression: str, kind: str) -> str:
        return f"CAST({expression} AS {ladybug_type(kind)})"

    def _execute(self, statement: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        shared = self._live()
        if shared.owner == threading.get_ident():
            return self._in_transaction(shared, statement, params)
        statement, params = _page(statement, params)
        with self._reader(shared, statement) as connection, _WATCH.over(connection, READ_TIMEOUT_S):
            try:
                return _rows(self._on(connection, statement, params, 0))
            except QueryTimeout:
                raise QueryTimeout(self._uri, READ_TIMEOUT_S) from None

    def _in_transaction(
        self, shared: _Shared, statement: str, params: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        if shared.broken:
            raise StoreError(self._uri, "the transaction was undone by an earlier error")
        try:
            return _rows(self._on(shared.writer, statement, params, 0))
        except StoreError:
            shared.broken = True
            raise

    @contextmanager
    def _reader(self, shared: _Shared, statement: str) -> Iterator[Any]:
        try:
            reading = shared.idle.pop()
        except IndexError:
            # One thread: a look-up is over before a second would help; users' own queries get more.
            reading = _Reading(ladybug.Connection(shared.database, num_threads=1))
        reading.statements.add(statement)
        try:
            yield reading.connection
        finally:
            if len(reading.statements) < STATEMENTS:
                shared.idle.append(reading)
            else:
                reading.connection.close()

    def _on(self, connection: Any, statement: str, params: Mapping[str, Any], timeout_s: float) -> Any:
        connection.set_query_timeout(int(timeout_s * 1000))
        try:
            result = connection.execute(*_prepared(connection, statement, params))
        except RuntimeError as error:
            raise self._translated(error, timeout_s) from error
        if isinstance(result, list):
            raise QueryError(self._uri, "one statement at a time, please")
        return result

    def _translated(self, error: RuntimeError, timeout_s: float) -> StoreError:
        message = str(error).strip()
        if message.startswith("Interrupted"):
            return QueryTimeout(self._uri, timeout_s)
        if _READ_ONLY.search(message):
            return ReadOnlyStore(self._uri)
        if _FULL.search(message):
            return StoreFull(self._uri, _first_line(error))
        return QueryError(self._uri, message)

    def _read(
        self, cypher: str, params: Mapping[str, Any], timeout_s: float, max_rows: int
    ) -> tuple[list[str], list[list[Any]]]:
        with self._reader(self._live(), cypher) as connection:
            connection.set_max_threads_for_exec(THREADS)
            self._on(connection, "BEGIN TRANSACTION READ ONLY", {}, 0)
            try:
                result = self._on(connection, cypher, params, timeout_s)
                return result.get_column_names(), _first_rows(result, max_rows)
            finally:
                connection.set_max_threads_for_exec(1)
                self._finish(connection)

    def _finish(self, connection: Any) -> None:
        try:
            connection.execute("ROLLBACK")
        except RuntimeError as error:
            if _NO_TRANSACTION not in str(error):
                raise QueryError(self._uri, _first_line(error)) from error


def _parts(rows: Iterator[Row], size: int) -> Iterator[Iterator[Row]]:
    """The rows in parts of `size`, each to be used up before the next."""
    for first in rows:
        yield chain([first], islice(rows, size - 1))


def _give_back() -> None:
    """Freed memory back to the system, which the C library of Linux keeps to itself otherwise."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def _page(statement: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The statement with the numbers of its SKIP and LIMIT in it: where a parameter says how many rows are wanted, the
    engine puts all of them in order."""
    said = _PAGE.sub(lambda found: f"{found[1]} {int(params[found[2]])}", statement)
    if said == statement:
        return statement, dict(params)
    return said, {name: value for name, value in params.items() if re.search(rf"\${name}\b", said)}


def _prepared(connection: Any, statement: str, params: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    """What `execute` takes. A connection keeps the statements that it is given as text, with what they are given,
    as long as it lives, and walks through that each time; so those that write rows are made here, and go."""
    values_ = dict(params)
    if "rows" in values_:
        connection.init_connection()
        return ladybug.PreparedStatement(connection, statement, values_), values_
    return statement, values_


def _rows(result: Any) -> list[dict[str, Any]]:
    columns = result.get_column_names()
    return [dict(zip(columns, row, strict=True)) for row in result.get_all()]


def _first_rows(result: Any, max_rows: int) -> list[list[Any]]:
    rows: list[list[Any]] = []
    while len(rows) < max_rows and result.has_next():
        rows.append([_plain(value) for value in result.get_next()])
    return rows


# --- nodes, relationships and paths as plain data --------------------------------------------------


def _plain(value: Any) -> Any:
    """LadybugDB gives nodes, relationships and paths as dictionaries with keys of its own."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return values.plain(value)
    if "_NODES" in value:
        return _path(value["_NODES"], value["_RELS"])
    if "_SRC" in value:
        return values.relationship(value["_LABEL"], _own(value))
    if "_LABEL" in value:
        return values.node(value["_LABEL"], _own(value))
    return {key: _plain(item) for key, item in value.items()}


def _own(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in value.items() if key not in ("_ID", "_LABEL", "_SRC", "_DST")}


def _path(nodes: Sequence[Mapping[str, Any]], relationships: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    ids = {_internal(node["_ID"]): node.get("id") for node in nodes}
    return {
        "nodes": [_plain(node) for node in nodes],
        "relationships": [
            _plain(item)
            | {"source": ids.get(_internal(item["_SRC"])), "target": ids.get(_internal(item["_DST"]))}
            for item in relationships
        ],
    }


def _internal(identity: Mapping[str, int]) -> tuple[int, int]:
    return identity["table"], identity["offset"]
