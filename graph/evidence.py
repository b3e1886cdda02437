"""The evidence of all papers together, read back from the graph: what the projection is computed from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extraction.model import Assertion, Claim, Entity, Evidence, EvidenceBase, MentionEdge, SentenceNode
from graph.schema import load_schema
from graph.store import GraphStore


def evidence_base(store: GraphStore) -> EvidenceBase:
    """Sentences, entities, mentions, assertions and claims of the whole graph, each sorted by id."""
    sentences, papers = store.nodes("Sentence"), store.nodes("Paper")
    support = _evidence(store, {str(row["id"]): str(row["paper_id"]) for row in sentences})
    cited = _grouped(store.edges("CITES"), "source")
    return EvidenceBase(
        sentences=tuple(_sentence(row, cited.get(row["id"], [])) for row in sentences),
        entities=tuple(_entity(row) for row in _entity_rows(store)),
        mentions=tuple(_mention(row) for row in store.edges("MENTIONS")),
        assertions=_assertions(store, support),
        claims=_claims(store, support),
        paper_kinds={str(row["id"]): str(row["kind"]) for row in papers},
        paper_dois={str(row["id"]): str(row["doi"]) for row in papers if row.get("doi")},
    )


def _entity_rows(store: GraphStore) -> list[dict[str, Any]]:
    rows = [row for label in load_schema().entity_labels for row in store.nodes(label)]
    return sorted(rows, key=lambda row: str(row["id"]))


def _grouped(rows: list[dict[str, Any]], key: str) -> dict[Any, list[dict[str, Any]]]:
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _only(row: Mapping[str, Any], model: type[Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key in model.model_fields}


def _sentence(row: Mapping[str, Any], cited: list[dict[str, Any]]) -> SentenceNode:
    references = tuple(str(edge["target"]) for edge in cited)
    return SentenceNode(**{"section": None} | _only(row, SentenceNode), references=references)


def _entity(row: Mapping[str, Any]) -> Entity:
    return Entity(**_only(row, Entity))


def _mention(row: Mapping[str, Any]) -> MentionEdge:
    ends = {"sentence_id": row["source"], "entity_id": row["target"]}
    return MentionEdge(**ends, **{key: row[key] for key in ("text", "start", "end")})


def _evidence(store: GraphStore, papers: Mapping[str, str]) -> dict[str, tuple[Evidence, ...]]:
    """All evidence by what it supports; `papers` gives each sentence's paper."""
    found: dict[str, tuple[Evidence, ...]] = {}
    for owner, rows in _grouped(store.edges("EVIDENCED_BY"), "source").items():
        items = [
            Evidence(sentence_id=row["target"], paper_id=papers[row["target"]], **_only(row, Evidence))
            for row in sorted(rows, key=lambda row: (papers[row["target"]], row["target"], row["id"]))
        ]
        found[str(owner)] = tuple(items)
    return found


def _claims(store: GraphStore, support: Mapping[str, tuple[Evidence, ...]]) -> tuple[Claim, ...]:
    ends = {kind: _targets(store, kind) for kind in ("CAUSE", "EFFECT", "ABOUT")}
    return tuple(
        Claim(
            **_only(row, Claim),
            cause_id=ends["CAUSE"][row["id"]],
            effect_id=ends["EFFECT"][row["id"]],
            about_id=ends["ABOUT"].get(row["id"]),
            evidence=support[str(row["id"])],
        )
        for row in store.nodes("Claim")
    )


def _assertions(store: GraphStore, support: Mapping[str, tuple[Evidence, ...]]) -> tuple[Assertion, ...]:
    ends = {kind: _targets(store, kind) for kind in ("SUBJECT", "OBJECT")}
    return tuple(
        Assertion(
            **_only(row, Assertion),
            subject_id=ends["SUBJECT"][row["id"]],
            object_id=ends["OBJECT"][row["id"]],
            evidence=support[str(row["id"])],
        )
        for row in store.nodes("Assertion")
    )


def _targets(store: GraphStore, edge_type: str) -> dict[Any, str]:
    return {row["source"]: str(row["target"]) for row in store.edges(edge_type)}
