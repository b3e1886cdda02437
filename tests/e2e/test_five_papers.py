"""The five real papers, over the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Lithograph

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def extracted(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the five papers say."""
    folder = tmp_path_factory.mktemp("five")
    done = Lithograph(folder / "none.lbug", folder)("extract", shared / "corpus", "-o", folder / "out.jsonl")
    assert done.returncode == 0, done.stderr
    return folder / "out.jsonl"


def test_every_entity_stands_in_the_file_where_it_says(shared: Path, extracted: Path) -> None:
    texts = {path.stem: path.read_bytes().decode() for path in (shared / "corpus").glob("*.txt")}
    docs = set()
    for line in map(json.loads, extracted.read_text(encoding="utf-8").splitlines()):
        docs.add(line["doc"])
        for entity in line["entities"]:
            assert texts[line["doc"]][entity["start"] : entity["end"]] == entity["text"]
    assert docs == set(texts)


def test_evaluate_gives_the_figures_of_the_scorer(
    shared: Path, extracted: Path, lithograph: Lithograph
) -> None:
    gold, scorer = shared / "eval" / "dev.jsonl", shared / "eval" / "score.py"
    done = lithograph("evaluate", gold, "--predicted", extracted, "--json")
    assert done.returncode == 0, done.stderr
    command = [sys.executable, str(scorer), str(gold), str(extracted), "--json"]
    theirs = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == json.loads(theirs.stdout)


def test_the_papers_are_about_what_the_graph_says(shared: Path, lithograph: Lithograph) -> None:
    done = lithograph("ingest", shared / "corpus", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["added"] == 5
    chains = json.loads(lithograph("chains", "--material", "LiI", "--json").stdout)
    assert any("electron-blocking" in (chain["role"] or "") for chain in chains)
    card = json.loads(lithograph("show", "LiF", "--json").stdout)
    assert {"SEI"} <= {row["name"] for row in card["interphases"]}
