"""Finds numbers with units: ranges, lists that share a unit, ±, powers of ten, C-rates, worded temperatures.

Works on normalised text (`3.5×10^-4 S cm-1`, `-3.04 V`, `0.1-0.5 C`). A number without a unit is a quantity only as a
member of a list or range that ends in one ("8, 50 and 70 mV"), so figures, years and reference numbers stay out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.nlp.formula import SYMBOLS
from extraction.nlp.units import Unit, parse_unit

_NUMBER = (
    r"(?:[-+]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|\.\d+)(?:\s?[×x*·]\s?10\^?\(?[-+]?\d+\)?|[eE][-+]?\d+)?"
    r"|[-+]?10\^\(?[-+]?\d+\)?)"
)
_PLUS_MINUS = rf"(?:\s?±\s?{_NUMBER})?"
_UNIT_PIECE = (
    r"(?:wt\.?\s?%|mol\.?\s?%|at\.?\s?%|vol\.?\s?%|v/v|°C|℃|°(?!\w)|%|[fpnμµumckMGd]?(?:Ah|Wh)|[npμµumkM]?A(?:\s?h(?![a-z]))?|[kMGnμµum]?W|"
    r"[fpnμµumk]?S|[mkM]?Ω|[mkM]?[Oo]hms?|[mnμµukM]?V|[mkM]?eV|[kMG]?J|[mkGM]?Pa|[nμµm]?N|[nμµm]?F|[kMG]?Hz|[fpnμµucmdk]?m|"
    r"[nμµumk]?g|[nμµmk]?mol|m?M|[μµmd]?[Ll]|[fpnμµm]?s|K|Å|C|h|min|hours?|minutes?|hrs?|seconds?|days?|weeks?|months?|years?|"
    r"cycles?|ppm|T|bar|mbar|kcal|atoms?|atm|Torr|psi|rpm|fold|times|layers?)"
)
_POWER = r"(?:\^?\(?[-+]?[1-6]\)?)?"
_UNIT = (
    rf"{_UNIT_PIECE}{_POWER}(?![A-Za-z0-9])"
    rf"(?:(?:\s?[/·]\s?|\s?per\s|\s)\(?{_UNIT_PIECE}{_POWER}\)?(?![A-Za-z0-9(])){{0,3}}"
    r"(?:\s?\(?(?:vs\.?|versus)\s(?:Li(?:\s?/\s?Li\+)?|Na(?:\s?/\s?Na\+)?|K(?:\s?/\s?K\+)?|Mg(?:\s?/\s?Mg2\+)?|Zn(?:\s?/\s?Zn2\+)?"
    r"|[A-Z][a-z]?\s?/\s?[A-Z][a-z]?\d?\+|SHE|RHE|NHE|(?:the )?standard hydrogen (?:electrode|potential))\)?)?"
)
_SPACE = r"[\s\u00a0\u2009-]?"
_QUANTITY = re.compile(
    rf"(?<![\w.^)\]])(?<![A-Za-z]-)(?P<first>{_NUMBER}){_PLUS_MINUS}(?:{_SPACE}(?P<unit1>{_UNIT}))?"
    rf"(?:\s?(?P<join>–|—|-|~|to)\s?(?P<second>{_NUMBER}){_PLUS_MINUS})?{_SPACE}(?P<unit>{_UNIT})"
)
_SINGLE = re.compile(
    rf"(?<![\w.^)\]])(?<![A-Za-z]-)(?P<first>{_NUMBER}){_PLUS_MINUS}{_SPACE}(?P<unit>{_UNIT})"
)
_CRATE = re.compile(r"(?<![\w.])C/(?P<over>(?=[\d.]*[1-9])\d+(?:\.\d+)?)(?!\w|\.\d)")
_WORDED = re.compile(r"\b(?:room|ambient)[- ]temperature\b|\bRT\b", re.I)
_AGAINST = re.compile(r"\s?\(?(?:vs\.?|versus)\s.*$")
_LIMIT_NAMES = r"(?:windows?|ranges?|limits?|cut-?\s?offs?(?:\s(?:voltages?|potentials?))?)\sfrom$"
#: "a cut-off voltage from 3.0 V to 4.3 V" is a range and no change, "raising the cut-off voltage from" a change.
_LIMITS = re.compile(rf"\b{_LIMIT_NAMES}", re.I)
_CHANGED = re.compile(
    r"\b(?:rais|ris|rose|increas|extend|widen|broaden|elevat|enlarg|expand|narrow|lower|reduc|decreas|improv|enhanc|push|chang"
    r"|shift|mov)\w*\s(?:(?!(?:in|at|over|with|within|for|between|under|using|when|was|were|is)\b)[\w-]+\s){0,6}"
    rf"{_LIMIT_NAMES}",
    re.I,
)
_LIST_HEAD = re.compile(
    rf"(?P<number>{_NUMBER})(?:\s?[–-]\s?(?P<upper>{_NUMBER}))?(?P<gap>\s?(?:,|/|and|or|to|–|,\s?and)\s?)$"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a text: `start:end` of its span, the number or range as written, and the unit (None: list member)."""

    start: int
    end: int
    value: float
    value_max: float | None
    unit: Unit | None
    worded: bool = False  #: "room temperature"


def number(text: str) -> float:
    """Read a number as the field writes it: `3.5×10^-4`, `1,500`, `10^-3`, `-0.76`.

    Raises ValueError where `text` is none.
    """
    plain = re.sub(r"[\s(),]", "", text.replace("−", "-"))
    plain = re.sub(r"^([-+]?)10\^([-+]?\d+)$", r"\g<1>1e\2", plain)
    plain = re.sub(r"[×x*·]10\^?([-+]?\d+)$", r"e\1", plain)
    return float(plain)


