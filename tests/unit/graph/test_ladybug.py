"""What is peculiar to the embedded store: one Database a file, readers beside a writer, clear refusals."""

from __future__ import annotations

import multiprocessing
import shutil
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from graph import cypher_store, ladybug
from graph.errors import (
    QueryError,
    QueryTimeout,
    ReadOnlyStore,
    SchemaTooNew,
    SchemaTooOld,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreUnavailable,
)
from graph.ladybug import LadybugStore
from graph.meta import read_meta, write_meta
from graph.queries import parse_query
from graph.schema import load_schema, parse_schema
from graph.store import open_store
from graph.watch import Watch

VERSION = load_schema().version
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
        used = [shared.writer, *(reading.connection for reading in shared.idle)]
        kept = [key for one in used for key in one._pybind_implicit_prepared_cache]
        assert not [key for key in kept if "$rows" in str(key)]


def test_a_named_query_that_takes_too_long_is_ended(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loops = " ".join(f"UNWIND $x AS {name}" for name in "abcd")
    endless = parse_query(
        "endless",
        f"// Counts.\n// param x: string[]\n// column n: int\n{loops} WITH a + b + c + d AS z WHERE z CONTAINS '7' "
        "RETURN count(z) AS n",
    )
    with open_store(str(path), read_only=True) as store:
        monkeypatch.setattr(cypher_store, "load_query", lambda _: endless)
        monkeypatch.setattr(ladybug, "_WATCH", Watch(look_s=0.02))
        monkeypatch.setattr(ladybug, "READ_TIMEOUT_S", 0.2)
        with pytest.raises(QueryTimeout, match=r"longer than 0\.2 s"):
            store.run("endless", x=[str(i) for i in range(400)])
        assert store.run("endless", x=["7"]) == [{"n": 1}]


def test_pages_are_as_long_as_is_said(path: Path) -> None:
    with open_store(str(path)) as store:
        store.upsert_nodes("Paper", [{"id": f"paper:{i}", "name": f"p{i}"} for i in range(5)])
        pages = [[r["name"] for r in store.run("papers", skip=skip, limit=2)] for skip in (0, 2, 4)]

    assert pages == [["p0", "p1"], ["p2", "p3"], ["p4", "a"]]


def test_connections_go_before_they_keep_too_many_statements(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ladybug, "STATEMENTS", 3)
    kept: list[list[int]] = []
    with LadybugStore(path, read_only=True) as store:
        for limit in range(1, 7):
            store.run("material_evidence", id="material:LiI", limit=limit)
            kept.append([len(one.connection._pybind_implicit_prepared_cache) for one in store._live().idle])

    assert kept == [[1], [2], [], [1], [2], []]


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
        with pytest.raises(
            StoreLocked, match=f"the database is locked: process {process.pid} has it open for writing"
        ):
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
        write_meta(store, "schema_version", str(VERSION + 1))
    message = f"schema version {VERSION + 1}, this Lithograph knows up to {VERSION}; upgrade"
    for read_only in (True, False):
        with pytest.raises(SchemaTooNew, match=message):
            open_store(str(path), read_only=read_only)
    with LadybugStore(path) as store:
        write_meta(store, "schema_version", str(VERSION))


def test_a_database_without_schema_can_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "bare.lbug"
    LadybugStore(path).close()
    with pytest.raises(StoreUnavailable, match="no graph here that this version can read"):
        open_store(str(path), read_only=True)


def test_a_tilde_is_the_home(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(path.parent))
    with open_store("~/graph.lbug", read_only=True) as store:
        assert store.nodes("Paper") == [PAPER]


OLD_SCHEMA = """
version = 0
[sets]
entity = ["Material"]
[labels.Material]
doc = "Fewer properties, in another order."
properties = { iri = "string", label = "string" }
[labels.Claim]
doc = "Nothing but its name."
[labels.Meta]
doc = "As ever."
properties = { value = "string" }
[relationships.CAUSE]
doc = "To fewer labels."
from = ["Claim"]
to = ["Material"]
"""


def test_an_older_graph_is_brought_up_to_date_by_whoever_writes(tmp_path: Path) -> None:
    path = tmp_path / "old.lbug"
    with LadybugStore(path, schema=parse_schema(OLD_SCHEMA)) as store:
        store.ensure_schema()
        store.upsert_nodes(
            "Material", [{"id": "material:Li", "name": "Li", "iri": "iri", "label": "Material"}]
        )
        store.upsert_nodes("Claim", [{"id": "c", "name": "c"}])
        store.upsert_edges("CAUSE", "Claim", "Material", [{"source": "c", "target": "material:Li"}])
    with pytest.raises(
        SchemaTooOld, match=f"schema version 0, this Lithograph reads {VERSION}; `lithograph ingest`"
    ):
        open_store(str(path), read_only=True)
    with open_store(str(path)) as store:
        loaded = {"id": "material:Co", "name": "Co", "formula": "Co", "elements": ["Co"], "iri": "other"}
        store.load_nodes("Material", [loaded])
        store.load_nodes("Factor", [{"id": "factor:x", "name": "x"}])
        store.load_edges("CAUSE", "Claim", "Factor", [{"source": "c", "target": "factor:x"}])
        old = {"id": "material:Li", "name": "Li", "iri": "iri", "label": "Material"}
        assert store.nodes("Material") == [loaded, old]
        assert [row["target"] for row in store.edges("CAUSE")] == ["factor:x", "material:Li"]
    with open_store(str(path), read_only=True) as store:
        assert read_meta(store)["schema_version"] == str(VERSION)


def test_a_file_of_another_version_of_the_engine(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4] += 1  # the version follows four letters
    path.write_bytes(content)
    with pytest.raises(StoreUnavailable, match="written by another version of LadybugDB than the"):
        open_store(str(path), read_only=True)


def test_a_full_disk_is_said_before_anything_is_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = ladybug.SPARE_BYTES - 1
    usage = shutil.disk_usage(path)._replace(free=left)
    with open_store(str(path)) as store:
        with monkeypatch.context() as patch:
            patch.setattr(shutil, "disk_usage", lambda _: usage)
            with pytest.raises(
                StoreFull, match=r"the disk is full \(255 MB free, 256 MB needed\); what was committed"
            ):
                store.upsert_nodes("Paper", [{"id": "paper:b"}])
            assert store.nodes("Paper") == [PAPER]
        store.upsert_nodes("Paper", [{"id": "paper:b"}])
        assert len(store.nodes("Paper")) == 2


def test_no_row_is_lost_between_groups_of_nodes(tmp_path: Path) -> None:
    """The engine keeps nodes in groups of 131,072, and loses rows where one step of a path leads into several."""
    group = 131_072
    with open_store(str(tmp_path / "large.lbug")) as store:
        store.load_nodes(
            "Claim", ({"id": f"claim:{i}", "name": "c", "belief": 0.5} for i in range(2 * group))
        )
        store.load_nodes("Material", [{"id": "material:A", "name": "A", "label": "Material"}])
        store.load_nodes("Mechanism", [{"id": "mechanism:b", "name": "b", "label": "Mechanism"}])
        ids = [f"claim:{i}" for i in (0, 1, group - 1, group, group + 1, 2 * group - 1)]
        for kind, target in (("CAUSE", "material:A"), ("EFFECT", "mechanism:b"), ("ABOUT", "material:A")):
            label = target.partition(":")[0].capitalize()
            store.load_edges(kind, "Claim", label, [{"source": key, "target": target} for key in ids])
        for query, entity in (
            ("entity_claims", "material:A"),
            ("entity_claims", "mechanism:b"),
            ("entity_claims_as_cause", "material:A"),
            ("entity_claims_as_effect", "mechanism:b"),
            ("entity_claims_about", "material:A"),
        ):
            rows = store.run(query, id=entity)
            assert sorted(row["id"] for row in rows) == sorted(ids), query
            assert {(row["cause"], row["effect"], row["about"]) for row in rows} == {("A", "b", "A")}
        assert store.run("entity_claims_count", id="material:A") == [{"total": len(ids)}]
        store.load_nodes("Paper", [PAPER])
        store.load_nodes("Sentence", ({"id": f"s{i}", "name": "s"} for i in range(group + 2)))
        held = [f"s{i}" for i in (0, group - 1, group, group + 1)]
        store.load_edges("IN", "Sentence", "Paper", [{"source": key, "target": "paper:a"} for key in held])
        for label, target in (("Material", "material:A"), ("Mechanism", "mechanism:b")):
            rows = [{"source": key, "target": target, "id": f"{label}{key}"} for key in held]
            store.load_edges("MENTIONS", "Sentence", label, rows)
        assert len(store.run("own_mentions", paper_id="paper:a")) == 2 * len(held)
        assert len(store.run("claims_filtered", causes=["material:A"])) == len(ids)
