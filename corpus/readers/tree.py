"""Bytes of XML to a tree of elements: no entities, no outside files, no depth that would exhaust the
stack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import entitydefs
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, EntitiesForbidden
from defusedxml.ElementTree import DefusedXMLParser

from corpus.errors import Malformed

MAX_DEPTH = 250
_NAMESPACE = re.compile(r"^\{[^}]*\}")


def parse(path: Path, data: bytes) -> Element:
    """Return the root of an XML document.

    Named characters of HTML (`&alpha;`) are read even where the document type that declares them is an
    outside
    file. Raises Malformed for what is no well-formed XML, for entities that the file declares itself and for
    elements that are nested without end.
    """
    parser = DefusedXMLParser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.entity.update(entitydefs)
    try:
        parser.feed(data)
        root = parser.close()
    except EntitiesForbidden as error:
        raise Malformed(
            path, f"the XML declares an entity ({error.name!r}); entities are not expanded"
        ) from error
    except DefusedXmlException as error:
        raise Malformed(
            path, f"the XML refers to something outside itself ({type(error).__name__})"
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Malformed(path, f"not well-formed XML: {error}") from error
    return shallow(path, root)


def shallow(path: Path, root: Element) -> Element:
    """Return the tree as it is; raises Malformed where elements are nested too deep."""
    layer, depth = [root], 0
    while layer:
        depth += 1
        if depth > MAX_DEPTH:
            raise Malformed(path, f"elements are nested more than {MAX_DEPTH} deep")
        layer = [child for element in layer for child in element]
    return root


def name(element: Element) -> str:
    """The element's name without its namespace, in lower case."""
    return _NAMESPACE.sub("", element.tag).lower()


def attribute(element: Element, wanted: str) -> str | None:
    """An attribute's value, whatever namespace the attribute stands in."""
    return next((value for key, value in element.attrib.items() if _NAMESPACE.sub("", key) == wanted), None)


def every(element: Element | None, *names: str) -> Iterator[Element]:
    """All descendants with one of these names, in the order of the document."""
    if element is not None:
        yield from (each for each in element.iter() if name(each) in names)


def first(element: Element | None, *path: str) -> Element | None:
    """The first descendant with the first name, in it the first with the second, and so on."""
    for step in path:
        element = next(every(element, step), None)
    return element


def words(element: Element | None) -> str | None:
    """All text in an element, in single spaces; None where there is none."""
    if element is None:
        return None
    return " ".join("".join(element.itertext()).split()) or None
