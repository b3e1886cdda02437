"""What must hold of every chain of every graph: it is of one material, and says who."""

from __future__ import annotations

from collections.abc import Iterable

from extraction.model import Chain, EvidenceBase


def broken(chains: Iterable[Chain], base: EvidenceBase) -> list[str]:
    """Where chains join what is said of different materials, rest on what is denied, or don't name their own."""
    rules = _Rules(base)
    return [fault for chain in chains for fault in rules.faults(chain)]


class _Rules:
    def __init__(self, base: EvidenceBase) -> None:
        self._base = base
        self._labels = {entity.id: entity.label for entity in base.entities}
        self._claims = {claim.id: claim for claim in base.claims}
        self._named = {(m.sentence_id, m.entity_id) for m in base.mentions}
        self._named |= {(e.sentence_id, a.subject_id) for a in base.assertions for e in a.evidence}

    def faults(self, chain: Chain) -> Iterable[str]:
        whose = self._whose(chain.material_id)
        claims = [self._claims[key] for key in chain.claim_ids]
        for claim in claims:
            subjects = {claim.cause_id, claim.about_id}
            named = {key for key in subjects if self._labels.get(key or "") in ("Material", "Interphase")}
            named |= {claim.effect_id} if self._labels[claim.effect_id] == "Material" else set()
            if claim.negated:
                yield f"{chain.id}: {claim.name} is denied"
            if named and not subjects & whose:
                yield f"{chain.id}: {claim.name} is about another substance"
        told = any({c.cause_id, c.about_id} & whose for c in claims)
        if not told and not any((s, chain.material_id) in self._named for s in chain.sentence_ids):
            yield f"{chain.id}: no sentence names {chain.material_id}"

    def _whose(self, material_id: str) -> set[str]:
        """The material, what is stated to hold it, and the interphases that it or a process in it forms."""
        parts = {
            a.object_id for a in self._base.assertions if (a.kind, a.subject_id) == ("component", material_id)
        }
        formed = {
            c.effect_id
            for c in self._base.claims
            if material_id in (c.cause_id, c.about_id) and not c.negated
        }
        return {material_id} | parts | {key for key in formed if self._labels[key] == "Interphase"}
