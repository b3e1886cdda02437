"""Lines become blocks, and each block gets the kind that its words give it."""

from __future__ import annotations

import pytest

from corpus.readers.blocks import Block, Kind, split
from corpus.readers.classify import classify, ends_closed

LONG = "The foil was rolled, cut, dried and weighed before each of the cells was closed by hand. " * 5


def kinds(text: str) -> list[Kind]:
    return [classify(block).kind for block in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "One line\nand its end.\n\nAnother.", ["One line\nand its end.", "Another."], id="paragraphs"
        ),
        pytest.param(
            "# Title\nText runs on.", ["# Title", "Text runs on."], id="heading without a blank line"
        ),
        pytest.param(
            "- one item\n- other item\n  wrapped", ["- one item", "- other item\n  wrapped"], id="items"
        ),
        pytest.param(
            "[1] A. One\nwrapped\n[2] B. Two", ["[1] A. One\nwrapped", "[2] B. Two"], id="references"
        ),
        pytest.param("1. A. One\n2. B. Two", ["1. A. One", "2. B. Two"], id="numbered list"),
        pytest.param(
            "It lasted until\n12. Then it broke.",
            ["It lasted until\n12. Then it broke."],
            id="wrapped number",
        ),
        pytest.param(
            "Words.\na\tb\nc\td\nWords.", ["Words.", "a\tb\nc\td", "Words."], id="table between lines"
        ),
        pytest.param("Words.\nFig. 2. A plot.", ["Words.", "Fig. 2. A plot."], id="caption on the next line"),
        pytest.param("A page.\fNext page.", ["A page.", "Next page."], id="form feed"),
        pytest.param(
            "Text ends [3]. *2.2.3 Thin sheets*",
            ["Text ends [3].", "*2.2.3 Thin sheets*"],
            id="stuck heading",
        ),
        pytest.param(LONG + "\n" + LONG, [LONG.strip(), LONG.strip()], id="a paragraph a line"),
        pytest.param("\n \n", [], id="nothing"),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    blocks = split(text)

    assert [block.text for block in blocks] == expected
    assert all(text[block.start : block.end] == block.text for block in blocks)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("$$E = mc^2 \\quad (1)$$", Kind.EQUATION),
        ("Figure 3. Cells after a week.", Kind.CAPTION),
        ("**Fig. 2** (a) Cells after a week.", Kind.CAPTION),
        ("Figure 3 shows how the cells look after a week of rest.", Kind.PROSE),
        ("Scheme 1. Route to the salt", Kind.CAPTION),
        ("(c, d) Reprinted with permission from Ref. [9]. Copyright 2019, Wiley.", Kind.CAPTION),
        ("Table 2. Salts and solvents", Kind.CAPTION),
        ("- [12] A. Author, *Some Lett.* **2020**, *4*, 12.", Kind.REFERENCE),
        ("a\tb\nc\td", Kind.TABLE),
        ("| a | b |\n|---|---|\n| 1 | 2 |", Kind.TABLE),
        ("© 2022 The Authors.", Kind.NOTICE),
        ("Received: May 2, 2021\nRevised: June 3, 2021", Kind.NOTICE),
        ("Received 5 June 2021", Kind.NOTICE),
        ("The charge received was small in every one of the cells that we made.", Kind.PROSE),
        ("E-mail: a.b@c.org", Kind.NOTICE),
        ("* Corresponding authors.", Kind.NOTICE),
        ("¹These authors contributed equally to this work.", Kind.NOTICE),
        ("Keywords: glass; sodium; films", Kind.NOTICE),
        ("DOI: 10.1000/abc", Kind.NOTICE),
        ("(7 of 31)", Kind.NOTICE),
        ("17", Kind.NOTICE),
        ("^a Institute of Glass, Some University, 1000 Town, Country", Kind.NOTICE),
        ("¹Department of Physics, Some University\n²School of Ions, Other University", Kind.NOTICE),
        ("A. Writer\nDepartment of Ions\nSome University\nTown 1000, Country", Kind.NOTICE),
        ("Writers at Some University have shown, in three papers, that glass conducts ions.", Kind.PROSE),
        ("## Cells", Kind.HEADING),
        ("2.3. Cells with glass", Kind.HEADING),
        ("Small words here", Kind.SHORT),
        ("low impedance of the film", Kind.PROSE),
        ("It breaks down.", Kind.PROSE),
        ("The work function is", Kind.PROSE),
        ("***", Kind.NOTICE),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("It conducts.", True),
        ("It conducts.^[4–6]", True),
        ("It conducts.<sup>[76]</sup>", True),
        ("It conducts (Figure 2).", True),
        ("It was called “dead.”", True),
        ("as follows:", True),
        ("It conducts [3]", False),
        ("after the cycling of", False),
        ("as seen (Fig.", False),
        ("as shown by Ito et al.", False),
        ("a cut elec-", False),
        ("salts (LiF, KF)", False),
    ],
)
def test_ends(text: str, closed: bool) -> None:
    assert ends_closed(text) == closed


def test_kind_can_be_changed() -> None:
    block = Block(Kind.PROSE, 0, 2, "ab")

    assert block.as_kind(Kind.NOTICE) == Block(Kind.NOTICE, 0, 2, "ab")
