"""The same papers give the same graph: in any order, twice, forgotten and read again, split in two files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from extraction.extractor import Extractor
from graph.schema import load_schema
from graph.store import GraphStore, open_store
from graph.writer import graph_hash
from ingest.pipeline import Pipeline, default_pipeline
from ingest.run import forget, ingest

HEAD = '---\ntitle: "{title}"\ndoi: {doi}\nyear: 2020\nkind: research\n---\n# {title}\n\n'
IODIDE = (
    "LiI serves as an electron-blocking layer on Li7La3Zr2O12. The LiI interphase suppresses dendrite growth. "
    "Dendrite growth lowers the critical current density, which reached 1.2 mA cm-2 at 25 °C.\n\n",
    "The ionic conductivity of LiI is 2 × 10-7 S cm-1. A LiF-rich SEI suppresses dendrite growth. "
    "LiI lowers the interfacial resistance from 90 to 12 Ω cm2.\n\n",
)
PAPERS = {
    "iodide": ("Lithium iodide on garnet", "10.1234/iodide", "".join(IODIDE)),
    "fluoride": (
        "Lithium fluoride in the SEI",
        "10.1234/fluoride",
        "LiF is a component of the SEI on lithium. The LiF-rich SEI suppresses dendrite growth. "
        "Dendrite growth causes short circuits, and LiF raises the interfacial stability.\n\n",
    ),
    "carbon": (
        "Hard carbon for sodium",
        "10.1234/carbon",
        "Hard carbon serves as the anode of sodium-ion batteries. Na plating on hard carbon lowers the Coulombic "
        "efficiency. The sodium dendrite growth does not lower the cycle life of hard carbon cells.\n\n",
    ),
}


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """The project's own, with one reader for the whole module."""
    plain, reader = default_pipeline(), Extractor()
    return Pipeline(lambda: reader, plain.fragment, plain.project, plain.fingerprint)


@contextmanager
def holding(folder: Path, pipeline: Pipeline, *texts: tuple[str, str, str, str]) -> Iterator[GraphStore]:
    """A store that has read files of (name, title, DOI, text), in this order."""
    folder.mkdir()
    with open_store(str(folder / "graph.lbug")) as store:
        read(store, folder, pipeline, *texts)
        yield store


def read(store: GraphStore, folder: Path, pipeline: Pipeline, *texts: tuple[str, str, str, str]) -> None:
    """Write the files and ingest them."""
    paths = []
    for name, title, doi, text in texts:
        paths.append(folder / f"{name}.md")
        paths[-1].write_text(HEAD.format(title=title, doi=doi) + text, encoding="utf-8")
    report = ingest(paths, store, pipeline)
    assert not [outcome for outcome in report.outcomes if outcome.state == "failed"], report.outcomes


def files(*names: str) -> Sequence[tuple[str, str, str, str]]:
    """Papers by name."""
    return [(name, *PAPERS[name]) for name in names]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline) -> tuple[str, str]:
    """The hash of the graph of all three papers, and that of what it says."""
    folder = tmp_path_factory.mktemp("whole") / "all"
    with holding(folder, pipeline, *files("iodide", "fluoride", "carbon")) as store:
        assert len(store.nodes("Claim")) >= 4
        assert store.nodes("Chain")
        assert store.nodes("Measurement")
        return graph_hash(store), said(store)


@pytest.mark.parametrize("order", [("carbon", "fluoride", "iodide"), ("fluoride", "iodide", "carbon")])
def test_the_order_of_papers_is_of_no_matter(
    tmp_path: Path, pipeline: Pipeline, whole: tuple[str, str], order: tuple[str, ...]
) -> None:
    with holding(tmp_path / "other", pipeline, *files(*order)) as store:
        assert graph_hash(store) == whole[0]


def test_papers_one_by_one_twice_and_forgotten_in_between(
    tmp_path: Path, pipeline: Pipeline, whole: tuple[str, str]
) -> None:
    folder = tmp_path / "steps"
    with holding(folder, pipeline, *files("fluoride")) as store:
        alone = graph_hash(store)
        read(store, folder, pipeline, *files("iodide"))
        read(store, folder, pipeline, *files("iodide", "fluoride", "carbon"))
        assert graph_hash(store) == whole[0]
        read(store, folder, pipeline, *files("carbon", "iodide"))
        assert graph_hash(store) == whole[0]
        for name in ("iodide", "carbon"):
            forget(store, pipeline, f"paper:{name}", name)
        assert graph_hash(store) == alone
        read(store, folder, pipeline, *files("iodide", "carbon"))
        assert graph_hash(store) == whole[0]


def test_a_paper_split_in_two_says_the_same(
    tmp_path: Path, pipeline: Pipeline, whole: tuple[str, str]
) -> None:
    title, doi, _ = PAPERS["iodide"]
    parts = [(f"iodide-{number}", title, doi, text) for number, text in enumerate(IODIDE, start=1)]
    with holding(tmp_path / "split", pipeline, *parts, *files("fluoride", "carbon")) as store:
        assert said(store) == whole[1]


def test_another_paper_is_another_graph(tmp_path: Path, pipeline: Pipeline, whole: tuple[str, str]) -> None:
    with holding(tmp_path / "less", pipeline, *files("iodide", "carbon")) as store:
        assert graph_hash(store) != whole[0]
        assert said(store) != whole[1]


# --- what a graph says, whatever file says it ------------------------------------------------------

#: Nodes and relationships that tell where something stands, and properties that name those.
_PLACES = frozenset({"Paper", "Sentence", "Reference", "Meta"})
_OF_PLACES = frozenset({"IN", "CITES", "HAS_REFERENCE", "DESCRIBES", "MENTIONS", "EVIDENCED_BY"})
_NAMING = frozenset({"sentence_ids", "term_papers", "span", "id", "source", "target"})


def said(store: GraphStore) -> str:
    """SHA-256 over the sorted nodes and relationships without their places; values by what they say."""
    names = {row["id"]: _stable(label, row) for label in _labels() for row in store.nodes(label)}
    lines = [json.dumps([names[row["id"]], _kept(row)]) for label in _labels() for row in store.nodes(label)]
    for edge in load_schema().edges.values():
        if edge.type not in _OF_PLACES:
            for row in store.edges(edge.type):
                lines.append(json.dumps([edge.type, names[row["source"]], names[row["target"]], _kept(row)]))
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _labels() -> list[str]:
    return [label for label in load_schema().nodes if label not in _PLACES]


def _stable(label: str, row: dict[str, Any]) -> str:
    """A node's id; a value's depends on where it stands, so its name."""
    return f"{label} {row['name'] if label in ('Measurement', 'Chain') else row['id']}"


def _kept(row: dict[str, Any]) -> str:
    return json.dumps({key: value for key, value in row.items() if key not in _NAMING}, sort_keys=True)
