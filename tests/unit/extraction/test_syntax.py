"""Paths in trees that are set by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from extraction.nlp.syntax import Path, Tree, cue_classes

VOCAB = spacy.blank("en").vocab


@pytest.fixture
def tree() -> Tree:
    """Salt strongly suppresses growth of crystals by heat: heads and labels given."""
    words = ["Salt", "strongly", "suppresses", "growth", "of", "crystals", "by", "heat"]
    return Tree(
        Doc(
            VOCAB,
            words=words,
            heads=[2, 2, 2, 2, 3, 4, 2, 6],
            deps=["nsubj", "advmod", "ROOT", "dobj", "prep", "pobj", "prep", "pobj"],
            pos=["NOUN", "ADV", "VERB", "NOUN", "ADP", "NOUN", "ADP", "NOUN"],
            lemmas=["salt", "strongly", "suppress", "growth", "of", "crystal", "by", "heat"],
        )
    )


@pytest.mark.parametrize(
    ("first", "second", "path"),
    [
        (0, 3, Path((0,), 2, (3,))),
        (0, 5, Path((0,), 2, (3, 4, 5))),
        (5, 3, Path((5, 4), 3, ())),
        (2, 3, Path((), 2, (3,))),
        (4, 4, Path((), 4, ())),
    ],
)
def test_path(tree: Tree, first: int, second: int, path: Path) -> None:
    assert tree.path(first, second) == path


@pytest.mark.parametrize(
    ("first", "second", "inner"), [(0, 3, (2,)), (0, 5, (2, 3, 4)), (5, 3, (4,)), (2, 3, ())]
)
def test_words_between(tree: Tree, first: int, second: int, inner: tuple[int, ...]) -> None:
    path = tree.path(first, second)

    assert path is not None
    assert path.inner == inner


def test_signature(tree: Tree) -> None:
    path = tree.path(0, 5)

    assert path is not None
    assert tree.signature(path) == "nsubj< suppress:decrease >dobj growth >prep of >pobj"
    assert tree.signature(path, words=False) == "nsubj< decrease >dobj NOUN >prep of >pobj"


def test_chain_ends_at_the_root(tree: Tree) -> None:
    assert tree.chain(5) == [5, 4, 3, 2]
    assert len(tree) == 8


@pytest.mark.parametrize(("at", "words"), [(7, "by"), (5, "of"), (0, ""), (3, "")])
def test_governor(tree: Tree, at: int, words: str) -> None:
    assert tree.governor(at) == words


def test_trees_that_do_not_hang_together_have_no_path() -> None:
    tree = Tree(Doc(VOCAB, words=["One", "two"], heads=[0, 1], deps=["ROOT", "ROOT"]))

    assert tree.path(0, 1) is None


def test_coordination_is_climbed_to_its_first_member() -> None:
    doc = Doc(
        VOCAB,
        words=["salt", ",", "sugar", "and", "oil"],
        heads=[0, 0, 0, 2, 2],
        deps=["ROOT", "punct", "conj", "cc", "conj"],
    )

    assert Tree(doc).first_conjunct(4) == 0
    assert Tree(doc).first_conjunct(0) == 0


def test_modifiers_stand_before_a_noun_or_behind_its_verb() -> None:
    doc = Doc(
        VOCAB,
        words=["Thin", "salt", "is", "stable"],
        heads=[1, 2, 2, 2],
        deps=["amod", "nsubj", "ROOT", "acomp"],
        lemmas=["thin", "salt", "be", "stable"],
    )

    assert Tree(doc).modifiers(1) == [0, 3]


@pytest.mark.parametrize(("lemma", "name"), [("suppress", "decrease"), ("enhance", "increase")])
def test_cue_words_have_a_class(lemma: str, name: str) -> None:
    assert cue_classes()[lemma] == name
