"""Conditions by kind, what a cell's notation says, and changes that a sentence states."""

from __future__ import annotations

import pytest

from extraction.assembly import fragment
from extraction.assembly.conditions import condition, structured
from extraction.model import Fragment
from tests.assembly_records import LEXICON, Said, paper


def made(said: Said) -> Fragment:
    return fragment(paper("p", said), LEXICON)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["25 °C"], {"temperature": 298.15, "temperature_max": None}),
        (["room temperature"], {}),
        (["0.1-0.2 A/g"], {"specific_current": 100.0, "specific_current_max": 200.0}),
        (["0.5 mA cm-2", "2C"],
         {"current_density": 5.0, "current_density_max": None, "c_rate": 2.0, "c_rate_max": None}),
        (["100 cycles", "argon"], {"cycle_number": 100.0, "cycle_number_max": None}),
        (["1C", "2C"], {}),
        (["3 V"], {}),
    ],
)  # fmt: skip
def test_structured(texts: list[str], expected: dict[str, float | None]) -> None:
    assert structured(map(condition, texts)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("where", "electrolyte", "counter"),
    [
        ("in Li|LLZO|LiFePO4 cells", "LLZO", "Li"),
        ("in a Li//Cu half cell", None, "Li"),
        ("in Na||Na symmetric cells", None, "Na"),
        ("in Li/Na cells", None, None),
        ("in Li/Cu cells and Na/Cu cells", None, None),
        ("at the LLZO/Li interface", None, None),
        ("on copper", None, None),
    ],
)
def test_a_cells_notation(where: str, electrolyte: str | None, counter: str | None) -> None:
    said = Said(f"CE is 99% {where}.", "Perf CE", "Qty 99%")
    (found,) = made(said.value("99%", 99, "%", property="CE")).measurements
    assert (found.electrolyte, found.counter_electrode) == (electrolyte, counter)


@pytest.mark.parametrize(
    ("kind", "prop", "of", "electrolyte"),
    [
        ("Perf", "CE", None, "Li7La3Zr2O12"),
        ("Perf", "CE", "LLZO", None),
        ("Prop", "wettability", None, None),
    ],
)
def test_what_the_sentence_calls_an_electrolyte(
    kind: str, prop: str, of: str | None, electrolyte: str | None
) -> None:
    said = Said(
        f"With LLZO as electrolyte {prop} is 99%.",
        "Mat LLZO",
        "Role electrolyte",
        f"{kind} {prop}",
        "Qty 99%",
    )
    said.role("LLZO", "electrolyte").value("99%", 99, "%", property=prop, **({"of": of} if of else {}))
    assert made(said).measurements[0].electrolyte == electrolyte


def test_a_range_that_is_a_change_is_two_values_and_a_size() -> None:
    said = Said("LiF lowers ASR from 90 to 12 Ω cm2.", "Mat LiF", "Prop ASR", "Qty 90 to 12 Ω cm2")
    said.value("90 to 12 Ω cm2", 90, "ohm cm^2", value_max=12, property="ASR").claim("LiF", "-", "ASR")
    found = made(said)
    assert [(m.side, m.value, m.value_max) for m in found.measurements] == [
        ("before", 90, None),
        ("after", 12, None),
    ]
    assert [m.si_value for m in found.measurements] == pytest.approx([0.009, 0.0012])
    (support,) = found.claims[0].evidence
    assert (support.before, support.after, support.change_unit) == (90, 12, "ohm cm^2")
    assert support.change_ratio == pytest.approx(12 / 90)


def test_two_quantities_of_a_change() -> None:
    text = "With LiF the CE was increased from about 90% to 99%."
    said = Said(text, "Mat LiF", "Perf CE", "Qty 90%", "Qty 99%")
    said.value("90%", 90, "%", property="CE").value("99%", 99, "%", property="CE").claim("LiF", "+", "CE")
    found = made(said)
    assert {m.value: m.side for m in found.measurements} == {90: "before", 99: "after"}
    assert found.claims[0].evidence[0].change_ratio == pytest.approx(1.1)


@pytest.mark.parametrize(
    ("text", "sign", "status", "sides", "sized"),
    [
        ("LiF changes CE from 90 to 99%.", "+", "asserted", [None], False),  # no word of raising
        ("LiF lowers CE from 90 to 99%.", "-", "asserted", [None], False),  # the values go the other way
        ("LiF raises CE by 90 to 99%.", "+", "asserted", [None], False),  # a range
        (
            "LiF raises CE from 90 to 99%.",
            "-",
            "asserted",
            ["before", "after"],
            False,
        ),  # another claim's sign
        ("LiF raises CE from 90 to 99%.", "+", "negated", ["before", "after"], False),
        ("LiF raises CE from 90 to 99%.", "+", "hedged", ["before", "after"], True),
    ],
)
def test_only_what_the_words_say_is_a_change(
    text: str, sign: str, status: str, sides: list[str | None], sized: bool
) -> None:
    said = Said(text, "Mat LiF", "Perf CE", "Qty 90 to 99%")
    said.value("90 to 99%", 90, "%", value_max=99, property="CE").claim("LiF", sign, "CE", status=status)
    found = made(said)
    assert [m.side for m in found.measurements] == sides
    assert (found.claims[0].evidence[0].before is not None) is sized


def test_a_change_from_nothing_has_no_ratio() -> None:
    said = Said("LiF raises CE from 0 to 99%.", "Mat LiF", "Perf CE", "Qty 0 to 99%")
    said.value("0 to 99%", 0, "%", value_max=99, property="CE").claim("LiF", "+", "CE")
    assert made(said).claims[0].evidence[0].change_ratio is None
