"""Whole graphs from store to store and through dumps: the same on both sides, or refused with its cause."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from graph.errors import BadDump, HalfFilled, InvalidGraphData, StoreError, StoreNotEmpty
from graph.hashing import graph_hash
from graph.meta import read_meta, write_meta
from graph.schema import load_schema
from graph.store import GraphStore, open_store
from graph.transfer import copy_graph, read_dump, write_dump


def dumped(store: GraphStore) -> str:
    out = io.StringIO()
    write_dump(store, out)
    return out.getvalue()


@pytest.fixture
def embedded(templates: Path) -> GraphStore:
    """The filled graph in an embedded store, for reading."""
    return open_store(str(templates / "filled.lbug"), read_only=True)


def test_a_copy_is_the_same_graph(filled: GraphStore, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "copy.lbug")) as copy:
        assert copy_graph(filled, copy) == graph_hash(filled) == graph_hash(copy)
        assert dumped(copy) == dumped(filled)


def test_a_copy_into_either_store(store: GraphStore, embedded: GraphStore) -> None:
    with embedded:
        assert copy_graph(embedded, store) == graph_hash(store) == graph_hash(embedded)
        assert list(read_meta(store)) == ["schema_version"]


def test_a_dump_is_sorted_whole_and_the_same_from_both(filled: GraphStore, embedded: GraphStore) -> None:
    with embedded:
        text = dumped(filled)
        assert text == dumped(embedded)
    head, *rows, end = map(json.loads, text.splitlines())
    assert head == {"dump": 1, "schema": load_schema().version}
    assert end == {"rows": len(rows), "hash": graph_hash(filled)}
    edges = [
        (row[:-1], row[-1]["source"], row[-1]["target"], row[-1].get("id", ""))
        for row in rows
        if len(row) == 4
    ]
    nodes = [(row[0], row[1]["id"]) for row in rows if len(row) == 2]
    assert edges == sorted(edges)
    assert nodes == sorted(nodes)
    assert [len(row) for row in rows] == [2] * len(nodes) + [4] * len(edges)


def test_a_dump_goes_in_and_comes_out(store: GraphStore, embedded: GraphStore) -> None:
    with embedded:
        text = dumped(embedded)
    assert read_dump(store, text.splitlines(keepends=True), "graph.jsonl") == graph_hash(store)
    assert dumped(store) == text


def test_what_the_store_knows_of_its_papers_goes_along(store: GraphStore, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "other.lbug")) as other:
        write_meta(other, "read:iodide", "fingerprint")
        copy_graph(other, store)
    assert read_meta(store)["read:iodide"] == "fingerprint"
    store.clear()


def test_only_an_empty_store_is_filled(filled: GraphStore, embedded: GraphStore) -> None:
    before = graph_hash(filled)
    with (
        embedded,
        pytest.raises(StoreNotEmpty, match="there is a graph here already; name a store that is empty"),
    ):
        copy_graph(embedded, filled)
    assert graph_hash(filled) == before


def test_a_filling_broken_off_is_known_and_made_good(
    store: GraphStore, embedded: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise KeyError("the process dies here")

    with embedded:
        with monkeypatch.context() as patch:
            patch.setattr(type(store), "load_edges", broken)
            with pytest.raises(KeyError):
                copy_graph(embedded, store)
        with pytest.raises(HalfFilled, match="half filled; wait for that to end, or copy or import again"):
            store.ensure_schema()
        store.ensure_schema(half_filled=True)
        assert copy_graph(embedded, store) == graph_hash(embedded)
    store.ensure_schema()


def test_another_graph_than_the_dumps_is_noticed(store: GraphStore, embedded: GraphStore) -> None:
    with embedded:
        lines = dumped(embedded).splitlines(keepends=True)
    lines[1] = lines[1].replace('"kind":"', '"kind":"x')
    try:
        with pytest.raises(StoreError, match="is another graph"):
            read_dump(store, lines, "graph.jsonl")
    finally:
        store.clear()


HEAD = f'{{"dump":1,"schema":{load_schema().version}}}\n'
NODE = '["Paper",{"id":"paper:a"}]\n'


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "this is no dump; make one by: lithograph export --format dump"),
        ("[]\n", "this is no dump"),
        ("hello\n", r"line 1 is not JSON \(Expecting value\)"),
        ('{"dump":2,"schema":1}\n', "it is of dump version 2, and this Lithograph reads 1"),
        ('{"dump":1,"schema":99}\n', "it is of schema version 99"),
        (HEAD + NODE, "it ends too early"),
        (HEAD + NODE + '{"rows":2,"hash":""}\n', "1 rows instead of 2"),
        (HEAD + '["Paper"]\n', "line 2 is neither a node nor an edge"),
        (HEAD + NODE + '["Paper",{"id"\n', "line 3 is not JSON"),
        (HEAD + '["Person",{"id":"x"}]\n', "no label 'Person'"),
    ],
)
def test_what_is_no_whole_dump_is_refused(store: GraphStore, text: str, message: str) -> None:
    try:
        with pytest.raises((BadDump, InvalidGraphData), match=message):
            read_dump(store, text.splitlines(keepends=True), "graph.jsonl")
    finally:
        store.clear()


def test_clearing_leaves_an_empty_store(filled: GraphStore) -> None:
    filled.clear()
    assert list(read_meta(filled)) == ["schema_version"]
    assert not [row for row in filled.run("node_counts") if row["total"]]
