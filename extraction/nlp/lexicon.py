"""The curated vocabulary: one table per label, looked up by the words of a text whatever their number, hyphens or spelling.

Words compare without case, hyphens, plural endings and British spelling; formulas, symbols and short names compare exactly,
so that Co stays cobalt and CO carbon monoxide.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

TABLES = {
    "materials": "Material",
    "interphases": "Interphase",
    "roles": "Role",
    "mechanisms": "Mechanism",
    "properties": "Property",
    "performance": "Performance",
}
#: Element symbols that are also words, units or labels: a bare one is a substance only if the tagger says so.
AMBIGUOUS = frozenset([
    "In", "As", "At", "He", "I", "No", "Be", "C", "S", "V", "W", "K", "U", "Y", "N", "P", "B", "F", "H", "O", "Am", "Os",
    "Re", "Th", "Tl", "Ho", "Pa", "EC", "PC", "AM", "SE", "SEs", "AMs", "DM", "CE", "IL", "MA", "NA", "SS",
])  # fmt: skip
_BRITISH = {
    "aluminium": "aluminum", "sulphur": "sulfur", "sulphide": "sulfide", "behaviour": "behavior", "fibre": "fiber",
    "polarisation": "polarization", "stabilisation": "stabilization", "stabilise": "stabilize", "sulphate": "sulfate",
    "coulombic": "coulombic", "colombic": "coulombic", "columbic": "coulombic", "amorphisation": "amorphization",
    "crystallisation": "crystallization", "passivisation": "passivation", "vapour": "vapor", "centre": "center",
    "graphitisation": "graphitization", "polymerisation": "polymerization", "ionisation": "ionization",
}  # fmt: skip
_KEEP_S = re.compile(r"(?:(?i:ss|us|is|ics|gas|lens|bias|species|series)|[a-z0-9](?:As|Cs|Os))$")
#: Endings of plurals that go by no rule of letters, with those of their singulars.
_IRREGULAR = {
    "gases": "gas", "lenses": "lens", "biases": "bias", "lyses": "lysis", "theses": "thesis", "crises": "crisis",
    "matrices": "matrix", "indices": "index", "vertices": "vertex",
}  # fmt: skip
_IRREGULAR_END = re.compile(rf"(?:{'|'.join(_IRREGULAR)})$", re.I)
_EXACT = re.compile(r"\d|[A-Z].*[A-Z]|[a-z]+[A-Z]|^[A-Z][a-z]?$|[+_@]")
_WORD = re.compile(r"[^\s\-–—]+")


def _like(model: str, word: str) -> str:
    """`word` with the first letter in the case of `model`'s."""
    return word.capitalize() if model[:1].isupper() else word


def singular(word: str) -> str:
    """Strip a plural ending by rule: `dendrites` -> `dendrite`, `batteries` -> `battery`, `SEs` -> `SE`."""
    if len(word) < 3 or not word.endswith("s"):
        return word
    if re.fullmatch(r"[A-Z][A-Z0-9]*s", word):
        return word[:-1]
    if len(word) < 4 or _KEEP_S.search(word):
        return word
    irregular = _IRREGULAR_END.search(word)
    if irregular:
        return word[: irregular.start()] + _like(irregular.group(), _IRREGULAR[irregular.group().lower()])
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:sses|xes|ches|shes|zzes)$", word):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=100_000)
def key(word: str) -> str:
    """The form under which one token is compared."""
    if _EXACT.search(word):
        return singular(word)
    low = singular(word.lower())
    return _BRITISH.get(low, low)


def keys(text: str) -> tuple[str, ...]:
    """The compared form of a whole name: words without hyphens, brackets kept out."""
    return tuple(key(w.strip("(),;")) for w in _WORD.findall(text) if w.strip("(),;"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a vocabulary table."""

    id: str
    label: str
    name: str
    synonyms: tuple[str, ...] = ()
    formula: str | None = None
    kind: str | None = None
    definition: str | None = None
    parents: tuple[str, ...] = ()
    iri: str | None = None

    def surfaces(self) -> Iterator[str]:
        """All ways to write it."""
        yield self.name
        if self.formula:
            yield self.formula
        yield from self.synonyms


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


class Lexicon:
    """All entries, by id, by name and as a trie over words."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_id: dict[str, Entry] = {}
        self._root = _Node()
        self._names: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        if entry.id in self.by_id:
            raise ValueError(f"lexicon: id {entry.id} stands twice")
        self.by_id[entry.id] = entry
        for surface in entry.surfaces():
            path = keys(surface)
            self._names.setdefault((entry.label, " ".join(path)), entry)
            node = self._root
            for word in path:
                node = node.next.setdefault(word, _Node())
            if path and entry not in node.entries:
                node.entries.append(entry)

    def lookup(self, label: str, text: str) -> Entry | None:
        """The entry of this label with this name or synonym, or None; never the nearest one."""
        return self._names.get((label, " ".join(keys(text))))

    def matches(self, words: Sequence[str]) -> Iterator[tuple[int, int, Entry]]:
        """Longest matches over a sentence's tokens, left to right: (first token, one past the last, entry).

        Tokens of hyphens or blanks are passed over inside a match, and a match neither starts nor ends with one.
        """
        at = 0
        while at < len(words):
            end, entries = self._longest(words, at)
            yield from ((at, end, entry) for entry in entries)
            at = max(end, at + 1)

    def _longest(self, words: Sequence[str], start: int) -> tuple[int, list[Entry]]:
        found: list[Entry] = []
        node, best = self._root, start
        for at in range(start, min(start + 14, len(words))):
            word = words[at]
            pieces = [word] if _EXACT.search(word) else _WORD.findall(word)
            if not pieces:  # a hyphen, a dash, a blank
                if at == start:
                    break
                continue
            for piece in pieces:
                following = node.next.get(key(piece))
                if following is None:
                    return best, found
                node = following
            if node.entries:
                best, found = at + 1, node.entries
        return best, found


def _rows(table: str) -> Iterator[Entry]:
    path = files("extraction") / "lexicons" / f"{table}.tsv"
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Entry(
                id=row["id"],
                label=TABLES[table],
                name=row["name"],
                synonyms=tuple(s.strip() for s in row["synonyms"].split(" | ") if s.strip()),
                formula=row.get("formula") or None,
                kind=row.get("kind") or None,
                definition=row.get("definition") or None,
                parents=tuple(p.strip() for p in (row.get("parent") or "").split("|") if p.strip()),
                iri=row.get("iri") or None,
            )


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """Read all tables that ship with the package."""
    return Lexicon(entry for table in TABLES for entry in _rows(table))
