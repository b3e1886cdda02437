"""What all tests share: the papers in ../shared, skipped aloud where missing, required in CI."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lacking import lacking

SHARED = Path(__file__).resolve().parents[2] / "shared"


def _require_shared() -> Path:
    if not SHARED.is_dir():
        lacking(f"{SHARED} is missing: the five papers, the annotations and score.py, which this test needs")
    return SHARED


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests marked `shared` need the folder, whether they use the fixture or not."""
    if item.get_closest_marker("shared"):
        _require_shared()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared."""
    return _require_shared()
