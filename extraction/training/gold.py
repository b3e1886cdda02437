"""Annotated sentences: reads them as the guideline writes them or stand-off, and lays them over the normalised text."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.model import Document, MappedText, Passage

#: An argument of a relation: an entity's id, or the range of a span that is no entity, or nothing.
Argument = str | tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An annotated mention; offsets are the source's until the sentence is aligned, then the aligned text's."""

    id: str
    type: str
    start: int
    end: int
    canon: str


@dataclass(frozen=True, slots=True)
class GoldMeasurement:
    """A value with what it is of, what it quantifies and under which conditions (entity ids)."""

    of: str | None
    property: str | None
    quantity: str
    value: float
    value_max: float | None
    unit: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """An annotated causal statement."""

    cause: Argument
    effect: Argument
    sign: str
    status: str
    material: str | None
    cause_sign: str


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """An annotated sentence of one document."""

    doc: str
    start: int
    end: int
    entities: tuple[GoldEntity, ...]
    roles: tuple[tuple[str, str], ...]
    components: tuple[tuple[str, str], ...]
    measurements: tuple[GoldMeasurement, ...]
    claims: tuple[GoldClaim, ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A gold sentence over the normalised text: all offsets are into `text`, which is part of `passage`."""

    gold: GoldSentence
    passage: Passage
    passage_index: int
    start: int  #: of the sentence within the passage's normalised text
    end: int
    entities: tuple[GoldEntity, ...]
    spans: dict[tuple[int, int], tuple[int, int]]  #: source range -> range in the passage, for free arguments

    @property
    def text(self) -> str:
        """The normalised sentence."""
        return self.passage.text[self.start : self.end]


def _argument(value: Any, record: dict[str, Any], ids: set[str]) -> Argument:
    if value is None or value in ids:
        return value  # type: ignore[no-any-return]
    if isinstance(value, list):
        return (value[0], value[1])
    at = record["text"].find(value)
    return (record["start"] + at, record["start"] + at + len(value)) if at >= 0 else None


def _entity(raw: dict[str, Any], record: dict[str, Any]) -> GoldEntity:
    if "text" in raw:
        start = record["start"] + raw["start"]
        return GoldEntity(raw["id"], raw["type"], start, start + len(raw["text"]), raw["canon"])
    return GoldEntity(raw["id"], raw["type"], raw["start"], raw["end"], raw["canon"])


def _measurement(raw: dict[str, Any]) -> GoldMeasurement:
    return GoldMeasurement(
        raw.get("of"), raw.get("property"), raw["quantity"], raw["value"], raw.get("value_max"), raw["unit"],
        tuple(raw.get("conditions") or ()),
    )  # fmt: skip


def parse(record: dict[str, Any]) -> GoldSentence:
    """Read one annotated sentence: the guideline's form (offsets in the sentence) or stand-off (offsets in the source)."""
    entities = tuple(_entity(e, record) for e in record["entities"])
    ids = {e.id for e in entities}
    return GoldSentence(
        doc=record["doc"],
        start=record["start"],
        end=record["end"],
        entities=entities,
        roles=tuple((r["material"], r["role"]) for r in record["roles"] if r["material"] and r["role"]),
        components=tuple((c["component"], c["interphase"]) for c in record["components"]),
        measurements=tuple(_measurement(m) for m in record["measurements"]),
        claims=tuple(
            GoldClaim(
                _argument(c["cause"], record, ids),
                _argument(c["effect"], record, ids),
                c["sign"],
                c["status"],
                c.get("material"),
                c.get("cause_sign", "+"),
            )
            for c in record["claims"]
        ),
    )


_TYPES = {
    "M": "Material",
    "I": "Interphase",
    "R": "Role",
    "X": "Mechanism",
    "P": "Property",
    "F": "Performance",
    "Q": "Quantity",
}
_STATUS = {"a": "asserted", "h": "hedged", "n": "negated"}


def parse_standoff(record: dict[str, Any]) -> GoldSentence:
    """Read one stand-off annotation (annotations/README.md): no text, entities by index, all offsets the source's."""

    def name(index: int | None) -> str | None:
        return None if index is None else f"e{index + 1}"

    def argument(value: int | list[int] | None) -> Argument:
        return (value[0], value[1]) if isinstance(value, list) else name(value)

    def sure(index: int) -> str:
        return f"e{index + 1}"

    return GoldSentence(
        doc=record["d"],
        start=record["s"][0],
        end=record["s"][1],
        entities=tuple(
            GoldEntity(sure(i), _TYPES[kind], start, end, canon or "")
            for i, (kind, start, end, canon) in enumerate(record["e"])
        ),
        roles=tuple((sure(m), sure(r)) for m, r in record.get("r", ())),
        components=tuple((sure(m), sure(i)) for m, i in record.get("c", ())),
        measurements=tuple(
            GoldMeasurement(
                name(of), name(prop), sure(quantity), value, high, unit, tuple(sure(c) for c in conditions)
            )
            for of, prop, quantity, value, high, unit, conditions in record.get("m", ())
        ),
        claims=tuple(
            GoldClaim(argument(cause), argument(effect), sign, _STATUS[status], name(about), cause_sign)
            for cause, effect, sign, status, about, cause_sign in record.get("k", ())
        ),
    )


def load(paths: Iterable[Path]) -> list[GoldSentence]:
    """Read annotation files (JSON Lines)."""
    records = (json.loads(line) for path in paths for line in path.open(encoding="utf-8") if line.strip())
    return [parse_standoff(r) if "s" in r else parse(r) for r in records]


def to_text(mapped: MappedText, start: int, end: int) -> tuple[int, int] | None:
    """The range of normalised text that comes from source range `start:end`, or None where none does."""
    low = bisect_right(mapped.ends, start)
    high = bisect_left(mapped.starts, end)
    while low < high and mapped.text[low].isspace():
        low += 1
    while low < high and mapped.text[high - 1].isspace():
        high -= 1
    return (low, high) if low < high else None


def _holding(document: Document, gold: GoldSentence) -> Iterator[tuple[int, Passage, tuple[int, int]]]:
    for index, passage in enumerate(document.passages):
        if passage.text and passage.mapped.starts[0] < gold.end and gold.start < passage.mapped.ends[-1]:
            where = to_text(passage.mapped, gold.start, gold.end)
            if where:
                yield index, passage, where


def align(document: Document, gold: GoldSentence) -> Aligned | None:
    """Lay a gold sentence over the passage that holds most of it; None where the reader left the place out."""
    best = max(_holding(document, gold), key=lambda found: found[2][1] - found[2][0], default=None)
    if best is None:
        return None
    index, passage, (low, high) = best
    entities = []
    for entity in gold.entities:
        where = to_text(passage.mapped, entity.start, entity.end)
        if where and low <= where[0] and where[1] <= high:
            entities.append(GoldEntity(entity.id, entity.type, *where, entity.canon))
    spans = {}
    for claim in gold.claims:
        for argument in (claim.cause, claim.effect):
            if isinstance(argument, tuple) and (where := to_text(passage.mapped, *argument)):
                spans[argument] = where
    return Aligned(gold, passage, index, low, high, tuple(entities), spans)
