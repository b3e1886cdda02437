"""An embedded graph that is read while others write: whole, the newest once it is written, and nothing left behind."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph import lasting, snapshot
from graph.errors import ReadOnlyStore, StoreError, StoreUnavailable
from graph.ladybug import LadybugStore
from graph.lasting import LastingStore
from graph.meta import FILLING, PROJECTION, STALE, erase_meta, write_meta
from graph.schema import load_schema
from graph.store import GraphStore, open_store

ROOT = Path(__file__).resolve().parents[3]
#: A process that opens the graph for writing, writes a paper, and closes the graph when told to.
WRITER = """
import sys
from graph.store import open_store
with open_store(sys.argv[1]) as store:
    store.upsert_nodes("Paper", [{"id": "paper:late", "name": "late"}])
    print("written", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one paper."""
    found = tmp_path / "folder" / "graph.lbug"
    write(found, "first")
    return found


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def reader(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LastingStore]:
    """The graph, read; it looks for another one only when the test says so."""
    monkeypatch.setattr(lasting, "EVERY_S", 1e6)
    rest()
    with LastingStore(path) as store:
        yield store


def rest() -> None:
    """Let the files be at rest."""
    time.sleep(2 * snapshot.REST_S)


def write(path: Path, *names: str) -> None:
    """Add papers, and close the file."""
    with open_store(str(path)) as store:
        store.upsert_nodes("Paper", [{"id": f"paper:{name}", "name": name} for name in names])
    rest()


def papers(store: GraphStore) -> set[str]:
    """The names of the papers."""
    return {str(row["name"]) for row in store.nodes("Paper")}


@contextmanager
def other_writer(path: Path) -> Iterator[None]:
    """Another process has written the paper `late` and has the file open."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    rest()
    yield
    process.communicate("\n", timeout=60)
    assert process.returncode == 0
    rest()


def test_the_graph_as_it_was_until_a_writer_is_done(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written over in place several times, as checkpoints do, which a reader of the file itself sees half of."""
    monkeypatch.setattr(lasting, "EVERY_S", 0.02)
    rows = [{"id": f"paper:{i}", "name": "old", "title": "old " * 20} for i in range(3000)]
    with open_store(str(path)) as writer:
        writer.load_nodes("Paper", rows)
        writer.settle()
        rest()
        with LastingStore(path) as reader:
            assert reader.uri == str(path)
            for turn in range(4):
                writer.upsert_nodes(
                    "Paper", [row | {"name": f"new{turn}", "title": f"{turn}"} for row in rows]
                )
                writer.settle()
            rest()
            assert {(row["name"], row.get("title")) for row in reader.nodes("Paper")} == {
                ("first", None),
                ("old", "old " * 20),
            }
    with open_store(str(path), read_only=True, lasting=True) as reader_after:
        assert papers(reader_after) == {"first", "new3"}


def test_it_notices_by_itself(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "EVERY_S", 0.02)
    with LastingStore(path) as reader:
        write(path, "second")
        for _ in range(200):
            if papers(reader) != {"first"}:
                break
            time.sleep(0.05)
        assert papers(reader) == {"first", "second"}


def test_a_new_graph_is_read_once_it_is_closed(path: Path, reader: LastingStore) -> None:
    assert not reader.renew()
    with other_writer(path):
        assert not reader.renew()
        assert papers(reader) == {"first"}
    assert reader.renew()
    assert papers(reader) == {"first", "late"}
    assert not reader.renew()


def test_a_graph_that_this_process_writes_is_left_alone(path: Path, reader: LastingStore) -> None:
    with open_store(str(path)) as writer:
        writer.upsert_nodes("Paper", [{"id": "paper:b", "name": "b"}])
        rest()
        assert not reader.renew()
    rest()
    assert reader.renew()


def test_a_file_put_in_the_place_of_the_graph_is_read(
    path: Path, reader: LastingStore, tmp_path: Path
) -> None:
    other = tmp_path / "other.lbug"
    write(other, "another")
    os.replace(other, path)
    assert reader.renew()
    assert papers(reader) == {"another"}


def test_a_link_that_leads_elsewhere_is_followed(path: Path, tmp_path: Path) -> None:
    other, link = tmp_path / "other.lbug", tmp_path / "link.lbug"
    write(other, "another")
    link.symlink_to(path)
    with LastingStore(link) as reader:
        link.unlink()
        link.symlink_to(other)
        reader.renew()
        assert papers(reader) == {"another"}


def test_who_is_at_work_ends_on_the_graph_as_it_was(
    path: Path, reader: LastingStore, temporary: Path
) -> None:
    with reader.pinned() as held:
        write(path, "second")
        assert reader.renew()
        assert papers(held) == {"first"}
        assert papers(reader) == {"first", "second"}
        write(path, "third")
        assert reader.renew()
        assert papers(held) == {"first"}
        assert len(list(temporary.iterdir())) == 2, "the copy between the two is gone"
        with reader.pinned() as newest, reader.pinned() as again:
            assert newest is again
    reader.renew()
    assert len(list(temporary.iterdir())) == 1
    assert papers(reader) == {"first", "second", "third"}


def test_closing_removes_all_copies(path: Path, temporary: Path) -> None:
    rest()
    store = LastingStore(path)
    write(path, "second")
    with store.pinned():
        store.renew()
        store.close()
        store.close()
    assert not list(temporary.iterdir())
    with pytest.raises(StoreError, match="the store is closed"):
        store.nodes("Paper")


# --- what is not shown -----------------------------------------------------------------------------


def test_a_graph_that_goes_away_is_shown_on(
    path: Path, reader: LastingStore, caplog: pytest.LogCaptureFixture
) -> None:
    path.unlink()
    for _ in range(3):
        assert not reader.renew()
    assert papers(reader) == {"first"}
    assert caplog.messages == [f"{path}: answers come from the graph as it was before: the file is gone"]
    write(path, "anew")
    assert reader.renew()
    assert papers(reader) == {"anew"}


VERSION = load_schema().version


@pytest.mark.parametrize(
    "name, value, why",
    [
        ("schema_version", str(VERSION + 1), f"schema version {VERSION + 1}, this Lithograph knows up to"),
        ("schema_version", "0", "the graph has schema version 0, this Lithograph reads"),
        (FILLING, "dump.jsonl", "being filled from dump.jsonl"),
        (PROJECTION, STALE, "an ingestion was broken off; run it again"),
    ],
)
def test_a_graph_that_cannot_be_shown_is_not(
    path: Path,
    reader: LastingStore,
    temporary: Path,
    caplog: pytest.LogCaptureFixture,
    name: str,
    value: str,
    why: str,
) -> None:
    write(path, "second")
    with LadybugStore(path) as store:
        write_meta(store, name, value)
    rest()
    for _ in range(3):
        assert not reader.renew()
    assert papers(reader) == {"first"}
    assert len(list(temporary.iterdir())) == 1
    (told,) = caplog.messages
    assert why in told
    assert told.count(str(path)) == 1
    with LadybugStore(path) as store:
        if name == "schema_version":
            write_meta(store, name, str(VERSION))
        else:
            erase_meta(store, name)
    rest()
    caplog.set_level(logging.INFO)
    assert reader.renew()
    assert papers(reader) == {"first", "second"}
    assert caplog.messages[-1] == f"{path}: has changed; answers come from the new graph"


def test_what_is_no_graph_is_not_shown(
    path: Path, reader: LastingStore, temporary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.write_text("no graph at all", encoding="utf-8")
    rest()
    for _ in range(2):
        assert not reader.renew()
    assert papers(reader) == {"first"}
    assert len(list(temporary.iterdir())) == 1
    assert len(caplog.messages) == 1


def test_without_room_for_a_copy_it_is_tried_again_later(
    path: Path, reader: LastingStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write(path, "second")
    with monkeypatch.context() as full:
        full.setattr(snapshot, "SPARE_BYTES", shutil.disk_usage(path.parent).total)
        assert not reader.renew()
    assert "MB needed for a copy of the graph" in caplog.text
    assert not reader.renew(), "not at once"
    monkeypatch.setattr(reader, "_rest_until", 0.0)
    assert reader.renew()
    assert papers(reader) == {"first", "second"}


def test_a_graph_that_is_not_at_rest_waits(
    path: Path, reader: LastingStore, caplog: pytest.LogCaptureFixture
) -> None:
    write(path, "second")
    os.utime(path)
    assert not reader.renew()
    assert not caplog.messages
    rest()
    assert reader.renew()


# --- opening ---------------------------------------------------------------------------------------


def test_a_graph_without_a_quiet_moment_has_no_snapshot(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "TRIES", 2)
    monkeypatch.setattr(snapshot, "REST_S", 1e9)
    with pytest.raises(StoreUnavailable, match="written to without a pause"):
        open_store(str(path), read_only=True, lasting=True)


def test_where_there_is_no_graph_there_is_no_reader(tmp_path: Path, temporary: Path) -> None:
    for nothing in (tmp_path / "absent.lbug", tmp_path):
        with pytest.raises(StoreUnavailable, match="there is no graph here"):
            open_store(str(nothing), read_only=True, lasting=True)
    assert not list(temporary.iterdir())


def test_nobody_writes_through_it(reader: LastingStore) -> None:
    assert reader.read_only
    with pytest.raises(ReadOnlyStore):
        reader.upsert_nodes("Paper", [{"id": "paper:b", "name": "b"}])
    with pytest.raises(ReadOnlyStore):
        reader.load_nodes("Paper", [])
    with pytest.raises(ReadOnlyStore):
        reader.transact(lambda: None)
    with pytest.raises(ReadOnlyStore), reader.transaction():
        pass
    assert reader.read("MATCH (p:Paper) RETURN p.name") == (["p.name"], [["first"]])
