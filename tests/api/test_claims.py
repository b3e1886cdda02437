"""Claims, their evidence down to the sentence, contradictions, measurements, papers."""

from __future__ import annotations

import math
from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.schema import load_schema

from .conftest import BLOCKER, BLOCKS, DENDRITES, LOWERS, RAISES


@pytest.mark.parametrize(
    "query, found",
    [
        ("", [LOWERS, BLOCKS, RAISES]),
        (f"cause={BLOCKER}", [BLOCKS]),
        ("cause=dendrite formation", [LOWERS, RAISES]),
        ("effect=CCD", [LOWERS, RAISES]),
        ("effect=CCD&sign=%2B", [RAISES]),
        ("about=LiI&sign=-", [LOWERS, BLOCKS]),
        ("about=co", []),
        ("min_belief=0.6", [LOWERS]),
        ("status=negated", []),
        ("status=asserted&paper=oxide", [LOWERS, RAISES]),
        ("paper=10.1/iodide", [LOWERS, BLOCKS]),
        ("paper=nothing", []),
        ("cause=nothing", []),
    ],
)
def test_claims_are_filtered(client: TestClient, query: str, found: list[str]) -> None:
    page = client.get(f"/claims?{query}").json()
    assert [item["id"] for item in page["items"]] == found
    assert page["total"] == len(found)


def test_a_claim_in_a_list(client: TestClient) -> None:
    assert client.get(f"/claims?cause={BLOCKER}").json()["items"] == [
        {
            "id": BLOCKS,
            "name": "electron-blocking layer lowers dendrite growth",
            "href": "/claims/claim:blocks",
            "sign": "-",
            "cause_sign": "+",
            "status": "asserted",
            "negated": False,
            "belief": 0.5,
            "evidence_count": 1,
            "paper_count": 1,
            "cause": {
                "id": BLOCKER,
                "label": "Role",
                "name": "electron-blocking layer",
                "href": "/roles/role:electron-blocking-layer",
            },
            "effect": {
                "id": DENDRITES,
                "label": "Mechanism",
                "name": "dendrite growth",
                "href": "/mechanisms/mechanism:dendrite-growth",
            },
            "about": {
                "id": "material:LiI",
                "label": "Material",
                "name": "LiI",
                "href": "/materials/material:LiI",
            },
        }
    ]


@pytest.fixture
def lowers(client: TestClient) -> dict[str, Any]:
    """The claim of two papers."""
    return dict(client.get(f"/claims/{LOWERS}").json())


def test_a_belief_can_be_redone_by_hand(lowers: dict[str, Any]) -> None:
    terms = [(term["paper_id"], term["probability"]) for term in lowers["terms"]]
    assert terms == [("paper:iodide", 0.5), ("paper:oxide", 0.5)]
    assert lowers["belief"] == 1 - math.prod(1 - probability for _, probability in terms)


def test_evidence_leads_to_the_very_sentence(lowers: dict[str, Any]) -> None:
    own, credited = lowers["evidence"]
    sentence = own["sentence"]
    assert (sentence["start"], sentence["end"]) == (300, 366)
    assert sentence["text"] == "Dendrite growth lowers the CCD of LiI to 1.5 to 2 mA/cm2 at 25 °C."
    assert (sentence["section"], sentence["kind"]) == ("Results", "prose")
    assert sentence["paper"] == {
        "id": "paper:iodide",
        "name": "iodide",
        "title": "An iodide layer",
        "doi": "10.1/iodide",
        "year": 2021,
        "file": "iodide.md",
        "href": "/papers/paper:iodide",
    }
    assert (own["cue"], own["rule"], own["score"], own["status"]) == ("lowers", "by-hand", 0.9, "asserted")
    assert (own["cited"], own["cited_works"]) == (False, [])
    assert [(item["text"], item["start"], item["entity"]["name"]) for item in own["mentions"]] == [
        ("CCD", 327, "critical current density")
    ]
    assert (credited["cited"], credited["status"]) == (True, "hedged")
    assert credited["cited_works"] == [
        {
            "id": "doi:10.1/older",
            "number": 7,
            "text": "Older work, 2010",
            "doi": "10.1/older",
            "url": "https://doi.org/10.1/older",
        }
    ]


def test_contradictions_show_both_sides(client: TestClient) -> None:
    page = client.get("/contradictions").json()
    assert page["total"] == 1
    pair = page["items"][0]
    assert [(pair[side]["id"], pair[side]["sign"]) for side in ("first", "second")] == [
        (LOWERS, "-"),
        (RAISES, "+"),
    ]


@pytest.mark.parametrize(
    "query, found",
    [
        ("", 1),
        ("property=CCD", 1),
        ("material=LiI&property=critical current density", 1),
        ("material=Co", 0),
        ("paper=iodide", 1),
        ("paper=oxide", 0),
    ],
)
def test_measurements_are_filtered(client: TestClient, query: str, found: int) -> None:
    page = client.get(f"/measurements?{query}").json()
    assert (len(page["items"]), page["total"]) == (found, found)


def test_a_measurement_keeps_what_was_written(client: TestClient) -> None:
    item = client.get("/measurements").json()["items"][0]
    assert (item["value"], item["value_max"], item["unit"]) == (1.5, 2.0, "mA/cm^2")
    assert (item["si_value"], item["si_value_max"], item["si_unit"]) == (15.0, 20.0, "A/m^2")
    assert (item["text"], item["conditions"], item["flags"]) == ("1.5 to 2 mA/cm2", ["25 °C"], [])
    assert (item["of"]["name"], item["property"]["name"]) == ("LiI", "critical current density")
    assert item["sentence"]["id"] == "sentence:iodide-3"
    assert item["paper"]["file"] == "iodide.md"


@pytest.mark.parametrize("key", ["paper:iodide", "iodide", "10.1/iodide"])
def test_a_paper_by_id_name_and_doi(client: TestClient, key: str) -> None:
    paper = client.get(f"/papers/{key}").json()
    assert paper["id"] == "paper:iodide"
    assert paper["authors"] == ["A. Sample", "B. Specimen"]
    assert paper["counts"] == {
        "sentences": 3,
        "entities": 13,
        "references": 0,
        "claims": 2,
        "measurements": 1,
    }
    for link in paper["links"].values():
        assert client.get(link).json()["total"] in (0, 1, 2)


def test_papers_and_their_references(client: TestClient) -> None:
    assert [item["name"] for item in client.get("/papers").json()["items"]] == ["iodide", "oxide"]
    works = client.get("/papers/oxide/references").json()["items"]
    assert [(work["number"], work["doi"]) for work in works] == [(7, "10.1/older")]
    assert client.get("/papers/none").status_code == 404


def test_the_service_says_what_it_holds(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok", "schema_version": load_schema().version}
    status = client.get("/status").json()
    counted = {key: status[key] for key in ("papers", "sentences", "claims", "measurements", "chains")}
    assert counted == {"papers": 2, "sentences": 5, "claims": 3, "measurements": 1, "chains": 2}
    assert status["nodes"]["Material"] == 7
    assert status["edges"]["CONTRADICTS"] == 1
    assert status["fingerprint"] == "f-1"
