"""Mends one mistake of the parser: a second verb taken for an adjective.

"It reduced the resistance and homogenized field distribution" is parsed as if a homogenized distribution were reduced. Where
the first of two joined objects stands behind a verb of more or less, and the second begins, without an article, with
another such verb in the past, the latter is a verb too. With "a reduced resistance and enhanced stability" both
are adjectives and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass

_CHANGES = ("increase", "decrease")
JOINS = frozenset({"and", "but", "or"})


@dataclass(frozen=True, slots=True)
class Arrays:
    """A parsed sentence; all lists are of one length and are changed in place."""

    lower: Sequence[str]
    dep: MutableSequence[str]
    head: MutableSequence[int]
    pos: MutableSequence[str]
    lemma: MutableSequence[str]


def mend(tree: Arrays, classes: Mapping[str, str]) -> None:
    """Make second verbs of change the verbs that they are; `classes` are the cue classes of lemmas."""
    for at in range(1, len(tree.lower)):
        lemma = change(tree.lower[at], classes)
        if lemma is None or tree.dep[at] != "amod":
            continue
        noun, join = tree.head[at], _join(tree, at)
        first = tree.head[noun]
        if tree.dep[noun] != "conj" or noun < at or join is None or tree.dep[first] != "dobj":
            continue
        verb = tree.head[first]
        if change(tree.lower[verb], classes) is None or tree.pos[verb] != "VERB":
            continue
        if _begins(tree, at, noun) and not any(_turned(tree, first, classes)):
            tree.dep[at], tree.head[at], tree.pos[at], tree.lemma[at] = "conj", verb, "VERB", lemma
            tree.dep[noun], tree.head[noun] = "dobj", at
            tree.head[join] = verb


def change(word: str, classes: Mapping[str, str]) -> str | None:
    """The lemma of a regular verb of more or less in the past, else None: `homogenized` -> `homogenize`."""
    if len(word) < 5 or not word.endswith("ed"):
        return None
    stems = (word[:-1], word[:-2], word[:-3], f"{word[:-3]}y", word[:-1].replace("ise", "ize"))
    return next((s for s in stems if classes.get(s) in _CHANGES), None)


def _join(tree: Arrays, at: int) -> int | None:
    """The conjunction just before a word, adverbs between them not counted."""
    before = at - 1
    while before > 0 and tree.pos[before] == "ADV":
        before -= 1
    return before if tree.lower[before] in JOINS else None


def _begins(tree: Arrays, at: int, noun: int) -> bool:
    """Whether no other word of the noun stands before this one."""
    return not any(
        tree.head[other] == noun and tree.dep[other] not in ("advmod", "cc") for other in range(at)
    )


def _turned(tree: Arrays, noun: int, classes: Mapping[str, str]) -> Iterator[bool]:
    """For the words before a noun that are its own, whether they are such participles as well."""
    for other in range(noun):
        if tree.head[other] == noun and tree.dep[other] == "amod":
            yield change(tree.lower[other], classes) is not None
