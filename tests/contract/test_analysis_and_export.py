"""The graph in networkx and in files, the same from both stores."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import networkx as nx
import pytest

from graph.analysis import best_believed_ways, central_mechanisms, load_graph
from graph.export import export_csv, export_graphml, export_json, export_json_ld
from graph.export.json_ld import identifier
from graph.schema import load_schema
from graph.store import GraphStore, open_store
from graph.writer import counts, evidence_base, graph_hash, replace_paper, replace_projection
from tests.graph_factories import fluoride_paper, gas_paper, iodide_paper, project


def written(export: Callable[[GraphStore, TextIO], None], store: GraphStore) -> str:
    out = io.StringIO()
    export(store, out)
    return out.getvalue()


def test_load_graph(filled: GraphStore) -> None:
    graph = load_graph(filled)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (11, 7)
    assert graph.nodes["material:LiI"] == {"label": "Material", "name": "LiI", "grounded": True}
    ((_, _, data),) = graph.edges("material:LiF", data=True)
    assert (data["type"], data["belief"], data["sentence_ids"]) == (
        "COMPONENT_OF",
        0.5,
        ["sentence:fluoride-1"],
    )


def test_ways_and_central_mechanisms(filled: GraphStore) -> None:
    graph = load_graph(filled)
    (way,) = best_believed_ways(graph, "material:LiI", "performance:critical-current-density")
    assert [step.type for step in way.steps] == ["HAS_ROLE", "AFFECTS", "AFFECTS"]
    assert way.belief == pytest.approx(0.5 * 0.5 * 0.75)
    (found,) = central_mechanisms(filled, graph)
    assert (found.name, found.materials) == ("dendrite growth", ("material:LiI",))


def test_json_holds_everything(filled: GraphStore) -> None:
    data = json.loads(written(export_json, filled))
    found = counts(filled)
    assert len(data["nodes"]) == sum(found.nodes.values())
    assert len(data["edges"]) == sum(found.edges.values())
    assert data["graph"] == {"schema_version": load_schema().version}
    iodide = next(node for node in data["nodes"] if node["id"] == "material:LiI")
    assert (iodide["label"], iodide["elements"], iodide["aliases"]) == (
        "Material",
        ["Li", "I"],
        ["lithium iodide"],
    )
    graph = nx.node_link_graph(data, edges="edges")
    assert graph.number_of_edges() == len(data["edges"])


def test_json_ld_names_emmo_terms(filled: GraphStore) -> None:
    data = json.loads(written(export_json_ld, filled))
    items = {item["@id"]: item for item in data["@graph"]}
    found = counts(filled)
    assert len(items) == sum(found.nodes.values()) + sum(found.edges.values())
    iodide = items["urn:lithograph:material:LiI"]
    assert (iodide["@type"], iodide["name"], iodide["synonyms"]) == (["Material"], "LiI", ["lithium iodide"])
    assert items["urn:lithograph:interphase:LiI-interphase"]["parents"] == ["urn:lithograph:interphase:SEI"]
    term = items["urn:lithograph:performance:critical-current-density"]["iri"]
    assert items["urn:lithograph:measurement:iodide-1"]["@type"] == ["Measurement", term]
    (role,) = [item for item in items.values() if item["@type"] == ["HAS_ROLE"]]
    assert (role["source"], role["target"], role["belief"]) == (
        "urn:lithograph:material:LiI",
        "urn:lithograph:role:electron-blocking-layer",
        0.5,
    )
    assert data["@context"]["iri"] == {"@id": "skos:exactMatch", "@type": "@id"}


def test_ids_are_quoted_as_iris() -> None:
    assert identifier("doi:10.1/a b") == "urn:lithograph:doi:10.1%2Fa%20b"


def test_graphml_is_read_back_by_networkx(filled: GraphStore) -> None:
    graph = nx.parse_graphml(written(export_graphml, filled), force_multigraph=True)
    assert graph.number_of_edges() == sum(counts(filled).edges.values())
    assert graph.nodes["material:LiI"]["elements"] == "Li; I"
    assert graph.nodes["measurement:iodide-1"]["value"] == 1.5
    assert graph.nodes["material:LiI"]["grounded"] is True
    assert "formula" not in graph.nodes["interphase:SEI"]
    kinds = [data["type"] for _, _, data in graph.edges(data=True)]
    assert kinds.count("AFFECTS") == 3


def test_csv_tables(filled: GraphStore, tmp_path: Path) -> None:
    paths = export_csv(filled, tmp_path / "tables")
    assert len(paths) == len({path.name for path in paths}) == 14 + 21
    with (tmp_path / "tables" / "nodes_Material.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert list(rows) == ["material:CO", "material:Co", "material:LiF", "material:LiI"]
    assert (rows["material:LiI"]["elements"], rows["material:LiI"]["grounded"]) == ('["Li", "I"]', "true")
    with (tmp_path / "tables" / "edges_HAS_ROLE.csv").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["source"], row["target"], row["belief"]) == (
        "material:LiI",
        "role:electron-blocking-layer",
        "0.5",
    )


def test_files_are_the_same_whatever_the_store_and_the_order(filled: GraphStore, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "other.lbug")) as other:
        for fragment in (gas_paper(), fluoride_paper(), iodide_paper()):
            replace_paper(other, fragment)
        replace_projection(other, project(evidence_base(other)))
        assert graph_hash(other) == graph_hash(filled)
        for export in (export_json, export_json_ld, export_graphml):
            assert written(export, other) == written(export, filled)
        here, there = export_csv(filled, tmp_path / "a"), export_csv(other, tmp_path / "b")
        assert [path.read_bytes() for path in here] == [path.read_bytes() for path in there]
