"""What both stores share: rows checked against the schema, common statements, counts verified."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self, TypeVar

from graph import statements
from graph.cypher_guard import check_read_only
from graph.errors import (
    HalfFilled,
    InvalidGraphData,
    ReadOnlyStore,
    SchemaTooNew,
    SchemaTooOld,
    StoreUnavailable,
    WriteMismatch,
)
from graph.queries import load_query
from graph.schema import Row, Schema, check_rows, load_schema
from graph.store import GraphStore

BATCH = 10_000
VERSION_ID = "meta:schema_version"
FILLING_ID = "meta:filling"
READ_TIMEOUT_S = 60.0

T = TypeVar("T")


@dataclass(frozen=True)
class Load:
    """What is loaded: nodes of a label, or edges of a type between two labels (`ends`)."""

    table: str
    properties: Mapping[str, str]
    create: str  #: the statement that creates `$rows`, lists of bare values
    upsert: str  #: the one that creates them or sets their properties, from rows
    ends: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """For messages."""
        return f"{self.ends[0]}-{self.table}->{self.ends[1]}" if self.ends else self.table


class CypherStore(ABC):
    """Base of the stores; subclasses hold the connection and everything in which the engines differ."""

    def __init__(self, uri: str, *, read_only: bool = False, schema: Schema | None = None) -> None:
        self._uri = uri
        self._read_only = read_only
        self._schema = schema or load_schema()

    @property
    def uri(self) -> str:
        """The path or URI that the store was opened with."""
        return self._uri

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading."""
        return self._read_only

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # --- what the engines do differently -----------------------------------------------------------

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def _ddl(self) -> list[str]:
        """Statements that create what is missing of the schema."""

    def _additions(self) -> list[str]:
        """Statements that bring what an older schema made to this one, beside those of `_ddl`."""
        return []

    @abstractmethod
    def _apply_ddl(self, ddl: Sequence[str]) -> None:
        """Run them."""

    @abstractmethod
    def _has_schema(self) -> bool:
        """Whether the schema's tables can be asked at all."""

    @abstractmethod
    def _cast(self, expression: str, kind: str) -> str:
        """The expression as a value of the property type."""

    @abstractmethod
    def _execute(self, statement: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        """One statement's rows, within the open transaction if there is one."""

    @abstractmethod
    def _read(
        self, cypher: str, params: Mapping[str, Any], timeout_s: float, max_rows: int
    ) -> tuple[list[str], list[list[Any]]]:
        """One reading statement's columns and first rows, plain values."""

    @abstractmethod
    def _load(self, what: Load, rows: Iterator[Row]) -> int:
        """Create all rows, checked already, the quickest way; how many."""

    # --- schema ------------------------------------------------------------------------------------

    def ensure_schema(self, *, half_filled: bool = False) -> None:
        """Create what is missing of the schema; only a check where the store is open for reading."""
        found = self._stored_version()
        if found is not None and not half_filled and (source := self._meta(FILLING_ID)):
            raise HalfFilled(self._uri, source)
        known = self._schema.version
        if found is not None and found > known:
            raise SchemaTooNew(self._uri, found, known)
        if found == known:
            return
        if self._read_only and found is not None:
            raise SchemaTooOld(self._uri, found, known)
        if self._read_only:
            raise StoreUnavailable(
                self._uri, "no graph here that this version can read; ingest papers into it first"
            )
        self._apply_ddl(self._ddl() if found is None else [*self._ddl(), *self._additions()])
        self.upsert_nodes("Meta", [{"id": VERSION_ID, "name": "schema_version", "value": str(known)}])

    def _stored_version(self) -> int | None:
        if not self._has_schema():
            return None
        value = self._meta(VERSION_ID)
        return int(value) if value else None

    def _meta(self, node_id: str) -> str:
        rows = self.run("meta_value", id=node_id)
        return str(rows[0]["value"]) if rows else ""

    # --- writing -----------------------------------------------------------------------------------

    def settle(self) -> None:
        """Nothing to let go of, unless the engine says otherwise."""

    def upsert_nodes(self, label: str, rows: Sequence[Mapping[str, Any]]) -> int:
        """Create nodes or set all properties of those with the same id."""
        properties = self._schema.node(label).properties
        checked = check_rows(label, properties, rows)
        _refuse_duplicates(label, [row["id"] for row in checked])
        return self._write(label, statements.upsert_nodes(label, properties, self._cast), checked)

    def upsert_edges(
        self, edge_type: str, source_label: str, target_label: str, rows: Sequence[Mapping[str, Any]]
    ) -> int:
        """Create edges between existing nodes or set all their properties."""
        edge = self._schema.edge(edge_type, source_label, target_label)
        checked = check_rows(edge_type, {**_ENDS, **edge.properties}, rows)
        _refuse_duplicates(edge_type, [(row["source"], row["target"], row.get("id")) for row in checked])
        statement = statements.upsert_edges(edge, source_label, target_label, self._cast)
        return self._write(f"{source_label}-{edge_type}->{target_label}", statement, checked)

    def delete_nodes(self, label: str, ids: Sequence[str]) -> int:
        """Delete nodes with all their edges."""
        self._schema.node(label)
        return self._write(f"delete {label}", statements.delete_nodes(label), [{"id": item} for item in ids])

    def delete_edges(
        self, edge_type: str, source_label: str, target_label: str, rows: Sequence[Mapping[str, Any]]
    ) -> int:
        """Delete the edges named by source, target and, where the type has one, id."""
        edge = self._schema.edge(edge_type, source_label, target_label)
        keys = ("source", "target", "id") if edge.has_id else ("source", "target")
        named: list[Row] = [{key: row[key] for key in keys} for row in rows]
        statement = statements.delete_edges(edge, source_label, target_label)
        return self._write(f"delete {source_label}-{edge_type}->{target_label}", statement, named)

    def load_nodes(self, label: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """Create nodes that are not there yet, as many as there are."""
        properties = self._schema.node(label).properties
        create = statements.create_nodes(label, properties)
        upsert = statements.upsert_nodes(label, properties, self._cast)
        return self._load(Load(label, properties, create, upsert), self._checked(label, properties, rows))

    def load_edges(
        self, edge_type: str, source_label: str, target_label: str, rows: Iterable[Mapping[str, Any]]
    ) -> int:
        """Create edges that are not there yet, as many as there are."""
        edge = self._schema.edge(edge_type, source_label, target_label)
        properties = {**_ENDS, **edge.properties}
        create = statements.create_edges(edge, source_label, target_label)
        upsert = statements.upsert_edges(edge, source_label, target_label, self._cast)
        what = Load(edge_type, properties, create, upsert, (source_label, target_label))
        return self._load(what, self._checked(edge_type, properties, rows))

    def _checked(
        self, what: str, properties: Mapping[str, str], rows: Iterable[Mapping[str, Any]]
    ) -> Iterator[Row]:
        if self._read_only:
            raise ReadOnlyStore(self._uri)
        return (row for batch in batches(rows, BATCH) for row in check_rows(what, properties, batch))

    def clear(self) -> None:
        """Delete all nodes and relationships but the schema's version, some at a time."""
        for label in self._schema.nodes:
            ids = [str(row["id"]) for row in self.nodes(label) if row["id"] != VERSION_ID]
            for batch in batches(ids, BATCH):
                self.delete_nodes(label, batch)

    def _write(self, what: str, statement: str, rows: Sequence[Any]) -> int:
        if self._read_only:
            raise ReadOnlyStore(self._uri)
        if not rows:
            return 0
        with self.transaction():
            written = sum(
                self._execute(statement, {"rows": batch})[0]["written"] for batch in batches(rows, BATCH)
            )
            if written != len(rows):
                raise WriteMismatch(self._uri, what, len(rows), written)
        return len(rows)

    @abstractmethod
    def transaction(self) -> Any:
        """One transaction; see GraphStore."""

    @abstractmethod
    def transact(self, work: Callable[[], T]) -> T:
        """`work()` in one transaction; see GraphStore."""

    # --- reading -----------------------------------------------------------------------------------

    @contextmanager
    def pinned(self) -> Iterator[GraphStore]:
        """This very store."""
        yield self

    def nodes(self, label: str) -> list[Row]:
        """All nodes of the label, by id."""
        self._schema.node(label)
        found = [_filled(row["properties"]) for row in self._execute(statements.all_nodes(label), {})]
        return sorted(found, key=lambda row: str(row["id"]))

    def edges(self, edge_type: str, ends: tuple[str, str] | None = None) -> list[Row]:
        """All edges of the type, or those that join two labels, by source, target and id."""
        edge = self._schema.edge(edge_type, *ends) if ends else self._schema.edge_type(edge_type)
        rows = self._execute(statements.all_edges(edge, ends), {})
        found = [{"source": r["source"], "target": r["target"]} | _filled(r["properties"]) for r in rows]
        return sorted(found, key=lambda row: (str(row["source"]), str(row["target"]), str(row.get("id", ""))))

    def run(self, query_name: str, /, **params: Any) -> list[dict[str, Any]]:
        """A named query's rows."""
        query = load_query(query_name)
        rows = self._execute(query.text, query.bind(params))
        if query.order:
            rows.sort(key=lambda row: row[query.order])
        maps = [name for name, kind in query.columns.items() if kind == "map"]
        return [row | {name: _filled(row[name]) for name in maps} for row in rows] if maps else rows

    def read(
        self,
        cypher: str,
        params: Mapping[str, Any] | None = None,
        *,
        timeout_s: float = 10.0,
        max_rows: int = 1000,
    ) -> tuple[list[str], list[list[Any]]]:
        """A user's Cypher, refused unless it only reads."""
        return self._read(check_read_only(cypher), params or {}, timeout_s, max_rows)


_ENDS = {"source": "string", "target": "string"}


def _filled(properties: Mapping[str, Any]) -> Row:
    return {key: value for key, value in properties.items() if value is not None}


def batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows in order, `size` at a time."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def _refuse_duplicates(what: str, keys: Sequence[Any]) -> None:
    if len(set(keys)) != len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InvalidGraphData(f"{what}: {twice} is to be written twice at once")
