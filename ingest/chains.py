"""Chains as the command line gives them out: by what users call things, with their sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph import chains
from graph.chains import ChainFilter
from graph.store import GraphStore
from ingest.naming import entities

Chain = dict[str, Any]


def find_chains(store: GraphStore, wanted: ChainFilter, limit: int | None) -> tuple[int, list[Chain]]:
    """How many chains there are, and the best believed of them, in the one shape that graph/chains.py gives.

    NothingSuch where the graph knows no such material, role, mechanism or performance.
    """
    for kind, labels in chains.PLACES.items():
        if name := getattr(wanted, kind):
            entities(store, name, labels)
    return chains.chain_page(store, wanted, limit=limit or chains.ALL)


def lines(chain: Chain) -> Iterator[str]:
    """One chain for people, its sentences below."""
    way = [chain["material"], chain["role"], *chain["mechanism"], chain["performance"]]
    word = "raises" if chain["sign"] == "+" else "lowers"
    papers = {item["paper"] for item in chain["evidence"]}
    yield f"{' → '.join(filter(None, way))}  ({word} it; belief {chain['belief']:.2f}, papers: {len(papers)})"
    for item in chain["evidence"]:
        yield f"    {item['paper']}:{item['start']}  {' '.join(item['text'].split())}"
