"""A process that ingests toy papers and is killed (SIGKILL) at its n-th statement, for every n asked for.

Run as `python -m tests.killing FOLDER STORE N...`: prints a JSON line for each N, saying what the store held after the
kill and after the next run. Everything is imported once and each run is a fork, so that a point takes tenths of a second.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from graph.hashing import graph_hash
from graph.ladybug import LadybugStore
from graph.store import GraphStore, open_store
from ingest.ledger import Ledger
from ingest.run import ingest
from tests.fake_pipeline import pipeline


class Killed(LadybugStore):
    """Ends this process at its n-th statement, before it is run or after."""

    left = 0

    def _on(self, connection: Any, statement: str, params: Mapping[str, Any], timeout_s: float) -> Any:
        Killed.left -= 1
        if Killed.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        result = super()._on(connection, statement, params, timeout_s)
        Killed.left -= 1
        if Killed.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


def in_fork(work: Callable[[], Any]) -> Any:
    """What the work returns, done in a process of its own; "killed" where that was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            os.write(writing, json.dumps(work()).encode())
        except BaseException:  # noqa: BLE001 - the child's own edge
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return "killed"
    return json.loads(text)


def papers(folder: Path) -> list[Path]:
    """The toy papers."""
    return sorted(folder.glob("*.md"))


def run_killed(folder: Path, path: Path, at: int) -> str:
    """Ingest until the kill, or to the end."""
    Killed.left = at
    with Killed(path) as store:
        store.ensure_schema()
        ingest(papers(folder), store, pipeline())
    return "done"


def state(store: GraphStore) -> dict[str, Any]:
    """What the store holds: papers, what its ledger says of them, and all of it as one hash."""
    ledger = Ledger.load(store)
    return {
        "papers": sorted(ledger.hashes),
        "noted": sorted(ledger.readings),
        "projection": ledger.projection,
        "hash": graph_hash(store),
    }


def found(path: Path) -> dict[str, Any]:
    """The state as the next one to open it sees it."""
    with open_store(str(path)) as store:
        return state(store)


def completed(folder: Path, path: Path) -> dict[str, Any]:
    """The state after the next run."""
    with open_store(str(path)) as store:
        report = ingest(papers(folder), store, pipeline())
        return state(store) | {"added": sum(outcome.state.value == "added" for outcome in report.outcomes)}


def main(folder: Path, path: Path, points: list[int]) -> None:
    """A line for each point."""
    for at in points:
        shutil.rmtree(path.parent, ignore_errors=True)
        ended = in_fork(lambda at=at: run_killed(folder, path, at))  # type: ignore[misc]
        after = in_fork(lambda: found(path))
        print(
            json.dumps(
                {"at": at, "ended": ended, "after": after, "next": in_fork(lambda: completed(folder, path))}
            )
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [int(argument) for argument in sys.argv[3:]])
