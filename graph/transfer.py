"""Whole graphs from store to store, and to files and back: complete, and the same on both sides or an error.

A dump is JSON Lines. Its first line says which dump and which schema it is of, `{"dump": 1, "schema": 1}`; a line each
node, `["Material", {...}]`, and each edge, `["CAUSE", "Claim", "Material", {"source": ..., "target": ..., ...}]`, sorted;
and its last how many there are and the graph's hash, so that a file cut short is known. The same graph gives the same
bytes. What the graph says about itself (Meta) goes along, so that papers needn't be read again.

A store that is being filled is marked in its own Meta: one that was left so can't be opened but to be filled anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, TextIO

from graph.errors import BadDump, StoreError, StoreNotEmpty
from graph.hashing import counts, graph_hash
from graph.meta import FILLING, VERSION, erase_meta, read_meta, write_meta
from graph.schema import Row, load_schema
from graph.store import GraphStore

DUMP_VERSION = 1

Kind = tuple[str, ...]  #: a label; or a type with the labels that it joins
Part = tuple[Kind, Iterable[Row]]


def copy_graph(source: GraphStore, target: GraphStore) -> str:
    """All of a graph into an empty store; its hash, which is the same in both.

    StoreNotEmpty if the target holds anything, StoreError if it ends up with another graph.
    """
    return _fill(target, parts(source), graph_hash(source), source.uri)


def write_dump(store: GraphStore, out: TextIO) -> None:
    """The store's graph as a dump."""
    written = 0
    out.write(_json({"dump": DUMP_VERSION, "schema": load_schema().version}))
    for kind, rows in parts(store):
        for row in rows:
            out.write(_json([*kind, row]))
            written += 1
    out.write(_json({"rows": written, "hash": graph_hash(store)}))


def read_dump(store: GraphStore, lines: Iterable[str], name: str) -> str:
    """A dump into an empty store; the graph's hash. `name` is the file's, for messages.

    BadDump if it isn't whole, or none; StoreNotEmpty and StoreError as `copy_graph`.
    """
    dump = _Dump(lines, name)
    return _fill(store, dump.parts(), dump, name)


def parts(store: GraphStore) -> Iterator[Part]:
    """Every label's nodes and every pair of labels' edges, in one order, where there are any."""
    schema = load_schema()
    for label in sorted(schema.nodes):
        rows = store.nodes(label)
        if label == "Meta":
            rows = [row for row in rows if row["name"] not in (VERSION, FILLING)]
        if rows:
            yield (label,), rows
    for edge in sorted(schema.edges.values(), key=lambda item: item.type):
        for ends in sorted(edge.pairs):
            if rows := store.edges(edge.type, ends):
                yield (edge.type, *ends), rows


# --- filling ---------------------------------------------------------------------------------------------


def _fill(store: GraphStore, content: Iterable[Part], wanted: Any, source: str) -> str:
    meta = read_meta(store)
    if FILLING in meta:
        store.clear()
    elif set(meta) - {VERSION} or any(counts(store).nodes.values()):
        raise StoreNotEmpty(store.uri)
    write_meta(store, FILLING, source)
    for kind, rows in content:
        if len(kind) == 1:
            store.load_nodes(kind[0], rows)
        else:
            store.load_edges(kind[0], kind[1], kind[2], rows)
    found, expected = graph_hash(store), str(wanted)
    if found != expected:
        raise StoreError(
            store.uri,
            f"what arrived from {source} is another graph ({found[:12]} instead of {expected[:12]}): the source is "
            "damaged or was changed meanwhile; try again, or make it anew",
        )
    erase_meta(store, FILLING)
    return found


# --- the file --------------------------------------------------------------------------------------------


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"


class _Dump:
    """A dump being read; as text, once it is read, the hash that it gives."""

    def __init__(self, lines: Iterable[str], name: str) -> None:
        self._lines, self._name = iter(lines), name
        self._end: Mapping[str, Any] = {}
        self._check(self._next(1))

    def __str__(self) -> str:
        return str(self._end.get("hash", ""))

    def parts(self) -> Iterator[Part]:
        """Rows by kind, as they stand in the file; BadDump at its end if it is cut short."""
        for kind, rows in groupby(self._rows(), key=lambda item: item[0]):
            yield kind, (row for _, row in rows)
        if not self._end:
            raise BadDump(self._name, "it ends too early; make or fetch it again")

    def _rows(self) -> Iterator[tuple[Kind, Row]]:
        number = 1
        while True:
            number += 1
            value = self._next(number)
            if value is None:
                return
            if isinstance(value, dict):
                self._end = value
                if value.get("rows") != number - 2:
                    raise BadDump(
                        self._name, f"{number - 2} rows instead of {value.get('rows')}; make it again"
                    )
                return
            yield self._row(number, value)

    def _row(self, number: int, value: Any) -> tuple[Kind, Row]:
        well = isinstance(value, list) and len(value) in (2, 4) and isinstance(value[-1], dict)
        if not well or not all(isinstance(part, str) for part in value[:-1]):
            raise BadDump(self._name, f"line {number} is neither a node nor an edge; make it again")
        return tuple(value[:-1]), value[-1]

    def _next(self, number: int) -> Any:
        line = next(self._lines, None)
        if line is None:
            return None
        try:
            return json.loads(line)
        except json.JSONDecodeError as error:
            raise BadDump(self._name, f"line {number} is not JSON ({error.msg}); make it again") from None

    def _check(self, head: Any) -> None:
        if not isinstance(head, dict) or "dump" not in head:
            raise BadDump(self._name, "this is no dump; make one by: lithograph export --format dump")
        known = {"dump": DUMP_VERSION, "schema": load_schema().version}
        for key, version in known.items():
            if head.get(key) != version:
                raise BadDump(
                    self._name, f"it is of {key} version {head.get(key)}, and this Lithograph reads {version}"
                )
