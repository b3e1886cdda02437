"""Tables to records: whose value it is, of which property, in which unit, each with its place in the paper.

The header gives property and unit, a column of materials (or the first one) and the section row above say whose value
it is; columns of current density, temperature or cycle number give the conditions of the others. A table that stands
on its side (properties down, materials across) is read the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.model import Cell, MappedText, Row, Table
from extraction.nlp import quantities
from extraction.nlp.quantities import number
from extraction.nlp.units import Unit, parse_unit


@dataclass(frozen=True, slots=True)
class Place:
    """A text as read, and the range of the source that it stands for."""

    text: str
    start: int
    end: int
    cell: Cell | None = field(default=None, repr=False, compare=False)  #: where it stands
    at: int = field(default=0, repr=False, compare=False)  #: offset of the text in that cell's

    def part(self, start: int, end: int) -> Place:
        """A piece of it, with its own range of the source."""
        if self.cell is None:
            raise ValueError("a place without its cell can't be cut")
        return piece(self.cell, self.at + start, self.at + end)


@dataclass(frozen=True, slots=True)
class Header:
    """What heads a column or a row: the property, and the unit of all values under it."""

    property: Place
    unit: str | None = None
    further: tuple[
        str, ...
    ] = ()  #: units of what its cells give behind a slash: `mAh/g` of 108/120, then `mA/g`
    written: tuple[str, ...] = ()  #: the units as the header has them: `mAh g-1`, `mA g-1`
    power: int = 0  #: of ten, where the header has one before its unit: -4 for `10^-4 S cm-1`
    conditions: tuple[Value, ...] = ()  #: what it says of how all its values were taken: `at 0.1 C`


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose values a row (or a column) holds."""

    materials: tuple[Place, ...]
    section: str | None = None  #: the section row above: `Sulfides`
    keys: tuple[Place, ...] = ()  #: what else names the row: `Li+`, a sample
    role: str | None = None  #: what header or caption say that the materials serve as
    role_place: Place | None = None  #: where they say so
    head: Place | None = None  #: the header of the materials, if it says that they are some
    devices: bool = (
        False  #: whether the header says that batteries or cells are listed, not what they are made of
    )


@dataclass(frozen=True, slots=True)
class Value:
    """A number or range in a cell."""

    place: Place
    value: float
    value_max: float | None = None
    unit: str | None = None  #: of the cell, or else of the header
    relation: str = "="  #: `<`, `>`, `~` where the cell says so
    note: str | None = None  #: what stands in brackets behind it: `25 °C`, `SPEs`
    written: str | None = None  #: the unit as cell or header have it
    power: int = 0  #: of ten, from the header; `value` has it in it
    conditions: tuple[Value, ...] = ()  #: quantities behind it in the cell: `(25 °C)`, `at 0.1 C`


@dataclass(frozen=True, slots=True)
class Record:
    """One value of one property, for all materials of its row."""

    subject: Subject
    header: Header
    value: Value
    conditions: tuple[Value, ...] = ()  #: from the cell, its header, and columns of conditions in its row


