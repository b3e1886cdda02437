"""The list of steps as data, their parameters, the fingerprint of both, and the counts that a run keeps of
them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Any

import yaml
from pydantic import Field

from extraction.model import Record

Share = Annotated[float, Field(ge=0, le=1)]


class Step(Record):
    """A step by name, with what it does and what is set about it."""

    name: str
    does: str
    parameters: dict[str, Any] = {}


class GroundParameters(Record):
    """How names become entities."""

    generic_interphases: tuple[str, ...]
    determiners: tuple[str, ...]
    free_span_words: int
    bare_heads: tuple[str, ...]


class ClaimParameters(Record):
    """By what words a sentence shows whose finding it reports; regular expressions."""

    own_words: str
    credit_words: str
    background_sections: str


class BeliefParameters(Record):
    """What the status of evidence counts, and the most that one paper's term can be."""

    asserted: Share
    hedged: Share
    negated: Share
    ceiling: Annotated[float, Field(gt=0, lt=1)]


class WordingParameters(Record):
    """How sentences take up what was said, and what they show; regular expressions."""

    definite: str
    anaphor: str
    adds: str
    makes: str
    compared: str
    consequence: str
    shows: str
    clause_ends: str
    shown_until: str
    shown_low: str
    better_low: str


class ChainParameters(Record):
    """How far and how wide chains go."""

    starts: tuple[str, ...]
    anyones: tuple[str, ...]
    deeds: str
    longest: int
    branches: int
    walked: int
    per_material: int
    per_outcome: int
    least_belief: Share
    same_sentence: Share
    shown: Share
    carried: Share
    near: int
    taken_up: int
    wording: WordingParameters


class StepCount(Record):
    """What went into a step, what came out, and why the rest didn't."""

    step: str
    taken: int = 0
    made: int = 0
    dropped: dict[str, int] = {}


class Tally:
    """Counts of a run, kept by the steps as they go."""

    def __init__(self) -> None:
        names = [step.name for step in steps()]
        self._taken: Counter[str] = Counter(dict.fromkeys(names, 0))
        self._made: Counter[str] = Counter()
        self._dropped: dict[str, Counter[str]] = {name: Counter() for name in names}

    def took(self, step: str, number: int = 1) -> None:
        """Things that went in."""
        self._taken[self._known(step)] += number

    def made(self, step: str, number: int = 1) -> None:
        """Things that came out."""
        self._made[self._known(step)] += number

    def dropped(self, step: str, reason: str, number: int = 1) -> None:
        """Things that went no further, and why."""
        if number:
            self._dropped[self._known(step)][reason] += number

    def counts(self) -> tuple[StepCount, ...]:
        """All steps in their order."""
        return tuple(
            StepCount(
                step=name,
                taken=number,
                made=self._made[name],
                dropped=dict(sorted(self._dropped[name].items())),
            )
            for name, number in self._taken.items()
        )

    def _known(self, step: str) -> str:
        if step not in self._dropped:
            raise ValueError(f"no step is named {step!r} in steps.yml")
        return step


@lru_cache(maxsize=1)
def steps() -> tuple[Step, ...]:
    """The steps in their order, from steps.yml."""
    text = (files("extraction.assembly") / "steps.yml").read_text(encoding="utf-8")
    return tuple(Step(**row) for row in yaml.safe_load(text)["steps"])


def _parameters(name: str) -> dict[str, Any]:
    return next(step.parameters for step in steps() if step.name == name)


@lru_cache(maxsize=1)
def ground_parameters() -> GroundParameters:
    """Of the step that names entities."""
    return GroundParameters(**_parameters("ground"))


@lru_cache(maxsize=1)
def claim_parameters() -> ClaimParameters:
    """Of the step that collects claims; a pattern that isn't one raises re.error here."""
    parameters = ClaimParameters(**_parameters("claims"))
    for pattern in (parameters.own_words, parameters.credit_words, parameters.background_sections):
        re.compile(pattern)
    return parameters


@lru_cache(maxsize=1)
def belief_parameters() -> BeliefParameters:
    """Of the step that sums evidence."""
    return BeliefParameters(**_parameters("believe"))


@lru_cache(maxsize=1)
def chain_parameters() -> ChainParameters:
    """Of the step that joins chains; a pattern that isn't one raises re.error here."""
    parameters = ChainParameters(**_parameters("chain"))
    for pattern in parameters.wording.model_dump().values():
        re.compile(pattern)
    return parameters


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """sha256 of all data that decides what assembly makes: steps, parameters, its tables and the lexicons.

    Line endings don't count, so a checkout with others has the same fingerprint.
    """
    digest = hashlib.sha256()
    for package, endings in (("extraction.assembly", (".yml", ".tsv")), ("extraction.lexicons", (".tsv",))):
        folder = files(package.rpartition(".")[0]) / package.rpartition(".")[2]
        for item in sorted(folder.iterdir(), key=lambda found: found.name):
            if item.name.endswith(endings):
                digest.update(item.name.encode() + b"\0")
                digest.update(item.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
