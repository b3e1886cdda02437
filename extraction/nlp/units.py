"""The units of the field: reads `mA cm-2`, `mA/cm2`, `Ω·cm2`, `V vs. Li/Li+`, `wt%` into factors of SI base units.

A unit is read whole or not at all: a symbol that isn't in the table makes the text no unit, nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

#: Exponents of (m, kg, s, A, K, mol, cycle).
Dimension = tuple[int, int, int, int, int, int, int]
NONE: Dimension = (0, 0, 0, 0, 0, 0, 0)

_BASE: dict[str, tuple[float, Dimension]] = {
    "m": (1, (1, 0, 0, 0, 0, 0, 0)),
    "g": (1e-3, (0, 1, 0, 0, 0, 0, 0)),
    "s": (1, (0, 0, 1, 0, 0, 0, 0)),
    "A": (1, (0, 0, 0, 1, 0, 0, 0)),
    "K": (1, (0, 0, 0, 0, 1, 0, 0)),
    "mol": (1, (0, 0, 0, 0, 0, 1, 0)),
    "V": (1, (2, 1, -3, -1, 0, 0, 0)),
    "Ω": (1, (2, 1, -3, -2, 0, 0, 0)),
    "S": (1, (-2, -1, 3, 2, 0, 0, 0)),
    "W": (1, (2, 1, -3, 0, 0, 0, 0)),
    "J": (1, (2, 1, -2, 0, 0, 0, 0)),
    "N": (1, (1, 1, -2, 0, 0, 0, 0)),
    "Pa": (1, (-1, 1, -2, 0, 0, 0, 0)),
    "F": (1, (-2, -1, 4, 2, 0, 0, 0)),
    "Hz": (1, (0, 0, -1, 0, 0, 0, 0)),
    "eV": (1.602176634e-19, (2, 1, -2, 0, 0, 0, 0)),
    "C": (1, (0, 0, 1, 1, 0, 0, 0)),
    "L": (1e-3, (3, 0, 0, 0, 0, 0, 0)),
    "l": (1e-3, (3, 0, 0, 0, 0, 0, 0)),
    "bar": (1e5, (-1, 1, -2, 0, 0, 0, 0)),
    "cal": (4.184, (2, 1, -2, 0, 0, 0, 0)),
    "T": (1, (0, 1, -2, -1, 0, 0, 0)),
}
_PREFIXES = {
    "": 1.0,
    "f": 1e-15,
    "p": 1e-12,
    "n": 1e-9,
    "μ": 1e-6,
    "m": 1e-3,
    "c": 1e-2,
    "d": 1e-1,
    "k": 1e3,
    "M": 1e6,
    "G": 1e9,
}
#: Which prefixes a symbol takes here; all others are spelt as they are or not at all.
_PREFIXED = {
    "m": "fpnμmcdk",
    "g": "nμmk",
    "s": "fpnμm",
    "A": "npμmk",
    "K": "",
    "mol": "nμmk",
    "V": "nμmk",
    "Ω": "mkMG",
    "S": "fpnμm",
    "W": "nμmkMG",
    "J": "mkM",
    "N": "nμmk",
    "Pa": "mkMG",
    "F": "pnμmk",
    "Hz": "mkMG",
    "eV": "mkM",
    "C": "μmk",
    "L": "μmd",
    "l": "μmd",
    "bar": "m",
    "cal": "k",
    "T": "m",
}
_HOUR = 3600.0
_SPECIAL: dict[str, tuple[float, Dimension]] = {
    "%": (1e-2, NONE),
    "wt%": (1e-2, NONE),
    "mol%": (1e-2, NONE),
    "at%": (1e-2, NONE),
    "vol%": (1e-2, NONE),
    "ppm": (1e-6, NONE),
    "°": (0.017453292519943295, NONE),
    "v/v": (1, NONE),
    "fold": (1, NONE),
    "times": (1, NONE),
    "h": (_HOUR, _BASE["s"][1]),
    "hour": (_HOUR, _BASE["s"][1]),
    "hr": (_HOUR, _BASE["s"][1]),
    "min": (60, _BASE["s"][1]),
    "minute": (60, _BASE["s"][1]),
    "day": (86400, _BASE["s"][1]),
    "week": (604800, _BASE["s"][1]),
    "month": (2629746, _BASE["s"][1]),
    "year": (31556952, _BASE["s"][1]),
    "second": (1, _BASE["s"][1]),
    "°C": (1, _BASE["K"][1]),
    "Å": (1e-10, _BASE["m"][1]),
    "M": (1e3, (-3, 0, 0, 0, 0, 1, 0)),
    "mM": (1, (-3, 0, 0, 0, 0, 1, 0)),
    "cycle": (1, (0, 0, 0, 0, 0, 0, 1)),
    "ton": (1e3, (0, 1, 0, 0, 0, 0, 0)),
    "rpm": (1 / 60, (0, 0, -1, 0, 0, 0, 0)),
    "layer": (1, NONE),
    "atom": (1, NONE),
    "atm": (101325, _BASE["Pa"][1]),
    "Torr": (133.322, _BASE["Pa"][1]),
    "psi": (6894.76, _BASE["Pa"][1]),
    "e": (1.602176634e-19, _BASE["C"][1]),
}
_ALIAS = {
    "deg": "°",
    "um": "μm",
    "uA": "μA",
    "uL": "μL",
    "hours": "h",
    "hrs": "h",
    "hour": "h",
    "hr": "h",
    "minutes": "min",
    "mins": "min",
    "sec": "s",
    "seconds": "s",
    "second": "s",
    "days": "day",
    "weeks": "week",
    "months": "month",
    "years": "year",
    "cycles": "cycle",
    "degC": "°C",
    "℃": "°C",
    "angstrom": "Å",
    "volts": "V",
    "mole": "mol",
    "moles": "mol",
    "atoms": "atom",
    "nanometers": "nm",
    "micrometers": "μm",
    "microns": "μm",
    "percent": "%",
    "degrees": "°",
    "layers": "layer",
    "folds": "fold",
}
_OHM = re.compile(r"[Oo]hms?$")
_HOURLY = re.compile(r"^([μmkMG]?)(A|W)h$")
_SI_NAMES: dict[Dimension, str] = {
    (0, 0, 1, 1, 0, 0, 0): "C",
    (0, -1, 1, 1, 0, 0, 0): "C/kg",
    (-2, 0, 1, 1, 0, 0, 0): "C/m^2",
    (-3, 0, 1, 1, 0, 0, 0): "C/m^3",
    (-2, 0, 0, 1, 0, 0, 0): "A/m^2",
    (0, -1, 0, 1, 0, 0, 0): "A/kg",
    (2, 1, -3, -1, 0, 0, 0): "V",
    (2, 1, -3, -2, 0, 0, 0): "ohm",
    (4, 1, -3, -2, 0, 0, 0): "ohm m^2",
    (3, 1, -3, -2, 0, 0, 0): "ohm m",
    (-2, -1, 3, 2, 0, 0, 0): "S",
    (-3, -1, 3, 2, 0, 0, 0): "S/m",
    (2, 1, -3, 0, 0, 0, 0): "W",
    (2, 0, -3, 0, 0, 0, 0): "W/kg",
    (2, 1, -2, 0, 0, 0, 0): "J",
    (2, 0, -2, 0, 0, 0, 0): "J/kg",
    (-1, 1, -2, 0, 0, 0, 0): "Pa",
    (0, 1, -2, 0, 0, 0, 0): "N/m",
    (2, 1, -2, 0, 0, -1, 0): "J/mol",
    (0, 0, -1, 0, 0, 0, 0): "1/s",
    (0, 0, 0, 0, 0, 0, 1): "cycles",
    (-3, 0, 0, 0, 0, 1, 0): "mol/m^3",
    (1, 1, -3, 0, -1, 0, 0): "W/(m K)",
    NONE: "1",
}
_BASE_NAMES = ("m", "kg", "s", "A", "K", "mol", "cycles")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `text` in plain form (`mA/cm^2`), `factor` and `dimension` to SI, `offset` for °C, `scale` a reference."""

    text: str
    factor: float
    dimension: Dimension
    offset: float = 0.0
    scale: str | None = None  #: what a potential is given against: "Li/Li+"
    rate: bool = False  #: a C-rate, in multiples of the nominal capacity per hour; has no SI value of its own

    @property
    def si_unit(self) -> str | None:
        """Name of the coherent SI unit; None for a C-rate."""
        if self.rate:
            return None
        return _SI_NAMES.get(self.dimension) or _spell(
            tuple((n, p) for n, p in zip(_BASE_NAMES, self.dimension, strict=True) if p)
        )

    def to_si(self, value: float) -> float | None:
        """Convert a value to the coherent SI unit; None for a C-rate."""
        return None if self.rate else (value + self.offset) * self.factor


