"""Reads chemical formulas by grammar: amounts with variables, groups, charges, hydrates, composites, glasses.

The grammar works on normalised text (ASCII, one hyphen): `Li7La3Zr2O12`, `Li1+xAlxTi2-x(PO4)3`, `Li10Ge(Sb0.075P0.925)2S12`,
`Zn4SO4(OH)6·4H2O`, `[Zn(H2O)6]2+`, `75Li2S-25P2S5`, `xLi2S-(100-x)P2S5`, `TiO2@C`, `amorphous`-prefixes `a-TiSx`.
What it reads is kept in the order in which the field writes it; `reduced` is beside it for comparison only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import gcd

SYMBOLS = frozenset([
    "H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne", "Na", "Mg", "Al", "Si", "P", "S", "Cl", "Ar", "K", "Ca", "Sc",
    "Ti", "V", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Ga", "Ge", "As", "Se", "Br", "Kr", "Rb", "Sr", "Y", "Zr", "Nb",
    "Mo", "Tc", "Ru", "Rh", "Pd", "Ag", "Cd", "In", "Sn", "Sb", "Te", "I", "Xe", "Cs", "Ba", "La", "Ce", "Pr", "Nd", "Pm",
    "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Hf", "Ta", "W", "Re", "Os", "Ir", "Pt", "Au", "Hg", "Tl",
    "Pb", "Bi", "Th", "U",
])  # fmt: skip
#: Letters that stand for a choice of elements: Li6PS5X, MF2, LnCl3, AMO2.
PLACEHOLDERS = frozenset({"M", "X", "Ln", "RE", "TM", "A", "R", "Me", "T"})
#: Elements that a minus makes an ion, without and with a number; behind any other ("Li- and Na-ion") it is a hyphen.
_SINGLY, _MULTIPLY = (
    frozenset({"F", "Cl", "Br", "I", "H"}),
    frozenset({"O", "S", "Se", "Te", "N", "P", "As", "C"}),
)
#: Anions and ligands that are written by their short names inside formulas: LiTFSI, Mg(TFSI)2, Zn(OTf)2.
GROUPS = (
    "TFSI",
    "DFOB",
    "FSI",
    "BOB",
    "OTf",
    "TFSA",
    "FSA",
    "BETI",
    "FTFSI",
    "TDI",
    "OAc",
    "acac",
    "Et",
    "Bu",
    "Ph",
)

_GROUP = re.compile("|".join(sorted(GROUPS, key=len, reverse=True)))
_ATOM = re.compile(r"[A-Z][a-z]?")
_VARIABLE = r"(?:[xyznmδ]|\d+(?:\.\d+)?[xyzδ]?)"
_SUM = rf"{_VARIABLE}(?:(?:\+/-|[+\-±/]){_VARIABLE})*"
_AMOUNT = re.compile(rf"\((?P<inner>{_SUM})\)|(?P<plain>{_SUM})(?![a-z])|(?P<lone>[xyznmδ])")
_FACTOR = re.compile(r"(?:\d+(?:\.\d+)?|[xyn]|\(?(?:100|1)[-–][xy](?:[-–][yz])?\)?)")
_COEFFICIENT = re.compile(rf"{_FACTOR.pattern}(?:\s?[·*]\s?)?(?=[(A-Z\[])")
_CHARGE = re.compile(r"(?:\^?(\d*)([+\-]))$")
_FORM = re.compile(r"^(?:(?P<form>a|c|g|nano|[αβγδκθ]|[1-9][HTR]|[0-3]D|bcc|fcc|hcp|h)-)(?=[A-Z(\[])")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as read: `text` is its canonical form, `amounts` is empty where an amount is a variable."""

    text: str
    elements: tuple[str, ...]  #: in order of first appearance
    amounts: tuple[tuple[str, Fraction], ...] = ()
    charge: int = 0
    parts: tuple[str, ...] = ()  #: the components of a composite or glass; empty for a single compound
    form: str | None = None  #: `a`, `c`, `β`, `2H`, `nano`, ...

    @property
    def reduced(self) -> str | None:
        """Element-sorted formula with smallest whole amounts, or None where amounts are variable."""
        if not self.amounts:
            return None
        scale = 1
        for _, amount in self.amounts:
            scale = scale * amount.denominator // gcd(scale, amount.denominator)
        whole = {symbol: int(amount * scale) for symbol, amount in self.amounts}
        common = gcd(*whole.values()) or 1
        return "".join(f"{s}{n // common if n != common else ''}" for s, n in sorted(whole.items()))


