"""Errors of the command line itself; each becomes one line and an exit status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

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
