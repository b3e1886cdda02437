"""Figures as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

ACCURACIES = ("material_canonical_name_accuracy", "claim_status_accuracy")
_RATIOS = ("precision", "recall", "f1")


def lines(report: dict[str, Any]) -> Iterator[str]:
    """The whole report."""
    yield f"{report['sentences']} sentences"
    for name, row in report["scores"].items():
        yield f"{_row(name, row)}   tp {row['tp']} fp {row['fp']} fn {row['fn']}"
    for name in ACCURACIES:
        yield f"{name:38} {report[name]}"
    yield from extra_lines(report)


def extra_lines(report: dict[str, Any]) -> Iterator[str]:
    """What was asked for beyond the figures: intervals, papers, rules, errors."""
    yield from _intervals(report.get("intervals", {}))
    for doc, figures in report.get("papers", {}).items():
        yield ""
        yield f"# {doc}: {figures['sentences']} sentences"
        yield from (_row(name, row) for name, row in figures["scores"].items())
    for kind, rules in report.get("rules", {}).items():
        yield ""
        yield f"# {kind} by rule"
        for rule, row in rules.items():
            ratios = f"P {row['precision']:.3f}  R {row['recall']:.3f}"
            yield f"{rule or '(unnamed)':38} {ratios}   tp {row['tp']} fp {row['fp']}"
    for kind, errors in report.get("errors", {}).items():
        yield from _errors(kind, errors)


def _row(name: str, row: dict[str, Any]) -> str:
    return f"{name:38} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}"


def _intervals(limits: dict[str, Any]) -> Iterator[str]:
    if limits:
        yield ""
        yield "# 95 % intervals"
    for name, row in limits.items():
        if name in ACCURACIES:
            yield f"{name:38} {_between(row) if row else '–'}"
        else:
            ratios = "  ".join(
                f"{short} {_between(row[ratio])}"
                for short, ratio in zip(("P", "R", "F1"), _RATIOS, strict=True)
            )
            yield f"{name:38} {ratios}"


def _between(limits: list[float]) -> str:
    return f"{limits[0]:.3f}–{limits[1]:.3f}"


def _errors(kind: str, errors: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    for what, items in errors.items():
        if items:
            yield ""
            yield f"# {kind}, {what}"
        for item in items:
            origin = [str(item[field]) for field in ("rule", "score") if field in item]
            yield f"{item['sentence']}: {item['text']}{f'  [{chr(32).join(origin)}]' if origin else ''}"
