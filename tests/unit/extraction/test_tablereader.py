"""Rows of tables to sentence records: invented tables, what each says and what it doesn't."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.model import Document
from corpus.reader import read
from extraction.assembly import fragment
from extraction.extractor import Extractor
from extraction.model import Paper, PaperRecord, SentenceRecord
from extraction.nlp import lexicon
from extraction.nlp.names import Namer
from extraction.tablereader import table_sentences

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
OPENING = "The table below was made up for this test and lists what nobody has ever measured.\n\n"

ELECTROLYTES = """Table 1. Made-up solid electrolytes.

Ion\tMaterials\tConductivity [S cm⁻¹]\tActivation energy (eV)\tRemarks
Sulfides\t\t\t\t
Li⁺\tLi ₃ PS ₄ (cubic), Li2S-P2S5, LiMX (M = Y, In),\t10 ⁻⁷ –10 ⁻³\t0.1–0.25\tsoft, cheap
Polymers\t\t\t\t
Zn²⁺\tPAN or PVP\t10⁻⁹–10⁻⁵ (SPEs)/10⁻⁶–10⁻³ (GPEs)\t>3.1\tweak
"""
ANODES = """Table 2. Made-up anodes at 30 °C.

| Anode | Capacity/rate (mAh g-1/mA g-1) | Retention | Cycle life (cycles) | Current density (mA cm-2) | Ref. |
|---|---|---|---|---|---|
| Si@C | 1190.1/200 at 60 °C | 87% after 50 cycles | 1,500 | 2 | [3] |
| hard carbon with graphene | ~600/120 | 120 mAh g-1 after 9 cycles | - | - | [4] |
"""
SIDEWAYS = """Table 3. Made-up cells.

Quantity\tBare LLZO\tLiI on LLZO
Interfacial ASR (Ω cm²)\t1500\t60
Retention after 100 cycles (%)\tN/A\t>97
"""
WORDS = """Table 4. Made-up glasses.

Material\tElectrical properties\tThermal properties
P2O5-Na2O glass\tLi⁺ conductivity is about 2.5 mS cm⁻¹ (303 K)\tTg > 500 K, κ = 0.2
V2O5 glass, LiF\t306 mAh g⁻¹ at 2 A g⁻¹\tTg = 400 K
"""
CELLS = """Table 5. Made-up batteries.

Battery systems\tEnergy density (Wh/kg)\tCell voltage (V)
Li-metal\t300–800\t3–4.5
K-ion\t250\t3
"""
ROLES = """Table 6. Made-up layers.

Coating\tElectrode\tRole\tASR before (Ω cm2)\tASR after (Ω cm2)
Al₂O₃\tLiCoO₂\tprotective layer\t170\t10
"""
PARTS = """Table 7. Made-up constituents of the interphase on lithium.

Electrolyte\tComponents found
LiPON\tLi₂O, Li₃N, something soft
"""
NUMBERS = """Table 8. Made-up numbers.

