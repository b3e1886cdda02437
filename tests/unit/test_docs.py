"""The docs: links lead somewhere, commands are there, and the schema's tables are those of schema.toml."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from typer.main import get_command

from graph.schema import docs_table, load_schema
from ingest.cli import app
from tests.scripts import script

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


REFRESH = script("refresh_docs")


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def links() -> list[tuple[Path, str]]:
    """Every link of every page, code left out."""
    found = []
    for page in PAGES:
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        found += [(page, link) for link in LINK.findall(text)]
    return [(page, link) for page, link in found if not urlsplit(link).scheme]


@pytest.mark.parametrize("page,link", [pytest.param(p, k, id=f"{name_of(p)}-{k}") for p, k in links()])
def test_links_lead_somewhere(page: Path, link: str) -> None:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    assert target.exists(), f"{name_of(page)} links to {link}, which is not there"
    assert not anchor or anchor in anchors(target), f"{name_of(page)}: no heading for {link}"


def commands() -> list[tuple[Path, str]]:
    """Every `lithograph ...` of the pages: in console blocks and in indented ones."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block in REFRESH.BLOCK.findall(text):
            found += [(page, shlex.join(REFRESH.words(command))) for command in REFRESH.commands(block)]
        found += [(page, line) for line in re.findall(r"^    (lithograph .+)$", text, re.MULTILINE)]
    return [(page, line) for page, line in found if line.startswith("lithograph ")]


@pytest.mark.parametrize(
    "page,line", [pytest.param(p, c, id=f"{name_of(p)}-{c[:60]}") for p, c in commands()]
)
def test_commands_and_their_options_are_there(page: Path, line: str) -> None:
    if line.startswith("lithograph: error: "):
        return
    plain = re.sub(r"'[^']*'|\"[^\"]*\"", "TEXT", line.partition(" > ")[0])
    name = plain.split()[1].strip("[]")
    assert name in COMMANDS, f"{name_of(page)}: there is no command {name!r}"
    known = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    used = set(re.findall(r"(?<![\w-])-{1,2}[a-z][\w-]*", plain))
    assert used <= known, f"{name_of(page)}: {name} has no {', '.join(sorted(used - known))}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_make_targets_are_there(page: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    used = set(re.findall(r"(?:`|^    )make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert used <= targets


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_that_are_named_are_there(page: Path) -> None:
    named = re.findall(
        r"`((?:corpus|extraction|graph|api|ingest|scripts|tests|docs)/[\w./-]*)`",
        page.read_text(encoding="utf-8"),
    )
    missing = [path for path in named if not (ROOT / path).exists()]
    assert not [path for path in missing if "NAME" not in path]


def test_schema_tables_are_current() -> None:
    text = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")
    assert docs_table(load_schema()) in text, "run: python scripts/refresh_docs.py"


def test_outputs_are_written_below_their_commands() -> None:
    page = (
        "a\n```console\n$ one 'x\n> y'\nstale\n$ two\nstale\n```\n<!-- schema -->\nstale\n<!-- /schema -->\n"
    )
    new = REFRESH.refreshed(page, lambda words: f"{len(words)} words\n")
    assert new.startswith("a\n```console\n$ one 'x\n> y'\n2 words\n$ two\n1 words\n```\n<!-- schema -->\n")
    assert "stale" not in new
    assert REFRESH.refreshed(new, lambda words: f"{len(words)} words\n") == new


def test_picture_is_drawn_from_chains() -> None:
    drawing = script("draw_chain")
    evidence = {"sentence_id": "s1", "text": "A < B.", "paper": "one", "section": "Results"}
    chain = {
        "material_id": "material:A",
        "material": "A",
        "role_id": "role:r",
        "role": "coating",
        "mechanism_ids": ["mechanism:m"],
        "mechanism": ["dissolution"],
        "performance_id": "performance:p",
        "performance": "cycle life",
        "sign": "+",
        "belief": 0.5,
        "evidence": [evidence],
    }
    known = {("material:A", "role:r", "mechanism:m"): "-"}
    way = drawing.stops(chain, 3)
    assert [stop.name for stop in way] == ["A", "coating", "dissolution", "cycle life"]
    assert drawing.signs(chain, way, known) == ["", "-", "-"], "the last hop's sign gives the chain's"
    svg = drawing.draw([[chain]], known)
    assert svg == drawing.draw([[chain]], known)
    assert "A &lt; B." in svg
