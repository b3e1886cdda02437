"""What a run tells: what became of each file, and of the run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from ingest.exits import Exit
from ingest.reading import Failed


class State(StrEnum):
    """What became of a paper."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    path: Path
    state: State
    message: str = ""  #: why, where it failed or is a duplicate
    seconds: float = 0.0
    sentences: int = 0
    measurements: int = 0
    claims: int = 0

    @property
    def name(self) -> str:
        """The paper's name."""
        return self.path.stem

    def __str__(self) -> str:
        if self.state in (State.ADDED, State.UPDATED):
            found = f"{self.sentences} sentences, {self.measurements} measurements, {self.claims} claims"
            return f"{self.state:<9}  {self.name}: {found}, {self.seconds:.1f} s"
        return f"{self.state:<9}  {self.name}" + (f": {self.message}" if self.message else "")


@dataclass(frozen=True)
class Report:
    """What a run did."""

    outcomes: tuple[Outcome, ...]
    projected: bool  #: whether what follows from all papers was derived anew
    interrupted: bool
    seconds: float

    def count(self, state: State) -> int:
        """How many files ended so."""
        return sum(outcome.state is state for outcome in self.outcomes)

    @property
    def status(self) -> Exit:
        """The exit status that says how it went."""
        if self.interrupted:
            return Exit.INTERRUPTED
        return Exit.PARTLY if self.count(State.FAILED) else Exit.DONE

    def __str__(self) -> str:
        counted = [f"{self.count(state)} {state}" for state in State if self.count(state)]
        end = "; interrupted, the rest is left for the next run" if self.interrupted else ""
        papers = "1 paper" if len(self.outcomes) == 1 else f"{len(self.outcomes)} papers"
        return f"{papers}: {', '.join(counted)}; {self.seconds:.1f} s{end}"

    def with_failures(self, failures: Iterable[Failed]) -> Report:
        """The same with paths that gave no paper to run over."""
        missing = tuple(Outcome(each.path, State.FAILED, each.cause) for each in failures)
        return replace(self, outcomes=missing + self.outcomes)

    def as_json(self) -> dict[str, Any]:
        """The report as plain data."""
        papers = [
            asdict(each) | {"path": str(each.path), "paper": each.name, "seconds": round(each.seconds, 3)}
            for each in self.outcomes
        ]
        return {
            "counts": {str(state): self.count(state) for state in State},
            "projected": self.projected,
            "interrupted": self.interrupted,
            "seconds": round(self.seconds, 3),
            "papers": papers,
        }


class Progress(Protocol):
    """Who is told how a run goes."""

    def started(self, total: int) -> None:
        """There are so many papers to see to."""

    def read(self, path: Path) -> None:
        """One of them is read, or failed to be."""

    def finished(self, outcome: Outcome) -> None:
        """One of them is done with: stored, failed, or in need of nothing."""

    def deriving(self) -> None:
        """All are; now comes what follows from them together."""


class Silent:
    """Progress that nobody watches."""

    def started(self, total: int) -> None:
        """Say nothing."""

    def read(self, path: Path) -> None:
        """Say nothing."""

    def finished(self, outcome: Outcome) -> None:
        """Say nothing."""

    def deriving(self) -> None:
        """Say nothing."""
