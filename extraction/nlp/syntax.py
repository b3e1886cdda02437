"""Dependency trees as plain arrays, and paths between two words as short strings: the language of the relation rules.

A path goes up from the first word to the lowest common ancestor and down to the second:
`nsubj< suppress:decrease >dobj` is "LiF suppresses dendrites". Words between carry `lemma:class` where the cue lists
(rules/cues.yml) know the lemma; prepositions stand for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml
from spacy.tokens import Doc

from extraction.nlp import secondverb


@lru_cache(maxsize=1)
def cue_classes() -> dict[str, str]:
    """Lemma -> class, from rules/cues.yml; the first class that lists a lemma has it."""
    data = yaml.safe_load((files("extraction") / "rules" / "cues.yml").read_text(encoding="utf-8"))
    out: dict[str, str] = {}
    for name, kinds in data.items():
        for lemmas in kinds.values():
            for lemma in lemmas:
                out.setdefault(str(lemma), name)
    return out


_LINKING = ("ADP", "SCONJ", "PART")


@dataclass(frozen=True, slots=True)
class Path:
    """The way between two words: `up` from the first to below the top, `down` from below the top to the second."""

    up: tuple[int, ...]
    top: int
    down: tuple[int, ...]

    @property
    def inner(self) -> tuple[int, ...]:
        """All words strictly between the two ends."""
        middle = (self.top,) if self.up and self.down else ()
        return (*self.up[1:], *middle, *self.down[:-1])


class Tree:
    """A parsed sentence as arrays, made once and read many times; index is the word's place in the skeleton."""

    __slots__ = ("_chains", "bare", "children", "cue", "dep", "head", "lemma", "lower", "name", "pos")

    def __init__(self, doc: Doc) -> None:
        classes, tokens = cue_classes(), list(doc)
        self.lower = [t.lower_ for t in tokens]
        self.dep = [t.dep_ for t in tokens]
        self.head = [t.head.i for t in tokens]
        self.pos = [t.pos_ for t in tokens]
        self.lemma = [t.text if t.is_upper else (t.lemma_ or t.text).lower() for t in tokens]
        secondverb.mend(secondverb.Arrays(self.lower, self.dep, self.head, self.pos, self.lemma), classes)
        self.cue = [classes.get(m) or classes.get(w, "") for m, w in zip(self.lemma, self.lower, strict=True)]
        self.name = [self._named(at) for at in range(len(tokens))]
        self.bare = [
            n if p in _LINKING else c or p for n, c, p in zip(self.name, self.cue, self.pos, strict=True)
        ]
        self.children: list[list[int]] = [[] for _ in tokens]
        for at, head in enumerate(self.head):
            if head != at:
                self.children[head].append(at)
        self._chains: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self.head)

    def _named(self, at: int) -> str:
        if self.pos[at] in _LINKING:
            return self.lower[at]
        return f"{self.lemma[at]}:{self.cue[at]}" if self.cue[at] else self.lemma[at]

    def chain(self, at: int) -> list[int]:
        """A word and all its ancestors, nearest first."""
        found = self._chains.get(at)
        if found is None:
            found, here = [at], at
            while self.head[here] != here and len(found) < 60:
                here = self.head[here]
                found.append(here)
            self._chains[at] = found
        return found

    def path(self, first: int, second: int) -> Path | None:
        """The path between two words, or None where the tree does not join them."""
        up, down = self.chain(first), self.chain(second)
        seen = {at: place for place, at in enumerate(up)}
        for place, at in enumerate(down):
            if at in seen:
                return Path(tuple(up[: seen[at]]), at, tuple(reversed(down[:place])))
        return None

    def signature(self, path: Path, *, words: bool = True) -> str:
        """The path as a string; without `words`, content words are their cue class or part of speech alone."""
        name = self.name if words else self.bare
        parts: list[str] = []
        for place, at in enumerate(path.up):
            if place:
                parts.append(name[at])
            parts.append(self.dep[at] + "<")
        if path.up and path.down:
            parts.append(name[path.top])
        for place, at in enumerate(path.down):
            parts.append(">" + self.dep[at])
            if place < len(path.down) - 1:
                parts.append(name[at])
        return " ".join(parts)

    def first_conjunct(self, at: int) -> int:
        """The head of a coordination that the word is a later member of; the word itself otherwise."""
        steps = 0
        while self.dep[at] in ("conj", "appos") and steps < 12 and self.head[at] != at:
            at, steps = self.head[at], steps + 1
        return at

    def modifiers(self, at: int) -> list[int]:
        """Adjectives and the like that modify a noun, before it or as its predicate."""
        out = [
            c
            for c in self.children[at]
            if self.dep[c] in ("amod", "acomp", "compound", "advmod", "nmod", "det", "neg")
        ]
        if self.dep[at] in ("nsubj", "nsubjpass") and self.lemma[self.head[at]] in (
            "be",
            "remain",
            "become",
            "seem",
        ):
            out += [c for c in self.children[self.head[at]] if self.dep[c] in ("acomp", "attr")]
        return out

    def governor(self, at: int) -> str:
        """The prepositions that govern a word, outermost first: `due>to`, `by`; empty for a subject or object."""
        at = self.first_conjunct(at)
        words: list[str] = []
        steps = 0
        while (
            self.dep[at] in ("pobj", "pcomp", "prep", "compound", "nmod", "agent")
            and steps < 6
            and self.head[at] != at
        ):
            if self.dep[at] in ("prep", "agent") or self.pos[at] in ("ADP", "SCONJ"):
                words.append(self.lower[at])
            at, steps = self.head[at], steps + 1
        return ">".join(reversed(words[:3]))
