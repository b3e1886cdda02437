"""Helpers for tests of the corpus package: papers from text, and the real papers where they are there."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from corpus.model import Document
from corpus.reader import read

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "corpus"

Paper = Callable[..., Document]


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """Write a text to a file and read it as a paper."""

    def make(text: str, name: str = "paper.txt") -> Document:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return read(path)

    return make


@cache
def _read(path: Path) -> Document:
    return read(path)


@pytest.fixture(scope="session")
def real() -> Callable[[str], Document]:
    """Read one of the five real papers by the first digits of its name."""
    if not SHARED.is_dir():
        message = f"the five real papers are not at {SHARED}"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(message)
        pytest.skip(message)
    return lambda number: _read(next(SHARED.glob(f"{number}_*.txt")))
