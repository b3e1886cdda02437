"""Sentences by their words."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    "query, found",
    [
        ("text=dendrite+growth", ["iodide-2", "iodide-3", "oxide-1", "oxide-2"]),
        ("text=GROWTH+dendrite&paper=oxide", ["oxide-1", "oxide-2"]),
        ("text=growth&paper=10.1/iodide", ["iodide-2", "iodide-3"]),
        ("text=growth&paper=nothing", []),
        ("text=warm+%26+dry", ["oxide-2"]),
        ("text=suppress", ["iodide-2"]),
        ("text=suppress+warm", []),
        ("text=mA/cm₂", ["iodide-3"]),
    ],
)
def test_sentences_have_all_the_words(client: TestClient, query: str, found: list[str]) -> None:
    page = client.get(f"/sentences?{query}").json()
    assert [item["sentence"]["id"] for item in page["items"]] == [f"sentence:{key}" for key in found]
    assert page["total"] == len(found)


def test_a_found_sentence_leads_to_its_paper_and_entities(client: TestClient) -> None:
    (item,) = client.get("/sentences?text=suppresses").json()["items"]
    assert item["sentence"]["text"] == "The electron-blocking layer suppresses dendrite growth."
    assert (item["sentence"]["start"], item["sentence"]["section"]) == (200, "Results")
    assert client.get(item["sentence"]["paper"]["href"]).json()["name"] == "iodide"
    assert [(mention["text"], mention["start"]) for mention in item["mentions"]] == [
        ("electron-blocking layer", 204),
        ("dendrite growth", 239),
    ]
    for mention in item["mentions"]:
        assert client.get(mention["entity"]["href"]).status_code == 200


def test_pages_of_sentences_join_up(client: TestClient) -> None:
    whole = client.get("/sentences?text=growth").json()["items"]
    found, path = [], "/sentences?text=growth&limit=3"
    while path:
        page = client.get(path).json()
        found += page["items"]
        path = page["next"]
    assert found == whole
    assert client.get("/sentences?text=growth&offset=9000000").json()["items"] == []


@pytest.mark.parametrize("query", ["", "?text=", "?text=a&skip=1", f"?text={'a' * 501}"])
def test_what_is_no_search_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/sentences{query}").status_code == 422
