"""Rows as a CSV file that LadybugDB's COPY reads back as they were: what is missing, empty, or holds a list.

A cell without quotes is no value, `""` is the empty string. A list's entries each follow a separator that no text
should have; rows that have it all the same can't travel in a file (`Awkward`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from graph.schema import Row, ladybug_type

SEPARATOR = "\x1f"
#: Ends a text within the engine.
_NUL = "\0"
_LISTED = f"regexp_extract_all({{}}, '{SEPARATOR}([^{SEPARATOR}]*)', 1)"
_OPTIONS = "(header=false, auto_detect=false, parallel=false, quote='\"', escape='\"')"


class Awkward(ValueError):
    """A row that a file would not give back as it is; write it as a parameter instead."""


def write(path: Path, properties: Mapping[str, str], rows: Iterable[Row]) -> tuple[int, list[Row]]:
    """Write rows as `check_rows` gives them; (how many, those that are awkward and so left out)."""
    cells = [_CELLS[kind] for kind in properties.values()]
    awkward: list[Row] = []
    written = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        for row in rows:
            try:
                out.write(_line(cells, row))
                written += 1
            except Awkward:
                awkward.append(row)
    return written, awkward


def statement(table: str, path: Path, properties: Mapping[str, str], ends: tuple[str, str] | None) -> str:
    """The COPY that reads the file into a table; `ends` are the labels that a relationship's rows join."""
    columns = ", ".join(
        f"`{key}` {_COLUMNS.get(kind) or ladybug_type(kind)}" for key, kind in properties.items()
    )
    values = ", ".join(
        _LISTED.format(f"`{key}`") if kind == "string[]" else f"`{key}`" for key, kind in properties.items()
    )
    name = str(path).replace("\\", "\\\\").replace("'", "\\'")
    scan = f"LOAD WITH HEADERS ({columns}) FROM '{name}' {_OPTIONS} RETURN {values}"
    joined = f" (from='{ends[0]}', to='{ends[1]}')" if ends else ""
    named = ", ".join(f"`{key}`" for key in properties if key not in ("source", "target"))
    into = (
        f"`{table}`({named})" if named else f"`{table}`"
    )  # a table that an older schema made has another order
    return f"COPY {into} FROM ({scan}){joined}"


def _line(cells: Iterable[Callable[[Any], str]], row: Row) -> str:
    filled = zip(cells, row.values(), strict=True)
    line = ",".join(["" if value is None else cell(value) for cell, value in filled])
    if _NUL in line:
        raise Awkward
    return line + "\n"


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _texts(value: list[str]) -> str:
    if not value:
        return '""'
    joined = SEPARATOR + SEPARATOR.join(value)
    if joined.count(SEPARATOR) != len(value):
        raise Awkward
    return _text(joined)


#: Column types of the file where they are not those of the table.
_COLUMNS = {"string[]": "STRING"}
_CELLS: dict[str, Callable[[Any], str]] = {
    "string": _text,
    "int": repr,
    "float": repr,
    "bool": lambda value: "true" if value else "false",
    "string[]": _texts,
    "float[]": lambda value: f'"{value!r}"',
}
