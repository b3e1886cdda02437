"""Answers made from the graph's rows, where one answer takes several queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.errors import NotFound
from api.links import entity_href, quoted, with_query
from api.pagination import PageQuery
from api.schemas.claims import (
    BeliefTerm,
    Change,
    ClaimDetail,
    Contradiction,
    Evidence,
    FoundSentence,
    Mention,
    Sentence,
    claim_fields,
)
from api.schemas.claims import Claim as ClaimAnswer
from api.schemas.common import CitedWork, EntityRef, PaperRef
from api.schemas.entities import CardLinks, ClaimsByPart, Entity, EntityCard, Named, Related, Totals
from api.schemas.measurements import Measurement
from graph.reader import claim_with_evidence, entity_card, paged, total
from graph.store import GraphStore

Row = dict[str, Any]

_RELATED = (
    *("parents", "children", "roles", "materials", "components", "interphases"),
    *("affects", "affected_by"),
)
#: The filter of /chains that an entity of the label goes into.
CHAIN_FILTERS = {
    "Role": "role",
    "Mechanism": "mechanism",
    "Property": "performance",
    "Performance": "performance",
}
#: Labels whose values are those of QUANTIFIES; of the others, those of OF.
QUANTIFIED = ("Mechanism", "Property", "Performance", "Factor")


def listed(store: GraphStore, query: str, wanted: PageQuery, **params: Any) -> tuple[list[Row], int]:
    """The rows of a page of a query, and how many there are in all by its counting query."""
    found, rows = paged(store, query, wanted.offset, wanted.limit, **params)
    return rows, found


def paper_refs(store: GraphStore, ids: Iterable[str]) -> dict[str, PaperRef]:
    """References to papers, by id."""
    rows = store.run("papers_by_id", ids=sorted(set(ids)))
    return {row["id"]: PaperRef.of(row) for row in rows}


def measurements(store: GraphStore, rows: Sequence[Row]) -> list[Measurement]:
    """Measurements with their papers."""
    papers = paper_refs(store, (row["paper_id"] for row in rows))
    return [Measurement.of_row(row, papers[row["paper_id"]]) for row in rows]


def measurement_query(label: str) -> str:
    """The query for the values that belong to an entity of the label."""
    return "property_measurements" if label in QUANTIFIED else "entity_measurements"


def namings(store: GraphStore, rows: Sequence[Row]) -> list[Named]:
    """Rows of `entity_sentences`."""
    papers = paper_refs(store, (row["paper_id"] for row in rows))
    return [
        Named(
            sentence=_sentence(row, papers),
            text=row["mention"],
            start=row["mention_start"],
            end=row["mention_end"],
        )
        for row in rows
    ]


def found_sentences(store: GraphStore, rows: Sequence[Row]) -> list[FoundSentence]:
    """Rows of `sentence_search`, with what they mention."""
    papers = paper_refs(store, {row["paper_id"] for row in rows})
    mentions = _mentions(store, {row["sentence_id"] for row in rows})
    return [
        FoundSentence(sentence=_sentence(row, papers), mentions=tuple(mentions.get(row["sentence_id"], ())))
        for row in rows
    ]


def _sentence(row: Mapping[str, Any], papers: Mapping[str, PaperRef]) -> Sentence:
    keys = ("text", "start", "end", "section", "kind")
    paper = papers[row["paper_id"]]
    return Sentence(id=row["sentence_id"], **{key: row[key] for key in keys}, paper=paper)


# --- claims ----------------------------------------------------------------------------------------


def claim_detail(store: GraphStore, claim_id: str) -> ClaimDetail:
    """One claim with all its evidence; NotFound if there is none."""
    row = claim_with_evidence(store, claim_id)
    if row is None:
        raise NotFound(f"There is no claim with the id {claim_id!r}.")
    papers = paper_refs(store, (item["paper_id"] for item in row["evidence"]))
    mentions = _mentions(store, {item["sentence_id"] for item in row["evidence"]})
    return ClaimDetail.model_validate(
        claim_fields(row)
        | {
            "terms": tuple(BeliefTerm.of(term) for term in row["terms"]),
            "evidence": tuple(
                _evidence(item, papers, mentions.get(item["sentence_id"], [])) for item in row["evidence"]
            ),
        }
    )


def _mentions(store: GraphStore, sentence_ids: Iterable[str]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for row in store.run("sentences_mentions", ids=sorted(sentence_ids)):
        found.setdefault(row["sentence_id"], []).append(Mention.of(row))
    return found


def _evidence(row: Row, papers: Mapping[str, PaperRef], mentions: Sequence[Mention]) -> Evidence:
    return Evidence(
        id=row["evidence_id"],
        sentence=_sentence(row, papers),
        status=row["status"],
        cited=bool(row["cited"]),
        cited_works=tuple(CitedWork.of(work) for work in row["cited_works"]),
        cue=row["cue"] or "",
        rule=row["rule"] or "",
        score=row["score"],
        change=_change(row),
        mentions=tuple(mentions),
    )


def _change(row: Row) -> Change | None:
    if row["before"] is None:
        return None
    return Change(
        before=row["before"], after=row["after"], unit=row["change_unit"], ratio=row["change_ratio"]
    )


def contradictions(store: GraphStore, rows: Sequence[Row]) -> list[Contradiction]:
    """Rows of `contradictions`, with both claims."""
    wanted = {row[key] for row in rows for key in ("first_id", "second_id")}
    claims = {row["id"]: ClaimAnswer.of(row) for row in store.run("claims_by_id", ids=sorted(wanted))}
    return [
        Contradiction(
            id=row["id"],
            belief=row["belief"],
            first=claims[row["first_id"]],
            second=claims[row["second_id"]],
        )
        for row in rows
    ]


# --- entities --------------------------------------------------------------------------------------


def card(store: GraphStore, entity_id: str, limit: int) -> EntityCard:
    """All that the graph knows of one entity, at most `limit` items of what has pages of its own."""
    row = entity_card(store, entity_id, limit)
    if row is None:
        raise NotFound(f"There is no entity with the id {entity_id!r}.")
    entity = row["entity"]
    values = row["values"] if entity["label"] in QUANTIFIED else row["measurements"]
    claims = {
        part: tuple(ClaimAnswer.of(item) for item in row["claims"][part])
        for part in ("cause", "effect", "about")
    }
    papers = paper_refs(store, (paper["id"] for paper in row["papers"]))
    return EntityCard(
        **dict(Entity.of(entity)),
        **{key: entity[key] for key in ("elements", "synonyms", "definition", "iri")},
        **{key: tuple(Related.of(item) for item in row[key]) for key in _RELATED},
        measurements=tuple(measurements(store, values)),
        claims=ClaimsByPart(**claims),
        papers=tuple(papers.values()),
        totals=_totals(store, entity_id, entity["label"]),
        links=_links(entity_id, entity["label"]),
    )


def _totals(store: GraphStore, entity_id: str, label: str) -> Totals:
    return Totals(
        claims=total(store, "entity_claims_count", id=entity_id),
        measurements=total(store, f"{measurement_query(label)}_count", id=entity_id),
        sentences=total(store, "entity_sentences_count", id=entity_id),
    )


def _links(entity_id: str, label: str) -> CardLinks:
    href = entity_href(entity_id)
    return CardLinks(
        claims=f"{href}/claims",
        measurements=f"{href}/measurements",
        sentences=f"{href}/sentences",
        chains=with_query("/chains", **{CHAIN_FILTERS.get(label, "material"): entity_id}),
        neighbourhood=f"/neighbourhood/{quoted(entity_id)}",
    )


def reference(store: GraphStore, entity_id: str) -> EntityRef:
    """The reference to an entity that is there; NotFound if it no longer is."""
    rows = store.run("entity", id=entity_id)
    if not rows:
        raise NotFound(f"There is no entity with the id {entity_id!r}.")
    return EntityRef.of(entity_id, rows[0]["name"])
