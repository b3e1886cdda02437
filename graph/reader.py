"""Answers put together from named queries: what the command line and the API both show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from corpus.normalise import normalise
from graph.filters import ANY, paper_filter
from graph.store import GraphStore

Row = dict[str, Any]


def find_entities(store: GraphStore, text: str, label: str = "") -> list[Row]:
    """The entities that a text names, as sure as possible: those of the best rank alone.

    An id beats a name, a name an alias, and anything written exactly so beats what differs in case: "Co" is
    cobalt and "CO" the gas, while "co" gives both.
    """
    rows = store.run("entity_lookup", text=text.strip(), label=label)
    best = rows[0]["rank"] if rows else 0
    return [row for row in rows if row["rank"] == best]


def entity_card(store: GraphStore, entity_id: str, limit: int = 50) -> Row | None:
    """All that the graph knows of one entity; None if it doesn't know it.

    {"entity": ..., "roles", "materials", "components", "interphases", "parents", "children", "affects",
    "affected_by", "measurements", "values", "claims": {"cause", "effect", "about"}, "sentences", "papers"},
    each a list of the rows of the query of that name.
    """
    found = store.run("entity", id=entity_id)
    if not found:
        return None
    card: Row = {"entity": found[0]}
    for key, query in _WHOLE.items():
        card[key] = store.run(query, id=entity_id)
    for key, query in _PAGED.items():
        card[key] = store.run(query, id=entity_id, limit=limit)
    card["claims"] = {
        part: store.run(f"entity_claims_{name}", id=entity_id, limit=limit)
        for part, name in (("cause", "as_cause"), ("effect", "as_effect"), ("about", "about"))
    }
    return card


_WHOLE = {
    "roles": "entity_roles",
    "materials": "role_materials",
    "components": "entity_components",
    "interphases": "entity_interphases",
    "parents": "entity_parents",
    "children": "entity_children",
    "affects": "entity_affects",
    "affected_by": "entity_affected_by",
    "papers": "entity_papers",
}
_PAGED = {
    "measurements": "entity_measurements",
    "values": "property_measurements",
    "sentences": "entity_sentences",
}


def claim_with_evidence(store: GraphStore, claim_id: str) -> Row | None:
    """One claim with the terms of its belief and every evidence sentence; None if there is none."""
    found = store.run("claim", id=claim_id)
    if not found:
        return None
    row = found[0]
    papers, probabilities, reasons = (
        row.pop(f"term_{key}") for key in ("papers", "probabilities", "reasons")
    )
    row["terms"] = [
        {"paper_id": paper, "probability": probability, "reason": reason}
        for paper, probability, reason in zip(papers, probabilities, reasons, strict=True)
    ]
    return with_evidence(store, [row])[0]


def with_evidence(store: GraphStore, claims: Sequence[Row]) -> list[Row]:
    """The claims, each with `evidence`: sentence, paper, offsets, status, rule, score and `cited_works`."""
    evidence = store.run("claim_evidence", ids=[row["id"] for row in claims])
    works = _works(store, {row["sentence_id"] for row in evidence})
    by_claim: dict[str, list[Row]] = {}
    for item in evidence:
        credited = [
            work for work in works.get(item["sentence_id"], []) if work["reference_id"] in item["references"]
        ]
        shown = {key: value for key, value in item.items() if key not in ("claim_id", "references")}
        by_claim.setdefault(item["claim_id"], []).append(shown | {"cited_works": credited})
    return [row | {"evidence": by_claim.get(row["id"], [])} for row in claims]


def sentences_by_id(store: GraphStore, ids: Iterable[str]) -> dict[str, Row]:
    """Sentences with their paper and the works they cite (`cited_works`), by id."""
    wanted = sorted(set(ids))
    works = _works(store, wanted)
    return {
        row["sentence_id"]: row | {"cited_works": works.get(row["sentence_id"], [])}
        for row in store.run("sentences", ids=wanted)
    }


def total(store: GraphStore, query: str, **params: Any) -> int:
    """What a counting query counts."""
    return int(store.run(query, **params)[0]["total"])


def paged(store: GraphStore, query: str, skip: int, limit: int, **params: Any) -> tuple[int, list[Row]]:
    """How many rows a query has in all, by its counting query (`..._count`), and a page of them.

    Nothing is asked for beyond the end: LadybugDB 0.22 dies of skipping far past the last of ordered rows.
    """
    found = total(store, f"{query}_count", **params)
    if skip >= found:
        return found, []
    return found, store.run(query, **params, skip=skip, limit=limit)


def find_sentences(
    store: GraphStore, text: str, *, paper: str = "", skip: int = 0, limit: int = 50
) -> tuple[int, list[Row]]:
    """How many sentences have all words of the text, each anywhere and in any case, and a page of them in reading order.

    `paper` narrows to one by id, file name or DOI. Rows are those of `sentence_search`.
    """
    params = {"words": _words(text), "papers": paper_filter(store, paper)}
    return paged(store, "sentence_search", skip, limit, **params)


def _words(text: str) -> list[str]:
    """The text's words as stored sentences spell them: `Li₂S` is `Li2S` there; ANY where it has none."""
    spelt = normalise(text, 0, len(text))[0].text
    return spelt.split() or text.split() or ANY


def papers_with_counts(store: GraphStore, papers: Sequence[Row]) -> list[Row]:
    """Rows of `papers` or `paper`, each with `counts`."""
    counted = {row["id"]: row for row in store.run("paper_counts", ids=[paper["id"] for paper in papers])}
    return [paper | {"counts": _without_id(counted[paper["id"]])} for paper in papers]


def _without_id(row: Mapping[str, Any]) -> Row:
    return {key: value for key, value in row.items() if key != "id"}


def _works(store: GraphStore, sentence_ids: Iterable[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in store.run("sentence_references", ids=sorted(sentence_ids)):
        shown = {key: value for key, value in row.items() if key != "sentence_id"}
        found.setdefault(row["sentence_id"], []).append(shown)
    return found
