"""The document's own list of references."""

from __future__ import annotations

import re

from corpus.model import Reference
from corpus.normalise import normalise
from corpus.readers.blocks import Block

_NUMBER = re.compile(r"(?:[-*•]\s+)?(?:\\?\[(?P<boxed>\d{1,4})\\?\]|(?P<stopped>\d{1,4})[.)])\s*")
_BULLET = re.compile(r"[-*•]\s+")
_DOI_MARK = re.compile(r"(?:doi\.?\s?org\s?/|\bdoi:?)\s*(?=10\b)|(?<![\w/.])(?=10\.\d{4,9}/)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\[\]{}|\\^]{2,200}")
_TAIL = re.compile(r"10\.\s?\d{4,9}\s?/\s?[\w.()/:;-]+(?:\s[\w.()/-]*\d[\w.()/-]*)?$")
_COMPLETE = re.compile(r"(?:\b(?:19|20)\d\d\b.*[\d.)a-z]|10\.\d{4,9}/\S+)$", re.DOTALL)


class ReferenceList:
    """Gathers entries, and the lines that a page break tore off them."""

    def __init__(self) -> None:
        self.entries: dict[int, tuple[str, str]] = {}  #: number: text, text as it stands in the source
        self._last: int | None = None

    def add(self, source: str, block: Block) -> None:
        """Take a block in as an entry; without a number it is the next one."""
        mark = _NUMBER.match(block.text) or _BULLET.match(block.text)
        number = _number(mark) or (self._last or 0) + 1
        start = block.start + (mark.end() if mark else 0)
        self.entries.setdefault(number, (_plain(source, start, block.end), source[start : block.end]))
        self._last = number

    def continues(self, source: str, block: Block) -> bool:
        """Append a block to the last entry where that one was cut off; say whether it was."""
        if self._last is None:
            return False
        text, raw = self.entries[self._last]
        if _COMPLETE.search(text):
            return False
        more = _plain(source, block.start, block.end)
        self.entries[self._last] = (f"{text} {more}", f"{raw} {block.text}")
        return True

    def references(self) -> tuple[Reference, ...]:
        """The entries in the order of their numbers."""
        return tuple(Reference(n, text, find_doi(text)) for n, (text, _) in sorted(self.entries.items()))


def _number(mark: re.Match[str] | None) -> int | None:
    if mark is None or mark.re is not _NUMBER:
        return None
    return int(mark["boxed"] or mark["stopped"])


def _plain(source: str, start: int, end: int) -> str:
    return " ".join(normalise(source, start, end)[0].text.split())


def find_doi(text: str) -> str | None:
    """Return the first DOI in a text, also one that line breaks have torn at its end."""
    mark = _DOI_MARK.search(text)
    if mark is None:
        return None
    rest = text[mark.end() :]
    tail = _TAIL.match(rest.rstrip(" .,;)"))
    if tail and rest.count(" ") <= 3:
        return tidy_doi(tail.group().replace(" ", ""))
    found = _DOI.match(rest)
    return tidy_doi(found.group()) if found else None


def tidy_doi(doi: str) -> str:
    """A DOI without the punctuation of the sentence around it."""
    doi = doi.rstrip(".,;:'\"”*_")
    return doi.rstrip(")") if doi.count(")") > doi.count("(") else doi
