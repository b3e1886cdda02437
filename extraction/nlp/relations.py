"""Scores candidate pairs and decides: roles, components, measurements and claims of one sentence.

The scorers were trained on annotated sentences (extraction.training); thresholds stand beside the weights. A claim's sign,
status and the direction of its cause are questions of their own about the same pair.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from extraction.nlp import candidates, networktagger, rules
from extraction.nlp.candidates import Kind, Pair
from extraction.nlp.network import Heads
from extraction.nlp.pairs import Argument, Sentence
from extraction.nlp.trees import Trees, load

_BLOCK = 2000  #: pairs at a time
#: How much of a claim's sign the scorer decides; the rest is what the tree says (extraction.nlp.direction), which holds on
#: constructions that the annotated sentences hardly have.
_SCORED = 0.75
#: Questions about a pair that is already taken for a claim.
CLAIM_QUESTIONS = ("negative", "hedged", "negated", "cause_low")
#: The threshold of claims whose effect stands in the text's own words.
FREE_EFFECT = "claim_free"
#: The question whose behaviour the cause of a claim is.
ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair that a scorer accepts."""

    a: Argument
    b: Argument
    score: float
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimFound:
    """A causal statement between two arguments."""

    cause: Argument
    effect: Argument
    negative: bool  #: less of the effect
    cause_low: bool
    status: str
    score: float
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class ValueFound:
    """A reported value with what it belongs to."""

    quantity: Argument
    property: Argument | None
    of: Argument | None
    conditions: tuple[Argument, ...]
    score: float


#: The scored candidate pairs of a sentence.
Candidates = dict[Kind, list[tuple[Pair, float]]]


class Scorers:
    """All trained models with their thresholds."""

    def __init__(self, models: Mapping[str, Trees], thresholds: Mapping[str, float], heads: Heads) -> None:
        self._models, self._thresholds, self._heads = models, thresholds, heads

    def threshold(self, kind: str) -> float:
        """The score from which a pair of a kind is accepted."""
        return self._thresholds.get(kind, 0.5)

    def _score(
        self, name: str, pairs: Sequence[Pair], numbers: NDArray[np.float32] | None = None
    ) -> list[float]:
        model = self._models[name]
        out: list[float] = []
        for start in range(0, len(pairs), _BLOCK):
            block = pairs[start : start + _BLOCK]
            dense = np.stack([p.numbers for p in block])
            if numbers is not None:
                dense = np.concatenate([dense, numbers[start : start + _BLOCK]], axis=1)
            out += (float(x) for x in model.score(model.matrix([p.features for p in block], dense)))
        return out

    def candidates(self, sentences: Sequence[Sentence]) -> list[Candidates]:
        """For every sentence its candidate pairs of all kinds with their scores; all of a kind are scored at once."""
        found = [candidates.pairs(s, self._heads) for s in sentences]
        out: list[Candidates] = [{} for _ in sentences]
        for kind in Kind:
            left = iter(self._scored(kind, [pairs[kind] for pairs in found]))
            for at, pairs in enumerate(found):
                out[at][kind] = [(pair, next(left)) for pair in pairs[kind]]
        return out

    def _scored(self, kind: Kind, found: Sequence[list[Pair]]) -> list[float]:
        every = [p for pairs in found for p in pairs]
        scores = self._score(kind.value, every)
        if kind is not Kind.CLAIM or not scores:
            return scores
        numbers: list[list[float]] = []
        for pairs in found:
            at = len(numbers)
            numbers += candidates.competition(pairs, scores[at : at + len(pairs)])
        return self._score("claim_again", every, np.array(numbers, dtype=np.float32))

    def accepted(self, found: Candidates, kind: Kind) -> list[Scored]:
        """The pairs of a sentence whose score reaches the threshold."""
        return [Scored(p.a, p.b, s, p.rule) for p, s in found[kind] if s >= self._least(kind, p)]

    def _least(self, kind: Kind, pair: Pair) -> float:
        """The score from which a pair is accepted: the kind's threshold, or lower where its rule is sure; a claim whose effect
        is no mention has a threshold of its own."""
        free = kind is Kind.CLAIM and pair.b.type == "Free"
        name = FREE_EFFECT if free else kind.value
        return min(self.threshold(name), rules.accepting().get((kind.value, pair.rule or ""), 1.0))

    def claims(self, found: Sequence[Candidates]) -> list[list[ClaimFound]]:
        """The causal statements of every sentence."""
        kept = [[(p, s) for p, s in f[Kind.CLAIM] if s >= self._least(Kind.CLAIM, p)] for f in found]
        every = [p for pairs in kept for p, _ in pairs]
        answers = {q: iter(self._score(q, every)) for q in CLAIM_QUESTIONS}
        return [_without_mirrors([self._claim(p, s, answers) for p, s in pairs]) for pairs in kept]

    def abouts(
        self, sentences: Sequence[Sentence], claims: Sequence[Sequence[ClaimFound]]
    ) -> list[dict[Argument, Argument]]:
        """For every sentence the substances whose behaviour its claims' causes are, by the cause."""
        found = [
            candidates.abouts(s, self._heads, (c.cause for c in said))
            for s, said in zip(sentences, claims, strict=True)
        ]
        left = iter(self._score(ABOUT, [pair for pairs in found for pair in pairs]))
        return [self._likeliest([(pair, next(left)) for pair in pairs]) for pairs in found]

    def _likeliest(self, scored: Sequence[tuple[Pair, float]]) -> dict[Argument, Argument]:
        top: dict[Argument, tuple[float, Argument]] = {}
        for pair, score in scored:
            if score >= max(self.threshold(ABOUT), top.get(pair.a, (0.0,))[0]):
                top[pair.a] = score, pair.b
        return {cause: substance for cause, (_, substance) in top.items()}

    def _claim(self, pair: Pair, score: float, answers: Mapping[str, Iterator[float]]) -> ClaimFound:
        answer = {q: next(answers[q]) for q in CLAIM_QUESTIONS}
        turned_down = any(f.startswith("dirs=") and f.endswith("-1") for f in pair.features)
        answer["negative"] = _SCORED * answer["negative"] + (1 - _SCORED) * turned_down
        yes = {q: answer[q] >= self.threshold(q) for q in CLAIM_QUESTIONS}
        direct = pair.rule in ("active-verb", "leads-to", "which-clause")
        plainly_denied = direct and "said=FalseTrue" in pair.features
        plainly_hedged = "said=TrueFalse" in pair.features
        denied, hedged = yes["negated"] or plainly_denied, yes["hedged"] or plainly_hedged
        status = "negated" if denied else "hedged" if hedged else "asserted"
        return ClaimFound(pair.a, pair.b, yes["negative"], yes["cause_low"], status, score, pair.rule)

    def values(self, found: Candidates) -> list[ValueFound]:
        """The reported values of a sentence."""
        return _values({kind: self.accepted(found, kind) for kind in _OF_VALUES})


