"""The questions of ../shared over the five papers' graph, each by a query of its own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.answering import answered
from tests.e2e.conftest import Lithograph

#: Questions answered in full by the reader that ships; raise it when more are.
REACHED = 11
#: A query that answers with more rows than this says nothing.
ROWS = 60
QUERIES = Path(__file__).with_name("dev_questions.cypher")


def queries() -> list[str]:
    """The file's statements without its comments."""
    text = re.sub(r"^//.*\n", "", QUERIES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [part.strip() for part in text.split(";") if part.strip()]


def _rows(five: Lithograph, query: str) -> list[list[Any]]:
    done = five("query", query, "--json")
    assert done.returncode == 0, f"{query}\n{done.stderr}"
    return json.loads(done.stdout)["rows"]  # type: ignore[no-any-return]


@pytest.mark.shared
def test_questions_answered_in_full(shared: Path, five: Lithograph) -> None:
    lines = (shared / "eval" / "dev-questions.jsonl").read_text(encoding="utf-8").splitlines()
    expected = [json.loads(line)["answer"] for line in lines]
    missing: dict[int, list[str]] = {}
    for number, (items, query) in enumerate(zip(expected, queries(), strict=True), start=1):
        rows = _rows(five, query)
        assert len(rows) <= ROWS, f"question {number}: {len(rows)} rows"
        if lacking := [item for item in items if not answered(item, rows)]:
            missing[number] = lacking
    assert len(expected) - len(missing) >= REACHED, missing


@pytest.mark.parametrize(
    ("item", "row", "found"),
    [
        ("NaF", ["NaF"], True),
        ("NaF", ["NaCl", "sodium"], False),
        ("Li15Ge4", ["Ge/Ge4Li15"], True),
        ("Mg(OH)2", ["MgO"], False),
        ("MgF2: 0.5 V", ["MgF2", "0.50 V"], True),
        ("MgF2: 0.5 V", ["MgF2", "0.6 V"], False),
        ("gamma-V2O5", ["γ-V2O5"], True),
        ("carbon nanotube paper", [["CNT paper"]], True),
        ("slow loss of electrolyte", ["less solvent raises loss"], False),
        ("formation of a dense layer (by heat)", ["dense layer"], True),
    ],
)
def test_an_item_is_answered_by_one_row(item: str, row: list[Any], found: bool) -> None:
    assert answered(item, [["nothing", None], row]) is found
