"""The reader for JATS and NLM XML, as PubMed Central and many publishers give it out."""

from __future__ import annotations

import re
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
    map_text,
    numbered,
    without_empty,
)
from corpus.readers.front_matter import Metadata
from corpus.readers.inline import Dialect, Inline, Role, tidy
from corpus.readers.references import find_doi, tidy_doi
from corpus.readers.tree import attribute, every, first, name, words
from corpus.readers.walk import Floats, Walk
from corpus.wordlist import wordlist

_ROLES = {
    **dict.fromkeys(("sub",), Role.SUB),
    **dict.fromkeys(("sup",), Role.SUP),
    **dict.fromkeys(("math",), Role.MATH),
    **dict.fromkeys(("xref", "ext-link"), Role.LINK),
    **dict.fromkeys(("break", "hr"), Role.BREAK),
    **dict.fromkeys(("sec",), Role.SECTION),
    **dict.fromkeys(("title",), Role.TITLE),
    **dict.fromkeys(("p", "verse-group"), Role.PARAGRAPH),
    **dict.fromkeys(("disp-formula", "disp-formula-group", "chem-struct-wrap"), Role.EQUATION),
    **dict.fromkeys(("fig", "chem-struct-wrapper"), Role.FIGURE),
    **dict.fromkeys(("table-wrap",), Role.TABLE),
    **dict.fromkeys(
        wordlist(
            """
            abstract body app app-group list list-item def-list def-item def boxed-text
            disp-quote fig-group table-wrap-group floats-group statement answer question
            """
        ),
        Role.CONTAINER,
    ),
    **dict.fromkeys(
        wordlist(
            """
            label object-id graphic media inline-graphic supplementary-material fn fn-group
            tex-math alt-text long-desc permissions attrib ref-list ack glossary sec-meta
            kwd-group processing-meta
            """
        ),
        Role.SKIP,
    ),
}
_LABELLED = frozenset({"sec", "app"})
#: Wiley's letters to a reference, as PubMed Central's conversion leaves them in the text.
_QUOTED = re.compile(r"\s*\[qv:\s*(?P<list>\d{1,4}[a-z–,-]*(?:\s?[,–-]\s?\d{1,4}[a-z]*)*)\s*\]")
_DATES = ("epub", "pub", "epub-ppub", "ppub", "collection")


def read(path: Path, data: bytes) -> Document:
    """Read an article in JATS XML.

    Raises Malformed for what is no JATS article, and NoSentences.
    """
    return from_tree(path, data, tree.parse(path, data))


def from_tree(path: Path, data: bytes, root: Element) -> Document:
    """As `read`, for XML that is parsed already."""
    found = root if name(root) == "article" else first(root, "article")
    if found is None or first(found, "article-meta") is None:
        raise Malformed(path, f"no JATS article: the XML's root element is <{name(root)}>")
    return document(path, data, _article(found))


def _article(root: Element) -> Article:
    works, numbers = _works(root)
    inline = Inline(Dialect(_role, _targets), numbers)
    walk = Walk(inline, Floats(_caption, _notes))
    blocks = without_empty(_blocks(root, walk))
    return Article(_metadata(root, inline), blocks, works)


def _role(element: Element) -> Role:
    return _ROLES.get(name(element), Role.INLINE)


def _targets(element: Element) -> tuple[str, ...]:
    return tuple((element.get("rid") or "").split())


def _blocks(root: Element, walk: Walk) -> Iterator[Block]:
    meta = first(root, "article-meta")
    for abstract in every(meta, "abstract"):
        if abstract.get("abstract-type") in (None, "summary", "structured"):
            yield from _abstract(abstract, walk)
    for body in _own(root, "body"):
        yield from map(_unquoted, walk.blocks(body))
    for back in _own(root, "back"):
        for appendix in every(back, "app"):
            yield from map(_unquoted, walk.blocks(appendix, depth=1))
    yield NO_SECTION
    for floats in _own(root, "floats-group"):
        yield from map(_unquoted, walk.blocks(floats))


def _own(root: Element, wanted: str) -> Iterator[Element]:
    """Children of the article itself, not of letters and responses in it."""
    return (child for child in root if name(child) == wanted)


def _abstract(abstract: Element, walk: Walk) -> Iterator[Block]:
    """The abstract under a heading of its own, titles of its parts below that."""
    title = next((words(child) for child in abstract if name(child) == "title"), None)
    yield Heading(title or "Abstract", 1)
    inner = walk.blocks(abstract, depth=1)
    yield from (each for each in inner if not (isinstance(each, Heading) and each.title == title))


def _unquoted(block: Block) -> Block:
    """Citations that a conversion has left as `[qv: 5c,7]`, written like all others."""
    return map_text(block, lambda text: _QUOTED.sub(_as_mark, text))


def _as_mark(match: re.Match[str]) -> str:
    return f"^[{re.sub(r'[a-z]+', '', match['list'])}]"


def _caption(inline: Inline, element: Element) -> str:
    label = inline.line(found) if (found := _child(element, "label")) is not None else ""
    caption = _child(element, "caption")
    return front.labelled(label, inline.line(caption) if caption is not None else "")


def _child(element: Element, wanted: str) -> Element | None:
    return next((child for child in element if name(child) == wanted), None)


def _notes(inline: Inline, element: Element) -> Sequence[str]:
    """Footnotes below a table, each with its label."""
    found = []
    for foot in every(element, "table-wrap-foot"):
        for note in [each for each in foot if name(each) in ("fn", "p")] or [foot]:
            label = words(_child(note, "label")) or ""
            found.append(f"{label} {inline.line(note)}".strip())
    return found


