"""Papers from files: picks the reader by the file's ending, and finds papers in directories."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from corpus import files
from corpus.errors import CorpusError, UnknownFormat
from corpus.model import Document
from corpus.readers import html, pdf, structured, text

Reader = Callable[[Path, bytes], Document]

#: The reader for each ending. A reader for another format is one more entry.
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": text.read,
        ".md": text.read,
        ".markdown": text.read,
        ".xml": structured.read,
        ".nxml": structured.read,
        ".html": html.read,
        ".htm": html.read,
        ".xhtml": html.read,
        ".pdf": pdf.read,
    }
)

_TEXT_ENDINGS = frozenset({".txt", ".md", ".markdown"})
_NO_PAPER = re.compile(
    r"(?:readme|licen[cs]e|changelog|contributing|copying|authors|notice)\b", re.IGNORECASE
)


def read(path: Path, limit: int = files.LIMIT) -> Document:
    """Read a paper of at most `limit` bytes.

    Raises one of the errors of corpus.errors, each with the file and the cause.
    """
    reader = _reader(path)
    return reader(path, files.load(path, limit))


def plain_text(path: Path, limit: int = files.LIMIT) -> str:
    """Return the text that all offsets of a paper refer to; for text files their own, decoded."""
    reader = _reader(path)
    data = files.load(path, limit)
    return files.decode(path, data) if path.suffix.lower() in _TEXT_ENDINGS else reader(path, data).source


def find(paths: Iterable[Path]) -> list[Path]:
    """Return the papers among files and directories, directories searched through and sorted, none twice.

    Raises CorpusError for a path that does not exist and for a directory without papers.
    """
    return list(dict.fromkeys(paper for path in paths for paper in _papers(Path(path))))


def _reader(path: Path) -> Reader:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise UnknownFormat(path, f"no reader for '{path.suffix or path.name}' files; known endings: {known}")
    return reader


def _papers(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        if not path.exists():
            raise CorpusError(path, "no such file or directory")
        yield path
        return
    found = sorted(each for each in path.rglob("*") if each.is_file() and _is_paper(each, path))
    if not found:
        raise CorpusError(path, f"no papers in this directory (known endings: {', '.join(sorted(READERS))})")
    yield from found


def _is_paper(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return path.suffix.lower() in READERS and not hidden and not _NO_PAPER.match(path.name)
