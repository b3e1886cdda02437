"""Killed at any point of a run, the store holds whole papers alone, and the next run completes the rest."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extraction.model import EvidenceBase, Projection
from graph.hashing import graph_hash
from graph.store import open_store
from ingest.ledger import STALE
from ingest.run import ingest
from tests.fake_pipeline import TEXTS, pipeline, write_papers

ROOT = Path(__file__).resolve().parents[3]
POINTS = range(1, 540, 30)  #: statements, from the first of the schema to beyond the last of the projection


def without_deriving(base: EvidenceBase) -> Projection:
    """Where a run ends before its projection."""
    raise RuntimeError("killed here")


def whole_papers(papers: list[Path], folder: Path) -> dict[str, list[str]]:
    """The graph's hash with so many papers stored and nothing derived, and which those are."""
    hashes = {}
    broken = dataclasses.replace(pipeline(), project=without_deriving)
    for count in range(len(papers) + 1):
        with open_store(str(folder / f"{count}.lbug")) as store:
            if count:
                with pytest.raises(RuntimeError, match="killed here"):
                    ingest(papers[:count], store, broken)
            hashes[graph_hash(store)] = [path.stem for path in papers[:count]]
    return hashes


def test_a_kill_at_any_statement_leaves_whole_papers(tmp_path: Path) -> None:
    papers = sorted(write_papers(tmp_path / "papers"))
    expected = whole_papers(papers, tmp_path / "expected")
    with open_store(str(tmp_path / "all.lbug")) as store:
        ingest(papers, store, pipeline())
        final = graph_hash(store)
    command = [
        sys.executable,
        "-m",
        "tests.killing",
        str(papers[0].parent),
        str(tmp_path / "killed" / "graph.lbug"),
    ]
    done = subprocess.run([*command, *map(str, POINTS)], cwd=ROOT, capture_output=True, text=True, check=True)
    rows: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]

    assert [row["at"] for row in rows] == list(POINTS)
    assert {row["ended"] for row in rows} == {"killed", "done"}
    assert len({len(row["after"]["papers"]) for row in rows}) > 2, "the points are too far apart"
    for row in rows:
        after = row["after"]
        assert after["noted"] == after["papers"]
        if after["projection"] == pipeline().fingerprint:
            assert (after["hash"], after["papers"]) == (final, sorted(TEXTS))
        else:
            assert after["projection"] == (STALE if after["papers"] else "")
            assert after["papers"] == expected[after["hash"]]
        assert (row["next"]["hash"], row["next"]["projection"]) == (final, pipeline().fingerprint)
        assert row["next"]["added"] == len(TEXTS) - len(after["papers"])
