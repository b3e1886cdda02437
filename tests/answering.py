"""Whether rows of the graph hold the answers that a question expects, item by item."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from extraction.assembly.text import tidy
from extraction.assembly.wording import stem
from extraction.nlp.formula import looks_like_formula, parse
from extraction.nlp.lexicon import load

#: Of an item's words a row holds so many; of its formulas and numbers all.
ENOUGH = 2 / 3
_SIGNS = {"Ω": "ohm", "ω": "omega", "γ": "gamma", "β": "beta", "α": "alpha"}
_LITTLE = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "at",
        "in",
        "on",
        "and",
        "or",
        "with",
        "by",
        "to",
        "than",
        "from",
        "for",
        "phase",
        "its",
    )
)
_ASIDE = re.compile(r"\s\([^)]*\)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def answered(item: str, rows: Iterable[Sequence[Any]]) -> bool:
    """Whether one row holds the item; what the item adds in brackets is left aside."""
    sure, words = _parts(_ASIDE.sub("", item))
    for row in rows:
        has = {part for group in _parts(" ; ".join(_flat(row)), whole=True) for part in group}
        if sure <= has and len(words & has) >= ENOUGH * len(words):
            return True
    return False


def _flat(value: Any) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [text for one in value for text in _flat(one)]
    return [] if value is None else [str(value)]


def _parts(text: str, whole: bool = False) -> tuple[set[str], set[str]]:
    """(formulas and numbers, other words); of a row also what its names are called in the vocabulary."""
    plain = "".join(_SIGNS.get(sign, sign) for sign in unicodedata.normalize("NFKC", tidy(text)))
    sure: set[str] = set()
    words: set[str] = set()
    for token in re.findall(r"[^\s,;:]+", plain):
        for piece in {token.strip("()[]"), *re.split(r"[/-]", token.strip("()[]"))}:
            if _NUMBER.fullmatch(piece):
                sure.add(str(float(piece)))
            elif looks_like_formula(piece):
                sure.add(_composition(piece))
            elif piece.isalpha() and piece.lower() not in _LITTLE:
                words.add(stem(piece).lower())
                words |= _called(piece) if whole else set()
    return sure, words


def _composition(formula: str) -> str:
    read = parse(formula)
    return read.reduced or formula if read else formula


@cache
def _called(short: str) -> set[str]:
    """The words of what a short name stands for."""
    entries = [load().lookup(label, short) for label in ("Material", "Role")]
    return {stem(word).lower() for entry in entries if entry for word in re.findall(r"[A-Za-z]+", entry.name)}
