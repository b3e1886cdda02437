"""What every GraphStore promises: rows in, rows out, transactions, users' Cypher, errors."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import (
    BadParameters,
    ForbiddenCypher,
    InvalidGraphData,
    QueryError,
    QueryTimeout,
    SchemaTooNew,
    UnknownQuery,
    WriteMismatch,
)
from graph.meta import read_meta, write_meta
from graph.schema import load_schema
from graph.store import GraphStore

VERSION = load_schema().version
WORK = {"id": "doi:1", "name": "A work"}
PAPER = {"id": "paper:a", "name": "a"}


def test_schema_is_ensured_again_without_harm(store: GraphStore) -> None:
    store.ensure_schema()
    assert read_meta(store)["schema_version"] == str(load_schema().version)


def test_newer_graph_is_refused(store: GraphStore) -> None:
    try:
        write_meta(store, "schema_version", "999")
        with pytest.raises(SchemaTooNew, match=f"schema version 999, this Lithograph knows up to {VERSION}"):
            store.ensure_schema()
    finally:
        write_meta(store, "schema_version", str(VERSION))


def test_older_graph_is_brought_up_to_date(store: GraphStore) -> None:
    write_meta(store, "schema_version", "0")
    store.ensure_schema()
    assert read_meta(store)["schema_version"] == str(VERSION)
    store.upsert_nodes("Paper", [PAPER])


def test_meta_is_kept(store: GraphStore) -> None:
    write_meta(store, "vocabulary", "abc")
    write_meta(store, "vocabulary", "def")
    assert read_meta(store)["vocabulary"] == "def"
    store.delete_nodes("Meta", ["meta:vocabulary"])


@pytest.mark.parametrize(
    "row, stored",
    [
        ({"authors": ["A", "B, C", 'D "E"']}, {"authors": ["A", "B, C", 'D "E"']}),
        ({"authors": []}, {"authors": []}),
        ({"authors": None, "year": None, "doi": None}, {}),
        (
            {"title": "Li₂S–P₂S₅ 'glass' \\ \n|{}[]", "year": 2020},
            {"title": "Li₂S–P₂S₅ 'glass' \\ \n|{}[]", "year": 2020},
        ),
        ({"title": ""}, {"title": ""}),
    ],
)
def test_properties_come_back_as_they_went(
    store: GraphStore, row: dict[str, Any], stored: dict[str, Any]
) -> None:
    store.upsert_nodes("Paper", [PAPER | row])
    assert store.nodes("Paper") == [PAPER | stored]


def test_upsert_sets_all_properties_and_clears_those_left_out(store: GraphStore) -> None:
    store.upsert_nodes("Paper", [PAPER | {"year": 2020, "authors": ["A"]}, {"id": "paper:b", "name": "b"}])
    assert store.upsert_nodes("Paper", [PAPER | {"title": "T"}]) == 1
    assert store.nodes("Paper") == [PAPER | {"title": "T"}, {"id": "paper:b", "name": "b"}]


def test_no_rows_are_no_work(store: GraphStore) -> None:
    assert store.upsert_nodes("Paper", []) == 0
    assert store.upsert_edges("HAS_REFERENCE", "Paper", "Reference", []) == 0
    assert store.delete_nodes("Paper", []) == 0
    assert store.delete_edges("HAS_REFERENCE", "Paper", "Reference", []) == 0


def test_numbers_keep_their_type(store: GraphStore) -> None:
    store.upsert_nodes("Measurement", [{"id": "m", "name": "m", "value": 3, "si_value": 1.5e-7}])
    (row,) = store.nodes("Measurement")
    assert (row["value"], type(row["value"]), row["si_value"]) == (3.0, float, 1.5e-7)


def test_edges_with_id_may_be_several(store: GraphStore) -> None:
    sentence = {"id": "s", "name": "s", "start": 0, "end": 9}
    store.upsert_nodes("Sentence", [sentence])
    store.upsert_nodes("Material", [{"id": "material:Li", "name": "Li"}])
    ends = {"source": "s", "target": "material:Li"}
    rows = [
        ends | {"id": key, "text": "Li", "start": start, "end": start + 2}
        for key, start in (("a", 0), ("b", 5))
    ]
    assert store.upsert_edges("MENTIONS", "Sentence", "Material", rows) == 2
    store.upsert_edges("MENTIONS", "Sentence", "Material", [rows[1] | {"text": "lithium"}])
    assert store.edges("MENTIONS") == [rows[0], rows[1] | {"text": "lithium"}]
    assert store.delete_edges("MENTIONS", "Sentence", "Material", [rows[0]]) == 1
    assert [row["id"] for row in store.edges("MENTIONS")] == ["b"]


def test_edges_without_id_are_one(store: GraphStore) -> None:
    store.upsert_nodes("Paper", [PAPER])
    store.upsert_nodes("Reference", [WORK])
    ends = {"source": "paper:a", "target": "doi:1"}
    store.upsert_edges("HAS_REFERENCE", "Paper", "Reference", [ends | {"number": 1}])
    store.upsert_edges("HAS_REFERENCE", "Paper", "Reference", [ends | {"number": 2}])
    assert store.edges("HAS_REFERENCE") == [ends | {"number": 2}]


def test_deleting_a_node_takes_its_edges(store: GraphStore) -> None:
    store.upsert_nodes("Paper", [PAPER])
    store.upsert_nodes("Reference", [WORK])
    store.upsert_edges("HAS_REFERENCE", "Paper", "Reference", [{"source": "paper:a", "target": "doi:1"}])
    assert store.delete_nodes("Reference", ["doi:1"]) == 1
    assert store.edges("HAS_REFERENCE") == []


def test_lost_rows_are_an_error_and_nothing_is_kept(store: GraphStore) -> None:
    store.upsert_nodes("Paper", [PAPER])
    store.upsert_nodes("Reference", [WORK])
    rows = [{"source": "paper:a", "target": target} for target in ("doi:1", "doi:missing")]
    with pytest.raises(WriteMismatch, match="2 rows asked, 1 written"):
        store.upsert_edges("HAS_REFERENCE", "Paper", "Reference", rows)
    assert store.edges("HAS_REFERENCE") == []
    with pytest.raises(WriteMismatch, match="delete Paper: 2 rows asked, 1 written"):
        store.delete_nodes("Paper", ["paper:a", "paper:missing"])
    assert store.nodes("Paper") == [PAPER]


@pytest.mark.parametrize(
    "rows, message",
    [
        ([PAPER | {"colour": "red"}], "Paper has no property colour"),
        ([PAPER | {"year": "2020"}], "Paper.year is of type int"),
        ([PAPER | {"authors": "A"}], "Paper.authors is a list"),
        ([PAPER, PAPER], "written twice at once"),
    ],
)
def test_rows_against_the_schema_are_refused(
    store: GraphStore, rows: list[dict[str, Any]], message: str
) -> None:
    with pytest.raises(InvalidGraphData, match=message):
        store.upsert_nodes("Paper", rows)


def test_unknown_labels_and_pairs_are_refused(store: GraphStore) -> None:
    with pytest.raises(InvalidGraphData, match="no label 'Person'"):
        store.upsert_nodes("Person", [PAPER])
    with pytest.raises(InvalidGraphData, match="no relationship type 'KNOWS'"):
        store.edges("KNOWS")
    with pytest.raises(InvalidGraphData, match="IN does not join Paper to Sentence"):
        store.upsert_edges("IN", "Paper", "Sentence", [])


def test_transaction_is_undone_by_an_error(store: GraphStore) -> None:
    def fail() -> None:
        with store.transaction():
            store.upsert_nodes("Paper", [PAPER])
            assert store.nodes("Paper") == [PAPER]
            raise KeyError("anything")

    with pytest.raises(KeyError):
        fail()
    assert store.nodes("Paper") == []


def test_inner_transaction_joins_the_outer(store: GraphStore) -> None:
    def fail() -> None:
        with store.transaction():
            with store.transaction():
                store.upsert_nodes("Paper", [PAPER])
            store.transact(lambda: store.upsert_nodes("Reference", [WORK]))
            raise KeyError("anything")

    with pytest.raises(KeyError):
        fail()
    assert store.nodes("Paper") == store.nodes("Reference") == []


def test_transact_returns_what_the_work_returns(store: GraphStore) -> None:
    assert store.transact(lambda: store.upsert_nodes("Paper", [PAPER])) == 1
    assert store.nodes("Paper") == [PAPER]


def test_named_queries_check_their_parameters(store: GraphStore) -> None:
    with pytest.raises(UnknownQuery, match="no query named 'nonsense'"):
        store.run("nonsense")
    with pytest.raises(BadParameters, match=r"query entity needs id \(string\)"):
        store.run("entity")
    with pytest.raises(BadParameters, match="query entity takes no colour"):
        store.run("entity", id="x", colour="red")
    with pytest.raises(BadParameters, match=r"papers\.limit is of type int"):
        store.run("papers", limit="many")


def test_read_gives_plain_values(filled: GraphStore) -> None:
    columns, rows = filled.read(
        "MATCH (m:Material)-[h:HAS_ROLE]->(r:Role) RETURN m.name AS name, m.elements AS elements, h, r"
    )
    assert columns == ["name", "elements", "h", "r"]
    name, elements, relationship, node = rows[0]
    assert (name, elements) == ("LiI", ["Li", "I"])
    assert (relationship["_type"], relationship["belief"], relationship["claim_ids"]) == ("HAS_ROLE", 0.5, [])
    assert (node["_label"], node["id"]) == ("Role", "role:electron-blocking-layer")
    assert None not in node.values()


def test_read_gives_paths_with_the_ends_of_each_step(filled: GraphStore) -> None:
    _, rows = filled.read("MATCH p = (r:Role)<-[:HAS_ROLE]-(m:Material) RETURN p")
    path = rows[0][0]
    assert [node["name"] for node in path["nodes"]] == ["electron-blocking layer", "LiI"]
    step = path["relationships"][0]
    assert (step["source"], step["target"]) == ("material:LiI", "role:electron-blocking-layer")


def test_read_takes_parameters_and_stops_at_max_rows(filled: GraphStore) -> None:
    query = "MATCH (m:Material) WHERE m.name IN $names RETURN m.name AS name ORDER BY name"
    assert filled.read(query, {"names": ["LiI", "Co", "LiF"]}, max_rows=2) == (["name"], [["Co"], ["LiF"]])


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (n:Paper {id: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "LOAD FROM '/etc/passwd' RETURN *",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "CALL db.labels()",
        "MATCH (n) RETURN n; MATCH (n) RETURN n",
    ],
)
def test_read_refuses_all_but_reading(filled: GraphStore, cypher: str) -> None:
    with pytest.raises(ForbiddenCypher):
        filled.read(cypher)


def test_read_reports_the_stores_own_error(store: GraphStore) -> None:
    with pytest.raises(QueryError) as caught:
        store.read("MATCH (n:Paper) RETURN nothing_of_this_name")
    assert "nothing_of_this_name" in str(caught.value)
    assert caught.value.store == store.uri


def test_read_stops_in_time(store: GraphStore) -> None:
    query = (
        "UNWIND $x AS a UNWIND $x AS b UNWIND $x AS c UNWIND $x AS d "
        "WITH a * b * c * d AS z WHERE z % 7 = 3 RETURN sum(z)"
    )
    with pytest.raises(QueryTimeout, match=r"longer than 0\.2 s"):
        store.read(query, {"x": list(range(400))}, timeout_s=0.2)
    assert store.read("RETURN 1 AS one") == (["one"], [[1]])
