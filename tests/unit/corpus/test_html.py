"""Articles in HTML: an invented publisher's page, and pages that hold no article."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import CorpusError, Malformed, NoSentences, WrongEncoding
from corpus.model import Document, PassageKind
from corpus.reader import read

SAMPLE = Path(__file__).parent / "samples" / "page.html"


@pytest.fixture(scope="module")
def article() -> Document:
    return read(SAMPLE)


def test_metadata(article: Document) -> None:
    assert (article.title, article.doi, article.year) == ("Zinc in gels", "10.5555/zn.7", 2022)
    assert (article.journal, article.authors) == ("Gel Science", ("Ilse Varga", "Ben Okafor"))
    assert article.licence == "CC BY 4.0"


def test_sections_and_beginnings(article: Document) -> None:
    found = [
        (each.section, " ".join(each.text.split()[:3]))
        for each in article.passages
        if each.kind is PassageKind.PROSE
    ]
    assert found == [
        (("Abstract",), "Gels hold water"),
        (("Introduction",), "Zinc grows needles"),
        (("Introduction", "Earlier work"), "Earlier gels were"),
        (("Results",), "The new gel"),
    ]


def test_citations_and_scripts(article: Document) -> None:
    passage = article.passages[1]
    assert passage.text == "Zinc grows needles in water. Gels stop them at 2 mA cm-2."
    assert [mark.numbers for mark in passage.citations] == [(1,), (2, 3, 4)]


def test_floats(article: Document) -> None:
    captions = [each.text for each in article.passages if each.kind is PassageKind.CAPTION]
    assert captions == ["Figure 1. A torn gel.", "Table 1. Gels."]
    (table,) = article.tables
    assert [cell.text for cell in table.header] == ["Gel", "Life (h)"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["PAM", "4000"], ["PVA", "900"]]


def test_references(article: Document) -> None:
    assert [(each.number, each.doi) for each in article.references] == [
        (1, "10.5555/n.1"),
        (2, None),
        (3, None),
        (4, None),
    ]
    assert article.references[0].text == "Moss, A. Needles. J. Zinc 2010."


@pytest.mark.parametrize(
    "absent", ["never read this", "Journals and other", "Download PDF", "families", "Nowhere"]
)
def test_what_is_no_article_is_left_out(article: Document, absent: str) -> None:
    assert absent not in article.source


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        (b"<html><body><p>Log in to go on.</p></body></html>", NoSentences, "no article found"),
        (b"<html></html>", NoSentences, "no article found"),
        (b"<html><body><p>caf\xe9</p></body></html>", WrongEncoding, "not UTF-8"),
        (b"<!-- nothing -->", CorpusError, "page.html: "),
    ],
)
def test_bad_pages(tmp_path: Path, data: bytes, error: type[CorpusError], cause: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    with pytest.raises(error, match=cause):
        read(path)


def test_a_page_nested_without_end(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_bytes(b"<html><body>" + b"<div>" * 50_000 + b"word")
    with pytest.raises((NoSentences, Malformed)):
        read(path)


def test_the_encoding_that_a_page_names(tmp_path: Path) -> None:
    text = "The café by the lake serves cells that nobody has ever charged before. " * 8
    path = tmp_path / "page.html"
    path.write_bytes(
        (
            '<html><head><meta charset="iso-8859-1"><title>A page about cafés</title></head><body>'
            f"<h2>One</h2><p>{text}</p>"
        ).encode("latin-1")
    )
    assert "café by the lake" in read(path).passages[0].text
