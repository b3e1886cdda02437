"""Sentences rewritten for the parser: what stands for each mention, and where it came from."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extraction.model import EntityType as T
from extraction.nlp.skeleton import Skeleton, Span, build, stand_in


def span(text: str, name: str, kind: T) -> Span:
    """The first mention of a name in a text."""
    start = text.index(name)
    return Span(start, start + len(name), kind, name)


def made(reading: Language, text: str, *mentions: tuple[str, T]) -> tuple[Skeleton, list[Span]]:
    """The skeleton of a sentence with its mentions."""
    spans = [span(text, name, kind) for name, kind in mentions]
    return build(list(reading.make_doc(text)), spans), spans


@pytest.mark.parametrize(
    ("name", "kind", "noun"),
    [
        ("Li6PS5Cl", T.MATERIAL, "material"),
        ("LiF-rich SEI", T.INTERPHASE, "interface"),
        ("ionic conductivity", T.PROPERTY, "conductivity"),
        ("3 mS cm-1", T.QUANTITY, "percent"),
        ("SEs", T.MATERIAL, "materials"),
        ("Li ions", T.MATERIAL, "ions"),
        ("Li+", T.MATERIAL, "ion"),
        ("anodes", T.ROLE, "devices"),
        ("overpotential", T.PERFORMANCE, "voltage"),
    ],
)
def test_the_noun_that_stands_for_a_mention(name: str, kind: T, noun: str) -> None:
    assert stand_in(Span(0, len(name), kind, name)) == noun


def test_every_mention_becomes_one_word(reading: Language) -> None:
    text = "With LiF the ionic conductivity of Li6PS5Cl rises."
    skeleton, spans = made(
        reading, text, ("LiF", T.MATERIAL), ("ionic conductivity", T.PROPERTY), ("Li6PS5Cl", T.MATERIAL)
    )

    assert [skeleton.words[skeleton.at[i]] for i in range(3)] == ["material", "conductivity", "material"]
    assert "Li6PS5Cl" not in skeleton.words
    for i, mention in enumerate(spans):
        assert skeleton.origin[skeleton.at[i]] == (mention.start, mention.end)


def test_asides_are_left_out_and_their_mentions_kept(reading: Language) -> None:
    text = "The garnet (LLZO, 5 μm) wets."
    skeleton, _ = made(reading, text, ("LLZO", T.MATERIAL), ("5 μm", T.QUANTITY))

    assert skeleton.words == ["The", "garnet", "wets", "."]
    assert skeleton.aside == {0, 1}
    assert {skeleton.words[skeleton.at[i]] for i in (0, 1)} == {"garnet"}


def test_a_mention_within_another_shares_its_word(reading: Language) -> None:
    text = "A LiF-rich SEI grows."
    skeleton, _ = made(reading, text, ("LiF-rich SEI", T.INTERPHASE), ("LiF", T.MATERIAL))

    assert skeleton.inner == {1}
    assert skeleton.at[0] == skeleton.at[1]


@pytest.mark.parametrize("text", ["", "(all in brackets)", "an open ( bracket", "a ) b", "(( )"])
def test_odd_brackets(reading: Language, text: str) -> None:
    skeleton, _ = made(reading, text)

    assert len(skeleton.words) == len(skeleton.spaces) == len(skeleton.origin)


def test_it_is_one_sentence_and_reads_its_tokens_only_once_parsed(
    reading: Language, parser: Language
) -> None:
    skeleton, _ = made(reading, "We saw LiF. It grew.", ("LiF", T.MATERIAL))

    with pytest.raises(RuntimeError, match="not been parsed"):
        skeleton.token(0)
    skeleton.doc = skeleton.make(parser.vocab)

    assert len(list(skeleton.doc.sents)) == 1
    assert skeleton.token(0).text == "material"
