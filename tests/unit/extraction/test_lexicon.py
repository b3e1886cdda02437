"""Looking words up whatever their number, hyphens or spelling."""

from __future__ import annotations

import pytest

from extraction.nlp.lexicon import Entry, Lexicon, keys, load, singular


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("dendrites", "dendrite"),
        ("batteries", "battery"),
        ("phases", "phase"),
        ("glasses", "glass"),
        ("boxes", "box"),
        ("SEs", "SE"),
        ("CNTs", "CNT"),
        ("species", "species"),
        ("Series", "Series"),
        ("gases", "gas"),
        ("Gases", "Gas"),
        ("gas", "gas"),
        ("analyses", "analysis"),
        ("hypotheses", "hypothesis"),
        ("matrices", "matrix"),
        ("bias", "bias"),
        ("biases", "bias"),
        ("thickness", "thickness"),
        ("porous", "porous"),
        ("kinetics", "kinetics"),
        ("GaAs", "GaAs"),
        ("Cs", "Cs"),
        ("ions", "ion"),
        ("", ""),
    ],
)
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Solid-electrolyte interphases", "solid electrolyte interphase"),
        ("sulphide electrolytes", "sulfide electrolyte"),
        ("aluminium", "Aluminum"),
        ("Coulombic efficiencies", "coulombic efficiency"),
        ("rare gases", "rare gas"),
        ("polarisation", "polarization"),
    ],
)
def test_spellings_that_compare_equal(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Co", "CO"), ("Co", "co"), ("In", "in"), ("LiF", "Lif"), ("SEI", "CEI")]
)
def test_symbols_compare_exactly(one: str, other: str) -> None:
    assert keys(one) != keys(other)


@pytest.fixture
def small() -> Lexicon:
    return Lexicon(
        [
            Entry("p:1", "Property", "ionic conductivity", ("Li+ conductivity",)),
            Entry("p:2", "Property", "conductivity"),
            Entry("m:1", "Material", "cobalt", formula="Co"),
            Entry("m:2", "Material", "carbon monoxide", formula="CO"),
        ]
    )


@pytest.mark.parametrize(
    ("label", "text", "id_"),
    [
        ("Property", "ionic conductivities", "p:1"),
        ("Property", "Ionic-conductivity", "p:1"),
        ("Property", "Li+ conductivity", "p:1"),
        ("Material", "Co", "m:1"),
        ("Material", "CO", "m:2"),
        ("Material", "co", None),
        ("Material", "conductivity", None),
        ("Property", "electronic conductivity", None),
        ("Property", "", None),
    ],
)
def test_lookup_finds_the_entry_or_nothing(small: Lexicon, label: str, text: str, id_: str | None) -> None:
    entry = small.lookup(label, text)

    assert (entry.id if entry else None) == id_


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the ionic conductivity of Co", [(1, 3, "p:1"), (4, 5, "m:1")]),
        ("ionic - conductivities", [(0, 3, "p:1")]),
        ("ionic — conductivity", [(0, 3, "p:1")]),
        ("conductivity - based", [(0, 1, "p:2")]),
        ("conductivity — based", [(0, 1, "p:2")]),
        ("— conductivity", [(1, 2, "p:2")]),
        ("ionic liquids", []),
    ],
)
def test_the_longest_match_wins_and_ends_with_a_word(
    small: Lexicon, words: str, found: list[tuple[int, int, str]]
) -> None:
    assert [(a, b, entry.id) for a, b, entry in small.matches(words.split(" "))] == found


def test_blanks_belong_to_no_match(small: Lexicon) -> None:
    words = ["  ", "ionic", " ", "conductivity", "  ", "fell"]

    assert [(a, b) for a, b, _ in small.matches(words)] == [(1, 4)]


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="m:1 stands twice"):
        Lexicon([Entry("m:1", "Material", "a"), Entry("m:1", "Material", "b")])


@pytest.mark.parametrize(
    ("label", "text", "name"),
    [
        ("Interphase", "solid-electrolyte interphases", "SEI"),
        ("Material", "lithium", "Li"),
        ("Material", "sulphide electrolytes", "sulfide electrolyte"),
        ("Mechanism", "growth of tadpoles", None),
        ("Property", "ionic conductivities", "ionic conductivity"),
    ],
)
def test_the_vocabulary_that_ships(label: str, text: str, name: str | None) -> None:
    entry = load().lookup(label, text)

    assert (entry.name if entry else None) == name