Sample\tCo\tx\tStrain × 10³\tSize (10^-3 mm)\tTransference number
S1\t26.8\t0.5\t0.98(6)\t4\t0.7
"""


def document(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "paper.txt"
    path.write_text(OPENING + text, encoding="utf-8")
    return read(path)


def rows(tmp_path: Path, text: str) -> list[SentenceRecord]:
    read_as = document(tmp_path, text)
    found = table_sentences(read_as, Namer(lexicon.load(), {}))
    for record in found:
        for mention in record.entities:
            assert read_as.source[mention.start : mention.end] == mention.text
    return found


def said(record: SentenceRecord) -> list[tuple[object, ...]]:
    """Whose, property, value, upper value, unit, conditions, flags of every measurement."""
    names = {each.id: each for each in record.entities}
    return [
        (
            names[each.of].canon if each.of else None,
            names[each.property].canon if each.property else f"({each.property_canon})",
            each.value, each.value_max, each.unit, [names[key].normal for key in each.conditions], each.flags,
        )
        for each in record.measurements
    ]  # fmt: skip


def pairs(record: SentenceRecord) -> set[tuple[str, str]]:
    names = {each.id: each.canon for each in record.entities}
    roles = {(names[each.material], names[each.role]) for each in record.roles}
    return roles | {(names[each.component], names[each.interphase]) for each in record.components}


def test_a_list_that_shares_its_values(tmp_path: Path) -> None:
    sulfides, polymers = rows(tmp_path, ELECTROLYTES)
    shared = ("one value for a list of 3",)
    owners = ["Li3PS4", "Li2S-P2S5", "LiMX"]
    conductivity: list[tuple[object, ...]] = [
        (owner, "ionic conductivity", 1e-7, 1e-3, "S/cm", [], shared) for owner in owners
    ]
    energy: list[tuple[object, ...]] = [
        (owner, "activation energy", 0.1, 0.25, "eV", [], shared) for owner in owners
    ]
    assert [("Li3PS4", *each[1:]) if "Li3PS4" in str(each[0]) else each for each in said(sulfides)] == [
        *conductivity, *energy
    ]  # fmt: skip
    assert [(each[0], *each[2:4], each[6]) for each in said(polymers)] == [
        (owner, low, high, ("one value for a list of 2", label))
        for low, high, label in ((1e-9, 1e-5, "for SPEs"), (1e-6, 1e-3, "for GPEs"))
        for owner in ("polyacrylonitrile", "polyvinylpyrrolidone")
    ] + [
        (owner, 3.1, None, ("lower bound", "one value for a list of 2"))
        for owner in ("polyacrylonitrile", "polyvinylpyrrolidone")
    ]
    assert {role for _, role in pairs(sulfides)} == {"solid electrolyte"}
    assert "Li+" in {each.canon for each in sulfides.entities}


def test_a_row_can_be_read_by_itself(tmp_path: Path) -> None:
    read_as = document(tmp_path, ELECTROLYTES)
    first, second = table_sentences(read_as, Namer(lexicon.load(), {}))
    assert first.text.startswith(
        "Table 1. Made-up solid electrolytes. — Sulfides — Ion: Li+ | Materials: Li3PS4 (cubic)"
    )
    assert first.kind == "table"
    assert first.paragraph == second.paragraph == len(read_as.passages)
    assert read_as.source[first.start : first.end].startswith("Li⁺\tLi ₃ PS")
    assert read_as.source[first.start : first.end].endswith("cheap")
    header = next(each for each in first.entities if each.canon == "ionic conductivity")
    assert header.end < first.start


def test_conditions_of_cell_header_row_and_caption(tmp_path: Path) -> None:
    first, second = rows(tmp_path, ANODES)
    assert said(first) == [
        (
            "silicon/carbon composite",
            "capacity",
            1190.1,
            None,
            "mAh/g",
            ["200 mA g-1", "60 °C", "2 mA cm-2", "30 °C"],
            (),
        ),
        (
            "silicon/carbon composite",
            "capacity retention",
            87,
            None,
            "%",
            ["50 cycles", "2 mA cm-2", "30 °C"],
            (),
        ),
        ("silicon/carbon composite", "cycle life", 1500, None, "cycles", ["2 mA cm-2", "30 °C"], ()),
    ]
    assert said(second) == [
        ("hard carbon", "capacity", 600, None, "mAh/g", ["120 mA g-1", "30 °C"], ()),
        ("hard carbon", "(specific capacity)", 120, None, "mAh/g", ["9 cycles", "30 °C"], ()),
    ]
    assert (first.references, second.references) == ((3,), (4,))
    assert "graphene" in {each.canon for each in second.entities}
    assert pairs(first) == {("silicon/carbon composite", "anode")}
    quantity = next(each for each in first.entities if each.normal == "1190.1 mAh g-1")
    assert quantity.text == "1190.1"


def test_a_table_on_its_side(tmp_path: Path) -> None:
    resistance, retention = rows(tmp_path, SIDEWAYS)
    assert said(resistance) == [
        ("Li7La3Zr2O12", "interfacial resistance", 1500, None, "ohm cm^2", [], ()),
        ("LiI", "interfacial resistance", 60, None, "ohm cm^2", [], ()),
    ]
    assert said(retention) == [("LiI", "capacity retention", 97, None, "%", ["100 cycles"], ("lower bound",))]


def test_values_among_words_where_one_material_is_meant(tmp_path: Path) -> None:
    first, second = rows(tmp_path, WORDS)
    assert said(first) == [
        ("P2O5-Na2O glass", "ionic conductivity", 2.5, None, "mS/cm", ["303 K"], ()),
        ("P2O5-Na2O glass", "glass transition temperature", 500, None, "K", [], ("lower bound",)),
    ]
    assert said(second) == []


def test_values_of_batteries_belong_to_no_substance(tmp_path: Path) -> None:
    assert [each[0] for record in rows(tmp_path, CELLS) for each in said(record)] == [None] * 4


def test_roles_of_header_and_cell_and_values_before(tmp_path: Path) -> None:
    (record,) = rows(tmp_path, ROLES)
    assert pairs(record) == {("Al2O3", "coating"), ("Al2O3", "protective layer"), ("LiCoO2", "electrode")}
    assert [(each[0], each[2]) for each in said(record)] == [(None, 170), ("Al2O3", 10)]


def test_components_of_an_interphase(tmp_path: Path) -> None:
    (record,) = rows(tmp_path, PARTS)
    assert pairs(record) == {("LiPON", "electrolyte"), ("Li2O", "interphase"), ("Li3N", "interphase")}


def test_numbers_that_are_no_values(tmp_path: Path) -> None:
    (record,) = rows(tmp_path, NUMBERS)
    assert [each[1:5] for each in said(record)] == [
        ("particle size", 0.004, None, "mm"),
        ("transference number", 0.7, None, ""),
    ]


def test_assembly_takes_rows_as_evidence(tmp_path: Path) -> None:
    read_as = document(tmp_path, ANODES)
    paper = Paper(id="paper:p", name="paper", file="paper.txt", sha256="0")
    found = fragment(
        PaperRecord(paper=paper, sentences=tuple(table_sentences(read_as, Namer(lexicon.load(), {}))))
    )
    kinds = {each.id: each.kind for each in found.sentences}
    assert {kinds[each.evidence.sentence_id] for each in found.measurements} == {"table"}
    first = found.measurements[0]
    assert (first.of_id, first.property_id) == ("material:silicon-carbon-composite", "performance:capacity")
    assert first.text == "1190.1 mAh g-1"
    assert first.conditions[0] == "current density: 200 mA g-1 = 200 A/kg"
    assert first.si_value == pytest.approx(1190.1 * 3600)


@pytest.fixture(scope="module")
def review() -> list[SentenceRecord]:
    path = SHARED / "corpus" / "002_361831456426156e.txt"
    if not path.is_file():
        pytest.skip("the papers are not there")
    return [each for each in Extractor().extract(read(path)).sentences if each.kind == "table"]


@pytest.mark.shared
def test_the_annotated_rows_of_two_real_tables(review: list[SentenceRecord]) -> None:
    lines = (SHARED / "eval" / "dev-tables.jsonl").read_text(encoding="utf-8").splitlines()
    for gold in map(json.loads, lines):
        for sample in gold["sample"]:
            role = sample["records"][0]
            row = _row(review, gold, role)
            values = {(each[1], each[2], each[3], each[4]) for each in said(row)}
            named = {
                name.replace(" ", "").lower() for each in row.entities for name in (each.canon, each.normal)
            }
            for record in sample["records"]:
                if "property" in record:
                    assert (
                        record["property"],
                        record["value"],
                        record["value_max"],
                        record["unit"],
                    ) in values
            found = [each for each in role["materials"] if each.replace(" ", "").lower() in named]
            assert len(found) >= 0.6 * len(
                role["materials"]
            )  # the annotation mends spelling, and keeps "with Zn salts"
            assert {each for _, each in pairs(row)} == {role["role"]}


def _row(rows: list[SentenceRecord], gold: dict[str, int], role: dict[str, str]) -> SentenceRecord:
    """The row of the sample: the one that starts with its ion, under its section."""
    ion = role.get("mobile_ion") or {"Li": "Li+", "Zn": "Zn2+"}[role["battery"]]
    klass = role.get("electrolyte_class", "")
    return next(
        row
        for row in rows
        if gold["start"] <= row.start < gold["end"]
        and f": {ion} |" in row.text
        and f"— {klass}" in row.text.lower()
    )
