"""The content of a paragraph, heading or cell as one line, scripts and citations in the notation of the
normaliser."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from xml.etree.ElementTree import Element

from corpus.readers import marks, mathml


class Role(Enum):
    """What an element is for a reader, whatever its format calls it."""

    INLINE = auto()  #: mark-up within a line; whatever a format does not name
    SUB = auto()
    SUP = auto()
    MATH = auto()
    LINK = auto()
    BREAK = auto()
    SKIP = auto()
    CONTAINER = auto()
    SECTION = auto()
    TITLE = auto()
    PARAGRAPH = auto()
    EQUATION = auto()
    FIGURE = auto()
    TABLE = auto()


#: Roles that break a line of text.
BLOCKS = frozenset(
    {Role.CONTAINER, Role.SECTION, Role.TITLE, Role.PARAGRAPH, Role.EQUATION, Role.FIGURE, Role.TABLE}
)

_RAISED = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−–=()x", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₓ")
_ONE_CODE = {Role.SUP: re.compile(r"[0-9+\-−–=()n]+"), Role.SUB: re.compile(r"[0-9+\-−–=()x]+")}
_FORMULA = re.compile(r"[\dxyznδ+\-−–/.()]+")
_TAGS = re.compile(r"</?su[bp]>")
_PRIVATE = re.compile("[\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f]")
_SPACE = re.compile(r"[ \t\r\n\u2028\u2029\v\f\x85]+")
_SPACE_IN_MARK = re.compile(r"\s+(?=\^\[\d)")


@dataclass(frozen=True, slots=True)
class Dialect:
    """A format: what its elements are, and where its links to references point."""

    role: Callable[[Element], Role]
    targets: Callable[[Element], tuple[str, ...]]  #: ids that a link refers to


@dataclass(frozen=True, slots=True)
class Inline:
    """Writes elements of one document; `numbers` are its references by id."""

    dialect: Dialect
    numbers: Mapping[str, int]

    def line(self, element: Element) -> str:
        """All of an element's text on one line."""
        return tidy(self.raw(element))

    def raw(self, element: Element) -> str:
        """As `line`, white space and citations still unsettled; floats inside give nothing."""
        return (element.text or "") + "".join(self.part(child) + (child.tail or "") for child in element)

    def part(self, element: Element) -> str:
        """What one element gives to the line that it stands in, without its tail."""
        role = self.dialect.role(element)
        if role in (Role.SUB, Role.SUP):
            return self._script(role, self.raw(element))
        if role is Role.MATH:
            return mathml.line(element)
        if role is Role.LINK:
            return self._link(element)
        if role is Role.BREAK:
            return " "
        if role in (Role.SKIP, Role.FIGURE, Role.TABLE):
            return ""
        return f" {self.raw(element)} " if role in BLOCKS else self.raw(element)

    def _script(self, role: Role, text: str) -> str:
        body = text.strip()
        if not body or marks.only_marks(body):
            return body
        body = _TAGS.sub("", body)
        closed = "".join(body.split())
        body = closed if _FORMULA.fullmatch(closed) else body
        if _ONE_CODE[role].fullmatch(body):
            return body.translate(_RAISED if role is Role.SUP else _LOWERED)
        tag = "sup" if role is Role.SUP else "sub"
        return f"<{tag}>{body}</{tag}>"

    def _link(self, element: Element) -> str:
        """A link to references is a citation mark, behind its words unless they only number it."""
        text = self.raw(element)
        found = [self.numbers[target] for target in self.dialect.targets(element) if target in self.numbers]
        if not found:
            return text
        plain = _TAGS.sub("", text)
        kept = "" if marks.is_bare(plain) else text
        return kept + marks.mark(found)


def tidy(raw: str) -> str:
    """One line with single spaces, its citations written as marks."""
    text = _SPACE.sub(" ", _without_private(raw)).strip()
    return _SPACE_IN_MARK.sub("", marks.settle(text))


def _without_private(text: str) -> str:
    """Drop code points that mean something else on the way through the readers; citation marks stay."""
    return _PRIVATE.sub(
        lambda match: match.group() if match.group() in (marks.OPEN, marks.CLOSE) else "", text
    )
