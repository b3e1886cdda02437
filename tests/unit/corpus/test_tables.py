"""Tables keep their cells, with offsets, over page breaks."""

from __future__ import annotations

import pytest

from .conftest import Paper

FULL = "Glass conducts sodium ions well at room temperature."


def test_tab_separated_table_with_section_rows(paper: Paper) -> None:
    document = paper(
        f"{FULL}\n\nTable 2. Salts of [3].\n\n"
        "Ion\tSalt\tConductivity [S cm ⁻¹]\nFluorides\t\t\nNa ⁺\tNaPF ₆ ,\t10 ⁻⁷ –10 ⁻³\n"
        f"Iodides\t\t\nK ⁺\tKI [4]\t–\n\n{FULL}"
    )
    table = document.tables[0]

    assert table.caption is not None
    assert table.caption.text == "Table 2. Salts of."
    assert [cell.text for cell in table.header] == ["Ion", "Salt", "Conductivity [S cm-1]"]
    assert [(row.section, *(cell.text for cell in row.cells)) for row in table.rows] == [
        ("Fluorides", "Na+", "NaPF6,", "10^-7–10^-3"),
        ("Iodides", "K+", "KI", "–"),
    ]
    assert [mark.numbers for mark in table.rows[1].cells[1].citations] == [(4,)]
    assert document.source[table.start : table.end].startswith("Table 2. Salts")
    assert document.source[table.start : table.end].endswith("–")
    assert [passage.text for passage in document.passages if passage.kind == "prose"] == [FULL, FULL]


def test_cells_map_to_the_source(paper: Paper) -> None:
    document = paper(f"{FULL}\n\nSalt\tFilm\nK ₂ S\tthin\n")
    cell = document.tables[0].rows[0].cells[0]

    start, end = cell.mapped.source_span(0, 3)
    assert document.source[start:end] == "K ₂ S"


@pytest.mark.parametrize(
    "table",
    [
        "| Salt | Film |\n|:---|---:|\n| K₂S | thin |\n| LiF | thick |",
        "Salt | Film | \n--- | ---\nK₂S | thin |\nLiF | thick |",
    ],
)
def test_markdown_pipes(paper: Paper, table: str) -> None:
    document = paper(f"# Salts for all cells\n\n{FULL}\n\n{table}\n\n**Table 1.** Films.\n", "paper.md")
    found = document.tables[0]

    assert [cell.text for cell in found.header][:2] == ["Salt", "Film"]
    assert [[cell.text for cell in row.cells][:2] for row in found.rows] == [
        ["K2S", "thin"],
        ["LiF", "thick"],
    ]
    assert found.caption is not None
    assert found.caption.text == "Table 1. Films."


def test_parts_over_page_breaks_are_one_table(paper: Paper) -> None:
    first = "Table 1. Salts.\n\nIon\tSalt\nFluorides\t\nNa\tNaF\n\n(Continued)"
    second = "Table 1. (Continued)\n\nIon\tSalt\nK\tKF\nIodides\t\nK\tKI"
    document = paper(f"{FULL}\n\n{first}\n\n{second}\n\n{FULL}")

    assert len(document.tables) == 1
    assert [(row.section, row.cells[1].text) for row in document.tables[0].rows] == [
        ("Fluorides", "NaF"),
        ("Fluorides", "KF"),
        ("Iodides", "KI"),
    ]
    assert [passage.text for passage in document.passages if passage.kind == "caption"] == ["Table 1. Salts."]


def test_a_second_table_is_no_continuation(paper: Paper) -> None:
    document = paper(f"{FULL}\n\nTable 1. A.\n\na\tb\n1\t2\n\nTable 2. B.\n\na\tb\n3\t4\n")

    assert [table.caption.text if table.caption else None for table in document.tables] == [
        "Table 1. A.",
        "Table 2. B.",
    ]


def test_a_first_column_that_names_a_group(paper: Paper) -> None:
    document = paper(f"{FULL}\n\nType\tSalt\nfluoride\tLiF\n\tNaF\niodide\tKI\n")

    assert [(row.section, row.cells[0].text, row.cells[1].text) for row in document.tables[0].rows] == [
        ("fluoride", "fluoride", "LiF"),
        ("fluoride", "", "NaF"),
        ("iodide", "iodide", "KI"),
    ]


def test_short_rows_are_filled_up(paper: Paper) -> None:
    document = paper(f"{FULL}\n\na\tb\tc\n1\t2\n")

    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["1", "2", ""]


def test_notes_below_a_table_are_captions(paper: Paper) -> None:
    document = paper(
        f"{FULL}\n\nSalt <sup>a)</sup>\tFilm\nKI\tthin\n\n<sup>a)</sup> Dried for nine hours ( $t$ , h).\n"
    )

    assert [cell.text for cell in document.tables[0].header] == ["Salt", "Film"]
    assert [passage.kind for passage in document.passages] == ["prose", "caption"]
    assert document.passages[1].text.endswith("Dried for nine hours (t, h).")
