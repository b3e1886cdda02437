"""Which pieces of prose are one paragraph that a page break, a figure or an author block has cut."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Citation, MappedText
from corpus.normalise.hyphens import cut_word, is_compound, words
from corpus.readers.classify import ends_closed
from corpus.readers.plain import leads_on, plain, without_marks

_REACH = 3  #: how many later pieces may begin before an open end is given up
_FORMULA_START = re.compile(
    r"\$|\(?[A-Z][A-Za-z]{0,3}(?:_|<su[bp]>|[₀-₉]|\^|[⁺⁻¹²³]|\(?\d)|[A-Z]{2,}[A-Za-z]{0,2}\b"
    r"|[A-Z][a-z]?(?:[A-Z]|[-/–][A-Za-z])|[\d(<>≈~+–-]"
)
_LABEL = re.compile(r"\(?[a-z](?:[,–-]\s?[a-z])*\)\s")
_QUANTITY_START = re.compile(r"(?:[SVAKCWFJN]|[MGk]?Pa|[mμk]?[AVSWg]h?|°C)\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of prose: its range of the source, and the segment between headings that it stands in."""

    start: int
    end: int
    text: str
    segment: int

    @property
    def is_open(self) -> bool:
        """Whether it breaks off in the middle of a sentence."""
        return not ends_closed(self.text)

    @property
    def goes_on(self) -> bool:
        """Whether it begins in the middle of a sentence."""
        words = plain(self.text)
        return words[:1].islower() and words[:1].isascii() and not _LABEL.match(words)


@dataclass(slots=True)
class _State:
    links: dict[int, int]  #: piece: the piece that continues it
    open: dict[int, int]  #: piece with an open end: how many pieces have begun since
    orphans: list[int]  #: pieces that go on with something that has not come yet
    displaced: set[int]  #: first pieces of a segment whose continuation stands before them


def chains(pieces: Sequence[Piece]) -> tuple[list[list[int]], dict[int, int]]:
    """Return the pieces in groups that are one paragraph each, and for displaced columns their segment.

    A piece is joined to an earlier one where exactly one fits. Where a column stands before the column that
    it continues, its pieces belong to the segment of the latter; the two are not joined, since source ranges
    never run backwards.
    """
    state = _State({}, {}, [], set())
    segments: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        if index and piece.segment != pieces[index - 1].segment:
            _enter_segment(state, pieces, index, segments)
        before = _continued_by(state, pieces, index)
        if before is not None:
            state.links[before] = index
            del state.open[before]
        elif piece.goes_on and index and pieces[index - 1].segment == piece.segment:
            state.orphans.append(index)
        _grow_old(state, joined=before is not None)
        if piece.is_open and index not in state.displaced:
            state.open[index] = 0
    return _groups(len(pieces), state.links), segments


def _enter_segment(state: _State, pieces: Sequence[Piece], index: int, segments: dict[int, int]) -> None:
    """A heading closes what is open, unless the columns around it have changed places."""
    orphans = [orphan for orphan in state.orphans if pieces[orphan].segment == pieces[index - 1].segment]
    if orphans and pieces[index].is_open and not pieces[index].goes_on:
        state.displaced.add(index)
        state.open = {at: 0 for at in state.open if at >= orphans[-1]}
        segments.update((at, pieces[index].segment) for at in range(orphans[-1], index))
    else:
        state.open.clear()
    state.orphans.clear()


def _continued_by(state: _State, pieces: Sequence[Piece], index: int) -> int | None:
    """The one earlier piece that this one continues."""
    piece, candidates = pieces[index], list(state.open)
    if not candidates:
        return None
    if piece.goes_on:
        near = [at for at in candidates if at == index - 1]
        found = near or candidates
        return found[0] if len(found) == 1 else None
    last = candidates[-1]
    adjacent = last == index - 1 and pieces[last].segment == piece.segment
    if not adjacent or not _runs_on(pieces[last].text, piece.text):
        return None
    return last if _begins_with_formula(piece.text) or not _awaited(pieces, index) else None


def _runs_on(before: str, after: str) -> bool:
    """Whether a piece that begins with a capital, a number or a bracket may continue the one before it."""
    return leads_on(without_marks(before)) or _begins_with_formula(after)


def _begins_with_formula(text: str) -> bool:
    words = plain(text)
    return bool(_FORMULA_START.match(words) or _QUANTITY_START.match(words))


def _awaited(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a piece soon behind this one is a better continuation of what is open."""
    near = range(index + 1, min(index + 1 + _REACH, len(pieces)))
    return any(
        pieces[at].goes_on and not pieces[at - 1].is_open and pieces[at].segment == pieces[index].segment
        for at in near
    )


def _grow_old(state: _State, joined: bool) -> None:
    if not joined:
        state.open = {at: age + 1 for at, age in state.open.items() if age < _REACH}


def _groups(count: int, links: dict[int, int]) -> list[list[int]]:
    groups = []
    followers = set(links.values())
    for index in range(count):
        if index not in followers:
            group = [index]
            while group[-1] in links:
                group.append(links[group[-1]])
            groups.append(group)
    return groups


Part = tuple[MappedText, tuple[Citation, ...]]


def join(parts: Sequence[Part], source: str) -> Part:
    """Join normalised pieces: with one space between them, or none where a word was cut."""
    mapped, citations = parts[0]
    for more, marks in parts[1:]:
        mapped, shift = _appended(mapped, more, source)
        citations += tuple(Citation(mark.at + shift, mark.numbers) for mark in marks)
    return mapped, citations


def _appended(left: MappedText, right: MappedText, source: str) -> tuple[MappedText, int]:
    """Both texts as one, and where the right one begins in it."""
    if not left.text or not right.text:
        return (left, len(left)) if left.text else (right, 0)
    halves = cut_word(left.text, right.text)
    keep = len(left)
    if halves and not is_compound(*halves, words(source)):
        keep -= 1
    gap = "" if halves else " "
    at = left.ends[-1]
    between = array("l", [at] * len(gap))
    text = left.text[:keep] + gap + right.text
    starts = left.starts[:keep] + between + right.starts
    ends = left.ends[:keep] + between + right.ends
    return MappedText(text, starts, ends, tuple(sorted(left.islands + right.islands))), keep + len(gap)
