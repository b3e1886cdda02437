"""Which ordered pairs of a sentence's arguments may stand in which relation, before any scoring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extraction.nlp import network, rules
from extraction.nlp.pairs import Argument, Sentence, features
from extraction.nlp.syntax import Tree
from extraction.spans import SUBSTANCES


class Kind(StrEnum):
    """Questions that a scorer answers about a pair."""

    CLAIM = "claim"  #: does a cause or prevent b?
    ROLE = "role"  #: does material a serve as b?
    COMPONENT = "component"  #: is material a part of interphase b?
    VALUE = "value"  #: is quantity a a reported result (b is a itself)?
    PROPERTY = "property"  #: is quantity a a value of property b?
    OF = "of"  #: is quantity a a value that b has?
    CONDITION = "condition"  #: does value a hold under quantity b?


_ATTRIBUTES = frozenset({"Property", "Performance"})
_ENDS: dict[Kind, tuple[frozenset[str], frozenset[str]]] = {
    Kind.ROLE: (frozenset(SUBSTANCES), frozenset({"Role"})),
    Kind.COMPONENT: (frozenset({"Material"}), frozenset({"Interphase"})),
    Kind.PROPERTY: (frozenset({"Quantity"}), _ATTRIBUTES | {"Mechanism"}),
    Kind.OF: (frozenset({"Quantity"}), frozenset({*SUBSTANCES, "Role"})),
    Kind.CONDITION: (frozenset({"Quantity"}), frozenset({"Quantity"})),
}


#: Numbers of a pair: the network's log-odds of every question, and how sure it is of both ends.
NUMBERS = len(network.QUESTIONS) + 2
#: Log-odds below which a pair is let go at once (a chance of about one in fifty); a pair that a sure rule proposes stays.
FLOOR = -4.0


@dataclass(frozen=True, slots=True)
class Pair:
    """An ordered pair with its features."""

    a: Argument
    b: Argument
    features: list[str]
    numbers: NDArray[np.float32]  #: what the network says of it, shape (NUMBERS,)
    rule: str | None = None  #: the rule of rules/relations.yml that matches


#: Words that set the deed that follows them beside the main statement.
_ASIDE = frozenset({"besides", "apart", "aside", "addition"})
_EFFECTS = frozenset({"Mechanism", "Property", "Performance", "Interphase", "Material", "Free"})


def _claims(sentence: Sentence) -> Iterator[tuple[Argument, Argument]]:
    tree = sentence.tree
    ends = [x for x in sentence.arguments if x.type != "Quantity" and not x.inner]
    ends = [
        x
        for x in ends
        if not (x.type == "Free" and tree.dep[x.at] == "pobj" and tree.lower[tree.head[x.at]] == "of")
    ]
    aside = {x: _set_aside(tree, x.at) for x in ends if x.type not in SUBSTANCES}
    for b in ends:
        for a in ends:
            if b.type not in _EFFECTS or a.at == b.at or a.type == b.type == "Free":
                continue
            # "A reacts to B" is rarely meant as a claim
            if a.type in SUBSTANCES and b.type == "Material":
                continue
            word = aside.get(a)
            if word is None or word in tree.chain(b.at):
                yield a, b


def _set_aside(tree: Tree, at: int) -> int | None:
    """The word by which a sentence sets a deed beside its main statement, which does not come of that: "besides improving
    the contact, ...", "regardless of ..."; None where there is none. "Besides LiF, Li3N ..." names a second cause."""
    chain = tree.chain(at)
    deed = False
    for below, above in pairwise(chain):
        deed = deed or (tree.dep[below] == "pcomp" and tree.pos[below] == "VERB")
        if tree.lower[above] == "regardless" or (deed and tree.lower[above] in _ASIDE):
            return above
    return None


def _typed(sentence: Sentence, kind: Kind) -> Iterator[tuple[Argument, Argument]]:
    left, right = _ENDS[kind]
    for a in sentence.named:
        if a.type not in left:
            continue
        for b in sentence.named:
            if b.type in right and a.mention != b.mention and not (kind is Kind.OF and b.inner):
                yield a, b


def ends(sentence: Sentence, kind: Kind) -> Iterator[tuple[Argument, Argument]]:
    """All candidate pairs of a kind."""
    if kind is Kind.CLAIM:
        yield from _claims(sentence)
    elif kind is Kind.VALUE:
        yield from ((x, x) for x in sentence.arguments if x.type == "Quantity")
    else:
        yield from _typed(sentence, kind)


def _within(sentence: Sentence, a: Argument, b: Argument) -> Iterator[str]:
    """What stands around a substance inside an interphase's name: `LiF` in `LiF-rich SEI`, `Li` in `LLZO/Li interface`."""
    if not (a.mention >= 0 and b.mention >= 0 and b.start <= a.start and a.end <= b.end):
        return
    name = sentence.mentions[b.mention].text
    before, after = name[: a.start - b.start], name[a.end - b.start :]
    yield f"within:{after[:1]}"
    yield f"withinafter:{' '.join(after.strip(' -').split()[:1])}"
    yield f"withinbefore:{before.strip()[-1:]}"
    yield f"withinlast:{name.split()[-1]}"


def cell_part(sentence: Sentence, a: Argument) -> Iterator[str]:
    """Which of a cell's parts a substance is: of `Li/LLZO/Li`, where both ends are one substance, `LLZO` is under test."""
    if a.type != "Material" or a.aside or a.inner:
        return
    parts = [
        x for x in sentence.arguments
        if x.at == a.at and x.type == "Material" and not x.aside and not x.inner
    ]  # fmt: skip
    if len(parts) < 2:
        return
    place = "first" if a == parts[0] else "last" if a == parts[-1] else "between"
    first, last = (sentence.mentions[x.mention].text for x in (parts[0], parts[-1]))
    yield f"cell={place}{min(len(parts), 4)}{'=' if first == last else ''}"


