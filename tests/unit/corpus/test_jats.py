"""JATS: metadata, sections, citations, equations, lists, tables and references of an invented article."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Document, PassageKind
from corpus.reader import plain_text, read

SAMPLE = Path(__file__).parent / "samples" / "jats.xml"


@pytest.fixture(scope="module")
def article() -> Document:
    return read(SAMPLE)


def prose(document: Document) -> list[tuple[tuple[str, ...], str]]:
    return [(each.section, each.text) for each in document.passages if each.kind is PassageKind.PROSE]


def test_metadata(article: Document) -> None:
    assert article.title == "Lithium fluoride on Li7La3Zr2O12"
    assert (article.doi, article.year, article.journal) == (
        "10.5555/cells.42",
        2023,
        "Journal of Made-up Cells",
    )
    assert article.authors == ("Mira J. Ashford", "The Cell Team")
    assert (article.licence, article.kind) == ("CC BY-NC 4.0", "review")


def test_prose_by_section(article: Document) -> None:
    assert prose(article) == [
        (("Abstract",), "A thin LiF film keeps electrons out of the pellet."),
        (
            ("Introduction",),
            "Garnets are brittle. Dendrites cross them at 0.5 mA cm-2 (Figure 1). "
            "A film of LiF was named as a cure.",
        ),
        (("Introduction", "Theory"), "The current obeys where V is the voltage and x in Li1-xCoO2 is 0.5."),
        (("Introduction", "Theory"), "The film blocks electrons."),
        (("Introduction", "Theory"), "It lets ions pass."),
        (("Results",), "Table 1 lists the films."),
    ]


def test_citations_stand_behind_what_they_follow(article: Document) -> None:
    passage = article.passages[1]
    assert [(passage.text[: mark.at].split()[-1], mark.numbers) for mark in passage.citations] == [
        ("brittle", (1, 2)),
        ("them", (1, 2, 3)),
        ("cure", (2, 3)),
    ]


def test_captions_and_notes(article: Document) -> None:
    found = [each.text for each in article.passages if each.kind is PassageKind.CAPTION]
    assert found == [
        "Figure 1. A cracked pellet after 10^3 cycles.",
        "Table 1. Films on garnet.",
        "a At 25 °C.",
    ]


def test_table_with_spans(article: Document) -> None:
    (table,) = article.tables
    assert table.caption is not None
    assert table.caption.text == "Table 1. Films on garnet."
    assert [cell.text for cell in table.header] == [
        "Film",
        "Resistance (Ω cm2) fresh",
        "Resistance (Ω cm2) aged",
    ]
    assert [(row.section, [cell.text for cell in row.cells]) for row in table.rows] == [
        ("Halides", ["LiF", "20", "35"]),
        ("Halides", ["LiF", "22", "–"]),
        ("Halides", ["LiI", "12", "14"]),
    ]
    assert table.rows[0].cells[2].citations[0].numbers == (2,)


def test_references(article: Document) -> None:
    assert [(each.number, each.doi) for each in article.references] == [
        (1, "10.5555/a.1"),
        (2, None),
        (3, "10.5555/b.3"),
    ]
    assert article.references[0].text == "Ashford M., Boss T., Brittle things, J. Invent., 2018, 3, 7–9"
    assert article.references[1].text == "Ashford M., Films. J. Invent. (2019)."


def test_offsets_point_into_the_plain_text(article: Document) -> None:
    assert plain_text(SAMPLE) == article.source
    passage = next(each for each in article.passages if "CoO2" in each.text)
    start = passage.text.index("Li1-xCoO2")
    low, high = passage.mapped.source_span(start, start + len("Li1-xCoO2"))
    assert article.source[low:high] == "Li₁₋ₓCoO₂"


def test_the_plain_text_shows_what_is_read(article: Document) -> None:
    assert article.source.startswith("Lithium fluoride on Li7La3Zr2O12\n\nAbstract\n\nA thin LiF film")
    assert "\n\nJ = V/(R+1)\n\n" in article.source
    assert (
        "Film\tResistance (Ω cm²) fresh\tResistance (Ω cm²) aged\nHalides\t\t\nLiF\t20\t35^[2]\n"
        in article.source
    )
    assert "Nobody paid" not in article.source
    assert "A picture of the pellet" not in article.source
    assert article.source.endswith("[3] Boss T., Cells, 2020, doi:10.5555/b.3.\n")
