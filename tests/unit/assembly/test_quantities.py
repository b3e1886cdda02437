"""Values in SI beside what is written, conditions, and units that don't fit."""

from __future__ import annotations

import pytest

from extraction.assembly import fragment
from extraction.assembly.conditions import condition
from extraction.model import Measurement
from tests.assembly_records import LEXICON, Said, paper


def measured(said: Said) -> Measurement:
    return fragment(paper("p", said), LEXICON).measurements[0]


def _said(prop: str, quantity: str) -> Said:
    return Said(f"LLZO has {prop} of {quantity}.", "Mat LLZO", f"Prop {prop}", f"Qty {quantity}")


def test_a_value_with_its_substance_and_property() -> None:
    said = _said("ionic conductivity", "0.35 mS cm-1")
    found = measured(said.value("0.35 mS cm-1", 0.35, "mS/cm", of="LLZO", property="ionic conductivity"))
    assert (found.of_id, found.property_id) == ("material:LLZO", "property:ionic-conductivity")
    assert (found.value, found.unit, found.text) == (0.35, "mS/cm", "0.35 mS cm-1")
    assert found.si_value == pytest.approx(0.035)
    assert found.si_unit == "S/m"
    assert found.name == "ionic conductivity 0.35 mS/cm"
    assert found.flags == ()


def test_a_range_stays_a_range() -> None:
    said = _said("ionic conductivity", "1-3 S/cm")
    found = measured(said.value("1-3 S/cm", 1, "S/cm", value_max=3, property="ionic conductivity"))
    assert (found.si_value, found.si_value_max) == (pytest.approx(100), pytest.approx(300))
    assert found.name == "ionic conductivity 1 to 3 S/cm"


@pytest.mark.parametrize(
    ("prop", "value", "unit", "flags"),
    [
        ("ionic conductivity", 3, "mA", "unit does not fit: mA for ionic conductivity, which has S/m"),
        (
            "ASR",
            57,
            "ohm/cm^2",
            "unit does not fit: ohm/cm^2 for area-specific resistance, which has ohm m^2",
        ),
        ("ASR", 57, "ohm cm^2", ""),
        ("CE", 99.1, "%", ""),
        ("CE", 99.1, "", ""),
        ("CE", 1.2, "V", "unit does not fit: V for Coulombic efficiency, which has 1"),
        ("ionic conductivity", 3, "furlong", "unit not known: furlong"),
        ("capacity", 3, "C", "unit does not fit: C for capacity, which has C/kg or C/m^2 or C/m^3 or C"),
        ("discharge capacity", 3, "mAh/g", ""),
        ("discharge capacity", 3, "V", "unit does not fit: V for discharge capacity, which has "),
        ("wettability", 3, "V", ""),
    ],
)
def test_units_are_checked_against_the_property_and_kept(
    prop: str, value: float, unit: str, flags: str
) -> None:
    found = measured(_said(prop, "some value").value("some value", value, unit, property=prop))
    assert (found.value, found.unit) == (value, unit)
    assert "".join(found.flags).startswith(flags)
    assert bool(found.flags) is bool(flags)


def test_a_unit_that_is_not_known_gives_no_si_value() -> None:
    found = measured(_said("capacity", "3 furlong").value("3 furlong", 3, "furlong", property="capacity"))
    assert (found.si_value, found.si_unit) == (None, None)


def test_celsius_becomes_kelvin() -> None:
    found = measured(Said("It melts at 60 °C.", "Qty 60 °C").value("60 °C", 60, "°C"))
    assert (found.si_value, found.si_unit) == (pytest.approx(333.15), "K")


def test_an_implied_property_is_named_and_said_to_be_implied() -> None:
    found = measured(
        Said("LLZO gives 9 mAh/g.", "Mat LLZO", "Qty 9 mAh/g").value(
            "9 mAh/g", 9, "mAh/g", of="LLZO", property_canon="capacity"
        )
    )
    assert found.property_id == "performance:capacity"
    assert found.flags == ("property implied",)


def test_conditions_come_along() -> None:
    said = Said("CE is 99% at 0.5 mA cm-2.", "Perf CE", "Qty 99%", "Qty 0.5 mA cm-2")
    found = measured(said.value("99%", 99, "%", property="CE", conditions=["0.5 mA cm-2"]))
    assert found.conditions == ("current density: 0.5 mA cm-2 = 5 A/m^2",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25 °C", "temperature: 25 °C = 298.15 K"),
        ("room temperature", "temperature: room temperature"),
        ("2C", "C-rate: 2C"),
        ("100 cycles", "cycle number: 100 cycles = 100 cycles"),
        ("0.1-0.2 A/g", "current density: 0.1-0.2 A/g = 100 to 200 A/kg"),
        ("80%", "80%"),
        ("under argon", "under argon"),
    ],
)
def test_condition(text: str, expected: str) -> None:
    assert str(condition(text)) == expected
