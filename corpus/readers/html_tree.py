"""Bytes of HTML to a tree of elements without scripts, menus and comments."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from lxml import etree
from lxml import html as lxml_html

from corpus import files
from corpus.errors import Malformed
from corpus.readers.tree import MAX_DEPTH, shallow
from corpus.wordlist import wordlist

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*(?P<name>[\w.:-]{2,40})""", re.IGNORECASE)
_DROPPED = wordlist(
    """
    script style noscript nav footer form button svg iframe template aside object embed canvas select
    input video audio dialog menu img source link
    """
)
_HIDDEN = re.compile(
    r"\b(?:nav|menu|breadcrumb|cookie|banner|share|social|advert|sidebar|tooltip|visually-?hidden|sr-only"
    r"|related-articles|recommended|metrics|footer)\b",
    re.IGNORECASE,
)


def parse(path: Path, data: bytes) -> Element:
    """Return the root of a page; raises WrongEncoding, NotText and Malformed."""
    text = _decoded(path, data)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        found = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Malformed(path, f"the HTML can't be read: {error}") from error
    root = Element("html")
    _copy(found, root, 0)
    return shallow(path, root)


def _decoded(path: Path, data: bytes) -> str:
    """The text, in UTF-8 or in the encoding that the page itself names."""
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith(codecs.BOM_UTF8):
        try:
            return data.decode(named["name"].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return files.decode(path, data)


def _copy(source: lxml_html.HtmlElement, target: Element, depth: int) -> None:
    """Copy children, dropping what is no text of an article but keeping what follows it."""
    target.text = source.text
    for child in source:
        if not isinstance(child.tag, str) or depth > MAX_DEPTH - 5 or _is_dropped(child):
            _keep_tail(target, child.tail)
            continue
        made = SubElement(target, child.tag.lower(), {str(k): str(v) for k, v in child.attrib.items()})
        _copy(child, made, depth + 1)
        made.tail = child.tail


def _is_dropped(element: lxml_html.HtmlElement) -> bool:
    if element.tag in _DROPPED or element.get("aria-hidden") == "true" or "hidden" in element.attrib:
        return True
    return element.tag in ("div", "ul", "section", "p", "span") and bool(
        _HIDDEN.search(element.get("class") or "")
    )


def _keep_tail(target: Element, tail: str | None) -> None:
    if len(target):
        target[-1].tail = (target[-1].tail or "") + (tail or "")
    else:
        target.text = (target.text or "") + (tail or "")


def classes(element: Element) -> str:
    """An element's classes and identifier, in lower case, as one text."""
    return f" {element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''} ".lower()
