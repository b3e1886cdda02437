"""The nodes that papers share: created with the first paper that speaks of them, gone with the last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from extraction.model import Assertion, Claim
from graph.delta import Change
from graph.errors import InvalidGraphData
from graph.merge import entity_row, reference_row
from graph.rows import GraphRows, PaperRows
from graph.schema import load_schema
from graph.store import GraphStore

NodeKey = tuple[str, str]  #: label and id


def unprojected(negated: bool) -> dict[str, Any]:
    """A claim's state before any projection has seen it."""
    return {
        "status": "negated" if negated else "asserted",
        "belief": 0.0,
        "evidence_count": 0,
        "paper_count": 0,
        "term_papers": [],
        "term_probabilities": [],
        "term_reasons": [],
    }


def spoken_of(rows: GraphRows) -> frozenset[NodeKey]:
    """The shared nodes that a paper's own edges speak of."""
    found: set[NodeKey] = set()
    for (edge_type, source, target), edges in rows.edges.items():
        if edge_type == "EVIDENCED_BY" and source != "Measurement":
            found |= {(source, key[0]) for key in edges}
        elif edge_type in ("DESCRIBES", "HAS_REFERENCE"):
            found |= {(target, key[1]) for key in edges}
    return frozenset(found)


# --- creating --------------------------------------------------------------------------------------


def add_missing(store: GraphStore, paper: PaperRows) -> int:
    """Create the paper's shared nodes that the graph lacks, with the edges that make their meaning.

    The number of rows written; InvalidGraphData if a stored claim or assertion means something else.
    """
    known = _known(store, paper)
    written = 0
    for label, rows in _grouped(_new_rows(paper), known).items():
        written += store.upsert_nodes(label, rows)
    for (edge_type, source, target), edges in paper.meanings.edges.items():
        fresh = [row for key, row in edges.items() if (source, key[0]) not in known]
        written += store.upsert_edges(edge_type, source, target, fresh)
    return written


def _known(store: GraphStore, paper: PaperRows) -> set[NodeKey]:
    label_of = load_schema().label_of
    known = {(label_of(row["id"]), row["id"]) for row in store.run("entity_nodes", ids=list(paper.entities))}
    known |= {("Reference", row["id"]) for row in store.run("references", ids=sorted(paper.references))}
    for row in store.run("claim_meanings", ids=list(paper.claims)):
        _same_meaning(row, paper.claims[row["id"]], exclude={"name", "evidence"})
        known.add(("Claim", row["id"]))
    for row in store.run("assertion_meanings", ids=list(paper.assertions)):
        _same_meaning(row, paper.assertions[row["id"]], exclude={"evidence"})
        known.add(("Assertion", row["id"]))
    return known


def _same_meaning(stored: Mapping[str, Any], given: Claim | Assertion, exclude: set[str]) -> None:
    wanted = given.model_dump(exclude=exclude)
    odd = [key for key, value in wanted.items() if stored[key] != value]
    if odd:
        raise InvalidGraphData(f"{given.id} is stored with another meaning: {', '.join(odd)} differs")


def _new_rows(paper: PaperRows) -> Iterable[tuple[str, dict[str, Any]]]:
    for entity in paper.entities.values():
        yield entity.label, {"id": entity.id, "label": entity.label}
    for reference in sorted(paper.references):
        yield "Reference", {"id": reference}
    for claim in paper.claims.values():
        signs = {"sign": claim.sign, "cause_sign": claim.cause_sign, "negated": claim.negated}
        yield "Claim", {"id": claim.id} | signs | unprojected(claim.negated)
    for assertion in paper.assertions.values():
        yield "Assertion", {"id": assertion.id, "kind": assertion.kind}


def _grouped(
    rows: Iterable[tuple[str, dict[str, Any]]], known: Collection[NodeKey]
) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for label, row in rows:
        if (label, row["id"]) not in known:
            groups.setdefault(label, []).append(row)
    return groups


# --- summing up ------------------------------------------------------------------------------------


def sum_up(store: GraphStore, touched: Collection[NodeKey]) -> Change:
    """Bring these nodes to what the papers that still speak of them say; delete those that none speaks of."""
    ids: dict[str, list[str]] = {}
    for label, node_id in sorted(touched):
        ids.setdefault(label, []).append(node_id)
    change = _sum_up(store, "Claim", ids.pop("Claim", []), _named("claim"))
    change += _sum_up(store, "Assertion", ids.pop("Assertion", []), _named("assertion"))
    change += _sum_up(store, "Reference", ids.pop("Reference", []), _references)
    for label, entities in ids.items():
        change += _sum_up(store, label, entities, _entities)
    return change


def _sum_up(store: GraphStore, label: str, ids: list[str], summary: Any) -> Change:
    if not ids:
        return Change()
    stored = {
        row["id"]: _filled(row["properties"]) for row in store.run(_NODES.get(label, "entity_nodes"), ids=ids)
    }
    wanted = {row["id"]: _filled(row) for row in summary(store, ids, stored)}
    deleted = store.delete_nodes(label, [node_id for node_id in stored if node_id not in wanted])
    changed = [row for node_id, row in wanted.items() if stored.get(node_id) != row]
    return Change(store.upsert_nodes(label, changed), deleted)


_NODES = {"Claim": "claim_nodes", "Assertion": "assertion_nodes", "Reference": "reference_nodes"}


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None}


def _by_id(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["id"], []).append(row)
    return found


def _named(kind: str) -> Any:
    def rows(store: GraphStore, ids: list[str], stored: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
        wordings = _by_id(store.run(f"{kind}_wordings", ids=ids))
        return [stored[key] | {"name": min(row["name"] for row in found)} for key, found in wordings.items()]

    return rows


def _references(store: GraphStore, ids: list[str], stored: Mapping[str, Any]) -> list[dict[str, Any]]:
    entries = _by_id(store.run("reference_entries", ids=ids))
    return [reference_row(key, found) for key, found in entries.items()]


def _entities(
    store: GraphStore, ids: list[str], stored: Mapping[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    found = _by_id(store.run("descriptions", ids=ids))
    label_of = load_schema().label_of
    return [
        entity_row(key, label_of(key), [row["properties"] for row in rows], stored[key].get("aliases") or [])
        for key, rows in found.items()
    ]
