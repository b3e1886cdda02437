"""Word pieces: longest known piece first, case and accents dropped, eight pieces at most."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction.nlp.wordpieces import LONGEST, WordPieces, plain

PIECES = (
    "[PAD]", "[UNK]", "[CLS]", "[SEP]",
    "inter", "interface", "##face", "##faces", "##s", "abc", "ab", "##cd", "angstrom", "naive", "cafe", "##y",
    "li", "##7", "##la", "##3", "##zr", "##2", "##o", "##12", "##f", "##i", "na", "ll", "##zo", "la", "7", "cl",
    "x", "i", "_", "-", "/", "(", ")", ".", "+", "##e", "1", "##0", "σ", "##₂", "漢",
)  # fmt: skip
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
GARNET = ["li", "##7", "##la", "##3", "##zr", "##2", "##o", "##12"]


@pytest.fixture(scope="module")
def vocabulary() -> WordPieces:
    return WordPieces(PIECES)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("interface", ["interface"]),
        ("interfaces", ["interface", "##s"]),
        ("interfaceface", ["interface", "##face"]),
        ("interfacefaces", ["interface", "##faces"]),
        ("face", ["[UNK]"]),  # known only where it continues a word
        ("abcd", ["[UNK]"]),  # the longest piece is taken and nothing taken back: `ab ##cd` is not found
        ("lie", ["li", "##e"]),
        ("liq", ["[UNK]"]),  # one unknown for the whole part, not one for its end
    ],
)
def test_the_longest_known_piece_from_the_left(vocabulary: WordPieces, word: str, pieces: list[str]) -> None:
    assert [PIECES[i] for i in vocabulary.ids(word)] == pieces


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("INTERFACE", ["interface"]),
        ("Ångström", ["angstrom"]),
        ("A\u030angstro\u0308m", ["angstrom"]),
        ("naïve", ["naive"]),
        ("Café", ["cafe"]),
        ("Σ", ["σ"]),
        ("漢", ["漢"]),
    ],
)
def test_case_and_accents_are_dropped(vocabulary: WordPieces, word: str, pieces: list[str]) -> None:
    assert [PIECES[i] for i in vocabulary.ids(word)] == pieces


@pytest.mark.parametrize(
    ("word", "plainly"),
    [("Ångström", "angstrom"), ("İ", "i"), ("Li₂O", "li₂o"), ("ﬁ", "ﬁ"), ("ñ", "n"), ("n\u0303\u0301", "n"), ("", "")],
)  # fmt: skip
def test_plain(word: str, plainly: str) -> None:
    assert plain(word) == plainly


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Li/LiI-LLZO", ["li", "/", "li", "##i", "-", "ll", "##zo"]),
        ("x_i", ["x", "_", "i"]),
        ("(Li)", ["(", "li", ")"]),
        ("--", ["-", "-"]),
        ("Li+", ["li", "+"]),
        ("Li→Na", ["li", "[UNK]", "na"]),
        ("Li q Na", ["li", "[UNK]", "na"]),
        ("1.10", ["1", ".", "1", "##0"]),
        ("?", ["[UNK]"]),
        ("😀", ["[UNK]"]),
        ("", ["[UNK]"]),
        (" ", ["[UNK]"]),
        ("\n\n", ["[UNK]"]),
        ("\u00a0", ["[UNK]"]),
        ("\u0301", ["[UNK]"]),
    ],
)
def test_punctuation_stands_alone(vocabulary: WordPieces, word: str, pieces: list[str]) -> None:
    assert [PIECES[i] for i in vocabulary.ids(word)] == pieces


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Li7La3Zr2O12", GARNET),
        ("LI7LA3ZR2O12", GARNET),
        ("Li7La3Zr2O12F", GARNET),
        ("Li7La3Zr2O12-(LLZO)", GARNET),
        ("Li₂", ["li", "##₂"]),
        ("LiF/LiI/LiF/Li", ["li", "##f", "/", "li", "##i", "/", "li", "##f"]),
        ("........." * 3, ["."] * 8),
    ],
)
def test_formulas_and_the_end_of_long_words(vocabulary: WordPieces, word: str, pieces: list[str]) -> None:
    assert [PIECES[i] for i in vocabulary.ids(word)] == pieces


def test_an_unknown_end_beyond_what_is_read_still_makes_its_part_unknown(vocabulary: WordPieces) -> None:
    assert [PIECES[i] for i in vocabulary.ids("Li7La3Zr2O12Q")] == ["[UNK]"]


def test_the_marks_around_a_sentence(vocabulary: WordPieces) -> None:
    assert (PIECES[vocabulary.first], PIECES[vocabulary.last]) == ("[CLS]", "[SEP]")


def test_marks_in_a_text_are_not_taken_for_marks(vocabulary: WordPieces) -> None:
    assert not {vocabulary.first, vocabulary.last} & {*vocabulary.ids("[CLS]"), *vocabulary.ids("[SEP]")}


def test_a_word_is_cut_the_same_way_twice(vocabulary: WordPieces) -> None:
    assert vocabulary.ids("interfaces") == vocabulary.ids("interfaces") == vocabulary.ids("Interfaces")


@pytest.mark.parametrize("missing", ["[UNK]", "[CLS]", "[SEP]"])
def test_a_vocabulary_has_its_marks(missing: str) -> None:
    with pytest.raises(KeyError, match=missing.strip("[]")):
        WordPieces([p for p in PIECES if p != missing])


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("word", "pieces"),
    [("7" * 20_000, ["7", *["##7"] * 7]), ("li" + "0" * 20_000 + "q", ["[UNK]"]), ("q" * 20_000, ["[UNK]"])],
)
def test_a_word_without_end_takes_no_time(vocabulary: WordPieces, word: str, pieces: list[str]) -> None:
    assert [PIECES[i] for i in vocabulary.ids(word)] == pieces


@few
@given(st.text(max_size=30))
def test_any_word_has_one_to_eight_pieces(word: str) -> None:
    ids = WordPieces(PIECES).ids(word)

    assert 1 <= len(ids) <= LONGEST == 8
    assert all(0 <= i < len(PIECES) for i in ids)


_LETTERS = "abilo37"
_SPELT = (
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "-",
    "_",
    *_LETTERS,
    *("##" + c for c in _LETTERS),
    "li",
    "##li",
    "##37",
    "oil",
)


@few
@given(st.text(alphabet=_LETTERS + _LETTERS.upper() + "-_ \u0301", min_size=1, max_size=20))
def test_known_pieces_spell_the_word(word: str) -> None:
    cut = [_SPELT[i] for i in WordPieces(_SPELT).ids(word)]
    spelt = "".join(piece.removeprefix("##") for piece in cut)
    whole = plain(word).replace(" ", "")

    assert spelt == (whole if len(cut) < LONGEST else whole[: len(spelt)]) or (not whole and cut == ["[UNK]"])