class _Reader:
    """Recursive descent over one compound; `ok` turns False at the first thing that is no formula."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.elements: dict[str, None] = {}
        self.variable = False
        self.placeholder = False

    def compound(self) -> dict[str, Fraction] | None:
        total = self._sequence("")
        return total if total is not None and self.at == len(self.text) and self.elements else None

    def _sequence(self, closing: str) -> dict[str, Fraction] | None:
        total: dict[str, Fraction] = {}
        while self.at < len(self.text) and not (closing and self.text[self.at] == closing):
            part = self._unit()
            if part is None:
                return None
            times = self._amount()
            for symbol, amount in part.items():
                total[symbol] = total.get(symbol, Fraction(0)) + amount * times
        return total

    def _unit(self) -> dict[str, Fraction] | None:
        char = self.text[self.at]
        if char in "([":
            return self._group(")" if char == "(" else "]")
        if char == ",":  # alternatives within a group: (Ni,Co,Mn)O2
            self.at += 1
            self.variable = True
            return {}
        return self._atom()

    def _group(self, closing: str) -> dict[str, Fraction] | None:
        self.at += 1
        opened = self.at
        inner = self._sequence(closing)
        if inner is None or self.at == opened or self.at >= len(self.text):
            return None
        self.at += 1
        return inner

    def _atom(self) -> dict[str, Fraction] | None:
        ligand = _GROUP.match(self.text, self.at)
        if ligand:
            self.at = ligand.end()
            self.variable = self.placeholder = True
            return {}
        found = _ATOM.match(self.text, self.at)
        if not found:
            if self.text[self.at] == "□":
                self.at += 1
                return {}
            return None
        for symbol in (found.group(), found.group()[0]):
            if symbol in SYMBOLS or symbol in PLACEHOLDERS:
                break
        else:
            return None
        self.at += len(symbol)
        if symbol in SYMBOLS:
            self.elements.setdefault(symbol)
            return {symbol: Fraction(1)}
        self.placeholder = self.variable = True
        return {}

    def _amount(self) -> Fraction:
        found = _AMOUNT.match(self.text, self.at)
        if not found:
            return Fraction(1)
        self.at = found.end()
        number = found.group(found.lastgroup or 0)
        try:
            return Fraction(number)
        except (ValueError, ZeroDivisionError):
            self.variable = True
            return Fraction(1)


def _split_charge(text: str) -> tuple[str, int]:
    """`Zn2+` -> (`Zn`, 2), `PF6-` -> (`PF6`, -1), `[Zn(H2O)6]2+` -> (`[Zn(H2O)6]`, 2)."""
    found = _CHARGE.search(text)
    if not found or found.start() == 0:
        return text, 0
    digits, sign = found.groups()
    body = text[: found.start()]
    if sign == "-" and body in SYMBOLS and body not in (_MULTIPLY if digits else _SINGLY):
        return text, 0
    one_atom = body in SYMBOLS or body in PLACEHOLDERS or body.endswith("]") or text[found.start()] == "^"
    if digits and not one_atom:  # SO42- is SO4 with 2-, PF6- is PF6 with 1-
        if len(digits) > 1:
            body, digits = body + digits[:-1], digits[-1]
        else:
            body, digits = body + digits, ""
    size = int(digits or 1)
    return (body, size if sign == "+" else -size) if 0 < size <= 8 else (text, 0)


def _compound(text: str) -> Formula | None:
    body, charge = _split_charge(text)
    reader = _Reader(body)
    total = reader.compound()
    if total is None:
        return None
    if reader.placeholder and len(reader.elements) < 1:
        return None
    amounts = () if reader.variable else tuple(sorted((s, a) for s, a in total.items() if a))
    return Formula(text=text, elements=tuple(reader.elements), amounts=amounts, charge=charge)


def _sum(text: str, parts: list[str], read: list[Formula], form: str | None = None) -> Formula:
    elements = tuple(dict.fromkeys(e for f in read for e in f.elements))
    return Formula(text=text, elements=elements, parts=tuple(parts), form=form)


_JOINT = re.compile(r"(?<=[A-Za-z0-9)\]])(?:@|/|·|-(?=\(?[\dxyn(\[A-Z]))(?=[A-Z(\[\dxyn])")


def _outside_brackets(text: str) -> list[int]:
    """Offsets of `text` at bracket depth 0."""
    depth, out = 0, []
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if depth == 0:
            out.append(at)
    return out


def _pieces(text: str) -> list[str]:
    """`text` cut at the joints of a composite or glass; a single piece where there is none."""
    level = set(_outside_brackets(text))
    pieces, start = [], 0
    for cut in _JOINT.finditer(text):
        piece = text[start : cut.start()]
        if cut.start() in level and not (cut.group() == "·" and _FACTOR.fullmatch(piece)):
            pieces.append(piece)
            start = cut.end()
    return [*pieces, text[start:]]


@lru_cache(maxsize=50_000)
def parse(text: str) -> Formula | None:
    """Read a formula, or return None where `text` is none.

    A lone capital word without digits or lower-case letters (`SOC`, `CNF`) reads as a formula here; whether it is meant
    as one is for the lexicons and the tagger to say (`looks_like_formula`).
    """
    text = text.strip()
    if not text or len(text) > 160:
        return None
    prefix = _FORM.match(text)
    body = text[prefix.end() :] if prefix else text
    form = prefix.group("form") if prefix else None
    single = _compound(body)
    if single is not None:
        return Formula(text, single.elements, single.amounts, single.charge, (), form)
    pieces = _pieces(body)
    stripped = [_COEFFICIENT.sub("", p, count=1) if _COEFFICIENT.match(p) else p for p in pieces]
    read = [_compound(p.strip()) for p in stripped]
    if any(r is None for r in read) or (len(read) == 1 and stripped == pieces):
        return None
    return _sum(text, [p.strip() for p in stripped], [r for r in read if r is not None], form)


_SURE = re.compile(r"[a-z]\d|\)\d|\d[A-Z]|[A-Z][a-z]?\d|[A-Z][a-z][A-Z]|[A-Z][A-Z][a-z]|[a-z][xyz][A-Z]|@")
_ROMAN = re.compile(r"^[IVX]+$")


def looks_like_formula(text: str) -> bool:
    """Whether `text` reads as a formula and is shaped like nothing else: two elements, and digits or small letters.

    `Li2S`, `NaCl`, `LiPF6` yes; `In`, `SOC`, `CNF`, `IV`, `0.5C`, `S1` no.
    """
    formula = parse(text)
    if formula is None or _ROMAN.match(text) or _SAMPLE.match(text):
        return False
    if formula.charge and text.rstrip("+-0123456789^") in SYMBOLS:
        return True
    if not _SURE.search(text):
        return False
    if _GROUP.search(text):
        return True
    if len(formula.elements) < 2:
        only = formula.elements[0]
        return bool(formula.amounts) and len(text) > len(only) and text in _ELEMENTAL
    return not _LABEL.match(text)


#: Molecules and allotropes of one element that are written with a number.
_ELEMENTAL = frozenset(
    {"O2", "H2", "N2", "F2", "Cl2", "Br2", "I2", "S8", "P4", "C60", "O3", "S2", "S4", "S6", "Se8"}
)
#: Figure labels and space groups that read as formulas: "S1", "P1", "C2", "B3".
_LABEL = re.compile(r"^(?:[A-Z]\d{1,2}|[A-Z]\d[a-z]?)$")
#: Names of products and samples that do: "NMC811", "NCM90", "CO1".
_SAMPLE = re.compile(r"^(?:[A-Z]{3,}\d{2,}|[A-Z]{2}\d{3,}|[A-Z]+1)$")
