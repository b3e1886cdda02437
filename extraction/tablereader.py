"""Tables to sentence records: one record for each row, of the same make as those of prose.

A row's text is a line that can be read by itself: caption, section row, then each cell behind its header. `start` and
`end` of the record are the row's range in the source, and every mention has its true place there, so that
`source[start:end] == text` holds for it. What a header, a section row or the caption says of all rows stands above
them: the mention of a property in the header, or of a role in the caption, therefore lies outside the row's own
range, and rows share it. What measures records against annotated sentences goes by the ranges of mentions and is not
disturbed. A quantity's place is its cell; where the unit stands in the header, `normal` has both.

Nothing is said that the table doesn't say: numbers without a unit count only under properties that have none, names
are materials where the header says so or the vocabulary knows them, values "before" or "without" what the row is about
belong to nothing, and a value that a list shares carries a flag on each of its members.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.model import Cell, Document, Row, Table
from extraction import model as m
from extraction.nlp import lexicon, quantities
from extraction.nlp.formula import SYMBOLS, looks_like_formula
from extraction.nlp.names import Namer
from extraction.nlp.units import parse_unit
from extraction.tables import (
    ROLES,
    Header,
    Place,
    Record,
    Subject,
    Value,
    header,
    is_condition,
    listed,
    piece,
    subjects,
    table_records,
)

RULE = "table"
_IN_BRACKETS = re.compile(r"^(?P<name>.*?\S)\s?\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)$")
_FURTHER = re.compile(r",?\s(?:with|on|in|under|without|from|for|after|and|at|where)\s")
_SHARE = re.compile(r"^\d[\d.]*\s?(?:(?:wt|mol|vol|at)\.?\s?)?%\s")
_STATE = re.compile(r"^(?:bare|pristine|uncoated|untreated|unmodified|commercial|pure)\s", re.IGNORECASE)
_FRONT = re.compile(
    r"amorphous|crystalline|glassy|cubic|tetragonal|orthorhombic|monoclinic|hexagonal|layered|spinel"
)
_TAIL = re.compile(r"glass|glass-ceramic|alloy|composite|film")
_QUALIFIES = re.compile(r"^(?:[a-z]+-)?[a-z]+(?:ed|ing|less)\b")
_LEAD = re.compile(
    r"^(?:the|highest|lowest|best|average|mean|maximum|minimum|max\.?|min\.?|typical|reported|measured|approximate)\s",
    re.IGNORECASE,
)
_END = re.compile(r"\s(?:ranges?|values?|data)$", re.IGNORECASE)
_CUT = re.compile(r"[,/(\[]|\s(?:before|after|based|at|of|in|for|per|with|without|by|from|to|under|vs)\b")
_GENERAL = re.compile(
    r"(?:\bproperties|\bcharacteristics|\bparameters|\bresults|(?<!rate )(?<!cycling )\bperformances?)$",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\b(?:before|without|bare|pristine|uncoated|untreated)\b", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:at|under|near)\s$")
_JOINT = re.compile(r"(?:\s*(?:[=:≈~<>≥≤]|\b(?:is|was|of|about|ca\.|up to)(?=\s|$)))+\s*$")
_SERVES = re.compile(r"(?:role|function|used as|serves as|application)s?", re.IGNORECASE)
_PARTS = re.compile(r"\b(?:components?|constituents?)\b", re.IGNORECASE)
_INTERPHASE = re.compile(r"\b(?:artificial )?(?:[Ii]nterphase|SEI|CEI)s?\b")
_IONS = re.compile(r"(?:(?:metal|mobile|working|charge) )?(?:ions?|carriers?)", re.IGNORECASE)
_CYCLES = re.compile(r"(?:no\.? of |number of )?cycles?", re.IGNORECASE)
#: Properties whose values have no unit.
_NUMBERS = frozenset(
    f"property:{name}"
    for name in (
        "transference-number",
        "poissons-ratio",
        "coordination-number",
        "donor-number",
        "molar-ratio",
        "aspect-ratio",
    )
)
#: Headers that name a test; its results in mAh/g are capacities.
_TESTS = frozenset(
    f"performance:{name}"
    for name in ("rate-capability", "cycling-stability", "cycle-life", "capacity-retention")
)
_NUMBER_ALONE = re.compile(r"[\d.,\s+/±-]*")
_LABELS = (m.EntityType.PROPERTY, m.EntityType.PERFORMANCE)


def table_sentences(document: Document, namer: Namer) -> list[m.SentenceRecord]:
    """One record for each row of each table; a table's rows are one paragraph, counted on behind the passages."""
    found: list[m.SentenceRecord] = []
    for index, table in enumerate(document.tables, len(document.passages)):
        found += _Reader(document, table, index, namer).records()
    return found


