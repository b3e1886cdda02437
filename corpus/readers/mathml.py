"""Formulas in MathML as one line of text, scripts in tags."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from corpus.readers.tree import name

_SILENT = frozenset({"annotation", "annotation-xml", "mphantom", "maligngroup", "malignmark", "none"})
_RELATION = re.compile(r"[=≈≃≅<>≤≥→⇄⇌↔⟶∝≡]")
_COMPOUND = re.compile(r"[+\-−/ ]")
_TAGS = re.compile(r"</?su[bp]>")


def line(element: Element) -> str:
    """A formula on one line: `Li<sub>1-x</sub>CoO<sub>2</sub>`, `(a + b)/c`, `√(D)`."""
    return re.sub(r"\s+", " ", _text(element)).strip()


def _text(element: Element) -> str:
    tag = name(element)
    if tag in _SILENT:
        return ""
    build = _BUILDERS.get(tag)
    if build:
        return build(element)
    own = element.text or ""
    if tag == "mo" and _RELATION.search(own):
        return f" {own.strip()} "
    return own.strip("\n\r\t ") + "".join(_text(child) for child in element)


def _part(element: Element, index: int) -> str:
    return _text(element[index]) if index < len(element) else ""


def _script(kind: str, text: str) -> str:
    text = _TAGS.sub("", text).strip()
    return f"<{kind}>{text}</{kind}>" if text else ""


def _sub(element: Element) -> str:
    return _part(element, 0) + _script("sub", _part(element, 1))


def _sup(element: Element) -> str:
    return _part(element, 0) + _script("sup", _part(element, 1))


def _both(element: Element) -> str:
    return _part(element, 0) + _script("sub", _part(element, 1)) + _script("sup", _part(element, 2))


def _base(element: Element) -> str:
    return _part(element, 0)


def _fraction(element: Element) -> str:
    return "/".join(_bracketed(_part(element, index)) for index in (0, 1))


def _bracketed(text: str) -> str:
    return f"({text})" if _COMPOUND.search(_TAGS.sub("", text)) else text


def _root(element: Element) -> str:
    return f"√({''.join(_text(child) for child in element)})"


def _fenced(element: Element) -> str:
    inside = ",".join(_text(child) for child in element)
    return f"{element.get('open', '(')}{inside}{element.get('close', ')')}"


def _rows(element: Element) -> str:
    return "; ".join(_text(child) for child in element)


_BUILDERS: dict[str, Callable[[Element], str]] = {
    "msub": _sub,
    "msup": _sup,
    "msubsup": _both,
    "munder": _base,
    "mover": _base,
    "munderover": _base,
    "semantics": _base,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _base,
    "mfenced": _fenced,
    "mtable": _rows,
    "mspace": lambda element: " ",
}
