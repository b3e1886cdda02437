"""ChemDataExtractor 2 behind one door: quantities by dimension, tables by TableDataExtractor, the project's
own tagger.

Nothing else in the project imports it. Each part is loaded at its first call and without start-up effects: no neural
tagger, no download, no configuration or log file, no change to the environment or to logging. The modules that need
torch, and those that reach for the network, are replaced before anything of it is imported.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec, module_from_spec
from io import StringIO
from threading import RLock
from types import ModuleType
from typing import Any

from corpus.model import Table

Tagger = Callable[[list[str]], list[str]]

_LOCK = RLock()
_PACKAGE = "chemdataextractor"
_TABLES = "tabledataextractor"
#: What its neural models would define, and what the rest of it imports of them.
_NEURAL = {
    "nlp.bertcrf_tagger": ("BertCrfTagger", "ProcessedTextTagger", "_BertCrfTokenTagger"),
    "nlp.crf": ("ConditionalRandomField",),
    "nlp.dependency": ("Dependency", "DependencyTagger", "IndexTagger"),
    "parse.multi_turn_qa": ("MultiTurnQAParser",),
}


#: What a tagger that tags nothing answers.
_SILENT = {"can_tag": lambda self, tag_type: False, "can_batch_tag": lambda self, tag_type: False}


class CannotLoad(ImportError):
    """ChemDataExtractor is not installed, or not in a version that this module knows."""


@dataclass(frozen=True, slots=True)
class CdeQuantity:
    """A quantity as ChemDataExtractor reads it: one value or two, and what its unit is in SI."""

    values: tuple[float, ...]
    dimension: str  #: a name out of `dimensions()`
    factor: float  #: SI units in one of the unit
    error: float | None = None


@dataclass(frozen=True, slots=True)
class CdeCell:
    """A data cell as TableDataExtractor places it: its row's and its column's headers."""

    value: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(slots=True)
class _Tagging:
    """The tagger that every sentence of ChemDataExtractor is given to."""

    tagger: Tagger | None = None

    def tags(self, words: list[str]) -> list[str]:
        return self.tagger(words) if self.tagger else ["O"] * len(words)


_TAGGING = _Tagging()


def set_tagger(tagger: Tagger | None) -> None:
    """Have chemical names tagged by `tagger`: words of a sentence to `B-CM`, `I-CM` or `O`; None tags
    nothing."""
    _TAGGING.tagger = tagger


def names(words: Sequence[str]) -> list[str]:
    """The chemical names that ChemDataExtractor's tagger interface finds in the words of a sentence."""
    tagger = _tagger()
    found: list[list[str]] = []
    for word, tag in tagger.legacy_tag(list(words)):
        if tag.startswith("B-"):
            found.append([word])
        elif tag.startswith("I-") and found:
            found[-1].append(word)
    return [" ".join(each) for each in found]


def dimensions() -> tuple[str, ...]:
    """The dimensions that quantities are read by."""
    return tuple(_quantities().dimensions)


def quantity(value: str, unit: str) -> CdeQuantity | None:
    """Read a value with its unit, both as text; None where either is not understood.

    `value` may be a range, carry an error or a power of ten: `150 to 160`, `50 ± 5`, `3.5×10^-4`.
    """
    library = _quantities()
    with _LOCK:
        found = _unit(unit.strip())
        if found is None:
            return None
        plain = value.replace("10^", "10")
        try:
            values = library.reader.extract_value(plain)
            error = library.reader.extract_error(plain)
        except (ValueError, IndexError, TypeError):
            return None
    return CdeQuantity(tuple(values), *found, error) if values else None


@lru_cache(maxsize=2_000)
def _unit(text: str) -> tuple[str, float] | None:
    """Name of the dimension and factor of a unit; the first dimension that takes all of it."""
    library = _quantities()
    for name, dimension in library.dimensions.items():
        try:
            unit = library.reader.extract_units(text.replace("^", ""), dimension, strict=True)
            return name, float(unit.convert_error_to_standard(1.0))
        except (TypeError, ValueError, KeyError, IndexError, AttributeError, ZeroDivisionError):
            continue
    return None


