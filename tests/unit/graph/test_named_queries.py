"""The files of named queries: their headers, and that they know the whole schema."""

from __future__ import annotations

import re

import pytest

from graph.cypher_guard import check_read_only
from graph.errors import BadParameters, InvalidGraphData, UnknownQuery
from graph.queries import Param, load_queries, load_query, parse_query
from graph.schema import load_schema

SOURCE = """// Things by name,
// in order.
// param name: string
// param limit: int = 5
// param labels: string[] = []
// column id: string
// column total: int
MATCH (n:Paper) WHERE n.name = $name AND size($labels) = 0
RETURN n.id AS id, 1 AS total ORDER BY id LIMIT $limit
"""


def test_parse_query() -> None:
    query = parse_query("things", SOURCE)
    assert query.doc == "Things by name, in order."
    assert query.params == (
        Param("name", "string"),
        Param("limit", "int", 5, required=False),
        Param("labels", "string[]", [], required=False),
    )
    assert query.columns == {"id": "string", "total": "int"}
    assert query.text.startswith("MATCH (n:Paper)")


def test_a_union_says_how_its_rows_are_sorted() -> None:
    source = "// Ones.\n// column id: string\n// sorted by id\nRETURN 'b' AS id UNION ALL RETURN 'a' AS id"
    query = parse_query("ones", source)
    assert (query.doc, query.order) == ("Ones.", "id")
    assert parse_query("things", SOURCE).order == ""


def test_bind_fills_in_defaults() -> None:
    query = parse_query("things", SOURCE)
    assert query.bind({"name": "x"}) == {"name": "x", "limit": 5, "labels": []}
    assert query.bind({"name": "x", "limit": 1, "labels": ("a",)}) == {
        "name": "x",
        "limit": 1,
        "labels": ["a"],
    }


@pytest.mark.parametrize(
    "given, message",
    [
        ({}, "needs name"),
        ({"name": None}, "needs name"),
        ({"name": "x", "page": 2}, "takes no page"),
        ({"name": 7}, "of type string, not 7"),
        ({"name": "x", "labels": "a"}, "is a list"),
    ],
)
def test_bind_refuses_wrong_parameters(given: dict[str, object], message: str) -> None:
    with pytest.raises(BadParameters, match=message):
        parse_query("things", SOURCE).bind(given)


@pytest.mark.parametrize(
    "wrong, right, message",
    [
        ("// param name: string\n", "", "differ in name"),
        ("LIMIT $limit", "", "differ in limit"),
        ("total: int", "total: number", "unknown type 'number'"),
        ("// Things by name,\n// in order.\n", "", "needs a description"),
        (
            "column id: string\n",
            "column id: string\n// sorted by name\n",
            "`// sorted by` one of its columns",
        ),
        ("ORDER BY id", "UNION ALL RETURN", "a UNION needs `// sorted by`"),
    ],
)
def test_headers_that_disagree_with_the_body_are_refused(wrong: str, right: str, message: str) -> None:
    with pytest.raises(InvalidGraphData, match=message):
        parse_query("things", SOURCE.replace(wrong, right))


def test_unknown_query() -> None:
    with pytest.raises(UnknownQuery, match="no query named 'nothing'; there are assertion_evidence"):
        load_query("nothing")


@pytest.mark.parametrize("name", load_queries())
def test_named_queries_only_read(name: str) -> None:
    assert check_read_only(load_query(name).text) == load_query(name).text


@pytest.mark.parametrize("name", load_queries())
def test_rows_come_in_a_total_order_ending_in_an_id(name: str) -> None:
    text = load_query(name).text
    if "SKIP" in text:
        order = re.search(r"ORDER BY (.+?) SKIP", text)
        assert order is not None
        assert any(word in order[1] for word in ("id", "mention_end"))


@pytest.mark.parametrize("name", load_queries())
def test_lists_of_labels_are_those_of_the_schema(name: str) -> None:
    schema = load_schema()
    allowed = {
        "|".join(schema.entity_labels),
        "|".join(schema.sets["outcome"]),
        "Material|Interphase",
    }
    for listed in re.findall(r":((?:\w+\|)+\w+)", load_query(name).text):
        if set(listed.split("|")) <= set(schema.nodes):
            assert listed in allowed


def test_counts_cover_the_schema() -> None:
    counted = set(re.findall(r"RETURN '(\w+)'", load_query("node_counts").text))
    assert counted == set(load_schema().nodes) - {"Meta"}
    assert set(re.findall(r"RETURN '(\w+)'", load_query("edge_counts").text)) == set(load_schema().edges)


def test_every_relationship_named_is_in_the_schema() -> None:
    for query in load_queries().values():
        named = re.findall(r"-\[\w*:`?(\w+)`?\]-", query.text)
        assert set(named) <= set(load_schema().edges), query.name
