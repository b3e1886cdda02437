"""The reader for plain text and Markdown as converters make them out of PDF files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from corpus import files
from corpus.errors import NoSentences
from corpus.model import Document, Passage, PassageKind
from corpus.normalise import normalise
from corpus.readers import front_matter, metadata, stitch, tables
from corpus.readers.blocks import Block, Kind, split
from corpus.readers.classify import classify
from corpus.readers.layout import Layout, lay_out


def read(path: Path, data: bytes) -> Document:
    """Read a paper from the bytes of a .txt or .md file.

    Raises WrongEncoding, Malformed (front matter) and NoSentences.
    """
    source = files.decode(path, data)
    given, start = front_matter.read(path, source)
    return from_source(path, data, source, start, given)


def from_source(
    path: Path, data: bytes, source: str, start: int = 0, given: front_matter.Metadata | None = None
) -> Document:
    """Read a paper from its text, from the offset `start`; given metadata go before printed ones.

    Raises NoSentences.
    """
    blocks = [classify(block) for block in split(source, start)]
    first_reference = next((block.start for block in blocks if block.kind is Kind.REFERENCE), len(source))
    entries = sum(block.kind is Kind.REFERENCE for block in blocks)
    front = metadata.front_page(source, blocks, first_reference, entries)
    layout = lay_out(source, blocks, front.spent, front.body)
    passages = _passages(source, layout)
    if not any(passage.kind is PassageKind.PROSE for passage in passages):
        raise NoSentences(path, "no sentences found: nothing in this file reads as prose")
    return Document(
        name=path.stem,
        file=path.name,
        sha256=sha256(data).hexdigest(),
        source=source,
        passages=passages,
        tables=tables.joined(source, layout.tables),
        references=layout.references.references(),
        **asdict(given or front.metadata),
    )


def _passages(source: str, layout: Layout) -> tuple[Passage, ...]:
    """Paragraphs, stitched, and captions, in the order in which they begin."""
    groups, segments = stitch.chains(layout.pieces)
    found = [_paragraph(source, layout, group, segments) for group in groups]
    found += [_caption(source, block, section) for block, section in layout.captions]
    return tuple(sorted((each for each in found if each.text), key=lambda passage: passage.mapped.starts[0]))


def _paragraph(source: str, layout: Layout, group: Sequence[int], segments: dict[int, int]) -> Passage:
    pieces = [layout.pieces[index] for index in group]
    parts = [normalise(source, piece.start, piece.end) for piece in pieces]
    section = layout.sections[segments.get(group[0], pieces[0].segment)]
    return Passage(PassageKind.PROSE, section, *stitch.join(parts, source))


def _caption(source: str, block: Block, section: tuple[str, ...]) -> Passage:
    return Passage(PassageKind.CAPTION, section, *normalise(source, block.start, block.end))
