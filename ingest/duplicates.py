"""Pairs of nodes whose names may mean one thing, the likeliest first: where the vocabulary or its rules fall short."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from extraction.assembly.text import is_formula, one_edit_apart
from extraction.nlp.formula import Formula, parse
from extraction.nlp.lexicon import keys
from graph.schema import load_schema
from graph.store import GraphStore

#: Labels between which a reader may waver; others are compared with their own kind alone.
_SISTERS = frozenset({"Mechanism", "Property", "Performance", "Factor"})
_STEM = re.compile(r"(?<=\w{4})(?:ations?|ions?|ings?|ments?|ities|ity|ness|ance|ence|ed|er|al|ive|es|e|y)$")
_LITTLE = frozenset({"of", "the", "a", "an", "in", "on", "at", "for", "to", "and", "with", "by", "from"})
#: Pairs that share only words more common than this among the names are not looked at.
_COMMON = 60
#: What a kind's relation to what it is a kind of counts, and names that differ in a number or in a symbol's case.
_KIND, _NUMBER = 0.5, 0.6
LEAST = 0.5


@dataclass(frozen=True)
class Name:
    """A node by its name, with what is compared."""

    id: str
    label: str
    name: str
    aliases: frozenset[str]
    parents: frozenset[str]
    mentions: int

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Its words without endings, little words left out."""
        words = re.split(r"[\s\-/(),]+", self.name)
        kept = [key for word in words if word for key in keys(word) if key not in _LITTLE]
        return tuple(key if is_formula(key) else _STEM.sub("", key) for key in kept)

    @cached_property
    def letters(self) -> str:
        """Its letters and digits; small ones unless it is a formula."""
        plain = re.sub(r"[^\w+='@]|_", "", self.name)
        return plain if is_formula(self.name) else plain.lower()

    @cached_property
    def formula(self) -> Formula | None:
        """The formula that the name is."""
        return parse(self.name) if is_formula(self.name) else None


@dataclass(frozen=True)
class Pair:
    """Two nodes, how likely they are one (0 to 1), and why they are thought to be."""

    likeness: float
    why: str
    first: Name
    second: Name


def likeliest(store: GraphStore, label: str = "", limit: int = 50) -> list[Pair]:
    """The pairs of entities most like each other; of one label if it is given."""
    return ranked(_names(store, label))[:limit]


def _names(store: GraphStore, label: str) -> list[Name]:
    mentioned = Counter(str(edge["target"]) for edge in store.edges("MENTIONS"))
    return [
        _name(row, kind, mentioned)
        for kind in load_schema().entity_labels
        if label in ("", kind)
        for row in store.nodes(kind)
    ]


def _name(row: Mapping[str, Any], label: str, mentioned: Mapping[str, int]) -> Name:
    aliases, parents = (frozenset(row.get(key) or ()) for key in ("aliases", "parents"))
    return Name(row["id"], label, row["name"], aliases, parents, mentioned.get(row["id"], 0))


def ranked(names: Sequence[Name]) -> list[Pair]:
    """All pairs at least half alike, the most alike first, of equals the most mentioned."""
    rarity = _rarity(names)
    pairs = (likeness(one, other, rarity) for one, other in _candidates(names))
    found = [pair for pair in pairs if pair.likeness >= LEAST]
    return sorted(
        found, key=lambda p: (-p.likeness, -min(p.first.mentions, p.second.mentions), p.first.id, p.second.id)
    )


def _rarity(names: Iterable[Name]) -> Mapping[str, float]:
    """What a stem says: little where many names have it."""
    counts = Counter(stem for name in names for stem in set(name.stems))
    return {stem: 1.0 / math.log2(1.0 + count) for stem, count in counts.items()}


def _candidates(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs that share a stem, letters in another order of writing, an alias or a composition."""
    groups: dict[str, list[Name]] = {}
    for name in names:
        for key in _marks(name):
            groups.setdefault(key, []).append(name)
    seen: set[tuple[str, str]] = set()
    for key in sorted(groups):
        if len(groups[key]) > _COMMON:
            continue
        for one, other in combinations(sorted(groups[key], key=lambda name: name.id), 2):
            kin = one.label == other.label or {one.label, other.label} <= _SISTERS
            if kin and one.id != other.id and (one.id, other.id) not in seen:
                seen.add((one.id, other.id))
                yield one, other


def _marks(name: Name) -> set[str]:
    low = name.letters.lower()
    cut = {low[:at] + low[at + 1 :] for at in range(len(low))} if 3 < len(low) < 30 else set()
    marks = {f"stem {stem}" for stem in name.stems} | {f"letters {one}" for one in (low, *cut)}
    marks |= {f"alias {alias.lower()}" for alias in (*name.aliases, name.name)}
    if name.formula and name.formula.reduced:
        marks.add(f"atoms {name.formula.reduced}")
    return marks


def likeness(one: Name, other: Name, rarity: Mapping[str, float]) -> Pair:
    """How alike two names are, by what speaks most for it; less where a number or a kind tells them apart."""
    likely, why = max(
        (_by_letters(one, other), "letters"),
        (_by_composition(one, other), "composition"),
        (_by_alias(one, other), "alias"),
        (_by_words(one, other, rarity), "words"),
    )
    if one.id in other.parents or other.id in one.parents:
        likely *= _KIND
    if why != "letters" and _numbers(one) != _numbers(other):
        likely *= _NUMBER
    return Pair(round(likely, 4), why, one, other)


def _numbers(name: Name) -> list[str]:
    return sorted(re.findall(r"\d+(?:\.\d+)?", name.name))


def _by_letters(one: Name, other: Name) -> float:
    """The same letters whatever joins them; or one letter more, less or other in a long name."""
    mine, its = one.letters, other.letters
    if mine == its:
        return 1.0
    if one.formula and other.formula:
        return 0.6 if mine.lower() == its.lower() else 0.0
    long = min(len(mine), len(its)) > 5 and not re.search(r"\d", mine + its)
    return 0.9 if mine.lower() == its.lower() else 0.85 if long and one_edit_apart(mine, its) else 0.0


def _by_composition(one: Name, other: Name) -> float:
    """The same atoms in the same amounts, of one form and charge."""
    mine, its = one.formula, other.formula
    if mine is None or its is None or mine.reduced is None or mine.reduced != its.reduced:
        return 0.0
    return (
        0.95 if (mine.form, mine.charge, len(mine.parts)) == (its.form, its.charge, len(its.parts)) else 0.0
    )


def _by_alias(one: Name, other: Name) -> float:
    """A name of the one that the other also has."""
    mine, its = {one.name, *one.aliases}, {other.name, *other.aliases}
    shared = {name for name in mine & its if len(name) > 2}
    return 0.7 + 0.2 * len(shared) / min(len(mine), len(its)) if shared else 0.0


def _by_words(one: Name, other: Name, rarity: Mapping[str, float]) -> float:
    """The share of their words' weight that both have, whatever their order and endings."""
    mine, its = Counter(one.stems), Counter(other.stems)
    both, all_ = (sum(rarity[stem] for stem in group.elements()) for group in (mine & its, mine | its))
    return 0.95 * both / all_ if all_ else 0.0
