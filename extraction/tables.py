"""Tables to records: whose value it is, of which property, in which unit, each with its place in the paper.

The header gives property and unit, a column of materials (or the first one) and the section row above say
whose value it
is. A table that stands on its side (properties down, materials across) is read the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Cell, MappedText, Row, Table
from extraction.nlp.quantities import number
from extraction.nlp.units import Unit, parse_unit


@dataclass(frozen=True, slots=True)
class Place:
    """A text as read, and the range of the source that it stands for."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """What heads a column or a row: the property, and the unit of all values under it."""

    property: Place
    unit: str | None = None
    further: tuple[
        str, ...
    ] = ()  #: units of what its cells give behind a slash: `mAh/g` of 108/120, then `mA/g`


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose values a row (or a column) holds."""

    materials: tuple[Place, ...]
    section: str | None = None  #: the section row above: `Sulfides`
    keys: tuple[Place, ...] = ()  #: what else names the row: `Li+`, a sample
    role: str | None = None  #: what header or caption say that the materials serve as


@dataclass(frozen=True, slots=True)
class Value:
    """A number or range in a cell."""

    place: Place
    value: float
    value_max: float | None = None
    unit: str | None = None  #: of the cell, or else of the header
    relation: str = "="  #: `<`, `>`, `~` where the cell says so
    note: str | None = None  #: what stands in brackets behind it: `25 °C`, `SPEs`


@dataclass(frozen=True, slots=True)
class Record:
    """One value of one property, for all materials of its row."""

    subject: Subject
    header: Header
    value: Value
    conditions: tuple[Value, ...] = ()  #: what the cell gives behind a slash: rate, number of cycles


_MATERIALS = re.compile(
    r"\b(?:materials?|compounds?|compositions?|electrolytes?|electrodes?|cathodes?|anodes?|coatings?|catalysts?|salts?"
    r"|solvents?|polymers?|systems?|formula|biomass\w*|additives?|phases?|interlayers?|separators?|membranes?|metals?)\b",
    re.IGNORECASE,
)
_NO_MATERIALS = re.compile(
    r"\b(?:ions?|potential|content|density|thickness|loading|method|refs?|references?)\b", re.I
)
_SAMPLES = re.compile(r"\b(?:samples?|cells?|batter(?:y|ies)|entry|no|name)\b\.?", re.IGNORECASE)
_ROLES = re.compile(
    r"\b(?P<role>buffer|(?:solid |gel |liquid )?electrolyte|cathode|anode|coating|separator|binder|additive"
    r"|dopant"
    r"|catalyst|(?:air )?electrode|interlayer|current collector|host|filler|protective layer)s?\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[(\[](?P<inner>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]")
_SLASHED = re.compile(r"^(?P<name>.*[A-Za-z)])\s?/\s?(?P<unit>[A-Za-zμµΩ°%Å][\w·/ ^()μΩ°%-]*)$")
_COMMA = re.compile(r"^(?P<name>.*\w),\s(?P<unit>[A-Za-zμµΩ°%Å][\w·/ ^μΩ°%-]*)$")
_COUNT = re.compile(r"\bN\b|\bcycles?\b", re.IGNORECASE)
_POWER = re.compile(r"[-−]\d")
_CONDITION = re.compile(r"\s(?:at|@|for|under|after|of|in)\s.*$")
_NUMBER = (
    r"[-+]?(?:\d{1,3}(?:[, ]\d{3})+(?![\d.])|\d+(?:\.\d+)?|\.\d+)(?:\s?[×x*·]\s?10\^?[-+]?\d+|[eE][-+]?\d+)?"
    r"|[-+]?10\^[-+]?\d+"
)
_VALUE = re.compile(
    rf"(?P<relation>[<>≤≥~≈∼]|(?:up to|about|ca\.|approx\.|over)\s)?\s?(?P<low>10\^[-+]?\d+|{_NUMBER})"
    rf"(?:\s?±\s?(?:{_NUMBER}))?(?:\s?(?:–|—|-|~|to)\s?(?P<high>10\^[-+]?\d+|{_NUMBER}))?"
    r"(?:\s?(?P<unit>(?:[A-Za-zμµΩ°%Å℃][\wμΩ°%]*(?:\^?-?\d)?)"
    r"(?:[ ·/]\(?[A-Za-zμΩ°%][\wμΩ]*(?:\^?-?\d)?\)?){0,3}))?"
    r"(?:\s?\((?P<note>[^()]{1,60})\))?"
)
_ELEMENT = re.compile(r"[A-Z][a-z]?")
_NO_NAME = re.compile(r"\(\d|[\d.,:–-]+(?:\s|$)")
_SEPARATOR = re.compile(r"[\s,;/|&]*(?:and|or)?[\s,;/|&]*")
_RELATIONS = {
    "≤": "<",
    "≥": ">",
    "≈": "~",
    "∼": "~",
    "up to": "<",
    "about": "~",
    "ca.": "~",
    "approx.": "~",
    "over": ">",
}
_REMARKS = re.compile(
    r"\b(?:refs?|references?|remarks?|comments?|notes?|year|authors?|s/n|no)\b", re.IGNORECASE
)


