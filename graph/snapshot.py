"""A private copy of an embedded database, for readers that stay while others write.

A writer's checkpoint changes pages in their place, and whoever has the file open then reads a mixture of old and new. So a
server reads a copy, made at a moment in which nothing was written.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from graph.errors import StoreUnavailable

TRIES = 100
PAUSE_S = 0.1
#: Files are at rest when unchanged for so long; clocks of file systems are coarse.
REST_S = 0.05
#: What a database's other files are called, after its own name: its log, and a checkpoint under way.
_BESIDE = ("", ".wal", ".shadow")

State = tuple[tuple[int, int] | None, ...]


def snapshot(path: Path, folder: Path) -> Path:
    """The database as last committed, copied into the folder; StoreUnavailable if it is written to all the time."""
    for _ in range(TRIES):
        before = _state(path)
        if time.time() - max(changed for changed, _ in filter(None, before)) / 1e9 > REST_S:
            copied = _copied(path, folder)
            if copied is not None and _state(path) == before:
                return copied
        time.sleep(PAUSE_S)
    raise StoreUnavailable(
        str(path),
        f"written to without a pause for {TRIES * PAUSE_S:g} s; start again when the ingestion rests",
    )


def _state(path: Path) -> State:
    found: list[tuple[int, int] | None] = []
    for ending in _BESIDE:
        try:
            status = path.with_name(path.name + ending).stat()
        except FileNotFoundError:
            found.append(None)
        else:
            found.append((status.st_mtime_ns, status.st_size))
    return tuple(found)


def _copied(path: Path, folder: Path) -> Path | None:
    """The copy; None where a file went away meanwhile."""
    for ending in _BESIDE:
        source, target = path.with_name(path.name + ending), folder / (path.name + ending)
        target.unlink(missing_ok=True)
        try:
            if source.exists():
                shutil.copyfile(source, target)
        except FileNotFoundError:
            return None
    return folder / path.name
