"""Tables to records: headers, units, sections, ranges, lists of materials, tables on their side; invented tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Document, Table
from corpus.reader import read
from extraction.tables import Record, header, subjects, table_records, values

SENTENCE = "The table below was made up for this test and lists what nobody has ever measured.\n\n"

ELECTROLYTES = """Table 1. Made-up solid electrolytes.

Ion\tMaterials\tConductivity [S cm⁻¹]\tActivation energy (eV)\tRemarks
Sulfides\t\t\t\t
Li⁺\tLi ₃ PS ₄ , Li2S-P2S5, LiMX (M = Y, In),\t10 ⁻⁷ –10 ⁻³\t0.1–0.25\tsoft, cheap
Na⁺\tNa₃PS₄, Na₅M with M = Cr, Al, Fe, NaX\t~2 × 10⁻⁴\t>3.1\t–
Polymers\t\t\t\t
Zn²⁺\tPEO-Zn, gelatin\t10⁻⁹–10⁻⁵ (SPEs)/10⁻⁶–10⁻³ (GPEs)\t–\tweak
"""
PIPES = """Table 2. Made-up anodes.

| Anode | Capacity/rate (mAh g-1/mA g-1) | Retention | Life (cycles) | Size/nm | Ref. |
|---|---|---|---|---|---|
| Si@C | 1190.1/200 | 87% | 1,500 | 75 ± 3 | [3] |
| hard carbon | ~600/120 | 90–95 % | - | 2 to 8 | [4] |
"""
SIDEWAYS = """Table 3. Made-up cathodes.

