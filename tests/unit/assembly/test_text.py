"""Spelling of names, ids made of them, and ids made of contents."""

from __future__ import annotations

import pytest

from extraction.assembly.text import content_id, is_formula, slug, spelled, tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Li₂S–P₂S₅", "Li2S-P2S5"),
        ("Li_3N", "Li3N"),
        ("Li_{3}N", "Li3N"),
        ("Li<sub>3</sub>N", "Li3N"),
        (r"$\text{Li}_2\text{O}$", "Li2O"),
        ("LiNi0.8Co0.1Mn0.1O2", "LiNi0.8Co0.1Mn0.1O2"),
        ("  hard \n carbon, ", "hard carbon"),
        ("ZnSO4•7H2O", "ZnSO4·7H2O"),
        ("ZnSO4.7H2O", "ZnSO4·7H2O"),
        ("Zn4SO4(OH)6.xH2O", "Zn4SO4(OH)6·xH2O"),
        ("Zn²⁺", "Zn2+"),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Li2S – P2S5", "Li2S-P2S5"),
        ("75 Li2S - 25 P2S5", "75Li2S-25P2S5"),
        ("TiO2 @ C", "TiO2@C"),
        ("hard carbon", "hard carbon"),
        ("Li metal", "Li metal"),
    ],
)
def test_blanks_leave_formulas_alone(name: str, expected: str) -> None:
    assert spelled(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Volume Expansions", "volume-expansion"),
        ("self-healing", "self-healing"),
        ("Co", "Co"),
        ("CO", "CO"),
        ("Cl-", "Cl-minus"),
        ("Zn2+", "Zn2-plus"),
        ("Li1+xAlxTi2-x(PO4)3", "Li1-plus-xAlxTi2-x-PO4-3"),
        ("Si@C", "Si-at-C"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("token", "expected"), [("LiF", True), ("Cu", True), ("SEI", False), ("anode", False)]
)
def test_is_formula(token: str, expected: bool) -> None:
    assert is_formula(token) is expected


def test_content_ids_follow_from_content_alone() -> None:
    assert content_id("claim", "a", None, True) == content_id("claim", "a", None, True)
    assert content_id("claim", "a", "b") != content_id("claim", "ab", "")
    assert content_id("claim", "a").startswith("claim:")
