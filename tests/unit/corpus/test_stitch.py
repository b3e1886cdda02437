"""Paragraphs that a page break, a figure or an author block has cut are joined; others never are."""

from __future__ import annotations

import pytest

from corpus.normalise import normalise
from corpus.readers.stitch import join

from .conftest import Paper

FULL = "Glass conducts sodium ions well at room temperature."
FIGURE = "Figure 4. Plots of the current over time for nine cells."


def texts(paper: Paper, *blocks: str) -> list[str]:
    document = paper("\n\n".join(blocks))
    return [passage.text for passage in document.passages if passage.kind == "prose"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        pytest.param(
            "The glass becomes soft when",
            "it is heated.",
            "The glass becomes soft when it is heated.",
            id="lower case",
        ),
        pytest.param(
            "The film shows dis-",
            "tortions at its rim.",
            "The film shows distortions at its rim.",
            id="cut word",
        ),
        pytest.param(
            "We used a solid-",
            "state cell. A solid-state one.",
            "We used a solid-state cell. A solid-state one.",
            id="cut compound",
        ),
        pytest.param(
            "The salt is vulnerable for",
            "Na⁺/H⁺ exchange in air.",
            "The salt is vulnerable for Na+/H+ exchange in air.",
            id="formula behind a preposition",
        ),
        pytest.param(
            "Vapour of low pressure and a moderate heat in the end deposits some",
            "K₂S on each of the foils.",
            "Vapour of low pressure and a moderate heat in the end deposits some K2S on each of the foils.",
            id="formula",
        ),
        pytest.param(
            "Its change follows the",
            "Arrhenius law below that.",
            "Its change follows the Arrhenius law below that.",
            id="name behind an article",
        ),
        pytest.param(
            "The voltage falls to about",
            "12 mV in a day.",
            "The voltage falls to about 12 mV in a day.",
            id="number",
        ),
        pytest.param(
            "This step is slow (Fig.",
            "11b). The next is fast.",
            "This step is slow (Fig. 11b). The next is fast.",
            id="cut inside brackets",
        ),
        pytest.param(
            "Ito et al.",
            "Reported nine new salts here.",
            "Ito et al. Reported nine new salts here.",
            id="et al",
        ),
        pytest.param(
            "It rises.^[3] After nine hours in the box at 60 °C the cell",
            "then fails.^[4]",
            "It rises. After nine hours in the box at 60 °C the cell then fails.",
            id="with marks",
        ),
    ],
)
@pytest.mark.parametrize(
    "between", [(), (FIGURE,), (FIGURE, "Received: May 2, 2021", "Table 2. (Continued)")]
)
def test_joined(paper: Paper, first: str, second: str, joined: str, between: tuple[str, ...]) -> None:
    assert texts(paper, FULL, first, *between, second, FULL) == [FULL, joined, FULL]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("It stops here for good.", "then it goes on below.", id="nothing is open"),
        pytest.param(
            "After a rest of nine hours in the box the cell is then charged again",
            "Sodium was cut in a box.",
            id="a new sentence",
        ),
        pytest.param("where x is given by", "## Next part\n\nThe law of Ohm holds.", id="over a heading"),
        pytest.param(
            "The energy is then given as", "$$E = qU$$\n\nwhere q is the charge.", id="over an equation"
        ),
    ],
)
def test_not_joined(paper: Paper, first: str, second: str) -> None:
    found = texts(paper, FULL, first, second, FULL)

    assert first in found
    assert len(found) == 4


def test_a_continuation_may_stand_a_few_paragraphs_on(paper: Paper) -> None:
    found = texts(paper, FULL, "The pellets were pressed until", FULL, "they had no pores left.", FULL)

    assert found == [FULL, "The pellets were pressed until they had no pores left.", FULL, FULL]


def test_two_open_ends_leave_a_later_continuation_alone(paper: Paper) -> None:
    blocks = [
        FULL,
        "After a rest of nine hours in the box the first of the cells",
        "After a rest of ten hours in the box the second of the cells",
        FULL,
        "was charged again.",
    ]

    assert texts(paper, *blocks) == blocks


def test_an_open_end_is_given_up_after_some_paragraphs(paper: Paper) -> None:
    left = "After a rest of nine hours in the box the first of the cells"
    blocks = [FULL, left, FULL, FULL, FULL, FULL, "was charged again."]

    assert texts(paper, *blocks) == blocks


def test_a_column_that_stands_before_its_beginning(paper: Paper) -> None:
    document = paper(
        "\n\n".join(
            [
                "A summary of all that was found in this study.",
                "sodium, which is cheap. It is also soft. Its films have a",
                "## 1. Introduction",
                "The world needs many more cells made out of",
                "high resistance. They crack.",
            ]
        )
    )

    assert [(passage.text, passage.section) for passage in document.passages] == [
        ("A summary of all that was found in this study.", ()),
        (
            "sodium, which is cheap. It is also soft. Its films have a high resistance. They crack.",
            ("Introduction",),
        ),
        ("The world needs many more cells made out of", ("Introduction",)),
    ]


def test_a_stitched_passage_maps_to_both_places(paper: Paper) -> None:
    document = paper(f"{FULL}\n\nThe film shows dis-\n\n{FIGURE}\n\ntortions of K_2S [2].\n\n{FULL}")
    passage = next(each for each in document.passages if "distortions" in each.text)

    at = passage.text.index("distortions")
    start, end = passage.mapped.source_span(at, at + len("distortions"))
    assert document.source[start:end].startswith("dis-\n\nFigure 4")
    assert document.source[start:end].endswith("tortions")
    assert list(passage.mapped.starts) == sorted(passage.mapped.starts)
    assert list(passage.mapped.ends) == sorted(passage.mapped.ends)
    assert [(passage.text[: mark.at], mark.numbers) for mark in passage.citations] == [
        ("The film shows distortions of K2S", (2,))
    ]


def test_join_of_an_empty_part() -> None:
    source = "some words    "
    empty, words = normalise(source, 10, 14), normalise(source, 0, 10)

    assert join([words, empty], source)[0].text == "some words"
    assert join([empty, words], source)[0].text == "some words"
