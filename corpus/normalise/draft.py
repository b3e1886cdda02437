"""Text under normalisation: every rewriting step keeps the source range of each character."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.model import MappedText

#: Marks that stand for the notations of scripts between the steps; the source never brings them in.
SUB, SUP, END = "\ue000", "\ue001", "\ue002"

#: Text that replaces `draft.text[low:high]`: mapped one to one where the lengths agree, otherwise as a whole.
Piece = tuple[str, int, int]
Island = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text whose character i stands for `source[starts[i]:ends[i]]`; islands are ranges of the source."""

    text: str
    starts: array[int]
    ends: array[int]
    islands: tuple[Island, ...] = ()

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Draft:
        """Return `source[start:end]` as it stands."""
        return cls(source[start:end], array("l", range(start, end)), array("l", range(start + 1, end + 1)))

    def translate(self, table: dict[int, str]) -> Draft:
        """Replace single characters by single characters."""
        return replace(self, text=self.text.translate(table))

    def sub(
        self, pattern: re.Pattern[str], rewrite: Callable[[re.Match[str]], Sequence[Piece] | None]
    ) -> Draft:
        """Replace every match by the pieces that `rewrite` gives for it; None leaves the match alone."""
        edits = []
        for match in pattern.finditer(self.text):
            pieces = rewrite(match)
            if pieces is not None:
                edits.append((match.start(), match.end(), pieces))
        return self.edit(edits)

    def edit(self, edits: Sequence[tuple[int, int, Sequence[Piece]]]) -> Draft:
        """Replace the ranges (low, high), which are in order and apart, by pieces."""
        if not edits:
            return self
        texts: list[str] = []
        starts, ends = array("l"), array("l")
        done = 0
        for low, high, pieces in edits:
            texts.append(self.text[done:low])
            starts.extend(self.starts[done:low])
            ends.extend(self.ends[done:low])
            for text, left, right in pieces:
                texts.append(text)
                self._map(len(text), left, right, starts, ends)
            done = high
        texts.append(self.text[done:])
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return replace(self, text="".join(texts), starts=starts, ends=ends)

    def _map(self, length: int, left: int, right: int, starts: array[int], ends: array[int]) -> None:
        """Append the source ranges of a piece of this length that stands for `text[left:right]`."""
        if length == right - left:
            starts.extend(self.starts[left:right])
            ends.extend(self.ends[left:right])
        else:
            starts.extend([self.starts[left]] * length)
            ends.extend([self.ends[right - 1]] * length)

    def with_islands(self, ranges: Iterable[tuple[int, int]]) -> Draft:
        """Add islands, given as ranges of the text as it is now."""
        found = tuple((self.starts[low], self.ends[high - 1]) for low, high in ranges)
        return replace(self, islands=self.islands + found) if found else self

    def mapped(self) -> MappedText:
        """Return the text without white space at its ends, and without marks."""
        clean = self.sub(_MARKS, lambda match: ())
        low = len(clean.text) - len(clean.text.lstrip())
        high = max(low, len(clean.text.rstrip()))
        islands = tuple(sorted(set(self.islands)))
        return MappedText(clean.text[low:high], clean.starts[low:high], clean.ends[low:high], islands)


_MARKS = re.compile(f"[{SUB}{SUP}{END}]")


def kept(match: re.Match[str], group: int | str = 0) -> Piece:
    """The piece that leaves a group of a match as it is."""
    return match.group(group), match.start(group), match.end(group)


def as_whole(match: re.Match[str], text: str) -> tuple[Piece, ...]:
    """Pieces that put `text` in the place of a match."""
    return ((text, match.start(), match.end()),)


def dropped(match: re.Match[str]) -> tuple[Piece, ...]:
    """Pieces that take a match out."""
    return ()
