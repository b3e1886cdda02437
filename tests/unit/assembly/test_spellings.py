"""One paper's spellings of a name, and names that differ in wording alone."""

from __future__ import annotations

import pytest

from extraction.assembly.compound_names import interphase_name, meets_electrolyte, one_form
from extraction.assembly.ground import Grounder
from extraction.assembly.spellings import Spellings, spellings
from extraction.assembly.text import slug, spelled, unordered
from extraction.assembly.wording import stem, turned, without_edges
from extraction.assembly.words import label_by_ending
from tests.assembly_records import LEXICON, Said


def paper(*named: str) -> Spellings:
    """A paper of one sentence that names these, each as `Type name`."""
    text = "; ".join(line.partition(" ")[2] for line in named)
    return spellings([Said(text, *named).record("p")])


@pytest.mark.parametrize(
    ("names", "asked", "settled"),
    [
        (["Mech plating/stripping", "Mech plating/stripping", "Mech plate/stripping"],
         ("Mechanism", "plate/stripping"), ("Mechanism", "plating/stripping")),
        (["Prop thermo-dynamic limit", "Prop thermodynamic limit", "Prop thermodynamic limit"],
         ("Property", "thermo-dynamic limit"), ("Property", "thermodynamic limit")),
        (["Prop lattice strain", "Prop lattice strain", "Mech lattice strain"],
         ("Mechanism", "lattice strain"), ("Property", "lattice strain")),
        (["Mech Na nucleation", "Mech Na nucleation", "Mech Na+ nucleation"],
         ("Mechanism", "Na+ nucleation"), ("Mechanism", "Na nucleation")),
        (["Mat porous amorphous solid", "Mat amorphous porous solid", "Mat amorphous porous solid"],
         ("Material", "porous amorphous solid"), ("Material", "amorphous porous solid")),
        (["Mech thermal/chemical decay", "Mech chemical/thermal decay", "Mech chemical/thermal decay"],
         ("Mechanism", "thermal/chemical decay"), ("Mechanism", "chemical/thermal decay")),
        (["Mat CO film", "Mat CO film", "Mat Co film"], ("Material", "Co film"), ("Material", "Co film")),
        (["Mech ordering", "Mech disordering"], ("Mechanism", "ordering"), ("Mechanism", "ordering")),
    ],
)  # fmt: skip
def test_the_paper_decides(names: list[str], asked: tuple[str, str], settled: tuple[str, str]) -> None:
    assert paper(*names).settled(*asked) == settled


@pytest.mark.parametrize(
    ("right", "slip", "times", "mended"),
    [
        ("LiI", "Lil", 3, True),
        ("LiF", "LIF", 3, True),
        ("LiF", "LIF", 2, False),
        ("Zn", "/zn", 3, True),
        ("Mg", "M9", 3, False),
        ("Si", "S1", 3, False),
        ("sodium dicarbonate", "sodium decarbonate", 3, True),
        ("silane", "silene", 3, False),
    ],
)
def test_slips_are_mended_where_the_paper_has_the_right_form(
    right: str, slip: str, times: int, mended: bool
) -> None:
    found = paper(*[f"Mat {right}"] * times, f"Mat {slip}").settled("Material", slip)
    assert found == ("Material", right if mended else slip)


@pytest.mark.parametrize(
    ("label", "name", "expected"),
    [
        ("Mechanism", "inject electrons", "mechanism:inject-electron"),
        ("Mechanism", "injection of electron", "mechanism:electron-injection"),
        ("Mechanism", "metal deposited", "mechanism:metal-deposition"),
        ("Property", "thermal-stability of the", "property:thermal-stability"),
        ("Interphase", "LLZO||Li", "interphase:Li-Li7La3Zr2O12-interface"),
        ("Role", "anodes/electrolyte", "interphase:anode-electrolyte-interface"),
        ("Material", "glassy V2O5", "material:V2O5-glass"),
        ("Material", "P2S5-Li2S", "material:Li2S-P2S5"),
        ("Material", "Zn-TFSI2", "material:Zn-TFSI-2"),
    ],
)
def test_wordings_of_one_thing(label: str, name: str, expected: str) -> None:
    assert Grounder(LEXICON).name(label, name).id == expected


def test_what_the_paper_names_elsewhere_is_no_factor() -> None:
    grounder = Grounder(LEXICON, paper("Prop lattice strain"))
    names = ("the lattice strain", "repeated flexing", "the cold spell")
    found = [grounder.free(name) for name in names]
    assert [one and one.label for one in found] == ["Property", "Mechanism", "Factor"]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (without_edges("and growth of the"), "growth"),
        (without_edges("of"), "of"),
        (turned("mobility of Li ions"), "Li ions mobility"),
        (turned("rate of loss of Li"), "rate of loss of Li"),
        (stem("coated"), "coat"),
        (stem("polyanion"), "polyanion"),
        (one_form("glassy"), "glassy"),
        (spelled("LiTFSA"), "LiTFSI"),
        (spelled("Mg(BH4)2 . 2NH3"), "Mg(BH4)2·2NH3"),
        (unordered("Li/Si"), "Li/Si"),
        (unordered("a-V2O5"), "a-V2O5"),
        (unordered("SiO2/C"), "C-SiO2"),
        (slug("non-aqueous salt"), "nonaqueous-salt"),
        (interphase_name("electrolyte-cathode", lambda name: None), "cathode/electrolyte interface"),
        (interphase_name("hard-carbon layer", lambda name: None), "hard-carbon layer"),
        (meets_electrolyte("anode/cathode"), False),
        (label_by_ending("CEI formation"), None),
        (label_by_ending("exfoliations"), "Mechanism"),
    ],
)  # fmt: skip
def test_names(made: object, expected: object) -> None:
    assert made == expected
