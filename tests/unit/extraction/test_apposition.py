"""Names in words with their formula behind them."""

from __future__ import annotations

import pytest

from extraction.model import EntityType
from extraction.nlp import lexicon
from extraction.nlp.apposition import formulas, named_elements
from extraction.nlp.elements import ions, named, symbol
from extraction.nlp.formula import SYMBOLS
from extraction.nlp.names import Namer
from extraction.nlp.skeleton import Span


def _passage(text: str, *names: str) -> tuple[str, list[Span]]:
    places = [(text.index(name), name) for name in names]
    return text, [Span(at, at + len(name), EntityType.MATERIAL, name) for at, name in places]


@pytest.mark.parametrize(
    ("name", "elements"),
    [
        ("molybdenum doped cobalt boride", {"Mo", "Co", "B"}),
        ("lithium phosphorus oxynitride", {"Li", "P", "O", "N"}),
        ("Molybdenum trioxide", {"Mo", "O"}),
        ("lithium iron phosphate", {"Li", "Fe", "P", "O"}),
        ("phosphate glass", None),  # a word that is no element
        ("lithium metal", None),
        ("zirconia", None),
        ("lithium", None),  # one word is too few
    ],
)
def test_elements_that_a_name_names(name: str, elements: set[str] | None) -> None:
    assert named_elements(name) == elements


@pytest.mark.parametrize(
    ("name", "formula", "same"),
    [
        ("amorphous cobalt boride", "Co2B", True),
        ("iron selenite", "FeSeO", True),
        ("lithium aluminum hydride", "LiAlH4", True),
        ("lithium sulfide", "Li6PS5Cl", False),  # phosphorus and chlorine are not named
        ("lithium boron oxide", "Li2O", False),  # boron is not in it
        ("magnesium oxides", "MgO", False),  # a class and its instance
        ("sodium sulfide", "Na2SO4", False),  # oxygen is not named
        ("cobalt boride", "catalyst", False),
    ],
)
def test_a_formula_in_brackets_is_the_substance_before_it(name: str, formula: str, same: bool) -> None:
    found = formulas([_passage(f"Here {name} ({formula}) was tried.", name, formula)])

    assert found == ({name.removeprefix("amorphous "): formula} if same else {})


def test_what_stands_apart_is_not_tied() -> None:
    text = "Here cobalt boride (with Co2B) and boron carbide (B4C, pure) were tried."
    assert formulas([_passage(text, "cobalt boride", "Co2B", "boron carbide", "B4C")]) == {}


def test_a_name_in_words_is_called_by_its_formula() -> None:
    namer = Namer(lexicon.load(), {}, {"molybdenum doped cobalt boride": "Co7Mo3B"})

    assert namer.canon(EntityType.MATERIAL, "Molybdenum doped cobalt boride")[0] == "Co7Mo3B"
    assert (
        namer.canon(EntityType.MATERIAL, "amorphous molybdenum doped cobalt boride")[0] == "amorphous Co7Mo3B"
    )
    assert namer.canon(EntityType.MATERIAL, "cobalt boride")[0] == "cobalt boride"


def test_a_name_with_two_formulas_is_neither() -> None:
    passages = [_passage(f"Here iron oxide ({f}) was tried.", "iron oxide", f) for f in ("Fe2O3", "Fe3O4")]

    assert formulas(passages) == {}
    assert formulas(passages[:1] * 2) == {"iron oxide": "Fe2O3"}


@pytest.mark.parametrize(
    ("word", "element"),
    [("tin", "Sn"), ("sulphur", "S"), ("lanthanum", "La"), ("nitride", None), ("Sn", None), ("in", None)],
)
def test_elements_by_name(word: str, element: str | None) -> None:
    assert symbol(word) == element


def test_words_of_ions_name_elements() -> None:
    assert set().union(*ions().values()) <= SYMBOLS
    assert named("sulphide") == {"S"}
    assert named("layer") == frozenset()
