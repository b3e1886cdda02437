"""What a paper says about itself, in front matter or on its first pages."""

from __future__ import annotations

import pytest

from corpus.errors import Malformed
from corpus.readers.metadata import names

from .conftest import Paper

FULL = "Glass conducts sodium ions well at room temperature."
REFERENCES = "\n".join(f"- [{n}] A. Writer, Some Lett. 2001, {n}, 1." for n in range(1, 161))


def test_front_matter(paper: Paper) -> None:
    document = paper(
        "---\ntitle: Salts of potassium\nauthors: [Ada Writer, {name: Bo Penn}]\nyear: 2021\ndoi: https://doi.org/10.1000/x1\n"
        f"licence: CC BY 4.0\nkind: review\njournal: Some Letters\n---\n# Salts of potassium\n\n{FULL}\n",
        "digest.md",
    )

    assert (document.title, document.authors) == ("Salts of potassium", ("Ada Writer", "Bo Penn"))
    assert (document.year, document.doi, document.journal) == (2021, "10.1000/x1", "Some Letters")
    assert (document.licence, document.kind) == ("CC BY 4.0", "review")
    assert [passage.text for passage in document.passages] == [FULL]


@pytest.mark.parametrize(
    ("field", "authors"),
    [
        ("author: Ada Writer", ("Ada Writer",)),
        ("authors: A. One; B. Two", ("A. One", "B. Two")),
        ("authors: 7", ()),
    ],
)
def test_ways_to_name_authors(paper: Paper, field: str, authors: tuple[str, ...]) -> None:
    assert paper(f"---\n{field}\n---\n{FULL}", "a.md").authors == authors


@pytest.mark.parametrize("front", ["title: [open", "- one\n- two", "date: 2021-13-45"])
def test_broken_front_matter(paper: Paper, front: str) -> None:
    with pytest.raises(Malformed, match="the front matter is not"):
        paper(f"---\n{front}\n---\n{FULL}", "a.md")


def test_empty_front_matter_leaves_it_to_the_page(paper: Paper) -> None:
    assert paper(f"---\n---\n# Salts of soft potassium\n\n{FULL}", "a.md").title == "Salts of soft potassium"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["# Films of K<sub>2</sub>S on foil", FULL], "Films of K2S on foil"),
        (["Some Journal", "# Films of salt", FULL], "Films of salt"),
        (["Films of salt on foil", FULL], "Films of salt on foil"),
        (["# 1. Introduction", FULL], None),
        (["# Abstract", FULL], None),
        ([FULL, "Films of salt on foil"], None),
    ],
)
def test_titles(paper: Paper, lines: list[str], title: str | None) -> None:
    assert paper("\n\n".join(lines)).title == title


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Ada Writer^{a,*}, Bo C. Penn^b and Émile de la Tour^{a}",
            ("Ada Writer", "Bo C. Penn", "Émile de la Tour"),
        ),
        ("Ada Writer,* Bo Penn,* and Jo (Joe) Quill", ("Ada Writer", "Bo Penn", "Jo (Joe) Quill")),
        ("Ada Writer<sup>1</sup> & Bo Penn<sup>2</sup>", ("Ada Writer", "Bo Penn")),
        ("Writer, Ada; Penn, Bo Published in: Some Letters", ("Ada Writer", "Bo Penn")),
        ("Ada Writer\\*", ("Ada Writer",)),
        ("A list of salts, foils, and films that were used", ()),
        ("Sodium", ()),
    ],
)
def test_names(line: str, expected: tuple[str, ...]) -> None:
    assert names(line) == expected


@pytest.mark.parametrize(
    ("notice", "year"),
    [
        ("Publication date:\n2019", 2019),
        ("© 2020 The Authors. All rights reserved.", 2020),
        ("Published online: May 3, 2021", 2021),
        ("Available online 8 July 2022", 2022),
        ("Accepted 8 July 2018", 2018),
        ("No date at all.", None),
    ],
)
def test_years(paper: Paper, notice: str, year: int | None) -> None:
    assert paper(f"Films of salt on foil\n\n{notice}\n\n{FULL}").year == year


@pytest.mark.parametrize(
    ("notice", "journal"),
    [
        ("Published in: Some Letters", "Some Letters"),
        ("© 2020 The Authors. Some Letters published by Some House.", "Some Letters"),
        ("DOI: 10.1002/aenm.202000001", "Advanced Energy Materials"),
        ("DOI: 10.1000/abc", None),
    ],
)
def test_journals(paper: Paper, notice: str, journal: str | None) -> None:
    assert paper(f"Films of salt on foil\n\n{notice}\n\n{FULL}").journal == journal


@pytest.mark.parametrize(
    ("notice", "licence"),
    [
        ("Creative Commons License\nCC BY 4.0", "CC BY 4.0"),
        ("This article is open access under the CC BY-NC-ND license.", "CC BY-NC-ND"),
        ("This is an open access article under the Creative Commons Attribution License.", "CC BY"),
        ("Licensed under Creative Commons Attribution-NonCommercial terms.", "CC BY-NC"),
        ("Figure 1. A plot. Reproduced with permission under a CC BY license.", None),
        ("All rights reserved.", None),
    ],
)
def test_licences(paper: Paper, notice: str, licence: str | None) -> None:
    assert paper(f"Films of salt on foil\n\n{notice}\n\n{FULL}").licence == licence


def test_the_doi_is_the_papers_own(paper: Paper) -> None:
    document = paper(
        f"Films of salt on foil\n\n{FULL}\n\nFig. 1. A plot, doi:10.1000/other.\n\nSupplementary materials"
        "\n\nMore can be found at doi:10.1000/own.1.\n\nReferences\n\n[1] A. One, 2001. doi:10.1000/cited"
    )

    assert document.doi == "10.1000/own.1"


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("Films of salt: a review", FULL, "review"),
        ("Recent progress in films of salt", FULL, "review"),
        ("Films of salt on foil", "This review begins with all the salts of sodium.", "review"),
        ("Films of salt on foil", f"{FULL}\n\n{REFERENCES}", "review"),
        ("Films of salt on foil", FULL, "research"),
    ],
)
def test_kinds(paper: Paper, title: str, body: str, kind: str) -> None:
    assert paper(f"# {title}\n\n{body}").kind == kind
