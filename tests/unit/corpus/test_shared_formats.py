"""Real papers in several formats: all are read, and a paper reads the same whatever its format."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from corpus.model import Document, PassageKind
from corpus.reader import plain_text, read

PAPERS = Path(__file__).resolve().parents[3].parent / "shared" / "papers"
FILES = sorted(path for path in PAPERS.glob("*/*") if path.suffix in (".nxml", ".xml", ".html", ".pdf"))

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not FILES, reason="the papers are not there")]


@cache
def document(path: Path) -> Document:
    return read(path)


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def beginning(text: str) -> str:
    """The first letters of a text, marks and numbers left out."""
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKC", re.sub("<.*?>", "", text)).lower())[:10]


def sentences(found: Document) -> list[str]:
    """The sentences of the running text, as letters and digits."""
    texts = (each.text for each in found.passages if each.kind is PassageKind.PROSE)
    split = (sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text))
    return [each for each in map(letters, split) if len(each) > 30]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_paper_has_its_parts(path: Path) -> None:
    found = document(path)
    assert found.title
    assert found.doi
    assert re.fullmatch(r"20[12]\d", str(found.year))
    assert len(found.authors) >= 3
    assert found.licence
    assert found.licence.startswith("CC BY")
    assert len(found.references) >= 17
    assert len(sentences(found)) > 30
    assert any(each.section == ("Abstract",) for each in found.passages)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_offsets_stand_for_the_plain_text(path: Path) -> None:
    found = document(path)
    assert plain_text(path) == found.source
    for passage in found.passages:
        low, high = passage.mapped.source_span(0, len(passage.text))
        assert 0 <= low < high <= len(found.source)
        assert beginning(found.source[low:high]) == beginning(passage.text)


@pytest.mark.parametrize(
    ("one", "two", "share"),
    [
        ("jats/PMC7052325.nxml", "pdf/PMC7052325.pdf", 0.97),
        ("jats/PMC7058583.nxml", "pdf/PMC7058583.pdf", 0.95),
        ("jats/PMC7075112.nxml", "pdf/PMC7075112.pdf", 0.95),
        ("jats/PMC7070767.nxml", "html/PMC7070767.scholarly.html", 0.97),
    ],
)
def test_formats_agree(one: str, two: str, share: float) -> None:
    first, second = document(PAPERS / one), document(PAPERS / two)
    assert (first.title, first.doi, first.year, first.authors) == (
        second.title,
        second.doi,
        second.year,
        second.authors,
    )
    assert len(first.references) == len(second.references)
    whole = letters("".join(each.text for each in second.passages))
    wanted = sentences(first)
    assert sum(sentence in whole for sentence in wanted) >= share * len(wanted)


@pytest.mark.parametrize(
    ("name", "tables", "references", "citations"),
    [
        ("jats/PMC7040742.nxml", 5, 234, 250),
        ("jats/PMC7055569.nxml", 4, 79, 100),
        ("jats/PMC7070767.nxml", 2, 62, 45),
        ("jats/PMC7075112.nxml", 1, 62, 25),
        ("elsevier-xml/S1388248113001951.oa-stm.xml", 1, 17, 18),
        ("html/PMC7070767.scholarly.html", 2, 62, 45),
    ],
)
def test_counts(name: str, tables: int, references: int, citations: int) -> None:
    found = document(PAPERS / name)
    assert (len(found.tables), len(found.references)) == (tables, references)
    assert sum(len(each.citations) for each in found.passages) >= citations
    numbers = {each.number for each in found.references}
    assert all(set(mark.numbers) <= numbers for each in found.passages for mark in each.citations)
