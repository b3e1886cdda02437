"""The reader for Elsevier's full-text XML (xocs, the Article Retrieval API, the journal article DTD)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from corpus.errors import Malformed
from corpus.model import Document
from corpus.readers import front, tree
from corpus.readers.article import (
    NO_SECTION,
    Article,
    Block,
    Heading,
    Work,
    document,
    numbered,
    without_empty,
)
from corpus.readers.front_matter import Metadata
from corpus.readers.inline import Dialect, Inline, Role
from corpus.readers.references import find_doi, tidy_doi
from corpus.readers.tree import attribute, every, first, name, words
from corpus.readers.walk import Floats, Walk
from corpus.wordlist import wordlist

_ROLES = {
    "inf": Role.SUB,
    "sup": Role.SUP,
    "math": Role.MATH,
    "cross-ref": Role.LINK,
    "cross-refs": Role.LINK,
    "br": Role.BREAK,
    "hsp": Role.BREAK,
    "section": Role.SECTION,
    "section-title": Role.TITLE,
    "para": Role.PARAGRAPH,
    "simple-para": Role.PARAGRAPH,
    "note-para": Role.PARAGRAPH,
    "formula": Role.EQUATION,
    "display": Role.CONTAINER,
    "figure": Role.FIGURE,
    "table": Role.TABLE,
    **dict.fromkeys(
        wordlist(
            """
            sections list list-item textbox textbox-body enunciation appendices displayed-quote
            """
        ),
        Role.CONTAINER,
    ),
    **dict.fromkeys(
        wordlist(
            """
            label float-anchor link footnote acknowledgment bibliography alt-text copyright
            keywords
            """
        ),
        Role.SKIP,
    ),
}
_ROOTS = frozenset(
    {"doc", "full-text-retrieval-response", "article", "converted-article", "simple-article", "book-review"}
)
_SIDE_ABSTRACTS = frozenset({"author-highlights", "graphical", "teaser", "editor-highlights"})


def read(path: Path, data: bytes) -> Document:
    """Read an article in Elsevier's XML.

    Raises Malformed for what is no such article, and NoSentences.
    """
    return from_tree(path, data, tree.parse(path, data))


def is_elsevier(root: Element) -> bool:
    """Whether XML is Elsevier's: its own root elements or name spaces."""
    known = name(root) in _ROOTS
    return known and any("elsevier.com" in each.tag for each in root.iter())


def from_tree(path: Path, data: bytes, root: Element) -> Document:
    """As `read`, for XML that is parsed already."""
    if first(root, "head") is None and first(root, "body") is None:
        raise Malformed(path, f"no Elsevier article: the XML's root element is <{name(root)}>")
    works, numbers = _works(root)
    inline = Inline(Dialect(_role, _targets), numbers)
    walk = Walk(inline, Floats(_caption, _notes))
    article = Article(_metadata(root, inline), without_empty(_blocks(root, walk)), works)
    return document(path, data, article)


def _role(element: Element) -> Role:
    return _ROLES.get(name(element), Role.INLINE)


def _targets(element: Element) -> tuple[str, ...]:
    return tuple((element.get("refid") or "").split())


def _blocks(root: Element, walk: Walk) -> Iterator[Block]:
    for abstract in every(first(root, "head"), "abstract"):
        if abstract.get("class") in _SIDE_ABSTRACTS or _is_highlights(abstract):
            continue
        yield Heading("Abstract", 1)
        for part in every(abstract, "abstract-sec"):
            yield from walk.blocks(part, depth=1)
    body = first(root, "body")
    if body is not None:
        yield from walk.blocks(body)
    yield NO_SECTION
    inside = {id(each) for each in every(body, "figure", "table")}
    for float_ in every(first(root, "floats"), "figure", "table"):
        if id(float_) not in inside:
            yield from walk.only(float_)


def _is_highlights(abstract: Element) -> bool:
    title = next((words(child) for child in abstract if name(child) == "section-title"), "") or ""
    return title.lower() in ("highlights", "graphical abstract", "research highlights")


def _caption(inline: Inline, element: Element) -> str:
    label = next((inline.line(child) for child in element if name(child) == "label"), "")
    captions = [inline.line(child) for child in element if name(child) == "caption"]
    return front.labelled(label, " ".join(captions))


def _notes(inline: Inline, element: Element) -> Sequence[str]:
    notes = []
    for note in every(element, "table-footnote", "legend"):
        label = next((inline.line(child) for child in note if name(child) == "label"), "")
        notes.append(f"{label} {inline.line(note)}".strip())
    return notes


def _works(root: Element) -> tuple[tuple[Work, ...], dict[str, int]]:
    entries = list(every(first(root, "bibliography"), "bib-reference"))
    works = numbered([_entry(each) for each in entries])
    numbers = {each.attrib.get("id", ""): work.number for each, work in zip(entries, works, strict=True)}
    return works, numbers


def _entry(reference: Element) -> tuple[str | None, str, str | None]:
    """Label, text and DOI of a reference."""
    label = next((words(child) for child in reference if name(child) == "label"), None)
    given = words(first(reference, "source-text")) or words(first(reference, "textref"))
    works = [_cited(each) for each in every(reference, "reference")]
    text = given or "; ".join(work for work in works if work) or words(reference) or ""
    doi = words(first(reference, "doi"))
    return label, text, tidy_doi(doi) if doi else find_doi(text)


def _cited(reference: Element) -> str:
    people = [_person(author) for author in every(first(reference, "authors"), "author")]
    titles = [words(each) for each in every(reference, "maintitle")]
    pages = "–".join(
        each for each in (words(first(reference, "first-page")), words(first(reference, "last-page"))) if each
    )
    parts = [
        ", ".join(people),
        *titles,
        words(first(reference, "volume-nr")),
        words(first(reference, "date")),
        pages,
    ]
    return ", ".join(part for part in parts if part)


def _person(author: Element) -> str:
    return f"{words(first(author, 'given-name')) or ''} {words(first(author, 'surname')) or ''}".strip()


def _metadata(root: Element, inline: Inline) -> Metadata:
    head = first(root, "head")
    found = first(head, "title")
    title = (
        front.plain_title(inline.line(found))
        if found is not None
        else words(first(root, "coredata", "title"))
    )
    doi = words(first(root, "doi"))
    labels = [words(first(head, "dochead")), *map(words, every(root, "document-subtype"))]
    return Metadata(
        title=title,
        authors=tuple(_person(each) for each in every(head, "author")),
        doi=tidy_doi(doi) if doi else None,
        year=_year(root),
        journal=words(first(root, "srctitle")) or words(first(root, "publicationname")),
        licence=_licence(root),
        kind=front.kind(labels, title),
    )


def _year(root: Element) -> int | None:
    for wanted in ("cover-date-year", "cover-date-start", "coverdate"):
        if found := front.year(words(first(root, wanted))):
            return found
    copyright_ = first(root, "copyright")
    return front.year(copyright_.get("year")) if copyright_ is not None else None


def _licence(root: Element) -> str | None:
    """From the elements that speak of rights; addresses stand in attributes."""
    texts = []
    for element in every(
        root, "copyright", "oa-user-license", "openaccessuserlicense", "copyright-line", "userlicense"
    ):
        texts += [words(element) or "", *(attribute(each, "href") or "" for each in element.iter())]
    return front.licence(" ".join(texts))
