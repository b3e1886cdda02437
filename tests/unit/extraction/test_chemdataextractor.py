"""The door to ChemDataExtractor: quantities, table cells, its tagger interface, and no trace of its loading."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.reader import read
from extraction import chemdataextractor as cde

TOP = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("value", "unit", "values", "dimension", "factor"),
    [
        ("3.5×10^-4", "S cm-1", (3.5e-4,), "conductivity", 100),
        ("0.3", "mS/cm", (0.3,), "conductivity", 0.1),
        ("3860", "mAh g-1", (3860,), "specific capacity", 3600),
        ("0.1-0.5", "V", (0.1, 0.5), "potential", 1),
        ("150 to 160", "nm", (150, 160), "length", 1e-9),
        ("20", "Ω cm2", (20,), "area specific resistance", 1e-4),
        ("57", "Ω/cm2", (57,), "resistance per area", 1e4),
        ("1", "MPa", (1,), "pressure", 1e6),
        ("87", "%", (87,), "ratio", 1),
        ("500", "Wh/kg", (500,), "specific energy", 3600),
        ("0.5", "mA cm^-2", (0.5,), "current density", 10),
    ],
)
def test_quantities(value: str, unit: str, values: tuple[float, ...], dimension: str, factor: float) -> None:
    found = cde.quantity(value, unit)
    assert found is not None
    assert found.values == pytest.approx(values)
    assert (found.dimension, found.factor) == (dimension, pytest.approx(factor))


def test_errors_of_values() -> None:
    found = cde.quantity("50 ± 5", "nm")
    assert found is not None
    assert (found.values, found.error) == ((50.0,), 5.0)


@pytest.mark.parametrize(("value", "unit"), [("7", "apples"), ("", "V"), ("seven", "V"), ("7", "")])
def test_what_is_no_quantity(value: str, unit: str) -> None:
    assert cde.quantity(value, unit) is None


@pytest.fixture
def tagger() -> Iterator[None]:
    cde.set_tagger(lambda words: ["B-CM" if word.startswith("Li") else "O" for word in words])
    yield
    cde.set_tagger(None)


@pytest.mark.usefixtures("tagger")
def test_the_tagger_that_is_set_finds_the_names() -> None:
    assert cde.names(["A", "LiI", "film", "on", "Li3N", "holds"]) == ["LiI", "Li3N"]


def test_without_a_tagger_there_are_no_names() -> None:
    assert cde.names(["LiI", "film"]) == []


def test_a_name_of_several_words() -> None:
    cde.set_tagger(lambda words: ["B-CM", "I-CM", "O"])
    try:
        assert cde.names(["lithium", "iodide", "film"]) == ["lithium iodide"]
    finally:
        cde.set_tagger(None)


def test_cells_with_their_headers(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(
        "This table was made up and nothing in it was ever measured by anyone.\n\nTable 1. Films.\n\n"
        "Film\tThickness (nm)\tResistance (Ω)\nLiF\t20\t35\nLiI\t40\t12\n"
    )
    (table,) = read(path).tables
    found = [(each.rows, each.columns, each.value) for each in cde.cells(table)]
    assert found == [
        (("LiF",), ("Thickness (nm)",), "20"),
        (("LiF",), ("Resistance (Ω)",), "35"),
        (("LiI",), ("Thickness (nm)",), "40"),
        (("LiI",), ("Resistance (Ω)",), "12"),
    ]


ARTICLE = b"""<article><front><article-meta><title-group><article-title>A film</article-title></title-group></article-meta>
</front><body><sec><title>Results</title><p>It was made up.</p></sec></body></article>"""


def test_publishers_readers_load_after_the_other_parts() -> None:
    assert cde.quantity("3", "nm") is not None
    found = cde.article(ARTICLE, "nlm")
    assert found is not None
    assert (found.title, found.tables) == ("A film", 0)


LIGHT = """
import sys
import extraction.chemdataextractor as cde
assert cde.quantity("3", "nm") is not None
print({"pandas", "sympy", "torch"} & set(sys.modules))
"""


def test_quantities_take_neither_pandas_nor_sympy() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LIGHT], cwd=TOP, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_threads_share_one_library() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda number: cde.quantity(str(number), "nm"), range(1, 40)))
    assert [each.values for each in found if each] == [(float(number),) for number in range(1, 40)]


LOADING = """
import json, logging, os, socket, sys
def refuse(*args, **kwargs): raise AssertionError("network")
socket.socket.connect = refuse
before = dict(os.environ)
import extraction.chemdataextractor as cde
early = "chemdataextractor" in sys.modules
cde.dimensions()
print(json.dumps({"early": early, "files": os.listdir("."), "home": os.listdir(os.environ["HOME"]),
                  "handlers": len(logging.getLogger().handlers), "environment": before == dict(os.environ),
                  "torch": "torch" in sys.modules}))
"""


def test_loading_leaves_no_trace(tmp_path: Path) -> None:
    work, home = tmp_path / "work", tmp_path / "home"
    work.mkdir()
    home.mkdir()
    environment = {"PYTHONPATH": str(TOP), "HOME": str(home), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOADING],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == {
        "early": False,
        "files": [],
        "home": [],
        "handlers": 0,
        "environment": True,
        "torch": False,
    }
    assert done.stderr == ""


def test_nothing_else_imports_it() -> None:
    door = TOP / "extraction" / "chemdataextractor.py"
    for package in ("corpus", "extraction", "graph", "api", "ingest"):
        for path in (TOP / package).rglob("*.py"):
            lines = path.read_text(encoding="utf-8").splitlines()
            assert path == door or not any(
                line.startswith(("import chemdataextractor", "from chemdataextractor")) for line in lines
            )
