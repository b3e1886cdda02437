"""Rewrites a sentence for the parser: every mention becomes one common noun, asides in brackets are left out.

The syntactic model was trained on general English. `Li6PS5Cl`, `dendritic-growth` and `3.5×10^-4 S cm-1` break its
trees; "material", "growth" and "percent" do not. The skeleton keeps, for every mention, the token that stands for it, so
that relations are read off a tree of plain English and carried back to the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from extraction.model import EntityType
from extraction.spans import inside


@dataclass(frozen=True, slots=True)
class Span:
    """A mention as characters `start:end` of the passage's normalised text."""

    start: int
    end: int
    type: EntityType
    text: str


@dataclass(slots=True)
class Skeleton:
    """The rewritten sentence: `doc` once parsed, where each mention stands, and what stood in brackets."""

    words: list[str]
    spaces: list[bool]
    origin: list[tuple[int, int]]  #: for each word its range in the passage
    at: dict[int, int]  #: mention index -> word index
    inner: frozenset[int] = frozenset()  #: mentions inside a larger mention
    aside: frozenset[int] = (
        frozenset()
    )  #: mentions that stood in brackets; they share the word before the bracket
    doc: Doc | None = field(default=None, repr=False)

    def make(self, vocab: Vocab) -> Doc:
        """The spaCy document to be parsed; one sentence."""
        doc = Doc(vocab, words=self.words, spaces=self.spaces)
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc

    def token(self, mention: int) -> Token:
        """The token that stands for a mention, after parsing."""
        if self.doc is None:
            raise RuntimeError("the skeleton has not been parsed yet")
        return self.doc[self.at[mention]]


_PLAIN = re.compile(r"^[a-z]{3,}$")
_PLURAL = re.compile(r"^(?:[A-Z][A-Za-z]*[a-rt-z]?s|.*[a-z]{3}s)$")
#: Words of the field that a general model takes for something else, and a common noun of the same number.
_COMMON = {
    "interphase": "interface", "interphases": "interfaces", "dendrite": "crystal", "dendrites": "crystals", "anode": "device",
    "anodes": "devices", "cathode": "device", "cathodes": "devices", "overpotential": "voltage", "amalgam": "metal",
    "wettability": "quality", "lithiophilicity": "quality", "plating": "deposition", "plate": "deposition", "strip": "deposition",
    "stripping": "deposition", "wetting": "contact", "alloying": "alloy", "cycling": "operation", "cracking": "fracture",
    "fading": "loss", "melting": "melting", "doping": "addition", "coating": "layer", "polarization": "voltage",
}  # fmt: skip
#: Mentions that open a sentence without an article although a common noun would have one.
_NAMED = frozenset({EntityType.MATERIAL, EntityType.INTERPHASE})
_BY_TYPE = {
    EntityType.MATERIAL: "material",
    EntityType.INTERPHASE: "interface",
    EntityType.ROLE: "device",
    EntityType.MECHANISM: "process",
    EntityType.PROPERTY: "property",
    EntityType.PERFORMANCE: "performance",
    EntityType.QUANTITY: "percent",
}


def stand_in(mention: Span) -> str:
    """The common noun for a mention: its own last word where that is plain English, else one by type."""
    if mention.type is EntityType.QUANTITY:
        return "percent"
    last = re.split(r"[\s/–-]", mention.text.rstrip(")"))[-1]
    if last in _COMMON:
        return _COMMON[last]
    if _PLAIN.match(last) and not (mention.type is EntityType.MATERIAL and len(last) < 4):
        return last
    noun = _BY_TYPE[mention.type]
    if last.endswith("ions") or last.endswith("+"):
        noun = "ion"
    return noun + "s" if _PLURAL.match(last) and not last.endswith("ss") else noun


def _nested(mentions: Sequence[Span]) -> frozenset[int]:
    out = set()
    for i, inner in enumerate(mentions):
        for j, outer in enumerate(mentions):
            same_but_first = (outer.start, outer.end) == (inner.start, inner.end) and j < i
            if inside(inner, outer) or same_but_first:
                out.add(i)
    return frozenset(out)


def _asides(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Ranges of tokens in round brackets that may be left out: not at the start, and no clause of their own."""
    out, opened = [], []
    for at, token in enumerate(tokens):
        if token.text in ("(", "["):
            opened.append(at)
        elif token.text in (")", "]") and opened:
            start = opened.pop()
            if not opened and start > 0 and at - start < 40:
                out.append((start, at + 1))
    return out


def build(tokens: Sequence[Token], mentions: Sequence[Span]) -> Skeleton:
    """Rewrite a sentence, given as tokens of its passage, with its mentions (in passage offsets)."""
    inner = _nested(mentions)
    outer_at = {mention.start: i for i, mention in enumerate(mentions) if i not in inner}
    dropped = [False] * len(tokens)
    for start, end in _asides(tokens):
        dropped[start:end] = [True] * (end - start)
    made = Skeleton([], [], [], {}, inner)
    aside: set[int] = set()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        begin, finish = token.idx, token.idx + len(token)
        here = next((outer_at[c] for c in range(begin, finish) if c in outer_at), None)
        if here is None:
            if not dropped[at]:
                _append(made, token.text, bool(token.whitespace_), (begin, finish))
            at += 1
            continue
        at = _past(tokens, at, mentions[here].end)
        if dropped[at - 1] and made.words:
            aside.add(here)
            made.at[here] = len(made.words) - 1
        else:
            last = tokens[at - 1]
            if (
                not made.words and mentions[here].type in _NAMED
            ):  # "LiF suppresses" reads as a noun, "The material suppresses" can't
                _append(made, "The", True, (begin, begin))
            _append(made, stand_in(mentions[here]), bool(last.whitespace_), (begin, last.idx + len(last)))
            made.at[here] = len(made.words) - 1
    _place_inner(made, mentions)
    made.aside = frozenset(aside)
    return made


def _append(made: Skeleton, word: str, space: bool, origin: tuple[int, int]) -> None:
    made.words.append(word)
    made.spaces.append(space)
    made.origin.append(origin)


def _past(tokens: Sequence[Token], at: int, end: int) -> int:
    while at < len(tokens) and tokens[at].idx < end:
        at += 1
    return at


def _place_inner(made: Skeleton, mentions: Sequence[Span]) -> None:
    """Mentions inside others, and those that began within another's token, share that one's word."""
    for i, mention in enumerate(mentions):
        if i in made.at:
            continue
        holder = next((w for w, (a, b) in enumerate(made.origin) if a <= mention.start < b), None)
        if holder is None:
            host = next(
                (made.at[j] for j in made.at if mentions[j].start <= mention.start < mentions[j].end), 0
            )
            holder = host
        made.at[i] = holder
