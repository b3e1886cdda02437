"""A substance named in words with its formula in brackets: `molybdenum doped cobalt boride (Co7Mo3B)` is one substance.

Both are taken for one only where the words name just the formula's elements, and nothing else. `phosphate glass (P2O5)` names
a glass former, `alkali oxides (Li2O)` an instance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extraction.model import EntityType
from extraction.nlp.elements import named
from extraction.nlp.formula import looks_like_formula, parse
from extraction.nlp.lexicon import singular
from extraction.nlp.names import tidy, without_form
from extraction.nlp.skeleton import Span

_PREFIX = re.compile(r"^(?:mono|di|tri|tetra|penta|hexa|hepta|sesqui)(?=[a-z]{4})")
#: Words between the names of elements that add none.
_LINKS = frozenset({"doped", "co", "codoped", "substituted"})


def named_elements(name: str) -> frozenset[str] | None:
    """The elements that at least two words of a name name; None where another word is among them, or too few.

    >>> sorted(named_elements("molybdenum doped cobalt boride"))
    ['B', 'Co', 'Mo']
    """
    found: list[frozenset[str]] = []
    for word in re.split(r"[ -]", name.lower()):
        elements = named(word) or named(_PREFIX.sub("", word))
        if not elements and word not in _LINKS:
            return None
        found += [elements] if elements else []
    return frozenset().union(*found) if len(found) > 1 else None


def formulas(passages: Iterable[tuple[str, Sequence[Span]]]) -> dict[str, str]:
    """Names in words (lower case, without a form in front) with the formulas that stand behind them in brackets; a name
    that has two is none of them. Each passage is given with its mentions."""
    found: dict[str, set[str]] = {}
    for text, mentions in passages:
        for name, formula in _apposed(text, [m for m in mentions if m.type is EntityType.MATERIAL]):
            elements, read = named_elements(name), parse(formula)
            if elements and read and elements == set(read.elements):
                found.setdefault(name.lower(), set()).add(formula)
    return {name: min(one) for name, one in found.items() if len(one) == 1}


def _apposed(text: str, mentions: Sequence[Span]) -> Iterator[tuple[str, str]]:
    for one, other in pairwise(mentions):
        between, behind = text[one.end : other.start], text[other.end : other.end + 1]
        formula = tidy(other.text)
        if between.strip() == "(" and behind == ")" and looks_like_formula(formula):
            name = without_form(tidy(one.text))
            if singular(name) == name:
                yield name, formula