def table_records(table: Table) -> list[Record]:
    """All values of a table with what they are of, in the order of the rows."""
    if len(table.header) < 2 or not table.rows:
        return []
    return list(_sideways(table) if _lies_on_its_side(table) else _upright(table))


def subjects(table: Table) -> list[Subject]:
    """What each row of an upright table is about, also where it gives no number: materials and their role."""
    if len(table.header) < 2 or _lies_on_its_side(table):
        return []
    at = _material_column(table)
    return [_subject(table, row, at) for row in table.rows]


def header(cell: Cell) -> Header | None:
    """Property and unit of a header cell; None where it is empty or names no property."""
    text = cell.text
    if not text or _REMARKS.search(text):
        return None
    if compound := _compound(cell):
        return compound
    for found in reversed(list(_BRACKET.finditer(text))):
        if unit := _unit(found["inner"]) or _count(found["inner"]):
            name = text[: found.start()].rstrip(" ,") or text[found.end() :].lstrip()
            return (
                Header(_place(cell, text.index(name), text.index(name) + len(name)), unit) if name else None
            )
    for pattern in (_SLASHED, _COMMA):
        match = pattern.match(text)
        unit = _unit(match["unit"]) if match else None
        if match and unit:
            return Header(_place(cell, *match.span("name")), unit)
    return Header(_place(cell, 0, len(text)))


def _count(inner: str) -> str | None:
    """What a header such as `(number of cycles)` counts."""
    return (
        "cycles" if re.fullmatch(r"(?:number of |no\.? of )?cycles?", inner.strip(), re.IGNORECASE) else None
    )


def _compound(cell: Cell) -> Header | None:
    """A header whose cells give a value and its conditions: `Capacity/rate (mAh g-1/mA g-1)`."""
    found = _BRACKET.search(cell.text)
    if found is None or not found.start():
        return None
    pieces = _BRACKET.sub("", found["inner"]).split("/")
    units = ["cycles" if _COUNT.search(piece) else _unit(piece) for piece in pieces]
    known = tuple(unit for unit in units if unit)
    if len(known) < 2 or len(known) < len(pieces) or not _POWER.search(pieces[0]):
        return None
    return Header(_place(cell, 0, len(cell.text[: found.start()].rstrip())), known[0], known[1:])


def records(subject: Subject, head: Header, cell: Cell) -> list[Record]:
    """The records of one cell."""
    if not head.further:
        found = values(cell, head.unit)
        if len(found) > 1 and not all(value.unit for value in found):
            return []
        return [Record(subject, head, value) for value in found if _is_meant(head, value)]
    cuts = [-1, *(at for at, char in enumerate(cell.text) if char == "/"), len(cell.text)]
    pieces = [(low + 1, high) for low, high in pairwise(cuts)]
    read = [
        values(part(cell, *piece), unit)
        for piece, unit in zip(pieces, (head.unit, *head.further), strict=False)
    ]
    if not read or not read[0]:
        return []
    return [Record(subject, head, read[0][0], tuple(value for found in read[1:] for value in found))]


def part(cell: Cell, start: int, end: int) -> Cell:
    """Some of a cell's text, with its places."""
    mapped = cell.mapped
    kept = MappedText(
        mapped.text[start:end], mapped.starts[start:end], mapped.ends[start:end], mapped.islands
    )
    return Cell(kept)


def values(cell: Cell, unit: str | None) -> list[Value]:
    """The values that a cell holds, if it holds nothing else; a unit of its own goes before the header's."""
    text, at = cell.text, 0
    found: list[Value] = []
    while at < len(text):
        match = _VALUE.match(text, at)
        if match is None:
            return [] if not found or not _is_label(text[at:]) else found
        value, end = _value(cell, match, unit)
        if value is None:
            return []
        found.append(value)
        at = end
        gap = _SEPARATOR.match(text, at)
        at = gap.end() if gap else at
    return found


def _value(cell: Cell, match: re.Match[str], unit: str | None) -> tuple[Value | None, int]:
    own = _own_unit(match["unit"])
    if match["unit"] and own is None:
        return None, match.end()
    low, high = _number(match["low"]), _number(match["high"]) if match["high"] else None
    said = (match["relation"] or "=").strip()
    end = match.end("unit") if match["unit"] else max(match.end("low"), match.end("high"))
    place = _place(cell, match.start("low"), end)
    if high is not None and high < low:
        return None, match.end()
    return Value(place, low, high, own or unit, _RELATIONS.get(said, said), match["note"]), match.end()


