"""Which pairs may be claims at all."""

from __future__ import annotations

import pytest

from extraction.model import EntityType
from extraction.nlp import pipeline, skeleton
from extraction.nlp.candidates import Kind, about_ends, cell_part, ends
from extraction.nlp.pairs import Sentence
from extraction.nlp.skeleton import Span


@pytest.fixture(scope="module")
def parser():
    return pipeline.syntax()


def _sentence(parser, text: str, **types: str) -> Sentence:
    spans = [
        Span(text.index(name), text.index(name) + len(name), EntityType(kind), name)
        for name, kind in types.items()
    ]
    spans.sort(key=lambda s: s.start)
    return _built(parser, text, spans)


def _built(parser, text: str, spans: list[Span]) -> Sentence:
    made = skeleton.build(list(pipeline.reader(parser).make_doc(text)), spans)
    made.doc = parser(made.make(parser.vocab))
    return Sentence(made, spans)


def _pairs(sentence: Sentence) -> set[tuple[str, str]]:
    def name(x) -> str:
        return sentence.mentions[x.mention].text if x.mention >= 0 else ""

    return {(name(a), name(b)) for a, b in ends(sentence, Kind.CLAIM)}


@pytest.mark.parametrize(
    "text",
    [
        "Regardless of improving conductivity, lowering resistance is more important.",
        "Besides improving conductivity, the film lowers resistance.",
        "In addition to raising conductivity, the film lowers resistance.",
        "Regardless of the conductivity, the film lowers resistance.",
    ],
)
def test_what_is_named_beside_the_statement_causes_nothing_in_it(parser, text: str) -> None:
    found = _pairs(_sentence(parser, text, conductivity="Property", resistance="Property"))

    assert ("conductivity", "resistance") not in found


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("High conductivity lowers resistance.", {"conductivity": "Property"}),
        ("The addition of a phase of high conductivity lowers resistance.", {"conductivity": "Property"}),
        ("Besides LiF, Li3N lowers resistance.", {"LiF": "Material", "Li3N": "Material"}),
        (
            "In addition to conductivity, thickness lowers resistance.",
            {"conductivity": "Property", "thickness": "Property"},
        ),
    ],
)
def test_what_takes_part_in_the_statement_may_be_its_cause(parser, text: str, types: dict[str, str]) -> None:
    found = _pairs(_sentence(parser, text, **types, resistance="Property"))

    assert {(name, "resistance") for name in types} <= found


def test_a_property_in_the_same_aside_may_come_of_another(parser) -> None:
    text = "Besides raising stability through conductivity, the film holds."
    found = _pairs(_sentence(parser, text, stability="Property", conductivity="Property"))

    assert ("conductivity", "stability") in found


def test_a_quality_may_be_any_substance_s(parser) -> None:
    text = "The conductivity of LiF on Cu lowers resistance."
    sentence = _sentence(
        parser, text, conductivity="Property", LiF="Material", Cu="Material", resistance="Property"
    )
    cause, salt, _, _ = (x for x in sentence.arguments if x.mention >= 0)

    found = about_ends(sentence, [cause, cause, salt])

    assert [(sentence.mentions[a.mention].text, sentence.mentions[b.mention].text) for a, b in found] == [
        ("conductivity", "LiF"),
        ("conductivity", "Cu"),
    ]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("The Li/LLZO/Li cell lasts.", ["Li", "LLZO", "Li"], ["first3=", "between3=", "last3="]),
        ("A LMO/LLZO/Li cell lasts.", ["LMO", "LLZO", "Li"], ["first3", "between3", "last3"]),
        ("The Li//LFP cell lasts.", ["Li", "LFP"], ["first2", "last2"]),
        ("A cell of LFP and LLZO lasts.", ["LFP", "LLZO"], [None, None]),
        ("The lithium oxide (LLZO) lasts.", ["lithium oxide", "LLZO"], [None, None]),
    ],
)
def test_the_parts_of_a_cell(parser, text: str, names: list[str], expected: list[str | None]) -> None:
    spans, at = [], 0
    for name in names:
        at = text.index(name, at)
        spans.append(Span(at, at + len(name), EntityType.MATERIAL, name))
        at += len(name)
    sentence = _built(parser, text, spans)

    parts = [next(cell_part(sentence, a), None) for a in sentence.arguments if a.mention >= 0]
    assert parts == [None if e is None else f"cell={e}" for e in expected]


def test_a_material_is_no_effect_of_a_substance(parser) -> None:
    types = {"LiF": "Material", "Li3N": "Material", "conductivity": "Property"}
    pairs = _pairs(_sentence(parser, "LiF raises conductivity and forms Li3N.", **types))
    assert ("LiF", "conductivity") in pairs
    assert ("LiF", "Li3N") not in pairs
    assert ("conductivity", "Li3N") in pairs


def test_a_name_inside_that_of_a_quality_takes_no_part(parser) -> None:
    text = "The LiF-rich SEI growth of Li ends at the anode."
    types = {"LiF-rich SEI growth": "Mechanism", "LiF": "Material", "Li": "Material", "anode": "Role"}
    spans = [
        Span(text.index(n), text.index(n) + len(n), EntityType(k), n) for n, k in types.items() if n != "Li"
    ]
    spans.append(Span(text.index("Li ends"), text.index("Li ends") + 2, EntityType.MATERIAL, "Li"))
    spans.sort(key=lambda s: (s.start, -s.end))
    sentence = _built(parser, text, spans)
    assert [sentence.mentions[a.mention].text for a, _ in ends(sentence, Kind.ROLE)] == ["Li"]
