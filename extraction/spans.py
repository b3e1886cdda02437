"""Names inside names: which mentions of a sentence stand on their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from extraction.model import EntityType

#: Types of the names of qualities: what is raised and lowered, and no thing.
QUALITIES = (EntityType.MECHANISM, EntityType.PROPERTY, EntityType.PERFORMANCE)
SUBSTANCES = (EntityType.MATERIAL, EntityType.INTERPHASE)


class Placed(Protocol):
    """Something at characters `start:end` of a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


def inside(one: Placed, other: Placed) -> bool:
    """Whether the first is a part of the second and shorter."""
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start


def on_their_own(mentions: Iterable[P], kind: Callable[[P], str]) -> list[P]:
    """Mentions without those inside the name of a quality: "Li dendrite growth" says nothing of Li; `kind` gives the type."""
    every = list(mentions)
    qualities = [m for m in every if kind(m) in QUALITIES]
    return [m for m in every if not any(inside(m, q) for q in qualities)]
