"""Pieces of the structured readers: citation marks, MathML, tables with spans, names, licences."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from corpus.readers import front, marks, mathml
from corpus.readers.article import label_number, numbered
from corpus.readers.grid import Spanning, lay_out, span


def mark(*numbers: int) -> str:
    return marks.mark(numbers)


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        (f"cells [{mark(1)}]", "cells ^[1]"),
        (f"cells [{mark(1)},{mark(2)}, {mark(7)}]", "cells ^[1,2,7]"),
        (f"cells [{mark(1)}–{mark(4)}]", "cells ^[1–4]"),
        (f"cells ({mark(3)}) and", "cells ^[3] and"),
        (f"(Lee et al., {mark(2)}; Van Dam and Oh, {mark(5)})", "^[2,5]"),
        (f"(Wang M. et al., {mark(1)}; Wang Y. et al., {mark(2)})", "^[1,2]"),
        (f"(e.g., Lee, {mark(2)})", "^[2]"),
        (f"Lee et al. ({mark(2)}) saw", "Lee et al. ^[2] saw"),
        (f"(Figure 2; Lee, {mark(2)})", "(Figure 2; Lee, ^[2])"),
        (f"(PVDF from 3M {mark(4)})", "(PVDF from 3M ^[4])"),
        ("no marks (2019) [3]", "no marks (2019) [3]"),
    ],
)
def test_marks_settle(text: str, settled: str) -> None:
    assert marks.settle(text) == settled


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("12", True),
        ("[12]", True),
        ("5f", True),
        ("1–3", True),
        ("2019a", True),
        ("b", True),
        ("Lee 2019", False),
    ],
)
def test_a_link_that_only_numbers(words: str, bare: bool) -> None:
    assert marks.is_bare(words) is bare


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        ("<msub><mi>O</mi><mn>2</mn></msub>", "O<sub>2</sub>"),
        (
            "<msubsup><mi>Co</mi><mi>x</mi><mrow><mn>3</mn><mo>+</mo></mrow></msubsup>",
            "Co<sub>x</sub><sup>3+</sup>",
        ),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>", "(a+b)/c"),
        ("<msqrt><mi>D</mi></msqrt>", "√(D)"),
        ("<mi>a</mi><mo>=</mo><mi>b</mi>", "a = b"),
        ("<mfenced><mi>s</mi></mfenced>", "(s)"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x"),
        ("<semantics><mi>y</mi><annotation>tex</annotation></semantics>", "y"),
        ("<msub><mi>a</mi><msub><mi>b</mi><mi>c</mi></msub></msub>", "a<sub>bc</sub>"),
    ],
)
def test_formulas(inner: str, line: str) -> None:
    assert mathml.line(fromstring(f"<math>{inner}</math>")) == line


def cells(*texts: str) -> list[Spanning]:
    return [Spanning(text) for text in texts]


@pytest.mark.parametrize(
    ("head", "body", "lines"),
    [
        ([cells("a", "b")], [cells("1", "2")], (("a", "b"), ("1", "2"))),
        ([], [cells("a", "b"), cells("1", "2")], (("a", "b"), ("1", "2"))),
        ([], [[Spanning("a", heads=True)], [Spanning("b", heads=True)], cells("1")], (("a b",), ("1",))),
        (
            [[Spanning("x", rows=2), Spanning("y", columns=2)], cells("p", "q")],
            [cells("1", "2", "3")],
            (("x", "y p", "y q"), ("1", "2", "3")),
        ),
        (
            [cells("a", "b")],
            [[Spanning("Salts", columns=2)], cells("1", "2")],
            (("a", "b"), ("Salts", ""), ("1", "2")),
        ),
        (
            [cells("a", "b")],
            [[Spanning("1", rows=3), Spanning("2")], cells("3")],
            (("a", "b"), ("1", "2"), ("1", "3")),
        ),
        (
            [[Spanning("s"), Spanning("m", columns=2)]],
            [cells("", "d/nm", "e"), cells("k", "1", "2")],
            (("s", "m d/nm", "m e"), ("k", "1", "2")),
        ),
        ([cells("a", "b", "c")], [cells("1")], (("a", "b", "c"), ("1", "", ""))),
        ([], [], ()),
    ],
)
def test_tables(
    head: list[list[Spanning]], body: list[list[Spanning]], lines: tuple[tuple[str, ...], ...]
) -> None:
    assert lay_out(head, body) == lines


@pytest.mark.parametrize(("value", "size"), [("3", 3), (None, 1), ("0", 1), ("x", 1), ("99999", 60)])
def test_spans(value: str | None, size: int) -> None:
    assert span(value) == size


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("http://creativecommons.org/licenses/by/3.0/", "CC BY 3.0"),
        ("under CC BY-NC-ND 4.0", "CC BY-NC-ND 4.0"),
        ("a Creative Commons Attribution-NonCommercial License", "CC BY-NC"),
        ("All rights reserved", None),
    ],
)
def test_licences(text: str, licence: str | None) -> None:
    assert front.licence(text) == licence


@pytest.mark.parametrize(
    ("labels", "title", "kind"),
    [
        (["review-article"], None, "review"),
        (["research-article", "Article"], "A review of x", "research"),
        ([], "A review of x", "review"),
        (["Progress Report"], "x", "review"),
        ([None], "x", "research"),
    ],
)
def test_kinds(labels: list[str | None], title: str | None, kind: str) -> None:
    assert front.kind(labels, title) == kind


@pytest.mark.parametrize(
    ("label", "number"), [("12.", 12), ("[3]", 3), ("Ref. 4", 4), (None, None), ("*", None)]
)
def test_labels(label: str | None, number: int | None) -> None:
    assert label_number(label) == number


def test_references_take_their_order_where_labels_do_not_number_them() -> None:
    entries: list[tuple[str | None, str, str | None]] = [
        ("1", "a", None),
        ("1", "b", None),
        (None, "c", None),
    ]
    assert [work.number for work in numbered(entries)] == [1, 2, 3]
