"""docs/neo4j-browser.md: its queries on both stores, and Neo4j Browser itself with the style and the saved queries."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph.schema import load_schema
from graph.store import GraphStore, open_store
from graph.transfer import copy_graph
from tests import chromium, neo4j_server
from tests.e2e.conftest import Lithograph
from tests.lacking import lacking
from tests.neo4j_browser import Neo4jBrowser
from tests.scripts import script

SOME_PIXELS = 2000
COUNT = """(async () => {{
  const image = new Image();
  image.src = "data:image/png;base64,{png}";
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const {{data}} = canvas.getImageData(0, 0, image.width, image.height), seen = {{}};
  for (let at = 0; at < data.length; at += 4) {{
    const colour = "#" + [0, 1, 2].map(c => data[at + c].toString(16).padStart(2, "0")).join("");
    seen[colour] = (seen[colour] || 0) + 1;
  }}
  return {{width: image.width, height: image.height, seen}};
}})()"""


DOCS = script("neo4j_browser")
QUERIES = {query.name: query for query in DOCS.queries()}
COMMON = [name for name, query in QUERIES.items() if not query.neo4j_only]


@pytest.fixture(scope="module")
def embedded(shipped: Lithograph) -> Iterator[GraphStore]:
    """The shipped papers' graph in the embedded store."""
    with open_store(str(shipped.store), read_only=True) as store:
        yield store


@pytest.fixture(scope="module")
def served(embedded: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The same graph in a Neo4j: its URI and the address of its Neo4j Browser."""
    try:
        with neo4j_server.start_with_browser(tmp_path_factory.mktemp("browsed")) as (uri, address):
            with open_store(uri) as target:
                copy_graph(embedded, target)
            yield uri, address
    except neo4j_server.Missing as missing:
        lacking(str(missing))


@pytest.fixture
def page() -> Iterator[chromium.Page]:
    """A page of a headless Chromium that nobody has used yet."""
    try:
        with chromium.opened(chromium.find()) as opened:
            yield opened
    except chromium.Missing as missing:
        lacking(str(missing))


def answer(store: GraphStore, name: str) -> tuple[list[str], list[str]]:
    """A query's columns and rows, in no order."""
    columns, rows = store.read(QUERIES[name].text, timeout_s=30)
    return columns, sorted(json.dumps(row, sort_keys=True) for row in rows)


def test_the_page_has_the_questions_that_are_asked_most() -> None:
    assert len(QUERIES) >= 6
    assert [query.name for query in QUERIES.values() if query.picture and not query.picture.exists()] == []


def test_the_saved_queries_are_those_of_the_page() -> None:
    assert DOCS.QUERIES.read_bytes() == DOCS.archive(DOCS.queries()), "run: python scripts/neo4j_browser.py"


@pytest.mark.parametrize("name", COMMON)
def test_a_query_answers_in_the_embedded_store(embedded: GraphStore, name: str) -> None:
    _, rows = answer(embedded, name)
    assert bool(rows) == (name != "Contradictory claims"), "the page says what the shipped papers answer"


@pytest.mark.neo4j
@pytest.mark.parametrize("name", QUERIES)
def test_a_query_answers_the_same_in_neo4j(embedded: GraphStore, served: tuple[str, str], name: str) -> None:
    if QUERIES[name].neo4j_only:
        with neo4j.GraphDatabase.driver(served[0]) as driver:
            assert driver.execute_query(QUERIES[name].text, routing_="r").records
        return
    with open_store(served[0], read_only=True) as store:
        assert answer(store, name) == answer(embedded, name)


@pytest.mark.neo4j
def test_neo4j_browser_shows_chains_in_the_colours_of_their_labels(
    served: tuple[str, str], page: chromium.Page, tmp_path: Path
) -> None:
    browser = Neo4jBrowser(page, *served)
    browser.drop(DOCS.STYLE)
    assert "node.Material" in browser.style()
    browser.ask(QUERIES["Chains of a material"].text)
    colours = {label: node.colour for label, node in load_schema().nodes.items()}
    shown = browser.nodes()
    assert shown["TiO2"] == colours["Material"]
    assert {colours["Material"], colours["Role"], colours["Mechanism"]} <= set(shown.values())
    picture = tmp_path / "chains.png"
    picture.write_bytes(browser.picture())
    seen = pixels(page, picture)
    assert (seen["width"], seen["height"]) == (1280, 800)
    assert all(seen["seen"].get(colour, 0) > SOME_PIXELS for colour in set(shown.values()))


@pytest.mark.neo4j
def test_neo4j_browser_imports_the_saved_queries(served: tuple[str, str], page: chromium.Page) -> None:
    browser = Neo4jBrowser(page, *served)
    browser.drop(DOCS.QUERIES)
    assert sorted(browser.favourites()) == sorted(QUERIES)


def test_no_picture_of_the_page_is_empty(page: chromium.Page) -> None:
    shown, text = sorted(DOCS.FOLDER.glob("*.png")), DOCS.PAGE.read_text(encoding="utf-8")
    assert [picture for picture in shown if f"]({DOCS.FOLDER.name}/{picture.name})" not in text] == []
    assert [picture for picture in shown if len(pixels(page, picture)["seen"]) < 50] == []


def pixels(page: chromium.Page, picture: Path) -> Any:
    """A picture's size and how many pixels have which colour, decoded by the page."""
    page.go("about:blank")
    return page.run(COUNT.format(png=base64.b64encode(picture.read_bytes()).decode()))
