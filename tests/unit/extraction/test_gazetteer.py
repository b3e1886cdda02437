"""Marks of vocabulary and grammar on tokens."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extraction.nlp import lexicon
from extraction.nlp.gazetteer import marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ionic conductivity rose", ["B-Prop", "I-Prop", ""]),
        ("Li9Na2PO7 at 5 mV", ["F", "", "Q"]),
        ("Qx/Zz and Rb/Nb", ["/", "", "F/"]),
        ("In gas", ["ambMate", "B-Mate"]),
        ("RbCs", ["F"]),
        ("NbTaCW", ["F"]),
        ("PFN", ["f"]),
        ("", []),
    ],
)
def test_marks(reading: Language, text: str, expected: list[str]) -> None:
    doc = reading.make_doc(text)

    assert [mark.replace("B-amb", "amb") for mark in marks(doc, lexicon.load())] == expected


def test_short_names_of_the_paper(reading: Language) -> None:
    doc = reading.make_doc("QFT wets")
    doc._.short_names = {"QFT": "quartz felt"}

    assert marks(doc, lexicon.load()) == ["A", ""]


def test_the_component_keeps_marks_on_the_tokens(reading: Language) -> None:
    doc = reading("ionic conductivity")

    assert [token.ent_id_ for token in doc] == ["B-Prop", "I-Prop"] or doc.ents
