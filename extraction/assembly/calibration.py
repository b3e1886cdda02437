"""How often readings of a given score are right, by rule: calibration.tsv, measured by `python -m extraction.calibrate`.

A curve is a line through points of score and share, level beyond its ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache

from extraction.assembly.tables import rows

#: (score, share right), by rising score; shares never fall.
Curve = tuple[tuple[float, float], ...]


@lru_cache(maxsize=1)
def curves() -> Mapping[str, Curve]:
    """Rule or family -> its curve.

    Raises ValueError for a curve whose scores don't rise or whose shares fall or leave 0 to 1.
    """
    found: dict[str, Curve] = {}
    for row in rows("calibration"):
        point = (float(row["score"]), float(row["share"]))
        found[row["rule"]] = (*found.get(row["rule"], ()), point)
    for rule, curve in found.items():
        scores, shares = [score for score, _ in curve], [share for _, share in curve]
        if scores != sorted(set(scores)) or shares != sorted(shares) or not 0 <= shares[0] <= shares[-1] <= 1:
            raise ValueError(f"calibration.tsv: the curve of {rule!r} does not rise from 0 to 1")
    return found


def share_right(curve: Curve, score: float) -> float:
    """The curve's share at a score.

    >>> share_right(((0.2, 0.1), (0.6, 0.5)), 0.4)
    0.3
    """
    at = bisect_right(curve, score, key=lambda point: point[0])
    if at in (0, len(curve)):
        return curve[min(at, len(curve) - 1)][1]
    (low, below), (high, above) = curve[at - 1], curve[at]
    return round(below + (above - below) * (score - low) / (high - low), 12)
