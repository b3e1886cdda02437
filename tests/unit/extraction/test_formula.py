"""What the formula grammar reads, and what it leaves alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from extraction.nlp.formula import looks_like_formula, parse

AMOUNTS = {
    "LiF": {"Li": 1, "F": 1},
    "Li7La3Zr2O12": {"Li": 7, "La": 3, "Zr": 2, "O": 12},
    "Li6.4La3Zr1.4Ta0.6O12": {"Li": "6.4", "La": 3, "Zr": "1.4", "Ta": "0.6", "O": 12},
    "LiNi0.8Co0.1Mn0.1O2": {"Li": 1, "Ni": "0.8", "Co": "0.1", "Mn": "0.1", "O": 2},
    "Li10Ge(Sb0.075P0.925)2S12": {"Li": 10, "Ge": 1, "Sb": "0.15", "P": "1.85", "S": 12},
    "LiNi1/3Mn1/3Co1/3O2": {"Li": 1, "Ni": "1/3", "Mn": "1/3", "Co": "1/3", "O": 2},
    "Na3V2(PO4)3": {"Na": 3, "V": 2, "P": 3, "O": 12},
    "Ca(BH4)2": {"Ca": 1, "B": 2, "H": 8},
    "(NH4)2SO4": {"N": 2, "H": 8, "S": 1, "O": 4},
    "(C2H5)4N": {"C": 8, "H": 20, "N": 1},
    "VO2(B)": {"V": 1, "O": 2, "B": 1},
    "Cu6Sn5": {"Cu": 6, "Sn": 5},
    "LiC6": {"Li": 1, "C": 6},
}


@pytest.mark.parametrize(("text", "amounts"), AMOUNTS.items())
def test_amounts(text: str, amounts: dict[str, int | str]) -> None:
    formula = parse(text)

    assert formula is not None
    assert dict(formula.amounts) == {symbol: Fraction(n) for symbol, n in amounts.items()}
    assert set(formula.elements) == set(amounts)


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("Li1+xAlxTi2-x(PO4)3", "Li Al Ti P O"),
        ("Li7-3xAlxLa3Zr2O12", "Li Al La Zr O"),
        ("Na1+xZr2SixP3-xO12", "Na Zr Si P O"),
        ("LiNixMnyCo1-x-yO2", "Li Ni Mn Co O"),
        ("Li2+2xZn1-xGeO4", "Li Zn Ge O"),
        ("Li(Ni,Co,Mn)O2", "Li Ni Co Mn O"),
        ("LixSi", "Li Si"),
        ("TiO2-x", "Ti O"),
        ("SiOx", "Si O"),
        ("Li6PS5X", "Li P S"),
        ("LiTFSI", "Li"),
        ("Mg(TFSI)2", "Mg"),
    ],
)
def test_variables_and_short_names_inside_leave_amounts_open(text: str, elements: str) -> None:
    formula = parse(text)

    assert formula is not None
    assert formula.elements == tuple(elements.split())
    assert formula.amounts == ()
    assert formula.reduced is None
    assert looks_like_formula(text)


@pytest.mark.parametrize(
    ("text", "charge", "elements"),
    [
        ("Li+", 1, "Li"),
        ("Zn2+", 2, "Zn"),
        ("Cl-", -1, "Cl"),
        ("O2-", -2, "O"),
        ("PF6-", -1, "P F"),
        ("SO42-", -2, "S O"),
        ("SO4^2-", -2, "S O"),
        ("PO43-", -3, "P O"),
        ("NH4+", 1, "N H"),
        ("[Zn(H2O)6]2+", 2, "Zn H O"),
    ],
)
def test_charges(text: str, charge: int, elements: str) -> None:
    formula = parse(text)

    assert formula is not None
    assert (formula.charge, formula.elements) == (charge, tuple(elements.split()))
    assert looks_like_formula(text)


@pytest.mark.parametrize("text", ["Li-", "Na-", "O-", "Mg-", "Zn2-"])
def test_a_hyphen_is_no_charge(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Zn4SO4(OH)6·4H2O", ["Zn4SO4(OH)6", "H2O"]),
        ("MnO2·nH2O", ["MnO2", "H2O"]),
        ("TiO2@C", ["TiO2", "C"]),
        ("Si@C", ["Si", "C"]),
        ("Fe2O3/C", ["Fe2O3", "C"]),
        ("75Li2S-25P2S5", ["Li2S", "P2S5"]),
        ("75Li2S·25P2S5", ["Li2S", "P2S5"]),
        ("75·Li2S-25·P2S5", ["Li2S", "P2S5"]),
        ("xLi2S-(100-x)P2S5", ["Li2S", "P2S5"]),
        ("x·Li2S-(100-x)·P2S5", ["Li2S", "P2S5"]),
        ("(100-x)Li2S-xP2S5", ["Li2S", "P2S5"]),
        ("30Li2S·26B2S3·44LiI", ["Li2S", "B2S3", "LiI"]),
        ("Li2O-V2O5-P2O5", ["Li2O", "V2O5", "P2O5"]),
        ("0.5Li2MnO3·0.5LiMn0.5Ni0.5O2", ["Li2MnO3", "LiMn0.5Ni0.5O2"]),
    ],
)
def test_composites_glasses_and_hydrates_have_parts(text: str, parts: list[str]) -> None:
    formula = parse(text)

    assert formula is not None
    assert list(formula.parts) == parts
    assert formula.text == text
    assert looks_like_formula(text)


@pytest.mark.parametrize(
    ("text", "form", "elements"),
    [
        ("a-TiSx", "a", ("Ti", "S")),
        ("β-Li3PS4", "β", ("Li", "P", "S")),
        ("2H-MoS2", "2H", ("Mo", "S")),
        ("nano-Si", "nano", ("Si",)),
        ("g-C3N4", "g", ("C", "N")),
        ("h-BN", "h", ("B", "N")),
    ],
)
def test_forms(text: str, form: str, elements: tuple[str, ...]) -> None:
    formula = parse(text)

    assert formula is not None
    assert (formula.form, formula.elements) == (form, elements)


@pytest.mark.parametrize(
    ("text", "reduced"),
    [("Li2O2", "LiO"), ("C60", "C"), ("Li6.4La3Zr1.4Ta0.6O12", "La15Li32O60Ta3Zr7"), ("P2S5", "P2S5")],
)
def test_reduced(text: str, reduced: str) -> None:
    formula = parse(text)

    assert formula is not None
    assert formula.reduced == reduced


def test_cobalt_is_not_carbon_monoxide() -> None:
    cobalt, monoxide = parse("Co"), parse("CO")

    assert cobalt is not None
    assert monoxide is not None
    assert cobalt.elements == ("Co",)
    assert monoxide.elements == ("C", "O")


@pytest.mark.parametrize(
    "text",
    [
        "SOC",
        "CNF",
        "CO",
        "Co",
        "IV",
        "II",
        "S1",
        "P1",
        "C2",
        "B12",
        "CO1",
        "0.5C",
        "In",
        "He",
        "As",
        "UV",
        "NMC811",
        "NCM90",
    ],
)
def test_what_reads_as_a_formula_and_is_meant_as_none(text: str) -> None:
    assert not looks_like_formula(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Fig",
        "LLZO",
        "PEO",
        "SEI",
        "CNTs",
        "2D",
        "C1s",
        "C/10",
        "Lil",
        "(",
        "()",
        "Li(",
        "Li)",
        "Li2S)",
        "e-",
        "Li" * 81,
    ],
)
def test_what_is_no_formula(text: str) -> None:
    assert parse(text) is None
    assert not looks_like_formula(text)


@pytest.mark.parametrize(
    "text", ["O2", "N2", "S8", "C60", "Li2S", "NaCl", "LiPF6", "MnO4-", "Ti3C2Tx", "W18O49"]
)
def test_what_can_be_nothing_else(text: str) -> None:
    assert looks_like_formula(text)
