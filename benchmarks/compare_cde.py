"""ChemDataExtractor 2 beside the project's own reading: quantities, tables, publishers' files.

Usage: python benchmarks/compare_cde.py [SHARED]; SHARED holds eval/, corpus/ and papers/ (default: ../shared).
Prints the tables of docs/evaluation-cde.md.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose
from pathlib import Path
from typing import Any

from corpus import reader
from corpus.model import Document, PassageKind, Table
from corpus.normalise import normalise
from extraction import chemdataextractor as cde
from extraction.nlp import quantities
from extraction.nlp.units import parse_unit
from extraction.tables import header, table_records

#: SI factor of each unit in the annotations, worked out by hand; None: a count or ratio that has none.
FACTORS = {
    "mAh/g": 3600.0, "S/cm": 100.0, "%": 1.0, "mV": 1e-3, "eV": 1.602176634e-19, "mS/cm": 0.1, "cycles": 1.0,
    "Å": 1e-10, "V": 1.0, "meV": 1.602176634e-22, "mAh/cm^2": 36000.0, "°": 1.0, "um": 1e-6, "MPa": 1e6, "°C": 1.0,
    "Wh/kg": 3600.0,
    "nm": 1e-9, "m": 1.0, "v/v": 1.0, "cm^2": 1e-4, "mm": 1e-3, "ohm/cm^2": 1e4, "wt%": 1.0, "mol%": 1.0,
}  # fmt: skip
#: Units whose factor is a matter of convention (percent as 0.01, degrees in radians).
CONVENTIONAL = {"%", "°", "wt%", "mol%", "v/v", "cycles"}
_LEADING = re.compile(
    r"[-+]?[\d.,]+(?:\s?[×x*·–—~-]\s?[\d.^+-]+|\s?to\s[\d.]+|\s?±\s?[\d.]+|\^[-+]?\d+|(?<=10)[-+]\d+)*"
)


@dataclass
class Score:
    """Right and read of all."""

    total: int = 0
    read: int = 0
    value: int = 0
    unit: int = 0
    both: int = 0

    def add(self, value: bool | None, unit: bool | None) -> None:
        """Count one quantity; None where it was not read."""
        self.total += 1
        self.read += value is not None
        self.value += bool(value)
        self.unit += bool(unit)
        self.both += bool(value and unit)

    def __str__(self) -> str:
        return f"| {self.total} | {self.read} | {self.value} | {self.unit} | {self.both} |"


def annotated(path: Path) -> Iterator[tuple[str, float, float | None, str]]:
    """Text, value, upper value and unit of every annotated measurement."""
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence = json.loads(line)
        texts = {entity["id"]: entity["text"] for entity in sentence["entities"]}
        for each in sentence["measurements"]:
            if each["unit"]:
                text = texts[each["quantity"]]
                plain = normalise(text, 0, len(text))[0].text
                yield plain, each["value"], each["value_max"], each["unit"]


def same(one: float | None, two: float | None) -> bool:
    """Whether two values are equal but for rounding; None equals None."""
    if one is None or two is None:
        return one is two
    return isclose(one, two, rel_tol=1e-6)


def own(text: str, value: float, high: float | None, unit: str) -> tuple[bool | None, bool | None]:
    """What extraction.nlp makes of a quantity: value right, unit right."""
    found = quantities.find(text)
    if not found:
        return None, None
    first = found[0]
    right = first.unit is not None and (unit in CONVENTIONAL or same(first.unit.factor, FACTORS[unit]))
    return same(first.value, value) and same(first.value_max, high), right


def theirs(text: str, value: float, high: float | None, unit: str) -> tuple[bool | None, bool | None]:
    """What ChemDataExtractor makes of it; its functions take value and unit apart."""
    lead = _LEADING.match(text)
    if lead is None:
        return None, None
    found = cde.quantity(lead.group().strip(), text[lead.end() :].strip(" -()"))
    if found is None:
        return None, None
    values = (*found.values, None)[:2] if len(found.values) < 3 else (None, None)
    right = unit in CONVENTIONAL or same(found.factor, FACTORS[unit])
    return same(values[0], value) and same(values[1], high), right


def compare_quantities(shared: Path) -> None:
    """Both readers on the annotated measurements."""
    scores = {"extraction.nlp": Score(), "ChemDataExtractor": Score()}
    both = disagree = agree_wrong = 0
    for each in annotated(shared / "eval" / "dev.jsonl"):
        mine, other = own(*each), theirs(*each)
        scores["extraction.nlp"].add(*mine)
        scores["ChemDataExtractor"].add(*other)
        if mine[0] is not None and other[0] is not None:
            both += 1
            disagree += mine != other
            agree_wrong += mine == other and not all(mine)
    print("| reader | quantities | read | value right | unit right | both right |\n|---|---|---|---|---|---|")
    for name, score in scores.items():
        print(f"| {name} {score}")
    print(f"\nBoth read {both}: they differ on {disagree}, and are wrong together on {agree_wrong}.\n")


Cells = set[tuple[str, str, float, float | None]]


def own_cells(table: Table) -> Cells:
    """Values of a table as extraction.tables reads them: first material, property, value, upper value."""
    return {
        (_owner(each.subject.materials[0].text if each.subject.materials else ""), each.header.property.text,
         each.value.value, each.value.value_max)
        for each in table_records(table)
    }  # fmt: skip


def their_cells(table: Table) -> Cells:
    """The same from TableDataExtractor's category table and ChemDataExtractor's quantities."""
    heads = {cell.text: header(cell) for cell in table.header}
    firsts = {row.cells[0].text for row in table.rows}
    found: Cells = set()
    for cell in cde.cells(table):
        column = next((text for text in cell.columns if text in heads), None)
        head = heads.get(column) if column else None
        if head is None or head.unit is None or not cell.rows:
            continue
        value = cde.quantity(re.sub(r"\(.*?\)", "", cell.value).strip(), head.unit)
        if value is None or len(value.values) > 2:
            continue
        high = value.values[1] if len(value.values) == 2 else None
        names = [row for row in cell.rows if row not in firsts] or list(cell.rows)
        found.add((_owner(names[-1]), head.property.text, value.values[0], high))
    return found


def _owner(name: str) -> str:
    return name.split(",")[0].strip()


def compare_tables(shared: Path) -> None:
    """The annotated rows of two tables, then all tables of the papers."""
    document = reader.read(shared / "corpus" / "002_361831456426156e.txt")
    print("| table | annotated values | extraction.tables | TableDataExtractor |\n|---|---|---|---|")
    for line in (shared / "eval" / "dev-tables.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        table = min(document.tables, key=lambda each: abs(each.start - gold["start"]))
        expected = list(_gold(gold, table))
        mine, other = own_cells(table), their_cells(table)
        print(
            f"| {gold['title'].split('.')[0]} | {len(expected)} | {sum(each in mine for each in expected)}"
            f" | {sum(each in other for each in expected)} |"
        )
    print(
        "\n| paper | tables | values, extraction.tables | values, TableDataExtractor | in both |\n|---|---|---|---|---|"
    )
    for path in (*sorted((shared / "corpus").glob("*.txt")), *sorted((shared / "papers" / "jats").glob("*"))):
        tables = reader.read(path).tables
        if not tables:
            continue
        mine = {(at, *each) for at, table in enumerate(tables) for each in own_cells(table)}
        other = {(at, *each) for at, table in enumerate(tables) for each in their_cells(table)}
        print(f"| {path.stem[:12]} | {len(tables)} | {len(mine)} | {len(other)} | {len(mine & other)} |")
    print()


def _gold(gold: dict[str, Any], table: Table) -> Iterator[tuple[str, str, float, float | None]]:
    """The annotated values with the first material of their row and the header of their property."""
    names = {"ionic conductivity": "Ion conductivity", "activation energy": "Activation energy"}
    for sample in gold["sample"]:
        section, _, ion = sample["row"].rpartition(" | ")
        plain = normalise(ion, 0, len(ion))[0].text
        row = next(row for row in table.rows if (row.section or "") == section and row.cells[0].text == plain)
        for record in sample["records"]:
            if "property" in record:
                property_ = names.get(record["property"], "Thickness range")
                yield _owner(row.cells[1].text), property_, record["value"], record["value_max"]


def compare_readers(shared: Path) -> None:
    """Publishers' files: what each reader finds, and how much of the running text is in both."""
    papers = shared / "papers"
    jobs = [("nlm", path) for path in sorted((papers / "jats").glob("*"))]
    jobs += [("elsevier", path) for path in sorted((papers / "elsevier-xml").glob("*"))]
    jobs += [("rsc", path) for path in sorted((papers / "html").glob("*"))]
    print("| file | reader | title | paragraphs | captions | tables | references | citations | seconds |")
    print("|---|---|---|---|---|---|---|---|---|")
    for publisher, path in jobs:
        data = path.read_bytes()
        start = time.perf_counter()
        document = reader.read(path)
        print(f"| {path.stem[:16]} | corpus | {_own_row(document)} | {time.perf_counter() - start:.2f} |")
        start = time.perf_counter()
        found = cde.article(data, publisher)
        spent = time.perf_counter() - start
        if found is None:
            print(
                f"| {path.stem[:16]} | ChemDataExtractor ({publisher}) | finds no article | | | | | | {spent:.2f} |"
            )
        else:
            title = "yes" if found.title else "no"
            row = f"{title} | {len(found.paragraphs)} | - | {found.tables} | {found.references} | -"
            print(f"| {path.stem[:16]} | ChemDataExtractor ({publisher}) | {row} | {spent:.2f} |")


def _own_row(document: Document) -> str:
    prose = sum(passage.kind is PassageKind.PROSE for passage in document.passages)
    captions = len(document.passages) - prose
    marks = sum(len(passage.citations) for passage in document.passages)
    title = "yes" if document.title else "no"
    return f"{title} | {prose} | {captions} | {len(document.tables)} | {len(document.references)} | {marks}"


def main() -> None:
    """Print all three comparisons."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    assert parse_unit("S/cm") is not None
    compare_quantities(shared)
    compare_tables(shared)
    compare_readers(shared)


if __name__ == "__main__":
    main()
