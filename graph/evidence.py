"""The evidence of all papers together, read back from the graph: what the projection is computed from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extraction.model import Assertion, Claim, Entity, Evidence, EvidenceBase, MentionEdge, SentenceNode
from graph.schema import load_schema
from graph.store import GraphStore


def evidence_base(store: GraphStore) -> EvidenceBase:
    """Sentences, entities, mentions, assertions and claims of the whole graph, each sorted by id."""
    sentences = store.nodes("Sentence")
    papers = {str(row["id"]): str(row["paper_id"]) for row in sentences}
    cited = _grouped(store.edges("CITES", "Sentence", "Reference"), "source")
    return EvidenceBase(
        sentences=tuple(_sentence(row, cited.get(row["id"], [])) for row in sentences),
        entities=tuple(_entity(row) for row in _entity_rows(store)),
        mentions=tuple(_mention(row) for row in _to_entities(store, "MENTIONS", "Sentence")),
        assertions=_assertions(store, papers),
        claims=_claims(store, papers),
        paper_kinds={str(row["id"]): str(row["kind"]) for row in store.nodes("Paper")},
    )


def _entity_rows(store: GraphStore) -> list[dict[str, Any]]:
    rows = [row for label in load_schema().entity_labels for row in store.nodes(label)]
    return sorted(rows, key=lambda row: str(row["id"]))


def _to_entities(store: GraphStore, edge_type: str, source: str) -> list[dict[str, Any]]:
    pairs = load_schema().edges[edge_type].pairs
    rows = [row for pair in pairs if pair[0] == source for row in store.edges(edge_type, *pair)]
    return sorted(rows, key=lambda row: (str(row["source"]), str(row.get("id", "")), str(row["target"])))


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


def _evidence(store: GraphStore, label: str, papers: Mapping[str, str]) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, tuple[Evidence, ...]] = {}
    for owner, rows in _grouped(store.edges("EVIDENCED_BY", label, "Sentence"), "source").items():
        items = [
            Evidence(sentence_id=row["target"], paper_id=papers[row["target"]], **_only(row, Evidence))
            for row in sorted(rows, key=lambda row: (papers[row["target"]], row["target"], row["id"]))
        ]
        found[str(owner)] = tuple(items)
    return found


def _claims(store: GraphStore, papers: Mapping[str, str]) -> tuple[Claim, ...]:
    evidence = _evidence(store, "Claim", papers)
    ends = {kind: _targets(store, kind, "Claim") for kind in ("CAUSE", "EFFECT", "ABOUT")}
    return tuple(
        Claim(
            **_only(row, Claim),
            cause_id=ends["CAUSE"][row["id"]],
            effect_id=ends["EFFECT"][row["id"]],
            about_id=ends["ABOUT"].get(row["id"]),
            evidence=evidence[str(row["id"])],
        )
        for row in store.nodes("Claim")
    )


def _assertions(store: GraphStore, papers: Mapping[str, str]) -> tuple[Assertion, ...]:
    evidence = _evidence(store, "Assertion", papers)
    ends = {kind: _targets(store, kind, "Assertion") for kind in ("SUBJECT", "OBJECT")}
    return tuple(
        Assertion(
            **_only(row, Assertion),
            subject_id=ends["SUBJECT"][row["id"]],
            object_id=ends["OBJECT"][row["id"]],
            evidence=evidence[str(row["id"])],
        )
        for row in store.nodes("Assertion")
    )


def _targets(store: GraphStore, edge_type: str, source: str) -> dict[Any, str]:
    return {row["source"]: str(row["target"]) for row in _to_entities(store, edge_type, source)}
