"""docs/cli.md says of every command, option, variable and exit status that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from corpus.reader import READERS
from ingest.cli import app
from ingest.exits import Exit
from ingest.settings import PREFIX, Settings

DOC = (Path(__file__).parents[3] / "docs" / "cli.md").read_text(encoding="utf-8")
ROOT: Any = get_command(app)


def section(command: str) -> str:
    """The part of the document about a command."""
    found = re.search(rf"^### {command}\n(.+?)(?=^### |\Z)", DOC, re.MULTILINE | re.DOTALL)
    assert found, f"docs/cli.md has no section on {command}"
    return found[1]


def parameters() -> Iterator[tuple[str, str]]:
    """Each command with each of its options and arguments."""
    for name, command in ROOT.commands.items():
        for parameter in command.params:
            for option in parameter.opts:
                shown = option if option.startswith("-") else str(parameter.metavar).strip("[].")
                if option != "--help":
                    yield name, shown


@pytest.mark.parametrize("command,parameter", list(parameters()))
def test_every_option_and_argument_is_described(command: str, parameter: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(parameter)}(?![\w-])", section(command))


@pytest.mark.parametrize("command", list(ROOT.commands))
def test_every_command_has_an_example_here_and_in_its_help(command: str) -> None:
    assert f"    lithograph {command}" in section(command)
    assert re.search(rf"^Example: lithograph {command}\b", ROOT.commands[command].help, re.MULTILINE)
    assert f"[`{command}`](#{command})" in DOC


def test_no_section_is_about_a_command_that_is_gone() -> None:
    assert set(re.findall(r"^### (\w+)$", DOC, re.MULTILINE)) == set(ROOT.commands)


@pytest.mark.parametrize("field", list(Settings.model_fields))
def test_every_variable_is_described(field: str) -> None:
    assert f"| `{PREFIX}{field.upper()}` |" in DOC


@pytest.mark.parametrize("status", list(Exit))
def test_every_exit_status_is_described(status: Exit) -> None:
    assert f"| {int(status)} | " in DOC


@pytest.mark.parametrize("ending", list(READERS))
def test_every_format_of_papers_is_named(ending: str) -> None:
    assert f"`{ending}`" in section("ingest")
