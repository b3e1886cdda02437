"""What the encoder learns the field's prose from: sentences of plain papers, and those of MuLMS with what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extraction.training.prose import annotated, plain, texts

SENTENCE = "WO3 has a density of 7.2 g/cm3 and serves as catalyst"


def row(text: str = SENTENCE, **changes: Any) -> dict[str, Any]:
    entities = [
        {"id": "1", "type": "MAT", "start": 0, "end": 3},
        {"id": "2", "type": "PROPERTY", "start": 10, "end": 17},
        {"id": "3", "type": "VALUE", "start": 21, "end": 30},
        {"id": "4", "type": "MAT", "start": 45, "end": 53},
        {"id": "5", "type": "IMPLICIT_MAT", "start": 0, "end": 3},
    ]
    relations = [
        {"gov": "1", "dep": "4", "label": "usedAs"},
        {"gov": "2", "dep": "3", "label": "propertyValue"},
        {"gov": "5", "dep": "3", "label": "propertyValue"},
    ]
    return {"text": text, "entities": entities, "relations": relations} | changes


def test_entities_and_relations_by_word() -> None:
    found = annotated(row())
    assert found is not None
    assert found.words == ["WO3", "has", "a", "density", "of", "7", ".", "2", "g", "/", "cm3", "and", "serves", "as", "catalyst"]  # fmt: skip
    assert found.entities == [(0, 0, "MAT"), (3, 3, "PROPERTY"), (5, 10, "VALUE"), (14, 14, "MAT")]
    assert found.relations == {(0, 3): "usedAs", (1, 2): "propertyValue"}


@pytest.mark.parametrize("text", ["Only five words are here", "word " * 91])
def test_what_is_too_short_or_too_long_is_left_out(text: str) -> None:
    assert annotated(row(text, entities=[], relations=[])) is None


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("It conducts protons at 600 degrees. The anode is made of nickel and ceria.", [7, 9]),
        ("Short one here. The anode is made of nickel and ceria.", [9]),
        ("It was measured by A. The anode is made of nickel", [12]),
        ("word " * 200, [90]),
        ("", []),
    ],
)
def test_sentences_of_plain_text(text: str, sentences: list[int]) -> None:
    assert [len(t.words) for t in plain(text)] == sentences
    assert all(t.entities is None and not t.relations for t in plain(text))


def test_texts_come_from_both_data_sets(tmp_path: Path) -> None:
    (tmp_path / "data/sofc-exp/texts").mkdir(parents=True)
    (tmp_path / "data/mulms").mkdir()
    (tmp_path / "data/mulms/sentences.jsonl").write_text(json.dumps(row()) + "\n", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="no texts there"):
        texts(tmp_path)
    paper = tmp_path / "data/sofc-exp/texts/a.txt"
    paper.write_text("The anode is made of nickel and ceria.", encoding="utf-8")
    assert [t.entities is None for t in texts(tmp_path)] == [True, False]
