"""Trains the scorers of candidate pairs on annotated sentences, over annotated and over predicted mentions alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from extraction.model import EntityType
from extraction.nlp import candidates
from extraction.nlp.candidates import Kind, Pair
from extraction.nlp.network import Heads
from extraction.nlp.pairs import Argument as PairArgument
from extraction.nlp.pairs import Sentence
from extraction.nlp.relations import ABOUT, CLAIM_QUESTIONS, Scorers
from extraction.nlp.skeleton import Span
from extraction.nlp.trees import Trees
from extraction.training import boosting
from extraction.training.gold import Aligned, Argument, GoldClaim

Range = tuple[int, int]
#: Gold pairs of a kind: both ranges, and the claim if it is one.
GoldPairs = list[tuple[Range, Range, GoldClaim | None]]
Gold = dict[Kind, GoldPairs]
#: Turns a sentence (tokens of a passage between two offsets) with mentions into a parsed one.
Parse = Callable[[Aligned, Sequence[Span]], Sentence]


@dataclass(frozen=True, slots=True)
class Instance:
    """The candidate pairs of a parsed sentence and the gold pairs of each kind, in passage offsets."""

    doc: str
    key: int  #: the same for both versions of one sentence
    annotated: bool  #: whether the mentions are the annotated ones, not those found
    pairs: dict[Kind, list[Pair]]
    gold: Gold
    about: list[Pair]  #: the annotated claims' causes with the substances that they may be the behaviour of
    told: list[bool]  #: whether they are


def touches(a: Range, b: Range) -> bool:
    """Argument spans agree: they share at least a quarter of the longer one (as score.py has it)."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and shared >= 0.25 * max(a[1] - a[0], b[1] - b[0])


def _places(a: Aligned) -> dict[str, Range]:
    return {e.id: (e.start, e.end) for e in a.entities}


def gold_pairs(a: Aligned) -> Gold:
    """All annotated pairs of a sentence by kind."""
    place = _places(a)

    def where(x: Argument) -> Range | None:
        return None if x is None else place.get(x) if isinstance(x, str) else a.spans.get(x)

    raw: dict[Kind, list[tuple[Argument, Argument, GoldClaim | None]]] = {k: [] for k in Kind}
    raw[Kind.ROLE] = [(m, r, None) for m, r in a.gold.roles]
    raw[Kind.COMPONENT] = [(m, i, None) for m, i in a.gold.components]
    raw[Kind.CLAIM] = [(c.cause, c.effect, c) for c in a.gold.claims]
    for m in a.gold.measurements:
        raw[Kind.VALUE].append((m.quantity, m.quantity, None))
        raw[Kind.PROPERTY].append((m.quantity, m.property, None))
        raw[Kind.OF].append((m.quantity, m.of, None))
        raw[Kind.CONDITION] += [(m.quantity, c, None) for c in m.conditions]
    out: Gold = {}
    for kind, rows in raw.items():
        placed = [(where(x), where(y), c) for x, y, c in rows]
        out[kind] = [(x, y, c) for x, y, c in placed if x is not None and y is not None]
    return out


def annotated(
    gold: GoldPairs, a: PairArgument, b: PairArgument
) -> tuple[Range, Range, GoldClaim | None] | None:
    """The gold pair that these two arguments stand for, if any."""
    ends_a, ends_b = (a.start, a.end), (b.start, b.end)
    return next((g for g in gold if touches(ends_a, g[0]) and touches(ends_b, g[1])), None)


def annotated_spans(a: Aligned) -> list[Span]:
    """The annotated mentions as spans of the passage."""
    spans = [Span(e.start, e.end, EntityType(e.type), a.passage.text[e.start : e.end]) for e in a.entities]
    return sorted(spans, key=lambda s: (s.start, -s.end))


def instances(
    aligned: Iterable[Aligned],
    predicted: Callable[[Aligned], list[Span]],
    parse: Parse,
    heads: Callable[[Aligned], Heads],
) -> list[Instance]:
    """Each sentence twice: with its annotated mentions and with those that the tagger finds."""
    out = []
    for key, a in enumerate(aligned):
        gold, reader = gold_pairs(a), heads(a)
        for annotated, spans in ((True, annotated_spans(a)), (False, predicted(a))):
            if spans:
                sentence = parse(a, spans)
                found = candidates.pairs(sentence, reader)
                causes, told = about(a, sentence, gold[Kind.CLAIM])
                abouts = candidates.abouts(sentence, reader, causes)
                answers = [told(pair.a, pair.b) for pair in abouts]
                out.append(Instance(a.gold.doc, key, annotated, found, gold, abouts, answers))
    return out


def about(
    a: Aligned, sentence: Sentence, claims: GoldPairs
) -> tuple[list[PairArgument], Callable[[PairArgument, PairArgument], bool]]:
    """The arguments that are causes of annotated claims, and whether a claim of such a cause has a substance as its material."""
    place = _places(a)

    @cache
    def materials(cause: PairArgument) -> list[Range]:
        own = (c for where, _, c in claims if touches((cause.start, cause.end), where))
        return [place[c.material] for c in own if c and c.material in place]

    def told(cause: PairArgument, substance: PairArgument) -> bool:
        return any(touches((substance.start, substance.end), m) for m in materials(cause))

    causes = [
        x for x in sentence.arguments if any(touches((x.start, x.end), cause) for cause, _, _ in claims)
    ]
    return causes, told


