"""Entities by id, name or alias, and all that hangs on them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from .conftest import BLOCKER, BLOCKS, CCD, DENDRITES, ENTITIES, GLASS, LII, LOWERS, RAISES


def ids(page: dict[str, Any]) -> list[str]:
    """The ids of a page's items, or of the entities in them."""
    return [item.get("id") or item["entity"]["id"] for item in page["items"]]


@pytest.mark.parametrize(
    "path, found",
    [
        ("/materials/material:LiI", LII),
        ("/materials/LiI", LII),
        ("/materials/lithium iodide", LII),
        ("/materials/Lithium%20Iodide", LII),
        ("/materials/Co", "material:Co"),
        ("/materials/CO", "material:CO"),
        ("/materials/cobalt", "material:Co"),
        ("/materials/NMC811", "material:LiNi0.8Co0.1Mn0.1O2"),
        ("/materials/LiNi0.8Co0.1Mn0.1O2", "material:LiNi0.8Co0.1Mn0.1O2"),
        ("/materials/(PO4)", "material:(PO4)"),
        ("/materials/material:%28PO4%29", "material:(PO4)"),
        ("/materials/Li1+xAlxTi2-x(PO4)3", "material:Li1+xAlxTi2-x(PO4)3"),
        ("/materials/Li1%2BxAlxTi2-x(PO4)3", "material:Li1+xAlxTi2-x(PO4)3"),
        ("/materials/Li2S-P2S5/LiI", GLASS),
        ("/materials/material:Li2S-P2S5%2FLiI", GLASS),
        ("/interphases/LLZO/Li interface", "interphase:LLZO/Li"),
        ("/roles/electron-blocking layer", BLOCKER),
        ("/mechanisms/dendrite formation", DENDRITES),
        ("/properties/wetting%3F", "property:wetting?"),
        ("/performance/CCD", CCD),
        ("/factors/warm %26 dry days", "factor:warm & dry days"),
    ],
)
def test_an_entity_is_found_by_id_name_and_alias(client: TestClient, path: str, found: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.json()["id"] == found


@pytest.mark.parametrize("entity_id", [item[0] for item in ENTITIES])
def test_every_link_leads_somewhere(client: TestClient, entity_id: str) -> None:
    found = client.get("/search", params={"q": entity_id.partition(":")[2][:4]}).json()["items"]
    card = client.get(next(item["href"] for item in found if item["id"] == entity_id)).json()
    assert card["id"] == entity_id
    for link in card["links"].values():
        assert client.get(link).status_code == 200, link


def test_a_name_in_another_case_than_both_is_ambiguous(client: TestClient) -> None:
    answer = client.get("/materials/co")
    assert answer.status_code == 409
    assert answer.json()["candidates"] == [
        {"id": "material:CO", "name": "CO", "href": "/materials/material:CO"},
        {"id": "material:Co", "name": "Co", "href": "/materials/material:Co"},
    ]


@pytest.mark.parametrize("path", ["/materials/Xx", "/roles/LiI", "/materials/material:Xx", "/materials/%20"])
def test_what_is_not_there_is_a_404(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["detail"].startswith("There is no ")


def test_a_card_holds_all_that_is_known(client: TestClient) -> None:
    card = client.get("/materials/LiI").json()
    assert {key: card[key] for key in ("name", "label", "formula", "aliases", "grounded")} == {
        "name": "LiI",
        "label": "Material",
        "formula": "LiI",
        "aliases": ["lithium iodide"],
        "grounded": True,
    }
    assert [(item["entity"]["id"], item["belief"], item["sentence_ids"]) for item in card["roles"]] == [
        (BLOCKER, 0.5, ["sentence:iodide-1"])
    ]
    assert [item["entity"]["name"] for item in card["interphases"]] == ["LLZO/Li interface"]
    assert [item["entity"]["id"] for item in card["children"]] == [GLASS]
    assert [item["text"] for item in card["measurements"]] == ["1.5 to 2 mA/cm2"]
    assert [item["id"] for item in card["claims"]["about"]] == [LOWERS, BLOCKS]
    assert card["claims"]["cause"] == []
    assert [item["name"] for item in card["papers"]] == ["iodide", "oxide"]
    assert card["totals"] == {"claims": 2, "measurements": 1, "sentences": 1}
    assert card["links"]["chains"] == "/chains?material=material%3ALiI"


@pytest.mark.parametrize(
    "path, found",
    [
        ("/materials/LiI/roles", [BLOCKER]),
        ("/materials/LiI/interphases", ["interphase:LLZO/Li"]),
        ("/interphases/interphase:LLZO/Li/components", [LII]),
        (f"/roles/{BLOCKER}/materials", [LII]),
        ("/materials/LiI/measurements", ["measurement:1"]),
        ("/materials/Co/measurements", []),
        ("/performance/CCD/measurements", ["measurement:1"]),
        ("/materials/LiI/claims", [LOWERS, BLOCKS]),
        ("/materials/LiI/claims?part=cause", []),
        (f"/mechanisms/{DENDRITES}/claims", [LOWERS, BLOCKS, RAISES]),
        (f"/mechanisms/{DENDRITES}/claims?part=effect", [BLOCKS]),
        (f"/mechanisms/{DENDRITES}/claims?part=cause", [LOWERS, RAISES]),
        ("/materials/Li2S-P2S5/LiI/papers", ["paper:iodide", "paper:oxide"]),
        ("/materials/Li2S-P2S5/LiI/claims", []),
    ],
)
def test_what_hangs_on_an_entity(client: TestClient, path: str, found: list[str]) -> None:
    page = client.get(path).json()
    assert ids(page) == found
    assert page["total"] == len(found)


def test_sentences_say_where_they_name_the_entity(client: TestClient) -> None:
    page = client.get(f"/mechanisms/{DENDRITES}/sentences").json()
    assert [(item["sentence"]["paper"]["file"], item["text"], item["start"]) for item in page["items"]] == [
        ("iodide.md", "dendrite growth", 239),
        ("oxide.txt", "dendrite growth", 219),
    ]


@pytest.mark.parametrize(
    "query, found",
    [
        ("name=LiI", [LII]),
        ("name=co", ["material:CO", "material:Co"]),
        ("name=lithium+iodide&q=lii", [LII]),
        ("name=lithium+iodide&q=cobalt", []),
        ("name=nothing", []),
        ("q=iodide", [GLASS, LII]),
        ("q=CO", ["material:CO", "material:Co", "material:LiNi0.8Co0.1Mn0.1O2"]),
        ("limit=2", ["material:(PO4)", "material:CO"]),
    ],
)
def test_materials_are_listed_and_looked_up(client: TestClient, query: str, found: list[str]) -> None:
    assert ids(client.get(f"/materials?{query}").json()) == found


def test_search_puts_exact_names_apart(client: TestClient) -> None:
    page = client.get("/search?q=LiI").json()
    assert [item["id"] for item in page["exact"]] == [LII]
    assert ids(page) == [GLASS, LII]
    assert ids(client.get("/search?q=dendrite&label=Mechanism").json()) == [DENDRITES]
    assert ids(client.get("/search?q=dendrite&label=Role").json()) == []


def test_pages_join_up(client: TestClient) -> None:
    whole = ids(client.get("/materials").json())
    found: list[str] = []
    path: str | None = "/materials?limit=2&q="
    while path:
        page = client.get(path).json()
        assert (page["total"], page["limit"]) == (len(whole), 2)
        found += ids(page)
        path = page["next"]
    assert found == whole
    assert client.get("/materials?offset=9000000").json()["items"] == []


def test_the_next_page_of_an_awkward_id(client: TestClient) -> None:
    path = f"/materials/{quote('Li2S-P2S5/LiI', safe='')}/papers?limit=1"
    page = client.get(path).json()
    assert page["next"] == "/materials/Li2S-P2S5/LiI/papers?limit=1&offset=1"
    assert ids(client.get(page["next"]).json()) == ["paper:oxide"]
