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


@pytest.mark.parametrize(
    ("name", "kind", "inside"),
    [
        ("Li plating", T.MECHANISM, [("Li", "Material")]),
        ("LLZO-reduction", T.MECHANISM, [("LLZO", "Material")]),
        ("decomposition of LiPF6", T.MECHANISM, [("LiPF6", "Material")]),
        ("lithium metal content", T.PROPERTY, [("lithium metal", "Material")]),
        ("SEI growth", T.MECHANISM, [("SEI", "Interphase")]),
        ("interface resistance", T.PROPERTY, []),
        ("oxide conductivity", T.PROPERTY, []),
        ("In-plane growth", T.MECHANISM, []),
        ("Co-intercalation", T.MECHANISM, []),
        ("Bi-axial strain", T.PROPERTY, []),
        ("Mn-O bond strength", T.PROPERTY, []),
        ("O2- release", T.MECHANISM, [("O2-", "Material")]),
        ("H2/O2 crossover", T.MECHANISM, [("H2", "Material"), ("O2", "Material")]),
        ("LiF-rich SEI growth", T.MECHANISM, [("LiF-rich SEI", "Interphase"), ("LiF", "Material")]),
        ("coulombic efficiency", T.PERFORMANCE, []),
    ],
)
def test_substances_inside_a_qualitys_name(
    reading: Language, name: str, kind: T, inside: list[tuple[str, str]]
) -> None:
    shorts = {"LLZO": ("Li7La3Zr2O12", T.MATERIAL)}
    assert found(reading, f"its {name} stops", {name: kind}, shorts) == [(name, kind.value), *inside]


@pytest.mark.parametrize(
    ("tagged", "kept"),
    [
        ("the high ionic conductivity", "ionic conductivity"),
        ("severe ionic conductivity", "ionic conductivity"),
        ("uniform deposition", "uniform deposition"),
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
        "SE": "solid-state electrolytes",
        "XYZ": "nothing known",
    }
    tagged = [("Quartz felt", T.MATERIAL), ("quartz felt", T.MATERIAL), ("quartz felt", T.ROLE),
              ("solid-state electrolytes", T.MATERIAL)]  # fmt: skip

    assert short_types(shorts, lexicon.load(), tagged) == {
        "LLZO": T.MATERIAL,
        "CCD": T.PERFORMANCE,
        "QFT": T.MATERIAL,
        "SE": T.ROLE,
    }


_SERVING = {
    "SE": ("solid electrolytes", T.ROLE),
    "SPE": ("solid polymer electrolytes", T.MATERIAL),
    "CC": ("current collectors", T.ROLE),
    "PEO": ("poly(ethylene oxide)", T.MATERIAL),
    "CCD": ("critical current density", T.PERFORMANCE),
}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("K3OI SEs", [("K3OI", "Material"), ("SEs", "Role")]),
        ("PEO-KFSI SPEs", [("PEO-KFSI", "Material"), ("SPEs", "Role")]),
        ("PEO SPE", [("PEO", "Material"), ("SPE", "Role")]),
        ("bare-LLZO SEs", [("LLZO", "Material"), ("SEs", "Role")]),
        ("Cu CCs", [("Cu", "Material"), ("CCs", "Role")]),
        ("sulfide SEs", [("sulfide SEs", "Material")]),
        ("inorganic SPEs", [("inorganic SPEs", "Material")]),
        ("NASICON-type SEs", [("NASICON-type SEs", "Material")]),
        ("K3OI CCD", [("K3OI CCD", "Material")]),
    ],
)
def test_a_substance_and_the_short_name_of_what_it_serves_as(
    reading: Language, name: str, parts: list[tuple[str, str]]
) -> None:
    assert found(reading, f"the {name} here", {name: T.MATERIAL}, _SERVING) == parts


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


