"""Dependency rules kept as data (rules/relations.yml): which of them match a pair of arguments.

Rules propose and the scorers decide: the matching rule's name is a feature of the pair and stays with the evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from extraction.nlp.pairs import Argument, Sentence


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern: over the path between two arguments, or over what follows a substance within a name."""

    kind: str
    name: str
    path: re.Pattern[str] | None
    within: re.Pattern[str] | None
    accept: float | None  #: the score from which the rule accepts a pair that the scorer alone would not
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


def _rule(kind: str, raw: dict[str, Any]) -> Rule:
    def pattern(key: str) -> re.Pattern[str] | None:
        return re.compile(raw[key]) if key in raw else None

    if ("path" in raw) == ("within" in raw):
        raise ValueError(f"rule {kind}/{raw.get('name')}: give either `path` or `within`")
    if not raw.get("examples") or not raw.get("counterexamples"):
        raise ValueError(f"rule {kind}/{raw['name']}: give at least one example and one counter-example")
    return Rule(
        kind,
        raw["name"],
        pattern("path"),
        pattern("within"),
        raw.get("accept"),
        tuple(raw["examples"]),
        tuple(raw["counterexamples"]),
    )


@lru_cache(maxsize=1)
def load() -> dict[str, tuple[Rule, ...]]:
    """All rules by the kind of relation, in the order of the file."""
    data = yaml.safe_load((files("extraction") / "rules" / "relations.yml").read_text(encoding="utf-8"))
    return {kind: tuple(_rule(kind, raw) for raw in rules) for kind, rules in data.items()}


def _folded(sentence: Sentence, a: Argument, b: Argument) -> str | None:
    """The path between the first members of the coordinations that a and b stand in."""
    tree = sentence.tree
    first_a, first_b = tree.first_conjunct(a.at), tree.first_conjunct(b.at)
    path = tree.path(first_a, first_b) if first_a != first_b else tree.path(a.at, b.at)
    return tree.signature(path, words=False) if path is not None else None


def _after(sentence: Sentence, a: Argument, b: Argument) -> str | None:
    """What follows a within b's name; None where a is no part of it or stands beside a slash."""
    if (
        a.mention < 0
        or b.mention < 0
        or not (b.start <= a.start and a.end <= b.end)
        or a.mention == b.mention
    ):
        return None
    name = sentence.mentions[b.mention].text
    before, after = name[: a.start - b.start], name[a.end - b.start :]
    return None if before.endswith("/") or after.startswith("/") else after


@lru_cache(maxsize=1)
def accepting() -> dict[tuple[str, str], float]:
    """(kind, rule) -> the score from which the rule accepts."""
    return {(kind, r.name): r.accept for kind, every in load().items() for r in every if r.accept is not None}


def match(sentence: Sentence, kind: str, a: Argument, b: Argument) -> str | None:
    """The name of the first rule of a kind that matches the ordered pair, or None."""
    rules = load().get(kind, ())
    if not rules:
        return None
    after = _after(sentence, a, b)
    if after is not None:
        return next((r.name for r in rules if r.within is not None and r.within.match(after)), None)
    path = _folded(sentence, a, b)
    if path is None:
        return None
    return next((r.name for r in rules if r.path is not None and r.path.fullmatch(path)), None)
