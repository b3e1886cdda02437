"""What must hold of any text: formulas, units, quantities, tokens and sentence ends."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction.nlp import abbreviations, boundaries, pipeline, quantities
from extraction.nlp.formula import SYMBOLS, looks_like_formula, parse
from extraction.nlp.units import parse_unit

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ANY = st.text(max_size=60)
#: Text made of what the grammars look for.
PROSE = st.lists(
    st.sampled_from([
        "Li2S", "LiF/Li", "Fig.", "et al.", "5", "1.2", "–", "-", " ", "  ", "\t", "\n", ".", ",", "(", ")", "mA cm-2", "mV",
        "%", "C/3", "×10^-4", "10^", "±", "to", "and", "from", " V", " vs. Li/Li+", "SEI", "rich", "@", "·", "x", "2019", "e",
        "°C", "'s", "\u00a0",
    ]),
    max_size=25,
).map("".join)  # fmt: skip
TEXTS = ANY | PROSE
COUNTS = st.integers(2, 40).map(str) | st.decimals("0.05", "9.95", places=2).map(str)
FORMULAS = st.lists(
    st.tuples(st.sampled_from(sorted(SYMBOLS)), COUNTS),
    min_size=1,
    max_size=6,
    unique_by=lambda pair: pair[0],
)
UNITS = st.sampled_from([
    "mA cm-2", "mAh g-1", "S/cm", "Ω cm2", "°C", "K", "kJ mol-1", "wt%", "h", "cycles", "V vs. Li/Li+", "W/(m K)", "kΩ", "μm",
    "s-1",
])  # fmt: skip
VALUES = st.floats(-1e6, 1e6)


@few
@given(TEXTS)
def test_a_formula_keeps_its_text(text: str) -> None:
    formula = parse(text)

    assert formula is None or (formula.text == text.strip() and formula.elements)
    assert not looks_like_formula(text) or formula is not None


@few
@given(FORMULAS)
def test_formulas_read_back_with_their_amounts(pairs: list[tuple[str, str]]) -> None:
    formula = parse("".join(symbol + amount for symbol, amount in pairs))

    assert formula is not None
    assert dict(formula.amounts) == {symbol: Fraction(amount) for symbol, amount in pairs}
    assert set(formula.elements) == {symbol for symbol, _ in pairs}


@few
@given(FORMULAS, st.integers(2, 5))
def test_a_group_multiplies_what_it_holds(pairs: list[tuple[str, str]], times: int) -> None:
    inside = "".join(symbol + amount for symbol, amount in pairs)
    group = parse(f"({inside}){times}")

    assert group is not None
    assert dict(group.amounts) == {symbol: Fraction(amount) * times for symbol, amount in pairs}


@few
@given(FORMULAS, st.integers(2, 6))
def test_the_reduced_formula_knows_no_scale(pairs: list[tuple[str, str]], times: int) -> None:
    one = parse("".join(symbol + amount for symbol, amount in pairs))
    many = parse("".join(f"{symbol}{Fraction(amount) * times}" for symbol, amount in pairs))

    assert one is not None
    assert many is not None
    assert one.reduced == many.reduced


@few
@given(TEXTS)
def test_what_reads_as_a_unit_reads_the_same_in_plain_form(text: str) -> None:
    unit = parse_unit(text)

    again = parse_unit(unit.text) if unit else None

    assert unit is None or (again is not None and again.text == unit.text)
    assert unit is None or again is None or again.dimension == unit.dimension


@few
@given(UNITS, VALUES, VALUES)
def test_conversion_keeps_differences_and_order(text: str, one: float, other: float) -> None:
    unit = parse_unit(text)

    assert unit is not None
    low, high, zero = unit.to_si(one), unit.to_si(other), unit.to_si(0)
    assert low is not None
    assert high is not None
    assert zero is not None
    assert high - low == pytest.approx((other - one) * unit.factor, rel=1e-6, abs=1e-6 * unit.factor)
    assert low - zero == pytest.approx(one * unit.factor, rel=1e-6, abs=1e-6 * unit.factor)


@few
@given(TEXTS)
def test_quantities_are_sorted_disjoint_and_inside(text: str) -> None:
    found = quantities.find(text)

    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(abs(q.value) < float("inf") and abs(q.value_max or 0) < float("inf") for q in found)


@few
@given(VALUES, UNITS)
def test_a_value_with_its_unit_reads_back(value: float, unit: str) -> None:
    text = f"it was {value:.3f} {unit} then"

    (found,) = quantities.find(text)

    assert found.value == pytest.approx(float(f"{value:.3f}"))
    assert found.unit == parse_unit(unit)


@few
@given(TEXTS)
def test_tokens_make_up_the_text(text: str) -> None:
    doc = pipeline.shipped()[0].make_doc(text)

    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@few
@given(TEXTS)
def test_every_token_is_in_one_sentence(text: str) -> None:
    doc = boundaries.sentence_boundaries(pipeline.shipped()[0].make_doc(text))

    assert [token.i for sentence in doc.sents for token in sentence] == list(range(len(doc)))
    assert not len(doc) or boundaries.starts(doc)[0]


@few
@given(TEXTS)
def test_short_names_stand_in_the_text(text: str) -> None:
    for short, name in abbreviations.definitions(text):
        assert short in text
        assert name in text
