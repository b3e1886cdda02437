"""Whatever users give: one clear line each, the documented status, and the rest is done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.store import open_store
from tests.e2e.conftest import ROOT, Lithograph

BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "the file is empty; get the paper's text again, or leave the file out"),
    "blank.md": (b" \n\n\t\n", "the file holds nothing but white space; get the paper's text again, "),
    "picture.txt": (
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        "not text: it looks like a PNG image; give the",
    ),
    "noise.txt": (bytes(range(256)) * 40, "not text: a NUL byte at offset 0; give the paper as UTF-8 text"),
    "latin.txt": (
        "Die Grenzfläche wächst. Sie hält den Strom über 3 mA.".encode("latin-1"),
        "not UTF-8 at byte 11; looks like Latin-1; convert it with: iconv -f latin1 -t utf-8",
    ),
    "numbers.txt": (b"1 2 3 4 5\n6 7 8 9 10\n\n11 12\n", ""),
}


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of error that a command ends with."""
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("lithograph: error: ")
    return lines[0].removeprefix("lithograph: error: ")


def write_bad(folder: Path) -> list[Path]:
    """All the bad files."""
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in BAD]


def test_bad_files_are_a_line_each_and_the_good_one_is_done(
    lithograph: Lithograph, good: Path, tmp_path: Path
) -> None:
    (tmp_path / "thesis.pdf").write_bytes(b"")
    (tmp_path / "paper.docx").write_bytes(b"PK")
    (tmp_path / "bare").mkdir()
    others = [tmp_path / name for name in ("thesis.pdf", "paper.docx", "bare", "absent.txt")]
    done = lithograph("ingest", *write_bad(tmp_path), *others, good)
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert len(lines) == len(BAD) + len(others), done.stderr
    for path in (*(tmp_path / name for name in BAD), *others):
        assert sum(line.startswith(f"lithograph: error: {path}: ") for line in lines) == 1, done.stderr
    for name, (_, cause) in BAD.items():
        assert f"lithograph: error: {tmp_path / name}: {cause}" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.split()[:2] == ["added", "good:"]
    with open_store(str(lithograph.store), read_only=True) as store:
        assert [row["name"] for row in store.nodes("Paper")] == ["good"]


@pytest.mark.parametrize("paths", [["absent.txt"], ["bare"], ["absent.txt", "bare"]])
def test_nothing_to_do_is_wrong_use(lithograph: Lithograph, tmp_path: Path, paths: list[str]) -> None:
    (tmp_path / "bare").mkdir()
    done = lithograph("ingest", *paths)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == len(paths)
    assert not lithograph.store.exists()


@pytest.mark.parametrize(
    "arguments,status,told",
    [
        (["status"], 3, "there is no graph here; ingest papers into it first"),
        (["chains"], 3, "there is no graph here; ingest papers into it first"),
        (["nonsense"], 2, "No such command 'nonsense'."),
        (["ingest"], 2, "Missing argument 'PATH...'."),
        (["ingest", "x.txt", "--jobs", "0"], 2, "Invalid value for '--jobs'"),
        (["export"], 2, "Missing option '--output'"),
        (["text", "absent.txt"], 2, "absent.txt: No such file or directory"),
        (["evaluate", "absent.jsonl"], 2, "absent.jsonl: No such file or directory; give a JSON Lines file"),
    ],
)
def test_wrong_use_without_a_graph(
    lithograph: Lithograph, arguments: list[str], status: int, told: str
) -> None:
    done = lithograph(*arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert told in one_line(done)


@pytest.mark.parametrize(
    "arguments,status,told",
    [
        (["show", "unobtainium"], 4, "nothing named 'unobtainium'"),
        (["show", "LiI", "--label", "Metal"], 2, "--label 'Metal': no such label; there are Material, "),
        (
            ["chains", "--material", "unobtainium"],
            4,
            "nothing named 'unobtainium' among the Material and ",
        ),
        (["forget", "unheard-of"], 4, "no paper 'unheard-of'"),
        (["query", "MATCH (n) DETACH DELETE n"], 2, "'DETACH' at position 10"),
        (["query", "MATCH (n:Nothing) RETURN n"], 2, "Nothing"),
        (["query", "  "], 2, "the query is empty"),
        (["export", "--format", "csv", "--output", "-"], 2, "csv is a table for each label and relationship"),
        (["export", "--output", "no/such/folder/graph.json"], 2, "No such file or directory; check the path"),
        (["extract", "absent.txt"], 2, "absent.txt: no such file or directory"),
    ],
)
def test_wrong_questions(shipped: Lithograph, arguments: list[str], status: int, told: str) -> None:
    done = shipped(*arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert told in one_line(done)


def test_a_second_writer_is_refused_and_a_reader_is_not(lithograph: Lithograph, good: Path) -> None:
    with open_store(str(lithograph.store)):
        refused = lithograph("ingest", good)
        assert refused.returncode == 3
        assert "the database is locked: process " in one_line(refused)
        assert lithograph("status").returncode == 0
    assert lithograph("ingest", good).returncode == 0


def test_a_file_that_is_no_database_is_refused(lithograph: Lithograph, good: Path, tmp_path: Path) -> None:
    done = lithograph("ingest", good, "--store", good)
    assert done.returncode == 3
    assert str(good) in one_line(done)
    assert good.read_text(encoding="utf-8").startswith("# Lithium iodide")


def test_the_reader_of_a_pipe_may_go_away(lithograph: Lithograph, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("A sentence about lithium and its interphases. " * 50_000, encoding="utf-8")
    process = lithograph.start("text", long)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), told) == (0, "")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["ingest", "--help"], ["chains", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    heavy = ("spacy", "ladybug", "fastapi", "chemdataextractor", "pydantic_settings", "sklearn")
    code = (
        "import sys; from ingest.cli import app; from ingest.edge import run;"
        f"status = run(app, {arguments!r}); print('loaded', [x for x in {heavy!r} if x in sys.modules]);"
        "sys.exit(status)"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "loaded []"
    assert "Usage: lithograph" in done.stdout
