"""A private copy of an embedded database, for readers that stay while others write.

A writer's checkpoint changes pages in their place, and whoever has the file open then reads a mixture of old and new. So a
server reads a copy, made at a moment in which nothing was written; graph/lasting.py makes a new one when there is more.
"""

from __future__ import annotations

import errno
import os
import shutil
import struct
import sys
import time
from pathlib import Path

from graph.errors import StoreUnavailable

TRIES = 100
PAUSE_S = 0.1
#: Files are at rest when unchanged for so long; clocks of file systems are coarse.
REST_S = 0.05
#: What stays free beside a copy, in bytes.
SPARE_BYTES = 1 << 26
#: What a database's other files are called, after its own name: its log, and a checkpoint under way.
_BESIDE = ("", ".wal", ".shadow")

#: Inode, time of the last change and size of the database and of each file beside it; None for one that is not there.
State = tuple[tuple[int, int, int] | None, ...]


class NotAtRest(StoreUnavailable):
    """The database was written to all the time."""


def snapshot(path: Path, folder: Path, tries: int = TRIES) -> Path:
    """The database as last committed, copied into the folder; NotAtRest if it is written to at every try.

    StoreUnavailable if there is none, OSError if the folder has no room for it.
    """
    for attempt in range(tries):
        if attempt:
            time.sleep(PAUSE_S)
        before = state(path)
        if not path.is_file():
            raise StoreUnavailable(str(path), "there is no graph here; ingest papers into it first")
        if _at_rest(before):
            _need_room(before, folder)
            copied = _copied(path, folder)
            if copied is not None and state(path) == before:
                return copied
    raise NotAtRest(
        str(path),
        f"written to without a pause for {tries * PAUSE_S:g} s; start again when the ingestion rests",
    )


def state(path: Path) -> State:
    """What the database's files look like from outside; another one after every change of what they hold."""
    found: list[tuple[int, int, int] | None] = []
    for ending in _BESIDE:
        try:
            status = path.with_name(path.name + ending).stat()
        except FileNotFoundError:
            found.append(None)
        else:
            found.append((status.st_ino, status.st_mtime_ns, status.st_size))
    return tuple(found)


def held(path: Path) -> bool:
    """Whether another process has the database open for writing, by the lock that LadybugDB puts on the file.

    False on systems other than Linux, where nobody can ask without taking the lock. Not for a database that this
    process itself writes: closing any handle of a file gives up all locks that the process has on it.
    """
    if sys.platform != "linux":
        return False
    import fcntl

    layout = "hhqqi"  # struct flock: type, whence, start, length, process
    asked = struct.pack(layout, fcntl.F_RDLCK, os.SEEK_SET, 0, 0, 0)
    with path.open("rb") as file:
        answer = fcntl.fcntl(file, fcntl.F_GETLK, asked)
    return bool(struct.unpack(layout, answer)[0] != fcntl.F_UNLCK)


def _at_rest(now: State) -> bool:
    changed = max(found[1] for found in now if found)
    return time.time() - changed / 1e9 > REST_S


def _need_room(now: State, folder: Path) -> None:
    needed = sum(found[2] for found in now if found) + SPARE_BYTES
    free = shutil.disk_usage(folder).free
    if free < needed:
        said = f"{os.strerror(errno.ENOSPC)}: {free >> 20} MB free, {needed >> 20} MB needed for a copy of the graph"
        raise OSError(errno.ENOSPC, said, str(folder))


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
