"""Annotations of the project's own texts lie where they say: of the digests and of the practice prose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.reader import read
from extraction.training import data, gold

ANNOTATIONS = {path.name: path for path in data.own_annotations()}


@pytest.mark.parametrize(
    ("name", "folder", "sentences"),
    [("digests.jsonl", data.DIGESTS, 358), ("practice.jsonl", data.PRACTICE, 10738)],
)
def test_every_entity_lies_in_its_sentence(name: str, folder: Path, sentences: int) -> None:
    rows = [json.loads(line) for line in ANNOTATIONS[name].read_text(encoding="utf-8").splitlines()]
    documents = {doc: read(folder / f"{doc}.md") for doc in sorted({row["d"] for row in rows})}
    changed = [row["d"] for row in rows if row["h"] != documents[row["d"]].sha256]
    lost = []
    for sentence in gold.load([ANNOTATIONS[name]]):
        aligned = gold.align(documents[sentence.doc], sentence)
        if aligned is None or len(aligned.entities) != len(sentence.entities):
            lost.append((sentence.doc, sentence.start))

    assert changed == []
    assert lost == []
    assert len(rows) == sentences


def test_practice_and_digests_share_no_name() -> None:
    assert not data.names(data.PRACTICE) & data.names(data.DIGESTS) - {"README", "LICENSE"}
