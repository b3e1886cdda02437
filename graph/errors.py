"""The errors of the graph: one small tree, each message naming the store and what to do about it.

GraphError
  StoreError             the store as a whole; carries `store`, its path or URI
    StoreUnavailable     nothing there, nothing answers, or what is there is no graph
      StoreLocked        another process (or an open store of this one) holds the file
      WrongPassword      the server refuses user or password
    SchemaTooNew         written by a newer Lithograph
    ReadOnlyStore        a write on a store that was opened for reading
    WriteMismatch        fewer or more rows written than asked for: nothing was kept
    QueryError           the store refuses a query
      QueryTimeout       it took longer than it may
  InvalidGraphData       what should be written contradicts the schema or itself
  BadDump                a file to import is none, cut short, or of another version
  UnknownQuery, BadParameters   a named query asked for wrongly
  ForbiddenCypher        a user's Cypher goes beyond reading (graph.cypher_guard)
"""

from __future__ import annotations


class GraphError(Exception):
    """Base of everything that this package raises on purpose."""


class StoreError(GraphError):
    """Something is wrong with the store as a whole; `store` is its path or URI."""

    def __init__(self, store: str, message: str) -> None:
        super().__init__(f"{store}: {message}")
        self.store = store


class StoreUnavailable(StoreError):
    """There is no graph at the path, or no server at the URI."""


class StoreLocked(StoreUnavailable):
    """The embedded database is held by another writer."""

    def __init__(self, store: str, detail: str = "", process: int | None = None) -> None:
        other = "another process" if process is None else f"process {process}"
        hint = detail or f"{other} has it open for writing (an ingestion, a copy or an import)"
        super().__init__(store, f"the database is locked: {hint}; wait for it or stop it, then try again")


class WrongPassword(StoreUnavailable):
    """The server refuses the user or the password."""

    def __init__(self, store: str) -> None:
        super().__init__(
            store, "the server refuses this user and password; set both (user, password) rightly"
        )


class HalfFilled(StoreUnavailable):
    """The store holds a part of a graph."""

    def __init__(self, store: str, source: str) -> None:
        super().__init__(
            store,
            f"it is being filled from {source}, or was left half filled; wait for that to end, or copy or import "
            "again, which starts anew",
        )


class StoreNotEmpty(StoreError):
    """A whole graph is to go where there is one."""

    def __init__(self, store: str) -> None:
        super().__init__(store, "there is a graph here already; name a store that is empty or not there yet")


class SchemaTooNew(StoreError):
    """The graph was written by a newer version of this software."""

    def __init__(self, store: str, found: int, known: int) -> None:
        super().__init__(
            store,
            f"the graph has schema version {found}, this Lithograph knows up to {known}; "
            "upgrade Lithograph, or ingest into a new store",
        )
        self.found, self.known = found, known


class SchemaTooOld(StoreError):
    """The graph was written by an older version; whoever opens it for writing brings it up to date."""

    def __init__(self, store: str, found: int, known: int) -> None:
        super().__init__(
            store,
            f"the graph has schema version {found}, this Lithograph reads {known}; `lithograph ingest` of its papers "
            "brings it up to date",
        )


class StoreFull(StoreError):
    """There is no room left where the store writes."""

    def __init__(self, store: str, said: str) -> None:
        super().__init__(
            store,
            f"the disk is full ({said}); what was committed before is stored, the transaction under way is not. Make "
            "room and run the same again",
        )


class ReadOnlyStore(StoreError):
    """A write on a store that was opened for reading."""

    def __init__(self, store: str) -> None:
        super().__init__(store, "opened read-only; open it for writing to change the graph")


class WriteMismatch(StoreError):
    """The store wrote another number of rows than it was given; the transaction is rolled back."""

    def __init__(self, store: str, what: str, asked: int, written: int) -> None:
        super().__init__(store, f"{what}: {asked} rows asked, {written} written; nothing of this was kept")
        self.what, self.asked, self.written = what, asked, written


class QueryError(StoreError):
    """The store refuses a query; the message is the store's own."""


class QueryTimeout(QueryError):
    """A query took longer than it may."""

    def __init__(self, store: str, timeout_s: float) -> None:
        super().__init__(store, f"the query took longer than {timeout_s:g} s; narrow it or add a LIMIT")
        self.timeout_s = timeout_s


class InvalidGraphData(GraphError):
    """A fragment, projection or row contradicts the schema or itself; the message names the item."""


class BadDump(GraphError):
    """A file can't be imported; the message names it, the cause and what to do."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{name}: {cause}")


class UnknownQuery(GraphError):
    """There is no named query of this name."""


class BadParameters(GraphError):
    """A named query was given a missing, unknown or ill-typed parameter."""


class ForbiddenCypher(GraphError):
    """A user's Cypher uses something outside reading; `position` is the offset of the offending word."""

    def __init__(self, message: str, *, word: str = "", position: int = 0) -> None:
        super().__init__(message)
        self.word, self.position = word, position
