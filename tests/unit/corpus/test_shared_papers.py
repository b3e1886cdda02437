"""The five real papers: metadata, lists, tables, stitched sentences, and offsets in every passage."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest

from corpus.model import Document, MappedText, PassageKind
from corpus.normalise import normalise

Real = Callable[[str], Document]
PAPERS = ("000", "001", "002", "003", "004")

pytestmark = pytest.mark.shared


def prose(document: Document) -> str:
    return "\n".join(each.text for each in document.passages if each.kind is PassageKind.PROSE)


def texts(document: Document) -> list[MappedText]:
    cells = [
        cell
        for table in document.tables
        for cell in (*table.header, *(c for row in table.rows for c in row.cells))
    ]
    return [each.mapped for each in (*document.passages, *cells)]


@pytest.mark.parametrize(
    ("number", "doi", "year", "journal", "licence", "kind", "authors"),
    [
        ("000", "10.1002/smll.202304270", 2024, "Small", "CC BY 4.0", "review", 4),
        ("001", "10.1016/j.nanoen.2023.109250", 2024, "Nano Energy", None, "review", 7),
        ("002", "10.1002/advs.202304235", 2023, "Advanced Science", "CC BY", "review", 4),
        ("003", "10.1016/j.ccl.2023.108846", 2024, "Chinese Chemical Letters", None, "research", 4),
        ("004", "10.1002/adma.202004798", 2020, "Advanced Materials", None, "research", 8),
    ],
)
def test_metadata(
    real: Real, number: str, doi: str, year: int, journal: str, licence: str | None, kind: str, authors: int
) -> None:
    document = real(number)

    assert (document.doi, document.year, document.journal) == (doi, year, journal)
    assert (document.licence, document.kind, len(document.authors)) == (licence, kind, authors)


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        ("000", "Amorphous Materials", "Batteries"),
        ("001", "Disordered materials", "review"),
        ("002", "Li, Na, K", "Electrolytes"),
        ("003", "Self assembled", "battery"),
        ("004", "A Self-Healing", "Batteries"),
    ],
)
def test_titles(real: Real, number: str, first: str, last: str) -> None:
    title = real(number).title or ""

    assert title.startswith(first)
    assert title.endswith(last)


@pytest.mark.parametrize(
    ("number", "references", "with_doi"),
    [("000", 234, 1), ("001", 198, 193), ("002", 656, 2), ("003", 45, 0), ("004", 42, 0)],
)
def test_references(real: Real, number: str, references: int, with_doi: int) -> None:
    found = real(number).references

    assert [each.number for each in found] == list(range(1, references + 1))
    assert sum(each.doi is not None for each in found) == with_doi


@pytest.mark.parametrize(
    ("number", "rows"),
    [("000", [9]), ("001", [20, 20]), ("002", [34, 4, 19, 8, 12]), ("003", []), ("004", [])],
)
def test_tables(real: Real, number: str, rows: list[int]) -> None:
    tables = real(number).tables

    assert [len(table.rows) for table in tables] == rows
    assert all(table.caption and table.caption.text.startswith("Table") for table in tables)


def test_the_table_over_three_pages(real: Real) -> None:
    table = real("002").tables[0]

    assert (table.start, table.end) == (66798, 76591)
    assert [cell.text for cell in table.header] == [
        "Metal ions",
        "Materials",
        "Ion conductivity [S cm-1]",
        "Activation energy [eV]",
        "Remarks",
    ]
    assert list(dict.fromkeys(row.section for row in table.rows)) == [
        "Sulfides",
        "Halides",
        "Oxides",
        "Polymers",
        "Hydrides",
        "NASICONs",
        "Borate or Phosphates",
        "Thin films",
    ]
    nasicon = [row for row in table.rows if row.section == "NASICONs"]
    assert [row.cells[0].text for row in nasicon] == ["Li+", "Na+", "Mg2+", "Zn2+", "K+", "Al3+", "Ca2+"]
    assert table.rows[0].cells[1].text.startswith("Li2S-P2S5, Li2S-P2S5-MSx, LGPS, Li3PS4, ")
    assert table.rows[0].cells[2].text == "10^-7–10^-3"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("000", "possess a high degree"),
        ("000", "only expected to increase in the future"),
        ("000", "solid electrolyte was found to be 0.23 ± 0.04"),
        ("000", "The structure of amorphous carbons"),
        ("000", "component design"),
        ("001", "glass-based electrodes and electrolytes"),
        ("001", "deposited disordered V2O5 on"),
        ("001", "(Fig. 11b)"),
        ("001", "transition during Li+ insertion"),
        ("002", "suffers structural distortions"),
        ("002", "tend to have poor conductivity in SEI"),
        ("002", "follows the Arrhenius equation"),
        ("002", "Ceder et al."),
        ("002", "atomic scale conformal contacts"),
        ("002", "slurries with tape casting owing"),
        ("002", "(<10^-5 S cm-1)"),
        ("003", "vulnerable for Li+/H+ exchange"),
        ("003", "high thermodynamic stability will result"),
        ("003", "homogenized electric field distribution"),
        ("003", "the XPS spectra"),
        ("004", "lead to their short cycling life"),
        ("004", "(66% of the initial discharge capacity)"),
    ],
)
def test_sentences_cut_by_pages_are_whole(real: Real, number: str, words: str) -> None:
    assert words in prose(real(number))


@pytest.mark.parametrize("number", PAPERS)
def test_no_lists_lives_or_portal_text_in_prose(real: Real, number: str) -> None:
    text = prose(real(number))

    assert not re.search(
        r"Ph\.D\.|take down|@\w+\.\w+|ORCID|©|Received:|[Cc]orresponding author|Natural Science Found", text
    )
    assert not re.search(r"\b(?:Chem\. Rev|Adv\. Mater|Nano Lett|J\. Am)\.", text)


@pytest.mark.parametrize("number", PAPERS)
def test_no_mark_up_is_left(real: Real, number: str) -> None:
    for mapped in texts(real(number)):
        assert not re.search(
            r"[\\${}_]|\*\*|</?su[bp]>|\^\[|\[[1-9]\d*[,–\]]|  |[⁰¹²³⁴-⁹₀-₉⁺⁻]", mapped.text
        ), mapped.text[:80]


@pytest.mark.parametrize("number", PAPERS)
def test_every_word_maps_into_the_source(real: Real, number: str) -> None:
    """The source of a word reads as that word once it is normalised alone."""
    document = real(number)
    different = total = 0
    for passage in document.passages:
        for word in re.finditer(r"[A-Za-z]{4,}", passage.text):
            start, end = passage.mapped.source_span(*word.span())
            total += 1
            different += normalise(document.source, start, end)[0].text != word.group()

    assert total > 2000
    assert different <= 0.004 * total


@pytest.mark.parametrize("number", PAPERS)
def test_ranges_never_run_backwards(real: Real, number: str) -> None:
    document = real(number)
    for mapped in texts(document):
        assert len(mapped.starts) == len(mapped.ends) == len(mapped.text)
        assert all(a <= b for a, b in pairwise(mapped.starts))
        assert all(a <= b for a, b in pairwise(mapped.ends))
        assert not mapped.text or 0 <= mapped.starts[0] <= mapped.ends[-1] <= len(document.source)


def test_passages_do_not_overlap(real: Real) -> None:
    for number in PAPERS:
        firsts = [passage.mapped.starts[0] for passage in real(number).passages]
        assert firsts == sorted(set(firsts))


def test_reading_is_fast(real: Real) -> None:
    """Over half of all the text in far less than the four seconds that all may take on one core."""
    source = real("002").source
    began = time.perf_counter()
    normalise(source, 0, len(source))

    assert time.perf_counter() - began < 4
