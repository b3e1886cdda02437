"""A second reading of every measured value, by ChemDataExtractor's quantity models.

The project's own reader decides; where the second reads another value or another dimension out of the same text, the
measurement carries a flag that says so, and the graph shows it. Where ChemDataExtractor can't read the text, it says
nothing. Its quantity models are loaded at the first measurement; the rest of it stays unloaded. Where its tagger
interface is used, it is the project's own tagger that answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import isclose

from spacy.language import Language
from spacy.tokens import Doc

from extraction import chemdataextractor as cde
from extraction.model import EntityType, MeasurementRelation, Mention, SentenceRecord
from extraction.nlp.units import Unit, parse_unit

#: A unit of each of ChemDataExtractor's dimensions; its ratios and angles have none in common with ours but no unit.
_UNITS = {
    "potential": "V", "length": "m", "temperature": "K", "time": "s", "energy": "J", "current": "A", "ratio": "%",
    "angle": "°", "capacity": "Ah", "specific capacity": "Ah/kg", "areal capacity": "Ah/m^2",
    "volumetric capacity": "Ah/m^3", "current density": "A/m^2", "specific current": "A/kg", "specific energy": "Wh/kg",
    "energy density": "Wh/m^3", "specific power": "W/kg", "power density": "W/m^2", "conductivity": "S/m",
    "resistance": "Ω", "area specific resistance": "Ω m^2", "resistance per area": "Ω/m^2", "resistivity": "Ω m",
    "pressure": "Pa", "area": "m^2", "surface energy": "J/m^2", "diffusivity": "m^2/s", "molar energy": "J/mol",
    "mass": "g", "mass loading": "g/m^2", "density": "g/m^3",
}  # fmt: skip
#: Their factors are a matter of convention: percent as 0.01, degrees in radians.
_CONVENTIONAL = frozenset(("ratio", "angle"))
_NUMBER = (
    r"(?:[-+−]?10\^[-+−]?\d+|[-+−]?(?:\d[\d.,]*|\.\d+)(?:\s?[×x*·]\s?10\^?[-+−]?\d+)?)(?:\s?±\s?[\d.]+)?"
)
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})\s?(?P<unit>[^\d\s–—-][^–—]*?)?\s?(?:–|—|-|~|to)\s?(?P<high>{_NUMBER})[\s-]?(?P<rest>[^\d\s].*)?"
)
_SINGLE = re.compile(rf"(?P<low>{_NUMBER})[\s-]*(?P<rest>[^\d\s^–—-].*)?")
_POWER_ALONE = re.compile(r"(?<![\d.×x*·])(?<![×x*·]\s)(?P<sign>[-+−]?)10\^")
_AGAINST = re.compile(r"\s?\(?(?:vs\.?|versus)\s.*$")


def checked(records: Iterable[SentenceRecord]) -> list[SentenceRecord]:
    """The records with a flag on every measurement that ChemDataExtractor reads otherwise."""
    return [_checked(record) if record.measurements else record for record in records]


def _checked(record: SentenceRecord) -> SentenceRecord:
    mentions = {mention.id: mention for mention in record.entities}
    measurements = tuple(
        _flagged(each, mentions.get(each.quantity), record.measurements) for each in record.measurements
    )
    return record.model_copy(update={"measurements": measurements})


def _flagged(
    relation: MeasurementRelation, quantity: Mention | None, every: Iterable[MeasurementRelation]
) -> MeasurementRelation:
    """The relation with a flag where it is read otherwise; both values of a change are read as one range."""
    if quantity is None:
        return relation
    text, unit = quantity.normal or quantity.text, relation.unit
    flag = disagreement(text, relation.value, relation.value_max, unit)
    others = (each.value for each in every if each.quantity == relation.quantity and each is not relation)
    if flag is None or any(disagreement(text, relation.value, other, unit) is None for other in others):
        return relation
    return relation.model_copy(update={"flags": (*relation.flags, flag)})


@lru_cache(maxsize=10_000)
def disagreement(text: str, value: float, value_max: float | None, unit: str) -> str | None:
    """What ChemDataExtractor makes of a quantity's text, where that is something else than the value given."""
    mine = parse_unit(unit) if unit else None
    number, written = parts(text)
    if mine is None or mine.rate or not number:
        return None
    other = cde.quantity(_POWER_ALONE.sub(r"\g<sign>1×10^", number), written or unit)
    if other is None or (_same_values(other, value, value_max) and _same_unit(other, mine)):
        return None
    return f"cde: read as {' to '.join(f'{each:g}' for each in other.values)} {written or unit} ({other.dimension})"


def parts(text: str) -> tuple[str, str]:
    """Number or range, and unit, of a quantity's text; both empty where it has another shape.

    >>> parts("3.5×10^-4 S cm-1")
    ('3.5×10^-4', 'S cm-1')
    >>> parts("3 V to 4.3 V (vs. Li/Li+)")
    ('3 to 4.3', 'V')
    """
    plain = _AGAINST.sub("", text.strip())
    span = _RANGE.fullmatch(plain)
    if span and span["unit"] and span["unit"].strip() != (span["rest"] or "").strip(" ()"):
        span = None  # `20 mA cm-2` is no range
    match = span or _SINGLE.fullmatch(plain)
    if match is None:
        return "", ""
    low = match["low"].rstrip(".,")
    return (f"{low} to {span['high'].rstrip('.,')}" if span else low), (match["rest"] or "").strip(" ()")


def chemical_names(reader: Language) -> Callable[[list[str]], list[str]]:
    """The project's tagger as ChemDataExtractor asks for one: words to `B-CM`, `I-CM` and `O`."""

    def tags(words: list[str]) -> list[str]:
        if not words:
            return []
        doc = Doc(reader.vocab, words=words)
        for _, component in reader.pipeline:
            doc = component(doc)
        return [f"{token.ent_iob_}-CM" if token.ent_type_ == EntityType.MATERIAL else "O" for token in doc]

    return tags


def _same_values(other: cde.CdeQuantity, value: float, value_max: float | None) -> bool:
    ends = sorted(each for each in (value, value_max) if each is not None)
    return len(ends) == len(other.values) and all(
        isclose(one, two, rel_tol=1e-6, abs_tol=1e-30)
        for one, two in zip(ends, sorted(other.values), strict=True)
    )


def _same_unit(other: cde.CdeQuantity, mine: Unit) -> bool:
    theirs = parse_unit(_UNITS[other.dimension])
    if theirs is None or theirs.dimension != mine.dimension:
        return False
    return other.dimension in _CONVENTIONAL or isclose(other.factor, mine.factor, rel_tol=1e-4)
