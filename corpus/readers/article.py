"""From the blocks that a structured format gives to a Document: one plain text, and passages over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from corpus.errors import NoSentences
from corpus.model import Document, Passage, PassageKind, Reference
from corpus.normalise import normalise
from corpus.readers import headings, stitch, tables
from corpus.readers.blocks import Block as TextBlock
from corpus.readers.blocks import Kind
from corpus.readers.front_matter import Metadata
from corpus.readers.references import find_doi

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and how deep it stands, from 1; without a title and of level 0 it only ends all sections."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a paragraph: text, or a displayed equation that interrupts it."""

    text: str
    equation: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: text with, between its runs, displayed equations."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption of a figure or a note below a table."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: caption, notes, and lines of cells of which the first is the header."""

    caption: str | None
    lines: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


NO_SECTION = Heading("", 0)

Block = Heading | Paragraph | Caption | Grid


@dataclass(frozen=True, slots=True)
class Work:
    """An entry of the reference list."""

    number: int
    text: str
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader of a structured format has found in a file."""

    metadata: Metadata
    blocks: tuple[Block, ...]
    works: tuple[Work, ...]


@dataclass(slots=True)
class _Plan:
    """Ranges of the plain text and what stands there."""

    lines: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: list[tuple[tuple[Range, ...], tuple[str, ...]]] = field(default_factory=list)
    captions: list[tuple[Range, tuple[str, ...]]] = field(default_factory=list)
    tables: list[tuple[Range, Range | None, tuple[str, ...]]] = field(default_factory=list)
    works: list[tuple[Range, Work]] = field(default_factory=list)
    path: list[Heading] = field(default_factory=list)
    silent: bool = False

    def write(self, text: str, gap: str = "\n\n") -> Range:
        """Append a line and return its range."""
        start = self.length
        self.lines.append(text + gap)
        self.length += len(text) + len(gap)
        return start, start + len(text)

    @property
    def section(self) -> tuple[str, ...]:
        """Titles of the headings above."""
        return () if self.silent else tuple(heading.title for heading in self.path)


def document(path: Path, data: bytes, article: Article) -> Document:
    """Write the plain text of an article and map its passages, tables and references to it.

    Sections that only thank, declare or list are left out, but not the figures and tables that stand behind
    them.
    Raises NoSentences.
    """
    plan = _plan(article)
    source = "".join(plan.lines).rstrip("\n") + "\n"
    passages = _passages(source, plan)
    if not any(passage.kind is PassageKind.PROSE for passage in passages):
        raise NoSentences(path, "no sentences found: nothing in this file reads as the text of an article")
    return Document(
        name=path.stem,
        file=path.name,
        sha256=sha256(data).hexdigest(),
        source=source,
        passages=passages,
        tables=tables.joined(source, [_part(source, *found) for found in plan.tables]),
        references=_references(source, plan),
        **asdict(article.metadata),
    )


def _plan(article: Article) -> _Plan:
    plan = _Plan()
    if article.metadata.title:
        plan.write(article.metadata.title)
    for block in article.blocks:
        if isinstance(block, Heading):
            _enter(plan, block)
        elif not plan.silent or not isinstance(block, Paragraph):
            _add(plan, block)
    if article.works:
        plan.write("References")
        plan.works = [(plan.write(f"[{work.number}] {work.text}", "\n"), work) for work in article.works]
    return plan


def _enter(plan: _Plan, block: Heading) -> None:
    """Take a heading in; one that is silent hides what follows, down to the next heading of its rank."""
    if not block.title:
        plan.path, plan.silent = [], False
        return
    parsed = headings.parse(f"# {block.title}")
    title = normalised(parsed.title if parsed else block.title)
    level = parsed.level if parsed and parsed.numbered else block.level
    plan.path = [above for above in plan.path if above.level < level]
    plan.path.append(Heading(title, level))
    plan.silent = any(_is_silent(heading.title) for heading in plan.path)
    if not plan.silent:
        plan.write(block.title)


def normalised(line: str) -> str:
    """A line as one reads it: formulas on the line, no mark-up."""
    return normalise(line, 0, len(line))[0].text


