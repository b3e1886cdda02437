"""Annotated sentences in both forms, laid over normalised text."""

from __future__ import annotations

import json
from array import array
from pathlib import Path
from typing import Any

import pytest

from corpus.model import Document, MappedText, Passage, PassageKind
from extraction.training.gold import (
    GoldClaim,
    GoldEntity,
    GoldMeasurement,
    align,
    load,
    parse,
    parse_standoff,
    to_text,
)

SOURCE = "Zero. LiF<sub>x</sub> stops growth by heat."
SENTENCE = SOURCE[6:]

GUIDELINE: dict[str, Any] = {
    "id": "x-1",
    "doc": "invented",
    "start": 6,
    "end": len(SOURCE),
    "text": SENTENCE,
    "entities": [
        {"id": "e1", "text": "LiF<sub>x</sub>", "start": 0, "type": "Material", "canon": "LiFx"},
        {"id": "e2", "text": "growth", "start": 22, "type": "Mechanism", "canon": "growth"},
    ],
    "roles": [{"material": "e1", "role": "e2"}, {"material": "e1", "role": None}],
    "components": [],
    "measurements": [
        {
            "of": None,
            "property": "e2",
            "quantity": "e1",
            "value": 3,
            "value_max": 5,
            "unit": "V",
            "conditions": ["e2"],
        }
    ],
    "claims": [
        {"cause": "e1", "effect": "e2", "sign": "-", "status": "asserted", "material": "e1", "cue": "stops"},
        {
            "cause": "heat",
            "effect": "e2",
            "sign": "-",
            "status": "hedged",
            "material": None,
            "cue": "by",
            "cause_sign": "-",
        },
        {"cause": "frost", "effect": "e2", "sign": "+", "status": "negated", "material": None, "cue": "by"},
    ],
}
STANDOFF: dict[str, Any] = {
    "d": "invented",
    "s": [6, len(SOURCE)],
    "e": [["M", 6, 21, "LiFx"], ["X", 28, 34, "growth"]],
    "r": [[0, 1]],
    "m": [[None, 1, 0, 3, 5, "V", [1]]],
    "k": [
        [0, 1, "-", "a", 0, "+"],
        [[38, 42], 1, "-", "h", None, "-"],
    ],
}


def test_the_guidelines_form() -> None:
    gold = parse(GUIDELINE)

    assert gold.entities == (
        GoldEntity("e1", "Material", 6, 21, "LiFx"),
        GoldEntity("e2", "Mechanism", 28, 34, "growth"),
    )
    assert gold.roles == (("e1", "e2"),)
    assert gold.measurements == (GoldMeasurement(None, "e2", "e1", 3, 5, "V", ("e2",)),)
    assert gold.claims == (
        GoldClaim("e1", "e2", "-", "asserted", "e1", "+"),
        GoldClaim((38, 42), "e2", "-", "hedged", None, "-"),
        GoldClaim(None, "e2", "+", "negated", None, "+"),
    )
    assert SOURCE[38:42] == "heat"


def test_both_forms_say_the_same() -> None:
    one, other = parse(GUIDELINE), parse_standoff(STANDOFF)

    assert (other.doc, other.start, other.end) == (one.doc, one.start, one.end)
    assert other.entities == one.entities
    assert other.roles == one.roles
    assert other.measurements == one.measurements
    assert other.claims == one.claims[:2]


def test_files_may_hold_either_form(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(GUIDELINE)}\n\n{json.dumps(STANDOFF)}\n", encoding="utf-8")

    assert [sentence.entities[0].canon for sentence in load([path])] == ["LiFx", "LiFx"]


def mapped(start: int, end: int, drop: tuple[str, ...] = ("<sub>", "</sub>")) -> MappedText:
    """`SOURCE[start:end]` without mark-up."""
    kept, at = [], start
    while at < end:
        mark = next((m for m in drop if SOURCE.startswith(m, at)), None)
        if mark is None:
            kept.append(at)
        at += len(mark) if mark else 1
    return MappedText("".join(SOURCE[i] for i in kept), array("l", kept), array("l", [i + 1 for i in kept]))


def document(*parts: MappedText) -> Document:
    """A document of these passages."""
    passages = tuple(Passage(PassageKind.PROSE, (), part) for part in parts)
    return Document("invented", "invented.txt", "", SOURCE, passages=passages)


def test_alignment() -> None:
    found = align(document(mapped(0, 5), mapped(6, len(SOURCE))), parse(GUIDELINE))

    assert found is not None
    assert found.passage_index == 1
    assert found.text == "LiFx stops growth by heat."
    assert [found.passage.text[e.start : e.end] for e in found.entities] == ["LiFx", "growth"]
    assert {found.passage.text[a:b] for a, b in found.spans.values()} == {"heat"}


def test_the_passage_with_most_of_it_is_taken_and_entities_elsewhere_are_dropped() -> None:
    found = align(document(mapped(6, 21), mapped(22, len(SOURCE))), parse(GUIDELINE))

    assert found is not None
    assert found.text == "stops growth by heat."
    assert [e.id for e in found.entities] == ["e2"]


def test_what_the_reader_left_out_is_not_aligned() -> None:
    assert align(document(mapped(0, 5)), parse(GUIDELINE)) is None
    assert align(document(), parse(GUIDELINE)) is None


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(6, 21, "LiFx"), (9, 14, None), (5, 10, "LiF"), (21, 28, "stops"), (21, 22, None), (13, 15, "x")],
)
def test_ranges_of_the_source_in_the_text(start: int, end: int, expected: str | None) -> None:
    text = mapped(6, len(SOURCE))

    where = to_text(text, start, end)

    assert (text.text[where[0] : where[1]] if where else None) == expected
