"""Users' Cypher: rows for what reads, a place in the text for what doesn't."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from api import ApiSettings, create_app
from api.routers.cypher import position_in
from graph.store import GraphStore


def ask(client: TestClient, query: str, **more: Any) -> Any:
    """The answer to a query."""
    return client.post("/cypher", json={"query": query} | more)


def test_rows_come_in_columns(client: TestClient) -> None:
    query = (
        "MATCH (m:Material)-[:COMPONENT_OF]->(i:Interphase) WHERE i.name = $name RETURN m.name, i.id AS id"
    )
    answer = ask(client, query, parameters={"name": "LLZO/Li interface"}).json()
    assert answer.pop("elapsed_ms") >= 0
    assert answer == {
        "columns": ["m.name", "id"],
        "rows": [["LiI", "interphase:LLZO/Li"]],
        "row_count": 1,
        "truncated": False,
    }


@pytest.mark.parametrize(
    "query, parameters, value",
    [
        ("RETURN 1.5 AS x", {}, 1.5),
        ("RETURN sqrt(-1.0) AS x", {}, None),
        ("MATCH (p:Paper) WHERE p.name IN $names RETURN count(p)", {"names": ["iodide", "gas"]}, 1),
        ("MATCH (p:Paper) WHERE p.year > $year RETURN p.name", {"year": 2022}, "oxide"),
        ("MATCH (c:Claim) WHERE c.belief > $b AND c.negated = $n RETURN count(c)", {"b": 0.6, "n": False}, 1),
        ("MATCH (p:Paper) RETURN p.authors ORDER BY p.id LIMIT 1", {}, ["A. Sample", "B. Specimen"]),
        ("// how many\nMATCH (p:Paper) RETURN count(*);", {}, 2),
    ],
)
def test_values_of_every_kind(
    client: TestClient, query: str, parameters: dict[str, Any], value: object
) -> None:
    answer = ask(client, query, parameters=parameters)
    assert answer.status_code == 200, answer.text
    assert answer.json()["rows"][0][0] == value


def test_nodes_relationships_and_paths_are_plain(client: TestClient) -> None:
    query = "MATCH p = (:Material)-[r:HAS_ROLE]->(n:Role) RETURN n, r, p"
    node, relationship, path = ask(client, query).json()["rows"][0]
    assert (node["_label"], node["name"]) == ("Role", "electron-blocking layer")
    assert (relationship["_type"], relationship["belief"]) == ("HAS_ROLE", 0.5)
    assert [item["name"] for item in path["nodes"]] == ["LiI", "electron-blocking layer"]


@pytest.mark.parametrize(
    "limit, rows, truncated", [(1, 1, True), (12, 12, True), (13, 13, False), (99999, 13, False)]
)
def test_rows_have_a_limit(client: TestClient, limit: int, rows: int, truncated: bool) -> None:
    entities = "Material|Interphase|Role|Mechanism|Property|Performance|Factor"
    answer = ask(client, f"MATCH (n:{entities}) RETURN n.id", limit=limit).json()
    assert (len(answer["rows"]), answer["row_count"], answer["truncated"]) == (rows, rows, truncated)


def test_the_service_has_the_last_word_on_limits(store: GraphStore) -> None:
    client = TestClient(create_app(store, ApiSettings(max_rows=2)))
    answer = ask(client, "MATCH (n:Material) RETURN n.id", limit=50).json()
    assert (answer["row_count"], answer["truncated"]) == (2, True)


@pytest.mark.parametrize(
    "query, position",
    [
        ("CREATE (n:Material {id: 'x'})", 0),
        ("MATCH (n) SET n.name = 'x'", 10),
        ("MATCH (n) DETACH DELETE n", 10),
        ("LOAD FROM '/etc/passwd' RETURN *", 0),
        ("COPY (MATCH (n) RETURN n) TO 'x.csv'", 0),
        ("CALL show_tables() RETURN *", 0),
        ("MATCH (n) RETURN n; MATCH (m) RETURN m", 18),
        ("MATCH (n)-[*]->(m) RETURN n", 11),
        ("MATCH (n:Paper RETURN n", 6),
        ("  // a comment\n  MATCH (n:Paper) RETURN n.name,, 3", 47),
        ("MATCH (p:Paper) WHERE p.name = $name RETURN p", 31),
        ("MATCH (p:Paper) RETURN p.id ORDER BY p.id SKIP 1000000 LIMIT 5", 42),
        ("MATCH (p:Paper) RETURN p.id ORDER BY p.id SKIP 10*10000 LIMIT 5", 42),
        ("RETURN 1 AS x SKIP", 14),
        ("MATCH (n:Nothing) RETURN n", None),
        ("RETURN 'a' / 2", None),
    ],
)
def test_what_is_refused_and_where(client: TestClient, query: str, position: int | None) -> None:
    answer = ask(client, query)
    problem = answer.json()
    assert (answer.status_code, problem["title"]) == (400, "Bad Request")
    assert problem.get("position") == position, problem


@pytest.mark.parametrize(
    "parameters, detail",
    [
        ({"n": 1, "odd": 1, "other": 2}, "The query does not take $odd, $other."),
        ({"n": 1001}, "SKIP takes a plain number up to 1000; to go on from there, ask for what comes after."),
        ({"n": "1"}, ""),
        ({"n": -1}, "SKIP takes a plain number up to 1000; to go on from there, ask for what comes after."),
    ],
)
def test_parameters_are_checked(client: TestClient, parameters: dict[str, Any], detail: str) -> None:
    answer = ask(client, "MATCH (p:Paper) RETURN p.id SKIP $n", parameters=parameters)
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith(detail)


def test_skipping_a_little_is_fine(client: TestClient) -> None:
    query = "MATCH (p:Paper) RETURN p.name ORDER BY p.id SKIP $n LIMIT 1"
    assert ask(client, query, parameters={"n": 1}).json()["rows"] == [["oxide"]]
    assert ask(client, query, parameters={"n": 1000}).json()["rows"] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"query": ""},
        {"query": "RETURN 1", "limit": 0},
        {"query": "RETURN $x", "parameters": {"x": {"a": 1}}},
        {"query": "RETURN $x", "parameters": {"x": ["a", 1]}},
        {"query": "RETURN 1", "odd": True},
    ],
)
def test_bodies_that_are_none(client: TestClient, body: dict[str, Any]) -> None:
    answer = client.post("/cypher", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


def test_half_a_character_is_no_text(client: TestClient) -> None:
    assert client.post("/cypher", content=rb'{"query": "RETURN \ud800"}').status_code == 422


def test_a_query_that_takes_too_long_is_stopped(store: GraphStore) -> None:
    client = TestClient(create_app(store, ApiSettings(query_timeout_s=0.05)))
    answer = ask(client, "MATCH (a), (b), (c), (d), (e), (f), (g) RETURN count(*)")
    assert answer.status_code == 504
    assert answer.json()["detail"] == "the query took longer than 0.05 s; narrow it or add a LIMIT"


@pytest.mark.parametrize(
    "query, message, position",
    [
        ("RETURN ,", "extraneous input (line: 1, offset: 7)", 7),
        ("MATCH (n)\nRETURN ,", "extraneous input (line: 2, offset: 7)", 17),
        ("\n  MATCH (n)\nRETURN ,", "extraneous input (line: 2, offset: 7)", 20),
        ("// x\nRETURN ,", "Invalid input ',' (line 1, column 8 (offset: 7))", 12),
        ("RETURN ,", "Invalid input (offset: 99)", 8),
        ("RETURN 1", "Binder exception: no such thing", None),
    ],
)
def test_places_in_the_engines_messages(query: str, message: str, position: int | None) -> None:
    assert position_in(query, message) == position
