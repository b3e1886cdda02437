"""Measures how often readings of a given score are right, and keeps it where beliefs are reckoned.

    python -m extraction.calibrate GOLD... PREDICTED [--write]

GOLD is annotated sentences, PREDICTED the output of `lithograph extract` or of the training's cross-validation.
Only readings by a system that has not seen the sentences say how sure it is of others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from extraction.assembly import belief, calibration
from extraction.assembly.calibration import Curve
from extraction.evaluate import read_lines
from extraction.evaluation.judgement import Reading, judge
from extraction.evaluation.reliability import (
    KINDS,
    Believe,
    Bin,
    expected_error,
    family,
    fit,
    fitted_elsewhere,
    readings,
    reliability,
)
from extraction.evaluation.sentences import UnfitLine
from extraction.model import Evidence

TABLE = Path(calibration.__file__).with_name("calibration.tsv")


def believed(one: Reading) -> float:
    """What assembly makes of the reading at present, its status left aside."""
    rule = f"{family(one).partition('.')[0]}.{one.rule}" if one.rule else family(one)
    return belief.reading(Evidence(sentence_id="", paper_id=one.doc, rule=rule, score=one.score))[0]


def measure(found: Sequence[Reading]) -> dict[str, dict[str, list[Bin]]]:
    """Reliability of each kind: `now`, and `fitted` to the other papers."""
    fitted = fitted_elsewhere(found, believed)
    ways: Mapping[str, Believe] = {"now": believed, "fitted": fitted}
    report = {}
    for kind in KINDS:
        mine = [one for one in found if one.kind == kind]
        if mine:
            report[kind] = {name: reliability(mine, way) for name, way in ways.items()}
    return report


def lines(report: Mapping[str, Mapping[str, Sequence[Bin]]]) -> Iterator[str]:
    """The report as Markdown tables."""
    titles = {"now": "as beliefs are reckoned now", "fitted": "fitted to the other papers"}
    for kind, ways in report.items():
        for name, bins in ways.items():
            total, error = sum(one.count for one in bins), expected_error(bins)
            yield f"**{kind}**, {titles[name]}: {total} readings, mean distance {error:.3f}"
            yield ""
            yield "| belief | readings | believed on average | right |"
            yield "|---|---|---|---|"
            for one in bins:
                yield f"| {one.low:.1f}–{one.high:.1f} | {one.count} | {one.believed:.2f} | {one.right:.2f} |"
            yield ""


def write(curves: Mapping[str, Curve], path: Path) -> None:
    """Keep the curves as assembly reads them."""
    points = [f"{rule}\t{score}\t{share}" for rule, curve in sorted(curves.items()) for score, share in curve]
    path.write_text("\n".join(["rule\tscore\tshare", *points, ""]), encoding="utf-8")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extraction.calibrate",
        description="Compare beliefs with the share of readings that are right on annotated sentences.",
    )
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD", help="annotated sentences, JSON Lines")
    parser.add_argument(
        "predicted",
        type=Path,
        metavar="PREDICTED",
        help="what was extracted, as `lithograph extract` gives it",
    )
    parser.add_argument(
        "--write", action="store_true", help=f"fit to all readings and keep it as {TABLE.name}"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the reliability tables; write the curves if asked to."""
    parser = _options()
    asked = parser.parse_args(arguments)
    try:
        gold = [line for path in asked.gold for line in read_lines(path)]
        found = readings(judge(gold, read_lines(asked.predicted)))
    except (OSError, UnicodeDecodeError, UnfitLine) as error:
        parser.error(str(error))
    report = measure(found)
    if asked.json:
        plain = {k: {w: [_row(b) for b in bins] for w, bins in ways.items()} for k, ways in report.items()}
        print(json.dumps(plain, indent=1))
    else:
        print("\n".join(lines(report)).rstrip())
    if asked.write:
        write(fit(found), TABLE)


def _row(one: Bin) -> dict[str, float]:
    return {
        "low": one.low,
        "high": one.high,
        "count": one.count,
        "believed": one.believed,
        "right": one.right,
    }


if __name__ == "__main__":
    main()