_MATERIALS = re.compile(
    r"\b(?:materials?|compounds?|compositions?|electrolytes?|electrodes?|cathodes?|anodes?|coatings?|catalysts?|salts?"
    r"|solvents?|polymers?|systems?|formula|biomass\w*|additives?|phases?|interlayers?|separators?|membranes?|metals?)\b",
    re.IGNORECASE,
)
_NO_MATERIALS = re.compile(
    r"\b(?:ions?|potential|content|density|thickness|loading|method|refs?|references?)\b", re.I
)
_SAMPLES = re.compile(r"\b(?:samples?|cells?|batter(?:y|ies)|entry|no|name)\b\.?", re.IGNORECASE)
ROLES = re.compile(
    r"\b(?P<role>buffer|(?:solid |gel |liquid )?electrolyte|cathode|anode|coating|separator|binder|additive"
    r"|dopant"
    r"|catalyst|(?:air )?electrode|interlayer|current collector|host|filler|protective layer)s?\b",
    re.IGNORECASE,
)
_DEVICES = re.compile(r"\b(?:batter(?:y|ies)|cells?)\b", re.IGNORECASE)
#: What comes before a role that is not the materials' own: `of coatings on cathodes`, `cells in liquid electrolytes`.
_ASIDE = re.compile(
    r"\b(?:in|with|on|by|using|between|from|against|without|spent)\s(?:[\w/+-]+\s){0,3}$", re.IGNORECASE
)
_BRACKET = re.compile(r"[(\[](?P<inner>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]")
_SLASHED = re.compile(r"^(?P<name>.*[A-Za-z)])\s?/\s?(?P<unit>[A-Za-zμµΩ°%Å][\w·/ ^()μΩ°%-]*)$")
_COMMA = re.compile(r"^(?P<name>.*\w),\s(?P<unit>[A-Za-zμµΩ°%Å][\w·/ ^μΩ°%-]*)$")
_COUNT = re.compile(r"\bN\b|\bcycles?\b", re.IGNORECASE)
_POWER = re.compile(r"[-−]\d")
_CONDITION = re.compile(r"\s(?:at|@|for|under|after|of|in)\s.*$")
_SCALED = re.compile(r"^[×x*]?\s?10\^?\(?(?P<power>[-+]?\d+)\)?[\s·×]+(?P<unit>[A-Za-zμµΩ°%Å].*)$")
_CYCLES = re.compile(
    r"(?:no\.? of |number of )?cycles?|cycle (?:life|numbers?|no\.?)|cycling (?:number|life)", re.IGNORECASE
)
_CONDITIONS = re.compile(
    r"(?:(?:applied|test(?:ing|ed)?|operating|working|cycling|measur\w+) )?"
    r"(?:current(?: density)?|c-?rate|(?:current |scan |charge )?rate|temperature|temp\.?|T|cycle (?:number|no\.?)s?"
    r"|(?:number|no\.?) of cycles|cycling number|conditions?)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s(?:at|@|after|for|over|under|in|within|under)\s(?=.*\d).*$")
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
    if not text or _REMARKS.search(text) or "=" in _BRACKET.sub("", text):
        return None
    return _compound(cell) or _bracketed(cell) or _separated(cell) or _bare(cell)


def _bracketed(cell: Cell) -> Header | None:
    """`Thickness (nm)`, `[S cm-1] conductivity`, `Conductivity (10^-4 S cm-1)`, `Capacity (mAh g-1 at 0.1 C)`."""
    text = cell.text
    for found in reversed(list(_BRACKET.finditer(text))):
        inner, low = found["inner"], found.start("inner")
        scaled = _SCALED.match(inner.strip())
        unit, written = _units(scaled["unit"] if scaled else inner)
        unit = unit or _count(inner)
        name = text[: found.start()].rstrip(" ,") or text[found.end() :].lstrip()
        if unit and name:
            start = text.index(name)
            place = piece(cell, start, start + len(name))
            said = () if scaled else _quantities(cell, low, low + len(inner))
            power = int(scaled["power"]) if scaled else 0
            return Header(
                place,
                unit,
                written=(written,),
                power=power,
                conditions=_quantities(cell, start, start + len(name)) + said,
            )
    return None


def _separated(cell: Cell) -> Header | None:
    """`Size/nm`, `Thickness, nm`."""
    for pattern in (_SLASHED, _COMMA):
        match = pattern.match(cell.text)
        unit, written = _units(match["unit"]) if match else (None, "")
        if match and unit:
            low, high = match.span("name")
            return Header(
                piece(cell, low, high), unit, written=(written,), conditions=_quantities(cell, low, high)
            )
    return None


def _bare(cell: Cell) -> Header:
    """A header without a unit, or one that counts cycles by its name."""
    whole = (0, len(cell.text))
    if _CYCLES.fullmatch(cell.text):
        return Header(piece(cell, *whole), "cycles", written=("cycles",))
    return Header(piece(cell, *whole), conditions=_quantities(cell, *whole))


def _quantities(cell: Cell, start: int, end: int) -> tuple[Value, ...]:
    """Values with units in a piece of running text."""
    return tuple(
        Value(
            piece(cell, start + each.start, start + each.end),
            each.value,
            each.value_max,
            each.unit.text if each.unit else None,
        )
        for each in quantities.find(cell.text[start:end])
    )


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
    units = [("cycles", "cycles") if _COUNT.search(piece) else _units(piece) for piece in pieces]
    known = tuple(unit for unit, _ in units if unit)
    if len(known) < 2 or len(known) < len(pieces) or not _POWER.search(pieces[0]):
        return None
    name = piece(cell, 0, len(cell.text[: found.start()].rstrip()))
    return Header(name, known[0], known[1:], tuple(written for _, written in units))


