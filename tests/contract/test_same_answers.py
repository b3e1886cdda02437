"""Every named query gives the same rows from both stores, on the graph of the five papers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from graph.queries import Query, load_queries
from graph.schema import load_schema
from graph.store import GraphStore, open_store
from graph.transfer import copy_graph
from ingest.pipeline import default_pipeline
from ingest.run import find_papers, ingest
from tests import neo4j_server

pytestmark = [pytest.mark.shared, pytest.mark.neo4j]

ENTITIES = ("material:LiI", "material:LiF", "interphase:SEI", "mechanism:dendrite-growth")
WORDS = ["Conduct", "li"]  #: what sentences are asked for
EACH = 4  #: nodes of each label whose ids are asked for


@pytest.fixture(scope="module")
def both(
    shared: Path, tmp_path_factory: pytest.TempPathFactory, neo4j_uri: str
) -> Iterator[tuple[GraphStore, GraphStore]]:
    """The five papers' graph in the embedded store, and copied into Neo4j."""
    papers, _ = find_papers([shared / "corpus"])
    user, password = os.environ.get("NEO4J_USER"), os.environ.get("NEO4J_PASSWORD")
    with ExitStack() as held:
        embedded = held.enter_context(open_store(str(tmp_path_factory.mktemp("five") / "graph.lbug")))
        ingest(papers, embedded, default_pipeline(), jobs=2)
        neo4j_server.empty(neo4j_uri)
        server = held.enter_context(open_store(neo4j_uri, user=user, password=password))
        copy_graph(embedded, server)
        yield embedded, server
        server.clear()


@pytest.fixture(scope="module")
def known(both: tuple[GraphStore, GraphStore]) -> list[str]:
    """Ids to ask about: what is well known, some of every label, whose chains have hops, and what was measured."""
    store, _ = both
    found = [key for key in ENTITIES if store.run("entity", id=key)]
    for label in load_schema().nodes:
        found += [str(row["id"]) for row in store.nodes(label)[:EACH]]
    on = {(row["source"], row["material_id"]) for row in store.edges("LEADS_TO")}
    whole = [row for row in store.edges("ACTS_THROUGH") if (row["target"], row["material_id"]) in on]
    found += [str(row["material_id"]) for row in whole if str(row["source"]).startswith("role:")][:EACH]
    for kind in ("COMPONENT_OF", "QUANTIFIES"):
        found += [str(row["target"]) for row in store.edges(kind)[:EACH]]
    return list(dict.fromkeys(found))


def questions(query: Query, known: list[str]) -> Iterator[dict[str, Any]]:
    """Parameters to ask the query with: each id where it takes one, all where it takes several, and words."""
    needed = [param for param in query.params if param.required]
    single = [param.name for param in needed if param.type == "string"]
    lists = {
        param.name: WORDS if param.name == "words" else known for param in needed if param.type == "string[]"
    }
    for value in known if single else [""]:
        yield lists | dict.fromkeys(single, value)


@pytest.mark.parametrize("name", load_queries())
def test_both_stores_give_the_same_rows(
    both: tuple[GraphStore, GraphStore], known: list[str], name: str
) -> None:
    embedded, server = both
    rows = 0
    for params in questions(load_queries()[name], known):
        here, there = embedded.run(name, **params), server.run(name, **params)
        assert here == there, f"{name} with {params}"
        rows += len(here)
    assert rows, f"{name} is asked nothing that it knows"
