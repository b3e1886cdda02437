"""Reported values: as written and in SI, with their conditions, flagged where unit and property disagree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extraction.assembly.changes import changes
from extraction.assembly.conditions import cell, condition, structured
from extraction.assembly.ground import Grounder
from extraction.assembly.place import Place
from extraction.assembly.steps import Tally
from extraction.assembly.tables import rows
from extraction.assembly.text import content_id, tidy
from extraction.model import Entity, Measurement, MeasurementRelation, Mention
from extraction.nlp.units import NONE, Dimension, Unit, parse_unit

_VALUED = frozenset({"Mechanism", "Property", "Performance", "Factor"})


@lru_cache(maxsize=1)
def dimensions() -> dict[str, dict[Dimension, str]]:
    """Property id -> the dimensions that its values may have, each with a unit that has it; from
    dimensions.tsv.

    Raises ValueError for a unit in the table that cannot be read.
    """
    return {
        row["id"]: dict(_dimension(unit, row) for unit in row["units"].split(" | "))
        for row in rows("dimensions")
    }


def _dimension(unit: str, row: dict[str, str]) -> tuple[Dimension, str]:
    read = parse_unit(unit) if unit != "1" else None
    if read is None and unit != "1":
        raise ValueError(f"dimensions.tsv: unit {unit!r} of {row['id']} cannot be read")
    return (read.dimension, unit) if read else (NONE, "1")


def measurements(place: Place, grounder: Grounder, tally: Tally) -> Iterator[Measurement]:
    """The sentence's measurements; a stated change is two of them, before and after."""
    sides = {number: side for change in changes(place) for number, side in change.sides}
    for number, relation in enumerate(place.record.measurements):
        tally.took("measurements")
        quantity = place.mention(relation.quantity)
        if quantity is None:
            tally.dropped("measurements", "no such quantity")
            continue
        for part, side in _parts(relation, sides.get(number)):
            tally.made("measurements")
            yield _measurement(place, part, quantity, grounder, side)


def _parts(relation: MeasurementRelation, side: str | None) -> list[tuple[MeasurementRelation, str | None]]:
    """The relation with its side; where it holds both, the value before and the value after."""
    if side != "both" or relation.value_max is None:
        return [(relation, side)]
    ends = (("before", relation.value), ("after", relation.value_max))
    return [(relation.model_copy(update={"value": value, "value_max": None}), name) for name, value in ends]


def _measurement(
    place: Place, relation: MeasurementRelation, quantity: Mention, grounder: Grounder, side: str | None
) -> Measurement:
    of = place.entities.get(relation.of or "")
    what, flags = _property(place, relation, grounder)
    unit = _unit(relation.unit)
    text = tidy(quantity.normal or quantity.text)
    conditions = tuple(
        condition(tidy(m.normal or m.text)) for key in relation.conditions if (m := place.mention(key))
    )
    value_max = relation.value_max
    return Measurement(
        id=content_id(
            "measurement",
            place.node.id,
            quantity.start,
            of and of.id,
            what and what.id,
            relation.value,
            value_max,
        ),
        name=" ".join(
            filter(None, (what.name if what else "", _span(relation.value, value_max), relation.unit))
        ),
        of_id=of.id if of else None,
        property_id=what.id if what else None,
        value=relation.value,
        value_max=value_max,
        unit=relation.unit,
        si_value=unit.to_si(relation.value) if unit else None,
        si_value_max=unit.to_si(value_max) if unit and value_max is not None else None,
        si_unit=unit.si_unit if unit else None,
        conditions=tuple(str(one) for one in conditions),
        **structured(conditions),
        **cell(place, relation),
        side=side,
        text=text,
        flags=(*flags, *relation.flags, *unit_flags(relation.unit, unit, what, grounder)),
        evidence=place.evidence("measurement", relation.rule, relation.score),
    )


def _property(
    place: Place, relation: MeasurementRelation, grounder: Grounder
) -> tuple[Entity | None, tuple[str, ...]]:
    """What the value is a value of; a property that is only implied is named by the reader's canonical
    name."""
    named = place.entities.get(relation.property or "")
    if named and named.label in _VALUED:
        return named, ()
    if not relation.property_canon:
        return None, (f"value of a {named.label}: {named.name}",) if named else ()
    return grounder.name("Property", relation.property_canon), ("property implied",)


def _unit(text: str) -> Unit | None:
    return parse_unit(text) if text else None


def unit_flags(text: str, unit: Unit | None, what: Entity | None, grounder: Grounder) -> tuple[str, ...]:
    """What is odd about a unit: it cannot be read, or it isn't one of the property's; the value stays as
    written."""
    if text and unit is None:
        return (f"unit not known: {text}",)
    allowed = _allowed(what, grounder) if what else None
    if not what or not allowed:
        return ()
    dimension = unit.dimension if unit else NONE
    if dimension in allowed and not (unit and unit.rate):
        return ()
    return (
        f"unit does not fit: {text or 'none'} for {what.name}, which has {' or '.join(allowed.values())}",
    )


def _allowed(what: Entity, grounder: Grounder) -> dict[Dimension, str]:
    """The property's own dimensions, else those of what it is a kind of."""
    table = dimensions()
    if what.id in table:
        return table[what.id]
    for parent in what.parents:
        found = _allowed(grounder.entities[parent], grounder)
        if found:
            return found
    return {}


def _span(low: float | None, high: float | None) -> str:
    ends = [f"{end:.6g}" for end in (low, high) if end is not None]
    return " to ".join(ends)
