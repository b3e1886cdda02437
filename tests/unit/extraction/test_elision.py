"""Heads that several names share."""

from __future__ import annotations

import pytest

from extraction.model import EntityType
from extraction.nlp.elision import names
from extraction.nlp.skeleton import Span

P, M = EntityType.PROPERTY, EntityType.MATERIAL


def spans(text: str, *found: tuple[str, EntityType]) -> list[Span]:
    return [Span(text.index(name), text.index(name) + len(name), kind, name) for name, kind in found]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("chemical and thermal stability", ["chemical", "thermal stability"], ["chemical stability", "thermal stability"]),
        (
            "mechanical, chemical, and thermal properties",
            ["mechanical", "chemical", "thermal properties"],
            ["mechanical properties", "chemical properties", "thermal properties"],
        ),
        (
            "ionic or electronic transport kinetics",
            ["ionic", "electronic transport kinetics"],
            ["ionic transport kinetics", "electronic transport kinetics"],
        ),
        ("Chemical and thermal stability", ["Chemical", "thermal stability"], ["Chemical stability", "thermal stability"]),
        ("hardness and thermal stability", ["hardness", "thermal stability"], ["hardness", "thermal stability"]),
        ("isotropic and amorphous", ["isotropic", "amorphous"], ["isotropic", "amorphous"]),
        ("porous and strain energy", ["porous", "strain energy"], ["porous", "strain energy"]),
        ("metal and chemical potential", ["metal", "chemical potential"], ["metal", "chemical potential"]),
        ("chemical but no thermal stability", ["chemical", "thermal stability"], ["chemical", "thermal stability"]),
    ],
)  # fmt: skip
def test_a_shared_head_belongs_to_each(text: str, found: list[str], expected: list[str]) -> None:
    assert names(text, spans(text, *((name, P) for name in found))) == expected


def test_only_names_of_one_type_share_a_head() -> None:
    text = "ionic and thermal stability"

    assert names(text, spans(text, ("ionic", M), ("thermal stability", P))) == ["ionic", "thermal stability"]


def test_names_come_in_the_order_of_the_spans() -> None:
    text = "chemical and thermal stability"
    given = spans(text, ("thermal stability", P), ("chemical", P))

    assert names(text, given) == ["thermal stability", "chemical stability"]
