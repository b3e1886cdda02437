"""The style sheet for Neo4j Browser follows from the schema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.browser_style import grass
from graph.errors import InvalidGraphData
from graph.schema import load_schema, parse_schema

COMMITTED = Path(__file__).resolve().parents[3] / "docs" / "neo4j-browser" / "lithograph.grass"
SMALL = """
version = 1
[sets]
entity = ["Thing"]
[labels.Thing]
doc = "A thing."
colour = "#f0f0f0"
[labels.Note]
doc = "A note."
colour = "#102030"
[relationships.ABOUT]
doc = "What it is about."
from = ["Note"]
to = ["Thing"]
[relationships.HITS]
doc = "Hits."
from = ["Thing"]
to = ["Thing"]
properties = { sign = "string" }
projected = true
"""


def rules(sheet: str) -> dict[str, dict[str, str]]:
    """The sheet as Neo4j Browser reads it."""
    return {
        selector: dict(re.findall(r"^  ([\w-]+): (.+);$", body, re.MULTILINE))
        for selector, body in re.findall(r"^(\S+) \{\n(.*?)^\}$", sheet, re.MULTILINE | re.DOTALL)
    }


def test_the_committed_sheet_is_that_of_the_schema() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == grass(load_schema()), (
        "run: python scripts/neo4j_browser.py"
    )


def test_every_label_has_a_colour_of_its_own_and_its_name() -> None:
    schema, found = load_schema(), rules(grass(load_schema()))
    colours = [found[f"node.{label}"]["color"] for label in schema.nodes]
    assert len(set(colours)) == len(colours)
    assert {found[f"node.{label}"]["caption"] for label in schema.nodes} == {'"{name}"'}
    assert {f"relationship.{name}" for name in schema.edges} <= set(found)


def test_sizes_letters_and_widths() -> None:
    found = rules(grass(parse_schema(SMALL)))
    assert found["node.Thing"] == {
        "color": "#f0f0f0",
        "border-color": "#c0c0c0",
        "text-color-internal": "#1d2329",
        "diameter": "80px",
        "caption": '"{name}"',
    }
    assert (found["node.Note"]["diameter"], found["node.Note"]["text-color-internal"]) == ("65px", "#ffffff")
    assert (found["relationship.ABOUT"]["shaft-width"], found["relationship.ABOUT"]["caption"]) == (
        "1px",
        '"<type>"',
    )
    assert (found["relationship.HITS"]["shaft-width"], found["relationship.HITS"]["caption"]) == (
        "3px",
        '"{sign} HITS"',
    )


def test_what_is_no_colour_is_refused() -> None:
    with pytest.raises(InvalidGraphData, match=r"Note has the colour 'blue'; write it as #rrggbb"):
        parse_schema(SMALL.replace("#102030", "blue"))
