"""Numbers with units in running text."""

from __future__ import annotations

import pytest

from extraction.nlp.quantities import find, find_in, number

#: text -> (span, value, upper value, unit) of each quantity
CASES: dict[str, list[tuple[str, float, float | None, str | None]]] = {
    "the C 1s and F 1s spectra": [],
    "(Zr 3d, O 1s)": [],
    "rested 5s": [("5s", 5, None, "s")],
    "At 5s": [("5s", 5, None, "s")],
    "of Li 1 s": [("1 s", 1, None, "s")],
    "at 1.2 mA cm-2 and": [("1.2 mA cm-2", 1.2, None, "mA/cm^2")],
    "(at 1.2 mA cm-2) and": [("1.2 mA cm-2", 1.2, None, "mA/cm^2")],
    "of 0.5 mA/cm2.": [("0.5 mA/cm2", 0.5, None, "mA/cm^2")],
    "0.5 mA cm-2 (0.1 mAh cm-2)": [
        ("0.5 mA cm-2", 0.5, None, "mA/cm^2"),
        ("0.1 mAh cm-2", 0.1, None, "mAh/cm^2"),
    ],
    "to 12 Ω cm2": [("12 Ω cm2", 12, None, "ohm cm^2")],
    "to 12 Ω/cm2": [("12 Ω/cm2", 12, None, "ohm/cm^2")],
    "5 kΩ": [("5 kΩ", 5, None, "kohm")],
    "3.5×10^-4 S cm-1": [("3.5×10^-4 S cm-1", 3.5e-4, None, "S/cm")],
    "(10^-4 S cm-1)": [("10^-4 S cm-1", 1e-4, None, "S/cm")],
    "1.2e-3 S/cm": [("1.2e-3 S/cm", 1.2e-3, None, "S/cm")],
    "10^-4 to 10^-3 S cm-1": [("10^-4 to 10^-3 S cm-1", 1e-4, 1e-3, "S/cm")],
    "1.2-3.4×10^-4 S cm-1": [("1.2-3.4×10^-4 S cm-1", 1.2e-4, 3.4e-4, "S/cm")],
    "3-4 V": [("3-4 V", 3, 4, "V")],
    "3 V-4.3 V": [("3 V-4.3 V", 3, 4.3, "V")],
    "from 3 to 5 nm": [("3 to 5 nm", 3, 5, "nm")],
    "from -20 to 60 °C": [("-20 to 60 °C", -20, 60, "degC")],
    "a cut off voltage from 3.0 V to 4.3 V": [("3.0 V to 4.3 V", 3, 4.3, "V")],
    "in the window from 3 V to 4.3 V": [("3 V to 4.3 V", 3, 4.3, "V")],
    "Raising the cut-off voltage from 4.2 V to 4.5 V": [("4.2 V", 4.2, None, "V"), ("4.5 V", 4.5, None, "V")],
    "The capacity decreased in the voltage window from 3 V to 4 V": [("3 V to 4 V", 3, 4, "V")],
    "Cut-off voltages from 3 V to 4 V": [("3 V to 4 V", 3, 4, "V")],
    "raising the cut-off voltage from 4.2 V to 4.5 V": [("4.2 V", 4.2, None, "V"), ("4.5 V", 4.5, None, "V")],
    "the voltage rose from 3 V to 4.3 V": [("3 V", 3, None, "V"), ("4.3 V", 4.3, None, "V")],
    "from 12 Ω to 5 Ω": [("12 Ω", 12, None, "ohm"), ("5 Ω", 5, None, "ohm")],
    "8, 50 and 70 mV": [("8", 8, None, "mV"), ("50", 50, None, "mV"), ("70 mV", 70, None, "mV")],
    "8, 50, and 70 mV": [("8", 8, None, "mV"), ("50", 50, None, "mV"), ("70 mV", 70, None, "mV")],
    "8 mV and 70 mV": [("8 mV", 8, None, "mV"), ("70 mV", 70, None, "mV")],
    "0.3/0.5 eV": [("0.3", 0.3, None, "eV"), ("0.5 eV", 0.5, None, "eV")],
    "12 ± 3 Ω": [("12 ± 3 Ω", 12, None, "ohm")],
    "12±0.5 nm": [("12±0.5 nm", 12, None, "nm")],
    "1,500 cycles": [("1,500 cycles", 1500, None, "cycles")],
    "80% after 100 cycles": [("80%", 80, None, "%"), ("100 cycles", 100, None, "cycles")],
    "5 wt.% and 3 at.%": [("5 wt.%", 5, None, "wt%"), ("3 at.%", 3, None, "at%")],
    "at 0.5C": [("0.5C", 0.5, None, "C")],
    "at C/10.": [("C/10", 0.1, None, "C")],
    "0.1, 0.2 and 1 C": [("0.1", 0.1, None, "C"), ("0.2", 0.2, None, "C"), ("1 C", 1, None, "C")],
    "at 25°C": [("25°C", 25, None, "degC")],
    "at room temperature": [("room temperature", 25, None, None)],
    "4.3 V (vs. Li/Li+)": [("4.3 V", 4.3, None, "V")],
    "-0.76 V": [("-0.76 V", -0.76, None, "V")],
    "a 10-nm-thick film": [("10-nm", 10, None, "nm")],
    "4.1 V. Fig. 2 shows": [("4.1 V", 4.1, None, "V")],
    "in Fig. 5, 3 V was": [("3 V", 3, None, "V")],
    "in 2019, 5 V was": [("5 V", 5, None, "V")],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_find(text: str, expected: list[tuple[str, float, float | None, str | None]]) -> None:
    found = find(text)

    assert [text[q.start : q.end] for q in found] == [e[0] for e in expected]
    assert [q.value for q in found] == pytest.approx([e[1] for e in expected])
    assert [q.value_max for q in found] == pytest.approx([e[2] for e in expected])
    assert [q.unit and q.unit.text for q in found] == [e[3] for e in expected]


@pytest.mark.parametrize(
    "text",
    [
        "in 2019 a group",
        "in the 1990s a group",
        "Fig. 5 s",
        "Fig. 5f",
        "Figs. 2 and 3 m",
        "Table 2 h",
        "Eq. 3 s",
        "ref. 12 h",
        "Li7La3Zr2O12",
        "LiNi0.8Co0.1Mn0.1O2",
        "(C2H5)4N",
        "the 3D host",
        "pH 7",
        "C/0",
        "C/0.0",
        "1-2×10^9999 m",
        "10^99999 V",
    ],
)
def test_numbers_that_are_no_quantities(text: str) -> None:
    assert find(text) == []


def test_the_reference_of_a_potential_is_kept_with_its_unit() -> None:
    (found,) = find("stable to 4.3 V vs. Li/Li+ at least")

    assert found.unit is not None
    assert found.unit.scale == "Li/Li+"


def test_list_members_have_their_unit_within_a_part_of_the_text() -> None:
    text = "rose by 8, 50 and 70 mV"

    (found,) = find_in(text, 8, 9)

    assert found.unit is not None
    assert (found.value, found.unit.text) == (8, "mV")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.5×10^-4", 3.5e-4),
        ("3.5 × 10-4", 3.5e-4),
        ("1,500", 1500),
        ("10^-3", 1e-3),
        ("-0.76", -0.76),
        (".5", 0.5),
        ("−2", -2),
    ],
)
def test_number(text: str, value: float) -> None:
    assert number(text) == pytest.approx(value)


def test_a_text_without_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        number("many")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10^-7 – 10^-12 S cm-1", 1e-12, 1e-7),
        ("1.2–0.8 V", 0.8, 1.2),
        ("0.8–1.2 V", 0.8, 1.2),
        ("145.3 to 110.6 mAh g-1", 145.3, 110.6),  # a fall: no range, the values stay in their order
    ],
)
def test_a_range_goes_upwards(text: str, low: float, high: float) -> None:
    (found,) = find(text)
    assert (found.value, found.value_max) == pytest.approx((low, high))
