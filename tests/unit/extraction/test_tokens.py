"""Tokens of materials prose; the text must come back whole, since all offsets hang on it."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Li7La3Zr2O12 garnet", ["Li7La3Zr2O12", "garnet"]),
        ("Li1+xAlxTi2-x(PO4)3 is", ["Li1+xAlxTi2-x(PO4)3", "is"]),
        ("(Li2S)", ["(", "Li2S", ")"]),
        ("Ni(OH)2,", ["Ni(OH)2", ","]),
        ("(C2H5)4N salts", ["(C2H5)4N", "salts"]),
        ("a Li/LiI-LLZO/Li cell", ["a", "Li/LiI-LLZO/Li", "cell"]),
        ("the LLZO/Li interface.", ["the", "LLZO/Li", "interface", "."]),
        ("a LiF-rich layer", ["a", "LiF", "-rich", "layer"]),
        ("Na- and K-based", ["Na", "-", "and", "K", "-", "based"]),
        ("(see Figs. 2,", ["(", "see", "Figs", ".", "2", ","]),
        ("at 1.2 mA cm-2.", ["at", "1.2 mA cm-2", "."]),
        ("(10^-4 S cm-1)", ["(", "10^-4 S cm-1", ")"]),
        ("Wang et al. showed", ["Wang", "et", "al", ".", "showed"]),
        ("Li_1s and x_i", ["Li_1s", "and", "x_i"]),
        ("see Fig. 5f", ["see", "Fig", ".", "5f"]),
        ("x·Li2S-(100-x)·P2S5 glass", ["x·Li2S-(100-x)·P2S5", "glass"]),
        ("75Li2S-25P2S5-based", ["75Li2S-25P2S5", "-based"]),
    ],
)
def test_tokens(reading: Language, text: str, tokens: list[str]) -> None:
    doc = reading.make_doc(text)

    assert [token.text for token in doc] == tokens
    assert doc.text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "LiF  forms",
        "LiF\tforms\nhere",
        " LiF",
        "LiF ",
        "1.2 mA cm-2  and\t5 V\n",
        "a\u00a0b \u2009c",
        "5 V  \n\n Li2S",
        "((((",
        "''s 'll cannot",
    ],
)
def test_the_text_stays_whole(reading: Language, text: str) -> None:
    doc = reading.make_doc(text)

    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
