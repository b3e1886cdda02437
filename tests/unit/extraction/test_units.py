"""Units as the field writes them, and as SI has them."""

from __future__ import annotations

import pytest

from extraction.nlp.units import parse_unit

SAME = {
    "mA/cm^2": ["mA cm-2", "mA/cm2", "mA·cm-2", "mA cm^-2", "mA cm^{-2}", "mA*cm-2"],
    "ohm cm^2": ["Ω cm2", "Ω·cm2", "\u2126 cm2", "Ohm cm2", "ohms cm2"],
    "ohm/cm^2": ["Ω/cm2", "Ω cm-2"],
    "kohm": ["kΩ", "kOhm", "kohm"],
    "um": ["μm", "µm", "um", "microns"],
    "wt%": ["wt%", "wt.%", "wt. %"],
    "mAh/g": ["mAh g-1", "mAh/g", "mAh·g-1"],
    "W/m/K": ["W m-1 K-1", "W/(m K)", "W/(m·K)"],
    "degC": ["°C", "℃", "degC"],
    "degC/min": ["°C min-1", "°C/min", "℃/min"],
    "cycles": ["cycle", "cycles"],
    "1/s": ["s-1", "1/s"],
    "mol/L": ["mol L-1", "mol/L"],
    "C": ["C", "C-rate"],
    "deg": ["°", "degrees"],
}


@pytest.mark.parametrize(("plain", "written"), [(p, w) for p, all_ in SAME.items() for w in all_])
def test_one_plain_form(plain: str, written: str) -> None:
    unit = parse_unit(written)

    assert unit is not None
    assert unit.text == plain
    assert parse_unit(plain) == unit


@pytest.mark.parametrize(
    ("text", "value", "expected", "si"),
    [
        ("mA cm-2", 1.2, 12.0, "A/m^2"),
        ("mAh g-1", 372, 1_339_200, "C/kg"),
        ("S cm-1", 1e-3, 0.1, "S/m"),
        ("mS cm-1", 1, 0.1, "S/m"),
        ("Ω cm2", 50, 5e-3, "ohm m^2"),
        ("Ω/cm2", 50, 5e5, "kg/s^3/A^2"),
        ("°C", 25, 298.15, "K"),
        ("K", 300, 300, "K"),
        ("wt%", 5, 0.05, "1"),
        ("Wh kg-1", 250, 900_000, "J/kg"),
        ("eV", 1, 1.602176634e-19, "J"),
        ("kJ mol-1", 30, 30_000, "J/mol"),
        ("GPa", 18, 1.8e10, "Pa"),
        ("h", 1000, 3.6e6, "s"),
        ("mV s-1", 0.1, 1e-4, "m^2 kg/s^4/A"),
        ("M", 1, 1000, "mol/m^3"),
        ("Å", 3, 3e-10, "m"),
        ("% per cycle", 0.05, 5e-4, "1/cycles"),
        ("J m-2", 0.5, 0.5, "N/m"),
    ],
)
def test_si(text: str, value: float, expected: float, si: str) -> None:
    unit = parse_unit(text)

    assert unit is not None
    assert unit.to_si(value) == pytest.approx(expected, rel=1e-9)
    assert unit.si_unit == si


def test_a_rate_has_no_si_value() -> None:
    unit = parse_unit("C")

    assert unit is not None
    assert unit.rate
    assert unit.to_si(2) is None
    assert unit.si_unit is None


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("V vs. Li/Li+", "Li/Li+"),
        ("V (vs. Li/Li+)", "Li/Li+"),
        ("V versus Mg / Mg2+", "Mg/Mg2+"),
        ("V vs SHE", "SHE"),
        ("V vs. the standard hydrogen electrode", "SHE"),
        ("V", None),
    ],
)
def test_potentials_are_given_against_something(text: str, scale: str | None) -> None:
    unit = parse_unit(text)

    assert unit is not None
    assert (unit.text, unit.scale) == ("V", scale)


def test_area_resistance_is_not_resistance_per_area() -> None:
    one, other = parse_unit("Ω cm2"), parse_unit("Ω/cm2")

    assert one is not None
    assert other is not None
    assert one.dimension != other.dimension


@pytest.mark.parametrize(
    "text", ["", "/", "10", "furlong", "mA foo", "mAcm-2", "molL-1", "mm Hg", "cm^-999", "m" + "9" * 5000]
)
def test_what_is_no_unit(text: str) -> None:
    assert parse_unit(text) is None