def records(subject: Subject, head: Header, cell: Cell) -> list[Record]:
    """The records of one cell."""
    if not head.further:
        found = cell_values(cell, head)
        if len(found) > 1 and not all(value.unit for value in found):
            return []
        meant = [value for value in found if _is_meant(head, value)]
        return [Record(subject, head, value, value.conditions + head.conditions) for value in meant]
    behind = _BEHIND.search(cell.text)
    said = _quantities(cell, behind.start(), len(cell.text)) if behind else ()
    end = behind.start() if behind and said else len(cell.text)
    cuts = [-1, *(at for at, char in enumerate(cell.text[:end]) if char == "/"), end]
    pieces = [(low + 1, high) for low, high in pairwise(cuts)]
    read = [
        values(part(cell, *cut), unit, written)
        for cut, unit, written in zip(pieces, (head.unit, *head.further), head.written, strict=False)
    ]
    if not read or not read[0] or len(pieces) > len(head.written):
        return []
    given = tuple(value for found in read[1:] for value in found)
    return [Record(subject, head, read[0][0], given + said)]


def cell_values(cell: Cell, head: Header) -> list[Value]:
    """The values of a cell under its header; what stands behind them (`at 0.1 C`) are their conditions."""
    written = head.written[0] if head.written else None
    found = values(cell, head.unit, written)
    behind = _BEHIND.search(cell.text)
    if behind and (said := _quantities(cell, behind.start(), len(cell.text))):
        found = values(part(cell, 0, behind.start()), head.unit, written)
        found = [replace(value, conditions=value.conditions + said) for value in found]
    if not head.power:
        return found
    return [_scaled(value, head) if value.unit == head.unit else value for value in found]


def _scaled(value: Value, head: Header) -> Value:
    """A value under a header that gives a power of ten with its unit."""
    high = None if value.value_max is None else float(f"{value.value_max}e{head.power}")
    return replace(value, value=float(f"{value.value}e{head.power}"), value_max=high, power=head.power)


def part(cell: Cell, start: int, end: int) -> Cell:
    """Some of a cell's text, with its places."""
    mapped = cell.mapped
    kept = MappedText(
        mapped.text[start:end], mapped.starts[start:end], mapped.ends[start:end], mapped.islands
    )
    return Cell(kept)


def values(cell: Cell, unit: str | None, written: str | None = None) -> list[Value]:
    """The values that a cell holds, if it holds nothing else; a unit of its own goes before the header's."""
    text, at = cell.text, 0
    found: list[Value] = []
    while at < len(text):
        match = _VALUE.match(text, at)
        if match is None:
            return [] if not found or not _is_label(text[at:]) else found
        value, end = _value(cell, match, unit, written)
        if value is None:
            return []
        found.append(value)
        at = end
        gap = _SEPARATOR.match(text, at)
        at = gap.end() if gap else at
    return found


def _value(
    cell: Cell, match: re.Match[str], unit: str | None, written: str | None
) -> tuple[Value | None, int]:
    own, as_written = _units(match["unit"]) if match["unit"] else (None, "")
    if match["unit"] and own is None:
        return None, match.end()
    low, high = _number(match["low"]), _number(match["high"]) if match["high"] else None
    if high is not None and high < low:
        return None, match.end()
    said = (match["relation"] or "=").strip()
    place = piece(cell, match.start("low"), match.end("unit") if match["unit"] else _end(match))
    under = _quantities(cell, *match.span("note")) if match["note"] else ()
    relation = _RELATIONS.get(said, said)
    return Value(
        place, low, high, own or unit, relation, match["note"], as_written or written, conditions=under
    ), match.end()


def _end(match: re.Match[str]) -> int:
    """Where the number, range or number with its error ends."""
    return max(match.end("low"), match.end("high"))


def _is_label(rest: str) -> bool:
    """Whether what follows the numbers only labels them."""
    return rest.startswith("(") or len(rest.split()) <= 2


def _number(text: str) -> float:
    return number(text.replace(" ", ""))


def _units(text: str) -> tuple[str | None, str]:
    """A unit in its plain form and as written; conditions and annotations behind it are left aside."""
    for candidate in (text.strip(), _CONDITION.sub("", text).strip()):
        unit: Unit | None = parse_unit(candidate)
        if unit:
            return unit.text, candidate
    return None, ""


