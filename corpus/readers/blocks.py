"""Plain text and Markdown to blocks: runs of lines that belong together, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PROSE = "prose"
    SHORT = "short"  #: a few words that are no sentence: a bare heading, a running head, a keyword
    CAPTION = "caption"
    TABLE = "table"
    EQUATION = "equation"
    REFERENCE = "reference"
    NOTICE = "notice"  #: portal text, licence, affiliation, dates: nothing that the paper says


@dataclass(frozen=True, slots=True)
class Block:
    """`source[start:end]`, without blank lines or white space around it."""

    kind: Kind
    start: int
    end: int
    text: str  #: as it stands in the source

    def as_kind(self, kind: Kind) -> Block:
        """The same block, seen as something else."""
        return replace(self, kind=kind)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its line break."""

    start: int
    text: str


_LINE = re.compile(r"(?P<text>[^\n\f]*)(?P<end>[\n\f]|\Z)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_ITEM = re.compile(r"\s{0,6}(?:[-*•+]\s+|\\?\[\d{1,4}\\?\]\s)")
_NUMBERED = re.compile(r"\s{0,6}\d{1,4}[.)]\s+\S")
_CAPTION_LINE = re.compile(r"\s*\**(?:Figure|Fig\.|Table|Scheme)\s*\d{1,3}\**[.:|]\s")
_PIPES = re.compile(r"\s*\|.*\||[^|]+\|[^|]+\|")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_STUCK_HEADING = re.compile(r"(?<=[.\]]) (?=\*{1,3}\d{1,2}(?:\.\d{1,2})+\.? [A-Z][^*\n]{2,80}\*{1,3}$)")
_LONG_LINE = 300


def split(source: str, start: int = 0) -> list[Block]:
    """Return the blocks of `source[start:]`; whatever is no table is PROSE until it is classified."""
    found: list[Block] = []
    for lines in _runs(_lines(source, start)):
        kind = Kind.TABLE if _is_table(lines) else Kind.PROSE
        found += _blocks(source, lines, kind)
    return found


def _lines(source: str, start: int) -> Iterator[Line]:
    """The lines; a form feed counts as a blank one."""
    for match in _LINE.finditer(source, start):
        yield Line(match.start(), match["text"])
        if match["end"] == "\f":
            yield Line(match.start("end"), "")


def _runs(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Lines in groups: a blank line ends a group, and so does the first line of something new."""
    run: list[Line] = []
    for line in lines:
        blank = not line.text.strip()
        if run and (blank or _begins_anew(run, line)):
            yield run
            run = []
        if not blank:
            run.append(line)
    if run:
        yield run


def _begins_anew(run: list[Line], line: Line) -> bool:
    first, last = run[0].text, run[-1].text
    if _is_row(line.text) or _is_row(last):
        return _is_row(line.text) != _is_row(last)
    if _HEADING.match(line.text) or _HEADING.match(last) or _CAPTION_LINE.match(line.text):
        return True
    if _NUMBERED.match(line.text) and _NUMBERED.match(first):
        return True
    return bool(_ITEM.match(line.text)) or len(line.text) > _LONG_LINE or len(last) > _LONG_LINE


def _is_row(line: str) -> bool:
    return "\t" in line.strip("\n\r ") or bool(_PIPES.match(line)) or ("|" in line and is_rule(line))


def _is_table(lines: list[Line]) -> bool:
    return len(lines) > 1 and all(_is_row(line.text) for line in lines)


def _blocks(source: str, lines: list[Line], kind: Kind) -> Iterator[Block]:
    start, end = lines[0].start, lines[-1].start + len(lines[-1].text)
    stuck = _STUCK_HEADING.search(source, start, end) if kind is Kind.PROSE else None
    ranges = [(start, stuck.start()), (stuck.end(), end)] if stuck else [(start, end)]
    for low, high in ranges:
        text = source[low:high] if kind is Kind.TABLE else source[low:high].strip()
        offset = low if kind is Kind.TABLE else low + source[low:high].find(text)
        if text:
            yield Block(kind, offset, offset + len(text), text)


def is_rule(line: str) -> bool:
    """Whether a line is the rule below the header of a Markdown table."""
    return "-" in line and bool(_RULE.match(line))
