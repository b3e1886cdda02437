"""The order of a paper: which blocks are read, in which section, and which list or table they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.readers import headings, tables
from corpus.readers.blocks import Block, Kind
from corpus.readers.classify import ends_closed, is_biography
from corpus.readers.headings import Heading
from corpus.readers.plain import plain
from corpus.readers.references import ReferenceList
from corpus.readers.stitch import Piece

_ABSTRACT_WORDS = 450
_BULLET = re.compile(r"(?:[-*•+]|>|\d{1,2}\.)\s+(?=\S)")
_ABSTRACT = re.compile(r"\**abstract\**\s*[:.—–-]\s*\**\s*(?=\w)", re.IGNORECASE)
_TABLE_NOTE = re.compile(r"(?:<sup>[a-z*†]\)?</sup>|\^\{?[a-z*†]\)?\}?|[ᵃᵇᶜ*†]|[a-z]\)|Notes?:)\s?\S")
_LIST_ITEM = re.compile(r"[-*•]\s|\\?\[\d{1,4}\\?\]\s|\d{1,4}[.)]\s")


@dataclass(slots=True)
class Layout:
    """What a paper is made of, in the order of the file."""

    pieces: list[Piece] = field(default_factory=list)
    captions: list[tuple[Block, tuple[str, ...]]] = field(default_factory=list)
    tables: list[tables.Part] = field(default_factory=list)
    references: ReferenceList = field(default_factory=ReferenceList)
    sections: list[tuple[str, ...]] = field(default_factory=lambda: [()])  #: path of each segment


class _Walk:
    """Goes through the blocks and remembers the headings above."""

    def __init__(self, source: str, blocks: Sequence[Block], spent: frozenset[int]) -> None:
        self.source, self.blocks, self.spent = source, blocks, spent
        self.layout = Layout()
        self.path: list[Heading] = []
        self.mode = "body"  #: body, silent (drop), references, keywords (drop up to the next paragraph)
        self.abstract_words = 0
        levels = [
            head.level
            for block in blocks
            if (head := _own_heading(block)) and head.marked and not head.numbered
        ]
        self.top = min((level for level in levels if level > 1), default=1)
        self.has_marks = bool(levels)
        self.listed = {at for at, block in enumerate(blocks) if block.kind is Kind.REFERENCE}
        self.repeated = _running_heads(blocks)

    def run(self, first: int) -> Layout:
        for index in range(first, len(self.blocks)):
            if index not in self.spent and plain(self.blocks[index].text) not in self.repeated:
                self._step(index, self.blocks[index])
        return self.layout

    def _step(self, index: int, block: Block) -> None:
        heading = _own_heading(block)
        if heading is None and block.kind is Kind.SHORT and self._is_bare_heading(index):
            heading = headings.bare(block.text)
        if heading:
            self._enter(heading)
        elif block.kind is Kind.REFERENCE or self.mode == "references":
            self._reference(index, block)
        elif block.kind is Kind.NOTICE:
            self._leave_abstract()
        elif block.kind is Kind.CAPTION:
            self._caption(block)
        elif block.kind is Kind.TABLE:
            self._table(index, block)
        elif block.kind is Kind.EQUATION:
            self._new_segment()
        elif block.kind is Kind.PROSE and index and self._is_table_note(self.blocks[index - 1], block):
            self._caption(block)
        elif block.kind is Kind.PROSE:
            self._prose(block)

    def _is_table_note(self, above: Block, block: Block) -> bool:
        return above.kind is Kind.TABLE and bool(_TABLE_NOTE.match(block.text))

    def _is_bare_heading(self, index: int) -> bool:
        """Whether a short line between two paragraphs is a heading, in a file that marks none with #."""
        if self.has_marks or self.mode != "body" or not self.layout.pieces or index + 1 >= len(self.blocks):
            return False
        after = self.blocks[index + 1]
        closed = not self.layout.pieces[-1].is_open
        return closed and after.kind is Kind.PROSE and not plain(after.text)[:1].islower()

    def _enter(self, heading: Heading) -> None:
        if heading.is_keywords:
            self.mode = "keywords"
            return
        self.mode = "references" if heading.is_references else "silent" if heading.is_silent else "body"
        level = heading.level
        if heading.marked and not heading.numbered:
            level = max(1, level - self.top + 1)
        if heading.is_silent or heading.is_references:
            level = 1
        self.path = [above for above in self.path if above.level < level]
        self.path.append(Heading(heading.title, level, heading.numbered, heading.marked))
        self.abstract_words = 0
        self._new_segment()

    def _new_segment(self) -> None:
        self.layout.sections.append(tuple(heading.title for heading in self.path))

    def _leave_abstract(self) -> None:
        """A licence or a list of keywords ends the abstract where no heading does."""
        if self.path and self.path[-1].name == "abstract" and self.abstract_words:
            self.path = []
            self._new_segment()

    def _reference(self, index: int, block: Block) -> None:
        references = self.layout.references
        if block.kind is Kind.REFERENCE or (self.mode == "references" and _LIST_ITEM.match(block.text)):
            if self.mode == "references" or self._is_listed(index):
                references.add(self.source, block)
                self.mode = "references"
            else:
                self._prose(block)
        elif not references.entries and block.kind is Kind.PROSE:
            references.add(self.source, block)
        elif block.kind is not Kind.NOTICE and not is_biography(plain(block.text)):
            references.continues(self.source, block)

    def _is_listed(self, index: int) -> bool:
        """Whether an entry stands among others, and is not a paragraph that begins with a citation."""
        return len(self.listed & set(range(index - 3, index + 4))) >= 3

    def _caption(self, block: Block) -> None:
        if self.mode == "body" and not tables.is_continuation(block.text):
            self.layout.captions.append((block, self.layout.sections[-1]))

    def _table(self, index: int, block: Block) -> None:
        if self.mode == "silent":
            return
        before = next(
            (self.blocks[at] for at in range(index - 1, max(-1, index - 4), -1) if self._counts(at)), None
        )
        after = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        continues = before is not None and tables.is_continuation(before.text)
        used = {part.caption for part in self.layout.tables}
        caption = next(
            (
                each
                for each in (before, after)
                if tables.is_table_caption(each) and each not in used and not continues
            ),
            None,
        )
        section = self.layout.sections[-1]
        self.layout.tables.append(tables.part(self.source, block, caption, continues, section))

    def _counts(self, index: int) -> bool:
        return self.blocks[index].kind is not Kind.NOTICE or tables.is_continuation(self.blocks[index].text)

    def _prose(self, block: Block) -> None:
        words = plain(block.text)
        count = len(words.split())
        if self.mode == "keywords" and count >= 25 and ends_closed(words):
            self.mode = "body"
        if self.mode != "body" or (is_biography(words) and self._is_at_end(block)):
            return
        lead = _ABSTRACT.match(block.text) or _BULLET.match(block.text)
        start = block.start + (lead.end() if lead else 0)
        if self.path and self.path[-1].name == "abstract":
            if self.abstract_words + count > _ABSTRACT_WORDS:
                self._leave_abstract()
            self.abstract_words += count
        segment = len(self.layout.sections) - 1
        self.layout.pieces.append(Piece(start, block.end, self.source[start : block.end], segment))

    def _is_at_end(self, block: Block) -> bool:
        return block.start > 0.6 * len(self.source)


def _own_heading(block: Block) -> Heading | None:
    return headings.parse(block.text) if block.kind is Kind.HEADING else None


def _running_heads(blocks: Sequence[Block]) -> frozenset[str]:
    """Short lines that stand on page after page."""
    counts = Counter(
        plain(block.text) for block in blocks if block.kind in (Kind.SHORT, Kind.NOTICE, Kind.HEADING)
    )
    silent = {"references", "supporting information"}
    return frozenset(text for text, count in counts.items() if count >= 4 and text.lower() not in silent)


def lay_out(source: str, blocks: Sequence[Block], spent: frozenset[int], first: int) -> Layout:
    """Sort the blocks of a paper from the one with index `first`; `spent` ones hold title and authors."""
    return _Walk(source, blocks, spent).run(first)
