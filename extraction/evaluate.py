"""Scores the extraction's output against annotated sentences: `python -m extraction.evaluate GOLD PREDICTED`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extraction.evaluation.figures import by_paper, by_rule, figures, worst_errors
from extraction.evaluation.intervals import intervals as confidence
from extraction.evaluation.judgement import judge
from extraction.evaluation.sentences import UnfitLine
from extraction.evaluation.show import lines

__all__ = ["UnfitLine", "evaluate", "main"]


def evaluate(
    gold: Sequence[dict[str, Any]],
    predicted: Sequence[dict[str, Any]],
    *,
    intervals: bool = False,
    papers: bool = False,
    rules: bool = False,
    errors: int = 0,
) -> dict[str, Any]:
    """Precision, recall and F1 of entities by type and of relations by kind; names' and statuses' accuracy.

    `predicted` is the output for whole documents: only what it says inside annotated sentences counts. On demand,
    each under its own key: bootstrap `intervals`, the figures of single `papers` and `rules`, the worst `errors`.
    UnfitLine where a line isn't of the expected form.
    """
    judgements = judge(gold, predicted)
    report = figures(judgements)
    if intervals:
        report["intervals"] = confidence(judgements)
    if papers:
        report["papers"] = by_paper(judgements)
    if rules:
        report["rules"] = by_rule(judgements)
    if errors:
        report["errors"] = worst_errors(judgements, errors)
    return report


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extraction.evaluate",
        description="Score the output of `lithograph extract` against annotated sentences.",
    )
    parser.add_argument("gold", type=Path, metavar="GOLD", help="annotated sentences, JSON Lines")
    parser.add_argument(
        "predicted", type=Path, metavar="PREDICTED", help="the output of `lithograph extract`"
    )
    parser.add_argument(
        "--intervals", action="store_true", help="95 %% intervals, by bootstrap over sentences"
    )
    parser.add_argument("--by-paper", action="store_true", help="the figures of each paper")
    parser.add_argument("--by-rule", action="store_true", help="the figures of each rule of the relations")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="the N worst missed and wrong of each kind"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file; UnfitLine where a line holds none, OSError where there is no file."""
    with path.open(encoding="utf-8") as file:
        return [_object(path, number, line) for number, line in enumerate(file, start=1) if line.strip()]


def _object(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnfitLine(f"{path}, line {number}: not JSON ({error.msg})") from None
    if not isinstance(value, dict):
        raise UnfitLine(f"{path}, line {number}: not a JSON object")
    return value


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = _options()
    asked = parser.parse_args(arguments)
    try:
        report = evaluate(
            read_lines(asked.gold),
            read_lines(asked.predicted),
            intervals=asked.intervals,
            papers=asked.by_paper,
            rules=asked.by_rule,
            errors=max(0, asked.errors),
        )
    except (OSError, UnicodeDecodeError, UnfitLine) as error:
        parser.error(str(error))
    print(json.dumps(report, ensure_ascii=False, indent=1) if asked.json else "\n".join(lines(report)))


if __name__ == "__main__":
    main()
