"""Steps as data, their fingerprint, and counting."""

from __future__ import annotations

import re

import pytest

from extraction.assembly import Tally, fingerprint, steps
from extraction.assembly.belief import precisions
from extraction.assembly.quantities import dimensions
from extraction.assembly.steps import (
    StepCount,
    belief_parameters,
    chain_parameters,
    claim_parameters,
    ground_parameters,
)
from extraction.assembly.words import is_contrary, without_praise
from extraction.nlp.lexicon import load


def test_steps_are_named_in_their_order() -> None:
    assert [step.name for step in steps()] == [
        "normalise",
        "ground",
        "antecedents",
        "measurements",
        "assertions",
        "claims",
        "dedupe",
        "believe",
        "refine",
        "contradict",
        "affect",
        "chain",
    ]
    assert all(step.does for step in steps())


def test_all_parameters_can_be_read() -> None:
    assert chain_parameters().longest == 3
    assert belief_parameters().hedged < belief_parameters().asserted
    assert "interphase" in ground_parameters().generic_interphases
    assert re.search(claim_parameters().credit_words, "as reported by Miller")


def test_the_fingerprint_is_a_hash_and_stays() -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", fingerprint())
    assert fingerprint() == fingerprint()


def test_a_tally_counts_and_knows_its_steps() -> None:
    tally = Tally()
    tally.took("claims", 3)
    tally.made("claims", 2)
    tally.dropped("claims", "said before")
    tally.dropped("claims", "never", 0)
    expected = StepCount(step="claims", taken=3, made=2, dropped={"said before": 1})
    assert expected in tally.counts()
    with pytest.raises(ValueError, match="no step is named 'clams'"):
        tally.took("clams")


def test_the_dimensions_are_those_of_entries_of_the_lexicons() -> None:
    assert set(dimensions()) - set(load().by_id) == set()


def test_precisions_are_shares_with_a_default() -> None:
    assert "default" in precisions()
    assert all(0 < row.precision <= 1 for row in precisions().values())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("severe side reaction", "side reaction"),
        ("very high capacity", "capacity"),
        ("low capacity", "low capacity"),
        ("high", "high"),
    ],
)
def test_without_praise(name: str, expected: str) -> None:
    assert without_praise(name) == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("low", True), ("non-uniform", True), ("dendrite-free", True), ("Li", False)]
)
def test_is_contrary(word: str, expected: bool) -> None:
    assert is_contrary(word) is expected