def _of(match: re.Match[str]) -> Quantity | None:
    written = _balanced(match.group("unit"))
    unit = parse_unit(written)
    if unit is None or _DECADE.fullmatch(match.group()):
        return None
    end = match.start("unit") + len(_AGAINST.sub("", written))
    low, high = number(match.group("first")), None
    second = match.groupdict().get("second")
    if second:
        high = number(second)
        if match.group("join") == "-" and high < 0:
            return None
        low = _shared_power(match.group("first"), second, low)
        if match.group("join") != "to" and low > high:
            low, high = high, low
    return _finite(Quantity(match.start(), end, low, high, unit))


def _finite(quantity: Quantity) -> Quantity | None:
    """None for a number too large to be one: a slip of the reading."""
    return quantity if math.isfinite(quantity.value) and math.isfinite(quantity.value_max or 0.0) else None


def _balanced(unit: str) -> str:
    return unit[:-1] if unit.endswith(")") and "(" not in unit else unit


def _shared_power(first: str, second: str, low: float) -> float:
    """In `1.2-3.4×10^-4` the power belongs to both; the first number is read with it."""
    power = re.search(r"[×x*·]\s?10\^?\(?([-+]?\d+)", second)
    return low * float(f"1e{power.group(1)}") if power and "10" not in first else low


def _list_members(text: str, quantity: Quantity, floor: int) -> Iterator[Quantity]:
    """The numbers before a quantity that share its unit: "8, 50 and 70 mV" -> 8 and 50."""
    at = quantity.start
    while True:
        head = _LIST_HEAD.search(text, floor, at)
        if not head or (head.start() and re.match(r"[\w.^\[]", text[head.start() - 1])):
            return
        gap = head.group("gap").strip()
        if gap == "," and at == quantity.start and not re.search(r",\s", head.group("gap")):
            return
        at = head.start("number")
        if _is_figure(text, at) or _YEAR.search(text, floor, head.end("number")):
            return
        upper = head.group("upper")
        end = head.end("upper") if upper else head.end("number")
        high = number(upper) if upper else None
        member = _finite(Quantity(at, end, number(head.group("number")), high, quantity.unit))
        if member is None:
            return
        yield member


def _scan(text: str) -> Iterator[Quantity]:
    at = 0
    while found := _QUANTITY.search(text, at):
        if found.group(
            "unit1"
        ):  # "3 V to 4.3 V": each with its unit; read as a range only if the units agree
            one, two = parse_unit(found.group("unit1")), parse_unit(found.group("unit"))
            before = text[max(0, found.start() - 80) : found.start()].rstrip()
            limits = _LIMITS.search(before) and not _CHANGED.search(before)
            change = before.endswith("from") and not limits
            if change or not (found.group("second") and one and two and one.dimension == two.dimension):
                found = _SINGLE.search(text, at) or found
        quantity = _of(found)
        if quantity is None:
            at = found.start() + 1
            continue
        yield quantity
        at = quantity.end


def find(text: str) -> list[Quantity]:
    """All quantities of a normalised text, in order, not overlapping."""
    found: list[Quantity] = []
    floor = 0
    for quantity in _scan(text):
        if _is_figure(text, quantity.start) or _is_orbital(text, quantity):
            continue
        members = list(_list_members(text, quantity, floor))
        found += [*reversed(members), quantity]
        floor = quantity.end
    found += [
        Quantity(m.start(), m.end(), 1 / float(m["over"]), None, parse_unit("C"))
        for m in _CRATE.finditer(text)
    ]
    found += [Quantity(m.start(), m.end(), 25.0, None, None, worded=True) for m in _WORDED.finditer(text)]
    return _without_overlaps(found)


#: In front of a number: "Fig. ", and "Figs. 2 and ", where the list goes on.
_FIGURE = re.compile(
    r"\b(?:(?:Fig(?:ure)?|Table|Eq(?:uation)?|Ref|Section|Scheme)\.?\s?"
    r"|(?:Fig(?:ure)?|Table|Eq(?:uation)?|Ref|Section|Scheme)s\.?\s?(?:\d+[a-z]?(?:\s?[,–-]\s?|,?\s?and\s|\s))*)$",
    re.I,
)
_YEAR = re.compile(r"\b(?:in|since|by|until|during)\s(?:19|20)\d\d$", re.I)
_DECADE = re.compile(r"(?:1[89]|20)\d0s")  #: "1990s"


def _is_figure(text: str, at: int) -> bool:
    """`Fig. 5 s`, `Tables 2 and 3 h`: the number at `at` belongs to the figure."""
    return bool(_FIGURE.search(text, max(0, at - 30), at))


#: Before "1s": an element, as in "C 1s spectra". Those that are words too have no such line.
_ELEMENT = re.compile(r"(?<![\w-])(?P<symbol>[A-Z][a-z]?)\s?$")
_WORDS = frozenset({"At", "In", "As", "No", "He", "I"})


def _is_orbital(text: str, quantity: Quantity) -> bool:
    """`C 1s` is a line of a spectrum, no second."""
    if not re.fullmatch(r"[1-6]s", text[quantity.start : quantity.end]):
        return False
    element = _ELEMENT.search(text, max(0, quantity.start - 4), quantity.start)
    return element is not None and element["symbol"] in SYMBOLS and element["symbol"] not in _WORDS


def _without_overlaps(found: list[Quantity]) -> list[Quantity]:
    out: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.start, -q.end)):
        if not out or quantity.start >= out[-1].end:
            out.append(quantity)
    return out


def find_in(text: str, start: int, end: int) -> list[Quantity]:
    """The quantities of `text` that lie within `start:end`; read in the whole text, so that list members have their unit."""
    return [q for q in find(text) if start <= q.start and q.end <= end]
