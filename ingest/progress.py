"""How a run is shown: a bar on a terminal, a plain line per paper otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.output import complain, console
from ingest.report import Outcome, Progress, State

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


@contextmanager
def shown(quiet_stdout: bool) -> Iterator[Progress]:
    """Progress for a run; with `quiet_stdout` nothing of it goes to standard output."""
    if not sys.stderr.isatty():
        yield PlainProgress(quiet_stdout)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn())
    with Bar(*columns, MofNCompleteColumn(), TimeElapsedColumn(), console=console(stderr=True)) as bar:
        yield BarProgress(bar)


class PlainProgress:
    """A line per paper."""

    def __init__(self, quiet_stdout: bool) -> None:
        self._out = sys.stderr if quiet_stdout else sys.stdout

    def started(self, total: int) -> None:
        """Say nothing yet."""

    def read(self, path: Path) -> None:
        """Say nothing before it is stored."""

    def finished(self, outcome: Outcome) -> None:
        """Its line; what failed goes to standard error."""
        if outcome.state is State.FAILED:
            complain(f"{outcome.path}: {outcome.message}")
        else:
            print(outcome, file=self._out, flush=True)

    def deriving(self) -> None:
        """Say nothing."""


class BarProgress:
    """A bar with the lines of what is worth keeping above it."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("reading papers", total=None)

    def started(self, total: int) -> None:
        """Show how many there are."""
        self._bar.update(self._task, total=total)

    def read(self, path: Path) -> None:
        """One more."""
        self._bar.advance(self._task)

    def finished(self, outcome: Outcome) -> None:
        """Its line, unless nothing happened."""
        if outcome.state in (State.UNCHANGED, State.DUPLICATE):
            self._bar.advance(self._task)
        if outcome.state is State.FAILED:
            text = f"lithograph: error: {outcome.path}: {outcome.message}"
        else:
            text = "" if outcome.state is State.UNCHANGED else str(outcome)
        if text:
            self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)

    def deriving(self) -> None:
        """Say what the wait is for."""
        self._bar.update(self._task, description="deriving chains")
