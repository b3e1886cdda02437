"""The reference list of a page: which elements are its entries, and what links point at them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from corpus.readers.article import Work, numbered
from corpus.readers.html_tree import classes
from corpus.readers.inline import Inline
from corpus.readers.references import find_doi
from corpus.readers.tree import every, name, words

_LIST = re.compile(
    r"\b(?:ref(?:erence)?s?(?:[-_]?list)?|bibliograph\w*|citations?(?:[-_]?list)?|doc-bibliography|ref-list)\b"
)
_ENTRY = re.compile(
    r"\b(?:ref|reference|citation|bib(?:lio)?(?:graphic)?[-_]?(?:entry|item)?|c-article-references__item)\b"
)
_HEADING = re.compile(
    r"(?:\d+\.?\s*)?(?:references|bibliography|references and notes|literature cited)\W*", re.IGNORECASE
)
_LABEL = re.compile(r"^\s*[\[(]?(?P<number>\d{1,4})[\])]?[.:)]?\s+(?=\S)")
_SERVICES = re.compile(
    r"\s*\[?(?:cross\s?ref|pub\s?med(?: central)?|google scholar|view(?: article)?|full text"
    r"|scopus|web of science|cas|ads"
    r"|crossref full text|article|find it|green version|download)\]?[.,;]?\s*$",
    re.IGNORECASE,
)
_SMALLEST = 1


def find(root: Element) -> tuple[Element | None, list[Element]]:
    """Return the element that holds the reference list, and its entries."""
    best: tuple[Element | None, list[Element]] = (None, [])
    for element in root.iter():
        if name(element) in ("html", "body", "a") or not _is_list(element):
            continue
        entries = _entries(element)
        if len(entries) >= _SMALLEST and len(entries) > len(best[1]):
            best = (element, entries)
    return best if best[1] else _below_heading(root)


def _is_list(element: Element) -> bool:
    marks = f"{classes(element)} {element.get('tag') or ''}"
    return bool(_LIST.search(marks)) and name(element) in ("div", "section", "ol", "ul", "table", "dl")


def _entries(element: Element) -> list[Element]:
    items = [
        each for each in every(element, "li") if not any(child is not each for child in every(each, "li"))
    ]
    if items:
        return items
    return [
        each
        for each in element.iter()
        if each is not element and _ENTRY.search(classes(each)) and _is_outer(each, element)
    ]


def _is_outer(entry: Element, element: Element) -> bool:
    """Whether no other entry holds this one."""
    holders = (other for other in element.iter() if other is not element and other is not entry)
    return not any(_ENTRY.search(classes(other)) and entry in list(other.iter()) for other in holders)


def _below_heading(root: Element) -> tuple[Element | None, list[Element]]:
    """The list that follows a heading `References`."""
    for parent in root.iter():
        children = list(parent)
        for at, child in enumerate(children):
            if name(child) in ("h1", "h2", "h3", "h4", "h5", "p") and _HEADING.fullmatch(words(child) or ""):
                for after in children[at + 1 : at + 3]:
                    if name(after) in ("ol", "ul", "div", "section") and (items := _entries(after)):
                        return after, items
    return None, []


def works(entries: Sequence[Element], inline: Inline) -> tuple[tuple[Work, ...], dict[str, int]]:
    """The entries as works, and the number of every identifier in or on them."""
    found = numbered([_entry(entry, inline) for entry in entries])
    numbers: dict[str, int] = {}
    for entry, work in zip(entries, found, strict=True):
        numbers |= dict.fromkeys(_identifiers(entry), work.number)
    return found, numbers


def _identifiers(entry: Element) -> Iterable[str]:
    for element in entry.iter():
        for key in ("id", "name"):
            if value := element.get(key):
                yield value


def _entry(entry: Element, inline: Inline) -> tuple[str | None, str, str | None]:
    """Label, text and DOI of an entry, the names of search services left out."""
    text = inline.line(entry)
    while (shorter := _SERVICES.sub("", text)) != text:
        text = shorter
    label = _LABEL.match(text)
    value = entry.get("value") or entry.get("data-counter") or (label["number"] if label else None)
    doi = next((doi for link in every(entry, "a") if (doi := find_doi(link.get("href") or ""))), None)
    return value, text[label.end() :] if label else text, doi or find_doi(text)
