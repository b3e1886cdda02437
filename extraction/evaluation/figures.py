"""Figures of many sentences: as a whole, by paper, by rule, and the worst errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from extraction.evaluation.counts import DIGITS, Counts, Share, ratio
from extraction.evaluation.judgement import ALL_TYPES, Error, Judgement


def row_names(judgements: Iterable[Judgement]) -> list[str]:
    """The rows that there are, sorted, those of all types last."""
    named = {name for judgement in judgements for name in judgement.rows}
    return [*sorted(named.difference(ALL_TYPES)), *ALL_TYPES]


def figures(judgements: Sequence[Judgement]) -> dict[str, Any]:
    """Precision, recall and F1 of everything, and how often names and statuses are right."""
    rows = {
        name: sum((judgement.rows.get(name, Counts()) for judgement in judgements), Counts())
        for name in row_names(judgements)
    }
    return {
        "sentences": len(judgements),
        "scores": {name: counts.row() for name, counts in rows.items()},
        "material_canonical_name_accuracy": _sum(judgement.names for judgement in judgements).value(),
        "claim_status_accuracy": _sum(judgement.statuses for judgement in judgements).value(),
    }


def _sum(shares: Iterable[Share]) -> Share:
    return sum(shares, Share())


def by_paper(judgements: Iterable[Judgement]) -> dict[str, dict[str, Any]]:
    """The figures of each document's sentences."""
    papers: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        papers[judgement.doc].append(judgement)
    return {doc: figures(papers[doc]) for doc in sorted(papers)}


def by_rule(judgements: Sequence[Judgement]) -> dict[str, dict[str, dict[str, Any]]]:
    """Of each kind of relation, what each rule extracted: how much of it is right, how much of the annotated it is."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for (kind, rule), counts in sorted(_counts_of_rules(judgements).items()):
        whole = sum((judgement.rows[f"relation.{kind}"] for judgement in judgements), Counts())
        found.setdefault(kind, {})[rule] = {
            "precision": round(counts.precision, DIGITS),
            "recall": round(ratio(counts.tp, whole.tp + whole.fn), DIGITS),
            "tp": counts.tp,
            "fp": counts.fp,
        }
    return found


def _counts_of_rules(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Counts]:
    total: defaultdict[tuple[str, str], Counts] = defaultdict(Counts)
    for judgement in judgements:
        for kind_and_rule, counts in judgement.rules.items():
            total[kind_and_rule] += counts
    return total


def worst_errors(judgements: Sequence[Judgement], limit: int) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Up to `limit` missed and wrong items of each kind.

    What was extracted with most confidence is the worst of the wrong; else what stands in the sentences with most
    errors comes first.
    """
    burden = {judgement.sentence: len(judgement.errors) for judgement in judgements}
    kinds: defaultdict[str, list[Error]] = defaultdict(list)
    for judgement in judgements:
        for error in judgement.errors:
            kinds[error.kind].append(error)
    chosen = {}
    for kind, errors in sorted(kinds.items()):
        errors.sort(key=lambda error: (-(error.score or 0.0), -burden[error.sentence]))
        chosen[kind] = {
            "missed": [_described(error) for error in errors if not error.wrong][:limit],
            "wrong": [_described(error) for error in errors if error.wrong][:limit],
        }
    return chosen


def _described(error: Error) -> dict[str, Any]:
    described: dict[str, Any] = {"sentence": error.sentence, "text": error.text}
    if error.rule:
        described["rule"] = error.rule
    if error.score is not None:
        described["score"] = error.score
    return described
