"""Chains as JSON has them, for the command line and the API alike.

One chain is

    {"id", "name", "material", "material_id", "material_aliases", "role", "role_id",
     "mechanism": [names], "mechanism_ids", "performance", "performance_id", "sign", "belief", "span",
     "claims": [{"id", "name", "cause", "cause_id", "effect", "effect_id", "sign", "status", "belief"}],
     "evidence": [{"paper", "start", "end", "text", "sentence_id", "paper_id", "title", "doi", "section"}]}

with claims and evidence in the chain's order, `paper` being the file's name without its ending.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.filters import entity_filter
from graph.reader import paged, sentences_by_id, total
from graph.store import GraphStore

Row = dict[str, Any]

#: More chains than any one answer should hold: what "all" means.
ALL = 1_000_000

#: What stands at each place of a chain.
STARTS = ("Material", "Interphase")
OUTCOMES = ("Mechanism", "Property", "Performance", "Factor")
#: The same by what a filter is called.
PLACES = {
    "material": STARTS,
    "role": ("Role",),
    "mechanism": (*OUTCOMES, "Interphase"),
    "performance": OUTCOMES,
}

_CLAIM = ("id", "name", "cause", "cause_id", "effect", "effect_id", "sign", "status", "belief")
_EVIDENCE = ("paper", "start", "end", "text", "sentence_id", "paper_id", "title", "doi", "section")
_SAME = ("id", "name", "material", "material_id", "role", "role_id", "mechanism_ids")
_SAME_AFTER = ("performance", "performance_id", "sign", "belief", "span")


@dataclass(frozen=True)
class ChainFilter:
    """Which chains are wanted: entities by id, name or alias, "" for any."""

    material: str = ""
    role: str = ""
    mechanism: str = ""
    performance: str = ""
    min_belief: float = 0.0

    def params(self, store: GraphStore) -> dict[str, Any]:
        """The parameters of the query `chains_filtered`."""
        wanted = {
            f"{kind}s": entity_filter(store, getattr(self, kind), labels) for kind, labels in PLACES.items()
        }
        return {**wanted, "min_belief": float(self.min_belief)}


def find_chains(
    store: GraphStore, wanted: ChainFilter | None = None, *, skip: int = 0, limit: int = ALL
) -> list[Row]:
    """The chains wanted, best believed first, as JSON has them."""
    return chain_page(store, wanted, skip=skip, limit=limit)[1]


def chain_page(
    store: GraphStore, wanted: ChainFilter | None = None, *, skip: int = 0, limit: int = ALL
) -> tuple[int, list[Row]]:
    """How many chains there are of the kind wanted, and a page of them as `find_chains` gives them."""
    params = (wanted or ChainFilter()).params(store)
    found, chains = paged(store, "chains_filtered", skip, limit, **params)
    return found, _told(store, chains)


def count_chains(store: GraphStore, wanted: ChainFilter | None = None) -> int:
    """How many chains there are of the kind wanted."""
    return total(store, "chains_filtered_count", **(wanted or ChainFilter()).params(store))


def chain_by_id(store: GraphStore, chain_id: str) -> Row | None:
    """One chain; None if there is none of this id."""
    found = _told(store, store.run("chain", id=chain_id))
    return found[0] if found else None


def _told(store: GraphStore, chains: Sequence[Row]) -> list[Row]:
    if not chains:
        return []
    aliases = _aliases(store, {chain["material_id"] for chain in chains})
    claims = _by_id(store.run("claims_by_id", ids=_ids(chains, "claim_ids")))
    sentences = sentences_by_id(store, _ids(chains, "sentence_ids"))
    return [_json(chain, aliases, claims, sentences) for chain in chains]


def _json(
    chain: Row,
    aliases: Mapping[str, list[str]],
    claims: Mapping[str, Row],
    sentences: Mapping[str, Row],
) -> Row:
    return {
        **_only(chain, _SAME),
        "material_aliases": aliases.get(chain["material_id"], []),
        "mechanism": chain["mechanisms"] or [],
        "mechanism_ids": chain["mechanism_ids"] or [],
        **_only(chain, _SAME_AFTER),
        "claims": _in_order(claims, chain["claim_ids"], _CLAIM),
        "evidence": _in_order(sentences, chain["sentence_ids"], _EVIDENCE),
    }


def _in_order(rows: Mapping[str, Row], ids: Sequence[str] | None, keys: Iterable[str]) -> list[Row]:
    return [_only(rows[item], keys) for item in ids or () if item in rows]


def _only(row: Mapping[str, Any], keys: Iterable[str]) -> Row:
    return {key: row[key] for key in keys}


def _ids(chains: Iterable[Row], key: str) -> list[str]:
    return sorted({item for chain in chains for item in chain[key] or ()})


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows}


def _aliases(store: GraphStore, ids: Iterable[str]) -> dict[str, list[str]]:
    """Every other name of the entities: formula, aliases of the texts, synonyms of the vocabulary."""
    found: dict[str, list[str]] = {}
    for row in store.run("entity_nodes", ids=sorted(ids)):
        known = row["properties"]
        names = [known.get("formula"), *(known.get("aliases") or ()), *(known.get("synonyms") or ())]
        found[row["id"]] = [name for name in dict.fromkeys(names) if name and name != known.get("name")]
    return found
