"""What the rest of the project knows of a store: the `GraphStore` protocol and `open_store`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, Self, TypeVar

from graph.schema import Row

T = TypeVar("T")

#: An edge as a row: `source` and `target` (ids) beside its properties.
EdgeRow = Row

#: How long a transaction is tried again where a server is away, unless said otherwise.
RETRY_S = 15.0
SERVER_SCHEMES = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")


class GraphStore(Protocol):
    """A graph that can be written in transactions and asked; a context manager that closes it.

    Rows are flat dictionaries of the schema's properties. Every writing method returns the number of rows
    written and raises `WriteMismatch` where that is not the number asked for; on a store opened for reading
    it raises `ReadOnlyStore`. All methods may raise the errors of `graph.errors`.
    """

    @property
    def uri(self) -> str:
        """The path or URI that the store was opened with."""

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...

    def close(self) -> None:
        """Give the database back; harmless when called twice."""

    def ensure_schema(self, *, half_filled: bool = False) -> None:
        """Create what is missing of the schema; SchemaTooNew if the graph is from a newer version.

        A store opened for reading is only checked. HalfFilled if a copy into it was broken off, unless asked for.
        """

    def transaction(self) -> AbstractContextManager[None]:
        """All writes and reads within are one transaction: kept when the block ends, undone when it raises.

        One within another joins it. Never retried: see `transact`.
        """

    def transact(self, work: Callable[[], T]) -> T:
        """`work()` in one transaction, run again (a bounded number of times, with growing pauses) where the
        store loses it to a passing fault. That may be the answer to a commit, so work that is done already must do
        no harm when done again. Within another transaction it joins that one."""

    def settle(self) -> None:
        """Let go of the memory that committed writes may still hold, before more is written; what the graph
        says stays the same. Outside of transactions."""

    def upsert_nodes(self, label: str, rows: Sequence[Mapping[str, Any]]) -> int:
        """Create nodes or set all properties of those with the same id."""

    def upsert_edges(
        self, edge_type: str, source_label: str, target_label: str, rows: Sequence[Mapping[str, Any]]
    ) -> int:
        """Create edges between existing nodes (`source`, `target`) or set all their properties.

        Edges are the same if source, target and, where the type has one, `id` are."""

    def load_nodes(self, label: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """Create nodes that are not there yet, as many as there are: for whole graphs, and much quicker.

        StoreError if one is there. Within `transaction` all is kept or nothing; else what a server took before
        an error stays.
        """

    def load_edges(
        self, edge_type: str, source_label: str, target_label: str, rows: Iterable[Mapping[str, Any]]
    ) -> int:
        """Create edges that are not there yet, which nobody checks; StoreError if an end is missing. As `load_nodes`."""

    def delete_nodes(self, label: str, ids: Sequence[str]) -> int:
        """Delete nodes with all their edges."""

    def delete_edges(
        self, edge_type: str, source_label: str, target_label: str, rows: Sequence[Mapping[str, Any]]
    ) -> int:
        """Delete the edges named by `source`, `target` and, where the type has one, `id`."""

    def clear(self) -> None:
        """Delete all nodes and edges, in several transactions."""

    def nodes(self, label: str) -> list[Row]:
        """All nodes of the label, by id; properties without a value are left out."""

    def edges(self, edge_type: str, ends: tuple[str, str] | None = None) -> list[EdgeRow]:
        """All edges of the type, or those that join two labels (`ends`), by source, target and id; as `nodes`."""

    def pinned(self) -> AbstractContextManager[GraphStore]:
        """For several questions that belong together: a store that shows one state of the graph until the block ends.

        Where the store itself can't change to another state between two questions, or its server is asked, it is this
        very store.
        """

    def run(self, query_name: str, /, **params: Any) -> list[dict[str, Any]]:
        """A named query's rows (graph/queries/*.cypher); parameters without a default must be given."""

    def read(
        self,
        cypher: str,
        params: Mapping[str, Any] | None = None,
        *,
        timeout_s: float = 10.0,
        max_rows: int = 1000,
    ) -> tuple[list[str], list[list[Any]]]:
        """A user's Cypher: (columns, at most `max_rows` rows). ForbiddenCypher for anything but reading.

        Nodes come as {"_label", properties}, relationships as {"_type", properties}, paths as
        {"nodes": [...], "relationships": [... with "source" and "target"]}.
        """


def open_store(
    uri: str,
    *,
    read_only: bool = False,
    user: str | None = None,
    password: str | None = None,
    retry_s: float = RETRY_S,
    half_filled: bool = False,
    lasting: bool = False,
) -> GraphStore:
    """The store at a path (the embedded LadybugDB) or a bolt:// or neo4j:// URI, its schema ensured.

    A transaction that a server loses by being away is tried again for `retry_s`, with growing pauses.
    One that a copy into it has left half filled is refused, unless it is to be filled anew (`half_filled`).
    `lasting` is for readers that stay while others write: of an embedded graph they have a copy, made anew whenever a
    writer is done.
    """
    if uri.startswith(SERVER_SCHEMES):
        store = _connect(uri, read_only, user, password, retry_s)
    else:
        store = _embedded(uri, read_only, lasting)
    try:
        store.ensure_schema(half_filled=half_filled)
    except BaseException:
        store.close()
        raise
    return store


def _connect(uri: str, read_only: bool, user: str | None, password: str | None, retry_s: float) -> GraphStore:
    from graph.neo4j import Neo4jStore  # the driver is loaded only where a server is asked for

    return Neo4jStore(uri, user=user, password=password, read_only=read_only, retry_s=retry_s)


def _embedded(path: str, read_only: bool, lasting: bool) -> GraphStore:
    if lasting and read_only:
        from graph.lasting import LastingStore

        return LastingStore(path)
    from graph.ladybug import LadybugStore

    return LadybugStore(path, read_only=read_only)
