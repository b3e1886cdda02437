"""Relationships between entities that follow from the evidence: kinds, roles, components, and effects
summed up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extraction.assembly.steps import Tally
from extraction.assembly.view import View, net
from extraction.model import Assertion, Claim, Evidence, ProjectedEdge, Sign

_TYPES = {"role": "HAS_ROLE", "component": "COMPONENT_OF", "is_a": "IS_A"}


def kinds(view: View) -> list[ProjectedEdge]:
    """IS_A from each entity to what it is directly a kind of, within its label."""
    return [
        ProjectedEdge(type="IS_A", source_id=entity.id, target_id=parent)
        for entity in view.entities.values()
        for parent in sorted(set(entity.parents) - {entity.id})
        if view.label(parent) == entity.label
    ]


def stated(view: View) -> list[ProjectedEdge]:
    """HAS_ROLE and COMPONENT_OF, from the papers' assertions."""
    known = [
        a for a in view.base.assertions if {a.subject_id, a.object_id} <= view.entities.keys() and a.evidence
    ]
    return [_stated(item, view) for item in sorted(known, key=lambda a: a.id)]


def _stated(item: Assertion, view: View) -> ProjectedEdge:
    return edge(_TYPES[item.kind], item.subject_id, item.object_id, item.evidence, view)


def edge(
    kind: str,
    source: str,
    target: str,
    support: Sequence[Evidence],
    view: View,
    *,
    sign: Sign | None = None,
    material: str | None = None,
    claim_ids: Iterable[str] = (),
    belief: float | None = None,
) -> ProjectedEdge:
    """A relationship with its evidence counted; believed as that evidence is, unless told otherwise."""
    return ProjectedEdge(
        type=kind,
        source_id=source,
        target_id=target,
        material_id=material,
        sign=sign,
        belief=view.believe(support).value if belief is None else belief,
        evidence_count=len({e.sentence_id for e in support}),
        paper_count=view.papers(support),
        claim_ids=tuple(sorted(set(claim_ids))),
        sentence_ids=tuple(sorted({e.sentence_id for e in support})),
    )


def effects(view: View, tally: Tally) -> list[ProjectedEdge]:
    """AFFECTS: the claims between two entities, summed.

    The evidence of each sign is pooled, so that a paper counts once in it whatever the claims are about;
    the sign is the better believed one, and the edge is believed as that sign is and its opposite isn't: `p
    (1 - q)`. Denied claims are in `claim_ids` and weaken the sign that they deny.
    """
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in view.claims:
        tally.took("affect")
        groups.setdefault((claim.cause_id, claim.effect_id), []).append(claim)
    summed = [_affects(cause, effect, groups[cause, effect], view, tally) for cause, effect in sorted(groups)]
    found = [one for one in summed if one is not None]
    tally.made("affect", len(found))
    return found


def _affects(
    cause: str, effect: str, group: Sequence[Claim], view: View, tally: Tally
) -> ProjectedEdge | None:
    if all(claim.negated for claim in group):
        tally.dropped("affect", "only denied", len(group))
        return None
    more, less = _pooled(group, "+", view), _pooled(group, "-", view)
    sign: Sign = "+" if more >= less else "-"
    belief = max(more, less) * (1.0 - min(more, less))
    support = [e for claim in group for e in claim.evidence]
    ids = [claim.id for claim in group]
    return edge("AFFECTS", cause, effect, support, view, sign=sign, claim_ids=ids, belief=belief)


def _pooled(group: Sequence[Claim], sign: Sign, view: View) -> float:
    """How far one sign is believed: what is said for it, and not what denies it."""
    held = view.believe(e for c in group if net(c) == sign and not c.negated for e in c.evidence).value
    denied = view.believe(e for c in group if net(c) == sign and c.negated for e in c.evidence).value
    return held * (1.0 - denied)
