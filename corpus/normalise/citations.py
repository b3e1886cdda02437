"""Citation marks: what they look like in one document, and taking them out of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from corpus.normalise.draft import END, SUP, Draft, Piece, dropped
from corpus.wordlist import wordlist

_LONGEST_RANGE = 60
_LETTERS = r"[a-z](?:\s?[–-]\s?[a-z](?![a-z0-9]))?(?:,\s?[a-z](?![a-z0-9]))*"
_ITEM = rf"\d{{1,4}}(?:{_LETTERS})?(?:\s?[–—-]\s?\d{{1,4}}[a-z]?)?"
_LIST = rf"{_ITEM}(?:\s?[,;]\s?{_ITEM})*,?"
_BRACKETS = rf"(?:{SUP}|\^)?\s?\[\s?(?:[Rr]efs?\.?\s)?{_LIST}\s?\]{END}?"
_RAISED_ROUND = rf"{SUP}\s?\({_LIST}\)\s?{END}"
_MARK = re.compile(rf"\s*(?P<mark>{_RAISED_ROUND}|{_BRACKETS}(?:\s?[,;–-]?\s?{_BRACKETS})*)")
_RAISED = re.compile(rf"\s*(?P<mark>{SUP}\s?{_LIST}\s?{END}(?:,?{SUP}\s?{_LIST}\s?{END})*)")
_SUBREFERENCE = re.compile(rf"\s*(?:{SUP}|\^)\[[a-z](?:[–,-][a-z])*\]{END}?|(?<=\w)\s*{SUP}[a-z]\){END}")
_NUMBERS = re.compile(r"(?P<low>\d+)[a-z]*(?:\s?(?P<range>[–—-])\s?(?P<high>\d+))?")
_JOINED_RANGE = re.compile(rf"(?<=\d)\]{END}?\s?[–-]\s?(?:{SUP}|\^)?\[(?=\d)")

_INLINE = re.compile(r"(?<=\S)[ \t]?(?:\^|<sup>)?\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]")
_ENTRY = re.compile(r"^[ \t]*(?:[-*][ \t]+)?(?:\\?\[(\d{1,4})\\?\]|(\d{1,4})[.)])[ \t]+\S", re.MULTILINE)
_REFERENCES = re.compile(
    r"^[#* \t]*(?:\d+\.?[ \t]*)?(?:references|bibliography)[* \t:]*$", re.MULTILINE | re.IGNORECASE
)
_RAISED_INLINE = re.compile(
    r"(?:[a-z]{4}|[a-z)\]][.,;:])"
    r"(?:[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴-⁹,–-]*|(?:\^\{|<sup>)[1-9]\d{0,2}(?:\s?[,–-]\s?\d{1,3})*(?:\}|</sup>))(?![⁺⁻+-])"
)
_PLANE = re.compile(r"\s?(?:direction|ax[ie]s|plane|facet|zone|orient|surface|family)", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(?:(?<![A-Za-z\d])(?P<word>[A-Za-z][a-z]{2,})|[A-Z]{3,}s?|[.,;:)\]”\"'])$")
_UNITS = wordlist("mol bar cal rad sec min hour rpm wt vol ppm mesh atm")


@dataclass(frozen=True, slots=True)
class Style:
    """How a document cites: by raised numbers alone, and up to which number."""

    raised: bool
    highest: int | None


@lru_cache(maxsize=4)
def style(source: str) -> Style:
    """Look at a whole document for its way of citing."""
    raised = not _occurs(_INLINE, source, 3) and _occurs(_RAISED_INLINE, source, 3)
    return Style(raised, _highest(source))


def _occurs(pattern: re.Pattern[str], text: str, times: int) -> bool:
    return next(islice(pattern.finditer(text), times - 1, None), None) is not None


def _highest(source: str) -> int | None:
    """The highest number in the reference list; None where there is no list."""
    headings = list(_REFERENCES.finditer(source))
    entries = _ENTRY.finditer(source, headings[-1].end() if headings else 0)
    numbers = [int(found[1] or found[2]) for found in entries if headings or found[1]]
    return max(numbers, default=None)


class Marks:
    """Finds the citation marks of one draft and remembers where in the source they stood."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.found: list[tuple[int, tuple[int, ...]]] = []

    def take_out(self, draft: Draft) -> Draft:
        """Return the draft without its citation marks."""
        raised = SUP in draft.text
        if raised or "^[" in draft.text:
            draft = draft.sub(_SUBREFERENCE, dropped)
        if "[" in draft.text or f"{SUP}(" in draft.text:
            draft = draft.sub(_MARK, lambda match: self._bracketed(draft, match))
        if raised and self.style.raised:
            draft = draft.sub(_RAISED, lambda match: self._raised(draft, match))
        return draft

    def _bracketed(self, draft: Draft, match: re.Match[str]) -> tuple[Piece, ...] | None:
        mark = match.group("mark")
        raised = mark[0] in (SUP, "^")
        if mark.startswith(f"{SUP}(") and self.style.highest is None:
            return None
        numbers = spelt_out(_JOINED_RANGE.sub("–", mark), lenient=raised)
        if numbers is None or not (raised or self._is_plain_mark(match, numbers)):
            return None
        return self._removed(draft, match, numbers)

    def _raised(self, draft: Draft, match: re.Match[str]) -> tuple[Piece, ...] | None:
        before = _WORD_BEFORE.search(draft.text, max(0, match.start() - 12), match.start())
        numbers = spelt_out(match.group("mark"), lenient=False)
        if before is None or numbers is None or before["word"] in _UNITS or self._unknown(numbers):
            return None
        return self._removed(draft, match, numbers)

    def _is_plain_mark(self, match: re.Match[str], numbers: tuple[int, ...]) -> bool:
        """Whether `[5,6]` on the line is a mark, not a direction, an interval or part of a name."""
        text, mark = match.string, match.group("mark")
        if re.search(r"\[\s?0", mark) or self._unknown(numbers):
            return False
        if re.fullmatch(r"\[\d{3}\]", mark) and _PLANE.match(text, match.end()):
            return False
        return not text[match.end() : match.end() + 1].isalpha()

    def _unknown(self, numbers: tuple[int, ...]) -> bool:
        highest = self.style.highest
        return highest is not None and numbers[0] > highest

    def _removed(self, draft: Draft, match: re.Match[str], numbers: tuple[int, ...]) -> tuple[Piece, ...]:
        low, high = match.span()
        self.found.append((draft.starts[match.start("mark")], numbers))
        after = draft.text[high : high + 1]
        glues = (after.isalnum() or after == "(") and low > 0
        return ((" ", low, low + 1),) if glues else ()


def spelt_out(mark: str, lenient: bool) -> tuple[int, ...] | None:
    """The numbers of a mark with its ranges spelt out, None where it can't be a citation.

    A number 0 or a range that descends or is very long says so; `lenient` only leaves such a range out, for a
    mark whose form is beyond doubt.
    """
    numbers: list[int] = []
    for found in _NUMBERS.finditer(mark):
        low, high = int(found["low"]), int(found["high"] or found["low"])
        if low == 0 or not 0 <= high - low <= _LONGEST_RANGE:
            if not lenient:
                return None
            continue
        numbers += range(low, high + 1)
    return tuple(dict.fromkeys(numbers)) if numbers or lenient else None
