"""The papers that ship with the project, from files to answers, over the command line."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import socket
import time
import urllib.request
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from extraction.assembly import project
from graph.store import open_store
from graph.writer import evidence_base, graph_hash
from tests.chain_rules import broken
from tests.e2e.conftest import SHIPPED, Lithograph

PAPERS = sorted(path.stem for path in SHIPPED.glob("*.md") if path.stem not in ("README", "LICENSE"))
CYPHER = "MATCH (p:Paper) RETURN p.name, p.year ORDER BY p.name LIMIT 3"


def answer(command: Lithograph, *arguments: str | Path) -> Any:
    """What a command prints as JSON; nothing else may be on standard output."""
    done = command(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def hash_of(store: Path) -> str:
    """The hash of a stored graph."""
    with open_store(str(store), read_only=True) as graph:
        return graph_hash(graph)


def copied(shipped: Lithograph, folder: Path) -> Lithograph:
    """A copy of the shipped papers' graph, to change."""
    for part in shipped.store.parent.glob(f"{shipped.store.name}*"):
        shutil.copy(part, folder)
    return Lithograph(folder / shipped.store.name, folder)


# --- answers ---------------------------------------------------------------------------------------


def test_status_counts_what_is_there(shipped: Lithograph) -> None:
    found = answer(shipped, "status")
    assert found["papers"] == len(PAPERS)
    for key in ("sentences", "references", "measurements", "claims", "chains"):
        assert found[key] > 0, key
    assert all(found["entities"][label] for label in ("Material", "Interphase", "Role", "Mechanism"))
    assert (found["projection"], found["outdated"]) == ("current", [])
    assert f"papers       {len(PAPERS):>8}" in shipped("status").stdout


def test_no_chain_joins_hops_of_different_materials(shipped: Lithograph) -> None:
    with open_store(str(shipped.store), read_only=True) as graph:
        base = evidence_base(graph)
    chains = project(base).chains
    assert chains
    assert not broken(chains, base)


def test_papers_are_listed_with_what_they_gave(shipped: Lithograph) -> None:
    rows = answer(shipped, "papers")
    assert [row["name"] for row in rows] == PAPERS
    assert all(row["title"] and row["counts"]["sentences"] for row in rows)
    table = [line.split("\t") for line in shipped("papers").stdout.splitlines()]
    assert table[0][:3] == ["paper", "year", "title"]
    assert [row[0] for row in table[1:]] == PAPERS


def test_sentences_are_found_by_their_words(shipped: Lithograph) -> None:
    rows = answer(shipped, "sentences", "Critical  CURRENT density")
    assert rows
    for row in rows:
        text = (SHIPPED / f"{row['paper']}.md").read_bytes().decode()
        assert text[row["start"] : row["end"]].strip()
        assert all(word in row["text"].lower() for word in ("critical", "current", "density"))
    one = shipped("sentences", "critical current density", "--limit", "1")
    assert one.stdout.startswith(f"{rows[0]['paper']}:{rows[0]['start']}  ")
    assert f"1 of {len(rows)} sentences; --limit {len(rows)} shows all" in one.stderr
    narrowed = answer(shipped, "sentences", "critical current density", "--paper", rows[-1]["paper"])
    assert narrowed == [row for row in rows if row["paper"] == rows[-1]["paper"]]
    assert shipped("sentences", "lithium", "--paper", "unheard-of").returncode == 4


def test_chains_of_a_material_carry_their_sentences(shipped: Lithograph) -> None:
    chains = answer(shipped, "chains", "--material", "lithium iodide")
    assert chains
    for chain in chains:
        assert chain["material"] == "LiI"
        assert isinstance(chain["mechanism"], list)
        assert chain["sign"] in "+-"
        assert chain["claims"]
        assert chain["evidence"]
        for sentence in chain["evidence"]:
            text = (SHIPPED / f"{sentence['paper']}.md").read_bytes().decode()
            assert text[sentence["start"] : sentence["end"]].strip()
    beliefs = [chain["belief"] for chain in chains]
    assert beliefs == sorted(beliefs, reverse=True)
    assert answer(shipped, "chains", "--material", "LiI", "--limit", "1") == chains[:1]
    assert shipped("chains", "--material", "LiI").stdout.startswith("LiI → ")


def test_chains_filters_agree_with_each_other(shipped: Lithograph) -> None:
    everything = answer(shipped, "chains")
    chain = next(each for each in everything if each["role"] and each["mechanism"])
    options = {"material": chain["material"], "role": chain["role"], "performance": chain["performance"]}
    options["mechanism"] = chain["mechanism"][0]
    for option, value in options.items():
        found = answer(shipped, "chains", f"--{option}", value)
        assert chain["id"] in {each["id"] for each in found}
        assert len(found) <= len(everything)


def test_show_tells_the_interphases_of_a_material(shipped: Lithograph) -> None:
    card = answer(shipped, "show", "lithium fluoride")
    assert card["entity"]["name"] == "LiF"
    assert any("SEI" in row["name"] for row in card["interphases"])
    assert card["sentences"]
    assert card["papers"]
    told = shipped("show", "LiF").stdout
    assert told.startswith("LiF  (Material, material:LiF)")
    assert "\npart of interphases\n" in told


