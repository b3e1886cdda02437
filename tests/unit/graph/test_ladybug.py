"""What is peculiar to the embedded store: one Database a file, readers beside a writer, clear refusals."""

from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from graph.errors import (
    QueryError,
    ReadOnlyStore,
    SchemaTooNew,
    StoreError,
    StoreLocked,
    StoreUnavailable,
)
from graph.ladybug import LadybugStore
from graph.meta import write_meta
from graph.store import open_store

PAPER = {"id": "paper:a", "name": "a"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one paper."""
    found = tmp_path / "folder" / "graph.lbug"
    with open_store(str(found)) as store:
        store.upsert_nodes("Paper", [PAPER])
    return found


def test_a_graph_outlives_its_store(path: Path) -> None:
    with open_store(str(path)) as store:
        assert store.nodes("Paper") == [PAPER]
        assert store.uri == str(path)


def test_settling_writes_the_log_to_its_place(path: Path) -> None:
    log = path.with_name(path.name + ".wal")
    with open_store(str(path)) as store:
        store.upsert_nodes("Paper", [{"id": f"paper:{i}", "name": "x" * 100} for i in range(50)])
        before, held = store.nodes("Paper"), log.stat().st_size
        assert held > 5_000
        with store.transaction():
            store.settle()  # within a transaction: left for later
            assert log.stat().st_size >= held
        with open_store(str(path)) as other:
            other.settle()  # while the file is open elsewhere: left for later
            assert log.stat().st_size >= held
        store.settle()
        assert not log.exists() or not log.stat().st_size
        assert store.nodes("Paper") == before
        store.upsert_nodes("Paper", [{"id": "paper:last"}])
        store.settle()
    with open_store(str(path), read_only=True) as store:
        store.settle()  # nothing to do
        assert len(store.nodes("Paper")) == len(before) + 1


def test_rows_that_are_written_are_not_kept(path: Path) -> None:
    def rows(first: int) -> list[dict[str, str | bool]]:  # of another shape each time, as the engine sees it
        odd = {"name": "x" * 1000} if first % 2 else {"kind": "y" * 1000}
        return [{"id": f"paper:{first}-{i}", **odd} for i in range(20)]

    with LadybugStore(path) as store:
        store.ensure_schema()
        for first in range(4):
            store.upsert_nodes("Paper", rows(first))
        shared = store._live()
        kept = [key for one in (shared.writer, *shared.idle) for key in one._pybind_implicit_prepared_cache]
        assert not [key for key in kept if "$rows" in str(key)]


def test_read_only(path: Path) -> None:
    with open_store(str(path), read_only=True) as store:
        assert store.read_only
        assert store.nodes("Paper") == [PAPER]
        with pytest.raises(ReadOnlyStore, match="opened read-only"):
            store.upsert_nodes("Paper", [PAPER])
        with pytest.raises(ReadOnlyStore), store.transaction():
            pass
        assert store.read("MATCH (p:Paper) RETURN p.name AS name") == (["name"], [["a"]])


def test_reading_needs_a_graph(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="there is no graph here; ingest papers"):
        open_store(str(tmp_path / "none.lbug"), read_only=True)
    assert not (tmp_path / "none.lbug").exists()


@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_no_database_is_refused(tmp_path: Path, read_only: bool) -> None:
    junk = tmp_path / "junk.lbug"
    junk.write_text("this is no database " * 1000)
    with pytest.raises(StoreUnavailable, match="cannot be opened as a graph"):
        open_store(str(junk), read_only=read_only)
    with pytest.raises(StoreUnavailable, match="cannot be opened as a graph"):
        open_store(str(tmp_path), read_only=read_only)


def test_two_stores_of_a_process_share_one_database(path: Path) -> None:
    with open_store(str(path)) as first, open_store(str(path)) as second:
        with first.transaction():
            first.upsert_nodes("Paper", [{"id": "paper:b", "name": "b"}])
            second.upsert_nodes("Paper", [{"id": "paper:c", "name": "c"}])
        assert [row["name"] for row in second.nodes("Paper")] == ["a", "b", "c"]
        first.close()
        assert len(second.nodes("Paper")) == 3


def test_a_reading_store_shares_a_writing_one(path: Path) -> None:
    with open_store(str(path)) as writer, open_store(str(path), read_only=True) as reader:
        writer.upsert_nodes("Paper", [{"id": "paper:b", "name": "b"}])
        assert len(reader.nodes("Paper")) == 2
        with pytest.raises(ReadOnlyStore):
            reader.delete_nodes("Paper", ["paper:b"])


def test_a_process_that_reads_may_not_write_beside_it(path: Path) -> None:
    message = "this very process has it open for reading"
    with open_store(str(path), read_only=True), pytest.raises(StoreLocked, match=message):
        open_store(str(path))
    open_store(str(path)).close()


def _hold(path: str, line: Connection) -> None:
    with open_store(path):
        line.send("open")
        line.recv()


def test_another_process_holds_the_lock(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_hold, args=(str(path), there))
    process.start()
    try:
        assert here.poll(60)
        assert here.recv() == "open"
        with pytest.raises(StoreLocked, match="the database is locked: another process"):
            open_store(str(path))
    finally:
        here.send("close")
        process.join(60)
    open_store(str(path)).close()


def test_readers_see_the_graph_before_an_open_transaction(path: Path) -> None:
    seen: list[int] = []
    with open_store(str(path)) as store:

        def look() -> None:
            seen.append(len(store.nodes("Paper")))

        def look_elsewhere() -> None:
            thread = threading.Thread(target=look)
            thread.start()
            thread.join(30)

        with store.transaction():
            store.upsert_nodes("Paper", [{"id": "paper:b", "name": "b"}])
            assert len(store.nodes("Paper")) == 2
            look_elsewhere()
        look_elsewhere()
    assert seen == [1, 2]


def test_writers_of_several_threads_take_turns(path: Path) -> None:
    with open_store(str(path)) as store:

        def write(letter: str) -> None:
            for number in range(5):
                store.transact(
                    lambda number=number: store.upsert_nodes(
                        "Paper", [{"id": f"paper:{letter}{number}", "name": letter}]
                    )
                )

        threads = [threading.Thread(target=write, args=(letter,)) for letter in "xyz"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert len(store.nodes("Paper")) == 16


def test_an_error_that_is_swallowed_still_undoes_the_transaction(path: Path) -> None:
    with LadybugStore(path) as store:

        def careless() -> None:
            with store.transaction():
                store.upsert_nodes("Paper", [{"id": "paper:b", "name": "b"}])
                with pytest.raises(QueryError):
                    store._execute("CREATE (p:Paper {id: 'paper:a'})", {})
                with pytest.raises(StoreError, match="undone by an earlier error"):
                    store.nodes("Paper")

        with pytest.raises(StoreError, match="undone by an earlier error; nothing of it was kept"):
            careless()
        assert store.nodes("Paper") == [PAPER]


def test_a_closed_store_says_so(path: Path) -> None:
    store = open_store(str(path))
    store.close()
    store.close()
    with pytest.raises(StoreError, match="the store is closed"):
        store.nodes("Paper")


def test_a_newer_graph_is_refused_and_let_go(path: Path) -> None:
    with open_store(str(path)) as store:
        write_meta(store, "schema_version", "2")
    for read_only in (True, False):
        with pytest.raises(SchemaTooNew, match=r"schema version 2, this Lithograph knows up to 1; upgrade"):
            open_store(str(path), read_only=read_only)
    with LadybugStore(path) as store:
        write_meta(store, "schema_version", "1")


def test_a_database_without_schema_can_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "bare.lbug"
    LadybugStore(path).close()
    with pytest.raises(StoreUnavailable, match="no graph here that this version can read"):
        open_store(str(path), read_only=True)


def test_a_tilde_is_the_home(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(path.parent))
    with open_store("~/graph.lbug", read_only=True) as store:
        assert store.nodes("Paper") == [PAPER]
