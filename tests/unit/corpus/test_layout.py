"""What is read, in which section, and what is left out."""

from __future__ import annotations

import pytest

from corpus.model import PassageKind

from .conftest import Paper

FULL = "Glass conducts sodium ions well at room temperature."
LIST = "- [1] A. One, 2001, 1, 1.\n- [2] B. Two, 2002, 2, 2.\n- [3] C. Three, 2003, 3, 3."


def prose(paper: Paper, *blocks: str, name: str = "paper.txt") -> list[tuple[tuple[str, ...], str]]:
    document = paper("\n\n".join(blocks), name)
    return [(each.section, each.text) for each in document.passages if each.kind is PassageKind.PROSE]


def test_numbered_sections(paper: Paper) -> None:
    found = prose(paper, "1. Salts", FULL, "1.1. Fluorides", FULL, "1.1.1 Films", FULL, "2. Cells", FULL)

    assert [section for section, _ in found] == [
        ("Salts",),
        ("Salts", "Fluorides"),
        ("Salts", "Fluorides", "Films"),
        ("Cells",),
    ]


def test_marked_sections_below_the_title(paper: Paper) -> None:
    found = prose(
        paper, "# Salts for all the cells", FULL, "## Films", FULL, "### Thin ones", FULL, "## Foils", FULL
    )

    assert [section for section, _ in found] == [(), ("Films",), ("Films", "Thin ones"), ("Foils",)]


def test_a_bare_heading_between_paragraphs(paper: Paper) -> None:
    found = prose(paper, "Salts for all the cells", FULL, "Cycling of foils", FULL, "2023", FULL)

    assert [section for section, _ in found] == [(), ("Cycling of foils",), ("Cycling of foils",)]


def test_abstract_on_the_line_of_its_name(paper: Paper) -> None:
    assert prose(paper, f"**Abstract:** {FULL}", "# Next", FULL)[0] == ((), FULL)


@pytest.mark.parametrize("ending", ["© 2023 The Authors.", "Keywords: glass; salt"])
def test_a_notice_ends_the_abstract(paper: Paper, ending: str) -> None:
    assert prose(paper, "ABSTRACT", FULL, ending, FULL) == [(("Abstract",), FULL), ((), FULL)]


def test_a_long_text_is_no_longer_the_abstract(paper: Paper) -> None:
    long = " ".join([FULL] * 60)

    assert [section for section, _ in prose(paper, "Abstract", FULL, long, long)] == [("Abstract",), (), ()]


@pytest.mark.parametrize(
    "heading",
    ["Acknowledgements", "## Conflict of Interest", "Data availability", "Declaration of competing interest"],
)
def test_silent_sections_are_left_out(paper: Paper, heading: str) -> None:
    found = prose(paper, FULL, heading, "We thank everyone who has helped us with this.", "3. Cells", FULL)

    assert found == [((), FULL), (("Cells",), FULL)]


def test_keywords_and_dates_are_left_out(paper: Paper) -> None:
    blocks = [
        "Keywords:",
        "sodium glass",
        "K₂S",
        "dry rooms, foils, " * 10,
        "Received 5 June 2021",
        "ABSTRACT",
        FULL,
    ]

    assert prose(paper, *blocks) == [(("Abstract",), FULL)]


def test_keywords_end_with_the_next_paragraph(paper: Paper) -> None:
    long = " ".join([FULL] * 4)

    assert prose(paper, FULL, "Keywords", "sodium glass", long) == [((), FULL), ((), long)]


def test_lives_of_the_authors_are_left_out(paper: Paper) -> None:
    life = "Ada Writer received her Ph.D. from Some University. She is a professor at Other University."

    assert prose(paper, *[FULL] * 9, life, LIST, life) == [((), FULL)] * 9


def test_running_heads_and_page_numbers_are_left_out(paper: Paper) -> None:
    pages = [
        block for number in range(1, 6) for block in (FULL, f"{number} of 5", "Some Letters, A. Writer et al")
    ]

    assert prose(paper, *pages) == [((), FULL)] * 5


def test_list_items_are_passages_without_their_marks(paper: Paper) -> None:
    document = paper(f"{FULL}\n\n- Salt is cheap.\n- Foil is thin.\n\n1. Dry the salt first.\n")

    assert [passage.text for passage in document.passages] == [
        FULL,
        "Salt is cheap.",
        "Foil is thin.",
        "Dry the salt first.",
    ]


def test_captions_are_passages_of_their_own_kind(paper: Paper) -> None:
    document = paper(f"2. Cells\n\n{FULL}\n\nFig. 2. Plots of K_2S [4].\n\n{FULL}")
    caption = document.passages[1]

    assert (caption.kind, caption.section, caption.text) == (
        PassageKind.CAPTION,
        ("Cells",),
        "Fig. 2. Plots of K2S.",
    )
    assert [mark.numbers for mark in caption.citations] == [(4,)]


def test_a_paragraph_that_begins_with_a_citation_is_no_reference(paper: Paper) -> None:
    found = prose(
        paper, FULL, "[3] has shown that a film of salt keeps water out of the cell for nine days.", FULL
    )

    assert len(found) == 3


def test_a_repository_cover_is_left_out(paper: Paper) -> None:
    cover = [
        "Some University",
        "Salts for all the cells",
        "Writer, Ada; Penn, Bo",
        "Published in: Some Letters",
        "Publication date: 2022",
        "Document Version\nAccepted manuscript",
        "Citation for published version (APA):",
        "General rights",
        "Copyright and moral rights stay with the owners.",
        "Take down policy",
        "If you believe that this document breaks the law, write to us and we will take it away.",
    ]
    document = paper("\n\n".join([*cover, "Salts for all the cells", "Ada Writer^{a,*} and Bo Penn^b", FULL]))

    assert [passage.text for passage in document.passages] == [FULL]
    assert (document.title, document.authors) == ("Salts for all the cells", ("Ada Writer", "Bo Penn"))
    assert (document.year, document.journal) == (2022, "Some Letters")