def _works(root: Element) -> tuple[tuple[Work, ...], dict[str, int]]:
    """The reference list, and the number of each of its ids."""
    refs = [ref for back in _own(root, "back") for ref in every(back, "ref")]
    works = numbered([_entry(ref) for ref in refs])
    numbers: dict[str, int] = {}
    for ref, work in zip(refs, works, strict=True):
        numbers |= {each.attrib["id"]: work.number for each in ref.iter() if "id" in each.attrib}
    return works, numbers


_CITATIONS = ("mixed-citation", "element-citation", "nlm-citation", "citation")


def _entry(ref: Element) -> tuple[str | None, str, str | None]:
    """Label, text and DOI of a reference."""
    citations = [each for each in ref.iter() if name(each) in _CITATIONS] or [ref]
    text = "; ".join(each for each in map(_cited, citations) if each)
    return words(_child(ref, "label")), text, next((doi for each in citations if (doi := _doi(each))), None)


def _doi(citation: Element) -> str | None:
    for each in every(citation, "pub-id", "ext-link", "object-id"):
        text = words(each) or ""
        if each.get("pub-id-type") == "doi" and text:
            return find_doi(text) or tidy_doi(text)
        if found := find_doi(text) or find_doi(attribute(each, "href") or ""):
            return found
    return None


def _cited(citation: Element) -> str:
    """A citation's text: its own punctuation, or commas where it has none."""
    if name(citation) == "mixed-citation" and _is_punctuated(citation):
        return tidy(_flat(citation)).strip(" .") + "."
    return ", ".join(part for part in (_field(citation, child) for child in citation) if part)


def _field(citation: Element, child: Element) -> str:
    """One part of a citation without punctuation; the last page goes with the first."""
    if name(child) in ("pub-id", "label", "object-id", "lpage"):
        return ""
    if name(child) == "person-group":
        return _names(child)
    text = _plain(child)
    last = words(_child(citation, "lpage"))
    return f"{text}–{last}" if name(child) == "fpage" and last else text


def _is_punctuated(citation: Element) -> bool:
    inside = sum(bool((child.tail or "").strip()) for child in citation)
    return inside > 1 or len((citation.text or "").split()) > 2


def _flat(element: Element) -> str:
    """All text, scripts written as in paragraphs, identifiers left out."""
    inline = Inline(Dialect(_role, _targets), {})
    parts = [element.text or ""]
    for child in element:
        if name(child) == "person-group":
            parts.append(_flat(child) if any((each.tail or "").strip() for each in child) else _names(child))
        elif name(child) in ("name", "string-name"):
            parts.append(_person(child))
        elif name(child) == "etal":
            parts.append(words(child) or "et al.")
        elif name(child) not in ("pub-id", "label", "object-id"):
            parts.append(inline.part(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _names(group: Element) -> str:
    people = [_person(each) for each in group if name(each) in ("name", "string-name", "collab")]
    return ", ".join(people) + (", et al." if any(name(each) == "etal" for each in group) else "")


def _person(element: Element) -> str:
    surname, given = words(_child(element, "surname")), words(_child(element, "given-names"))
    return f"{surname} {given or ''}".strip() if surname else words(element) or ""


def _plain(element: Element) -> str:
    return Inline(Dialect(_role, _targets), {}).line(element)


def _metadata(root: Element, inline: Inline) -> Metadata:
    meta = first(root, "article-meta")
    found = first(meta, "title-group", "article-title")
    title = front.plain_title(inline.line(found)) if found is not None else None
    subjects = [words(subject) for subject in every(meta, "subject")]
    doi = next((words(each) for each in every(meta, "article-id") if each.get("pub-id-type") == "doi"), None)
    return Metadata(
        title=title,
        authors=tuple(_authors(meta)),
        doi=tidy_doi(doi) if doi else None,
        year=_year(meta),
        journal=words(first(root, "journal-meta", "journal-title"))
        or words(first(root, "journal-meta", "journal-id")),
        licence=_licence(meta),
        kind=front.kind([root.get("article-type"), *subjects], title),
    )


def _authors(meta: Element | None) -> Iterator[str]:
    for contributor in every(meta, "contrib"):
        if contributor.get("contrib-type") not in (None, "author"):
            continue
        person = first(contributor, "name")
        if person is not None:
            given = words(_child(person, "given-names"))
            yield f"{given or ''} {words(_child(person, 'surname')) or ''}".strip()
        elif group := words(
            first(contributor, "collab")
            if first(contributor, "collab") is not None
            else first(contributor, "string-name")
        ):
            yield group


def _year(meta: Element | None) -> int | None:
    """The year of the first way of publication that is known."""
    years: dict[str, int | None] = {}
    for date in every(meta, "pub-date"):
        how = date.get("pub-type") or date.get("date-type") or ""
        years.setdefault(how, front.year(words(first(date, "year"))))
    ranked = [years[how] for how in _DATES if years.get(how)]
    return next(iter(ranked), next((found for found in years.values() if found), None))


def _licence(meta: Element | None) -> str | None:
    for element in every(meta, "license", "license-p", "permissions"):
        links = " ".join(attribute(each, "href") or "" for each in element.iter())
        if found := front.licence(f"{links} {words(element) or ''} {element.get('license-type') or ''}"):
            return found
    return None