def _own_unit(text: str | None) -> str | None:
    return _unit(text) if text else None


def _is_label(rest: str) -> bool:
    """Whether what follows the numbers only labels them."""
    return rest.startswith("(") or len(rest.split()) <= 2


def _number(text: str) -> float:
    return number(text.replace(" ", ""))


def _unit(text: str) -> str | None:
    """The plain form of a unit; conditions and annotations behind it are left aside."""
    for candidate in (text, _CONDITION.sub("", text)):
        unit: Unit | None = parse_unit(candidate.strip())
        if unit:
            return unit.text
    return None


def _upright(table: Table) -> Iterator[Record]:
    at = _material_column(table)
    heads = [header(cell) for cell in table.header]
    for row in table.rows:
        subject = _subject(table, row, at)
        for column, (head, cell) in enumerate(zip(heads, row.cells, strict=False)):
            if head is None or column == at or cell.text == "":
                continue
            yield from records(subject, head, cell)


def _is_meant(head: Header, value: Value) -> bool:
    """Whether a number under this header is a value of a property, not a name or a count of the row."""
    return value.unit is not None or not _SAMPLES.search(head.property.text)


def _subject(table: Table, row: Row, at: int) -> Subject:
    cell = row.cells[at]
    keys = tuple(
        _place(other, 0, len(other.text))
        for column, other in enumerate(row.cells[:2])
        if column != at
        and other.text
        and (head := header(table.header[column]))
        and not values(other, head.unit)
    )
    return Subject(tuple(_split(cell)), row.section, keys, _role(table, table.header[at]))


def _role(table: Table, head: Cell) -> str | None:
    """The function that the header of the materials, or else the caption, gives them."""
    for text in (head.text, table.caption.text if table.caption else ""):
        if match := _ROLES.search(text):
            role = match["role"].lower()
            return "buffer layer" if role == "buffer" else role
    return None


def _material_column(table: Table) -> int:
    """The first column whose header names materials, samples where none does, or the first."""
    for pattern in (_MATERIALS, _SAMPLES):
        for at, cell in enumerate(table.header):
            head = header(cell)
            if (
                head
                and head.unit is None
                and pattern.search(cell.text)
                and not _NO_MATERIALS.search(cell.text)
            ):
                return at
    return 0


def _lies_on_its_side(table: Table) -> bool:
    """Whether the properties stand in the first column, not in the header."""
    down = [head for row in table.rows if row.cells and (head := header(row.cells[0]))]
    across = [head for cell in table.header[1:] if (head := header(cell))]
    if not table.header[0].text and not any(head.unit for head in across):
        return not any(row.section for row in table.rows)
    with_unit = sum(head.unit is not None for head in down)
    return with_unit >= 1 and 2 * with_unit >= len(down) and not any(head.unit for head in across)


def _sideways(table: Table) -> Iterator[Record]:
    role = _role(table, table.header[0])
    owners = [Subject(tuple(_split(cell)), None, (), role) for cell in table.header]
    for row in table.rows:
        head = header(row.cells[0]) if row.cells else None
        if head is None:
            continue
        for owner, cell in zip(owners[1:], row.cells[1:], strict=False):
            yield from records(owner, head, cell)


def _split(cell: Cell) -> Iterator[Place]:
    """The members of a list in a cell; choices for a variable ("with M = Cr, Al, Fe") make no members."""
    choosing = False
    for place in _members(cell):
        choosing = "=" in place.text or (choosing and bool(_ELEMENT.fullmatch(place.text)))
        if "=" in place.text or not (choosing or _NO_NAME.match(place.text)):
            yield place


def _members(cell: Cell) -> Iterator[Place]:
    """What stands between commas and semicolons outside brackets."""
    depth, start = 0, 0
    for at, char in enumerate(f"{cell.text},"):
        depth += (char in "([") - (char in ")]")
        if char in ",;" and depth <= 0:
            member = cell.text[start:at]
            text = re.sub(r"^(?:and|or)\s", "", member.strip()).strip(" .")
            if text and text.lower() not in ("etc", "-", "–", "—"):
                low = start + member.index(text)
                yield _place(cell, low, low + len(text))
            start = at + 1


def _place(cell: Cell, start: int, end: int) -> Place:
    return Place(cell.text[start:end], *cell.mapped.source_span(start, end))


def spans(records: Sequence[Record]) -> list[tuple[int, int]]:
    """Source ranges of all values, for highlighting."""
    return [(record.value.place.start, record.value.place.end) for record in records]
