"""Short names that a paper defines itself: `solid electrolyte interphase (SEI)`, `LLZO (Li7La3Zr2O12)`.

The long form is found by letters (Schwartz and Hearst, 2003) or, where it is a formula, by its place. Each paper has its
own table: NCM, AM and SE mean different things in different papers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from extraction.nlp.formula import looks_like_formula
from extraction.nlp.lexicon import singular

_BRACKET = re.compile(r"\s\((?P<inside>[^()]{2,60})\)")
#: What stands before a bracket; brackets glued to a word belong to it: `poly(ethylene oxide) (PEO)`.
_BEFORE = re.compile(r"(?:[^()\[\]]|(?<=[A-Za-z])\([^()\[\]]{1,60}\)){2,}$")
_FAR = 160  #: characters before a bracket that may spell its short name out
_SHORT = re.compile(r"^[A-Za-z][A-Za-z0-9+@/-]{1,11}$")
_WORD = re.compile(r"[^\s]+")


def is_short(text: str) -> bool:
    """Whether a text is shaped like a short name: one word, at least two capitals or a capital and a digit."""
    return (
        bool(_SHORT.match(text)) and sum(c.isupper() or c.isdigit() for c in text) >= 2 and text[0].isalpha()
    )


def long_form(short: str, before: str) -> str | None:
    """The words before the bracket that spell the short name out, or None.

    Letters are matched from the right; the first must begin a word (Schwartz and Hearst, 2003).
    """
    letters = [c.lower() for c in re.sub(r"[^A-Za-z0-9]", "", short)]
    if len(letters) > 1 and letters[-1] == "s" and short.endswith("s"):
        letters.pop()
    words = before.split()
    window = " ".join(words[-min(len(letters) + 5, len(letters) * 2) - 1 :])
    at = len(window)
    for place, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and not (
            window[at].lower() == letter and (place or at == 0 or not window[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
    found = window[_word_start(window, at) :].strip(" ,;-")
    return found if len(found) > len(short) and len(found.split()) <= len(letters) + 4 else None


def _word_start(text: str, at: int) -> int:
    """Where the hyphenated word begins that a letter begins a part of, if that begins with the same letter:
    `solid-state`."""
    start = text.rfind(" ", 0, at) + 1
    return start if text[start].lower() == text[at].lower() and re.fullmatch(r"\w+-", text[start:at]) else at


def _formula_before(before: str) -> str | None:
    words = _WORD.findall(before)
    return words[-1] if words and looks_like_formula(words[-1]) else None


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """(short name, long form or formula) for every definition in a passage."""
    past = 0
    for found in _BRACKET.finditer(text):
        window = _BEFORE.search(text[max(past, found.start() - _FAR) : found.start()])
        past = found.end()
        before, inside = window.group() if window else "", found["inside"].strip()
        first = re.split(r"[,;]", inside)[0].strip()
        if is_short(first) and not looks_like_formula(first):
            name = _formula_before(before) or long_form(first, before)
            if name:
                yield singular(first), name
        elif looks_like_formula(first) and (words := before.split()) and is_short(words[-1]):
            yield singular(words[-1]), first


def table(texts: Iterable[str]) -> dict[str, str]:
    """The paper's short names; where it defines one twice, the definition given most often, then first, has it."""
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        for short, name in definitions(text):
            counts.setdefault(short, Counter())[name] += 1
    return {short: names.most_common(1)[0][0] for short, names in counts.items()}