@pytest.mark.parametrize(
    ("text", "tagged", "expected"),
    [
        ("a Na-O2 battery", ["Na-O2"], []),
        ("the hybrid Na-air cells", ["Na"], []),
        ("lithium-oxygen batteries with LiF", ["lithium-oxygen"], ["LiF"]),
        ("Li-S full cells", ["Li-S"], []),
        ("a Li-LLZO cell", ["Li-LLZO"], ["Li-LLZO"]),
        ("zinc-based batteries", ["zinc"], []),
        ("Potassium batteries", ["Potassium"], []),
        ("a zinc anode in batteries", ["zinc"], ["zinc"]),
        ("5.2 V vs. Li/Li+ on LiCoO2", ["Li/Li+"], ["LiCoO2"]),
        ("stable versus Na/Na+", ["Na/Na+"], []),
        ("versus the Li/LLZO contact", ["Li"], ["Li", "LLZO"]),
        ("LiF vs Li/Cu cells", ["Li/Cu"], ["LiF", "Li/Cu"]),
        ("stable vs. Li/Li symmetric cells", ["Li/Li"], ["Li/Li"]),
        ("1 V vs Ag/AgCl", ["Ag/AgCl"], []),
        ("lithium metal batteries", ["lithium metal"], []),
        ("lithium ion batteries", ["lithium ion"], []),
        ("LFP/LLZO/Li batteries", None, ["LFP", "LLZO", "Li"]),
        ("Li-metal solid-state batteries", ["Li-metal"], []),
        ("Li-metal cells", ["Li"], ["Li"]),
    ],
)
def test_kinds_of_batteries_and_scales_hold_no_substance(
    reading: Language, text: str, tagged: list[str] | None, expected: list[str]
) -> None:
    spans = found(reading, text, dict.fromkeys(tagged or (), T.MATERIAL))
    assert [name for name, kind in spans if kind == "Material"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("σLi+ ≈ 0.3", ("σLi+", "Property")),
        ("the σZn2+ of it", ("σZn2+", "Property")),
        ("tLi+ = 0.62", ("tLi+", "Property")),
        ("CCD = 1.2 mA cm-2", ("CCD", "Performance")),
        ("σ(Li+) of it", ("σ(Li+)", "Property")),
        ("Tg = -60 °C", ("Tg", "Property")),
    ],
)
def test_symbols_of_properties(reading: Language, text: str, expected: tuple[str, str]) -> None:
    symbol = expected[0]
    assert expected in found(reading, text, {symbol: T.MATERIAL})


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("C-F", "Property"),
        ("P=O", "Property"),
        ("Si-C", "Material"),
        ("Li-In", "Material"),
        ("C-rich", "Material"),
    ],
)
def test_bonds_are_qualities(reading: Language, name: str, kind: str) -> None:
    assert found(reading, f"the {name} here", {name: T.MATERIAL}) == [(name, kind)]


@pytest.mark.parametrize("text", ["the N-C host", "a S-C cathode", "N-C co-doped carbon"])
def test_composites_of_non_metals_are_substances(reading: Language, text: str) -> None:
    name = "S-C" if "S-C" in text else "N-C"
    assert (name, "Material") in found(reading, text, {name: T.MATERIAL})


def test_a_papers_own_short_name_is_no_bond(reading: Language) -> None:
    shorts = {"N-C": ("nitrogen-doped carbon", T.MATERIAL)}
    assert found(reading, "on N-C here", {"N-C": T.MATERIAL}, shorts) == [("N-C", "Material")]


@pytest.mark.parametrize("text", ["the t+ here", "a σ bond", "the cost ≈ 3"])
def test_what_is_no_symbol_is_left_to_the_tagger(reading: Language, text: str) -> None:
    assert found(reading, text) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("specific capacity", "150 mAh g-1"),
        ("critical current density", "1 mA cm-2"),
        ("electronic conductivity", "2 S cm-1"),
    ],
)
def test_a_name_in_words_with_its_value_stays_whole(reading: Language, name: str, value: str) -> None:
    spans = found(reading, f"{name} = {value}", {name: T.PERFORMANCE})
    assert spans == [(name, "Performance"), (value, "Quantity")]


@pytest.mark.parametrize(
    ("text", "tagged", "expected"),
    [
        ("Li/Pristine-LLZO/Li", None, ["Li", "LLZO", "Li"]),
        ("Li@PCSF/LiF/Li", None, ["Li@PCSF", "LiF", "Li"]),
        ("a bare-LLZO pellet", "bare-LLZO", ["LLZO"]),
        ("fresh-cut Li", "fresh-cut Li", ["fresh-cut Li"]),
        ("pure-phase LLZO", "pure-phase LLZO", ["pure-phase LLZO"]),
    ],
)
def test_the_state_of_a_sample_is_no_part_of_its_name(
    reading: Language, text: str, tagged: str | None, expected: list[str]
) -> None:
    spans = found(reading, text, {tagged: T.MATERIAL} if tagged else None)
    assert [name for name, _ in spans] == expected
