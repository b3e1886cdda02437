"""The reference list, also where pages cut it, and DOIs, also torn ones."""

from __future__ import annotations

import pytest

from corpus.readers.references import find_doi

from .conftest import Paper

FULL = "Glass conducts sodium ions well at room temperature."


@pytest.mark.parametrize(
    "entries",
    [
        "- [1] A. One, *Some Lett.* **2001**, *1*, 1.\n- [2] B. Two, *Some Lett.* **2002**, *2*, 2.",
        "[1] A. One, Some Lett. 2001, 1, 1.\n\n[2] B. Two, Some Lett. 2002, 2, 2.",
        "1. A. One, Some Lett. 2001, 1, 1.\n2. B. Two, Some Lett. 2002, 2, 2.",
        "1) A. One, Some Lett. 2001, 1, 1.\n2) B. Two, Some Lett. 2002, 2, 2.",
        "- A. One, Some Lett. 2001, 1, 1.\n- B. Two, Some Lett. 2002, 2, 2.",
        "[1] A. One, Some\nLett. 2001, 1, 1.\n[2] B. Two, Some Lett.\n2002, 2, 2.",
    ],
)
def test_numbered_lists(paper: Paper, entries: str) -> None:
    document = paper(f"{FULL}\n\n## References\n\n{entries}\n")

    assert [(each.number, each.text) for each in document.references] == [
        (1, "A. One, Some Lett. 2001, 1, 1."),
        (2, "B. Two, Some Lett. 2002, 2, 2."),
    ]
    assert [passage.text for passage in document.passages] == [FULL]


def test_a_list_without_a_heading(paper: Paper) -> None:
    entries = "\n".join(f"- [{n}] A. Writer, Some Lett. 200{n}, {n}, 1." for n in range(1, 6))

    assert [each.number for each in paper(f"{FULL}\n\n{entries}").references] == [1, 2, 3, 4, 5]


def test_an_entry_cut_by_a_page_break_is_put_together(paper: Paper) -> None:
    document = paper(
        f"{FULL}\n\nReferences\n\n- [1] A. One, Films on\n\nfoils of lead, Lett. 2001, 1, 1.\n\n"
        "- [2] B. Two, 2002.\n\nAda Writer is a professor at Some University. She received her Ph.D. here.\n"
    )

    assert [each.text for each in document.references] == [
        "A. One, Films on foils of lead, Lett. 2001, 1, 1.",
        "B. Two, 2002.",
    ]


def test_a_section_behind_the_list_is_read(paper: Paper) -> None:
    document = paper(f"{FULL}\n\n# References\n\n1. A. One, 2001.\n\n# Methods\n\n{FULL}\n", "paper.md")

    assert [passage.section for passage in document.passages] == [(), ("Methods",)]


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("A. One, 2001. https://doi.org/10.1000/ab.12-3", "10.1000/ab.12-3"),
        ("A. One, 2001. doi:10.1000/AB_12(3)4.", "10.1000/AB_12(3)4"),
        ("https://doi.org/10.1000/ ab.123.", "10.1000/ab.123"),
        ("https://doi.org/10.1000 /ab.123", "10.1000/ab.123"),
        ("https://doi.org/10. 1000/ab123", "10.1000/ab123"),
        ("https://doi. org/10.1000/j.ab. 2001.5.", "10.1000/j.ab.2001.5"),
        ("(doi: 10.1000/ab) was read", "10.1000/ab"),
        ("see 10.1000/ab, and 10.2000/cd", "10.1000/ab"),
        ("pages 10.1 to 10.4/5", None),
        ("no number", None),
    ],
)
def test_dois(text: str, doi: str | None) -> None:
    assert find_doi(text) == doi
