"""A Neo4j that goes away while papers are stored: for a moment, and nobody notices; for good, and the run says what is stored."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.hashing import graph_hash
from graph.store import open_store
from ingest.errors import RunCutShort
from ingest.exits import Exit
from ingest.report import State
from ingest.run import ingest
from tests import neo4j_server
from tests.e2e.conftest import SHIPPED, Lithograph
from tests.fake_pipeline import pipeline, write_papers
from tests.lacking import lacking
from tests.relay import Relay

PAPERS = [SHIPPED / f"{name}.md" for name in ("amalgam-interfaces", "lii-on-llzo")]
RETRY_S = 2.0
#: Longer than the first pause, so that more than one try finds nobody.
AWAY_S = 1.2
#: From the server's end to the run's: pauses of 1 and 2 s, each up to a fifth longer, and a busy machine.
END_S = 30.0

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], neo4j_server.Own]]:
    """Gives the server that runs, else starts one on the data of the last."""
    folder = tmp_path_factory.mktemp("neo4j")
    servers: list[neo4j_server.Own] = []
    with ExitStack() as held:

        def server() -> neo4j_server.Own:
            if not servers or servers[-1].process.poll() is not None:
                servers.append(held.enter_context(neo4j_server.start_own(folder)))
            return servers[-1]

        yield server


@pytest.fixture
def relay(running: Callable[[], neo4j_server.Own]) -> Iterator[Relay]:
    """A line to a server with nothing in it."""
    try:
        line = Relay(running().uri)
    except neo4j_server.Missing as missing:
        lacking(str(missing))
    neo4j_server.empty(line.server)
    yield line
    line.close()


def ingest_papers(store: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """`lithograph ingest` of the papers, one after the other."""
    command = Lithograph(folder, folder, {"LITHOGRAPH_NEO4J_RETRY_S": str(RETRY_S)})
    return command("ingest", *PAPERS, "--jobs", "1", "--store", store)


def one_error(done: subprocess.CompletedProcess[str], uri: str) -> str:
    """The one line of error that a run on a lost server ends with."""
    assert done.returncode == Exit.STORE, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"lithograph: error: {uri}: the server does not answer, or went away; ")
    return line


def first_words(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What became of each paper, and how many there were."""
    return [line.split()[0] for line in done.stdout.splitlines()]


def hash_of(store: str) -> str:
    """The hash of a stored graph."""
    with open_store(store, read_only=True) as graph:
        return graph_hash(graph)


def toy_hash(papers: list[Path], folder: Path) -> str:
    """The hash of the toy papers' graph in an embedded store."""
    with open_store(str(folder / "toys.lbug")) as store:
        ingest(papers, store, pipeline())
        return graph_hash(store)


def test_away_for_a_moment_is_no_fault(relay: Relay, tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "papers")
    relay.before["iodide"] = relay.after["current"] = lambda: relay.away(AWAY_S)
    with open_store(relay.uri, retry_s=RETRY_S) as store:
        report = ingest(papers, store, pipeline())
        assert not relay.before
        assert not relay.after
        assert (report.status, report.projected) == (Exit.DONE, True)
        assert graph_hash(store) == toy_hash(papers, tmp_path)


def test_a_commit_without_an_answer_may_be_stored(relay: Relay, tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "papers")
    relay.after["current"] = relay.close
    with open_store(relay.uri, retry_s=0.5) as store:
        with pytest.raises(RunCutShort, match="the transaction under way may be: its commit was") as caught:
            ingest(papers, store, pipeline())
        assert caught.value.stored == ("iodide",)
        relay.open()
        states = [outcome.state for outcome in ingest(papers, store, pipeline()).outcomes]
        assert sorted(states) == [State.ADDED, State.UNCHANGED, State.UNCHANGED]
        assert graph_hash(store) == toy_hash(papers, tmp_path)


def test_away_for_good_ends_the_run_which_says_what_is_stored(
    running: Callable[[], neo4j_server.Own], relay: Relay, tmp_path: Path
) -> None:
    ended: list[float] = []

    def end() -> None:
        relay.close()
        running().kill()
        ended.append(time.monotonic())

    relay.before["lii-on-llzo"] = end
    done = ingest_papers(relay.uri, tmp_path)
    assert time.monotonic() - ended[0] < END_S
    told = one_error(done, relay.uri)
    assert "the transaction under way is not. Start it or check the address (Couldn't connect to " in told
    assert told.endswith(
        "Known to be stored: 1 of 2 papers (amalgam-interfaces); chains are not derived. "
        "The same command run again does the rest"
    )
    assert first_words(done) == ["added"]
    assert "Known to be stored" not in one_error(ingest_papers(relay.uri, tmp_path), relay.uri), (
        "away at once"
    )

    relay.server = running().uri
    relay.open()
    done = ingest_papers(relay.uri, tmp_path)
    assert done.returncode == Exit.DONE, done.stderr
    assert first_words(done) == ["unchanged", "added", "2"]
    assert ingest_papers(tmp_path / "whole.lbug", tmp_path).returncode == Exit.DONE
    assert hash_of(relay.uri) == hash_of(str(tmp_path / "whole.lbug"))
