"""Fragments as rows, and shared nodes summed up from several papers."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.errors import InvalidGraphData
from graph.merge import entity_row, reference_row, search_text, united
from graph.rows import GraphRows, content_id, paper_rows, stated_row
from tests.graph_factories import LII, LII_LAYER, fluoride_paper, iodide_paper


def test_content_id_follows_from_content() -> None:
    assert content_id("edge", "a", "b") == content_id("edge", "a", "b")
    assert content_id("edge", "a", "b") != content_id("edge", "ab", "")
    assert content_id("edge", "a").startswith("edge:")


def test_a_row_twice_is_one_and_two_rows_with_one_id_are_refused() -> None:
    rows = GraphRows()
    rows.add_node("Paper", {"id": "p", "name": "x", "authors": ("A",), "doi": None})
    rows.add_node("Paper", {"id": "p", "name": "x", "authors": ["A"]})
    assert rows.nodes == {"Paper": {"p": {"id": "p", "name": "x", "authors": ["A"]}}}
    with pytest.raises(InvalidGraphData, match="Paper p is given twice"):
        rows.add_node("Paper", {"id": "p", "name": "y"})


def test_what_a_paper_owns_and_what_it_shares() -> None:
    rows = paper_rows(iodide_paper())
    assert {label: len(found) for label, found in rows.own.nodes.items()} == {
        "Paper": 1,
        "Sentence": 3,
        "Measurement": 1,
    }
    assert {kind[0] for kind in rows.own.edges} == {
        *("IN", "CITES", "HAS_REFERENCE", "DESCRIBES", "MENTIONS", "EVIDENCED_BY", "OF", "QUANTIFIES")
    }
    assert {kind[0] for kind in rows.meanings.edges} == {"CAUSE", "EFFECT", "ABOUT", "SUBJECT", "OBJECT"}
    assert sorted(rows.entities) == [
        "interphase:LiI-interphase",
        "interphase:SEI",
        "material:LiI",
        "mechanism:dendrite-growth",
        "performance:critical-current-density",
        "role:electron-blocking-layer",
    ]
    assert rows.references == {"doi:10.1/older"}


def test_mentions_have_ids_of_their_own() -> None:
    rows = paper_rows(fluoride_paper())
    mentions = [
        row for kind, found in rows.own.edges.items() if kind[0] == "MENTIONS" for row in found.values()
    ]
    assert len({row["id"] for row in mentions}) == len(mentions) == 5


KNOWN = stated_row(LII)
TEXTUAL = {**KNOWN, "name": "lithium iodide", "grounded": False, "synonyms": ("Iodide",)}
OTHER = {**KNOWN, "name": "A", "grounded": False, "synonyms": (), "parents": ("material:salt",)}


def test_the_grounded_description_wins_whatever_the_order() -> None:
    rows = [
        entity_row(LII.id, "Material", list(order), ["x"]) for order in permutations((KNOWN, TEXTUAL, OTHER))
    ]
    assert all(row == rows[0] for row in rows)
    assert (rows[0]["name"], rows[0]["grounded"], rows[0]["formula"]) == ("LiI", True, "LiI")
    assert rows[0]["synonyms"] == ["lithium iodide", "Iodide"]
    assert (rows[0]["parents"], rows[0]["aliases"]) == (["material:salt"], ["x"])


def test_without_a_grounded_one_the_first_in_order_wins() -> None:
    assert entity_row(LII.id, "Material", [TEXTUAL, OTHER], [])["name"] == "A"
    assert entity_row(LII.id, "Material", [OTHER, TEXTUAL], [])["name"] == "A"


@pytest.mark.parametrize(
    "row, text",
    [
        ({"name": "LiF", "formula": "LiF", "aliases": ["LIF", "Lithium Fluoride"]}, "|lif|lithium fluoride|"),
        ({"name": "SEI", "formula": None, "aliases": None, "synonyms": ["S.E.I."]}, "|sei|s.e.i.|"),
        ({"name": ""}, "||"),
    ],
)
def test_search_text(row: dict[str, object], text: str) -> None:
    assert search_text(row) == text


def test_united_keeps_the_first_place() -> None:
    assert united([["b", "a"], ["a", "c"], []]) == ["b", "a", "c"]


def test_a_work_is_as_the_first_paper_prints_it() -> None:
    entries = [
        {"paper_id": "paper:b", "number": 1, "text": "B's entry", "doi": None},
        {"paper_id": "paper:a", "number": 9, "text": "A's ninth", "doi": "10.1/x"},
        {"paper_id": "paper:a", "number": 4, "text": "", "doi": "10.1/x"},
    ]
    row = reference_row("doi:10.1/x", entries)
    assert row == {"id": "doi:10.1/x", "name": "doi:10.1/x", "number": 4, "text": "", "doi": "10.1/x"}
    assert reference_row("r", entries[:1])["name"] == "B's entry"


def test_stated_row_is_the_entity_without_its_identity() -> None:
    row = stated_row(LII_LAYER)
    assert "id" not in row
    assert "label" not in row
    assert (row["name"], row["parents"]) == ("LiI interphase", ("interphase:SEI",))
