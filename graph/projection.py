"""The projection into the graph: what follows from all papers together, in place of the last one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extraction.model import Chain, ClaimState, ProjectedEdge, Projection
from graph.delta import Change, apply_edges, apply_nodes, delete_edges
from graph.errors import InvalidGraphData
from graph.merge import search_text
from graph.rows import GraphRows, Rows, content_id
from graph.schema import Schema, load_schema
from graph.shared import unprojected
from graph.store import GraphStore


def replace_projection(store: GraphStore, projection: Projection) -> Change:
    """Bring aliases, claim states, projected relationships and chains to the projection, in one transaction.

    Only differences are written. InvalidGraphData if it names a node that the graph doesn't have.
    """
    return store.transact(lambda: _replace(store, projection))


def _replace(store: GraphStore, projection: Projection) -> Change:
    schema = load_schema()
    entities = {str(row["id"]): row for label in schema.entity_labels for row in store.nodes(label)}
    claims = {str(row["id"]): row for row in store.nodes("Claim")}
    names = {key: str(row["name"]) for key, row in entities.items()}
    before, after = _stored(store, schema), _wanted(schema, projection, names, claims)
    deleted = delete_edges(store, before.edges, after.edges)
    change = apply_nodes(store, before.nodes, after.nodes)
    change += apply_nodes(store, _by_label(entities), _by_label(_with_aliases(entities, projection)))
    change += apply_nodes(store, {"Claim": claims}, {"Claim": _with_states(claims, projection)})
    return change + Change(apply_edges(store, before.edges, after.edges), deleted)


def _stored(store: GraphStore, schema: Schema) -> GraphRows:
    found = GraphRows()
    for row in store.nodes("Chain"):
        found.add_node("Chain", row)
    for edge in schema.edges.values():
        for row in store.edges(edge.type) if edge.projected else ():
            source, target = str(row["source"]), str(row["target"])
            found.add_edge((edge.type, *schema.pair(edge.type, source, target)), source, target, row)
    return found


def _wanted(
    schema: Schema, projection: Projection, names: Mapping[str, str], claims: Mapping[str, Any]
) -> GraphRows:
    wanted = GraphRows()
    for edge in projection.edges:
        known = claims if schema.label_of(edge.source_id) == "" else names
        for end in (edge.source_id, edge.target_id):
            _need(edge.type, end, known)
        kind = (edge.type, *schema.pair(edge.type, edge.source_id, edge.target_id))
        wanted.add_edge(kind, edge.source_id, edge.target_id, _edge_row(edge))
    for chain in projection.chains:
        wanted.add_node("Chain", _chain_row(chain, names))
    return wanted


def _need(what: str, node_id: str, known: Mapping[str, Any]) -> None:
    if node_id not in known:
        raise InvalidGraphData(f"the projection's {what} names {node_id}, which the graph does not hold")


def _edge_row(edge: ProjectedEdge) -> dict[str, Any]:
    key = content_id(
        "edge", edge.type, edge.source_id, edge.target_id, edge.material_id or "", edge.sign or ""
    )
    return {"id": key} | edge.model_dump(exclude={"type", "source_id", "target_id"})


def _chain_row(chain: Chain, names: Mapping[str, str]) -> dict[str, Any]:
    ends = (
        chain.material_id,
        *([chain.role_id] if chain.role_id else []),
        *chain.mechanism_ids,
        chain.performance_id,
    )
    for node_id in ends:
        _need(f"chain {chain.id}", node_id, names)
    return chain.model_dump() | {
        "name": " → ".join(names[node_id] for node_id in ends),
        "material": names[chain.material_id],
        "role": names[chain.role_id] if chain.role_id else None,
        "mechanisms": [names[node_id] for node_id in chain.mechanism_ids],
        "performance": names[chain.performance_id],
    }


# --- properties that the projection sets on other nodes --------------------------------------------


def _by_label(entities: Mapping[str, dict[str, Any]]) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for key, row in entities.items():
        found.setdefault(str(row["label"]), {})[key] = row
    return found


def _with_aliases(entities: Mapping[str, dict[str, Any]], projection: Projection) -> Rows:
    for key in projection.aliases:
        _need("aliases", key, entities)
    rows: Rows = {}
    for key, row in entities.items():
        named = row | {"aliases": list(projection.aliases.get(key, ()))}
        rows[key] = named | {"search": search_text(named)}
    return rows


def _with_states(claims: Mapping[str, dict[str, Any]], projection: Projection) -> Rows:
    for state in projection.claims:
        _need("claim state", state.claim_id, claims)
    rows = {key: row | unprojected(bool(row.get("negated"))) for key, row in claims.items()}
    for state in projection.claims:
        rows[state.claim_id] |= _state_row(state)
    return rows


def _state_row(state: ClaimState) -> dict[str, Any]:
    return state.model_dump(include={"status", "belief", "evidence_count", "paper_count"}) | {
        "term_papers": [term.paper_id for term in state.terms],
        "term_probabilities": [term.probability for term in state.terms],
        "term_reasons": [term.reason for term in state.terms],
    }
