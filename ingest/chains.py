"""Chains as the command line gives them out: filtered by what users call things, with their sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from graph.reader import chains_with_evidence
from graph.store import GraphStore
from ingest.naming import entities

Chain = dict[str, Any]

_ANY_OUTCOME = ("Mechanism", "Property", "Performance", "Factor")
#: Where each filter's name is looked for.
_LABELS = {
    "material": ("Material", "Interphase"),
    "role": ("Role",),
    "mechanism": _ANY_OUTCOME,
    "performance": _ANY_OUTCOME,
}
_PAGE = 500


@dataclass(frozen=True)
class Filters:
    """What chains must have; "" for anything."""

    material: str = ""
    role: str = ""
    mechanism: str = ""
    performance: str = ""
    min_belief: float = 0.0


def find_chains(store: GraphStore, filters: Filters, limit: int | None) -> tuple[int, list[Chain]]:
    """How many chains there are, and the best believed of them with claims and evidence.

    NothingSuch where the graph knows no such material, role, mechanism or performance.
    """
    ids = [_ids(store, kind, getattr(filters, kind)) for kind in _LABELS]
    total, found = 0, {}
    for combination in product(*ids):
        asked = dict(zip(_LABELS, combination, strict=True)) | {"min_belief": float(filters.min_belief)}
        total += store.run("chains_count", **asked)[0]["total"]
        for chain in _pages(store, asked, limit):
            found[chain["id"]] = chain
    best = sorted(found.values(), key=lambda chain: (-chain["belief"], chain["id"]))[:limit]
    return total, _given_out(store, best)


def _ids(store: GraphStore, kind: str, name: str) -> Sequence[str]:
    return [str(row["id"]) for row in entities(store, name, _LABELS[kind])] if name else ("",)


def _pages(store: GraphStore, asked: dict[str, Any], limit: int | None) -> Iterator[Chain]:
    skip = 0
    while limit is None or skip < limit:
        size = _PAGE if limit is None else min(_PAGE, limit - skip)
        rows = chains_with_evidence(store, **asked, skip=skip, limit=size)
        yield from rows
        if len(rows) < size:
            return
        skip += size


def _given_out(store: GraphStore, chains: Sequence[Chain]) -> list[Chain]:
    """The chains in the shape of docs/cli.md: names under `material`, `role`, `mechanism`, `performance`."""

    @cache
    def aliases(entity_id: str) -> list[str]:
        rows = store.run("entity", id=entity_id)
        return list(rows[0]["aliases"] or []) if rows else []

    return [
        {key: value for key, value in chain.items() if key != "mechanisms"}
        | {"mechanism": chain["mechanisms"], "material_aliases": aliases(str(chain["material_id"]))}
        for chain in chains
    ]


def lines(chain: Chain) -> Iterator[str]:
    """One chain for people, its sentences below."""
    way = [chain["material"], chain["role"], *chain["mechanism"], chain["performance"]]
    word = "raises" if chain["sign"] == "+" else "lowers"
    papers = {item["paper"] for item in chain["evidence"]}
    yield f"{' → '.join(filter(None, way))}  ({word} it; belief {chain['belief']:.2f}, papers: {len(papers)})"
    for item in chain["evidence"]:
        yield f"    {item['paper']}:{item['start']}  {' '.join(item['text'].split())}"
