"""What follows from all papers' evidence together, computed anew from it and the same whatever the papers'
order."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from extraction.assembly.chains import FirstHop, Found, find_chains
from extraction.assembly.compare import contradictions, refinements
from extraction.assembly.edges import edge, effects, kinds, stated
from extraction.assembly.paths import Hop, Path
from extraction.assembly.steps import Tally
from extraction.assembly.view import View, product, view
from extraction.model import Evidence, EvidenceBase, ProjectedEdge, Projection, Sign
from extraction.nlp import elision
from extraction.spans import QUALITIES

#: Labels that the graph's hop relationships may lead to.
_OUTCOMES = frozenset({"Mechanism", "Property", "Performance", "Factor"})


def project(base: EvidenceBase, tally: Tally | None = None) -> Projection:
    """Claims with their beliefs, relationships, chains and aliases; `tally` counts the steps."""
    tally = tally if tally is not None else Tally()
    seen = view(base, tally)
    found, first = find_chains(seen, tally)
    edges = [
        *kinds(seen),
        *stated(seen),
        *effects(seen, tally),
        *refinements(seen, tally),
        *contradictions(seen, tally),
        *_hop_edges(found, first, seen),
    ]
    return Projection(
        aliases=_aliases(base, seen),
        claims=tuple(seen.states[claim.id] for claim in seen.claims),
        edges=tuple(sorted(edges, key=_edge_key)),
        chains=tuple(sorted((one.chain for one in found), key=lambda chain: (chain.material_id, chain.id))),
    )


def _edge_key(one: ProjectedEdge) -> tuple[str, str, str, str, str]:
    return one.type, one.source_id, one.target_id, one.material_id or "", one.sign or ""


def _aliases(base: EvidenceBase, seen: View) -> dict[str, tuple[str, ...]]:
    """Entity -> what texts and lexicons call it beside its name; an adjective that shares a head with the next name
    ("chemical and thermal stability") is none by itself."""
    names: dict[str, set[str]] = {key: set(entity.synonyms) for key, entity in seen.entities.items()}
    for edge_ in base.mentions:
        entity = seen.entities.get(edge_.entity_id)
        if entity and not (entity.label in QUALITIES and elision.is_adjective(edge_.text)):
            names[edge_.entity_id].add(edge_.text)
    return {key: tuple(sorted(found - {seen.entities[key].name, ""})) for key, found in sorted(names.items())}


# --- the chain for people who browse -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Step:
    """A hop as it is shown: interphases on the way are passed over, their hops being part of the step."""

    evidence: tuple[Evidence, ...]
    claim_ids: tuple[str, ...]
    belief: float


StepKey = tuple[str, str, str, str, Sign]


def _hop_edges(found: Iterable[Found], first: Iterable[FirstHop], seen: View) -> list[ProjectedEdge]:
    """ACTS_THROUGH and LEADS_TO, per material: the steps of its chains, and its first hops to mechanisms."""
    steps: dict[StepKey, list[_Step]] = {}
    for one in found:
        _collect(steps, one.chain.material_id, one.path, one.chain.role_id, seen)
    for material, path, role in first:
        if seen.label(path.end) == "Mechanism":
            _collect(steps, material, path, path.role_id or (role.object_id if role else None), seen)
    return [_hop_edge(key, steps[key], seen) for key in sorted(steps)]


def _collect(
    steps: dict[StepKey, list[_Step]], material: str, path: Path, role_id: str | None, seen: View
) -> None:
    targets = (*path.nodes, path.end)
    source, pending, sign = role_id or path.subject_id, list[Hop](), list[Sign]()
    acts = True
    for target in targets:
        hop = next((hop for hop in path.hops if hop.target == target), None)
        hop, its_sign = (hop, hop.sign) if hop else _state(target, path)
        pending.append(hop)
        sign.append(its_sign)
        if seen.label(target) not in _OUTCOMES:
            continue
        through = acts and (target != path.end or seen.label(target) == "Mechanism")
        key = ("ACTS_THROUGH" if through else "LEADS_TO", source, target, material, product(*sign))
        steps.setdefault(key, []).append(_step(pending))
        source, pending, sign, acts = target, [], [], False


def _state(node: str, path: Path) -> tuple[Hop, Sign]:
    """What says that the subject has a state, the claim that starts from it, and whether it has more or less
    of that; of a process that forms an interphase, more."""
    hop = next(hop for hop in path.hops if hop.source == node)
    return hop, "+" if hop.target == path.subject_id else path.state or "+"


def _step(hops: list[Hop]) -> _Step:
    return _Step(
        evidence=tuple(dict.fromkeys(e for hop in hops for e in hop.evidence)),
        claim_ids=tuple(dict.fromkeys(key for hop in hops for key in hop.claim_ids)),
        belief=math.prod(hop.belief for hop in hops),
    )


def _hop_edge(key: StepKey, steps: list[_Step], seen: View) -> ProjectedEdge:
    """One relationship of all chains that share the step, believed as the best of them."""
    kind, source, target, material, sign = key
    return edge(
        kind,
        source,
        target,
        list(dict.fromkeys(e for step in steps for e in step.evidence)),
        seen,
        sign=sign,
        material=material,
        claim_ids=[one for step in steps for one in step.claim_ids],
        belief=max(step.belief for step in steps),
    )
