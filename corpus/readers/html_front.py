"""What a page says about its article: meta elements first, then the elements of scholarly HTML, then its
headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from corpus.readers import front
from corpus.readers.front_matter import Metadata
from corpus.readers.html_tree import classes
from corpus.readers.inline import Inline
from corpus.readers.references import find_doi, tidy_doi
from corpus.readers.tree import every, first, words

_TITLE = ("citation_title", "dc.title", "og:title")
_DOI = ("citation_doi", "dc.identifier", "prism.doi", "dc.identifier.doi", "bepress_citation_doi")
_DATES = ("citation_online_date", "citation_publication_date", "citation_date", "dc.date",
          "prism.publicationdate", "article:published_time", "citation_year")  # fmt: skip
_JOURNAL = ("citation_journal_title", "prism.publicationname", "dc.source")
_TYPE = ("citation_article_type", "dc.type", "prism.section", "wkhealth_subject_category")
_SITE = re.compile(r"\s[|–—-]\s[^|–—-]{2,60}$")


def metadata(root: Element, inline: Inline) -> Metadata:
    """Title, authors, DOI, year, journal, licence and kind of the article on a page."""
    meta = _meta(root)
    title = _title(root, meta, inline)
    labels = [*_all(meta, _TYPE), *_classed(root, "subject")]
    return Metadata(
        title=title,
        authors=tuple(dict.fromkeys(_authors(root, meta))),
        doi=_doi(root, meta),
        year=_year(root, meta),
        journal=next(iter([*_all(meta, _JOURNAL), *_classed(root, "journal-title")]), None),
        licence=_licence(root),
        kind=front.kind(labels, title),
    )


def _meta(root: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in every(root, "meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, []).append(content)
    return found


def _all(meta: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return [value for name in names for value in meta.get(name, [])]


def _classed(root: Element, wanted: str) -> Iterator[str]:
    """Texts of elements with exactly this class."""
    for element in root.iter():
        text = words(element) if wanted in (element.get("class") or "").split() else None
        if text:
            yield text


def _title(root: Element, meta: dict[str, list[str]], inline: Inline) -> str | None:
    for element in root.iter():
        if {"article-title", "c-article-title", "article_header-title"} & set(
            (element.get("class") or "").split()
        ):
            return front.plain_title(inline.line(element))
    given = _all(meta, _TITLE)
    if given:
        return front.plain_title(" ".join(given[0].split()))
    heading = first(root, "h1")
    if heading is not None:
        return front.plain_title(inline.line(heading))
    page = words(first(root, "title"))
    return front.plain_title(_SITE.sub("", page)) if page else None


def _doi(root: Element, meta: dict[str, list[str]]) -> str | None:
    for value in (*_all(meta, _DOI), *_classed(root, "doi")):
        if found := find_doi(value) or find_doi(f"doi:{value}"):
            return found
    for link in every(root, "a"):
        if found := find_doi(link.get("href") or ""):
            return tidy_doi(found)
        if "ref" in classes(link):
            break
    return None


def _authors(root: Element, meta: dict[str, list[str]]) -> Iterator[str]:
    given = meta.get("citation_author") or meta.get("dc.creator") or meta.get("citation_authors", [])
    for name in given:
        for each in name.split(";"):
            yield " ".join(reversed([part.strip() for part in each.split(",", 1)])).strip()
    if given:
        return
    for person in root.iter():
        if "contrib" not in (person.get("class") or "").split() or any(_classed(person, "role")):
            continue
        surname, given_names = (
            next(_classed(person, "surname"), ""),
            next(_classed(person, "given-names"), ""),
        )
        if surname:
            yield f"{given_names} {surname}".strip()


def _year(root: Element, meta: dict[str, list[str]]) -> int | None:
    said = [*_all(meta, _DATES), *_classed(root, "pub-date-epub"), *_classed(root, "pub-date"),
            *_classed(root, "pub-date-collection"), *_classed(root, "copyright-year")]  # fmt: skip
    return next((found for text in said if (found := front.year(text))), None)


def _licence(root: Element) -> str | None:
    for element in every(root, "a"):
        if found := front.licence(element.get("href") or ""):
            return found
    for text in (*_classed(root, "license"), *_classed(root, "license-p"), *_classed(root, "permissions")):
        if found := front.licence(text):
            return found
    return next(
        (found for values in _meta(root).values() for v in values if (found := front.licence(v))), None
    )