def _spell(powers: tuple[tuple[str, int], ...]) -> str:
    def one(name: str, power: int) -> str:
        return name if power == 1 else f"{name}^{power}"

    above = " ".join(one(n, p) for n, p in powers if p > 0)
    below = [one(n, -p) for n, p in powers if p < 0]
    return (above or "1") + "".join(f"/{b}" for b in below)


def _symbol(name: str) -> tuple[str, float, Dimension] | None:
    name = _OHM.sub("Ω", _ALIAS.get(name, name))
    if name in _SPECIAL:
        factor, dimension = _SPECIAL[name]
        return name, factor, dimension
    hourly = _HOURLY.match(name)
    if hourly:
        factor, dimension = _BASE[hourly.group(2)]
        seconds = (dimension[0], dimension[1], dimension[2] + 1, *dimension[3:])
        return name, _PREFIXES[hourly.group(1)] * factor * _HOUR, seconds
    for base, (factor, dimension) in _BASE.items():
        prefix = name[: -len(base)]
        if name.endswith(base) and (not prefix or (prefix in _PREFIXES and prefix in _PREFIXED[base])):
            return name, _PREFIXES[prefix] * factor, dimension
    return None


_VERSUS = re.compile(
    r"\s*\(?(?:vs\.?|versus|against)\s+(?:the\s+)?(?P<scale>[A-Z][A-Za-z0-9]*(?:\s?/\s?[A-Z][a-z]?(?:\d?\+)?)?"
    r"|standard hydrogen (?:electrode|potential))\)?$"
)
_HYDROGEN = re.compile(r"^standard hydrogen .*$")
_TOKEN = re.compile(
    r"\s*(?P<joint>[/·*.⋅]|per\s)?\s*(?P<open>\()?(?P<name>wt\.?\s?%|mol\.?\s?%|at\.?\s?%|vol\.?\s?%|v/v|°C|℃|°|%|[A-Za-zΩμµÅ]+)"
    r"(?:\^?\{?(?P<power>[+\-]?\d)(?!\d)\}?)?(?P<close>\))?"
)


