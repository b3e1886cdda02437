"""Goes through the body of an article in any structured format and gives its blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from corpus.readers.article import Block, Caption, Grid, Heading, Paragraph, Run
from corpus.readers.grid import Spanning, lay_out, span
from corpus.readers.inline import BLOCKS, Inline, Role, tidy
from corpus.readers.tree import every, name

_CELLS = frozenset({"td", "th", "entry"})
_ROWS = frozenset({"tr", "row"})


@dataclass(frozen=True, slots=True)
class Floats:
    """How a format writes figures and tables."""

    caption: Callable[[Inline, Element], str]  #: label and caption of a figure or table
    notes: Callable[[Inline, Element], Sequence[str]]


@dataclass(slots=True)
class Walk:
    """One pass over a document; `level` tells how deep a title stands below `depth` sections."""

    inline: Inline
    floats: Floats
    level: Callable[[Element, int], int] = lambda element, depth: max(1, depth)

    def blocks(self, element: Element, depth: int = 0) -> Iterator[Block]:
        """The blocks of a section, or of anything that holds blocks; loose text makes paragraphs."""
        loose = [element.text or ""]
        for child in element:
            role = self.inline.dialect.role(child)
            if role in BLOCKS and role is not Role.EQUATION:
                yield from self._paragraph(loose)
                loose = []
                yield from self._block(child, role, depth)
            elif role is Role.EQUATION:
                yield from self._paragraph(loose)
                loose = []
                yield Paragraph((Run(self.inline.line(child), equation=True),))
            else:
                loose.append(self.inline.part(child))
            loose.append(child.tail or "")
        yield from self._paragraph(loose)

    def only(self, element: Element) -> Iterator[Block]:
        """The blocks of one element that stands by itself."""
        yield from self._block(element, self.inline.dialect.role(element), 0)

    def _block(self, element: Element, role: Role, depth: int) -> Iterator[Block]:
        if role is Role.SECTION:
            yield from self.blocks(element, depth + 1)
        elif role is Role.TITLE:
            yield Heading(self.inline.line(element), self.level(element, depth))
        elif role is Role.FIGURE:
            yield Caption(self.floats.caption(self.inline, element))
        elif role is Role.TABLE:
            yield self.grid(element)
        elif role is Role.PARAGRAPH:
            yield from self._inner(element, depth)
        else:
            yield from self.blocks(element, depth)

    def _paragraph(self, raw: Sequence[str]) -> Iterator[Block]:
        text = tidy("".join(raw))
        if text:
            yield Paragraph((Run(text),))

    def _inner(self, element: Element, depth: int) -> Iterator[Block]:
        """A paragraph with what is set into it: equations interrupt it, floats follow it, lists end it."""
        runs: list[Run] = []
        loose = [element.text or ""]
        after: list[Block] = []
        for child in element:
            role = self.inline.dialect.role(child)
            if role is Role.EQUATION:
                runs += [*_runs("".join(loose)), Run(self.inline.line(child), equation=True)]
                loose = []
            elif role in (Role.FIGURE, Role.TABLE):
                after += list(self._block(child, role, depth))
            elif role in BLOCKS:
                runs += _runs("".join(loose))
                loose = []
                yield from _paragraph(runs)
                runs = []
                yield from self._block(child, role, depth)
            else:
                loose.append(self.inline.part(child))
            loose.append(child.tail or "")
        yield from _paragraph(runs + _runs("".join(loose)))
        yield from after

    def grid(self, element: Element) -> Grid:
        """A table with its caption and notes."""
        above = [row for group in every(element, "thead") for row in every(group, *_ROWS)]
        marked = {id(row) for row in above}
        head = [self._row(row) for row in above]
        body = [self._row(row) for row in every(element, *_ROWS) if id(row) not in marked]
        caption = self.floats.caption(self.inline, element)
        return Grid(caption or None, lay_out(head, body), tuple(self.floats.notes(self.inline, element)))

    def _row(self, row: Element) -> list[Spanning]:
        return [self._cell(cell) for cell in row if name(cell) in _CELLS]

    def _cell(self, cell: Element) -> Spanning:
        start, end = _column(cell.get("namest")), _column(cell.get("nameend"))
        columns = end - start + 1 if start and end > start else span(cell.get("colspan"))
        more = cell.get("morerows", "")
        rows = int(more) + 1 if more.isdigit() and len(more) < 3 else span(cell.get("rowspan"))
        return Spanning(self.inline.line(cell), columns, rows, name(cell) == "th")


def _column(value: str | None) -> int:
    """The number in a column's name: `col3`, `c3`, `3`."""
    digits = "".join(char for char in value or "" if char.isdigit())
    return int(digits) if 0 < len(digits) < 3 else 0


def _runs(raw: str) -> list[Run]:
    text = tidy(raw)
    return [Run(text)] if text else []


def _paragraph(runs: Sequence[Run]) -> Iterator[Block]:
    if runs:
        yield Paragraph(tuple(runs))
