"""How far the evidence of a statement is to be believed: papers add up, sentences and repetitions don't.

A sentence's probability is how often such a reading is right, times what its status counts (asserted, hedged,
negated; steps.yml). How often it is right is measured by rule and score (calibration.tsv); where it has not been
measured it is the rule's precision (rule_precision.tsv) times the reader's own score. The probability stands for the paper that
it is in, or, where the paper credits other works, for one of those. Each paper gives at most one term, its
best, and each work is counted at most once, so ten sentences of one paper are one term, and so are two
reviews that credit the same work. Where papers credit several works, terms are dealt out such that the sum
is the largest possible.

    belief = 1 - (1 - p1) (1 - p2) ... over the terms

To redo it by hand: multiply the `1 - probability` of the terms returned, take that from 1. A paper whose
only works are counted through others has a term of 0 that says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extraction.assembly.assignment import assign
from extraction.assembly.calibration import Curve, curves, share_right
from extraction.assembly.steps import belief_parameters
from extraction.assembly.tables import rows
from extraction.model import BeliefTerm, Evidence

_SEPARATORS = (".", ":", "/", "-", "_")


@dataclass(frozen=True, slots=True)
class Precision:
    """How often what a rule reads is right, and whether the reader's score says more about the single
    case."""

    rule: str
    precision: float
    scored: bool


@dataclass(frozen=True, slots=True)
class Belief:
    """A sum with its terms."""

    value: float
    terms: tuple[BeliefTerm, ...]


@lru_cache(maxsize=1)
def precisions() -> dict[str, Precision]:
    """Rule or family -> precision, from rule_precision.tsv.

    Raises ValueError if the table has no row `default`.
    """
    read = rows("rule_precision")
    table = {r["rule"]: Precision(r["rule"], float(r["precision"]), r["scored"] == "yes") for r in read}
    if "default" not in table:
        raise ValueError("rule_precision.tsv has no row 'default'")
    return table


def _families(rule: str) -> list[str]:
    """The rule and the families that it belongs to, the closest first: `claim.verb`, `claim`, `default`."""
    return [
        rule,
        *(rule[:at] for at in range(len(rule) - 1, 0, -1) if rule[at] in _SEPARATORS),
        "default",
    ]


@lru_cache(maxsize=10_000)
def precision_of(rule: str) -> Precision:
    """The rule's own row, else that of the closest family."""
    table = precisions()
    return next(table[name] for name in _families(rule) if name in table)


@lru_cache(maxsize=10_000)
def curve_of(rule: str) -> tuple[str, Curve] | None:
    """What was measured of the rule or its closest family, unless the table of precisions has a closer one."""
    closer = next(name for name in _families(rule) if name in curves() or name in precisions())
    return (closer, curves()[closer]) if closer in curves() else None


def reading(support: Evidence) -> tuple[float, str]:
    """How often such a reading is right, and how that follows from its rule and score."""
    measured = curve_of(support.rule)
    if measured:
        name, curve = measured
        share = share_right(curve, support.score)
        return share, f"score {support.score:.2f}, right in {share:.2f} ({name})"
    known = precision_of(support.rule)
    how = f"precision {known.precision:.2f} ({known.rule})"
    if not known.scored:
        return known.precision, how
    return known.precision * support.score, f"{how} x score {support.score:.2f}"


def probability(support: Evidence) -> float:
    """One sentence's probability of being right about the statement."""
    parameters = belief_parameters()
    factors = {"asserted": parameters.asserted, "hedged": parameters.hedged, "negated": parameters.negated}
    return min(parameters.ceiling, reading(support)[0] * factors[support.status])


def believe(evidence: Iterable[Evidence], dois: Mapping[str, str]) -> Belief:
    """Sum evidence over papers; `dois` gives papers' own DOIs, so that a credit to them is known as such, and
    two files of one DOI are one paper."""
    by_paper: dict[str, dict[str, Evidence]] = {}
    for support in sorted(evidence, key=_strength):
        sources = by_paper.setdefault(home(support.paper_id, dois), {})
        for work in works(support, dois):
            sources.setdefault(work, support)
    papers = sorted(by_paper)
    dealt = _deal([by_paper[paper] for paper in papers])
    terms = [_term(by_paper[paper], work) for paper, work in zip(papers, dealt, strict=True)]
    value = 1.0 - math.prod(1.0 - term.probability for term in terms)
    return Belief(value=min(1.0, max(0.0, value)), terms=tuple(terms))


def home(paper_id: str, dois: Mapping[str, str]) -> str:
    """The work that a file is of: its DOI, or the file alone."""
    return f"doi:{dois[paper_id]}" if paper_id in dois else paper_id


def works(support: Evidence, dois: Mapping[str, str]) -> tuple[str, ...]:
    """Whose finding a sentence reports: the works that it credits, else its own paper."""
    if support.cited and support.references:
        return support.references
    return (home(support.paper_id, dois),)


def _strength(support: Evidence) -> tuple[float, str, str, str, tuple[str, ...]]:
    """Order of evidence, the strongest first, the same in whatever order it comes."""
    return -probability(support), support.sentence_id, support.rule, support.cue, support.references


def _deal(papers: Sequence[Mapping[str, Evidence]]) -> list[str | None]:
    """Which work each paper's term is about; None for a paper whose works are all counted through others."""
    claimed = [work for sources in papers for work in sources]
    if len(set(claimed)) == len(claimed):
        return [min(sources, key=lambda work: (*_strength(sources[work]), work)) for sources in papers]
    names = sorted(set(claimed))
    weights = [[_weight(sources.get(name), row) for name in names] for row, sources in enumerate(papers)]
    return [None if at is None else names[at] for at in assign(weights)]


def _weight(support: Evidence | None, row: int) -> float:
    """What a term adds to the sum of logarithms; of equals the first paper's goes first, by next to nothing."""
    return -math.log1p(-probability(support)) * (1.0 - 1e-9 * row) if support else 0.0


def _term(sources: Mapping[str, Evidence], work: str | None) -> BeliefTerm:
    if work is None:
        paper = min(support.paper_id for support in sources.values())
        reason = f"credits {', '.join(sorted(sources))}, counted through another paper"
        return BeliefTerm(paper_id=paper, probability=0.0, reason=reason)
    support = sources[work]
    return BeliefTerm(
        paper_id=support.paper_id, probability=probability(support), reason=_reason(support, work)
    )


def _reason(support: Evidence, work: str) -> str:
    credit = f", credited to {work}" if support.cited else ""
    return f"{support.status}; {support.rule or 'no rule'}: {reading(support)[1]}{credit}"
