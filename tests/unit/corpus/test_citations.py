"""Citation marks leave the text and are kept with their numbers and their place."""

from __future__ import annotations

import pytest

from corpus.normalise import normalise
from corpus.normalise.citations import spelt_out

RAISED = " Ions move.¹ Glasses form.² Films grow quickly.³ "  # a document that cites by raised numbers


def read(source: str, context: str = "") -> tuple[str, list[tuple[int, ...]]]:
    mapped, citations = normalise(source + context, 0, len(source))
    return mapped.text, [citation.numbers for citation in citations]


@pytest.mark.parametrize(
    ("source", "text", "numbers"),
    [
        ("metals,^[1–3] because", "metals, because", [(1, 2, 3)]),
        ("films.<sup>[76]</sup> Then", "films. Then", [(76,)]),
        ("cells [5,6]. Then", "cells. Then", [(5, 6)]),
        ("cells [1–3, 7], and", "cells, and", [(1, 2, 3, 7)]),
        ("cells [1], [2] and [4] too", "cells and too", [(1, 2), (4,)]),
        ("cells [1]–[3] too", "cells too", [(1, 2, 3)]),
        ("used<sup>[24a,38]</sup> here", "used here", [(24, 38)]),
        ("used<sup>[26a,b]</sup> here", "used here", [(26,)]),
        ("used<sup>[12a–c]</sup> here", "used here", [(12,)]),
        ("used.^[4]Then", "used. Then", [(4,)]),
        ("taken from Ref. [7]. Then", "taken from Ref. Then", [(7,)]),
        ("as in [8].", "as in.", [(8,)]),
        ("shown before ([3]), now", "shown before, now", [(3,)]),
        ("by Ito et al. [9]. Then", "by Ito et al. Then", [(9,)]),
        ("linked [5](#ref5) marks", "linked marks", [(5,)]),
        ("such as Mo<sup>(60a)</sup> here\n\n[60] A. B.", "such as Mo here", [(60,)]),
    ],
)
def test_marks(source: str, text: str, numbers: list[tuple[int, ...]]) -> None:
    assert read(source.partition("\n")[0], source[len(source.partition("\n")[0]) :]) == (text, numbers)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("along [001] only", id="direction with a zero"),
        pytest.param("the [110] direction", id="direction by its word"),
        pytest.param("in [0, 1]", id="interval"),
        pytest.param("spiro[4,5]decane", id="part of a name"),
        pytest.param("from [5-2] on", id="descending"),
        pytest.param("from [1–100] on", id="very long"),
        pytest.param("cm² and 10⁻³ and Zn²⁺", id="exponents and charges"),
        pytest.param("the complex [Zn(NH3)2]", id="complex"),
        pytest.param("a group [a–c] of", id="letters"),
    ],
)
def test_what_is_no_mark(source: str) -> None:
    assert read(source)[1] == []


def test_a_bracket_above_the_last_reference_is_no_mark() -> None:
    listed = "\n\nReferences\n\n[1] A. One, 2001.\n[2] B. Two, 2002."

    assert read("since [2] and [77] then", listed) == ("since and [77] then", [(2,)])


@pytest.mark.parametrize(
    ("source", "text", "numbers"),
    [
        ("Ions move.¹²,¹³ Then", "Ions move. Then", [(12, 13)]),
        ("Ions<sup>4–6</sup> move", "Ions move", [(4, 5, 6)]),
        ("in batteries^{7,8} now", "in batteries now", [(7, 8)]),
        ("2 cm² of Zn²⁺ at 10⁻³ mol² now", "2 cm2 of Zn2+ at 10^-3 mol2 now", []),
    ],
)
def test_raised_numbers_where_the_document_cites_so(
    source: str, text: str, numbers: list[tuple[int, ...]]
) -> None:
    assert read(source, RAISED) == (text, numbers)


def test_raised_numbers_stay_where_the_document_cites_in_brackets() -> None:
    brackets = " Known [1]. Found [2]. Seen [3]. "

    assert read("an area² of", RAISED + brackets) == ("an area2 of", [])


def test_a_raised_mark_with_a_very_long_range_goes_without_its_numbers() -> None:
    assert read("listed.^[3,10–200] Then") == ("listed. Then", [(3,)])


@pytest.mark.parametrize(
    ("mark", "lenient", "expected"),
    [
        ("[1–3,5]", False, (1, 2, 3, 5)),
        ("[2,2]", False, (2,)),
        ("[7–3]", False, None),
        ("[0]", False, None),
        ("[7–3,9]", True, (9,)),
        ("[1–61]", False, tuple(range(1, 62))),
        ("[1–62]", False, None),
    ],
)
def test_numbers_spelt_out(mark: str, lenient: bool, expected: tuple[int, ...] | None) -> None:
    assert spelt_out(mark, lenient) == expected


def test_a_mark_is_placed_behind_the_character_that_it_followed() -> None:
    source = "Glass conducts [1]. Films^[2] too."

    mapped, citations = normalise(source, 0, len(source))

    assert [mapped.text[: citation.at] for citation in citations] == [
        "Glass conducts",
        "Glass conducts. Films",
    ]
