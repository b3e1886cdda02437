"""One entity with all that the graph says of it, as data and as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graph.chains import ChainFilter, find_chains
from graph.reader import entity_card, with_evidence
from graph.store import GraphStore
from ingest.errors import NothingSuch

Card = dict[str, Any]

_LISTS = (
    ("roles", "roles"),
    ("materials", "materials in this role"),
    ("components", "components"),
    ("interphases", "part of interphases"),
    ("parents", "is a"),
    ("children", "kinds of it"),
)
_CLAIMS = (
    ("cause", "claims with it as cause"),
    ("effect", "claims with it as effect"),
    ("about", "claims about it"),
)


def card_of(store: GraphStore, entity_id: str, limit: int) -> Card:
    """All of an entity, at most `limit` of each thing that can be many; claims with their evidence."""
    card = entity_card(store, entity_id, limit)
    if card is None:
        raise NothingSuch(f"{entity_id} is not in {store.uri}; it may just have been forgotten")
    card["claims"] = {part: with_evidence(store, rows) for part, rows in card["claims"].items()}
    card["chains"] = find_chains(store, ChainFilter(material=entity_id), limit=limit)
    return card


def lines(card: Card, limit: int) -> Iterator[str]:
    """The card for people."""
    yield from _head(card["entity"])
    for key, title in _LISTS:
        yield from _section(title, (_relation(row) for row in card[key]))
    yield from _section("measured on it", (_measurement(row) for row in card["measurements"]))
    yield from _section("values of it", (_measurement(row) for row in card["values"]))
    for key, title in _CLAIMS:
        yield from _section(title, (line for row in card["claims"][key] for line in _claim(row)))
    yield from _section("chains", (f"{row['name']}  (belief {row['belief']:.2f})" for row in card["chains"]))
    yield from _section("sentences", _sentences(card["sentences"]))
    yield from _section("papers", (str(row["name"]) for row in card["papers"]))
    yield ""
    yield f"at most {limit} of each are shown; --limit shows more, --json everything about them"


def _head(entity: dict[str, Any]) -> Iterator[str]:
    yield f"{entity['name']}  ({entity['label']}, {entity['id']})"
    if entity["definition"]:
        yield f"  {entity['definition']}"
    for key in ("formula", "kind"):
        if entity[key]:
            yield f"  {key}: {entity[key]}"
    names = [name for name in entity["aliases"] or [] if name != entity["name"]]
    if names:
        yield f"  also: {', '.join(names)}"


def _section(title: str, entries: Iterable[str]) -> Iterator[str]:
    listed = list(entries)
    if listed:
        yield ""
        yield title
        yield from (f"  {entry}" for entry in listed)


def _relation(row: dict[str, Any]) -> str:
    belief = (
        f"  (belief {row['belief']:.2f}, papers: {row['paper_count']})"
        if row.get("belief") is not None
        else ""
    )
    return f"{row['name']}{belief}"


def _measurement(row: dict[str, Any]) -> str:
    what = " of ".join(str(row[key]) for key in ("property", "of") if row[key]) or "value"
    value = f"{row['value']:g}" + (f" to {row['value_max']:g}" if row["value_max"] is not None else "")
    under = f" at {', '.join(row['conditions'])}" if row["conditions"] else ""
    return f"{what}: {value} {row['unit']}{under}  [{row['text']}; {row['paper']}]"


def _claim(row: dict[str, Any]) -> Iterator[str]:
    yield f"{row['name']}  ({row['status']}, belief {row['belief']:.2f}, papers: {row['paper_count']})"
    for item in row["evidence"][:2]:
        yield f"    {item['paper']}:{item['start']}  {' '.join(item['text'].split())}"


def _sentences(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    seen: set[str] = set()
    for row in rows:
        if row["sentence_id"] not in seen:
            seen.add(row["sentence_id"])
            yield f"{row['paper']}:{row['start']}  {' '.join(row['text'].split())}"
