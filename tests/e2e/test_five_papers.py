"""The five real papers, over the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extraction.evaluate import evaluate
from tests.e2e.conftest import Lithograph

pytestmark = pytest.mark.shared

#: Least F1 on the annotated sentences.
FLOORS = {
    "entity.relaxed.ALL": 0.70,
    "entity.relaxed.Material": 0.80,
    "relation.roles": 0.45,
    "relation.claims": 0.45,
}


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


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items())
def test_extraction_keeps_its_floor(shared: Path, extracted: Path, figure: str, floor: float) -> None:
    gold, predicted = (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in (shared / "eval" / "dev.jsonl", extracted)
    )

    assert evaluate(gold, predicted)["scores"][figure]["f1"] >= floor


def test_a_paper_read_again_says_the_same(shared: Path, extracted: Path, lithograph: Lithograph) -> None:
    paper = min((shared / "corpus").glob("*.txt"), key=lambda path: path.stat().st_size)
    again = lithograph.folder / "again.jsonl"

    done = lithograph("extract", paper, "-o", again)

    assert done.returncode == 0, done.stderr
    lines = extracted.read_text(encoding="utf-8").splitlines()
    assert again.read_text(encoding="utf-8").splitlines() == [
        x for x in lines if json.loads(x)["doc"] == paper.stem
    ]


def test_evaluate_gives_the_figures_of_the_scorer(
    shared: Path, extracted: Path, lithograph: Lithograph
) -> None:
    gold, scorer = shared / "eval" / "dev.jsonl", shared / "eval" / "score.py"
    done = lithograph("evaluate", gold, "--predicted", extracted, "--json")
    assert done.returncode == 0, done.stderr
    command = [sys.executable, str(scorer), str(gold), str(extracted), "--json"]
    theirs = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == json.loads(theirs.stdout)


def test_the_papers_are_about_what_the_graph_says(five: Lithograph) -> None:
    chains = json.loads(five("chains", "--material", "LiI", "--json").stdout)
    assert any("electron-blocking" in (chain["role"] or "") for chain in chains)
    card = json.loads(five("show", "LiF", "--json").stdout)
    assert {"SEI"} <= {row["name"] for row in card["interphases"]}
