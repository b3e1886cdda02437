"""The schema file, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import InvalidGraphData
from graph.schema import check_rows, docs_table, ladybug_ddl, load_schema, neo4j_ddl, parse_schema

FIXED_LABELS = (
    *("Paper", "Sentence", "Reference", "Material", "Interphase", "Role", "Mechanism", "Property"),
    *("Performance", "Measurement", "Claim"),
)

SMALL = """
version = 3
[sets]
thing = ["A", "B"]
[groups.scored]
score = "float"
[labels.A]
doc = "An A."
properties = { tags = "string[]" }
indexes = ["tags"]
[labels.B]
doc = "A B."
groups = ["scored"]
[relationships.LIKES]
doc = "Likes."
from = ["@thing"]
to = ["A"]
groups = ["scored"]
[relationships.SAME]
doc = "Same."
from = ["@thing"]
to = ["@thing"]
same = true
"""


def test_the_names_that_are_fixed_are_there() -> None:
    schema = load_schema()
    assert set(FIXED_LABELS) <= set(schema.nodes)
    assert all({"id", "name"} <= set(node.properties) for node in schema.nodes.values())


@pytest.mark.parametrize(
    "edge_type, source, target",
    [
        ("IN", "Sentence", "Paper"),
        ("CITES", "Sentence", "Reference"),
        ("HAS_REFERENCE", "Paper", "Reference"),
        ("HAS_ROLE", "Material", "Role"),
        ("COMPONENT_OF", "Material", "Interphase"),
        ("IS_A", "Role", "Role"),
        ("OF", "Measurement", "Interphase"),
        ("QUANTIFIES", "Measurement", "Performance"),
        ("CAUSE", "Claim", "Factor"),
        ("EFFECT", "Claim", "Mechanism"),
        ("ABOUT", "Claim", "Material"),
        ("EVIDENCED_BY", "Measurement", "Sentence"),
        ("CONTRADICTS", "Claim", "Claim"),
        ("REFINES", "Claim", "Claim"),
        ("AFFECTS", "Interphase", "Performance"),
        ("ACTS_THROUGH", "Role", "Mechanism"),
        ("LEADS_TO", "Mechanism", "Property"),
        ("MENTIONS", "Sentence", "Material"),
        ("SUBJECT", "Assertion", "Material"),
        ("OBJECT", "Assertion", "Role"),
    ],
)
def test_the_relationships_that_are_fixed_join_their_labels(edge_type: str, source: str, target: str) -> None:
    assert load_schema().edge(edge_type, source, target).type == edge_type


@pytest.mark.parametrize("edge_type", ["MENTIONS", "EVIDENCED_BY", "AFFECTS", "ACTS_THROUGH", "LEADS_TO"])
def test_edges_that_may_be_several_have_an_id(edge_type: str) -> None:
    assert load_schema().edges[edge_type].has_id


@pytest.mark.parametrize("edge_type", ["ACTS_THROUGH", "LEADS_TO"])
def test_hops_of_chains_name_their_material(edge_type: str) -> None:
    assert {"material_id", "claim_ids", "belief"} <= set(load_schema().edges[edge_type].properties)


def test_is_a_stays_within_a_label() -> None:
    with pytest.raises(InvalidGraphData, match="IS_A does not join Material to Role"):
        load_schema().edge("IS_A", "Material", "Role")


@pytest.mark.parametrize(
    "item, label",
    [("material:Co", "Material"), ("factor:x:y", "Factor"), ("claim:1", ""), ("", ""), ("Material:x", "")],
)
def test_label_of_an_id(item: str, label: str) -> None:
    assert load_schema().label_of(item) == label


def test_pair_of_an_edge() -> None:
    schema = load_schema()
    assert schema.pair("AFFECTS", "role:a", "factor:b") == ("Role", "Factor")
    assert schema.pair("REFINES", "c1", "c2") == ("Claim", "Claim")
    with pytest.raises(InvalidGraphData, match=r"material:a -> role:b: IS_A does not join"):
        schema.pair("IS_A", "material:a", "role:b")


def test_small_schema() -> None:
    schema = parse_schema(SMALL)
    assert schema.version == 3
    assert schema.nodes["A"].properties == {"id": "string", "name": "string", "tags": "string[]"}
    assert schema.edges["LIKES"].pairs == (("A", "A"), ("B", "A"))
    assert schema.edges["SAME"].pairs == (("A", "A"), ("B", "B"))


def test_ladybug_ddl() -> None:
    assert ladybug_ddl(parse_schema(SMALL)) == [
        "CREATE NODE TABLE IF NOT EXISTS `A`(`id` STRING, `name` STRING, `tags` STRING[], PRIMARY KEY(`id`))",
        "CREATE NODE TABLE IF NOT EXISTS `B`(`id` STRING, `name` STRING, `score` DOUBLE, PRIMARY KEY(`id`))",
        "CREATE REL TABLE IF NOT EXISTS `LIKES`(FROM `A` TO `A`, FROM `B` TO `A`, `score` DOUBLE)",
        "CREATE REL TABLE IF NOT EXISTS `SAME`(FROM `A` TO `A`, FROM `B` TO `B`)",
    ]


def test_neo4j_ddl() -> None:
    statements = neo4j_ddl(load_schema())
    assert (
        "CREATE CONSTRAINT material_id IF NOT EXISTS FOR (n:`Material`) REQUIRE n.id IS UNIQUE" in statements
    )
    assert "CREATE INDEX material_name IF NOT EXISTS FOR (n:`Material`) ON (n.`name`)" in statements
    assert "CREATE INDEX chain_material_id IF NOT EXISTS FOR (n:`Chain`) ON (n.`material_id`)" in statements
    fulltext = [statement for statement in statements if "FULLTEXT" in statement]
    assert [statement.split()[3] for statement in fulltext] == ["entity_text", "sentence_text"]
    assert len(statements) == len(set(statements))


@pytest.mark.parametrize(
    "wrong, right, message",
    [
        ('"string[]"', '"strings"', "A.tags has the unknown type 'strings'"),
        ('indexes = ["tags"]', 'indexes = ["tag"]', "A indexes 'tag'"),
        ('to = ["A"]', 'to = ["C"]', "LIKES joins 'C', which is no label"),
        ('groups = ["scored"]', 'groups = ["rated"]', "names the group 'rated'"),
    ],
)
def test_a_schema_that_contradicts_itself_is_refused(wrong: str, right: str, message: str) -> None:
    with pytest.raises(InvalidGraphData, match=message):
        parse_schema(SMALL.replace(wrong, right))


def test_docs_table_names_everything() -> None:
    table = docs_table(load_schema())
    for name in (*load_schema().nodes, *load_schema().edges):
        assert f"| {name} |" in table
    assert "| HAS_ROLE | Material or Interphase to Role |" in table
    assert "to the same label" in table


TYPES = {"s": "string", "i": "int", "f": "float", "b": "bool", "l": "string[]", "n": "float[]"}


@pytest.mark.parametrize(
    "row, key, value",
    [
        ({"f": 1}, "f", 1.0),
        ({"l": ("a", "b")}, "l", ["a", "b"]),
        ({"l": ()}, "l", []),
        ({"n": [1, 0.5]}, "n", [1.0, 0.5]),
        ({"b": False}, "b", False),
        ({}, "s", None),
        ({"unknown": None}, "s", None),
    ],
)
def test_values_get_their_type(row: dict[str, Any], key: str, value: Any) -> None:
    (checked,) = check_rows("Thing", TYPES, [row])
    assert checked[key] == value
    assert type(checked[key]) is type(value)
    assert list(checked) == list(TYPES)


@pytest.mark.parametrize(
    "row",
    [
        {"s": 1},
        {"i": "1"},
        {"i": True},
        {"i": 1.0},
        {"f": "1"},
        {"f": True},
        {"f": float("nan")},
        {"f": float("inf")},
        {"b": 1},
        {"l": "ab"},
        {"l": [1]},
        {"l": [None]},
        {"n": [float("nan")]},
        {"x": 1},
    ],
)
def test_values_of_another_type_are_refused(row: dict[str, Any]) -> None:
    with pytest.raises(InvalidGraphData, match="Thing"):
        check_rows("Thing", TYPES, [row])
