"""Runs over papers: what is stored, what is left alone, what fails alone, what an early end leaves."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extraction.model import EvidenceBase, Projection
from graph.meta import read_meta
from graph.store import GraphStore, open_store
from graph.writer import graph_hash
from ingest.exits import Exit
from ingest.ledger import STALE, Ledger
from ingest.report import Outcome, Report, Silent, State
from ingest.run import find_papers, forget, ingest
from tests.fake_pipeline import TEXTS, pipeline, write_papers


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    """An empty store."""
    with open_store(str(tmp_path / "graph.lbug")) as opened:
        yield opened


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Three toy papers."""
    return write_papers(tmp_path / "papers")


def states(report: Report) -> dict[str, str]:
    """What became of each paper, by name."""
    return {outcome.name: str(outcome.state) for outcome in report.outcomes}


def chain_names(store: GraphStore) -> list[str]:
    """The stored chains."""
    return [str(row["name"]) for row in store.nodes("Chain")]


class Interrupting(Silent):
    """Presses Ctrl-C when so many papers are read, or stored."""

    def __init__(self, after: int, when: str) -> None:
        self.left, self.when = after, when

    def read(self, path: Path) -> None:
        """Count down."""
        self._count("read")

    def finished(self, outcome: Outcome) -> None:
        """Count down."""
        self._count("stored")

    def _count(self, what: str) -> None:
        self.left -= what == self.when
        if self.left == 0 and what == self.when:
            raise KeyboardInterrupt


def test_papers_are_stored_and_chains_derived_over_them(store: GraphStore, papers: list[Path]) -> None:
    report = ingest(papers, store, pipeline())
    assert states(report) == dict.fromkeys(TEXTS, "added")
    assert (report.status, report.projected, report.interrupted) == (Exit.DONE, True, False)
    assert [row["name"] for row in store.nodes("Paper")] == sorted(TEXTS)
    assert chain_names(store) == ["LiI → electron-blocking layer → dendrite growth → current density"]


def test_a_second_run_changes_nothing(store: GraphStore, papers: list[Path]) -> None:
    ingest(papers, store, pipeline())
    before = graph_hash(store), store.nodes("Meta")

    def never(*_: Any) -> Any:
        raise AssertionError("nothing is to be read or derived")

    idle = dataclasses.replace(pipeline(), make_extractor=never, project=never)
    report = ingest(papers, store, idle)
    assert states(report) == dict.fromkeys(TEXTS, "unchanged")
    assert (report.projected, report.status) == (False, Exit.DONE)
    assert (graph_hash(store), store.nodes("Meta")) == before


def test_only_a_changed_paper_is_read_again(store: GraphStore, papers: list[Path]) -> None:
    ingest(papers, store, pipeline())
    write_papers(papers[0].parent, current="dendrite growth slows current density in LiF.")
    report = ingest(papers, store, pipeline())
    assert states(report) == {"current": "updated", "iodide": "unchanged", "fluoride": "unchanged"}
    assert chain_names(store) == []


def test_another_version_of_reading_reads_all_again(store: GraphStore, papers: list[Path]) -> None:
    ingest(papers, store, pipeline("toy-1"))
    before = graph_hash(store)
    assert Ledger.load(store).outdated("toy-2") == sorted(TEXTS)
    report = ingest(papers, store, pipeline("toy-2"))
    assert states(report) == dict.fromkeys(TEXTS, "updated")
    assert Ledger.load(store).outdated("toy-2") == []
    assert graph_hash(store) == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_paper_that_fails_fails_alone(store: GraphStore, tmp_path: Path, jobs: int) -> None:
    paths = write_papers(tmp_path / "papers", **TEXTS, wayward="CRASH.")
    (tmp_path / "papers" / "empty.txt").write_bytes(b"")
    report = ingest([*paths, tmp_path / "papers" / "empty.txt"], store, pipeline(), jobs=jobs)
    assert states(report) == {**dict.fromkeys(TEXTS, "added"), "wayward": "failed", "empty": "failed"}
    assert report.status == Exit.PARTLY
    told = {outcome.name: outcome.message for outcome in report.outcomes}
    assert told["empty"] == "the file is empty; get the paper's text again, or leave the file out"
    assert told["wayward"].startswith("internal error: ValueError: a sentence that nobody expected at ")
    assert len(store.nodes("Paper")) == len(TEXTS)


def test_workers_store_what_one_process_stores(store: GraphStore, papers: list[Path], tmp_path: Path) -> None:
    ingest(papers, store, pipeline(), jobs=2)
    with open_store(str(tmp_path / "other.lbug")) as other:
        ingest(list(reversed(papers)), other, pipeline())
        assert graph_hash(other) == graph_hash(store)


