"""Words in front of and behind names: which form a substance, which only praise, which turn a meaning
round."""

from __future__ import annotations

import re
from functools import lru_cache

from extraction.assembly.tables import rows
from extraction.nlp.lexicon import singular


@lru_cache(maxsize=16)
def words(kind: str) -> frozenset[str]:
    """The words of one kind in modifiers.tsv: form, tail, dropped, contrary, side (of an interface), or the endings of
    names of a process or an attribute."""
    return frozenset(row["word"] for row in rows("modifiers") if row["kind"] == kind)


def without_praise(name: str) -> str:
    """The name without leading words that only evaluate: `severe dendrite growth` -> `dendrite growth`.

    Words that turn the meaning round stay: `low conductivity`, `suppressed dendrite growth`.
    """
    rest = name.split()
    while len(rest) > 1 and rest[0].lower() in words("dropped"):
        rest = rest[1:]
    return " ".join(rest)


def is_contrary(word: str) -> bool:
    """Whether a word in front of a name makes it the name of something else: `low`, `non-uniform`,
    `dendrite-free`."""
    low = word.lower()
    return low in words("contrary") or low.startswith(("non-", "anti-", "un")) or low.endswith("-free")


def label_by_ending(name: str) -> str | None:
    """Mechanism or Property, as the ending of a name of one word says; None where it says nothing.

    >>> label_by_ending("exfoliation"), label_by_ending("elasticity"), label_by_ending("ionic radius")
    ('Mechanism', 'Property', None)
    """
    word = singular(name.rpartition("-")[2])
    if not re.fullmatch(r"[a-z-]+", name):
        return None
    for kind, label in (("process", "Mechanism"), ("attribute", "Property")):
        if word.endswith(tuple(ending.removeprefix("-") for ending in words(kind))):
            return label
    return None
