"""What the API gives out as files: exports and the explorer's page."""

from __future__ import annotations

import io
import re

import networkx as nx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from graph.store import GraphStore
from graph.writer import counts


@pytest.mark.parametrize(
    "query, media_type, name",
    [
        ("", "application/json", "lithograph.json"),
        ("?format=json", "application/json", "lithograph.json"),
        ("?format=jsonld", "application/ld+json", "lithograph.jsonld"),
        ("?format=graphml", "application/graphml+xml", "lithograph.graphml"),
    ],
)
def test_an_export_is_the_same_whenever_the_graph_is(
    client: TestClient, query: str, media_type: str, name: str
) -> None:
    first, second = client.get(f"/export{query}"), client.get(f"/export{query}")
    assert first.status_code == 200
    assert first.headers["content-type"].partition(";")[0] == media_type
    assert first.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert first.content == second.content


def test_networkx_reads_both_exports(client: TestClient, store: GraphStore) -> None:
    from_json = nx.node_link_graph(client.get("/export").json(), edges="edges")
    from_xml = nx.read_graphml(
        io.BytesIO(client.get("/export?format=graphml").content), force_multigraph=True
    )
    found = counts(store)
    for graph in (from_json, from_xml):
        assert graph.number_of_nodes() == sum(found.nodes.values())
        assert graph.number_of_edges() == sum(found.edges.values())
        assert graph.nodes["material:Li2S-P2S5/LiI"]["name"] == "Li2S-P2S5/LiI"


def test_the_explorer_is_one_file_that_needs_no_other(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    without_namespaces = answer.text.replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"https?://[^\"'` ]+", without_namespaces) == ["https://doi.org/"]
    assert not re.search(r"<(script|link|img)[^>]+(src|href)=", answer.text)


def test_the_explorer_asks_for_what_there_is(client: TestClient, app: FastAPI) -> None:
    paths = {path.split("/")[1] for path in app.openapi()["paths"]}
    asked = set(re.findall(r"get\([`\"']/([a-z]+)", client.get("/").text))
    assert {"status", "search", "chains"} <= asked <= paths


def test_the_explorer_says_its_names_to_screen_readers(client: TestClient) -> None:
    page = client.get("/").text
    assert '<html lang="en">' in page
    assert 'role: "img", width' in page
    assert re.search(r'<input[^>]+aria-label="[^"]+"', page)
