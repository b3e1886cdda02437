"""What is a heading, at which level, and what kind of section it opens."""

from __future__ import annotations

import pytest

from corpus.readers.headings import bare, parse


@pytest.mark.parametrize(
    ("text", "title", "level"),
    [
        ("# Calcium films", "Calcium films", 1),
        ("### **3.2. Zinc oxides**", "Zinc oxides", 2),
        ("#### 4. Outlook on glass", "Outlook on glass", 1),
        ("2.1. Preparation of foils", "Preparation of foils", 2),
        ("2.1.3 Ball milling of powders", "Ball milling of powders", 3),
        ("*2.2.3 Thin sheets*", "Thin sheets", 3),
        ("5 Methods", "Methods", 1),
        ("IV. Cell tests", "Cell tests", 1),
        ("Results and discussion", "Results and discussion", 1),
        ("ABSTRACT", "Abstract", 1),
        ("RESULTS OF CYCLING", "Results of cycling", 1),
        ("Conclusions:", "Conclusions", 1),
    ],
)
def test_headings(text: str, title: str, level: int) -> None:
    heading = parse(text)

    assert heading is not None
    assert (heading.title, heading.level) == (title, level)


@pytest.mark.parametrize(
    "text",
    [
        "Zinc oxide grows on foil.",
        "3 samples were cut from each of the nine foils that had been rolled",
        "12. A. Author, J. Some Lett. 2020, 4, 12.",
        "1. Cut the foil, then dry it.",
        "LLZO",
        "10 mA cm-2",
        "Two\nlines",
        "",
    ],
)
def test_no_headings(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "references", "silent", "keywords"),
    [
        ("## References", True, False, False),
        ("Literature Cited", True, False, False),
        ("Acknowledgements", False, True, False),
        ("Declaration of competing interest", False, True, False),
        ("Supporting Information", False, True, False),
        ("Keywords", False, False, True),
        ("Results", False, False, False),
    ],
)
def test_kinds_of_sections(text: str, references: bool, silent: bool, keywords: bool) -> None:
    heading = parse(text)

    assert heading is not None
    assert (heading.is_references, heading.is_silent, heading.is_keywords) == (references, silent, keywords)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cycling of pouch cells", True),
        ("Cycling of pouch cells.", False),
        ("cycling of pouch cells", False),
        ("Small 2023, 19, 2304", False),
        ("write@us.org", False),
        ("A title far too long for a line that stands alone between paragraphs", False),
    ],
)
def test_short_lines_that_can_be_headings(text: str, expected: bool) -> None:
    assert (bare(text) is not None) == expected
