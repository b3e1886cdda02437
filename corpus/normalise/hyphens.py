"""Words that a line or page break has cut in two."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.normalise.draft import Draft, Piece, kept

_BREAK = re.compile(r"(?P<left>[A-Za-z]{2,})(?P<hyphen>[-\u2010\u00ad])[ \t\r]*\n[ \t]*(?P<right>[a-z]{2,})")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
#: Words that a break may have cut: around a hyphen at the end of a line, and at the beginning of a block.
_HALVES = re.compile(r"[a-z]+-[ \t\r]*\n\s*[a-z]+|\n[ \t\r]*\n[ \t]*[a-z]+")
_LAST = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*(?=-$)")
_FIRST = re.compile(r"[a-z]+(?:-[A-Za-z]+)*")


@lru_cache(maxsize=4)
def words(source: str) -> frozenset[str]:
    """The words and hyphenated compounds of a document, in lower case."""
    return frozenset(_WORD.findall(_HALVES.sub(" ", source.lower())))


def is_compound(left: str, right: str, known: frozenset[str]) -> bool:
    """Whether `left-right` keeps its hyphen once the break between its parts is gone."""
    left, right = left.lower(), right.lower()
    if left + right in known:
        return False
    last = left.rsplit("-", 1)[-1]
    first = right.split("-", 1)[0]
    if f"{left}-{right}" in known or f"{last}-{first}" in known:
        return True
    return last + first not in known and last in known and first in known and min(len(last), len(first)) > 2


def cut_word(before: str, after: str) -> tuple[str, str] | None:
    """The two halves where `before` ends in a hyphen and `after` begins in lower case."""
    left, right = _LAST.search(before[-80:]), _FIRST.match(after)
    return (left.group(), right.group()) if left and right else None


def join_lines(draft: Draft, source: str) -> Draft:
    """Join words that were cut at the end of a line; a compound keeps its hyphen."""
    if "\n" not in draft.text:
        return draft

    def joined(match: re.Match[str]) -> tuple[Piece, ...]:
        left, right = match.group("left"), match.group("right")
        parts = [kept(match, "left"), kept(match, "right")]
        if is_compound(left, right, words(source)):
            parts.insert(1, ("-", match.start("hyphen"), match.end("hyphen")))
        return tuple(parts)

    return draft.sub(_BREAK, joined)
