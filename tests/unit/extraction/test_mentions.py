"""Mentions joined from tagger, grammars, short names, cell strings and interphases' names.

The tagger is given, as entities set by hand, so that what the weights say decides nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from spacy.language import Language

from extraction.model import EntityType as T
from extraction.nlp import lexicon
from extraction.nlp.mentions import Mentions, short_types


def found(
    reading: Language,
    text: str,
    tagged: Mapping[str, T] | None = None,
    shorts: Mapping[str, tuple[str, T]] | None = None,
) -> list[tuple[str, str]]:
    """(text, type) of all mentions of `text`, of which the tagger has found `tagged`."""
    doc = reading.make_doc(text)
    doc.ents = tuple(
        span
        for name, kind in (tagged or {}).items()
        if (span := doc.char_span(text.index(name), text.index(name) + len(name), label=kind.value))
        is not None
    )
    names = {short: name for short, (name, _) in (shorts or {}).items()}
    types = {short: kind for short, (_, kind) in (shorts or {}).items()}
    spans = Mentions(lexicon.load(), names, types).find(doc)
    assert all(text[s.start : s.end] == s.text for s in spans)
    return [(s.text, s.type.value) for s in spans]


def test_formulas_and_quantities_need_no_tagger(reading: Language) -> None:
    assert found(reading, "Li6PS5Cl reaches 3 mS cm-1.") == [
        ("Li6PS5Cl", "Material"),
        ("3 mS cm-1", "Quantity"),
    ]


@pytest.mark.parametrize(
    "text", ["as Fig. S1 shows", "In the SOC of a CNF", "see Table C2 and scheme B3", "stage IV", ""]
)
def test_labels_and_words_are_no_formulas(reading: Language, text: str) -> None:
    assert found(reading, text) == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a Li/LiI-LLZO/Li cell", ["Li", "LiI-LLZO", "Li"]),
        ("a Li|LLZO|Li cell", ["Li", "LLZO", "Li"]),
        ("a Li||LiFePO4 cell", ["Li", "LiFePO4"]),
        ("a LiF/C composite", ["LiF/C"]),
        ("and/or 1/2", []),
    ],
)
def test_cell_strings(reading: Language, text: str, pieces: list[str]) -> None:
    shorts = {"LLZO": ("Li7La3Zr2O12", T.MATERIAL)}

    assert found(reading, text, shorts=shorts) == [(piece, "Material") for piece in pieces]


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("LiF-rich SEI", ["LiF"]),
        ("Li2O/Li3N interphase", ["Li2O", "Li3N"]),
        ("SEI", []),
        ("F-rich SEI", ["F"]),
        ("Zn-rich layer", ["Zn"]),
        ("N layer", []),
        ("lithium fluoride layer", ["lithium fluoride"]),
    ],
)
def test_substances_inside_an_interphases_name(reading: Language, name: str, inside: list[str]) -> None:
    mentions = found(reading, f"The {name} grows.", {name: T.INTERPHASE})

    assert (name, "Interphase") in mentions
    assert [text for text, kind in mentions if kind == "Material"] == inside


def test_nothing_nests_in_the_names_of_mechanisms(reading: Language) -> None:
    assert found(reading, "Li plating stops", {"Li plating": T.MECHANISM}) == [("Li plating", "Mechanism")]


@pytest.mark.parametrize(
    ("tagged", "kept"),
    [
        ("the high ionic conductivity", "ionic conductivity"),
        ("severe ionic conductivity", "ionic conductivity"),
        ("uniform Li deposition", "uniform Li deposition"),
        ("ionic conductivity", "ionic conductivity"),
    ],
)
def test_articles_and_praise_are_left_out(reading: Language, tagged: str, kept: str) -> None:
    assert found(reading, f"It has {tagged}.", {tagged: T.PROPERTY}) == [(kept, "Property")]


def test_a_quantity_outdoes_the_tagger(reading: Language) -> None:
    assert found(reading, "at 5 mA cm-2", {"5 mA cm-2": T.PROPERTY}) == [("5 mA cm-2", "Quantity")]


def test_a_short_name_has_the_papers_type(reading: Language) -> None:
    shorts = {"AM": ("amorphous materials", T.MATERIAL)}

    assert found(reading, "AMs and AM", {"AMs": T.ROLE}, shorts) == [("AMs", "Material"), ("AM", "Material")]


@pytest.mark.parametrize(
    ("text", "bare", "expected"),
    [
        ("LiF", False, True),
        ("lithium", False, True),
        ("In", False, False),
        ("In", True, True),
        ("Ru", True, True),
        ("and", True, False),
        ("frobnium", True, False),
    ],
)
def test_is_material(text: str, bare: bool, expected: bool) -> None:
    assert Mentions(lexicon.load(), {}, {}).is_material(text, bare=bare) is expected


def test_types_of_short_names() -> None:
    shorts = {
        "LLZO": "Li7La3Zr2O12",
        "CCD": "critical current density",
        "QFT": "quartz felt",
        "XYZ": "nothing known",
    }
    tagged = [("Quartz felt", T.MATERIAL), ("quartz felt", T.MATERIAL), ("quartz felt", T.ROLE)]

    assert short_types(shorts, lexicon.load(), tagged) == {
        "LLZO": T.MATERIAL,
        "CCD": T.PERFORMANCE,
        "QFT": T.MATERIAL,
    }


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The anode and both electrolytes were dried.", ["anode", "electrolytes"]),
        ("Cathodes swell.", ["Cathodes"]),
        ("the anode/electrolyte contact of a cathode-free cell", []),
        ("electrodes, separators and a binder", []),
    ],
)
def test_bare_parts_of_a_cell_are_roles(reading: Language, text: str, roles: list[str]) -> None:
    assert found(reading, text) == [(role, "Role") for role in roles]


def test_a_part_of_a_cell_inside_a_longer_name_is_none(reading: Language) -> None:
    text = "electrolyte decomposition at the cathode"
    assert found(reading, text, {"electrolyte decomposition": T.MECHANISM}) == [
        ("electrolyte decomposition", "Mechanism"),
        ("cathode", "Role"),
    ]


@pytest.mark.parametrize(
    ("text", "tagged", "kind", "name"),
    [
        (
            "It reduced drag and homogenized field strength.",
            "homogenized field strength",
            T.PROPERTY,
            "field strength",
        ),
        (
            "It cut drag and raised field strength.",
            "raised field strength",
            T.PROPERTY,
            "raised field strength",
        ),
        (
            "It showed homogenized field strength.",
            "homogenized field strength",
            T.PROPERTY,
            "homogenized field strength",
        ),
        ("It reduced drag and reduced graphene.", "reduced graphene", T.MATERIAL, "reduced graphene"),
    ],
)
def test_a_verb_before_a_quality_is_no_part_of_its_name(
    reading: Language, text: str, tagged: str, kind: T, name: str
) -> None:
    assert (name, kind.value) in found(reading, text, {tagged: kind})
