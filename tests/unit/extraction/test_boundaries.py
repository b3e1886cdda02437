"""Where sentences end: `|` marks every place at which a next one begins."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extraction.nlp import boundaries


@pytest.mark.parametrize(
    "marked",
    [
        "Ions move as Fig. 5f shows.| Then they stop.",
        "The cell reached 4.1 V.| Fig. 2 shows this.",
        "Wang et al. saw LiF.| It is stable.",
        "J. B. Miller did it.| He won.",
        "J.B. Miller of the U.S. Navy did it.| He won.",
        "See Refs. 3 and 4.| Next one.",
        "The rate was 0.5 mA cm-2.| Next it rose.",
        "It fell to 87%.| The rest stayed.",
        "Salts, e.g. LiF, and i.e. Li2O stay.| Others go.",
        "It holds (see Fig. 3).| Then it stops.",
        '"It works."| They left.',
        "Foils, meshes, etc.| The next one.",
        "Foils, meshes, etc. are used.| Good.",
        "It was made of Li+.| The SEI grew.",
        "It ran at 25 °C.| α-Fe formed.",
        "What is it?| It is LiF!| Yes.",
        "A slurry of 5 wt. % was spread.| Good.",
        "And so on...| Next one.",
        "Against Li vs. Na it wins.| Good.",
        "(a) First panel.| (b) Second panel.",
        "it ends.next goes on",
    ],
)
def test_sentences(reading: Language, marked: str) -> None:
    text = marked.replace("|", "")
    doc = reading.make_doc(text)

    starts = [token.idx for token, begins in zip(doc, boundaries.starts(doc), strict=True) if begins]

    sentences = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert sentences == [part.strip() for part in marked.split("|")]


def test_an_empty_text_has_no_sentence(reading: Language) -> None:
    assert boundaries.starts(reading.make_doc("")) == []
