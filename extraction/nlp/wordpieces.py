"""Cuts words into the word pieces that the encoder knows (Wu et al. 2016, the uncased vocabulary of BERT)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 8  #: pieces of a word that are read; a longer word's end is left out
_PARTS = re.compile(r"\w+|[^\w\s]")
UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"


def plain(word: str) -> str:
    """A word in lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


class WordPieces:
    """A vocabulary of word pieces; those that continue a word begin with `##`."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._ids = {piece: at for at, piece in enumerate(pieces)}
        self._longest = max(map(len, self._ids))
        self.first, self.last, self._unknown = self._ids[FIRST], self._ids[LAST], self._ids[UNKNOWN]
        self._known: dict[str, tuple[int, ...]] = {}

    def ids(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, one at least and `LONGEST` at most."""
        found = self._known.get(word)
        if found is None:
            parts = _PARTS.findall(plain(word).replace("_", " _ "))
            cut = [piece for part in parts for piece in self._greedy(part)]
            found = self._known[word] = tuple(cut[:LONGEST]) or (self._unknown,)
        return found

    def _greedy(self, part: str) -> list[int]:
        """The longest known pieces from the left; one unknown where a part can't be covered."""
        out: list[int] = []
        start = 0
        while start < len(part):
            lead = "##" if start else ""
            most = min(len(part), start + self._longest)
            end = next((e for e in range(most, start, -1) if lead + part[start:e] in self._ids), start)
            if end == start:
                return [self._unknown]
            out.append(self._ids[lead + part[start:end]])
            start = end
        return out
