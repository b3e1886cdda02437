"""Errors of the command line itself; each becomes one line and an exit status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.errors import StoreError
from ingest.exits import Exit


class CommandError(Exception):
    """A command can't do what it was asked; the message says why and what to do."""

    status = Exit.USAGE


class UsageError(CommandError):
    """The command was called wrongly, or its input is unfit."""


class NothingSuch(CommandError):
    """The graph has nothing of this name."""

    status = Exit.UNKNOWN


class Ambiguous(NothingSuch):
    """Several things have the name."""

    def __init__(self, name: str, found: Iterable[Mapping[str, Any]]) -> None:
        listed = ", ".join(f"{row['id']} ({row['label']} {row['name']})" for row in found)
        super().__init__(f"{name!r} names several things: {listed}; give one of these ids, or --label")


class RunCutShort(CommandError):
    """The store failed before a run's end; the message says which of its papers (`stored`) are known to be in it."""

    status = Exit.STORE

    def __init__(self, cause: StoreError, stored: Sequence[str], total: int) -> None:
        self.stored = tuple(stored)
        named = ", ".join(self.stored[:NAMED]) + (", ..." if len(self.stored) > NAMED else "")
        papers = f"{len(self.stored)} of {total} paper{'s' * (total != 1)}" + (f" ({named})" if named else "")
        super().__init__(
            f"{cause}. Known to be stored: {papers}; chains are not derived. The same command run again does the rest"
        )


#: Papers that a message names before it breaks off.
NAMED = 100
