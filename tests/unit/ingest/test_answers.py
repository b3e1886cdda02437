"""What the asking commands show, on three invented papers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.chains import ChainFilter
from graph.store import GraphStore, open_store
from graph.writer import evidence_base, replace_paper, replace_projection
from ingest import card, chains
from ingest.errors import Ambiguous, NothingSuch, UsageError
from ingest.naming import entity, stored_paper
from ingest.output import print_table
from ingest.status import lines, status_of
from tests.graph_factories import fluoride_paper, gas_paper, iodide_paper, project


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The three papers' graph."""
    path: Path = tmp_path_factory.mktemp("answers") / "graph.lbug"
    with open_store(str(path)) as opened:
        for paper in (iodide_paper(), fluoride_paper(), gas_paper()):
            replace_paper(opened, paper)
        replace_projection(opened, project(evidence_base(opened)))
        yield opened


@pytest.mark.parametrize(
    "name,label,found",
    [
        ("LiI", "", "material:LiI"),
        ("lithium iodide", "", "material:LiI"),
        ("material:LiI", "", "material:LiI"),
        ("Co", "", "material:Co"),
        ("CO", "Material", "material:CO"),
        ("ccd", "Performance", "performance:critical-current-density"),
    ],
)
def test_names_aliases_and_ids_find_one_thing(store: GraphStore, name: str, label: str, found: str) -> None:
    assert entity(store, name, label)["id"] == found


def test_what_differs_in_case_alone_is_not_guessed(store: GraphStore) -> None:
    with pytest.raises(Ambiguous, match=r"'co' names several things: .*material:CO.*material:Co"):
        entity(store, "co")


def test_a_name_nobody_has_brings_what_comes_near(store: GraphStore) -> None:
    with pytest.raises(NothingSuch, match=r"nothing named 'dendrite' in .*did you mean dendrite growth\?"):
        entity(store, "dendrite")
    with pytest.raises(NothingSuch, match="among the Role nodes"):
        entity(store, "LiI", "Role")
    with pytest.raises(UsageError, match="no such label; there are Material, Interphase"):
        entity(store, "LiI", "material")


@pytest.mark.parametrize("name", ["iodide", "iodide.md", "papers/iodide.md", "paper:iodide", "10.1/iodide"])
def test_papers_are_found_by_whatever_names_them(store: GraphStore, name: str) -> None:
    assert stored_paper(store, name)["name"] == "iodide"


@pytest.mark.parametrize(
    "filters",
    [
        ChainFilter(),
        ChainFilter(material="lithium iodide"),
        ChainFilter(role="electron-blocking layer", performance="CCD"),
        ChainFilter(mechanism="dendrite formation", min_belief=0.25),
    ],
)
def test_chains_by_any_name(store: GraphStore, filters: ChainFilter) -> None:
    total, found = chains.find_chains(store, filters, None)
    assert (total, len(found)) == (1, 1)
    assert found[0]["material"] == "LiI"
    assert "lithium iodide" in found[0]["material_aliases"]
    assert (found[0]["role"], found[0]["mechanism"]) == ("electron-blocking layer", ["dendrite growth"])
    assert [item["sentence_id"] for item in found[0]["evidence"]] == [
        "sentence:iodide-2",
        "sentence:fluoride-2",
        "sentence:iodide-3",
    ]


@pytest.mark.parametrize("filters", [ChainFilter(material="LiF"), ChainFilter(min_belief=0.9)])
def test_no_chain_is_no_error(store: GraphStore, filters: ChainFilter) -> None:
    assert chains.find_chains(store, filters, None) == (0, [])


def test_a_chain_is_told_with_its_sentences(store: GraphStore) -> None:
    told = list(chains.lines(chains.find_chains(store, ChainFilter(), None)[1][0]))
    assert told[0].startswith(
        "LiI → electron-blocking layer → dendrite growth → critical current density  (raises it"
    )
    assert "    iodide:200  The electron-blocking layer slows dendrite growth in LiI [7]." in told


def test_a_card_tells_all_of_a_thing(store: GraphStore) -> None:
    told = "\n".join(card.lines(card.card_of(store, "material:LiI", 10), 10))
    for part in (
        "LiI  (Material, material:LiI)",
        "\nroles\n  electron-blocking layer  (belief 0.50, papers: 1)",
        "\npart of interphases\n  LiI interphase",
        "critical current density of LiI: 1.5 to 2 mA/cm^2 at 25 °C  [1.5 to 2 mA/cm2; iodide]",
        "dendrite growth lowers critical current density  (asserted, belief 0.75, papers: 2)",
        "\nchains\n  LiI → electron-blocking layer",
    ):
        assert part in told
    with pytest.raises(NothingSuch):
        card.card_of(store, "material:none", 10)


def test_status_says_by_which_reading(store: GraphStore) -> None:
    found = status_of(store, "new")
    assert (found["papers"], found["chains"], found["entities"]["Material"]) == (3, 1, 4)
    assert (found["projection"], found["outdated"]) == ("missing", ["fluoride", "gas", "iodide"])
    assert list(lines(found))[-1] == "read by another version, ingest again: fluoride, gas, iodide"


def test_a_table_in_a_pipe_is_tab_separated(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("a", "b", "c"), [("x\ny", None, 0.123456789), (["Li"], True, "t")])
    assert capsys.readouterr().out == 'a\tb\tc\nx y\t\t0.123457\n["Li"]\tTrue\tt\n'
