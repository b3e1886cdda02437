"""Statements that write and scan, in the Cypher that both engines have: one flat `$rows` list each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.schema import EdgeType

#: Turns an expression into one of the given property type; the identity where the engine needs none.
Cast = Callable[[str, str], str]


def _settings(variable: str, properties: Mapping[str, str], cast: Cast) -> str:
    parts = [
        f"{variable}.`{key}` = {cast(f'r.`{key}`', kind)}" for key, kind in properties.items() if key != "id"
    ]
    return " SET " + ", ".join(parts) if parts else ""


def _ends(source_label: str, target_label: str) -> str:
    source, target = f"(a:`{source_label}` {{id: r.source}})", f"(b:`{target_label}` {{id: r.target}})"
    return f"UNWIND $rows AS r MATCH {source}, {target}"


def upsert_nodes(label: str, properties: Mapping[str, str], cast: Cast) -> str:
    """MERGE by id, then set every property."""
    settings = _settings("n", properties, cast)
    return f"UNWIND $rows AS r MERGE (n:`{label}` {{id: r.id}}){settings} RETURN count(*) AS written"


def upsert_edges(edge: EdgeType, source_label: str, target_label: str, cast: Cast) -> str:
    """MERGE between two nodes (and by id, where the type has one), then set every property."""
    key = " {id: r.id}" if edge.has_id else ""
    settings = _settings("e", edge.properties, cast)
    return (
        f"{_ends(source_label, target_label)} MERGE (a)-[e:`{edge.type}`{key}]->(b){settings} "
        "RETURN count(*) AS written"
    )


def delete_nodes(label: str) -> str:
    """Delete nodes by id, with their edges."""
    return f"UNWIND $rows AS r MATCH (n:`{label}` {{id: r.id}}) DETACH DELETE n RETURN count(*) AS written"


def delete_edges(edge: EdgeType, source_label: str, target_label: str) -> str:
    """Delete edges by their ends (and id, where the type has one)."""
    key = " {id: r.id}" if edge.has_id else ""
    return (
        f"UNWIND $rows AS r MATCH (a:`{source_label}` {{id: r.source}})-[e:`{edge.type}`{key}]->"
        f"(b:`{target_label}` {{id: r.target}}) DELETE e RETURN count(*) AS written"
    )


def create_nodes(label: str, properties: Mapping[str, str]) -> str:
    """New nodes from `$rows` of bare values in the order of the properties, which is half as much to send."""
    return f"UNWIND $rows AS r CREATE (n:`{label}` {_values(properties, 0)}) RETURN count(*) AS written"


def create_edges(edge: EdgeType, source_label: str, target_label: str) -> str:
    """New edges between existing nodes from rows of bare values: source, target, properties."""
    ends = f"MATCH (a:`{source_label}` {{id: r[0]}}), (b:`{target_label}` {{id: r[1]}})"
    created = f"CREATE (a)-[e:`{edge.type}` {_values(edge.properties, 2)}]->(b)"
    return f"UNWIND $rows AS r {ends} {created} RETURN count(*) AS written"


def _values(properties: Mapping[str, str], first: int) -> str:
    return "{" + ", ".join(f"`{key}`: r[{at}]" for at, key in enumerate(properties, first)) + "}"


def all_nodes(label: str) -> str:
    """Every node of the label as a map of properties."""
    return f"MATCH (n:`{label}`) RETURN properties(n) AS properties"


def all_edges(edge: EdgeType, ends: tuple[str, str] | None = None) -> str:
    """Every edge of the type, or of those that join these labels, with the ids of its ends."""
    source, target = (f":`{label}`" for label in ends) if ends else ("", "")
    return (
        f"MATCH (a{source})-[e:`{edge.type}`]->(b{target}) "
        "RETURN a.id AS source, b.id AS target, properties(e) AS properties"
    )
