"""Whether a phrase speaks of more or of less of a thing, in plain English as skeletons have it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extraction.nlp import pipeline
from extraction.nlp.direction import direction
from extraction.nlp.syntax import Tree


@pytest.fixture(scope="module")
def parser() -> Language:
    return pipeline.syntax()


@pytest.mark.parametrize(
    ("sentence", "word", "sign"),
    [
        ("The coating improves conductivity.", "conductivity", 1),
        ("The coating prevents corrosion.", "corrosion", -1),
        ("The coating prevents the loss of capacity.", "capacity", 1),
        ("The coating ensures low impedance.", "impedance", -1),
        ("The additive suppresses the growth of crystals.", "crystals", -1),
        ("The capacity drops quickly.", "capacity", -1),
        ("The cell runs without cracks.", "cracks", -1),
        ("The filler improves the issues.", "issues", -1),
        ("The filler ameliorates the problem of corrosion.", "corrosion", -1),
        ("The salt eases safety concerns.", "concerns", -1),
        ("The salt improves the safety.", "safety", 1),
        ("Moisture worsens the problem.", "problem", 1),
        ("Moisture deteriorates the capacity.", "capacity", -1),
        ("Moisture deteriorates the instability.", "instability", 1),
        ("The filler addresses the issues.", "issues", -1),
        ("The film conducts poorly.", "conducts", -1),
        ("The film conducts well.", "conducts", 1),
        ("The filler improves the issues and the conductivity.", "conductivity", 1),
        ("The filler improves the conductivity and the issues.", "issues", -1),
        ("It overcomes several problems such as growth, corrosion and cracking.", "cracking", -1),
        ("The coating solves the issues including growth and expansion.", "expansion", -1),
        ("The film avoids troubles like growth.", "growth", -1),
        ("The layer reduces losses such as fading.", "fading", -1),
        ("The cell shows reduced losses such as fading.", "fading", -1),
        ("It runs with fewer issues like growth.", "growth", -1),
        ("It serves to overcome the issues by introducing a layer, such as growth and decay.", "growth", -1),
        ("It serves to overcome the issues by raising properties such as strength.", "strength", 1),
        ("It offers benefits such as conductivity.", "conductivity", 1),
        ("Challenges like growth hinder the use.", "growth", 1),
    ],
)
def test_direction(parser: Language, sentence: str, word: str, sign: int) -> None:
    doc = parser(parser.make_doc(sentence))
    at = next(t.i for t in doc if t.text == word)

    assert direction(Tree(doc), at) == sign
