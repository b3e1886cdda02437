"""Elsevier's XML: metadata, sections, citations, CALS tables and references of an invented article."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Document
from corpus.reader import read

SAMPLE = Path(__file__).parent / "samples" / "elsevier.xml"


@pytest.fixture(scope="module")
def article() -> Document:
    return read(SAMPLE)


def test_metadata(article: Document) -> None:
    assert (article.title, article.doi, article.year) == ("Na3PS4 pellets", "10.5555/j.inv.2021.01.001", 2021)
    assert (article.journal, article.authors) == ("Invented Letters", ("Ola Nord",))
    assert (article.licence, article.kind) == ("CC BY 4.0", "review")


def test_passages(article: Document) -> None:
    assert [(each.section, each.text) for each in article.passages] == [
        (("Abstract",), "Pellets of Na3PS4 conduct well."),
        (("Introduction",), "Sodium is cheap. It conducts 1 mS cm-1."),
        (("Introduction", "Pressing"), "Pressing at 300 MPa closes the pores."),
        ((), "Fig. 1. A pressed pellet."),
        ((), "Table 1. Pellets."),
    ]
    assert [mark.numbers for mark in article.passages[1].citations] == [(1, 2), (3,)]


def test_table(article: Document) -> None:
    (table,) = article.tables
    assert [cell.text for cell in table.header] == ["Sample", "Density (g/cm3)", "Density (g/cm3)"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["A", "2.1", "2.2"],
        ["A", "2.0", "2.3"],
    ]


def test_references(article: Document) -> None:
    assert [(each.number, each.text, each.doi) for each in article.references] == [
        (1, "A. Berg, J. Invent., 4, 2015, 1–8", None),
        (2, "C. Dahl, Salt, 2016, doi:10.5555/salt.2", "10.5555/salt.2"),
        (3, "E. Falk, Glass, 2017.", None),
    ]
