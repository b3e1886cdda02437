"""Short names that a paper defines."""

from __future__ import annotations

import time

import pytest

from extraction.nlp.abbreviations import definitions, is_short, long_form, table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a solid electrolyte interphase (SEI) forms", ("SEI", "solid electrolyte interphase")),
        ("Li7La3Zr2O12 (LLZO) is", ("LLZO", "Li7La3Zr2O12")),
        ("LLZO (Li7La3Zr2O12) is", ("LLZO", "Li7La3Zr2O12")),
        ("garnet-type Li7La3Zr2O12 (LLZO)", ("LLZO", "Li7La3Zr2O12")),
        ("LiNi0.8Co0.1Mn0.1O2 (NCM811) cathodes", ("NCM811", "LiNi0.8Co0.1Mn0.1O2")),
        ("solid electrolytes (SEs)", ("SE", "solid electrolytes")),
        ("solid-state electrolytes (SEs)", ("SE", "solid-state electrolytes")),
        ("sulfide/solid electrolytes (SEs)", ("SE", "solid electrolytes")),
        ("an all-solid-state battery (SSB)", ("SSB", "solid-state battery")),
        ("the mixed ionic-electronic conductor (MIEC)", ("MIEC", "mixed ionic-electronic conductor")),
        ("a poly(ethylene oxide) (PEO) film", ("PEO", "poly(ethylene oxide)")),
        ("lithium metal batteries (LMBs, Table 1)", ("LMB", "lithium metal batteries")),
    ],
)
def test_definitions(text: str, expected: tuple[str, str]) -> None:
    assert list(definitions(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "as shown (Fig. 3)",
        "lithium (Li) metal",
        "a value (5 V)",
        "nothing else (SEI)",
        "(SEI)",
        "no bracket",
        "an open (SEI",
        "",
    ],
)
def test_brackets_that_define_nothing(text: str) -> None:
    assert list(definitions(text)) == []


def test_the_definition_given_most_often_holds() -> None:
    texts = ["active material (AM)", "amorphous material (AM)", "amorphous material (AM)"]

    assert table(texts) == {"AM": "amorphous material"}


def test_of_two_given_as_often_the_first_holds() -> None:
    assert table(["active material (AM)", "amorphous material (AM)"]) == {"AM": "active material"}


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("SEI", True),
        ("SEs", True),
        ("NCM811", True),
        ("C60", True),
        ("Li", False),
        ("lithium", False),
        ("3D", False),
        ("", False),
    ],
)
def test_is_short(text: str, short: bool) -> None:
    assert is_short(text) is short


@pytest.mark.parametrize(
    ("short", "before", "expected"),
    [
        ("CCD", "the critical current density", "critical current density"),
        ("CCD", "the current", None),
        ("LIBs", "of lithium-ion batteries", "lithium-ion batteries"),
        ("SEI", "", None),
    ],
)
def test_long_form(short: str, before: str, expected: str | None) -> None:
    assert long_form(short, before) == expected


@pytest.mark.parametrize("text", ["a(b)" * 4000, "a (b" * 4000, "a (" * 4000])
def test_brackets_without_end_are_read_in_time(text: str) -> None:
    start = time.monotonic()

    list(definitions(text))

    assert time.monotonic() - start < 5
