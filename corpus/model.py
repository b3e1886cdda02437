"""The document model: what a reader makes of a file, and what extraction reads."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum


class PassageKind(StrEnum):
    """What sort of text a passage is."""

    PROSE = "prose"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class MappedText:
    """Normalised text with, for every character, the source range it came from.

    `starts[i]:ends[i]` is the range of the source that `text[i]` stands for, in `str` offsets of the source
    text. Both arrays are as long as `text` and never decrease. Mark-up that carries no character of its own
    (`$\\text{`, `<sub>`) belongs to no character; `source_span` takes it in where a span
    covers all that it wraps.
    """

    text: str
    starts: array[int]
    ends: array[int]
    #: Ranges of the source that are one piece of mark-up with its content (`$...$`, `<sub>..</sub>`), sorted.
    islands: tuple[tuple[int, int], ...] = ()

    def __len__(self) -> int:
        return len(self.text)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source range of `text[start:end]`.

        An island whose characters all lie in the span is taken in whole, so that mark-up stays balanced.
        Raises ValueError for an empty or outlying span.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}:{end} is empty or outside a text of {len(self.text)} characters")
        low, high = self.starts[start], self.ends[end - 1]
        before = self.ends[start - 1] if start else -1
        after = self.starts[end] if end < len(self.text) else None
        first, last = bisect_left(self.islands, (before, -1)), bisect_left(self.islands, (high, -1))
        for left, right in self.islands[first:last]:
            if low < right and (after is None or right <= after):
                low, high = min(low, left), max(high, right)
        return low, high


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation mark that was taken out of a passage."""

    at: int  #: offset in the passage's normalised text, right behind the character that the mark followed
    numbers: tuple[int, ...]  #: reference numbers, ranges spelt out


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text that is read as one: a paragraph (stitched over page breaks), a caption."""

    kind: PassageKind
    section: tuple[str, ...]  #: headings from the outermost inwards; empty before the first heading
    mapped: MappedText
    citations: tuple[Citation, ...] = ()

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.mapped.text


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; empty text where the table has none."""

    mapped: MappedText
    citations: tuple[Citation, ...] = ()

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.mapped.text


@dataclass(frozen=True, slots=True)
class Row:
    """A body row of a table."""

    cells: tuple[Cell, ...]
    section: str | None = None  #: the section row above it ("Sulfides"), if any


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its parts joined over page breaks."""

    caption: Cell | None
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    section: tuple[str, ...]
    start: int  #: source range of the whole table
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A work in the document's own reference list."""

    number: int
    text: str
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as read from one file.

    All offsets are `str` offsets into `source`: the file decoded as UTF-8 with newlines untouched for plain
    text and Markdown, and for other formats the plain text that `lithograph text PAPER` prints.
    """

    name: str  #: file name without its ending
    file: str  #: file name
    sha256: str  #: of the file's bytes
    source: str = field(repr=False)
    title: str | None = None
    doi: str | None = None
    year: int | None = None
    journal: str | None = None
    authors: tuple[str, ...] = ()
    licence: str | None = None
    kind: str = "research"  #: "research" or "review"
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()
    references: tuple[Reference, ...] = ()