#: Signs that Unicode has twice: micro and mu, ohm and omega, Celsius, angstrom.
_ONE_SIGN = str.maketrans({"µ": "μ", "\u2126": "Ω", "℃": "°C", "\u212b": "Å"})


@lru_cache(maxsize=5_000)
def parse_unit(text: str) -> Unit | None:
    """Read a unit, or return None where any part of `text` is none.

    `mA cm-2` -> factor 10, A/m^2; `Ω/cm2` is read as it stands, though an area-specific resistance is Ω·cm2.
    """
    text = text.strip().translate(_ONE_SIGN)
    versus = _VERSUS.search(text)
    scale = _HYDROGEN.sub("SHE", versus.group("scale")).replace(" ", "") if versus else None
    body = text[: versus.start()] if versus else text
    if body in ("C", "C-rate") and not versus:
        return Unit("C", 1.0, NONE, rate=True)
    if body in ("°C", "degC"):
        return Unit("degC", 1.0, _BASE["K"][1], offset=273.15)
    powers = _powers(body)
    return None if not powers else _unit(powers, scale)


_INVERSE = re.compile(r"1\s?/")  #: "1/s"


def _powers(body: str) -> list[tuple[str, int]]:
    """Symbols with their powers; "/" turns the next symbol over, or all of the bracket behind it."""
    at, bracket, powers = 1 if _INVERSE.match(body) else 0, False, []
    while at < len(body):
        found = _TOKEN.match(body, at)
        if not found:
            return []
        over = (found.group("joint") or "").strip() in ("/", "per")
        bracket = bracket or (over and bool(found.group("open")))
        power = int(found.group("power") or 1)
        powers.append((re.sub(r"[\s.]", "", found.group("name")), -power if over or bracket else power))
        bracket = bracket and not found.group("close")
        at = found.end()
    return powers


_PLAIN = {"cycle": "cycles", "°": "deg", "°C": "degC"}


def _unit(powers: list[tuple[str, int]], scale: str | None) -> Unit | None:
    factor, total, spelt = 1.0, [0] * 7, []
    for name, power in powers:
        read = _symbol(name)
        if read is None:
            return None
        plain, one, dimension = read
        factor *= one**power
        total = [t + d * power for t, d in zip(total, dimension, strict=True)]
        spelt.append(
            (
                _PLAIN.get(plain, plain).replace("Ω", "ohm").replace("μ", "u").replace("Å", "angstrom"),
                power,
            )
        )
    return Unit(_spell(tuple(spelt)), factor, tuple(total), scale=scale)  # type: ignore[arg-type]
