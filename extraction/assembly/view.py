"""What the projection's steps look up in the base: entities, what they are kinds of, sentences, beliefs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extraction.assembly.belief import Belief, believe, home
from extraction.assembly.steps import Tally
from extraction.model import Claim, ClaimState, Entity, Evidence, EvidenceBase, SentenceNode, Sign, Status


@dataclass(frozen=True, slots=True)
class View:
    """The base with its look-ups; made by `view`."""

    base: EvidenceBase
    entities: Mapping[str, Entity]
    sentences: Mapping[str, SentenceNode]
    claims: tuple[Claim, ...]  #: those whose ends are all there, sorted
    states: Mapping[str, ClaimState]
    _above: dict[str, frozenset[str]] = field(default_factory=dict)

    def label(self, entity_id: str) -> str:
        """An entity's label; empty where it isn't known."""
        found = self.entities.get(entity_id)
        return found.label if found else ""

    def above(self, entity_id: str) -> frozenset[str]:
        """All ids that the entity is a kind of, itself left out; a ring of parents ends."""
        if entity_id not in self._above:
            found: set[str] = set()
            waiting = [entity_id]
            while waiting:
                entity = self.entities.get(waiting.pop())
                fresh = [
                    p for p in (entity.parents if entity else ()) if p in self.entities and p not in found
                ]
                found.update(fresh)
                waiting += fresh
            self._above[entity_id] = frozenset(found - {entity_id})
        return self._above[entity_id]

    def believe(self, evidence: Iterable[Evidence]) -> Belief:
        """The evidence summed over papers."""
        return believe(evidence, self.base.paper_dois)

    def home(self, paper_id: str) -> str:
        """The work that a file is of; files of one DOI are of one."""
        return home(paper_id, self.base.paper_dois)

    def papers(self, evidence: Iterable[Evidence]) -> int:
        """How many papers it is of, files of one DOI being one."""
        return len({self.home(e.paper_id) for e in evidence})

    def belief(self, claim: Claim) -> float:
        """What all its evidence makes of a claim."""
        return self.states[claim.id].belief

    def is_review(self, paper_id: str) -> bool:
        """Whether a paper speaks of many works in turn."""
        return self.base.paper_kinds.get(paper_id) == "review"

    def paragraph(self, sentence_id: str) -> tuple[str, int]:
        """The paper and the paragraph of a sentence; a sentence that isn't there is a paragraph of its
        own."""
        node = self.sentences.get(sentence_id)
        return (node.paper_id, node.paragraph) if node else (sentence_id, -1)


def view(base: EvidenceBase, tally: Tally) -> View:
    """Index the base and sum up its claims; claims with an end that the base doesn't hold are left out."""
    entities = {e.id: e for e in sorted(base.entities, key=lambda e: e.id)}
    claims = []
    for claim in sorted(base.claims, key=lambda c: c.id):
        tally.took("believe")
        if {
            claim.cause_id,
            claim.effect_id,
            claim.about_id or claim.cause_id,
        } <= entities.keys() and claim.evidence:
            claims.append(claim)
            tally.made("believe")
        else:
            tally.dropped("believe", "an end or all evidence is missing")
    states = {claim.id: state(claim, base.paper_dois) for claim in claims}
    return View(base, entities, {s.id: s for s in base.sentences}, tuple(claims), states)


def state(claim: Claim, dois: Mapping[str, str]) -> ClaimState:
    """What all evidence says of a claim."""
    believed = believe(claim.evidence, dois)
    return ClaimState(
        claim_id=claim.id,
        status=_status(claim),
        belief=believed.value,
        terms=believed.terms,
        evidence_count=len({e.sentence_id for e in claim.evidence}),
        paper_count=len({home(e.paper_id, dois) for e in claim.evidence}),
    )


def _status(claim: Claim) -> Status:
    if claim.negated:
        return "negated"
    return "asserted" if any(e.status == "asserted" for e in claim.evidence) else "hedged"


def product(*signs: Sign) -> Sign:
    """Signs multiplied: an even number of minuses is a plus."""
    return "-" if signs.count("-") % 2 else "+"


def net(claim: Claim) -> Sign:
    """What more of the cause does to the effect, whichever way round the sentence put it."""
    return product(claim.cause_sign, claim.sign)
