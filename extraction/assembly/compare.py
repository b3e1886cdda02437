"""Claims beside claims: which says the same of something narrower, and which cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from itertools import product as pairs

from extraction.assembly.steps import Tally
from extraction.assembly.view import View, net
from extraction.model import Claim, ProjectedEdge, Sign

Meaning = tuple[str, str, Sign, bool, str | None]


def meaning(claim: Claim) -> Meaning:
    """Cause, effect, net sign, denial and the substance it is about, if that isn't the cause already."""
    about = None if claim.about_id in (claim.cause_id, claim.effect_id) else claim.about_id
    return claim.cause_id, claim.effect_id, net(claim), claim.negated, about


def refinements(view: View, tally: Tally) -> list[ProjectedEdge]:
    """REFINES, from the narrower claim to the broader: every part is the same or a kind of the other's.

    `LiF-rich SEI lowers dendrite growth` refines `SEI lowers dendrite growth`. A claim about a substance
    refines the same claim about none.
    """
    by_meaning: dict[Meaning, list[Claim]] = {}
    for claim in view.claims:
        by_meaning.setdefault(meaning(claim), []).append(claim)
    edges = []
    for claim in view.claims:
        tally.took("refine")
        broader = [other for wider in _wider(meaning(claim), view) for other in by_meaning.get(wider, ())]
        edges += [_between("REFINES", claim, other, view) for other in sorted(broader, key=lambda c: c.id)]
    tally.made("refine", len(edges))
    return edges


def _wider(said: Meaning, view: View) -> Iterator[Meaning]:
    cause, effect, sign, negated, about = said
    causes = [cause, *sorted(view.above(cause))]
    effects = [effect, *sorted(view.above(effect))]
    abouts = [about, *(sorted(view.above(about)) if about else []), *([None] if about else [])]
    for one in pairs(causes, effects, abouts):
        wider: Meaning = (one[0], one[1], sign, negated, one[2])
        if wider != said:
            yield wider


def contradictions(view: View, tally: Tally) -> list[ProjectedEdge]:
    """CONTRADICTS, once per pair: opposite net signs between the same two, or the same asserted and denied.

    Claims about two different substances don't contradict each other: each holds where it holds.
    """
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in view.claims:
        tally.took("contradict")
        groups.setdefault((claim.cause_id, claim.effect_id), []).append(claim)
    edges = [
        _between("CONTRADICTS", one, other, view)
        for key in sorted(groups)
        for one, other in combinations(groups[key], 2)
        if _clash(one, other)
    ]
    tally.made("contradict", len(edges))
    return edges


def _clash(one: Claim, other: Claim) -> bool:
    mine, its = meaning(one), meaning(other)
    if mine[4] != its[4] and None not in (mine[4], its[4]):
        return False
    if mine[3] != its[3]:
        return mine[2] == its[2]
    return mine[2] != its[2] and not mine[3]


def _between(kind: str, source: Claim, target: Claim, view: View) -> ProjectedEdge:
    """An edge between two claims; its belief is that both hold, its evidence that of both."""
    support = (*source.evidence, *target.evidence)
    return ProjectedEdge(
        type=kind,
        source_id=source.id,
        target_id=target.id,
        belief=view.belief(source) * view.belief(target),
        evidence_count=len({e.sentence_id for e in support}),
        paper_count=view.papers(support),
        claim_ids=tuple(sorted({source.id, target.id})),
        sentence_ids=tuple(sorted({e.sentence_id for e in support})),
    )
