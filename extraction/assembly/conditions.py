"""Under what a value was measured: conditions as written and in SI, and what the sentence says of the cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from extraction.assembly.place import Place
from extraction.model import MeasurementRelation
from extraction.nlp import quantities

#: What a condition is, by the name of its SI unit, and the measurement's property that holds it.
_KINDS = {
    "A/m^2": ("current density", "current_density"),
    "A/kg": ("current density", "specific_current"),
    "K": ("temperature", "temperature"),
    "cycles": ("cycle number", "cycle_number"),
    "s": ("time", ""),
    "V": ("voltage", ""),
    "Pa": ("pressure", ""),
    "C/m^2": ("areal capacity", ""),
    "C/kg": ("capacity", ""),
    "mol/m^3": ("concentration", ""),
    "m": ("thickness", ""),
}
_METALS = frozenset({"Li", "Na", "K", "Mg", "Ca", "Zn", "Al"})
_PART = r"([A-Z][\w.()+-]*)"
_CELL = re.compile(
    rf"(?<![\w/|]){_PART}\s?(?:\|{{1,2}}|/{{1,2}})\s?{_PART}(?:\s?(?:\|{{1,2}}|/{{1,2}})\s?{_PART})?"
    r"\s+(?:(?:a?symmetric(?:al)?|half|full|coin|pouch|solid-state)\s+)*(?:cells?|batter(?:y|ies))\b"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as read: its kind, value or range, and unit in SI; all but the text empty where it tells
    nothing."""

    text: str
    kind: str = ""
    field: str = ""  #: the measurement's property
    low: float | None = None
    high: float | None = None
    unit: str = ""

    def __str__(self) -> str:
        shown = self.text
        if self.unit and self.low is not None:
            shown = f"{self.text} = {_span(self.low, self.high)} {self.unit}"
        return f"{self.kind}: {shown}" if self.kind else shown


def condition(text: str) -> Condition:
    """Read a condition.

    >>> str(condition("0.5 mA cm-2")), str(condition("0.5C")), str(condition("argon"))
    ('current density: 0.5 mA cm-2 = 5 A/m^2', 'C-rate: 0.5C', 'argon')
    """
    found = quantities.find(text)
    if len(found) != 1:
        return Condition(text)
    quantity = found[0]
    if quantity.worded:
        return Condition(text, "temperature")
    unit = quantity.unit
    if unit is None:
        return Condition(text)
    if unit.rate:
        return Condition(text, "C-rate", "c_rate", quantity.value, quantity.value_max)
    low = unit.to_si(quantity.value)
    high = unit.to_si(quantity.value_max) if quantity.value_max is not None else None
    kind, field = _KINDS.get(unit.si_unit or "", ("", ""))
    return Condition(text, kind, field, low, high, unit.si_unit or "" if unit.si_unit != "1" else "")


def _span(low: float | None, high: float | None) -> str:
    return " to ".join(f"{end:.6g}" for end in (low, high) if end is not None)


def structured(found: Iterable[Condition]) -> dict[str, float | None]:
    """The measurement's properties: `temperature` (K), `current_density` (A/m^2), `specific_current` (A/kg),
    `c_rate` (1/h) and `cycle_number`, each with `..._max` for ranges.

    A kind that is given twice is left out: which of the two holds is not said.
    """
    by_field: dict[str, list[Condition]] = {}
    for one in found:
        if one.field:
            by_field.setdefault(one.field, []).append(one)
    single = {field: ones[0] for field, ones in by_field.items() if len(ones) == 1}
    return {key: value for field, one in single.items() for key, value in _ends(field, one)}


def _ends(field: str, one: Condition) -> list[tuple[str, float | None]]:
    return [(field, one.low), (f"{field}_max", one.high)]


def cell(place: Place, relation: MeasurementRelation) -> dict[str, Any]:
    """`electrolyte` and `counter_electrode`, where the sentence names one alone.

    A cell's notation gives both (Li|LLZO|LiFePO4 cell: the metal is the counter electrode, what lies between
    is the electrolyte); else, of a cell's performance, the one substance that the sentence calls an electrolyte,
    unless the value is its own.
    """
    notations = {found.groups() for found in _CELL.finditer(place.record.text)}
    first, second, third = next(iter(notations)) if len(notations) == 1 else (None, None, None)
    ends = {first, third or second} & _METALS
    return {
        "electrolyte": second if third else _electrolyte(place, relation),
        "counter_electrode": ends.pop() if len(ends) == 1 else None,
    }


def _electrolyte(place: Place, relation: MeasurementRelation) -> str | None:
    what = place.entities.get(relation.property or "")
    if what is None or what.label != "Performance":
        return None
    roles = [(place.entities.get(one.material), place.entities.get(one.role)) for one in place.record.roles]
    named = {who.name for who, role in roles if who and role and role.name.endswith("electrolyte")}
    own = place.entities.get(relation.of or "")
    return named.pop() if len(named) == 1 and not (own and own.name in named) else None
