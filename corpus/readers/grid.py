"""Tables with spanning cells to lines of cells of one length: one header line, then the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"^[~≈<>±+−-]?\s?\d")
_LARGEST_SPAN = 60


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell that may reach over several columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1
    heads: bool = False  #: marked as a header cell


def span(value: str | None) -> int:
    """The size of a span as an attribute gives it; 1 where it is no reasonable number."""
    text = (value or "1").strip()
    return min(int(text), _LARGEST_SPAN) if text.isdigit() and int(text) else 1


def lay_out(
    head: Sequence[Sequence[Spanning]], body: Sequence[Sequence[Spanning]]
) -> tuple[tuple[str, ...], ...]:
    """Return the header line and the rows; without a head, the first rows of header cells or the first row
    are it.

    A cell over several rows stands in each of them, a cell over several columns of the head too; a row of
    one cell
    that reaches over all columns keeps it in the first, as section rows do.
    """
    if not head:
        count = next((at for at, row in enumerate(body) if not all(cell.heads for cell in row)), 1) or 1
        head, body = body[:count], body[count:]
    above = _filled(head, spread=True)
    below = _filled(body, spread=False)
    width = max((len(row) for row in (*above, *below)), default=0)
    above, below = _completed([_padded(row, width) for row in above], [_padded(row, width) for row in below])
    header = tuple(_stacked(column) for column in zip(*above, strict=True)) if above else ("",) * width
    rows = tuple(row for row in below if any(row))
    return (header, *rows) if width and (rows or any(header)) else ()


def _filled(lines: Sequence[Sequence[Spanning]], spread: bool) -> list[tuple[str, ...]]:
    """Lines with spans written out."""
    found: list[tuple[str, ...]] = []
    hanging: dict[int, tuple[str, int]] = {}  #: column: text of a cell from above, rows that it still reaches
    for line in lines:
        cells = iter(line)
        out: list[str] = []
        cell = next(cells, None)
        below: dict[int, tuple[str, int]] = {}
        while cell is not None or any(column >= len(out) for column in hanging):
            at = len(out)
            if at in hanging:
                text, left = hanging.pop(at)
                out.append(text)
                if left > 1:
                    below[at] = (text, left - 1)
                continue
            if cell is None:
                out.append("")
                continue
            for offset in range(cell.columns):
                text = cell.text if spread or not offset else ""
                if cell.rows > 1:
                    below[at + offset] = (text, cell.rows - 1)
                out.append(text)
            cell = next(cells, None)
        hanging = below
        found.append(tuple(out))
    return found


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return row + ("",) * (width - len(row))


def _completed(
    above: list[tuple[str, ...]], below: list[tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Take a first row that only names the columns below a spanning head into the head."""
    repeats = bool(above) and any(
        left and left == right for left, right in zip(above[-1], above[-1][1:], strict=False)
    )
    if not repeats or not below or len(below) < 2:
        return above, below
    top = below[0]
    names = [cell for cell in top if cell]
    is_head = not top[0] and len(names) > 1 and not any(_NUMBER.match(cell) for cell in names)
    return ([*above, top], below[1:]) if is_head else (above, below)


def _stacked(column: Sequence[str]) -> str:
    """Header cells of one column, from the top down, none twice."""
    return " ".join(dict.fromkeys(cell for cell in column if cell))