def _quantity(sentence: Sentence, a: Argument) -> Iterator[str]:
    text = sentence.mentions[a.mention].text
    unit = text.lstrip("0123456789.,+-–−±×^ ()")
    yield f"unit={unit[:12]}"
    others = [x for x in sentence.arguments if x.type == "Quantity"]
    yield f"quantities={min(len(others), 5)}"
    yield f"place={min(sum(o.at < a.at for o in others), 4)}"


def _described(sentence: Sentence, kind: Kind, a: Argument, b: Argument, rule: str | None) -> list[str]:
    found = features(sentence, a, b)
    if kind in (Kind.COMPONENT, Kind.ROLE):
        found += _within(sentence, a, b)
        found += cell_part(sentence, a)
    if kind in (Kind.VALUE, Kind.PROPERTY, Kind.OF, Kind.CONDITION):
        found += cell_part(sentence, b)
        found += _quantity(sentence, a)
        found += ["b" + f for f in _quantity(sentence, b)] if kind is Kind.CONDITION else []
        if kind is Kind.PROPERTY:
            found.append(f"unitof={found[-3]}|{sentence.tree.lower[b.at]}")
    found.append(f"rule={rule}")
    return found


def pairs(sentence: Sentence, heads: network.Heads) -> dict[Kind, list[Pair]]:
    """All candidate pairs by kind with their features, without those that the network gives no chance."""
    found = {kind: list(ends(sentence, kind)) for kind in Kind}
    every = [pair for kind in Kind for pair in found[kind]]
    out: dict[Kind, list[Pair]] = {kind: [] for kind in Kind}
    if not every or sentence.reading is None:
        return out
    numbers = iter(_numbers(sentence, heads, every))
    for kind in Kind:
        question = network.QUESTIONS.index(kind.value)
        for a, b in found[kind]:
            row = next(numbers)
            sure = row[question] >= FLOOR
            rule = rules.match(sentence, kind.value, a, b) if sure or kind in _RULED else None
            if sure or (kind.value, rule or "") in rules.accepting():
                out[kind].append(Pair(a, b, _described(sentence, kind, a, b, rule), row, rule))
    return out


def about_ends(sentence: Sentence, causes: Iterable[Argument]) -> list[tuple[Argument, Argument]]:
    """Every cause that is no substance with every substance whose behaviour it may be ("conductivity of LLZO"), in the
    order of the causes."""
    substances = [x for x in sentence.arguments if x.type in SUBSTANCES and not x.inner]
    return [
        (a, b) for a in dict.fromkeys(causes) for b in substances if a.type not in SUBSTANCES and a.at != b.at
    ]


def abouts(sentence: Sentence, heads: network.Heads, causes: Iterable[Argument]) -> list[Pair]:
    """The pairs of `about_ends` with their features."""
    every = about_ends(sentence, causes)
    if not every or sentence.reading is None:
        return []
    rows = _numbers(sentence, heads, every)
    return [Pair(a, b, features(sentence, a, b), row) for (a, b), row in zip(every, rows, strict=True)]


#: Kinds with rules that accept a pair whatever the network says.
_RULED = frozenset({Kind.COMPONENT})


def _numbers(
    sentence: Sentence, heads: network.Heads, every: list[tuple[Argument, Argument]]
) -> NDArray[np.float32]:
    """What the network says of pairs, shape (pairs, NUMBERS)."""
    reading, at = sentence.reading, {x: i for i, x in enumerate(sentence.arguments)}
    if reading is None:
        raise RuntimeError("the network has not read the sentence yet")
    places = sentence.places()
    a, b = (np.array([at[pair[end]] for pair in every], dtype=np.int64) for end in (0, 1))
    sure = network.certainty(reading.tags.astype(np.float32), places)
    said = heads.pairs(reading.vectors.astype(np.float32), places, a, b)
    return np.concatenate([said, sure[a, None], sure[b, None]], axis=1)


def competition(pairs_: list[Pair], scores: list[float]) -> list[list[float]]:
    """For every pair how it stands among the pairs of its sentence: fourteen numbers a row.

    A cause that acts through a mediator, or that another cause of the same effect outdoes, is seen from here alone.
    """
    by = {(p.a, p.b): s for p, s in zip(pairs_, scores, strict=True)}
    causes: dict[Argument, list[tuple[Argument, float]]] = {}
    effects: dict[Argument, list[tuple[Argument, float]]] = {}
    for (a, b), s in by.items():
        causes.setdefault(b, []).append((a, s))
        effects.setdefault(a, []).append((b, s))
    top, many = max(scores, default=0.0), sum(s > 0.3 for s in scores)
    rows = []
    for pair, s in zip(pairs_, scores, strict=True):
        rivals = [x for other, x in causes[pair.b] if other != pair.a]
        others = [x for other, x in effects[pair.a] if other != pair.b]
        through = max(
            (min(x, by.get((m, pair.b), 0.0)) for m, x in effects[pair.a] if m != pair.b), default=0.0
        )
        beyond = max(
            (by.get((c, pair.a), 0.0) for c, x in causes[pair.b] if c != pair.a and x > 0.2), default=0.0
        )
        rows.append([
            s, max(rivals, default=0.0), max(others, default=0.0), by.get((pair.b, pair.a), 0.0), through, beyond,
            sum(x > s for x in rivals), sum(x > s for x in others), sum(x > 0.3 for x in rivals), sum(x > 0.3 for x in others),
            top, len(pairs_), many, s - max(rivals, default=0.0),
        ])  # fmt: skip
    return rows
