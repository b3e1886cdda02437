"""Describes an ordered pair of mentions in a sentence as feature strings, the same for rules and scorers.

Cause and effect, material and role, value and property: everything is read off the skeleton's tree and words, so that no
feature names a particular substance.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extraction.nlp import network
from extraction.nlp.direction import direction, own
from extraction.nlp.skeleton import Skeleton, Span
from extraction.nlp.status import DOUBTS, INTENTS, MODALS, denied, hedged
from extraction.nlp.syntax import Path, Tree
from extraction.spans import on_their_own

#: Lemmas that leave open whether something is so.
_UNSURE = MODALS | DOUBTS | INTENTS

NEGATIONS = frozenset(
    [
        "not",
        "no",
        "never",
        "without",
        "neither",
        "nor",
        "n't",
        "cannot",
        "hardly",
        "barely",
        "lack",
        "absence",
        "fail",
        "rarely",
        "little",
        "unable",
    ]
)
_BUCKETS = (0, 1, 2, 3, 4, 6, 9, 13, 20, 30)
_CAUSAL = frozenset({"increase", "decrease", "cause", "show", "because"})


@dataclass(frozen=True, slots=True)
class Argument:
    """One end of a pair: a mention (index into the sentence's mentions) or a free noun phrase (index -1)."""

    mention: int
    at: int  #: its word in the skeleton
    type: str  #: entity type, or "Free"
    start: int  #: characters in the passage
    end: int
    aside: bool = False
    inner: bool = False


class Sentence:
    """A parsed skeleton with its mentions and all arguments that relations may take.

    `words` are the words of the sentence as ranges of the passage and `reading` what the network made of them.
    """

    __slots__ = (
        "_ends",
        "_governors",
        "arguments",
        "mentions",
        "named",
        "reading",
        "skeleton",
        "tree",
        "types_at",
        "words",
    )

    def __init__(
        self,
        skeleton: Skeleton,
        mentions: Sequence[Span],
        words: Sequence[tuple[int, int]] = (),
        reading: network.Reading | None = None,
    ) -> None:
        self.words, self.reading = words, reading
        if skeleton.doc is None:
            raise RuntimeError("the skeleton has not been parsed yet")
        self.skeleton, self.mentions, self.tree = skeleton, tuple(mentions), Tree(skeleton.doc)
        own = [
            Argument(
                i, skeleton.at[i], m.type.value, m.start, m.end, i in skeleton.aside, i in skeleton.inner
            )
            for i, m in enumerate(mentions)
        ]
        taken = frozenset(a.at for a in own)
        self.types_at = {a.at: a.type for a in own if not a.inner}
        self.arguments = (*own, *self._free(taken))
        #: Mentions as arguments, without those inside the name of a quality.
        self.named = on_their_own(own, lambda x: x.type)
        self._ends: dict[Argument, list[str]] = {}
        self._governors: dict[int, str] = {}

    def _free(self, taken: frozenset[int]) -> Iterator[Argument]:
        """Noun phrases that are no mention, from the first modifier to the head."""
        tree, origin = self.tree, self.skeleton.origin
        for at in range(len(tree)):
            if (
                at in taken
                or tree.pos[at] not in ("NOUN", "PROPN")
                or tree.dep[at] in ("compound", "nmod", "npadvmod")
            ):
                continue
            if not tree.lower[at].isalpha() or len(tree.lower[at]) < 3:
                continue
            left = min(
                [
                    at,
                    *(c for c in tree.children[at] if c < at and tree.dep[c] in ("amod", "compound", "nmod")),
                ]
            )
            yield Argument(-1, at, "Free", origin[left][0], origin[at][1])

    def places(self) -> network.Arguments:
        """Where the arguments stand among the words of the sentence."""
        starts = [start for start, _ in self.words]

        def word(at: int) -> int:
            return max(bisect_right(starts, at) - 1, 0)

        first = [word(x.start) for x in self.arguments]
        last = [max(word(x.end - 1), f) for x, f in zip(self.arguments, first, strict=True)]
        types = [network.TYPES.index(x.type) for x in self.arguments]
        return network.Arguments(np.array(first, int), np.array(last, int), np.array(types, int))

    def governor(self, at: int) -> str:
        """`Tree.governor`, remembered."""
        found = self._governors.get(at)
        if found is None:
            found = self._governors[at] = self.tree.governor(at)
        return found

    def ends(self, argument: Argument) -> list[str]:
        """Features of one end alone, remembered."""
        found = self._ends.get(argument)
        if found is None:
            found = self._ends[argument] = list(_end(self, argument))
        return found


def bucket(distance: int) -> str:
    """A distance as one of eleven classes."""
    return next((str(b) for b in _BUCKETS if distance <= b), ">30")


def _end(sentence: Sentence, argument: Argument) -> Iterator[str]:
    tree, at = sentence.tree, argument.at
    head = tree.head[at]
    yield f"type={argument.type}"
    yield f"dep={tree.dep[at]}"
    yield f"head={tree.lemma[head]}"
    yield f"headclass={tree.cue[head]}/{tree.dep[at]}"
    yield f"gov={sentence.governor(at)}"
    yield f"dir={direction(tree, at)}/{own(tree, at)}"
    if argument.aside:
        yield "aside"
    if argument.inner:
        yield "inner"
    if argument.type in ("Free", "Mechanism"):
        yield f"self={tree.lemma[at]}"
        yield f"selfclass={tree.cue[at]}"
    for modifier in tree.modifiers(at):
        if tree.cue[modifier]:
            yield f"mod={tree.cue[modifier]}"
        if tree.lower[modifier] in NEGATIONS:
            yield "neg"
    if at:
        yield f"before={tree.lower[at - 1]}"
    if at + 1 < len(tree):
        yield f"after={tree.lower[at + 1]}"


def _on_path(tree: Tree, path: Path) -> Iterator[str]:
    below = set(path.down)
    for at in path.inner:
        name = tree.cue[at]
        yield f"on={tree.lemma[at]}"
        if name:
            yield f"onclass={name}/{tree.pos[at]}"
        for child in tree.children[at]:
            if tree.dep[child] == "neg" or tree.lower[child] in NEGATIONS:
                yield "onneg"
            if tree.lemma[child] in _UNSURE:
                yield "onhedge"
            if tree.dep[child] == "aux" or tree.lower[child] in ("if", "when", "to"):
                yield f"aux={tree.lower[child]}"
            if tree.dep[child] in ("auxpass", "nsubjpass"):
                yield f"passive/{name}"
            if name and tree.dep[child] in ("prt", "prep"):
                yield f"onprep={tree.lemma[at]}>{tree.lower[child]}"
            if child not in below and tree.dep[child] in ("dobj", "attr", "acomp"):
                yield f"onobj={tree.lemma[at]}>{tree.lemma[child]}"


def _along(tree: Tree, path: Path) -> Iterator[str]:
    yield f"pathlen={min(len(path.up) + len(path.down), 9)}"
    yield f"up={' '.join(tree.dep[t] for t in path.up)}"
    yield f"down={' '.join(tree.dep[t] for t in path.down)}"
    yield f"top={tree.lemma[path.top]}/{tree.pos[path.top]}"
    yield from _on_path(tree, path)


def _surface(sentence: Sentence, a: Argument, b: Argument) -> Iterator[str]:
    tree = sentence.tree
    order = "ab" if a.at < b.at else "ba" if b.at < a.at else "same"
    low, high = min(a.at, b.at), max(a.at, b.at)
    yield f"order={order}"
    yield f"dist={order}{bucket(high - low - 1)}"
    others = [t for at, t in sentence.types_at.items() if low < at < high]
    yield f"mentions={min(len(others), 6)}"
    yield f"sametype={b.type in others}{a.type in others}"
    words = tree.lower[low + 1 : high]
    if len(words) <= 5:
        yield f"{order}words={' '.join(words)}"
    for at in range(low + 1, high):
        if tree.cue[at] in _CAUSAL:
            yield f"{order}cue={tree.cue[at]}"
            yield f"{order}lem={tree.lemma[at]}"
    if ";" in words or ":" in words:
        yield "stopbetween"
    if "than" in words or "compared" in words:
        yield "comparison"


def features(sentence: Sentence, a: Argument, b: Argument) -> list[str]:
    """All features of the ordered pair."""
    tree = sentence.tree
    out = [f"types={a.type}>{b.type}"]
    out += ["a" + f for f in sentence.ends(a)]
    out += ["b" + f for f in sentence.ends(b)]
    out += _surface(sentence, a, b)
    out.append(f"dirs={own(tree, a.at)}{direction(tree, b.at)}")
    out.append(f"govs={sentence.governor(a.at)}|{sentence.governor(b.at)}")
    whole = tree.path(a.at, b.at)
    if whole is not None:
        bare = tree.signature(whole, words=False)
        out.append(f"said={hedged(tree, whole)}{denied(tree, whole)}")
        out += [f"bare={bare}", f"typesbare={a.type}>{b.type}|{bare}"]
        out += _along(tree, whole)
    first_a, first_b = tree.first_conjunct(a.at), tree.first_conjunct(b.at)
    if (first_a, first_b) != (a.at, b.at):
        out.append("conjunct" + ("a" if first_a != a.at else "") + ("b" if first_b != b.at else ""))
    if first_a == first_b:
        out.append("siblings")
    elif whole is not None and (first_a, first_b) != (a.at, b.at):
        whole = tree.path(first_a, first_b) or whole
    if whole is not None and first_a != first_b:
        out.append(f"corebare={tree.signature(whole, words=False)}")
        out += [f"coretop={tree.cue[whole.top]}", f"corelem={tree.lemma[whole.top]}"]
    return out