_OF_VALUES = (Kind.VALUE, Kind.PROPERTY, Kind.OF, Kind.CONDITION)


def _values(found: Mapping[Kind, Sequence[Scored]]) -> list[ValueFound]:
    reported = {s.a.mention: s for s in found[Kind.VALUE]}
    properties, of = _best(found[Kind.PROPERTY]), _best(found[Kind.OF])
    conditions: dict[int, list[Argument]] = {}
    for s in found[Kind.CONDITION]:
        if s.b.mention not in reported:
            conditions.setdefault(s.a.mention, []).append(s.b)
    return [
        ValueFound(value.a, properties.get(m), of.get(m), tuple(conditions.get(m, ())), value.score)
        for m, value in sorted(reported.items())
    ]


def _best(scored: Sequence[Scored]) -> dict[int, Argument]:
    top: dict[int, Scored] = {}
    for s in scored:
        if s.a.mention not in top or s.score > top[s.a.mention].score:
            top[s.a.mention] = s
    return {mention: s.b for mention, s in top.items()}


def _without_mirrors(claims: list[ClaimFound]) -> list[ClaimFound]:
    """Of two claims that say the same the other way round, the likelier one."""
    score = {(c.cause, c.effect): c.score for c in claims}
    return [c for c in claims if score.get((c.effect, c.cause), 0.0) <= c.score]


@lru_cache(maxsize=1)
def shipped() -> Scorers:
    """The scorers that ship with the package."""
    folder = files("extraction") / "models"
    thresholds = json.loads((folder / "thresholds.json").read_text(encoding="utf-8"))
    models = {}
    for name in [*(k.value for k in Kind), "claim_again", *CLAIM_QUESTIONS, ABOUT]:
        with as_file(folder / f"{name}.npz") as path:
            models[name] = load(path)
    return Scorers(models, thresholds, networktagger.shipped().heads)
