"""Source text to normalised text: LaTeX, mark-up, scripts and citation marks resolved, characters mapped."""

from __future__ import annotations

from bisect import bisect_left

from corpus.model import Citation, MappedText
from corpus.normalise import characters, citations, hyphens, latex, markup, scripts, spacing
from corpus.normalise.draft import Draft

__all__ = ["normalise"]


def normalise(source: str, start: int, end: int) -> tuple[MappedText, tuple[Citation, ...]]:
    """Return `source[start:end]` in the normal alphabet, and the citation marks that were taken out of it.

    Formulas are ASCII ("Li2S-P2S5"), charges and units' exponents stand on the line ("Zr4+", "mA cm-2"),
    powers of ten keep a caret ("3.5×10^-4"). The whole `source` shows its way of citing and its words.
    """
    marks = citations.Marks(citations.style(source))
    draft = hyphens.join_lines(Draft.of(source, start, end), source)
    draft = characters.clean(draft)
    draft = latex.plain(draft)
    draft = markup.strip(draft)
    draft = marks.take_out(draft)
    draft = scripts.flatten(draft)
    mapped = spacing.tidy(draft).mapped()
    return mapped, _placed(marks, mapped)


def _placed(marks: citations.Marks, mapped: MappedText) -> tuple[Citation, ...]:
    """Citations with their offsets in the normalised text."""
    found = sorted(mark for mark in marks.found if mark[1])
    return tuple(Citation(bisect_left(mapped.starts, position), numbers) for position, numbers in found)
