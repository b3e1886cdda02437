"""Words that name elements: the elements' own, from the vocabulary, and those of their ions (lexicons/ion_words.tsv)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from extraction.nlp import lexicon


def symbol(word: str) -> str | None:
    """An element by its name, in either spelling: `tin` -> Sn; None for symbols and all other words.

    >>> symbol("Sulphur"), symbol("Sn"), symbol("oxide")
    ('S', None, None)
    """
    entry = lexicon.load().lookup("Material", word) if len(word) > 2 else None
    return entry.formula or entry.name if entry and entry.kind == "element" else None


def named(word: str) -> frozenset[str]:
    """The elements that a word of a compound's name names: `phosphate` -> P, O; none for other words."""
    element = symbol(word)
    return frozenset([element]) if element else ions().get(lexicon.key(word), frozenset())


@lru_cache(maxsize=1)
def ions() -> Mapping[str, frozenset[str]]:
    """Words for what elements become in a compound, with the elements: `nitride` -> N."""
    text = (files("extraction") / "lexicons" / "ion_words.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return {row["word"]: frozenset(row["elements"].split()) for row in rows}
