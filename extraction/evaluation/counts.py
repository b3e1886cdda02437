"""Counts and the ratios made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, wrong and missed."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """The share of the extracted that is right; 0 where nothing was extracted."""
        return ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """The share of the annotated that was found; 0 where nothing is annotated."""
        return ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        precision, recall = self.precision, self.recall
        return ratio(2 * precision * recall, precision + recall)

    def row(self) -> dict[str, Any]:
        """All of it, rounded."""
        ratios = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        rounded = {name: round(value, DIGITS) for name, value in ratios.items()}
        return {**rounded, "tp": self.tp, "fp": self.fp, "fn": self.fn}


@dataclass(frozen=True, slots=True)
class Share:
    """So many right, of so many."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    def value(self) -> float | None:
        """The ratio, rounded; None of nothing."""
        return round(self.right / self.of, DIGITS) if self.of else None


def ratio(part: float, whole: float) -> float:
    """0 of nothing."""
    return part / whole if whole else 0.0
