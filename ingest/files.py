"""Files that commands read and write; a file is written whole or not at all."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from ingest.errors import UsageError


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file; UsageError naming the line that is none."""
    rows: list[dict[str, Any]] = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    rows.append(_object(path, number, line))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise UsageError(f"{path}: {reason}; give a JSON Lines file") from None
    if not rows:
        raise UsageError(f"{path}: no lines in it; give a JSON Lines file")
    return rows


def _object(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}, line {number}: not JSON ({error.msg}); correct the line") from None
    if not isinstance(value, dict):
        raise UsageError(f"{path}, line {number}: not a JSON object; correct or remove the line")
    return value


@contextmanager
def writing(target: str) -> Iterator[TextIO]:
    """A text file to write, or standard output for `-`; what stood in the file stays until all is written."""
    if target == "-":
        yield sys.stdout
        return
    path = Path(target)
    if path.exists() and not path.is_file():  # a device or a pipe can't be replaced
        with path.open("w", encoding="utf-8") as out:
            yield out
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as out:
            yield out
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
