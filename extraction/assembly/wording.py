"""Wordings of one name: little words cut off its ends, `A of B` turned round, words without their endings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extraction.assembly.text import is_formula, tidy
from extraction.nlp.lexicon import Entry, Lexicon, key
from extraction.spans import QUALITIES

_LITTLE = "and|or|of|the|a|an|in|on|at|for|to|with|by|from|as|via|its|their"
_EDGES = re.compile(rf"^(?:(?:{_LITTLE})\s+)+|(?:\s+(?:{_LITTLE}))+$")
_OF = re.compile(r"(?P<head>[^\s]+) of (?:the )?(?P<whose>[^\s]+(?: [^\s]+)?)")
_PIECE = re.compile(r"[\s/-]+")
_ENDING = re.compile(
    r"(?:ations?|ions?|ings?|ments?|ances?|ences?|ness|ed|es|e|(?<!s)s|(?<=\w{5})ity|(?<=ic)al|(?<=ss)y)$"
)
#: What is left of a word without its ending has so many letters.
_LEAST = 4
#: A name of more letters is known by these alone.
_LONG = 8


def without_edges(name: str) -> str:
    """The name without little words that a mention took along at either end.

    >>> without_edges("growth of the"), without_edges("a loss of Li")
    ('growth', 'loss of Li')
    """
    cut = _EDGES.sub("", name)
    return cut if cut != name and re.search(r"\w", cut) else name


def turned(name: str) -> str:
    """`A of B` as `B A`, where both are short.

    >>> turned("coefficient of diffusion"), turned("state of charge of cells")
    ('diffusion coefficient', 'state of charge of cells')
    """
    found = _OF.fullmatch(name)
    return f"{found['whose']} {found['head']}" if found and " of " not in found["whose"] else name


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without the ending of its verb's or noun's form; formulas and short words stay.

    >>> stem("plating"), stem("plate"), stem("stripping"), stem("Li")
    ('plat', 'plat', 'strip', 'Li')
    """
    if is_formula(word) or not word.isalpha():
        return word
    low = key(word)
    if low.endswith(("anion", "counterion", "polycation")):
        return low
    cut = _ENDING.sub("", low)
    cut = low if len(cut) < _LEAST else cut
    return re.sub(r"([bdgmnprt])\1$", r"\1", cut)


def stems(name: str) -> tuple[str, ...]:
    """A name's words without endings, in their order; little words don't count."""
    words = [word.strip("(),;") for word in _PIECE.split(tidy(name))]
    return tuple(stem(word) for word in words if word and not re.fullmatch(_LITTLE, word))


@lru_cache(maxsize=4)
def _by_stems(lexicon: Lexicon, labels: tuple[str, ...]) -> dict[tuple[str, ...], Entry | None]:
    """Stems -> the only entry that has them; None where several do."""
    found: dict[tuple[str, ...], Entry | None] = {}
    for entry in lexicon.by_id.values():
        if entry.label in labels:
            for surface in {stems(surface) for surface in entry.surfaces()}:
                found[surface] = entry if found.get(surface, entry) is entry else None
    return found


@lru_cache(maxsize=8)
def _by_letters(lexicon: Lexicon, label: str) -> dict[str, Entry | None]:
    """Letters -> the only entry of the label that has them in this order; None where several do."""
    found: dict[str, Entry | None] = {}
    for entry in lexicon.by_id.values():
        if entry.label == label:
            for letters in {_letters(surface) for surface in entry.surfaces()}:
                found[letters] = entry if found.get(letters, entry) is entry else None
    return found


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", tidy(name)).lower()


def entry_by_letters(lexicon: Lexicon, label: str, name: str) -> Entry | None:
    """The only entry that a long name of words names, whatever joins or parts its words: `thermo-dynamic
    stability`."""
    letters = _letters(name)
    return _by_letters(lexicon, label).get(letters) if letters.isalpha() and len(letters) > _LONG else None


def entry_by_stems(lexicon: Lexicon, label: str, names: Iterable[str]) -> Entry | None:
    """The only entry of the label, else of its sisters, whose words have the stems of one of these names.

    `diffuse` finds diffusion, `Li plate/strip` finds Li plating/stripping.
    """
    groups = ((label,), QUALITIES) if label in QUALITIES else ((label,),)
    for labels in groups:
        for name in names:
            found = _by_stems(lexicon, labels).get(stems(name))
            if found:
                return found
    return None