def _is_silent(title: str) -> bool:
    heading = headings.Heading(title, 1)
    return heading.is_silent or heading.is_references or heading.is_keywords


def _add(plan: _Plan, block: Paragraph | Caption | Grid) -> None:
    if isinstance(block, Paragraph):
        runs = [(plan.write(run.text), run.equation) for run in block.runs]
        prose = tuple(found for found, equation in runs if not equation)
        if prose:
            plan.paragraphs.append((prose, plan.section))
    elif isinstance(block, Caption):
        plan.captions.append((plan.write(block.text), plan.section))
    else:
        _add_table(plan, block)


def _add_table(plan: _Plan, grid: Grid) -> None:
    caption = plan.write(grid.caption) if grid.caption else None
    if caption:
        plan.captions.append((caption, plan.section))
    if grid.lines:
        written = [plan.write("\t".join(cells), "\n") for cells in grid.lines]
        plan.write("", "\n")
        plan.tables.append(((written[0][0], written[-1][1]), caption, plan.section))
    for note in grid.notes:
        plan.captions.append((plan.write(note), plan.section))


def _passages(source: str, plan: _Plan) -> tuple[Passage, ...]:
    found = [
        Passage(PassageKind.PROSE, section, *stitch.join([normalise(source, *run) for run in runs], source))
        for runs, section in plan.paragraphs
    ]
    found += [
        Passage(PassageKind.CAPTION, section, *normalise(source, *caption))
        for caption, section in plan.captions
    ]
    return tuple(sorted((each for each in found if each.text), key=lambda passage: passage.mapped.starts[0]))


def _part(source: str, table: Range, caption: Range | None, section: tuple[str, ...]) -> tables.Part:
    above = _text_block(source, Kind.CAPTION, caption) if caption else None
    return tables.part(source, _text_block(source, Kind.TABLE, table), above, False, section)


def _text_block(source: str, kind: Kind, found: Range) -> TextBlock:
    return TextBlock(kind, *found, source[found[0] : found[1]])


def _references(source: str, plan: _Plan) -> tuple[Reference, ...]:
    references = []
    for (start, end), work in plan.works:
        text = normalise(source, start + len(f"[{work.number}] "), end)[0].text
        references.append(Reference(work.number, text, work.doi or find_doi(text)))
    return tuple(references)


def numbered(entries: Sequence[tuple[str | None, str, str | None]]) -> tuple[Work, ...]:
    """Give entries (label, text, DOI) their numbers: those of the labels, or their order where these say
    none."""
    labels = [label_number(label) for label, _, _ in entries]
    own = all(number is not None for number in labels) and len(set(labels)) == len(labels)
    return tuple(
        Work((number if own else None) or at, text, doi)
        for at, (number, (_, text, doi)) in enumerate(zip(labels, entries, strict=True), start=1)
    )


def label_number(label: str | None) -> int | None:
    """The number that a label such as `12.`, `[12]` or `Ref. 12` gives."""
    digits = "".join(char for char in label or "" if char.isascii() and char.isdigit())
    return int(digits) if 0 < len(digits) <= 4 and int(digits) else None


def without_empty(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks that hold something."""
    return tuple(block for block in blocks if _holds(block))


def _holds(block: Block) -> bool:
    if isinstance(block, Heading):
        return bool(block.title) or not block.level
    if isinstance(block, Paragraph):
        return any(run.text for run in block.runs)
    if isinstance(block, Caption):
        return bool(block.text)
    return bool(block.lines or block.caption)


def map_text(block: Block, change: Callable[[str], str]) -> Block:
    """A block with each of its texts changed."""
    if isinstance(block, Heading):
        return block
    if isinstance(block, Paragraph):
        return Paragraph(tuple(Run(change(run.text), run.equation) for run in block.runs))
    if isinstance(block, Caption):
        return Caption(change(block.text))
    lines = tuple(tuple(map(change, cells)) for cells in block.lines)
    return Grid(change(block.caption) if block.caption else None, lines, tuple(map(change, block.notes)))