Property\tLCO\tNMC
Average voltage (V vs. Li/Li+)\t3.9\t3.7–3.8
Specific energy (Wh/kg)\t520\t>560
Retention after 100 cycles (%)\t97\tN/A
"""


def table(tmp_path: Path, text: str) -> tuple[Document, Table]:
    path = tmp_path / "paper.txt"
    path.write_text(SENTENCE + text, encoding="utf-8")
    document = read(path)
    (found,) = document.tables
    return document, found


def short(record: Record) -> tuple[object, ...]:
    value = record.value
    subject = record.subject
    return (
        subject.section,
        tuple(place.text for place in subject.materials),
        record.header.property.text,
        value.value,
        value.value_max,
        value.unit,
        value.relation,
        value.note,
    )


def test_lists_that_share_a_range_under_section_rows(tmp_path: Path) -> None:
    _, found = table(tmp_path, ELECTROLYTES)
    lithium = ("Li3PS4", "Li2S-P2S5", "LiMX (M = Y, In)")
    sodium = ("Na3PS4", "Na5M with M = Cr", "NaX")
    zinc = ("PEO-Zn", "gelatin")
    assert list(map(short, table_records(found))) == [
        ("Sulfides", lithium, "Conductivity", 1e-7, 1e-3, "S/cm", "=", None),
        ("Sulfides", lithium, "Activation energy", 0.1, 0.25, "eV", "=", None),
        ("Sulfides", sodium, "Conductivity", 2e-4, None, "S/cm", "~", None),
        ("Sulfides", sodium, "Activation energy", 3.1, None, "eV", ">", None),
        ("Polymers", zinc, "Conductivity", 1e-9, 1e-5, "S/cm", "=", "SPEs"),
        ("Polymers", zinc, "Conductivity", 1e-6, 1e-3, "S/cm", "=", "GPEs"),
    ]


def test_what_each_row_is_about(tmp_path: Path) -> None:
    _, found = table(tmp_path, ELECTROLYTES)
    rows = subjects(found)
    assert [tuple(key.text for key in row.keys) for row in rows] == [("Li+",), ("Na+",), ("Zn2+",)]
    assert {row.role for row in rows} == {"solid electrolyte"}


def test_places_point_into_the_paper(tmp_path: Path) -> None:
    document, found = table(tmp_path, ELECTROLYTES)
    record = table_records(found)[0]
    place = record.value.place
    assert document.source[place.start : place.end] == "10 ⁻⁷ –10 ⁻³"
    first = record.subject.materials[0]
    assert document.source[first.start : first.end].replace(" ", "") == "Li₃PS₄"
    head = record.header.property
    assert document.source[head.start : head.end] == "Conductivity"


def test_markdown_with_compound_headers(tmp_path: Path) -> None:
    _, found = table(tmp_path, PIPES)
    records = table_records(found)
    assert [short(each)[1:6] for each in records] == [
        (("Si@C",), "Capacity/rate", 1190.1, None, "mAh/g"),
        (("Si@C",), "Retention", 87, None, "%"),
        (("Si@C",), "Life", 1500, None, "cycles"),
        (("Si@C",), "Size", 75, None, "nm"),
        (("hard carbon",), "Capacity/rate", 600, None, "mAh/g"),
        (("hard carbon",), "Retention", 90, 95, "%"),
        (("hard carbon",), "Size", 2, 8, "nm"),
    ]
    assert [[(each.value, each.unit) for each in record.conditions] for record in records] == [
        [(200, "mA/g")], [], [], [], [(120, "mA/g")], [], []
    ]  # fmt: skip
    assert records[0].subject.role == "anode"


def test_a_table_on_its_side(tmp_path: Path) -> None:
    _, found = table(tmp_path, SIDEWAYS)
    assert [short(each)[1:7] for each in table_records(found)] == [
        (("LCO",), "Average voltage", 3.9, None, "V", "="),
        (("NMC",), "Average voltage", 3.7, 3.8, "V", "="),
        (("LCO",), "Specific energy", 520, None, "Wh/kg", "="),
        (("NMC",), "Specific energy", 560, None, "Wh/kg", ">"),
        (("LCO",), "Retention after 100 cycles", 97, None, "%", "="),
    ]


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("Ion conductivity [S cm⁻¹]", "Ion conductivity", "S/cm"),
        ("Capacity (mAh/g at 0.1 C)", "Capacity", "mAh/g"),
        ("Particle size/nm", "Particle size", "nm"),
        ("Thickness, nm", "Thickness", "nm"),
        ("Cycle life (number of cycles)", "Cycle life", "cycles"),
        ("Voltage", "Voltage", None),
        ("Company (Location)", "Company (Location)", None),
    ],
)
def test_headers(tmp_path: Path, text: str, name: str, unit: str | None) -> None:
    _, found = table(tmp_path, f"Table 1. X.\n\nA\t{text}\nLi\t1\n")
    read_header = header(found.header[1])
    assert read_header is not None
    assert (read_header.property.text, read_header.unit) == (name, unit)


@pytest.mark.parametrize("text", ["Ref.", "Remarks", "References"])
def test_headers_that_name_no_property(tmp_path: Path, text: str) -> None:
    _, found = table(tmp_path, f"Table 1. X.\n\nA\t{text}\nLi\t1\n")
    assert header(found.header[1]) is None


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("12", [(12.0, None, "nm")]),
        ("1,200", [(1200.0, None, "nm")]),
        ("22 700", [(22700.0, None, "nm")]),
        ("3 μm", [(3.0, None, "um")]),
        ("10–20", [(10.0, 20.0, "nm")]),
        ("-3.04", [(-3.04, None, "nm")]),
        ("1/2", [(1.0, None, "nm"), (2.0, None, "nm")]),
        ("Celgard 3501", []),
        ("5 apples", []),
        ("–", []),
        ("20–10", []),
    ],
)
def test_cells(tmp_path: Path, cell: str, numbers: list[tuple[float, float | None, str]]) -> None:
    _, found = table(tmp_path, f"Table 1. X.\n\nA\tSize (nm)\nLi\t{cell}\nNa\t7\n")
    assert [
        (each.value, each.value_max, each.unit) for each in values(found.rows[0].cells[1], "nm")
    ] == numbers


def test_a_table_of_words_gives_nothing(tmp_path: Path) -> None:
    _, found = table(tmp_path, "Table 1. X.\n\nMethod\tCapability\nXPS\tsurfaces\nNMR\tnuclei\n")
    assert table_records(found) == []


@pytest.mark.shared
def test_the_annotated_rows_of_two_real_tables() -> None:
    shared = Path(__file__).resolve().parents[3].parent / "shared" / "corpus"
    if not shared.is_dir():
        pytest.skip("the papers are not there")
    tables = read(shared / "002_361831456426156e.txt").tables
    solid, buffers = (list(map(short, table_records(found))) for found in tables[:2])
    sulfides = [each for each in solid if each[0] == "Sulfides" and "Li6PS5Cl" in each[1]]  # type: ignore[operator]
    assert [each[2:6] for each in sulfides] == [
        ("Ion conductivity", 1e-7, 1e-3, "S/cm"),
        ("Activation energy", 0.1, 0.25, "eV"),
    ]
    polymers = [each for each in solid if each[0] == "Polymers" and "gelatin" in str(each[1]).lower()]
    assert [(*each[2:6], each[7]) for each in polymers] == [
        ("Ion conductivity", 1e-9, 1e-5, "S/cm", "SPEs"),
        ("Ion conductivity", 1e-6, 1e-3, "S/cm", "GPEs"),
        ("Activation energy", 0.5, 1.8, "eV", "SPEs"),
        ("Activation energy", 0.3, 0.8, "eV", "GPEs"),
    ]
    assert [each[3:6] for each in buffers] == [(2, 1000, "nm"), (5, 50, "nm"), (5, 100, "nm"), (5, 100, "nm")]
    assert {row.role for row in subjects(tables[1])} == {"buffer layer"}
    assert len(subjects(tables[1])[0].materials) == 20
