"""Which ordered pairs of a sentence's arguments may stand in which relation, before any scoring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from extraction.nlp import rules
from extraction.nlp.pairs import Argument, Sentence, features


class Kind(StrEnum):
    """Questions that a scorer answers about a pair."""

    CLAIM = "claim"  #: does a cause or prevent b?
    ROLE = "role"  #: does material a serve as b?
    COMPONENT = "component"  #: is material a part of interphase b?
    VALUE = "value"  #: is quantity a a reported result (b is a itself)?
    PROPERTY = "property"  #: is quantity a a value of property b?
    OF = "of"  #: is quantity a a value that b has?
    CONDITION = "condition"  #: does value a hold under quantity b?


_SUBSTANCES = frozenset({"Material", "Interphase"})
_ATTRIBUTES = frozenset({"Property", "Performance"})
_ENDS: dict[Kind, tuple[frozenset[str], frozenset[str]]] = {
    Kind.ROLE: (_SUBSTANCES, frozenset({"Role"})),
    Kind.COMPONENT: (frozenset({"Material"}), frozenset({"Interphase"})),
    Kind.PROPERTY: (frozenset({"Quantity"}), _ATTRIBUTES | {"Mechanism"}),
    Kind.OF: (frozenset({"Quantity"}), _SUBSTANCES | {"Role"}),
    Kind.CONDITION: (frozenset({"Quantity"}), frozenset({"Quantity"})),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """An ordered pair with its features."""

    a: Argument
    b: Argument
    features: list[str]
    rule: str | None = None  #: the rule of rules/relations.yml that matches


#: Words that join a cause to its effect without a verb of causing.
_LINKS = frozenset(
    [
        "by",
        "via",
        "through",
        "due",
        "owing",
        "because",
        "since",
        "for",
        "with",
        "from",
        "without",
        "as",
        "when",
        "if",
        "of",
        "to",
        "upon",
        "using",
        "thus",
        "thereby",
    ]
)
_CUES = frozenset({"increase", "decrease", "cause", "show", "because", "low", "high"})
_EFFECTS = frozenset({"Mechanism", "Property", "Performance", "Interphase", "Free"})
_LONGEST = 9


def _linked(sentence: Sentence, a: Argument, b: Argument) -> bool:
    """Whether anything on the way from a to b may carry causation."""
    tree = sentence.tree
    path = tree.path(a.at, b.at)
    if path is None or len(path.up) + len(path.down) > _LONGEST:
        return False
    return any(tree.cue[at] in _CUES or tree.lower[at] in _LINKS for at in path.inner)


def _claims(sentence: Sentence) -> Iterator[tuple[Argument, Argument]]:
    tree = sentence.tree
    ends = [x for x in sentence.arguments if x.type != "Quantity" and not x.inner]
    ends = [
        x
        for x in ends
        if not (x.type == "Free" and tree.dep[x.at] == "pobj" and tree.lower[tree.head[x.at]] == "of")
    ]
    for b in ends:
        if b.type not in _EFFECTS:
            continue
        for a in ends:
            if a.at != b.at and not (a.type == b.type == "Free") and _linked(sentence, a, b):
                yield a, b


def _typed(sentence: Sentence, kind: Kind) -> Iterator[tuple[Argument, Argument]]:
    left, right = _ENDS[kind]
    ends = [x for x in sentence.arguments if x.mention >= 0]
    for a in ends:
        if a.type not in left:
            continue
        for b in ends:
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


def _quantity(sentence: Sentence, a: Argument) -> Iterator[str]:
    text = sentence.mentions[a.mention].text
    unit = text.lstrip("0123456789.,+-–−±×^ ()")
    yield f"unit={unit[:12]}"
    others = [x for x in sentence.arguments if x.type == "Quantity"]
    yield f"quantities={min(len(others), 5)}"
    yield f"place={min(sum(o.at < a.at for o in others), 4)}"


def pairs(sentence: Sentence, kind: Kind) -> Iterator[Pair]:
    """All candidate pairs of a kind with their features."""
    for a, b in ends(sentence, kind):
        found = features(sentence, a, b)
        if kind in (Kind.COMPONENT, Kind.ROLE):
            found += _within(sentence, a, b)
        if kind in (Kind.VALUE, Kind.PROPERTY, Kind.OF, Kind.CONDITION):
            found += _quantity(sentence, a)
            found += ["b" + f for f in _quantity(sentence, b)] if kind is Kind.CONDITION else []
            if kind is Kind.PROPERTY:
                found.append(f"unitof={found[-3]}|{sentence.tree.lower[b.at]}")
        rule = rules.match(sentence, kind.value, a, b)
        found.append(f"rule={rule}")
        yield Pair(a, b, found, rule)


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