def test_a_worker_that_dies_is_reported_and_the_run_ends(store: GraphStore, tmp_path: Path) -> None:
    paths = write_papers(tmp_path / "papers", fatal="DIE.", other="LiI serves as electron-blocking layer.")
    report = ingest(paths, store, pipeline(), jobs=2)
    fatal = next(outcome for outcome in report.outcomes if outcome.name == "fatal")
    assert fatal.state is State.FAILED
    assert "try again with --jobs 1" in fatal.message


@pytest.mark.parametrize("when,jobs,kept", [("read", 1, 1), ("read", 2, 1), ("stored", 1, 3)])
def test_ctrl_c_keeps_what_is_read_and_derives(
    store: GraphStore, papers: list[Path], when: str, jobs: int, kept: int
) -> None:
    report = ingest(papers, store, pipeline(), Interrupting(2, when), jobs=jobs)
    assert (report.interrupted, report.status, report.projected) == (True, Exit.INTERRUPTED, True)
    assert len(store.nodes("Paper")) == kept
    report = ingest(papers, store, pipeline())
    assert sorted(states(report).values()) == ["added"] * (3 - kept) + ["unchanged"] * kept
    assert len(chain_names(store)) == 1


def test_a_run_that_ends_before_deriving_is_made_good_by_the_next(
    store: GraphStore, papers: list[Path]
) -> None:
    def broken(base: EvidenceBase) -> Projection:
        raise RuntimeError("killed here")

    with pytest.raises(RuntimeError):
        ingest(papers, store, dataclasses.replace(pipeline(), project=broken))
    assert Ledger.load(store).projection == STALE
    report = ingest(papers, store, pipeline())
    assert states(report) == dict.fromkeys(TEXTS, "unchanged")
    assert report.projected
    assert len(chain_names(store)) == 1


def test_forgetting_leaves_the_graph_of_the_other_papers(
    store: GraphStore, papers: list[Path], tmp_path: Path
) -> None:
    ingest(papers, store, pipeline())
    forget(store, pipeline(), "paper:current", "current")
    with open_store(str(tmp_path / "other.lbug")) as other:
        ingest([path for path in papers if path.stem != "current"], other, pipeline())
        assert graph_hash(store) == graph_hash(other)
        assert store.nodes("Meta") == other.nodes("Meta")
    assert states(ingest(papers, store, pipeline()))["current"] == "added"


def test_forgetting_twice_is_forgetting_once(store: GraphStore, papers: list[Path]) -> None:
    """As where the answer to its commit is lost, and it is done again."""
    ingest(papers, store, pipeline())
    ledger = Ledger.load(store)
    for _ in range(2):
        store.transact(lambda: ledger.erase_paper("current"))
    assert "read:current" not in read_meta(store)


def test_the_same_text_under_another_name_does_not_count_twice(store: GraphStore, papers: list[Path]) -> None:
    copy = papers[0].with_name("copy.md")
    copy.write_bytes(papers[0].read_bytes())
    report = ingest([*papers, copy], store, pipeline())
    assert states(report)["copy"] == "duplicate"
    assert report.status == Exit.DONE
    assert "the same text as iodide" in str(report.outcomes[-1])
    assert states(ingest([copy], store, pipeline())) == {"copy": "duplicate"}


def test_a_twin_of_a_file_that_fails_is_tried_itself(store: GraphStore, tmp_path: Path) -> None:
    paths = write_papers(tmp_path, one="CRASH.", two="CRASH.")
    paths[1].write_bytes(paths[0].read_bytes())
    assert states(ingest(paths, store, pipeline())) == {"one": "failed", "two": "failed"}


def test_find_papers_says_which_paths_have_none(tmp_path: Path) -> None:
    write_papers(tmp_path / "papers", one="x", two="y")
    twin = write_papers(tmp_path / "more", two="z")[0]
    (tmp_path / "bare").mkdir()
    found, failures = find_papers([tmp_path / "papers", tmp_path / "bare", tmp_path / "absent", twin])
    assert [path.name for path in found] == ["one.md", "two.md"]
    assert [failure.path.name for failure in failures] == ["bare", "absent", "two.md"]
    bare, absent, same = (failure.cause for failure in failures)
    assert bare.startswith("no papers in this directory (known endings: ")
    assert absent == "no such file or directory; check the path"
    assert same.startswith(
        f"has the same name as {tmp_path}/papers/two.md, and a paper is known by its name; "
    )


def test_a_report_as_json_counts_every_state(store: GraphStore, papers: list[Path]) -> None:
    told = ingest(papers[:1], store, pipeline()).as_json()
    assert told["counts"] == {"added": 1, "updated": 0, "unchanged": 0, "duplicate": 0, "failed": 0}
    assert told["papers"][0]["paper"] == "iodide"
    assert told["papers"][0]["sentences"] >= 3
