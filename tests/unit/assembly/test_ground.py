"""Which node a name becomes, and what it is a kind of."""

from __future__ import annotations

import pytest

from extraction.assembly.ground import Grounder
from extraction.model import EntityType, Mention
from tests.assembly_records import LEXICON


@pytest.fixture
def grounder() -> Grounder:
    return Grounder(LEXICON)


def _mention(kind: EntityType, canon: str, normal: str = "", grounded: str | None = None) -> Mention:
    return Mention(
        id="e1",
        type=kind,
        text=normal or canon,
        start=0,
        end=1,
        canon=canon,
        normal=normal,
        grounded=grounded,
    )


@pytest.mark.parametrize(
    ("label", "name", "expected"),
    [
        ("Material", "lithium fluoride", "material:LiF"),
        ("Material", "Lithium  Fluoride", "material:LiF"),
        ("Material", "LiF", "material:LiF"),
        ("Material", "Co", "material:Co"),
        ("Material", "CO", "material:CO"),
        ("Material", "Cl", "material:Cl"),
        ("Material", "Cl-", "material:Cl-minus"),
        ("Material", "Cl⁻", "material:Cl-minus"),
        ("Material", "Li metal", "material:Li"),
        ("Material", "pristine Li", "material:Li"),
        ("Material", "Co metal", "material:Co"),
        ("Material", "LiF phase", "material:LiF"),
        ("Material", "Li₂S–P₂S₅", "material:Li2S-P2S5"),
        ("Material", "garnet electrolytes", "material:garnet"),
        ("Mechanism", "Dendrites", "mechanism:dendrite-growth"),
        ("Mechanism", "severe dendrite growth", "mechanism:dendrite-growth"),
        ("Property", "Li ion conductivities", "property:ionic-conductivity"),
        ("Performance", "excellent cycle life", "performance:cycle-life"),
        ("Interphase", "SEIs", "interphase:sei"),
        ("Interphase", "SEI layer", "interphase:sei"),
        ("Interphase", "LiF-enriched SEI", "interphase:lif-rich-sei"),
        ("Interphase", "lithium fluoride-rich SEI film", "interphase:lif-rich-sei"),
    ],
)
def test_names_of_the_lexicon(grounder: Grounder, label: str, name: str, expected: str) -> None:
    entity = grounder.name(label, name)
    assert (entity.id, entity.grounded) == (expected, True)


@pytest.mark.parametrize(
    ("label", "name", "expected", "parents"),
    [
        ("Material", "amorphous V2O5", "amorphous V2O5", ("material:V2O5",)),
        ("Material", "a-V2O5", "amorphous V2O5", ("material:V2O5",)),
        ("Material", "amorphous vanadium pentoxide", "amorphous V2O5", ("material:V2O5",)),
        ("Material", "crystalline V2O5", "crystalline V2O5", ("material:V2O5",)),
        ("Material", "nano-Si", "nano-Si", ("material:Si",)),
        ("Material", "silicon nanoparticles", "Si nanoparticle", ("material:Si",)),
        ("Material", "Ga-doped LLZO", "Ga-doped Li7La3Zr2O12", ("material:LLZO",)),
        ("Material", "75Li2S-25P2S5", "75Li2S-25P2S5", ("material:Li2S-P2S5",)),
        ("Material", "60Li2S-40P2S5", "60Li2S-40P2S5", ("material:Li2S-P2S5",)),
        ("Material", "V2O5@C", "V2O5@C", ("material:V2O5",)),
        ("Material", "borate glass", "borate glass", ("material:glass",)),
        ("Material", "Na3Zr2Si2PO12", "Na3Zr2Si2PO12", ()),
        ("Interphase", "LiI interphase", "LiI interphase", ("interphase:interphase",)),
        ("Interphase", "lithium iodide interphase", "LiI interphase", ("interphase:interphase",)),
        ("Interphase", "polymer-rich SEI", "polymer-rich SEI", ("interphase:sei",)),
        ("Mechanism", "Ca dendrite growth", "Ca dendrite growth", ("mechanism:dendrite-growth",)),
        ("Mechanism", "suppressed dendrite growth", "suppressed dendrite growth", ()),
        ("Property", "low ionic conductivity", "low ionic conductivity", ()),
        ("Mechanism", "lattice breathing", "lattice breathing", ()),
        ("Material", "high potential element", "high potential element", ()),
        ("Material", "pure Na3Zr2Si2PO12", "Na3Zr2Si2PO12", ()),
    ],
)
def test_names_beyond_the_lexicon(
    grounder: Grounder, label: str, name: str, expected: str, parents: tuple[str, ...]
) -> None:
    entity = grounder.name(label, name)
    assert (entity.name, entity.parents, entity.grounded) == (expected, parents, False)


