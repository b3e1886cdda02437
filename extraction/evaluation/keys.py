"""Units and names as keys: two spellings of one thing have one key."""

from __future__ import annotations

import re
from collections import Counter

#: A unit: its symbols with their exponents, sorted. An exponent that cancels out stays, as 0.
UnitKey = tuple[tuple[str, int], ...]

_SPELLINGS = str.maketrans(
    {
        **dict.fromkeys("−–⁻", "-"),
        **dict.fromkeys("·*", " "),
        **dict.fromkeys("μµ", "u"),
        "^": "",
        "¹": "1",
        "²": "2",
        "³": "3",
        "Ω": "ohm",
        "°": "deg",
        "℃": "degC",
        "Å": "angstrom",
    }
)
_FACTOR = re.compile(r"/|(?P<symbol>[A-Za-z%]+)(?P<power>-?\d*)")
_PRODUCTS = {"mAh": ("mA", "h"), "Ah": ("A", "h"), "Wh": ("W", "h"), "kWh": ("kW", "h")}
_WORDS = {"hour": "h", "hours": "h", "cycle": "cycles", "ohms": "ohm", "wt%": "%"}


def unit_key(unit: str | None) -> UnitKey:
    """`mA cm−2`, `mA/cm^2` and `mA·cm-2` have one key; a solidus puts all that follows it below the line."""
    powers: Counter[str] = Counter()
    direction = 1
    for factor in _FACTOR.finditer((unit or "").translate(_SPELLINGS)):
        symbol, power = factor["symbol"], factor["power"]
        if symbol is None:
            direction = -1
            continue
        exponent = direction * (int(power) if power.strip("-") else 1)
        for part in _PRODUCTS.get(symbol, (symbol,)):
            powers[_WORDS.get(part, part)] += exponent
    return tuple(sorted(powers.items()))


_IGNORED = re.compile(r"[\s\-–_{}$^]")
_SYMBOLS = {
    "lithium": "li",
    "sodium": "na",
    "potassium": "k",
    "zinc": "zn",
    "magnesium": "mg",
    "aluminum": "al",
    "calcium": "ca",
}
_METALS = frozenset({*_SYMBOLS, *_SYMBOLS.values()})
#: Words of up to so many letters keep their final s.
_SHORT = 6


def name_key(name: str | None) -> str:
    """A canonical name without blanks, dashes, mark-up, case and a word's plural; `Li metal` is `Li`."""
    key = _IGNORED.sub("", name or "").lower()
    element = key.removesuffix("metal")
    if element in _METALS:
        key = element
    plural = len(key) > _SHORT and key.isalpha() and key.endswith("s") and not key.endswith("ss")
    return key[:-1] if plural else key
