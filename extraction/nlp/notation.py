"""What the field writes like a substance and is none, and the symbols of its properties.

A kind of battery ("Na-O2 battery", "lithium metal batteries") and a scale of potentials ("vs. Li/Li+") hold names of substances
that take no part. A bond between two non-metals is a quality of the molecule. All functions read normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.nlp.formula import SYMBOLS

#: Not the electrode of "LLZO/Li batteries".
_METAL = r"(?<![\w/|@–-])(?:Li|Na|K|Zn|Al|Mg|Ca|Fe|[Ll]ithium|[Ss]odium|[Pp]otassium|[Zz]inc|[Aa]lumini?um|[Mm]agnesium)"
_CELLS = (
    r"(?:(?:full|half|hybrid|pouch|coin|solid-state|secondary|rechargeable)\s)?(?:cells?|batter(?:y|ies))\b"
)
_BATTERIES = r"(?:(?:full|solid-state|secondary|rechargeable|based|based\s[a-z]+)\s)?batter(?:y|ies)\b"
_KIND_OF_CELL = re.compile(
    rf"{_METAL}\s?[-–]\s?(?:O2|S|Se|air|CO2|I2|Br2|oxygen|sulfur|sulphur|iodine|selenium)(?=\s{_CELLS})"
    rf"|{_METAL}[\s–-]\s?ions?(?=\s{_CELLS})|{_METAL}(?:[- ]metal)?(?=[- ]{_BATTERIES})"
)
#: Behind "vs.": a metal over itself or its ion; not the two electrodes of a cell.
_SCALE = re.compile(
    r"\b(?:vs\.?|versus)\s+(?P<of>(?P<metal>[A-Z][a-z]?)\s?/\s?(?P=metal)(?:\d?\+)?(?![\w/|])(?!\s(?:symmetric|cell))"
    r"|(?P<ion>[A-Z][a-z]?)\d?\+\s?/\s?(?P=ion)(?![\w/])|Ag\s?/\s?AgCl)"
)
_BOND = re.compile(
    r"[BCNOPSFH](?:=[CNOPSFH]|[-–][CNOPSFH](?!\s(?:cathode|anode|host|composite|matrix|framework|layer|material|electrode|nano\w+|(?:co-?)?doped)))"
)
_STATE = re.compile(
    r"(?:[Pp]ristine|[Bb]are|[Pp]ure|[Uu]ntreated|[Uu]ncoated|[Uu]nmodified|[Ff]resh|[Cc]ycled)-(?=[A-Z0-9(\[αβγ])"
)
_MOVES = r"(?:[A-Z][a-z]?(?:\d?\+)?|ion|ionic|bulk|gb|total|e|i)"
_CONDUCTIVITY = re.compile(rf"(?<!\w)σ(?:_?{_MOVES}|\({_MOVES}\))(?!\w)")
#: Element symbols that open words as well: "Co-intercalation", "Bi-axial", "Re-dissolution".
_PREFIXES = frozenset({"Co", "Bi", "Re", "In", "No", "I"})
#: Behind the symbol of an element that a thing has or lacks: "Co-rich".
_HOLDING = frozenset({"rich", "free", "based", "containing", "derived", "doped", "poor"})
_HYPHENS = ("-", "–")
_LETTERS = re.compile(r"[A-Za-z]+")
_LETTERS_BEFORE = re.compile(r"[A-Za-z]+$")
#: "density = 5" has no symbol but a word.
_VALUED = re.compile(
    r"(?<![^\s(])(?P<symbol>(?!(?:[a-z]{2,}|[A-Z][a-z]{3,})\s?[≈=~∼≅≃])[^\s(),;≈=~∼≅≃]+)\s?[≈=~∼≅≃]\s?(?=[-–−+]?\d)"
)


def no_substances(text: str) -> list[tuple[int, int]]:
    """Ranges in which the names of substances name none."""
    return [m.span() for m in _KIND_OF_CELL.finditer(text)] + [m.span("of") for m in _SCALE.finditer(text)]


def is_bond(text: str, start: int, end: int) -> bool:
    """Whether the name at `start:end` is that of a bond: `C-F`, `P=O`; not `Si-C` or the N-C of "N-C host", which may be
    composites."""
    bond = _BOND.match(text, start)
    return bond is not None and bond.end() == end


def is_prefix_or_bonded(text: str, start: int, end: int) -> bool:
    """Whether an element symbol at `start:end` is but the opening of a word or one end of a bond: `Co-intercalation`, `Mn-O
    bond`."""
    symbol = text[start:end]
    if symbol not in SYMBOLS:
        return False
    after = _LETTERS.match(text, end + 1) if text[end : end + 1] in _HYPHENS else None
    before = (
        _LETTERS_BEFORE.search(text, max(0, start - 16), start - 1)
        if start and text[start - 1] in _HYPHENS
        else None
    )
    if after is not None and symbol in _PREFIXES and after.group().islower():
        return after.group() not in _HOLDING
    return any(found is not None and found.group() in SYMBOLS for found in (after, before))


def past_state(text: str, start: int = 0) -> int:
    """Where the name itself begins: `Pristine-LLZO` is LLZO, and how the sample is."""
    state = _STATE.match(text, start)
    return state.end() if state else start


def conductivities(text: str) -> Iterator[tuple[int, int]]:
    """Symbols of conductivity with what moves: `σLi+` looks like a formula."""
    return (m.span() for m in _CONDUCTIVITY.finditer(text))


def valued(text: str) -> Iterator[tuple[int, int]]:
    """What has an equals sign and a number behind it and may be a symbol: the `CCD` of `CCD = 1.2 mA cm-2`."""
    return (m.span("symbol") for m in _VALUED.finditer(text))