def test_both_sides_of_an_interface_make_one_node(grounder: Grounder) -> None:
    one, other = (
        grounder.name("Interphase", "LLZO/Li interface"),
        grounder.name("Interphase", "Li/LLZO interface"),
    )
    assert one == other
    assert one.name == "Li/Li7La3Zr2O12 interface"
    assert one.parents == ("interphase:interface",)


@pytest.mark.parametrize(
    ("name", "formula", "elements"),
    [
        ("V2O5", "V2O5", ("V", "O")),
        ("amorphous V2O5", "V2O5", ("V", "O")),
        ("Li1+xAlxTi2-x(PO4)3", "Li1+xAlxTi2-x(PO4)3", ("Li", "Al", "Ti", "P", "O")),
        ("Si nanoparticle", None, ("Si",)),
        ("Ga-doped LLZO", "Li7La3Zr2O12", ("Li", "La", "Zr", "O")),
        ("hard carbon", None, ()),
    ],
)
def test_formula_and_elements_stay_as_written(
    grounder: Grounder, name: str, formula: str | None, elements: tuple[str, ...]
) -> None:
    entity = grounder.name("Material", name)
    assert (entity.formula, entity.elements) == (formula, elements)


def test_a_doped_entry_is_a_kind_of_what_it_dopes(grounder: Grounder) -> None:
    doped = grounder.name("Material", "Nb-doped LLZO")
    assert doped.id == "material:Nb-LLZO"
    assert doped.parents == ("material:LLZO",)
    assert grounder.ancestors(doped.id) == {"material:LLZO", "material:garnet"}


def test_two_formulas_of_one_composition_in_other_order_are_not_forced_together(grounder: Grounder) -> None:
    assert grounder.name("Material", "O5V2").id != grounder.name("Material", "V2O5").id


def test_a_name_that_only_a_sister_label_holds_belongs_there(grounder: Grounder) -> None:
    assert grounder.name("Performance", "thermal stability").id == "property:thermal-stability"
    assert grounder.name("Role", "thermal stability").id == "role:thermal-stability"


def test_the_canonical_name_goes_before_the_surface(grounder: Grounder) -> None:
    short = _mention(EntityType.MATERIAL, "Na3V2(PO4)3", normal="LLZO", grounded=None)
    found = grounder.mention(short)
    assert found is not None
    assert found.name == "Na3V2(PO4)3"


def test_the_surface_serves_where_the_canonical_name_is_unknown(grounder: Grounder) -> None:
    found = grounder.mention(_mention(EntityType.MECHANISM, "branching", normal="dendrite growth"))
    assert found is not None
    assert found.id == "mechanism:dendrite-growth"


def test_a_canonical_name_that_says_more_is_kept(grounder: Grounder) -> None:
    found = grounder.mention(_mention(EntityType.INTERPHASE, "buried NaCl interphase", normal="interphase"))
    assert found is not None
    assert found.name == "buried NaCl interphase"


def test_quantities_are_no_entities(grounder: Grounder) -> None:
    assert grounder.mention(_mention(EntityType.QUANTITY, "3 V")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the severe dendrite growth", "mechanism:dendrite-growth"),
        ("its wettability [3]", "property:wettability"),
        ("no grain boundary", "factor:no-grain-boundary"),
        ("a loose stacking of sheets", "factor:loose-stacking-of-sheet"),
        ("which", None),
        ("the", None),
        ("", None),
        (" ".join(["word"] * 30), None),
    ],
)
def test_free_spans(grounder: Grounder, text: str, expected: str | None) -> None:
    entity = grounder.free(text)
    assert (entity.id if entity else None) == expected