def cells(table: Table) -> Iterator[CdeCell]:
    """A table's data cells with their headers, found by TableDataExtractor; nothing where it sees no
    table."""
    rows = [[cell.text for cell in table.header]]
    for row in table.rows:
        rows.append([cell.text for cell in row.cells])
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    library = _tables()
    with _LOCK, redirect_stdout(StringIO()):
        try:
            found = library.reader.Table(rows).category_table
        except (library.error, TypeError, ValueError, IndexError):
            return
    for value, row, column in found or ():
        yield CdeCell(str(value), _texts(row), _texts(column))


@dataclass(frozen=True, slots=True)
class CdeArticle:
    """An article as one of ChemDataExtractor's publisher readers sees it."""

    title: str | None
    paragraphs: tuple[str, ...]
    tables: int
    references: int
    doi: str | None


def article(data: bytes, publisher: str) -> CdeArticle | None:
    """Read an article with the reader for `elsevier`, `nlm` (JATS), `rsc`, `acs` or `springer`.

    None where the reader finds no article. It serves comparison only: corpus has readers of its own, which keep
    offsets, captions and citations.
    """
    _quantities(), _tables(), _tagger()
    module, reader = _READERS[publisher]
    with _LOCK, redirect_stdout(StringIO()):
        vars(sys.modules[_PACKAGE])["Document"] = _module(f"{_PACKAGE}.doc.document").Document
        made = getattr(_module(f"{_PACKAGE}.reader.{module}"), reader)()
        try:
            found = made.readstring(data)
        except IndexError:
            return None
    about = next((each for each in found.elements if type(each).__name__ == "MetaData"), None)
    meta = about.serialize().get("MetaData", {}) if about is not None else {}
    title = meta.get("title") or next((each.text for each in found.titles), None)
    texts = tuple(each.text for each in found.paragraphs)
    return CdeArticle(title, texts, len(found.tables), len(found.citations), meta.get("doi"))


_READERS = {
    "elsevier": ("elsevier", "ElsevierXmlReader"),
    "nlm": ("nlm", "NlmXmlReader"),
    "rsc": ("rsc", "RscHtmlReader"),
    "acs": ("acs", "AcsHtmlReader"),
    "springer": ("springer", "SpringerHtmlReader"),
}


def _texts(headers: Any) -> tuple[str, ...]:
    return tuple(str(header) for header in headers)


@dataclass(frozen=True, slots=True)
class _Quantities:
    """Its quantity reader, and the dimensions to read by."""

    reader: Any
    dimensions: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Tables:
    """Its table reader, and what that raises."""

    reader: Any
    error: type[Exception]


@lru_cache(maxsize=1)
def _load_quantities() -> _Quantities:
    return _Quantities(_module(f"{_PACKAGE}.parse.quantity"), _dimensions(_module(f"{_PACKAGE}.model.units")))


@lru_cache(maxsize=1)
def _load_tables() -> _Tables:
    tables = _module(f"{_TABLES}.table.table")
    vars(sys.modules[_TABLES]).update(Table=tables.Table, TrivialTable=tables.TrivialTable)
    return _Tables(tables, _module(f"{_TABLES}.exceptions").TDEError)


def _quantities() -> _Quantities:
    """Load once, whichever thread asks first; this part takes neither pandas nor sympy."""
    with _LOCK:
        return _load_quantities()


def _tables() -> _Tables:
    with _LOCK:
        return _load_tables()


def _tagger() -> Any:
    with _LOCK:
        return _module(f"{_PACKAGE}.nlp.new_cem").CemTagger()


def _module(name: str) -> Any:
    """Import one of its modules, its warnings and start-up effects kept away."""
    _prepare()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            return import_module(name)
        except ImportError as error:
            raise CannotLoad(f"ChemDataExtractor can't be loaded: {error}") from error


@lru_cache(maxsize=1)
def _prepare() -> None:
    """Put packages without their start-up code, and stand-ins for modules, into sys.modules; once."""
    for package in (_PACKAGE, _TABLES):
        _bare_package(package)
        logging.getLogger(package).addHandler(logging.NullHandler())
    config: Any = import_module(f"{_PACKAGE}.config")
    config.config = _configured(config)
    data: Any = import_module(f"{_PACKAGE}.data")
    data.AUTO_DOWNLOAD = False
    _stand_in(f"{_TABLES}.input.from_html", {"read_file": _refuse, "read_url": _refuse})
    for name, classes in _NEURAL.items():
        _stand_in(f"{_PACKAGE}.{name}", {each: type(each, (), _SILENT) for each in classes})
    base = import_module(f"{_PACKAGE}.nlp.tag").BaseTagger
    _stand_in(f"{_PACKAGE}.nlp.new_cem", {"CemTagger": type("CemTagger", (base,), _tagger_members())})


