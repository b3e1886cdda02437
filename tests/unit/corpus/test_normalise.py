"""Notations of formulas, units and mark-up come out in one alphabet."""

from __future__ import annotations

import pytest

from corpus.normalise import normalise


def normal(source: str) -> str:
    return normalise(source, 0, len(source))[0].text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"$\text{Na}_2\text{S-SiS}_2$", "Na2S-SiS2"),
        (r"$\text{Li}_{1+x}\text{Al}_x\text{Ti}_{2-x}(\text{PO}_4)_3$", "Li1+xAlxTi2-x(PO4)3"),
        (r"$\mathrm{Li_{6.4}La_3Zr_{1.4}Ta_{0.6}O_{12}}$", "Li6.4La3Zr1.4Ta0.6O12"),
        (r"$\rm Li_3InCl_6$", "Li3InCl6"),
        (r"\(\text{MgF}_2\)", "MgF2"),
        (r"$\text{Li}_2\text{O}\text{--}\text{B}_2\text{O}_3$", "Li2O-B2O3"),
        (r"$\text{KF} \cdot 2\text{H}_2\text{O}$", "KF·2H2O"),
        (r"$\sigma_{\text{Na}^+}$", "σNa+"),
        (r"$E_a$ and $T_{\text{g}}$ and R_{ct}", "Ea and Tg and Rct"),
        (r"$\Delta G_{\text{mix}}$", "ΔGmix"),
        (r"$\frac{a}{b}$", "a/b"),
        (r"\bar{v} and \approx", "v and ≈"),
        ("Li_3N and K_2S", "Li3N and K2S"),
        ("Mg_{0.5}Zr_2(PO_4)_3", "Mg0.5Zr2(PO4)3"),
        ("Na₃Zr₂Si₂PO₁₂", "Na3Zr2Si2PO12"),
        ("Na ₇ P ₃ O ₁₁", "Na7P3O11"),
        ("Li ₂ S-P ₂ S ₅ , LiBH ₄ films", "Li2S-P2S5, LiBH4 films"),
        ("Ca(BH ₄) ₂ and (PO ₄) ₃", "Ca(BH4)2 and (PO4)3"),
        ("(Mg _x Zr _{1-x}) ₂ O ₃", "(MgxZr1-x)2O3"),
        ("TiO<sub>2</sub> on LiCoO<sub>2</sub>", "TiO2 on LiCoO2"),
        ("V <sub>2</sub> O <sub>5</sub> glass", "V2O5 glass"),
        ("Li₂S–P₂S₅ next to Na–Sn", "Li2S-P2S5 next to Na-Sn"),
        ("K_2S - GeS_2 glass", "K2S-GeS2 glass"),
        ("Li_{7–3x}Al_xO", "Li7-3xAlxO"),
    ],
)
def test_formulas(source: str, expected: str) -> None:
    assert normal(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Zr⁴⁺, Li^+ , Zn^{2+} and Mg<sup>2+</sup>", "Zr4+, Li+, Zn2+ and Mg2+"),
        ("NH<sub>4</sub><sup>+</sup>", "NH4+"),
        ("CO_3^{2-} and SO₄²⁻", "CO3^2- and SO4^2-"),
        (r"$[\text{P}_2\text{S}_6]^{4-}$", "[P2S6]^4-"),
        ("PF₆⁻ and BH_4^-", "PF6- and BH4-"),
        ("Ti^0 next to Ti^{III}", "Ti0 next to TiIII"),
        ("⁷Li and ³¹P spectra", "7Li and 31P spectra"),
        ("the ⁷Li line", "the 7Li line"),
    ],
)
def test_charges_and_isotopes(source: str, expected: str) -> None:
    assert normal(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("3.5×10^{-4} S/cm", "3.5×10^-4 S/cm"),
        (r"$1.1 \times 10^6 \text{ S m}^{-1}$", "1.1×10^6 S m-1"),
        ("2 × 10<sup>-5</sup> S cm<sup>-1</sup>", "2×10^-5 S cm-1"),
        ("10 ⁻⁷ –10 ⁻³ S cm ⁻¹", "10^-7–10^-3 S cm-1"),
        ("10⁻³ mA", "10^-3 mA"),
        ("4.0×10-5 S", "4.0×10^-5 S"),
        ("0.2 mA/cm^2 , 5 cm²", "0.2 mA/cm2, 5 cm2"),
        ("120 mAh g<sup>-1</sup> at 2 A g⁻¹", "120 mAh g-1 at 2 A g-1"),
        (r"is $\approx 70 \mu\text{m}$ thick", "is ≈70 μm thick"),
        (r"$\sigma \approx 0.3 \text{ mS cm}^{-1}$", "σ ≈ 0.3 mS cm-1"),
        (r"$10^5 \Omega \text{ cm}^2$", "10^5 Ω cm2"),
        (r"$25^\circ\text{C}$ and $-60 ^{\circ}\text{C}$", "25°C and -60 °C"),
        (r"$0.4 \pm 0.1 \text{ MPa m}^{1/2}$", "0.4 ± 0.1 MPa m1/2"),
        (r"$\geq 5$ V, $\sim 3$ V, 5\% and $1.5 \text{ \AA}$", "≥5 V, ~3 V, 5% and 1.5 Å"),
        ("\u2126 cm and 2 \u00b5m", "Ω cm and 2 μm"),
        ("\u22123.04 V and (–2.2 eV)", "-3.04 V and (-2.2 eV)"),
        ("3–5 V and 0.1–0.2 eV", "3–5 V and 0.1–0.2 eV"),
        ("80 ℃", "80 °C"),
    ],
)
def test_units_and_powers_of_ten(source: str, expected: str) -> None:
    assert normal(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("grown *in situ* on **copper**", "grown in situ on copper"),
        ("**Figure 2** shows ***both***", "Figure 2 shows both"),
        ("(**Figure 3a**)", "(Figure 3a)"),
        ("_ex situ_ and file_name", "ex situ and filename"),
        ("3*4*5 and Lee*", "3*4*5 and Lee*"),
        ("see [the table](#tab1) or <https://example.org/a>", "see the table or https://example.org/a"),
        ("![plot](plot.png)left", "left"),
        ("a<br>b and <u>c</u>", "a b and c"),
        ("Li &amp; Na &lt; K &unknown;", "Li & Na < K &unknown;"),
        ("5\u00a0V,\u2009thin\u202fspaces", "5 V, thin spaces"),
        ("elec\u00adtro\u200blyte", "electrolyte"),
        ("ﬁlm and coeﬃcient", "film and coefficient"),
        ("escaped \\* star and \\[x\\]", "escaped * star and [x]"),
        ("two  spaces\tand\na break", "two spaces and a break"),
        ("Zr^{4+} . Then ( $E$ , GPa)", "Zr4+. Then (E, GPa)"),
        ("Li_3N -rich and $\\text{K}_2\\text{S}$ /carbon", "Li3N-rich and K2S/carbon"),
        ("hot-pressed HT- $\\text{Na}_3\\text{PS}_4$", "hot-pressed HT-Na3PS4"),
        ("short- and long-range order", "short- and long-range order"),
        ("lithium– oxygen cells", "lithium–oxygen cells"),
        ("costs $100/kWh to $50/kWh", "costs $100/kWh to $50/kWh"),
        ("a Lil layer and Al", "a LiI layer and Al"),
        ("Tables S3–S5", "Tables S3–S5"),
        ("\ue000odd\ue002", "\ufffdodd\ufffd"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_mark_up_and_characters(source: str, expected: str) -> None:
    assert normal(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("an elec-\ntrolyte; electrolyte", "an electrolyte; electrolyte", id="known joined"),
        pytest.param(
            "a solid-\nstate cell; solid-state", "a solid-state cell; solid-state", id="known compound"
        ),
        pytest.param(
            "a glass-\nforming melt of glass, forming",
            "a glass-forming melt of glass, forming",
            id="two words",
        ),
        pytest.param("some depo-\nsition", "some deposition", id="unknown halves"),
        pytest.param("the Li-\nion cell; Li-ion", "the Li-ion cell; Li-ion", id="a symbol keeps its hyphen"),
        pytest.param("a pre-\n\ntreated film", "a pre- treated film", id="a blank line is no line break"),
    ],
)
def test_words_cut_at_the_end_of_a_line(source: str, expected: str) -> None:
    assert normal(source) == expected


def test_only_the_range_is_normalised() -> None:
    source = "before Li₂S behind"

    mapped, _ = normalise(source, 7, 11)

    assert mapped.text == "Li2S"
    assert mapped.source_span(0, 4) == (7, 11)


@pytest.mark.parametrize(
    ("source", "part", "expected"),
    [
        (r"the $\text{Na}_2\text{S-SiS}_2$ glass", "Na2S-SiS2", r"$\text{Na}_2\text{S-SiS}_2$"),
        (r"the $\text{Na}_2\text{S-SiS}_2$ glass", "Na2S", r"\text{Na}_2\text{S"),
        ("of 80 mAh g<sup>-1</sup> at", "mAh g-1", "mAh g<sup>-1</sup>"),
        ("of 80 mAh g<sup>-1</sup> at", "80 mAh", "80 mAh"),
        ("on Mg_{0.5}Ti now", "Mg0.5", "Mg_{0.5}"),
        ("on Mg_{0.5}Ti now", "Mg0", "Mg_{0"),
        (r"$0.1 \text{ mA cm}^{-2}$", "0.1 mA cm-2", r"$0.1 \text{ mA cm}^{-2}$"),
        ("K ₂ S film", "K2S", "K ₂ S"),
        ("metals,^[1–9] because", "metals, because", "metals,^[1–9] because"),
        ("metals,^[1–9] because", "metals,", "metals,"),
        ("an *in situ* film", "in situ", "*in situ*"),
        ("ﬁlm growth", "film", "ﬁlm"),
        ("5 &lt; 6", "<", "&lt;"),
        ("10^{-4} S", "10^-4", "10^{-4}"),
        ("a Lil layer", "LiI", "Lil"),
    ],
)
def test_source_of_a_span(source: str, part: str, expected: str) -> None:
    mapped, _ = normalise(source, 0, len(source))
    at = mapped.text.index(part)

    start, end = mapped.source_span(at, at + len(part))

    assert source[start:end] == expected
