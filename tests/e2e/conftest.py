"""The command line as users run it: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "corpus" / "papers"
TIMEOUT_S = 300

GOOD = """# Lithium iodide on garnet

## Results

LiI serves as an electron-blocking layer on Li₇La₃Zr₂O₁₂. The LiI interphase suppresses lithium dendrite
growth. As a result, the critical current density increases to 1.2 mA cm⁻² at 25 °C.
"""


@dataclass(frozen=True)
class Lithograph:
    """The command line on one store."""

    store: Path
    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """Where the process finds the project and the store; nothing of the person who runs the tests."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("LITHOGRAPH_")}
        return kept | {"PYTHONPATH": str(ROOT), "LITHOGRAPH_STORE": str(self.store)} | dict(self.variables)

    def __call__(self, *arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment(),
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=TIMEOUT_S,
            check=False,
        )

    def command(self, *arguments: str | Path) -> list[str]:
        """The process's arguments."""
        return [sys.executable, "-m", "ingest", *map(str, arguments)]

    def start(self, *arguments: str | Path, **options: Any) -> subprocess.Popen[str]:
        """Start a command in a process group of its own, as a terminal does."""
        pipes: Mapping[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment(),
            text=True,
            encoding="utf-8",
            start_new_session=True,
            **pipes,
        )


@pytest.fixture
def lithograph(tmp_path: Path) -> Lithograph:
    """The command line on a store that is not there yet."""
    return Lithograph(tmp_path / "store" / "graph.lbug", tmp_path)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A small paper, invented."""
    path = tmp_path / "good.md"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Lithograph:
    """The command line on the graph of the papers in corpus/papers, for reading alone."""
    folder = tmp_path_factory.mktemp("shipped")
    command = Lithograph(folder / "graph.lbug", folder)
    done = command("ingest", SHIPPED)
    assert done.returncode == 0, done.stderr
    return command


@pytest.fixture(scope="session")
def five(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Lithograph:
    """The command line on the graph of the five papers in ../shared, for reading alone."""
    folder = tmp_path_factory.mktemp("five")
    command = Lithograph(folder / "graph.lbug", folder)
    done = command("ingest", shared / "corpus", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["added"] == 5
    return command
