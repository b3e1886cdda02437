"""Whole graphs at once: what is loaded is what upserts would have written, and nothing of a load that fails stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph import ladybug
from graph.errors import InvalidGraphData, StoreError
from graph.store import GraphStore, open_store

PAPER = {"id": "paper:a", "name": "a"}
SENTENCE = {"id": "s", "name": "s", "start": 0, "end": 9}
MATERIAL = {"id": "material:Li", "name": "Li"}

#: Texts at which files of rows go wrong.
TEXTS = (
    *("", " ", ",", '"', '""', "'", "\\", "\\N", "\\n", "null", "NULL", "[]", "[a, b]", "{a: 1}", "a|b", "#"),
    *(
        "line\nbreak",
        "\r\n",
        "\ttab ",
        'a "quoted" word, and more',
        "Li₂S–P₂S₅",
        "\U0001f50b",
        "\x1f",
        "a\x1fb",
        "ß\x1e",
    ),
)
NUMBERS = (0.0, -0.0, 0.1, 1e-7, 0.30000000000000004, 1.7976931348623157e308, 5e-324, -2.5, 3.0)


@pytest.mark.parametrize("text", TEXTS)
def test_texts_come_back_as_they_went(store: GraphStore, text: str) -> None:
    rows = [
        PAPER | {"id": "paper:b", "title": text, "authors": [text, "x", text]},
        PAPER | {"authors": [text]},
    ]
    assert store.load_nodes("Paper", rows) == 2
    assert store.nodes("Paper") == [rows[1], rows[0]]


@pytest.mark.parametrize(
    "row",
    [{}, {"authors": []}, {"year": -(2**62)}, {"authors": None, "title": None}, {"title": "", "year": 0}],
)
def test_what_is_missing_stays_missing(store: GraphStore, row: dict[str, Any]) -> None:
    store.load_nodes("Paper", [PAPER | row])
    assert store.nodes("Paper") == [PAPER | {key: value for key, value in row.items() if value is not None}]


def test_numbers_come_back_bit_by_bit(store: GraphStore) -> None:
    rows: list[dict[str, Any]] = [
        {"id": f"claim:{i}", "belief": x, "negated": i % 2 == 0} for i, x in enumerate(NUMBERS)
    ]
    rows.append({"id": "claim:all", "term_probabilities": list(NUMBERS), "term_papers": []})
    store.load_nodes("Claim", rows)
    assert [repr(sorted(row.items())) for row in store.nodes("Claim")] == [
        repr(sorted(row.items())) for row in rows
    ]


def test_edges_join_and_keep_their_properties(store: GraphStore) -> None:
    store.load_nodes("Sentence", [SENTENCE])
    store.load_nodes("Material", [MATERIAL, {"id": "material:Co", "name": "Co"}])
    ends = {"source": "s", "target": "material:Li"}
    rows = [ends | {"id": key, "text": f'"{key}",\n', "start": 1, "end": 2} for key in "ab"]
    assert store.load_edges("MENTIONS", "Sentence", "Material", rows) == 2
    assert store.edges("MENTIONS") == rows
    assert store.load_edges("MENTIONS", "Sentence", "Material", iter(())) == 0


def test_a_load_of_several_parts(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladybug, "LOAD_ROWS", 2)
    names = [f"paper:{i}" for i in range(5)]

    def rows() -> Iterator[dict[str, str]]:
        yield from ({"id": name, "name": name} for name in names)

    assert store.load_nodes("Paper", rows()) == 5
    store.load_nodes("Reference", [{"id": "doi:1"}])
    edges = [{"source": name, "target": "doi:1", "number": 1} for name in names]
    assert store.load_edges("HAS_REFERENCE", "Paper", "Reference", edges) == 5
    assert [row["id"] for row in store.nodes("Paper")] == names
    assert store.edges("HAS_REFERENCE") == edges


def test_a_node_that_is_there_is_refused(store: GraphStore) -> None:
    store.upsert_nodes("Paper", [PAPER | {"title": "old"}])
    with pytest.raises(StoreError):
        store.load_nodes("Paper", [{"id": "paper:b"}, PAPER | {"title": "new"}])
    assert store.nodes("Paper") == [PAPER | {"title": "old"}]


def test_an_edge_without_its_end_is_refused(store: GraphStore) -> None:
    store.load_nodes("Paper", [PAPER])
    store.load_nodes("Reference", [{"id": "doi:1"}])
    rows = [{"source": "paper:a", "target": target} for target in ("doi:1", "doi:missing")]
    with pytest.raises(StoreError):
        store.load_edges("HAS_REFERENCE", "Paper", "Reference", rows)
    assert store.edges("HAS_REFERENCE") == []
    assert store.load_edges("HAS_REFERENCE", "Paper", "Reference", rows[:1]) == 1


@pytest.mark.parametrize(
    "row", [PAPER | {"colour": "red"}, PAPER | {"year": "2020"}, PAPER | {"authors": "A"}]
)
def test_rows_against_the_schema_are_refused(store: GraphStore, row: dict[str, Any]) -> None:
    with pytest.raises(InvalidGraphData, match="Paper"):
        store.load_nodes("Paper", [{"id": "paper:b"}, row])
    assert store.nodes("Paper") == []


def test_loads_within_a_transaction_are_undone_together(store: GraphStore) -> None:
    def fail() -> None:
        with store.transaction():
            store.load_nodes("Paper", [PAPER])
            store.load_nodes("Reference", [{"id": "doi:1"}])
            store.load_edges(
                "HAS_REFERENCE", "Paper", "Reference", [{"source": "paper:a", "target": "doi:1"}]
            )
            assert len(store.edges("HAS_REFERENCE")) == 1
            raise KeyError("anything")

    with pytest.raises(KeyError):
        fail()
    assert store.nodes("Paper") == store.nodes("Reference") == store.edges("HAS_REFERENCE") == []


def test_a_reader_may_not_load(filled: GraphStore) -> None:
    before = filled.nodes("Paper")
    with open_store(filled.uri, read_only=True) as reader, pytest.raises(StoreError, match="read-only"):
        reader.load_nodes("Paper", [PAPER])
    assert filled.nodes("Paper") == before
