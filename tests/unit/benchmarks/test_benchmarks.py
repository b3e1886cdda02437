"""The benchmarks themselves: time is booked once, and what they print covers every stage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import ingest, reading, stores

ROOT = Path(__file__).resolve().parents[3]
PAPER = ROOT / "corpus" / "papers" / "lii-on-llzo.md"


class Clock:
    """Time that passes when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_stage_within_a_stage_has_its_time_alone() -> None:
    clock = Clock()
    watch = reading.Watch(clock)
    with watch.on("records"):
        clock.now += 1
        with watch.on("parser"):
            clock.now += 2
        clock.now += 4
    clock.now += 8
    with watch.on("parser"):
        clock.now += 16
    assert watch.seconds == {"records": 5, "parser": 18}


def test_time_is_booked_when_a_stage_fails() -> None:
    clock = Clock()
    watch = reading.Watch(clock)

    def fail() -> None:
        clock.now += 3
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"), watch.on("records"):
        watch.timed("tables", fail)()
    clock.now += 5
    assert watch.seconds == {"records": 0, "tables": 3}


def test_every_stage_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert reading.main([str(PAPER), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["papers"] == 1
    assert found["words"] > 300
    assert [row["stage"] for row in found["stages"]] == [*reading.STAGES, "total", reading.BARE]
    seconds = {row["stage"]: row["seconds"] for row in found["stages"]}
    assert all(
        seconds[stage] > 0 for stage in ("tokens and marks", "tagger", "parser", "total", reading.BARE)
    )
    assert seconds["total"] == pytest.approx(sum(seconds[stage] for stage in reading.STAGES), abs=0.01)
    assert "parser" in reading.table(found)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_is_that_of_all_processes() -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as parent:
        found: list[int] = []
        while len(found) < 2 and parent.poll() is None:
            found = list(ingest.processes(parent.pid))
        assert found[0] == parent.pid
        assert all(ingest.resident(process) > 0 for process in found)
        parent.communicate(b"\n")
    assert ingest.resident(found[1]) == 0
    assert ingest.resident(os.getpid()) > 1_000_000


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_an_ingestion_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert ingest.main([str(PAPER), "--json", "--jobs", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["wall_seconds"] > 0
    assert 50 < found["peak_mb_of_the_largest"] <= found["peak_mb_of_all_processes"]
    assert found["store_mb"] > 0


def test_a_failed_ingestion_is_no_measurement(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit, match="ended with status"):
        ingest.main([str(tmp_path / "empty.txt")])


def test_a_store_and_its_bare_engine_hold_the_same_graph(capsys: pytest.CaptureFixture[str]) -> None:
    assert stores.main(["--only", "ladybug", "--claims", "2000", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["ladybug", "bare ladybug"]
    graph = stores.Graph(2000)
    papers, places = graph.papers, graph.sentences  # which the bare graph leaves out
    assert found["ladybug"]["rows"] == found["bare ladybug"]["rows"] + papers + places
    for row in found.values():
        assert 0 < row["look_up_ms_median"] <= row["look_up_ms_p95"]
        assert row["load_seconds"] >= 0
        assert row["disk_mb"] > 0
    assert "look up ms p95" in stores.table(found)


def test_well_connected_materials_have_their_claims() -> None:
    graph = stores.Graph(20_000)
    causes = [graph.cause(claim) for claim in range(graph.claims)]
    assert {causes.count(number) for number in range(len(graph.hubs))} == {stores.HUB}
    assert max(causes) < graph.materials
