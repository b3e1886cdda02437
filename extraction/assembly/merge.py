"""Unites the papers' shares into the base that the projection is computed from, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable

from extraction.assembly.claims import Statement, with_evidence
from extraction.assembly.place import plain_doi
from extraction.assembly.steps import Tally
from extraction.model import Entity, Evidence, EvidenceBase, Fragment, MentionEdge


def merge(fragments: Iterable[Fragment], tally: Tally | None = None) -> EvidenceBase:
    """All fragments' evidence, equal ids united and everything sorted; a fragment given twice counts once."""
    papers = sorted(fragments, key=lambda item: item.paper.id)
    tally = tally if tally is not None else Tally()
    return EvidenceBase(
        sentences=tuple(
            sorted(
                {s.id: s for p in papers for s in p.sentences}.values(),
                key=lambda s: (s.paper_id, s.start, s.id),
            )
        ),
        entities=_entities(papers, tally),
        mentions=tuple(sorted({m for p in papers for m in p.mentions}, key=_mention_key)),
        assertions=_united([a for p in papers for a in p.assertions], tally),
        claims=_united([c for p in papers for c in p.claims], tally),
        paper_kinds={p.paper.id: p.paper.kind for p in papers},
        paper_dois={p.paper.id: doi for p in papers if (doi := plain_doi(p.paper.doi))},
    )


def _mention_key(edge: MentionEdge) -> tuple[str, int, int, str, str]:
    return edge.sentence_id, edge.start, edge.end, edge.entity_id, edge.text


def _entities(papers: Iterable[Fragment], tally: Tally) -> tuple[Entity, ...]:
    """One entity per id: a grounded one before others, then the one whose text sorts first; parents of
    all."""
    groups: dict[str, list[Entity]] = {}
    for paper in papers:
        for entity in paper.entities:
            tally.took("dedupe")
            groups.setdefault(entity.id, []).append(entity)
    tally.made("dedupe", len(groups))
    tally.dropped("dedupe", "entity of several papers", sum(len(group) - 1 for group in groups.values()))
    return tuple(_entity(groups[key]) for key in sorted(groups))


def _entity(group: list[Entity]) -> Entity:
    ranked = sorted(group, key=lambda item: (not item.grounded, item.model_dump_json()))
    return ranked[0].model_copy(
        update={
            "parents": tuple(dict.fromkeys(parent for item in ranked for parent in item.parents)),
            "synonyms": tuple(dict.fromkeys(name for item in ranked for name in item.synonyms)),
        }
    )


def _united(statements: list[Statement], tally: Tally) -> tuple[Statement, ...]:
    found: dict[str, Statement] = {}
    for statement in sorted(statements, key=lambda item: (item.id, item.model_dump_json())):
        tally.took("dedupe")
        if statement.id in found:
            tally.dropped("dedupe", "statement of several papers")
            found[statement.id] = with_evidence(found[statement.id], statement.evidence)
        else:
            tally.made("dedupe")
            found[statement.id] = statement
    return tuple(
        item.model_copy(update={"evidence": tuple(sorted(item.evidence, key=evidence_key))})
        for _, item in sorted(found.items())
    )


def evidence_key(support: Evidence) -> tuple[str, str, str]:
    """Order of evidence that doesn't depend on the order of papers."""
    return support.paper_id, support.sentence_id, support.model_dump_json()
