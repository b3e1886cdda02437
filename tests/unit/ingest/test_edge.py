"""Whatever a command raises becomes one line and a status."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from corpus.errors import CorpusError, EmptyFile, WrongEncoding
from graph.errors import ForbiddenCypher, QueryTimeout, SchemaTooNew, StoreFull, StoreLocked
from ingest import edge
from ingest.errors import Ambiguous, NothingSuch, RunCutShort, UsageError
from ingest.exits import Exit

ERRORS = [
    (UsageError("a.json: no"), Exit.USAGE, "a.json: no"),
    (NothingSuch("no paper 'x'"), Exit.UNKNOWN, "no paper 'x'"),
    (
        Ambiguous("co", [{"id": "material:Co", "label": "Material", "name": "Co"}]),
        Exit.UNKNOWN,
        "'co' names several things: material:Co (Material Co); give one of these ids, or --label",
    ),
    (EmptyFile(Path("a.txt"), "the file is empty"), Exit.USAGE, "a.txt: the file is empty; get the paper's"),
    (WrongEncoding(Path("a.txt"), "not UTF-8; use iconv"), Exit.USAGE, "a.txt: not UTF-8; use iconv"),
    (CorpusError(Path("a.txt"), "no such file"), Exit.USAGE, "a.txt: no such file"),
    (ForbiddenCypher("'CREATE' is not allowed"), Exit.USAGE, "'CREATE' is not allowed"),
    (QueryTimeout("g.lbug", 5), Exit.USAGE, "g.lbug: the query took longer than 5 s"),
    (StoreLocked("g.lbug"), Exit.STORE, "g.lbug: the database is locked"),
    (
        RunCutShort(StoreFull("g.lbug", "no space left"), ["a", "b"], 3),
        Exit.STORE,
        "g.lbug: the disk is full (no space left); what was committed before is stored, the transaction under way is "
        "not. Make room and run the same again. Known to be stored: 2 of 3 papers (a, b); chains are not derived. ",
    ),
    (SchemaTooNew("g.lbug", 9, 1), Exit.STORE, "g.lbug: the graph has schema version 9"),
    (FileNotFoundError(2, "No such file", "x/y"), Exit.USAGE, "x/y: No such file; check the path"),
    (OSError(28, "No space left on device"), Exit.USAGE, "No space left on device; check the path"),
    (
        ZeroDivisionError("by zero\nindeed"),
        Exit.INTERNAL,
        "ZeroDivisionError: by zero indeed (this is",
    ),
]


def run_raising(error: BaseException) -> int:
    """The status of a command that raises this."""
    app = typer.Typer()

    @app.command()
    def command() -> None:
        raise error

    return edge.run(app, [])


@pytest.mark.parametrize("error,status,message", ERRORS, ids=[type(each[0]).__name__ for each in ERRORS])
def test_errors_become_one_line_and_a_status(
    error: Exception, status: Exit, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_raising(error) == status
    out, told = capsys.readouterr()
    assert out == ""
    assert told.startswith(f"lithograph: error: {message}")
    assert told.count("\n") == 1


def test_debugging_shows_where_it_came_from(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LITHOGRAPH_DEBUG", "1")
    assert run_raising(ZeroDivisionError("by zero")) == Exit.INTERNAL
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_ctrl_c_is_a_status_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_raising(KeyboardInterrupt()) == Exit.INTERRUPTED
    assert capsys.readouterr().err == "lithograph: interrupted\n"


@pytest.mark.parametrize("arguments", [["--nonsense"], ["surplus"]])
def test_wrong_use_is_one_line_too(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    app = typer.Typer()

    @app.command()
    def command() -> None:
        """Take nothing."""

    assert edge.run(app, arguments) == Exit.USAGE
    told = capsys.readouterr().err
    assert told.startswith("lithograph: error: ")
    assert told.count("\n") == 1
