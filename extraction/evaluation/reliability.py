"""Whether what is believed by so much is right that often: readings by belief, and curves fitted to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from extraction.assembly.calibration import Curve, share_right
from extraction.evaluation.counts import DIGITS, ratio
from extraction.evaluation.judgement import Judgement, Reading

#: Kinds of relation whose readings are summed to beliefs, with the first part of their rules' names.
KINDS = {"claims": "claim", "roles": "role", "components": "component"}
BINS = 10
#: Readings that a curve needs, and that each of its points stands for at the least.
ENOUGH, PER_POINT = 60, 20

Believe = Callable[[Reading], float]


@dataclass(frozen=True, slots=True)
class Bin:
    """The readings believed by `low` to `high`: how many, by how much on average, and the share that is right."""

    low: float
    high: float
    count: int
    believed: float
    right: float


def readings(judgements: Iterable[Judgement]) -> list[Reading]:
    """What was extracted in the annotated sentences and has a belief."""
    return [one for judgement in judgements for one in judgement.readings if one.kind in KINDS]


def family(reading: Reading) -> str:
    """The name that evidence's rule begins with: `claim.scorer` of a claim by `scorer/active-verb`."""
    kind, first = KINDS[reading.kind], reading.rule.partition("/")[0]
    return f"{kind}.{first}" if first else kind


def reliability(found: Sequence[Reading], believe: Believe) -> list[Bin]:
    """Ten bins of equal width, those without readings left out."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for one in found:
        belief = believe(one)
        groups.setdefault(min(BINS - 1, int(belief * BINS)), []).append((belief, one.right))
    return [
        Bin(
            low=at / BINS,
            high=(at + 1) / BINS,
            count=len(group),
            believed=round(sum(belief for belief, _ in group) / len(group), DIGITS),
            right=round(sum(right for _, right in group) / len(group), DIGITS),
        )
        for at, group in sorted(groups.items())
    ]


def expected_error(bins: Sequence[Bin]) -> float:
    """How far belief and share right lie apart on average over the readings (expected calibration error)."""
    total = sum(one.count for one in bins)
    return round(ratio(sum(abs(one.believed - one.right) * one.count for one in bins), total), DIGITS)


def fit(found: Iterable[Reading]) -> dict[str, Curve]:
    """A curve for each family with enough readings; shares never fall with the score."""
    groups: dict[str, list[tuple[float, bool]]] = {}
    for one in found:
        groups.setdefault(family(one), []).append((one.score, one.right))
    return {name: _curve(sorted(group)) for name, group in sorted(groups.items()) if len(group) >= ENOUGH}


def _curve(group: Sequence[tuple[float, bool]]) -> Curve:
    """Points of PER_POINT readings, neighbours united until shares rise (pool adjacent violators).

    A share is (right + 1) / (readings + 2), so that few readings never give 0 or 1.
    """
    cuts = range(0, max(1, len(group) - PER_POINT + 1), PER_POINT)
    blocks: list[list[tuple[float, bool]]] = []
    for start, end in zip(cuts, [*cuts[1:], len(group)], strict=True):
        blocks.append(list(group[start:end]))
        while len(blocks) > 1 and _falls(blocks[-2], blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    points = {round(sum(score for score, _ in block) / len(block), 3): _share(block) for block in blocks}
    return tuple(sorted(points.items()))


def _falls(before: Sequence[tuple[float, bool]], after: Sequence[tuple[float, bool]]) -> bool:
    return _share(before) >= _share(after) or before[-1][0] == after[0][0]


def _share(block: Sequence[tuple[float, bool]]) -> float:
    return round((sum(right for _, right in block) + 1) / (len(block) + 2), 3)


def fitted_elsewhere(found: Sequence[Reading], believe: Believe) -> Callable[[Reading], float]:
    """Beliefs by curves fitted to all papers but the reading's own; `believe` where there is no curve."""
    docs = sorted({one.doc for one in found})
    curves: Mapping[str, Mapping[str, Curve]] = {
        doc: fit(one for one in found if one.doc != doc) for doc in docs
    }

    def fitted(reading: Reading) -> float:
        curve = curves[reading.doc].get(family(reading))
        return share_right(curve, reading.score) if curve else believe(reading)

    return fitted
