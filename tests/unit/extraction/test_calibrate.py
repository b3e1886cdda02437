"""Beliefs beside the share that is right, on readings that can be counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extraction import calibrate
from extraction.assembly import belief, calibration
from extraction.assembly.calibration import share_right
from extraction.evaluation.judgement import Reading
from extraction.evaluation.reliability import Bin, expected_error, family, fit, fitted_elsewhere, reliability
from extraction.model import Evidence


def read(score: float, right: bool, doc: str = "a", kind: str = "claims", rule: str = "scorer") -> Reading:
    return Reading(kind, doc, rule, score, "asserted", right)


def many(score: float, right: int, wrong: int, **more: str) -> list[Reading]:
    return [read(score, True, **more)] * right + [read(score, False, **more)] * wrong


@pytest.mark.parametrize(
    ("score", "share"), [(0.0, 0.1), (0.2, 0.1), (0.3, 0.2), (0.4, 0.3), (0.8, 0.7), (0.9, 0.7), (1.0, 0.7)]
)
def test_between_its_points_a_curve_is_a_line_and_level_beyond(score: float, share: float) -> None:
    assert share_right(((0.2, 0.1), (0.4, 0.3), (0.8, 0.7)), score) == pytest.approx(share)


@pytest.mark.parametrize(
    ("kind", "rule", "name"),
    [
        ("claims", "scorer/due-to", "claim.scorer"),
        ("roles", "table", "role.table"),
        ("components", "", "component"),
    ],
)
def test_family(kind: str, rule: str, name: str) -> None:
    assert family(read(0.5, True, kind=kind, rule=rule)) == name


def test_bins_hold_what_is_believed_by_so_much() -> None:
    found = [read(0.31, True), read(0.39, False), read(1.0, True), read(0.05, False)]
    bins = reliability(found, lambda one: one.score)
    assert bins == [
        Bin(0.0, 0.1, 1, 0.05, 0.0),
        Bin(0.3, 0.4, 2, 0.35, 0.5),
        Bin(0.9, 1.0, 1, 1.0, 1.0),
    ]
    assert expected_error(bins) == pytest.approx((0.05 + 2 * 0.15 + 0) / 4)
    assert expected_error([]) == 0


def test_a_curve_has_points_of_twenty_readings_whose_shares_rise() -> None:
    found = [*many(0.2, 3, 17), *many(0.5, 9, 11), *many(0.8, 19, 1)]
    assert fit(found) == {"claim.scorer": ((0.2, 0.182), (0.5, 0.455), (0.8, 0.909))}  # 4/22, 10/22, 20/22


def test_neighbours_whose_shares_fall_become_one_point() -> None:
    found = [*many(0.2, 10, 10), *many(0.4, 6, 14), *many(0.8, 20, 0)]
    assert fit(found) == {"claim.scorer": ((0.3, 0.405), (0.8, 0.955))}  # 17/42, 21/22


def test_readings_of_one_score_are_one_point() -> None:
    assert fit(many(1.0, 50, 20)) == {"claim.scorer": ((1.0, 0.708),)}  # 51/72


def test_too_few_readings_give_no_curve() -> None:
    assert fit(many(0.5, 30, 29)) == {}


def test_a_reading_is_never_judged_by_a_curve_of_its_own_paper() -> None:
    found = [*many(0.5, 60, 0, doc="a"), *many(0.5, 0, 60, doc="b")]
    fitted = fitted_elsewhere(found, lambda one: -1.0)
    assert fitted(found[0]) == pytest.approx(1 / 62, abs=1e-3)
    assert fitted(found[-1]) == pytest.approx(61 / 62, abs=1e-3)
    assert fitted_elsewhere(found[:3], lambda one: -1.0)(found[0]) == -1.0


# --- what beliefs make of it -----------------------------------------------------------------------


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims of the scorer are right less often than their scores say."""
    table = {"claim.scorer": ((0.2, 0.1), (0.6, 0.3))}
    monkeypatch.setattr(belief, "curves", lambda: table)
    belief.curve_of.cache_clear()


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize(
    ("rule", "score", "status", "expected"),
    [
        ("claim.scorer/due-to", 0.4, "asserted", 0.2),
        ("claim.scorer", 0.9, "hedged", 0.15),
        ("role.scorer", 0.4, "asserted", 0.4),
        ("role.functional-adjective", 0.4, "asserted", 0.9),
    ],
)
def test_a_measured_share_goes_before_the_score(
    rule: str, score: float, status: Any, expected: float
) -> None:
    support = Evidence(sentence_id="s", paper_id="p", rule=rule, score=score, status=status)
    assert belief.probability(support) == pytest.approx(expected)


@pytest.mark.usefixtures("measured")
def test_the_reason_names_score_and_share() -> None:
    support = Evidence(sentence_id="s", paper_id="p", rule="claim.scorer", score=0.4)
    (term,) = belief.believe([support], {}).terms
    assert term.reason == "asserted; claim.scorer: score 0.40, right in 0.20 (claim.scorer)"


# --- the table and the command ---------------------------------------------------------------------


@pytest.mark.parametrize("points", [((0.5, 0.5), (0.4, 0.6)), ((0.4, 0.6), (0.5, 0.5)), ((0.4, 1.2),)])
def test_a_table_that_does_not_rise_is_refused(
    monkeypatch: pytest.MonkeyPatch, points: tuple[tuple[float, float], ...]
) -> None:
    rows = [{"rule": "claim", "score": str(score), "share": str(share)} for score, share in points]
    monkeypatch.setattr(calibration, "rows", lambda name: rows)
    calibration.curves.cache_clear()
    with pytest.raises(ValueError, match="does not rise"):
        calibration.curves()
    calibration.curves.cache_clear()


def _line(at: int, right: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """A sentence with one claim, and its extraction with the same sign or the other."""
    text, start = "A stops B", 100 * at
    ends = [("e1", "A", 0), ("e2", "B", 8)]
    head = {"doc": "d", "start": start, "end": start + len(text), "text": text}
    mentions = [{"id": key, "text": name, "start": where, "type": "Mechanism"} for key, name, where in ends]
    found = [
        one | {"start": start + where, "end": start + where + 1}
        for one, (_, _, where) in zip(mentions, ends, strict=True)
    ]
    claim = {"cause": "e1", "effect": "e2", "sign": "-"}
    made = claim | {"sign": "-" if right else "+", "rule": "scorer/active-verb", "score": 0.5}
    return head | {"entities": mentions, "claims": [claim]}, head | {"entities": found, "claims": [made]}


def test_the_command_reports_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [_line(at, right=at % 4 > 0) for at in range(80)]
    for name, which in (("gold", 0), ("predicted", 1)):
        text = "\n".join(json.dumps(pair[which]) for pair in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    table = tmp_path / "calibration.tsv"
    monkeypatch.setattr(calibrate, "TABLE", table)
    monkeypatch.setattr(belief, "curves", dict)
    belief.curve_of.cache_clear()

    calibrate.main([str(tmp_path / "gold.jsonl"), str(tmp_path / "predicted.jsonl"), "--write"])

    belief.curve_of.cache_clear()
    shown = capsys.readouterr().out
    assert "**claims**, as beliefs are reckoned now: 80 readings, mean distance 0.250" in shown
    assert "| 0.5–0.6 | 80 | 0.50 | 0.75 |" in shown
    assert table.read_text(encoding="utf-8") == "rule\tscore\tshare\nclaim.scorer\t0.5\t0.744\n"  # 61/82


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        calibrate.main([str(tmp_path / "none.jsonl"), str(tmp_path / "none.jsonl")])
    assert "none.jsonl" in capsys.readouterr().err