@dataclass(slots=True)
class Table:
    """Candidate pairs of many sentences: features, whether annotated, and the annotated claim if any."""

    pairs: list[Pair]
    labels: NDArray[np.bool_]
    claims: list[GoldClaim | None]
    row: NDArray[np.int32]  #: index of the instance
    key: NDArray[np.int32]  #: index of the sentence


def table(data: Sequence[Instance], kind: Kind) -> Table:
    """Gather all candidates of a kind."""
    pairs, labels, claims, row, key = [], [], [], [], []
    for at, instance in enumerate(data):
        gold = instance.gold[kind]
        for pair in instance.pairs[kind]:
            hit = annotated(gold, pair.a, pair.b)
            pairs.append(pair)
            labels.append(hit is not None)
            claims.append(hit[2] if hit else None)
            row.append(at)
            key.append(instance.key)
    return Table(pairs, np.array(labels, bool), claims, np.array(row, np.int32), np.array(key, np.int32))


def competition(t: Table, scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rivalry numbers of every pair, computed sentence by sentence."""
    out = np.zeros((len(t.pairs), 14), dtype=np.float32)
    for at in np.unique(t.row):
        here = _block(t.row, int(at))
        rows = candidates.competition([t.pairs[i] for i in here], [float(scores[i]) for i in here])
        out[here] = rows
    return out


def _block(rows: NDArray[np.int32], at: int) -> NDArray[np.intp]:
    low, high = np.searchsorted(rows, at, "left"), np.searchsorted(rows, at, "right")
    return np.arange(low, high)


def numbers(pairs: Sequence[Pair]) -> NDArray[np.float32]:
    """What the network says of pairs, shape (pairs, candidates.NUMBERS)."""
    return np.array([p.numbers for p in pairs], dtype=np.float32).reshape(len(pairs), candidates.NUMBERS)


def scores_of(model: Trees, pairs: Sequence[Pair]) -> NDArray[np.float32]:
    """Scores in blocks, so that the matrix stays small."""
    out = []
    for start in range(0, len(pairs), 2000):
        block = pairs[start : start + 2000]
        out.append(model.score(model.matrix([p.features for p in block], numbers(block))))
    return np.concatenate(out) if out else np.zeros(0, np.float32)


_FIRST = boosting.Fit(rounds=120, leaves=15, rate=0.06)
_AGAIN = boosting.Fit(rounds=120, leaves=15, rate=0.06)
_OTHER = boosting.Fit(rounds=120, leaves=11, rate=0.06)
_QUESTION = boosting.Fit(rounds=100, leaves=7, rate=0.06, least=4)


def train_claims(t: Table, *, folds: int = 2) -> dict[str, Trees]:
    """The two stages of the claim scorer, the second on out-of-fold scores of the first, and the questions about claims."""
    features, every = boosting.Features([p.features for p in t.pairs]), np.ones(len(t.pairs), bool)
    said = numbers(t.pairs)
    first = np.zeros(len(t.pairs), np.float32)
    for fold in range(folds):
        inside = t.key % folds == fold
        model = boosting.fit(features, t.labels, ~inside, _FIRST, said)
        first[inside] = scores_of(model, [t.pairs[i] for i in np.flatnonzero(inside)])
    models = {Kind.CLAIM.value: boosting.fit(features, t.labels, every, _FIRST, said)}
    both = np.concatenate([said, competition(t, first)], axis=1)
    models["claim_again"] = boosting.fit(features, t.labels, every, _AGAIN, both)
    answers = {
        "negative": [c is not None and c.sign == "-" for c in t.claims],
        "hedged": [c is not None and c.status == "hedged" for c in t.claims],
        "negated": [c is not None and c.status == "negated" for c in t.claims],
        "cause_low": [c is not None and c.cause_sign == "-" for c in t.claims],
    }
    for question in CLAIM_QUESTIONS:
        models[question] = boosting.fit(
            features, np.array(answers[question], bool), t.labels, _QUESTION, said
        )
    return models


def train(data: Sequence[Instance]) -> dict[str, Trees]:
    """All scorers."""
    models: dict[str, Trees] = {}
    for kind in Kind:
        t = table(data, kind)
        if kind is Kind.CLAIM:
            models |= train_claims(t)
        else:
            models[kind.value] = _fit(t.pairs, t.labels)
    told = np.array([told for i in data for told in i.told], bool)
    models[ABOUT] = _fit([pair for i in data for pair in i.about], told)
    return models


def _fit(pairs: Sequence[Pair], labels: NDArray[np.bool_]) -> Trees:
    """The scorer of one question about pairs, from all of them."""
    features = boosting.Features([p.features for p in pairs])
    return boosting.fit(features, labels, np.ones(len(pairs), bool), _OTHER, numbers(pairs))


#: Where a model's scores become decisions; chosen under cross-validation (docs/evaluation.md).
THRESHOLDS = {
    "claim": 0.5, "role": 0.4, "component": 0.09, "value": 0.4, "property": 0.05, "of": 0.05, "condition": 0.3,
    "negative": 0.5, "hedged": 0.5, "negated": 0.5, "cause_low": 0.5,
    "about": 0.5, "claim_free": 0.75,
}  # fmt: skip


def scorers(models: dict[str, Trees], heads: Heads) -> Scorers:
    """The models with their thresholds."""
    return Scorers(models, THRESHOLDS, heads)
