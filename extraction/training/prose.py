"""Prose of materials science by other groups (../shared/data): SOFC-Exp's papers, and MuLMS with entities and relations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_WORD = re.compile(r"\w+|[^\w\s]")
_STOP = re.compile(r"(?<=[a-z0-9)\]][.!?])\s+(?=[A-Z])")
#: Words of the shortest and the longest text to learn from.
_SHORTEST, _LONGEST = 6, 90


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in words; entities as (first word, last word, type), relations by number of the entities."""

    words: Sequence[str]
    entities: Sequence[tuple[int, int, str]] | None = None
    relations: Mapping[tuple[int, int], str] = field(default_factory=dict)


def plain(text: str) -> Iterator[Text]:
    """The sentences of a paper's text."""
    for sentence in _STOP.split(text):
        words = _WORD.findall(sentence)
        if len(words) >= _SHORTEST:
            yield Text(words[:_LONGEST])


def annotated(row: Mapping[str, Any]) -> Text | None:
    """A sentence of MuLMS; None where it is too short or too long."""
    places = [m.span() for m in _WORD.finditer(row["text"])]
    if not _SHORTEST <= len(places) <= _LONGEST:
        return None
    entities: list[tuple[int, int, str]] = []
    number: dict[str, int] = {}
    for e in row["entities"]:
        inside = [at for at, (start, end) in enumerate(places) if start < e["end"] and e["start"] < end]
        if inside and not e["type"].startswith("IMPLICIT"):
            number[e["id"]] = len(entities)
            entities.append((inside[0], inside[-1], e["type"]))
    relations = {
        (number[r["gov"]], number[r["dep"]]): r["label"]
        for r in row["relations"]
        if r["gov"] in number and r["dep"] in number
    }
    return Text([row["text"][start:end] for start, end in places], entities, relations)


def texts(shared: Path) -> list[Text]:
    """All texts to learn from; FileNotFoundError where a data set is missing."""
    out = [
        t for p in sorted((shared / "data/sofc-exp/texts").glob("*.txt")) for t in plain(p.read_text("utf-8"))
    ]
    with (shared / "data/mulms/sentences.jsonl").open(encoding="utf-8") as lines:
        out += [t for line in lines if (t := annotated(json.loads(line))) is not None]
    if not any(t.entities is None for t in out):
        raise FileNotFoundError(f"{shared}/data/sofc-exp/texts: no texts there")
    return out
