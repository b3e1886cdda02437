"""What commands print: JSON, tables and text on standard output, remarks on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def say(text: str = "") -> None:
    """A line of the answer."""
    print(text)


def remark(text: str) -> None:
    """A line beside the answer."""
    print(text, file=sys.stderr)


def complain(message: str) -> None:
    """One line of error."""
    print(f"lithograph: error: {message}", file=sys.stderr)


def print_json(value: Any) -> None:
    """The answer as JSON and nothing else."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def console(*, stderr: bool = False) -> Console:
    """A rich console; colours only on a terminal."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str = "") -> None:
    """A table on a terminal; tab-separated lines with a heading elsewhere."""
    if not sys.stdout.isatty():
        say("\t".join(columns))
        for row in rows:
            say("\t".join(_flat(cell) for cell in row))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_flat(cell)) for cell in row))
    console().print(table)


def _flat(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.6g}"
    if isinstance(cell, (list, tuple, dict)):
        cell = json.dumps(cell, ensure_ascii=False, default=str)
    return " ".join(str(cell).split())


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 paper`, `2 papers`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
