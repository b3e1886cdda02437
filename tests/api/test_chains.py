"""Chains in one JSON for the command line and the API; neighbourhoods and paths."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.chains import ChainFilter, count_chains, find_chains
from graph.store import GraphStore

from .conftest import BLOCKER, BLOCKS, CCD, CHAIN, DENDRITES, GLASS, LII, LOWERS


def test_a_chain_as_json_has_it(client: TestClient) -> None:
    assert client.get(f"/chains/{CHAIN}").json() == {
        "id": CHAIN,
        "name": "LiI → electron-blocking layer → dendrite growth → critical current density",
        "material": "LiI",
        "material_id": LII,
        "material_aliases": ["lithium iodide"],
        "role": "electron-blocking layer",
        "role_id": BLOCKER,
        "mechanism": ["dendrite growth"],
        "mechanism_ids": [DENDRITES],
        "performance": "critical current density",
        "performance_id": CCD,
        "sign": "+",
        "belief": 0.375,
        "span": "paper",
        "claims": [
            {
                "id": BLOCKS,
                "name": "electron-blocking layer lowers dendrite growth",
                "cause": "electron-blocking layer",
                "cause_id": BLOCKER,
                "effect": "dendrite growth",
                "effect_id": DENDRITES,
                "sign": "-",
                "status": "asserted",
                "belief": 0.5,
            },
            {
                "id": LOWERS,
                "name": "dendrite growth lowers CCD",
                "cause": "dendrite growth",
                "cause_id": DENDRITES,
                "effect": "critical current density",
                "effect_id": CCD,
                "sign": "-",
                "status": "asserted",
                "belief": 0.75,
            },
        ],
        "evidence": [
            {
                "paper": "iodide",
                "start": 200,
                "end": 255,
                "text": "The electron-blocking layer suppresses dendrite growth.",
                "sentence_id": "sentence:iodide-2",
                "paper_id": "paper:iodide",
                "title": "An iodide layer",
                "doi": "10.1/iodide",
                "section": "Results",
            },
            {
                "paper": "iodide",
                "start": 300,
                "end": 366,
                "text": "Dendrite growth lowers the CCD of LiI to 1.5 to 2 mA/cm2 at 25 °C.",
                "sentence_id": "sentence:iodide-3",
                "paper_id": "paper:iodide",
                "title": "An iodide layer",
                "doi": "10.1/iodide",
                "section": "Results",
            },
        ],
    }


@pytest.mark.parametrize(
    "filters, found",
    [
        ({}, [CHAIN, "chain:2"]),
        ({"material": "lithium iodide"}, [CHAIN, "chain:2"]),
        ({"material": "Co"}, []),
        ({"material": "co"}, []),
        ({"material": "nothing"}, []),
        ({"material": BLOCKER}, []),
        ({"role": "electron-blocking layer"}, [CHAIN]),
        ({"mechanism": "dendrite formation"}, [CHAIN]),
        ({"performance": "CCD"}, [CHAIN, "chain:2"]),
        ({"performance": "CCD", "mechanism": "CCD"}, []),
        ({"min_belief": 0.3}, [CHAIN]),
    ],
)
def test_chains_are_filtered_and_the_same_in_both_places(
    client: TestClient, store: GraphStore, filters: dict[str, Any], found: list[str]
) -> None:
    page = client.get("/chains", params=filters).json()
    assert [item["id"] for item in page["items"]] == found
    assert page["items"] == find_chains(store, ChainFilter(**filters))
    assert page["total"] == count_chains(store, ChainFilter(**filters)) == len(found)


def test_chains_have_pages_and_an_end(store: GraphStore, client: TestClient) -> None:
    assert [item["id"] for item in find_chains(store, skip=1, limit=1)] == ["chain:2"]
    assert find_chains(store, skip=1_000_000) == []
    assert client.get("/chains?offset=1000000").json()["items"] == []
    assert client.get("/chains/chain:none").status_code == 404


# --- connections ------------------------------------------------------------------------------------


def test_a_neighbourhood_goes_as_far_as_asked(client: TestClient) -> None:
    near = client.get("/neighbourhood/LiI").json()
    assert [(node["id"], node["distance"]) for node in near["nodes"]] == [
        (LII, 0),
        ("interphase:LLZO/Li", 1),
        (GLASS, 1),
        (BLOCKER, 1),
    ]
    assert near["centre"]["name"] == "LiI"
    far = client.get("/neighbourhood/LiI?hops=3").json()
    assert {node["id"] for node in far["nodes"]} >= {DENDRITES, CCD}
    assert ("LEADS_TO", LII) in {(edge["type"], edge["material_id"]) for edge in far["edges"]}


def test_a_neighbourhood_has_no_hops_of_another_material(client: TestClient) -> None:
    around = client.get(f"/neighbourhood/{GLASS}?hops=3").json()
    assert not [edge for edge in around["edges"] if edge["material_id"]]


def test_a_crowded_neighbourhood_keeps_the_nearest(client: TestClient) -> None:
    around = client.get("/neighbourhood/LiI?hops=3&limit=4").json()
    assert [node["distance"] for node in around["nodes"]] == [0, 1, 1, 1]
    assert (around["total"], around["truncated"]) == (6, True)
    kept = {node["id"] for node in around["nodes"]}
    assert all({edge["source"], edge["target"]} <= kept for edge in around["edges"])


@pytest.mark.parametrize("by", ["length", "belief"])
def test_paths_lead_step_by_step(client: TestClient, by: str) -> None:
    ways = client.get("/paths", params={"from": "LiI", "to": "CCD", "by": by}).json()
    best = ways["items"][0]
    assert [node["id"] for node in best["nodes"]] == [LII, BLOCKER, DENDRITES, CCD]
    assert [(step["type"], step["sign"], step["forward"]) for step in best["steps"][1:]] == [
        ("AFFECTS", "-", True),
        ("AFFECTS", "-", True),
    ]
    assert best["belief"] == 0.5 * 0.5 * 0.75


@pytest.mark.parametrize(
    "query, status, found",
    [
        ("from=LiI&to=Co", 200, 0),
        ("from=CCD&to=LiI&directed=true", 200, 0),
        ("from=CCD&to=LiI", 200, 1),
        ("from=LiI&to=LiI", 200, 1),
        ("from=LiI&to=nothing", 404, None),
        ("from=co&to=LiI", 409, None),
        ("from=LiI", 422, None),
    ],
)
def test_paths_between_odd_ends(client: TestClient, query: str, status: int, found: int | None) -> None:
    answer = client.get(f"/paths?{query}")
    assert answer.status_code == status
    if found is not None:
        assert len(answer.json()["items"]) == found
