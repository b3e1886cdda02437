"""Tables in tab-separated lines or Markdown pipes, their parts joined over page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Cell, Row, Table
from corpus.normalise import normalise
from corpus.readers.blocks import Block, Kind, is_rule
from corpus.readers.plain import plain

_CAPTION = re.compile(r"(?:Supplementary\s)?Table\s*S?(?P<number>\d{1,3})", re.IGNORECASE)
_CONTINUED = re.compile(r"(?:Table\s*S?\d{1,3}\s*[.:]?\s*)?\(?continued\)?\.?$", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)\|")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """One table block: its lines cut into cells, and what stands around it."""

    block: Block
    lines: tuple[tuple[Range, ...], ...]
    caption: Block | None
    continues: bool
    section: tuple[str, ...]


def is_continuation(text: str) -> bool:
    """Whether a line only says that a table goes on."""
    return bool(_CONTINUED.match(plain(text)))


def is_table_caption(block: Block | None) -> bool:
    """Whether a block is the caption of a table."""
    return block is not None and block.kind is Kind.CAPTION and bool(_CAPTION.match(plain(block.text)))


def part(source: str, block: Block, caption: Block | None, continues: bool, section: tuple[str, ...]) -> Part:
    """Cut a table block into cells."""
    lines = tuple(_cells(source, low, high) for low, high in _lines(source, block))
    return Part(block, lines, caption, continues, section)


def _lines(source: str, block: Block) -> Iterator[Range]:
    low = block.start
    for line in block.text.splitlines(keepends=True):
        text = line.rstrip("\r\n")
        if text.strip() and not is_rule(text):
            yield low, low + len(text)
        low += len(line)


def _cells(source: str, low: int, high: int) -> tuple[Range, ...]:
    line = source[low:high]
    if "\t" in line:
        cuts = [at for at, char in enumerate(line) if char == "\t"]
        return tuple(_ranges(low, cuts, 0, len(line)))
    stripped = line.strip()
    left = line.index(stripped) + stripped.startswith("|")
    right = line.index(stripped) + len(stripped) - (stripped.endswith("|") and len(stripped) > 1)
    cuts = [match.start() for match in _PIPE.finditer(line, left, right)]
    return tuple(_ranges(low, cuts, left, right))


def _ranges(base: int, cuts: Sequence[int], left: int, right: int) -> Iterator[Range]:
    for cut in cuts:
        yield base + left, base + cut
        left = cut + 1
    yield base + left, base + right


def joined(source: str, parts: Sequence[Part]) -> tuple[Table, ...]:
    """Build the tables; a part that continues another is added to it."""
    tables: list[Table] = []
    for each in parts:
        table = _table(source, each, tables[-1] if tables else None)
        if table.start == (tables[-1].start if tables else None):
            tables[-1] = table
        else:
            tables.append(table)
    return tuple(tables)


def _table(source: str, piece: Part, before: Table | None) -> Table:
    header = tuple(_cell(source, found) for found in piece.lines[0])
    if before and piece.continues and len(header) == len(before.header):
        again = [cell.text for cell in header] == [cell.text for cell in before.header]
        last = before.rows[-1].section if before.rows else None
        rows = _rows(source, piece.lines[1:] if again else piece.lines, len(header), last)
        return replace(before, rows=before.rows + rows, end=piece.block.end)
    rows = _rows(source, piece.lines[1:], len(header), None)
    start, end = piece.block.start, piece.block.end
    caption = None
    if piece.caption:
        start, end = min(start, piece.caption.start), max(end, piece.caption.end)
        caption = _cell(source, (piece.caption.start, piece.caption.end))
    return Table(caption, header, rows, piece.section, start, end)


def _rows(
    source: str, lines: Sequence[tuple[Range, ...]], width: int, section: str | None
) -> tuple[Row, ...]:
    rows: list[Row] = []
    for line in lines:
        cells = tuple(_cell(source, found) for found in line)
        cells += tuple(_cell(source, (line[-1][1],) * 2) for _ in range(width - len(cells)))
        if width > 1 and cells[0].text and not any(_filled(cell) for cell in cells[1:]):
            section = cells[0].text
        elif any(_filled(cell) for cell in cells):
            rows.append(Row(cells, section))
    return _grouped(tuple(rows))


def _grouped(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Where the first column only names the first row of a group, give the name to the whole group."""
    empty = sum(not row.cells[0].text for row in rows)
    if not empty or any(row.section for row in rows):
        return rows
    found, name = [], None
    for row in rows:
        name = row.cells[0].text or name
        found.append(replace(row, section=name))
    return tuple(found)


def _filled(cell: Cell) -> bool:
    return bool(cell.text or cell.citations)


def _cell(source: str, found: Range) -> Cell:
    return Cell(*normalise(source, *found))
