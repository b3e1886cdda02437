"""When an extracted item is the annotated one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isclose
from typing import TypeVar

from extraction.evaluation.keys import name_key, unit_key
from extraction.evaluation.sentences import Claim, Link, Measurement, Mention
from extraction.spans import inside

Item = TypeVar("Item")

#: Mentions agree when they share so much of what both cover together.
ENOUGH = 0.5
#: Arguments agree when they share so much of the longer one: heads differ by a modifier.
ENOUGH_OF_ARGUMENT = 0.25
_NUMBERS_AGREE = 1e-6


def shared_length(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many characters two ranges have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def share_of_union(one: Mention, other: Mention) -> float:
    """What two mentions have in common, as a share of all they cover."""
    common = shared_length(one.span, other.span)
    return common / (one.end - one.start + other.end - other.start - common) if common else 0.0


def relaxed(one: Mention, other: Mention) -> float:
    """How alike two mentions of one type are; 0 below half of the union."""
    share = share_of_union(one, other)
    return share if one.type == other.type and share >= ENOUGH else 0.0


def exact(one: Mention, other: Mention) -> float:
    """1 for the same span and type, else 0."""
    return share_of_union(one, other) if one.type == other.type and one.span == other.span else 0.0


def lies_within_another(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether one of the others reaches from before its start to after its end, at one side at least."""
    return any(inside(mention, other) for other in others)


def touch(one: Mention | None, other: Mention | None) -> bool:
    """Whether two arguments are the same thing's, by their place."""
    if one is None or other is None:
        return False
    common = shared_length(one.span, other.span)
    longer = max(one.end - one.start, other.end - other.start)
    return common > 0 and common >= ENOUGH_OF_ARGUMENT * longer


def same_link(gold: Link, got: Link) -> bool:
    """Both arguments agree."""
    return touch(gold.first, got.first) and touch(gold.second, got.second)


def same_value(gold: Measurement, got: Measurement) -> bool:
    """Number, unit and property agree; where no property is annotated any will do."""
    return (
        gold.quantity is not None
        and got.quantity is not None
        and shared_length(gold.quantity.span, got.quantity.span) > 0
        and unit_key(gold.unit) == unit_key(got.unit)
        and _same_number(gold.value, got.value)
        and _same_number(gold.value_max, got.value_max)
        and (gold.attribute is None or touch(gold.attribute, got.attribute))
    )


def same_measurement(gold: Measurement, got: Measurement) -> bool:
    """The same value, of the same thing: by its place or by its name."""
    return same_value(gold, got) and (gold.of is None or _same_thing(gold.of, got.of))


def same_causation(gold: Claim, got: Claim) -> bool:
    """Cause and effect agree, whichever way."""
    return touch(gold.cause, got.cause) and touch(gold.effect, got.effect)


def same_claim(gold: Claim, got: Claim) -> bool:
    """The same causation, with the same sign as written or for more of the cause."""
    return same_causation(gold, got) and (gold.sign == got.sign or gold.net == got.net)


def _same_thing(gold: Mention, got: Mention | None) -> bool:
    return got is not None and (touch(gold, got) or name_key(gold.canon) == name_key(got.canon))


def _same_number(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=_NUMBERS_AGREE, abs_tol=_NUMBERS_AGREE * 1e-30)


def pair_up(
    gold: Sequence[Item], got: Sequence[Item], likeness: Callable[[Item, Item], float]
) -> dict[int, int]:
    """Which of the extracted belongs to which of the annotated, by index: the most alike first, each once.

    Among the equally alike the later in the text's order come first.
    """
    alike = [
        (degree, i, j)
        for i, wanted in enumerate(gold)
        for j, found in enumerate(got)
        if (degree := likeness(wanted, found)) > 0
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(alike, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
