"""Which names of a sentence stand on their own."""

from __future__ import annotations

import pytest

from extraction.model import EntityType as T
from extraction.nlp.skeleton import Span
from extraction.spans import inside, on_their_own

TEXT = "LiF-rich SEI growth on Li"


def span(name: str, kind: T) -> Span:
    start = TEXT.index(name)
    return Span(start, start + len(name), kind, name)


GROWTH, SEI, LIF, LI = (
    span("LiF-rich SEI growth", T.MECHANISM),
    span("LiF-rich SEI", T.INTERPHASE),
    span("LiF", T.MATERIAL),
    Span(23, 25, T.MATERIAL, "Li"),
)


@pytest.mark.parametrize(
    ("mentions", "own"),
    [
        ([GROWTH, SEI, LIF, LI], [GROWTH, LI]),
        ([SEI, LIF, LI], [SEI, LIF, LI]),
        ([Span(0, 3, T.PROPERTY, "LiF"), LIF], [Span(0, 3, T.PROPERTY, "LiF"), LIF]),
        ([], []),
    ],
)
def test_names_inside_a_quality_do_not_stand_on_their_own(mentions: list[Span], own: list[Span]) -> None:
    assert on_their_own(mentions, lambda m: m.type) == own


def test_inside_is_shorter() -> None:
    assert inside(LIF, SEI)
    assert not inside(SEI, LIF)
    assert not inside(LIF, LIF)
