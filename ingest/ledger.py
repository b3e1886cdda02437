"""Which papers the store holds as they are now, kept in the store itself beside what it says of them.

Two kinds of entries, neither part of the graph's content: `read:NAME`, the fingerprint of the reading that a
paper was stored by, and `projection`, the fingerprint of what was derived from all papers, or STALE between
the writing of a paper and the next derivation. Entries are written in the transaction of what they speak of,
so a run that is killed leaves a ledger that is true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from extraction.model import Paper
from graph.meta import PROJECTION, STALE, read_meta, write_meta
from graph.store import GraphStore

__all__ = ["STALE", "Ledger", "stored_papers"]

_PAPER = "read:"
_PAGE = 1000


@dataclass
class Ledger:
    """The stored papers' hashes and the readings behind them."""

    store: GraphStore
    hashes: dict[str, str] = field(default_factory=dict)  #: sha256 by paper name
    readings: dict[str, str] = field(default_factory=dict)  #: fingerprint by paper name
    projection: str = ""  #: fingerprint of the projection, STALE, or "" where there never was one

    @classmethod
    def load(cls, store: GraphStore) -> Ledger:
        """The ledger as the store has it."""
        meta = read_meta(store)
        readings = {key.removeprefix(_PAPER): value for key, value in meta.items() if key.startswith(_PAPER)}
        hashes = {str(row["name"]): str(row["sha256"]) for row in stored_papers(store)}
        return cls(store, hashes, readings, meta.get(PROJECTION, ""))

    def holds(self, name: str, sha256: str, fingerprint: str) -> bool:
        """Whether the paper is stored from this very file, read in this very way."""
        return self.hashes.get(name) == sha256 and self.readings.get(name) == fingerprint

    def same_content(self, name: str, sha256: str) -> str | None:
        """The name of another stored paper with the same bytes."""
        return next((each for each, known in self.hashes.items() if known == sha256 and each != name), None)

    def outdated(self, fingerprint: str) -> list[str]:
        """Stored papers that were read in another way than now."""
        return sorted(name for name in self.hashes if self.readings.get(name) != fingerprint)

    # Writing goes to the store alone, so that a transaction may be tried again; noting is for after.

    def write_paper(self, name: str, fingerprint: str) -> None:
        """Write that the paper is stored, in the transaction that stores it."""
        write_meta(self.store, _PAPER + name, fingerprint)
        self.write_projection(STALE)

    def note_paper(self, paper: Paper, fingerprint: str) -> None:
        """Know the paper as stored, once it is."""
        self.readings[paper.name], self.hashes[paper.name] = fingerprint, paper.sha256
        self.projection = STALE

    def erase_paper(self, name: str) -> None:
        """Remove the paper's entry, in the transaction that removes the paper."""
        if _PAPER + name in read_meta(self.store):
            self.store.delete_nodes("Meta", [f"meta:{_PAPER}{name}"])

    def write_projection(self, value: str) -> None:
        """Write of which reading the projection is, in the transaction that replaces it."""
        if self.projection != value:
            write_meta(self.store, PROJECTION, value)


def stored_papers(store: GraphStore) -> Iterator[dict[str, object]]:
    """All papers of the store, by id."""
    for page in count():
        rows = store.run("papers", skip=page * _PAGE, limit=_PAGE)
        yield from rows
        if len(rows) < _PAGE:
            return
