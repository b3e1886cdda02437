"""How far the figures would move with other sentences: percentile bootstrap over sentences, the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extraction.evaluation.counts import DIGITS, Counts
from extraction.evaluation.figures import row_names
from extraction.evaluation.judgement import Judgement

SEED = 20
SAMPLES = 2000
#: Of the interval, in percent.
LEVEL = 95.0

Floats = NDArray[np.float64]


def intervals(
    judgements: Sequence[Judgement], samples: int = SAMPLES, seed: int = SEED
) -> dict[str, dict[str, list[float]] | list[float] | None]:
    """Between which values 95 % of resampled figures lie: of each row's ratios and of both accuracies."""
    if not judgements:
        return {}
    drawn = _drawings(len(judgements), samples, seed)
    limits: dict[str, Any] = {}
    for name in row_names(judgements):
        counts = [judgement.rows.get(name, Counts()) for judgement in judgements]
        limits[name] = _row_limits(drawn @ _table([(c.tp, c.fp, c.fn) for c in counts]))
    for name, shares in (
        ("material_canonical_name_accuracy", [judgement.names for judgement in judgements]),
        ("claim_status_accuracy", [judgement.statuses for judgement in judgements]),
    ):
        sums = drawn @ _table([(share.right, share.of) for share in shares])
        some = sums[sums[:, 1] > 0]
        limits[name] = _limits(some[:, 0] / some[:, 1]) if len(some) else None
    return limits


def _drawings(sentences: int, samples: int, seed: int) -> Floats:
    """How often each sentence is in each sample."""
    draw = np.random.default_rng(seed).multinomial
    return draw(sentences, np.full(sentences, 1 / sentences), size=samples).astype(np.float64)


def _table(rows: Sequence[tuple[int, ...]]) -> Floats:
    return np.array(rows, dtype=np.float64)


def _row_limits(sums: Floats) -> dict[str, list[float]]:
    right, wrong, missed = sums.T
    return {
        "precision": _limits(_ratios(right, right + wrong)),
        "recall": _limits(_ratios(right, right + missed)),
        "f1": _limits(_ratios(2 * right, 2 * right + wrong + missed)),
    }


def _ratios(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _limits(values: Floats) -> list[float]:
    outside = (100 - LEVEL) / 2
    return [round(float(limit), DIGITS) for limit in np.percentile(values, [outside, 100 - outside])]