def _upright(table: Table) -> Iterator[Record]:
    at = _material_column(table)
    heads = [header(cell) for cell in table.header]
    for row in table.rows:
        subject = _subject(table, row, at)
        columns = [(head, cell) for head, cell in zip(heads, row.cells, strict=False) if cell.text and head]
        under = tuple(value for head, cell in columns if is_condition(head) for value in _held(head, cell))
        for head, cell in columns:
            if is_condition(head) or cell is row.cells[at]:
                continue
            for record in records(subject, head, cell):
                yield replace(record, conditions=record.conditions + under) if under else record


def is_condition(head: Header) -> bool:
    """Whether a column says under which conditions the others' values hold."""
    return bool(_CONDITIONS.fullmatch(head.property.text))


def _held(head: Header, cell: Cell) -> Sequence[Value]:
    """The conditions in a cell: numbers in the header's unit, or quantities among words."""
    found = values(cell, head.unit, head.written[0] if head.written else None)
    return [value for value in found if value.unit] or _quantities(cell, 0, len(cell.text))


def _is_meant(head: Header, value: Value) -> bool:
    """Whether a number under this header is a value of a property, not a name or a count of the row."""
    return value.unit is not None or not _SAMPLES.search(head.property.text)


def _subject(table: Table, row: Row, at: int) -> Subject:
    cell = row.cells[at]
    keys = tuple(
        piece(other, 0, len(other.text))
        for column, other in enumerate(row.cells[:2])
        if column != at
        and other.text
        and (head := header(table.header[column]))
        and not values(other, head.unit)
    )
    role = _role(table, table.header[at])
    return Subject(
        tuple(listed(cell)),
        row.section,
        keys,
        _role_name(role),
        role,
        _materials_head(table.header[at]),
        bool(_DEVICES.search(table.header[at].text)),
    )


def _materials_head(cell: Cell) -> Place | None:
    """The header of a column if it says that materials stand in it."""
    named = _MATERIALS.search(cell.text) and not _NO_MATERIALS.search(cell.text)
    return piece(cell, 0, len(cell.text)) if named and not _DEVICES.search(cell.text) else None


def _role(table: Table, head: Cell) -> Place | None:
    """Where the header of the materials, or else the caption, says what they serve as."""
    if match := ROLES.search(head.text):
        return piece(head, *match.span("role"))
    for match in ROLES.finditer(table.caption.text) if table.caption else ():
        if table.caption and not _ASIDE.search(table.caption.text[: match.start()]):
            return piece(table.caption, *match.span("role"))
    return None


def _role_name(place: Place | None) -> str | None:
    role = place.text.lower() if place else None
    return "buffer layer" if role == "buffer" else role


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
    role, above = _role(table, table.header[0]), _materials_head(table.header[0])
    owners = [Subject(tuple(listed(cell)), None, (), _role_name(role), role, above) for cell in table.header]
    for row in table.rows:
        head = header(row.cells[0]) if row.cells else None
        if head is None:
            continue
        for owner, cell in zip(owners[1:], row.cells[1:], strict=False):
            yield from records(owner, head, cell)


def listed(cell: Cell) -> Iterator[Place]:
    """The members of a list in a cell; choices for a variable ("with M = Cr, Al, Fe") make no members."""
    choosing = False
    for place in _members(cell):
        choosing = "=" in place.text or (choosing and bool(_ELEMENT.fullmatch(place.text)))
        if not _NO_NAME.match(place.text) and ("=" in place.text or not choosing):
            yield from _alternatives(place)


def _alternatives(place: Place) -> Iterator[Place]:
    """`PAN or PVP` is two; `LiMX (M = Y or In)` is one."""
    text, low = place.text, 0
    cuts = (
        [] if "=" in text or "(" in text.split(" or ")[0].rpartition(")")[2] else re.finditer(r"\sor\s", text)
    )
    for found in cuts:
        if text[low : found.start()].strip():
            yield place.part(low, found.start())
        low = found.end()
    yield place.part(low, len(text))


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
                yield piece(cell, low, low + len(text))
            start = at + 1


def piece(cell: Cell, start: int, end: int) -> Place:
    """A piece of a cell's text with its range of the source."""
    return Place(cell.text[start:end], *cell.mapped.source_span(start, end), cell, start)


def spans(records: Sequence[Record]) -> list[tuple[int, int]]:
    """Source ranges of all values, for highlighting."""
    return [(record.value.place.start, record.value.place.end) for record in records]
