"""Describes a pair of mentions in a sentence as a set of feature strings, the same for rules and scorers.

A pair is ordered: cause and effect, material and role, value and property. Everything is read off the skeleton's tree and
words, so no feature names a particular substance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extraction.nlp import syntax
from extraction.nlp.skeleton import Skeleton, Span

HEDGES = frozenset(
    "may might could would should can will possibly potentially likely probably expect believe propose suppose presume suggest"
    " promising potential aim seek attempt try desire want need hypothesize speculate assume anticipate strategy approach"
    " order ideal should if whether unless possible candidate prospect hope plan intend design".split()
)
NEGATIONS = frozenset("not no never without neither nor n't cannot hardly barely lack absence fail rarely little unable".split())
_BUCKETS = (1, 2, 3, 4, 6, 9, 13, 20, 30)


@dataclass(frozen=True, slots=True)
class Argument:
    """One end of a pair: a mention (index into the sentence's mentions) or a free noun phrase (index -1)."""

    mention: int
    token: Token
    type: str  #: entity type, or "Free"
    start: int  #: characters in the passage
    end: int
    aside: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed skeleton with its mentions and all arguments that relations may take."""

    skeleton: Skeleton
    mentions: tuple[Span, ...]
    arguments: tuple[Argument, ...]

    def between(self, a: Token, b: Token) -> Sequence[Token]:
        """Tokens strictly between two tokens, in text order."""
        low, high = sorted((a.i, b.i))
        return [t for t in a.doc[low + 1 : high]]


def bucket(distance: int) -> str:
    """A distance as one of ten classes."""
    return next((str(b) for b in _BUCKETS if distance <= b), ">30")


_GENERIC = frozenset("work study paper review case result figure example approach method way strategy section number use".split())


def _free(skeleton: Skeleton, taken: frozenset[int]) -> Iterator[Argument]:
    """Noun phrases that are no mention: their words from the first modifier to the head and what `of` adds."""
    doc = skeleton.doc
    if doc is None:
        return
    for token in doc:
        if token.i in taken or token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "nmod", "npadvmod"):
            continue
        if not token.is_alpha or len(token.text) < 3:
            continue
        left = min([token.i, *(c.i for c in token.lefts if c.dep_ in ("amod", "compound", "nmod"))])
        start, end = skeleton.origin[left][0], skeleton.origin[token.i][1]
        yield Argument(-1, token, "Free", start, end)


def sentence(skeleton: Skeleton, mentions: Sequence[Span], *, free: bool = True) -> Sentence:
    """Gather the arguments of a parsed skeleton."""
    arguments = [
        Argument(i, skeleton.token(i), m.type.value, m.start, m.end, i in skeleton.aside, i in skeleton.inner)
        for i, m in enumerate(mentions)
    ]
    taken = frozenset(a.token.i for a in arguments)
    extra = list(_free(skeleton, taken)) if free else []
    return Sentence(skeleton, tuple(mentions), tuple(arguments + extra))


def _ends(argument: Argument, side: str) -> Iterator[str]:
    token = argument.token
    yield f"{side}type={argument.type}"
    yield f"{side}dep={token.dep_}"
    yield f"{side}head={syntax.lemma(token.head)}"
    yield f"{side}headclass={syntax.cue_class(token.head)}/{token.dep_}"
    if argument.aside:
        yield f"{side}aside"
    if argument.inner:
        yield f"{side}inner"
    if argument.type in ("Free", "Mechanism"):
        yield f"{side}self={syntax.lemma(token)}"
        yield f"{side}selfclass={syntax.cue_class(token)}"
    for modifier in syntax.modifiers(token):
        name = syntax.cue_class(modifier)
        if name:
            yield f"{side}mod={name}"
        if modifier.lower_ in NEGATIONS:
            yield f"{side}neg"
    if token.i:
        yield f"{side}before={token.doc[token.i - 1].lower_}"
    if token.i + 1 < len(token.doc):
        yield f"{side}after={token.doc[token.i + 1].lower_}"


def _governor(token: Token) -> str:
    """The preposition chain that governs a token: `due>to`, `by`, `with`; empty for a subject or object."""
    token = syntax.first_conjunct(token)
    words: list[str] = []
    seen = 0
    while token.dep_ in ("pobj", "pcomp", "prep", "compound", "nmod", "agent") and seen < 6 and token.head.i != token.i:
        if token.dep_ in ("prep", "agent") or token.pos_ in ("ADP", "SCONJ"):
            words.append(token.lower_)
        token, seen = token.head, seen + 1
    return ">".join(reversed(words[:3]))


def _path_features(path: syntax.Path) -> Iterator[str]:
    full, bare = path.signature(), path.signature(words=False)
    yield f"path={full}"
    yield f"bare={bare}"
    yield f"pathlen={min(len(path.up) + len(path.down), 9)}"
    yield f"up={' '.join(t.dep_ for t in path.up)}"
    yield f"down={' '.join(t.dep_ for t in path.down)}"
    yield f"top={syntax.lemma(path.top)}/{path.top.pos_}"
    for token in path.tokens:
        name = syntax.cue_class(token)
        yield f"on={syntax.lemma(token)}"
        if name:
            yield f"onclass={name}/{token.pos_}"
        for child in token.children:
            if child.dep_ == "neg" or child.lower_ in NEGATIONS:
                yield "onneg"
            if child.lemma_ in HEDGES:
                yield "onhedge"
            if child.dep_ in ("auxpass", "nsubjpass"):
                yield f"passive/{name}"
            if child.dep_ in ("prt", "prep") and name:
                yield f"onprep={syntax.lemma(token)}>{child.lower_}"
            if child.dep_ in ("dobj", "attr", "acomp") and child.i not in {t.i for t in path.down}:
                yield f"onobj={syntax.lemma(token)}>{syntax.lemma(child)}"


def _surface(sentence: Sentence, a: Argument, b: Argument) -> Iterator[str]:
    between = sentence.between(a.token, b.token)
    order = "ab" if a.token.i < b.token.i else "ba" if b.token.i < a.token.i else "same"
    yield f"order={order}"
    yield f"dist={order}{bucket(len(between))}"
    low, high = sorted((a.token.i, b.token.i))
    others = {x.token.i: x.type for x in sentence.arguments if low < x.token.i < high and x.mention >= 0}
    yield f"mentions={min(len(others), 6)}"
    yield f"sametype={sum(1 for t in others.values() if t == b.type) > 0}{sum(1 for t in others.values() if t == a.type) > 0}"
    words = [t.lower_ for t in between]
    if len(words) <= 5:
        yield f"{order}words={' '.join(words)}"
    for token in between:
        name = syntax.cue_class(token)
        if name in ("increase", "decrease", "cause", "because"):
            yield f"{order}cue={name}"
            yield f"{order}lem={syntax.lemma(token)}"
    if any(w in (";", ":") for w in words):
        yield "stopbetween"
    if "than" in words or "compared" in words:
        yield "comparison"


def features(sentence: Sentence, a: Argument, b: Argument) -> list[str]:
    """All features of the ordered pair."""
    out = [f"types={a.type}>{b.type}", *_ends(a, "a"), *_ends(b, "b"), *_surface(sentence, a, b)]
    governors = (_governor(a.token), _governor(b.token))
    out += [f"agov={governors[0]}", f"bgov={governors[1]}", f"gov={governors[0]}|{governors[1]}"]
    whole = syntax.path(a.token, b.token)
    if whole is not None:
        out += _path_features(whole)
        out.append(f"typesbare={a.type}>{b.type}|{whole.signature(words=False)}")
    first_a, first_b = syntax.first_conjunct(a.token), syntax.first_conjunct(b.token)
    if (first_a.i, first_b.i) != (a.token.i, b.token.i):
        out.append("conjunct" + ("a" if first_a.i != a.token.i else "") + ("b" if first_b.i != b.token.i else ""))
    if first_a.i == first_b.i:
        out.append("siblings")
    else:
        core = syntax.path(first_a, first_b)
        if core is not None:
            out += [f"core={core.signature()}", f"corebare={core.signature(words=False)}"]
            out += [f"coretop={syntax.cue_class(core.top)}", f"corelem={re.sub(r':', '/', syntax.lemma(core.top))}"]
    return out
