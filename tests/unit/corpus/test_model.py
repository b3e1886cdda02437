"""MappedText gives the source range of every span, mark-up balanced."""

from __future__ import annotations

from array import array

import pytest

from corpus.model import MappedText

#            0123456789
# source:    a <b>cd</b> e     text: "a cd e"
MAPPED = MappedText(
    "a cd e",
    array("l", [0, 1, 5, 6, 11, 12]),
    array("l", [1, 2, 6, 7, 12, 13]),
    ((2, 11),),
)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(0, 1, (0, 1), id="plain character"),
        pytest.param(2, 4, (2, 11), id="all that the mark-up wraps takes it in"),
        pytest.param(2, 3, (5, 6), id="a part of it does not"),
        pytest.param(3, 4, (6, 7), id="nor the other part"),
        pytest.param(0, 4, (0, 11), id="from before up to its end"),
        pytest.param(3, 6, (6, 13), id="from inside to behind"),
        pytest.param(0, 6, (0, 13), id="everything"),
    ],
)
def test_source_span(start: int, end: int, expected: tuple[int, int]) -> None:
    assert MAPPED.source_span(start, end) == expected


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 7)])
def test_empty_and_outlying_spans_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="empty or outside"):
        MAPPED.source_span(start, end)


def test_nested_islands_are_taken_in_from_the_inside_out() -> None:
    # source: $x_{12}$
    mapped = MappedText("x12", array("l", [1, 4, 5]), array("l", [2, 5, 6]), ((0, 8), (2, 7)))

    assert mapped.source_span(0, 3) == (0, 8)
    assert mapped.source_span(1, 3) == (2, 7)
    assert mapped.source_span(1, 2) == (4, 5)


def test_length_is_that_of_the_text() -> None:
    assert len(MAPPED) == 6