def _bare_package(name: str) -> None:
    """Import a package without running its `__init__`, which opens a log file in the working directory."""
    spec = find_spec(name)
    if spec is None:
        raise CannotLoad(f"the package {name} is not installed")
    sys.modules[name] = module_from_spec(spec)


def _configured(config: Any) -> Any:
    """Its settings, held in memory: data comes from this package, nothing is read from or written to a
    home."""
    data = files("extraction") / "cde_data"
    made = config.Config(path=str(data / "no-such-file.yml"))
    made._data = {"data_dir": str(data)}
    return made


def _stand_in(name: str, members: dict[str, Any]) -> None:
    module = ModuleType(name)
    vars(module).update(members)
    sys.modules[name] = module


def _refuse(*_: object, **__: object) -> None:
    raise ValueError("pages are not fetched")


def _tagger_members() -> dict[str, Any]:
    """The interface of a tagger of chemical names, fed by `set_tagger`."""

    def legacy_tag(self: object, tokens: list[str]) -> list[tuple[str, str]]:
        return list(zip(tokens, _TAGGING.tags(list(tokens)), strict=True))

    def tag(self: object, tokens: list[Any]) -> list[tuple[Any, str]]:
        return list(zip(tokens, _TAGGING.tags([token.text for token in tokens]), strict=True))

    return {"tag_type": "ner_tag", "legacy_tag": legacy_tag, "tag": tag}


def _dimensions(units: Any) -> dict[str, Any]:
    """The dimensions of the field, put together from those that ChemDataExtractor has and three of our
    own."""
    current, time, length, mass = units.ElectricalCurrent(), units.Time(), units.Length(), units.Mass()
    potential, energy, power = units.ElectricPotential(), units.Energy(), units.Power()
    resistance = _dimension(units, "Resistance", "Ohm", "Ω|[Oo]hms?")
    conductance = _dimension(units, "Conductance", "Siemens", "S")
    pressure = _dimension(units, "Pressure", "Pascal", "Pa")
    return {
        "potential": potential,
        "length": length,
        "temperature": units.Temperature(),
        "time": time,
        "energy": energy,
        "current": current,
        "ratio": units.Ratio(),
        "angle": units.Angle(),
        "capacity": current * time,
        "specific capacity": current * time / mass,
        "areal capacity": current * time / length**2.0,
        "volumetric capacity": current * time / length**3.0,
        "current density": current / length**2.0,
        "specific current": current / mass,
        "specific energy": power * time / mass,
        "energy density": power * time / length**3.0,
        "specific power": power / mass,
        "power density": power / length**2.0,
        "conductivity": conductance / length,
        "resistance": resistance,
        "area specific resistance": resistance * length**2.0,
        "resistance per area": resistance / length**2.0,
        "resistivity": resistance * length,
        "pressure": pressure,
        "area": length**2.0,
        "surface energy": energy / length**2.0,
        "diffusivity": length**2.0 / time,
        "molar energy": energy / units.AmountOfSubstance(),
        "mass": mass,
        "mass loading": mass / length**2.0,
        "density": mass / length**3.0,
    }


def _dimension(units: Any, name: str, unit: str, pattern: str) -> Any:
    """A dimension with one unit of its own, which is its SI unit; it is taken as a base, as that reads
    best."""
    elements = import_module(f"{_PACKAGE}.parse.elements")
    dimension = type(name, (units.Dimension,), {})

    def initialise(self: Any, magnitude: float = 0.0, powers: Any = None) -> None:
        units.Unit.__init__(self, dimension(), magnitude, powers)

    def same(self: object, value: float) -> float:
        return value

    ways = {f"convert_{what}_{way}_standard": same for what in ("value", "error") for way in ("to", "from")}
    made = type(unit, (units.Unit,), {"__init__": initialise, **ways})
    vars_of: Any = dimension
    vars_of.units_dict = {elements.R(pattern, group=0): made}
    vars_of.standard_units = made()
    return dimension()