def test_query_gives_rows(shipped: Lithograph) -> None:
    assert answer(shipped, "query", CYPHER) == {
        "columns": ["p.name", "p.year"],
        "rows": [[name, 2026] for name in PAPERS[:3]],
        "truncated": False,
    }
    done = shipped("query", "--limit", "2", "-", stdin=CYPHER)
    assert done.stdout.splitlines() == ["p.name\tp.year", *(f"{name}\t2026" for name in PAPERS[:2])]
    assert done.stderr == "only the first 2 rows are shown; --limit shows more\n"


def test_ungrounded_names_are_not_in_the_vocabulary(shipped: Lithograph) -> None:
    rows = answer(shipped, "ungrounded", "--limit", "5")
    assert len(rows) <= 5
    counts = [row["mentions"] for row in rows]
    assert counts == sorted(counts, reverse=True)


def test_exports_are_whole_and_the_same_each_time(shipped: Lithograph, tmp_path: Path) -> None:
    assert shipped("export", "--output", tmp_path / "graph.json").returncode == 0
    assert shipped("export", "-f", "graphml", "-o", tmp_path / "graph.graphml").returncode == 0
    assert shipped("export", "-f", "csv", "-o", tmp_path / "tables").returncode == 0
    assert shipped("export", "--output", "-").stdout == (tmp_path / "graph.json").read_text(encoding="utf-8")
    nodes = len(json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))["nodes"])
    root = ElementTree.parse(tmp_path / "graph.graphml").getroot()
    assert len(root.findall(".//{*}node")) == nodes
    tables = (tmp_path / "tables").glob("nodes_*.csv")
    assert sum(len(list(csv.reader(table.open(encoding="utf-8")))) - 1 for table in tables) == nodes


# --- papers in and out -----------------------------------------------------------------------------


def test_ingesting_again_changes_nothing(shipped: Lithograph, tmp_path: Path) -> None:
    command = copied(shipped, tmp_path)
    report = answer(command, "ingest", SHIPPED)
    assert report["counts"]["unchanged"] == len(PAPERS)
    assert not report["projected"]
    assert hash_of(command.store) == hash_of(shipped.store)


def test_a_forgotten_paper_leaves_nothing_and_comes_back_whole(shipped: Lithograph, tmp_path: Path) -> None:
    command = copied(shipped, tmp_path)
    assert answer(command, "forget", "lii-on-llzo.md")["paper"] == "lii-on-llzo"
    assert "lii-on-llzo" not in command("export", "--output", "-").stdout
    assert answer(command, "status")["papers"] == len(PAPERS) - 1
    assert answer(command, "ingest", SHIPPED)["counts"]["added"] == 1
    assert hash_of(command.store) == hash_of(shipped.store)


@pytest.mark.parametrize("how,status", [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_an_early_end_keeps_stored_papers_and_the_next_run_does_the_rest(
    shipped: Lithograph, lithograph: Lithograph, how: signal.Signals, status: int
) -> None:
    process = lithograph.start("ingest", SHIPPED, "--jobs", "2")
    assert process.stdout is not None
    first = process.stdout.readline().split()
    assert first[0] == "added"
    if how is signal.SIGINT:
        os.killpg(process.pid, how)  # as a terminal does, to the workers too
    else:
        process.kill()
    told = process.communicate(timeout=120)[1]
    with open_store(str(lithograph.store), read_only=True) as store:
        stored = [str(row["name"]) for row in store.nodes("Paper")]
    came_late = how is signal.SIGINT and len(stored) == len(PAPERS)  # when all was done, on a quick machine
    assert process.returncode == status or (came_late and process.returncode == 0)
    assert "Traceback" not in told
    assert first[1].rstrip(":") in stored
    assert how is signal.SIGINT or len(stored) < len(PAPERS)
    counts = answer(lithograph, "ingest", SHIPPED)["counts"]
    assert counts == {"added": len(PAPERS) - len(stored), "updated": 0, "unchanged": len(stored)} | {
        "duplicate": 0,
        "failed": 0,
    }
    assert hash_of(lithograph.store) == hash_of(shipped.store)
    _assert_gone(process.pid)


def _assert_gone(group: int) -> None:
    """The run's processes all end, its workers with it."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("worker processes outlive the run")


# --- extraction alone ------------------------------------------------------------------------------


def test_extract_keeps_the_order_and_every_offset(lithograph: Lithograph, tmp_path: Path) -> None:
    paths = [SHIPPED / f"{name}.md" for name in ("sei-sodium-potassium", "coatings")]
    done = lithograph("extract", *paths, "--output", tmp_path / "out.jsonl")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert list(dict.fromkeys(line["doc"] for line in lines)) == [path.stem for path in paths]
    texts = {path.stem: lithograph("text", path).stdout for path in paths}
    entities = [(line["doc"], entity) for line in lines for entity in line["entities"]]
    assert len(entities) > 100
    for doc, entity in entities:
        assert texts[doc][entity["start"] : entity["end"]] == entity["text"]


# --- the service -----------------------------------------------------------------------------------


def test_serve_answers_and_stops(shipped: Lithograph) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = shipped.start("serve", "--port", str(port))
    try:
        document = json.loads(_fetch(f"http://127.0.0.1:{port}/openapi.json"))
        assert document["info"]["title"] == "Lithograph"
        assert b"<html" in _fetch(f"http://127.0.0.1:{port}/docs").lower()
    finally:
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}/docs" in told
    assert "Traceback" not in told


def _fetch(url: str) -> bytes:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=10) as response:
                return bytes(response.read())
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{url} gives no answer")
