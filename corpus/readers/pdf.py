"""The reader for PDF: the text of its pages, set in paragraphs, then read as plain text is."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from corpus.errors import Malformed, NoSentences
from corpus.model import Document
from corpus.readers import front, headings, pdf_lines, text
from corpus.readers.metadata import names
from corpus.readers.references import find_doi

MAX_PAGES = 1_500
MAX_CHARACTERS = 20_000_000
_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError,
           zlib.error, NotImplementedError, OverflowError, AssertionError)  # fmt: skip
_KEPT = re.compile(
    r"\bdoi\b|published|received|accepted|©|licen[cs]e|\breview\b|progress report", re.IGNORECASE
)
_AFTER_TITLE = 14  #: lines under the title in which the authors stand
_NOTES = re.compile(
    r"(?<=[A-Za-z.])\s?(?:\d{1,2}|[†‡§*])(?:\s?,?\s?(?:\d{1,2}|[†‡§*]))*(?=\s*(?:,|and\b|&|$))"
)
_PLACE = re.compile(
    r"\b(?:Universit\w+|Institut\w*|Department|School|College|Laborator\w+|Faculty|Academy|Cent(?:er|re))\b|@"
)
_PUBLISHED = re.compile(
    r"(?:published(?: online)?|accepted|received|available online|©|copyright)\D{0,24}?"
    r"(?:\d{1,2}\s)?(?:[A-Z][a-z]{2,8}\s)?(?P<year>(?:19|20)\d\d)",
    re.I,
)
_ABSTRACT = re.compile(r"abstract\b\s*[:.—–-]?\s*", re.IGNORECASE)


def read(path: Path, data: bytes) -> Document:
    """Read a paper in PDF.

    Raises Malformed for a file that is broken, encrypted or holds no text, and NoSentences.
    """
    pages, info = _extracted(path, data)
    if not "".join(pages).strip():
        raise Malformed(path, "the PDF holds no text, only images; it has to go through OCR first")
    first, title = _front_page(pdf_lines.lines(pages[0]), info.get("/Title", ""))
    source = pdf_lines.paragraphs(["\n".join(first), *pages[1:]])
    return _completed(text.from_source(path, data, source), pages, info, title)


def _extracted(path: Path, data: bytes) -> tuple[list[str], dict[str, str]]:
    """The text of every page and the document information."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Malformed(path, "the PDF is encrypted and needs a password")
        if len(reader.pages) > MAX_PAGES:
            raise Malformed(path, f"{len(reader.pages):,} pages, more than the limit of {MAX_PAGES:,}")
        pages = _texts(path, reader)
        info = {str(key): str(value) for key, value in (reader.metadata or {}).items()}
    except DependencyError as error:
        raise Malformed(path, f"the PDF is encrypted in a way that can't be read ({error})") from error
    except _BROKEN as error:
        raise Malformed(path, f"the PDF is broken: {error or type(error).__name__}") from error
    return pages, info


def _texts(path: Path, reader: PdfReader) -> list[str]:
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > MAX_CHARACTERS:
            raise Malformed(path, f"more than {MAX_CHARACTERS:,} characters of text")
    return pages


def _front_page(lines: Sequence[str], given: str) -> tuple[list[str], str | None]:
    """The first page with its title on a line of its own, notices only before it, authors in one line after
    it."""
    found = _title_lines(lines, given)
    if found is None:
        return _with_abstract(lines), None
    low, high = found
    title = " ".join(lines[low:high])
    before = [line for line in lines[:low] if _KEPT.search(line) and any(char.isdigit() for char in line)]
    authors, rest = _authors(lines[high:])
    return [f"# {title}", *authors, *before, *_with_abstract(_without_places(rest))], title


def _without_places(lines: Sequence[str]) -> list[str]:
    """The lines behind the authors' affiliations; a paragraph that comes before the keywords is the
    abstract."""
    if any(_ABSTRACT.match(line) for line in lines):
        return list(lines)
    end = next((at for at, line in enumerate(lines) if re.match(r"key\s?words?\b", line, re.I)), None)
    if end is None:
        return list(lines)
    start = max((at + 1 for at, line in enumerate(lines[:end]) if _PLACE.search(line)), default=0)
    wide = max((len(line) for line in lines[start:end]), default=0)
    while start < end and len(lines[start]) < 0.6 * wide:
        start += 1
    return ["Abstract", *lines[start:]]


def _title_lines(lines: Sequence[str], given: str) -> tuple[int, int] | None:
    """The lines that make up the title which the document information gives."""
    wanted = _letters(given)
    if len(given.split()) < 3 or len(wanted) < 12:
        return None
    for low in range(min(len(lines), 60)):
        for high in range(low + 1, min(low + 7, len(lines)) + 1):
            seen = _letters("".join(lines[low:high]))
            if seen == wanted:
                return low, high
            if not wanted.startswith(seen):
                break
    return None


def _letters(line: str) -> str:
    return "".join(char for char in front.plain_title(line) or "" if char.isalnum()).lower()


def _authors(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names under the title on one line, without their marks, and the lines behind them."""
    best = 0
    for count in range(1, min(_AFTER_TITLE, len(lines)) + 1):
        if headings.parse(lines[count - 1]) or _ABSTRACT.match(lines[count - 1]):
            break
        if names(_named(lines[:count])):
            best = count
    return ([_named(lines[:best])] if best else []), list(lines[best:])


def _named(lines: Sequence[str]) -> str:
    line = _NOTES.sub("", " ".join(lines)).replace(" ,", ",")
    return re.sub(r"\s+", " ", line).strip(" ,")


def _with_abstract(lines: Sequence[str]) -> list[str]:
    """The word `Abstract:` before its text becomes a heading."""
    out: list[str] = []
    for line in lines:
        mark = _ABSTRACT.match(line)
        out += ["Abstract", line[mark.end() :]] if mark and len(line) > mark.end() + 20 else [line]
    return out


def _completed(document: Document, pages: Sequence[str], info: dict[str, str], title: str | None) -> Document:
    """Fill what the printed text left open from the document information and the first page."""
    if not document.passages:
        raise NoSentences(document.file, "no sentences found in the text of this PDF")
    front_text = " ".join(pages[0].split())
    top = pdf_lines.lines(pages[0])[:8]
    listed = tuple(part.strip() for part in re.split(r",|;|\sand\s", info.get("/Author", "")) if part.strip())
    return replace(
        document,
        title=front.plain_title(title) if title else document.title or info.get("/Title") or None,
        authors=document.authors if len(document.authors) >= len(listed) else listed,
        doi=document.doi or find_doi(front_text) or find_doi(" ".join(info.values())),
        year=_year(pages, info) or document.year,
        kind="review"
        if document.kind == "review"
        else front.kind([line for line in top if len(line) < 30], None),
        licence=document.licence or front.licence(f"{pages[0]} {pages[-1]}"),
    )


def _year(pages: Sequence[str], info: dict[str, str]) -> int | None:
    """The year that the first or last page prints, else that of the file."""
    for page in (pages[0], pages[-1]):
        years = [int(found["year"]) for found in _PUBLISHED.finditer(page)]
        if years:
            return max(years)
    return front.year(info.get("/CreationDate", "")[2:6])
