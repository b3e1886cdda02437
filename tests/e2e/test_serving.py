"""The server as users run it, while others write its graph."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import SHIPPED, Lithograph

UP_S = 60
SEEN_S = 60


@contextmanager
def served(lithograph: Lithograph) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server on the store, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = lithograph.start("serve", "--port", str(port))
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield address, process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)


def _wait_for(address: str) -> None:
    until = time.monotonic() + UP_S
    while time.monotonic() < until:
        try:
            fetch(f"{address}/health")
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{address} gives no answer")


def fetch(url: str) -> Any:
    """The answer's JSON; HTTPError for any status but one of success."""
    with urllib.request.urlopen(url, timeout=30) as response:
        assert response.status == 200
        return json.load(response)


def state(address: str) -> dict[str, Any]:
    """What the server says of its graph in one answer, and the papers in another."""
    return fetch(f"{address}/status") | {"names": [p["name"] for p in fetch(f"{address}/papers")["items"]]}


def test_papers_that_are_ingested_meanwhile_are_served_as_a_whole(
    lithograph: Lithograph, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    assert lithograph("ingest", good).returncode == 0
    with served(lithograph) as (address, process):
        old = state(address)
        assert old["names"] == ["good"]
        ingesting = lithograph.start("ingest", SHIPPED / "lii-on-llzo.md", SHIPPED / "coatings.md")
        answers = []
        while ingesting.poll() is None:
            answers.append(fetch(f"{address}/status"))
            time.sleep(0.05)
        _, said = ingesting.communicate()
        assert ingesting.returncode == 0, said
        until = time.monotonic() + SEEN_S
        while time.monotonic() < until and answers[-1]["papers"] == 1:
            answers.append(fetch(f"{address}/status"))
            time.sleep(0.05)
        new = state(address)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert new["names"] == ["coatings", "good", "lii-on-llzo"]
    expected = json.loads(lithograph("status", "--json").stdout)
    assert (new["papers"], new["sentences"], new["chains"]) == (3, expected["sentences"], expected["chains"])
    known = [{key: value for key, value in each.items() if key != "names"} for each in (old, new)]
    turns = [known.index(each) for each in answers]  # ValueError: an answer of neither graph
    assert turns == sorted(turns)
    assert "has changed; answers come from the new graph" in told
    assert "Traceback" not in told
    assert not list(temporary.glob("lithograph-*"))