@dataclass(slots=True)
class _Found:
    """What a row has given so far; a mention is kept once for its type and place."""

    mentions: dict[tuple[m.EntityType, int, int], m.Mention] = field(default_factory=dict)
    roles: dict[tuple[str, str], m.RoleRelation] = field(default_factory=dict)
    components: dict[tuple[str, str], m.ComponentRelation] = field(default_factory=dict)
    measurements: list[m.MeasurementRelation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A property as its header has it: the mention, or only a name where the header implies it."""

    mention: str | None
    canon: str | None = None


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, document: Document, table: Table, paragraph: int, namer: Namer) -> None:
        self._document, self._table, self._paragraph, self._namer = document, table, paragraph, namer
        self._subjects = subjects(table)
        self._given = _caption_conditions(table)
        self._values = table_records(table)

    def records(self) -> Iterator[m.SentenceRecord]:
        """The rows that hold anything, in order."""
        for index, row in enumerate(self._table.rows):
            span = _span(row)
            if span is not None:
                yield self._record(index, row, *span)

    def _record(self, index: int, row: Row, start: int, end: int) -> m.SentenceRecord:
        found = _Found()
        subject = self._subjects[index] if self._subjects else None
        of = self._materials(found, subject) if subject else []
        measured = [each for each in self._values if start <= each.value.place.start < end]
        taken: set[int] = set()
        for each in measured:
            owners = of if subject else self._materials(found, each.subject)
            if self._measure(found, each, owners):
                taken.add(each.value.place.start)
        if subject is not None:
            self._worded(found, row, of, taken)
            self._further_roles(found, row, subject, of)
            self._ions(found, row)
            self._components(found, row)
        return m.SentenceRecord(
            doc=self._document.name, start=start, end=end, section=" > ".join(self._table.section) or None,
            text=_line(self._table, row), kind="table", paragraph=self._paragraph,
            references=_references(self._table, row), entities=tuple(found.mentions.values()),
            roles=tuple(found.roles.values()), components=tuple(found.components.values()),
            measurements=tuple(found.measurements),
        )  # fmt: skip

    # --- mentions ---------------------------------------------------------------------------------

    def _mention(
        self,
        found: _Found,
        type_: m.EntityType,
        at: Place,
        name: str | None = None,
        normal: str | None = None,
    ) -> str:
        key = (type_, at.start, at.end)
        if key not in found.mentions:
            canon, entry = self._namer.canon(type_, name or normal or at.text)
            found.mentions[key] = m.Mention(
                id=f"e{len(found.mentions) + 1}", type=type_, text=self._document.source[at.start : at.end],
                start=at.start, end=at.end, canon=canon, normal=normal or at.text, grounded=entry,
            )  # fmt: skip
        return found.mentions[key].id

    def _materials(self, found: _Found, subject: Subject) -> list[str]:
        """Mentions of the materials that a row is about, with their role; those that values can belong to."""
        of: dict[str, str] = {}
        for at, each in enumerate(subject.materials):
            if _is_device(each.text) or (at and _QUALIFIES.match(each.text)):
                continue
            name, spelt = _name(each, subject.head)
            if self._known(name.text) or subject.head is not None:
                mention = self._mention(found, m.EntityType.MATERIAL, name, spelt)
                of.setdefault(self._namer.canon(m.EntityType.MATERIAL, spelt or name.text)[0], mention)
            self._beside(found, each, name)
        owners = [] if subject.devices else list(of.values())
        if subject.head is not None and subject.role_place is not None:
            self._roles(found, owners, subject.role_place, subject.role)
        return owners

    def _beside(self, found: _Found, whole: Place, name: Place) -> None:
        """Further substances that a name holds: graphene in `V2O5 glass with graphene`; brackets only qualify."""
        low = name.at - whole.at + len(name.text)
        for other in re.finditer(r"(?:^|[,)]|\s)(?P<text>[^,()]+)(?:\([^()]*\))?", whole.text[low:]):
            text = _SHARE.sub("", _FURTHER.sub("", f" {other['text'].strip()}", count=1).strip())
            if len(text) > 1 and "=" not in text and self._known(text):
                start = low + other.start("text") + other["text"].rindex(text)
                self._mention(found, m.EntityType.MATERIAL, whole.part(start, start + len(text)))

    def _known(self, name: str) -> bool:
        """Whether a name is surely a substance: in the vocabulary, or with a formula in it."""
        if self._namer.ground(m.EntityType.MATERIAL, name) is not None:
            return not re.fullmatch(r"[A-Z]\d", name)
        return any(looks_like_formula(word) and not re.fullmatch(r"[A-Z]\d", word) for word in name.split())

    def _quantity(self, found: _Found, value: Value) -> str:
        return self._mention(found, m.EntityType.QUANTITY, value.place, normal=_with_unit(value))

    # --- measurements -----------------------------------------------------------------------------

    def _measure(self, found: _Found, record: Record, owners: Sequence[str]) -> bool:
        measured = self._property(found, record.header, record.value)
        if measured is None:
            return False
        of = [] if _WITHOUT.search(record.header.property.text) else owners
        conditions = (*record.conditions, *self._given)
        self._add(found, record.value, measured, of, conditions, _flags(record.value, len(of)))
        return True

    def _add(
        self, found: _Found, value: Value, measured: _Measured, of: Sequence[str], conditions: Sequence[Value],
        flags: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        quantity = self._quantity(found, value)
        under = tuple(dict.fromkeys(self._quantity(found, each) for each in conditions))
        owners: Sequence[str | None] = of or [None]
        for owner in owners:
            found.measurements.append(
                m.MeasurementRelation(
                    of=owner, property=measured.mention, quantity=quantity, value=value.value, value_max=value.value_max,
                    unit=value.unit or "", conditions=under, property_canon=measured.canon, rule=RULE, flags=flags,
                )
            )  # fmt: skip

    def _property(self, found: _Found, head: Header, value: Value) -> _Measured | None:
        """What a header measures; None where it names no property, or a number has no unit that it needs."""
        if _CYCLES.fullmatch(head.property.text):
            return _Measured(None, "cycle life")
        whole = _phrase(head.property)
        named = _praised(whole) if whole and self._type(whole.text)[1] is None else whole
        if named is None or _GENERAL.search(named.text) or self._names_material(named.text):
            return None
        type_, entry = self._type(named.text)
        if value.unit is None and entry not in _NUMBERS:
            return None
        if entry in _TESTS and _is_capacity(value.unit):
            return _Measured(None, "specific capacity")
        return _Measured(self._mention(found, type_, named))

    def _type(self, name: str) -> tuple[m.EntityType, str | None]:
        """Property or Performance, and the entry: by the whole name, else by its last words."""
        words = name.split()
        for start in range(len(words)):
            for label in _LABELS:
                entry = self._namer.ground(label, " ".join(words[start:]))
                if entry is not None:
                    return label, None if start else entry.id
        return m.EntityType.PROPERTY, None

    def _names_material(self, name: str) -> bool:
        return (name in lexicon.AMBIGUOUS or self._known(name)) and self._type(name)[1] is None

    def _worded(self, found: _Found, row: Row, of: Sequence[str], read: set[int]) -> None:
        """Values in cells of words: `Tg = 563 K`, `conductivity is 2.1 mS cm-1 (RT)`; only of one named material."""
        if len(of) != 1:
            return
        for head, cell in zip(self._table.header, row.cells, strict=False):
            given = header(head)
            if given is not None and (is_condition(given) or given.unit):
                continue
            self._words(found, cell, of, read)

    def _words(self, found: _Found, cell: Cell, of: Sequence[str], read: set[int]) -> None:
        open_: tuple[Value, _Measured] | None = None
        under: list[Value] = []
        end = 0
        for each in quantities.find(cell.text):
            between, end = cell.text[end : each.start], each.end
            value = replace(_value(cell, each), relation=_relation(between))
            if value.place.start in read:
                return
            measured = self._named_before(found, cell, each.start, between, each)
            if measured is None:
                if open_ and not re.search(r"[;.]\s", between):
                    under.append(value)
                continue
            self._close(found, open_, of, under)
            open_, under = (value, measured), []
        self._close(found, open_, of, under)

    def _close(
        self, found: _Found, open_: tuple[Value, _Measured] | None, of: Sequence[str], under: Sequence[Value]
    ) -> None:
        if open_:
            self._add(found, *open_, of, under, _flags(open_[0], len(of)))

    def _named_before(
        self, found: _Found, cell: Cell, start: int, between: str, each: quantities.Quantity
    ) -> _Measured | None:
        """The property whose name stands right before a quantity in a cell."""
        joint = _JOINT.search(between)
        if joint is None:
            implied = not between and not start and each.unit is not None and _is_capacity(each.unit.text)
            return _Measured(None, "specific capacity") if implied else None
        name = re.split(r"[,;.]\s|\d\s", between[: joint.start()])[-1].strip()
        for label in _LABELS:
            if name and self._namer.ground(label, name) is not None:
                low = cell.text.rindex(name, 0, start)
                return _Measured(self._mention(found, label, piece(cell, low, low + len(name))))
        return None

    # --- roles and components ---------------------------------------------------------------------

    def _roles(self, found: _Found, materials: Iterable[str], at: Place, name: str | None) -> None:
        role = self._mention(found, m.EntityType.ROLE, at, name)
        for material in materials:
            found.roles[material, role] = m.RoleRelation(material=material, role=role, rule=RULE)

    def _further_roles(self, found: _Found, row: Row, subject: Subject, of: Sequence[str]) -> None:
        """A column of roles, and further columns whose header names the role of what they list."""
        for head, cell in zip(self._table.header, row.cells, strict=False):
            if not cell.text or (subject.head is not None and subject.head.cell is head):
                continue
            if _SERVES.fullmatch(head.text):
                if self._namer.ground(m.EntityType.ROLE, cell.text) is not None:
                    self._roles(found, of, piece(cell, 0, len(cell.text)), None)
            elif match := ROLES.fullmatch(head.text):
                names = self._listed(found, cell)
                dissolved = _FURTHER.search(cell.text)
                self._roles(found, names[:1] if dissolved else names, piece(head, *match.span("role")), None)

    def _ions(self, found: _Found, row: Row) -> None:
        """A column of ions names the species that moves; nothing is said of it but that."""
        for head, cell in zip(self._table.header, row.cells, strict=False):
            if cell.text and _IONS.fullmatch(head.text):
                self._listed(found, cell)

    def _components(self, found: _Found, row: Row) -> None:
        """Columns of an interphase's components: header or caption name it."""
        for head, cell in zip(self._table.header, row.cells, strict=False):
            if not cell.text or not _PARTS.search(head.text):
                continue
            interphase = _first(_INTERPHASE, (head, self._table.caption))
            for material in self._listed(found, cell) if interphase else ():
                at = self._mention(found, m.EntityType.INTERPHASE, interphase) if interphase else ""
                found.components[material, at] = m.ComponentRelation(
                    component=material, interphase=at, rule=RULE
                )

    def _listed(self, found: _Found, cell: Cell) -> list[str]:
        """The known materials of a list in a cell."""
        names = [_name(each, None) for each in listed(cell)]
        return [
            self._mention(found, m.EntityType.MATERIAL, at, spelt)
            for at, spelt in names
            if self._known(at.text)
        ]


def _name(whole: Place, head: Place | None) -> tuple[Place, str | None]:
    """The material's name in a cell, and how to spell it where form and name stand apart: `Na3PS4 (cubic)`."""
    text, spelt, start = whole.text, None, 0
    bracket = _IN_BRACKETS.match(text)
    if (
        bracket
        and head is not None
        and (inner := _IN_BRACKETS.match(head.text))
        and "material" in inner["inner"].lower()
    ):
        return whole.part(*bracket.span("inner")), None
    if bracket and not looks_like_formula(text):
        text = bracket["name"]
        if _FRONT.fullmatch(bracket["inner"]) or bracket["inner"] in SYMBOLS:
            spelt = f"{bracket['inner']} {text}"
        elif _TAIL.fullmatch(bracket["inner"]):
            spelt = f"{text} {bracket['inner']}"
    cut = _FURTHER.search(text)
    text = text[: cut.start()] if cut else text
    if state := _STATE.match(text):
        start = state.end()
    return whole.part(start, len(text)), spelt


def _is_device(name: str) -> bool:
    return bool(re.search(r"\b(?:cells?|batter(?:y|ies))\b", name))


def _phrase(name: Place) -> Place | None:
    """The noun phrase of a header, without range, place and time behind it."""
    cut = _CUT.search(name.text, 1)
    text = _END.sub("", name.text[: cut.start()] if cut else name.text).rstrip()
    return name.part(0, len(text)) if text else None


def _praised(name: Place) -> Place | None:
    """A noun phrase without what only says which of its values is meant: `Highest capacity`."""
    low = 0
    while lead := _LEAD.match(name.text[low:]):
        low += lead.end()
    return name.part(low, len(name.text)) if low < len(name.text) else None


def _is_capacity(unit: str | None) -> bool:
    read = parse_unit(unit) if unit else None
    return read is not None and read.si_unit == "C/kg"


def _flags(value: Value, owners: int) -> tuple[str, ...]:
    """What a reader of the value has to know: a bound, a label, a list that shares it."""
    flags = [{"<": "upper bound", ">": "lower bound"}.get(value.relation, "")]
    if owners > 1:
        flags.append(f"one value for a list of {owners}")
    if value.note and not quantities.find(value.note) and not _NUMBER_ALONE.fullmatch(value.note):
        flags.append(f"for {value.note}")
    return tuple(filter(None, flags))


def _with_unit(value: Value) -> str:
    """A value as text with its unit, wherever that stands."""
    text = value.place.text
    if value.unit is None or quantities.find(text):
        return text
    if value.power:
        text = "–".join(f"{each:g}" for each in (value.value, value.value_max) if each is not None)
    return f"{text} {value.written or value.unit}"


def _relation(before: str) -> str:
    """The sign right before a number."""
    sign = before.rstrip()[-1:]
    return {"≤": "<", "≥": ">"}.get(sign, sign if sign in ("<", ">") else "=")


def _value(cell: Cell, read: quantities.Quantity) -> Value:
    unit = read.unit.text if read.unit else None
    return Value(piece(cell, read.start, read.end), read.value, read.value_max, unit)


def _caption_conditions(table: Table) -> tuple[Value, ...]:
    """Quantities of the caption that hold for all values: `at 25 °C`."""
    if table.caption is None:
        return ()
    text = table.caption.text
    return tuple(
        _value(table.caption, each) for each in quantities.find(text) if _UNDER.search(text[: each.start])
    )


def _first(pattern: re.Pattern[str], cells: Iterable[Cell | None]) -> Place | None:
    for cell in cells:
        if cell is not None and (match := pattern.search(cell.text)):
            return piece(cell, *match.span())
    return None


def _span(row: Row) -> tuple[int, int] | None:
    """The row's range in the source."""
    ranges = [cell.mapped.source_span(0, len(cell.text)) for cell in row.cells if cell.text]
    return (min(low for low, _ in ranges), max(high for _, high in ranges)) if ranges else None


def _line(table: Table, row: Row) -> str:
    """The row as a line that can be read by itself."""
    above = [table.caption.text if table.caption else "", row.section or ""]
    cells = []
    for at, cell in enumerate(row.cells):
        head = table.header[at].text if at < len(table.header) else ""
        if cell.text and cell.text != row.section:
            cells.append(f"{head}: {cell.text}" if head else cell.text)
    return " — ".join(filter(None, (*above, " | ".join(cells))))


def _references(table: Table, row: Row) -> tuple[int, ...]:
    """Works that the row's cells cite, then those of the caption."""
    cells = (*row.cells, *([table.caption] if table.caption else []))
    return tuple(
        dict.fromkeys(number for cell in cells for mark in cell.citations for number in mark.numbers)
    )
