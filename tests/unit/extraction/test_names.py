"""Canonical names of mentions, within one paper."""

from __future__ import annotations

import pytest

from extraction.model import EntityType as T
from extraction.nlp import lexicon
from extraction.nlp.names import Namer, tidy

SHORTS = {
    "LLZO": "Li7La3Zr2O12",
    "SE": "solid electrolytes",
    "NCM811": "LiNi0.8Co0.1Mn0.1O2",
    "QFT": "quartz felt",
}


@pytest.mark.parametrize(
    ("kind", "text", "canon"),
    [
        (T.MATERIAL, "Li metal", "Li"),
        (T.MATERIAL, "lithium", "Li"),
        (T.MATERIAL, "metallic Li", "Li"),
        (T.MATERIAL, "Na metal anodes", "Na"),
        (T.MATERIAL, "Ru foil", "Ru"),
        (T.MATERIAL, "Li ions", "Li+"),
        (T.MATERIAL, "LLZO", "Li7La3Zr2O12"),
        (T.MATERIAL, "SEs", "solid electrolyte"),
        (T.MATERIAL, "NCM811", "LiNi0.8Co0.1Mn0.1O2"),
        (T.MATERIAL, "QFTs", "quartz felt"),
        (T.MATERIAL, "Co", "Co"),
        (T.MATERIAL, "CO", "CO"),
        (T.MATERIAL, "Li2S - P2S5", "Li2S-P2S5"),
        (T.MATERIAL, "Li2Na5Zr2O12", "Li2Na5Zr2O12"),
        (T.MATERIAL, "porous Cu", "porous Cu"),
        (T.MATERIAL, "Amorphous Sb2Te5", "amorphous Sb2Te5"),
        (T.MATERIAL, "V2O5 glasses", "V2O5 glass"),
        (T.MATERIAL, "a-LiFeSO4F", "amorphous LiFeSO4F"),
        (T.MATERIAL, "Na3PS4 materials", "Na3PS4"),
        (T.MATERIAL, "PF6- anions", "PF6-"),
        (T.MATERIAL, "pure lithium metal", "Li"),
        (T.MATERIAL, "amorphous chromium-vanadium oxide", "amorphous Cr-V oxide"),
        (T.MATERIAL, "tin-substituted vanadate glass", "Sn-substituted vanadate glass"),
        (T.MATERIAL, "lithium-free garnet", "Li-free garnet"),
        (T.MATERIAL, "carbon-coated olivine", "carbon-coated olivine"),
        (T.MATERIAL, "silicon-carbon composite", "silicon-carbon composite"),
        (T.MATERIAL, "aluminum-doped LLZO", "Li6.25Al0.25La3Zr2O12"),
        (T.MATERIAL, "Prussian blue analogues", "Prussian blue analogue"),
        (T.MATERIAL, "sulphide electrolytes", "sulfide electrolyte"),
        (T.MATERIAL, "K2MgSi5O12 SEs", "K2MgSi5O12"),
        # a class is called as the paper calls it, with its short names spelled out
        (T.MATERIAL, "organic electrolytes", "organic electrolyte"),
        (T.MATERIAL, "sulfide SEs", "sulfide solid electrolyte"),
        (T.MATERIAL, "solid-state electrolytes", "solid-state electrolyte"),
        (T.MATERIAL, "boron species", "boron species"),
        (T.INTERPHASE, "solid-electrolyte interphases", "SEI"),
        (T.PROPERTY, "ionic conductivities", "ionic conductivity"),
        (T.ROLE, "anodes", "anode"),
        (T.QUANTITY, "1.2 mA cm−2", "1.2 mA cm-2"),
    ],
)
def test_canon(kind: T, text: str, canon: str) -> None:
    assert Namer(lexicon.load(), SHORTS).canon(kind, text)[0] == canon


def test_a_short_name_means_what_its_paper_says() -> None:
    one, other = (
        Namer(lexicon.load(), {"AM": "amorphous materials"}),
        Namer(lexicon.load(), {"AM": "azo monolayers"}),
    )

    assert one.canon(T.MATERIAL, "AMs")[0] == "amorphous material"
    assert other.canon(T.MATERIAL, "AMs")[0] == "azo monolayer"


def test_what_the_vocabulary_has_is_grounded() -> None:
    namer = Namer(lexicon.load(), {})

    assert namer.canon(T.MATERIAL, "Li metal")[1] == namer.canon(T.MATERIAL, "lithium")[1] == "material:Li"
    assert namer.canon(T.MATERIAL, "frobnium gel")[1] is None
    assert namer.ground(T.QUANTITY, "1 V") is None


@pytest.mark.parametrize(
    ("text", "expected"), [(" Li–S ,", "Li-S"), ("a  b\tc", "a b c"), ("Li−", "Li-"), ("", "")]
)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected
