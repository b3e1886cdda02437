"""Every dependency rule on its own examples and counter-examples (extraction/rules/relations.yml)."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from extraction.model import EntityType
from extraction.nlp import pipeline, rules, skeleton
from extraction.nlp.pairs import Sentence
from extraction.nlp.skeleton import Span

_TYPES = {
    "claim": (EntityType.MATERIAL, EntityType.PROPERTY),
    "role": (EntityType.MATERIAL, EntityType.ROLE),
    "component": (EntityType.MATERIAL, EntityType.INTERPHASE),
}
_MARK = re.compile(r"\[(?P<which>[ab])\||\]")


@lru_cache(maxsize=1)
def _pipelines() -> tuple[object, object]:
    parser = pipeline.syntax()
    return pipeline.reader(parser), parser


def _unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The plain text of an example and where its two arguments stand; marks may nest."""
    text, open_marks, places, at = "", [], {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark["which"]:
            open_marks.append((mark["which"], len(text)))
        else:
            which, start = open_marks.pop()
            places[which] = (start, len(text))
    return text + marked[at:], places


def matched(kind: str, marked: str) -> str | None:
    """The rule that matches the marked pair of an example."""
    text, places = _unmark(marked)
    reader, parser = _pipelines()
    spans = [Span(*places[w], t, text[slice(*places[w])]) for w, t in zip("ab", _TYPES[kind], strict=True)]
    doc = reader.make_doc(text)
    made = skeleton.build(list(doc), spans)
    parsed = made.make(parser.vocab)
    for _, component in parser.pipeline:
        parsed = component(parsed)
    made.doc = parsed
    sentence = Sentence(made, spans)
    a, b = sentence.arguments[:2]
    return rules.match(sentence, kind, a, b)


CASES = [(kind, rule) for kind, every in rules.load().items() for rule in every]


@pytest.mark.parametrize(("kind", "rule"), CASES, ids=lambda x: x if isinstance(x, str) else x.name)
def test_rule_matches_its_examples(kind: str, rule: rules.Rule) -> None:
    for example in rule.examples:
        assert matched(kind, example) == rule.name, example


@pytest.mark.parametrize(("kind", "rule"), CASES, ids=lambda x: x if isinstance(x, str) else x.name)
def test_rule_leaves_its_counterexamples_alone(kind: str, rule: rules.Rule) -> None:
    for example in rule.counterexamples:
        assert matched(kind, example) != rule.name, example


def test_names_are_unique_within_a_kind() -> None:
    for kind, every in rules.load().items():
        names = [rule.name for rule in every]
        assert len(names) == len(set(names)), kind
