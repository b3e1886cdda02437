"""How fast both stores load a large graph and answer from it, beside what their engines do alone, in one run.

Usage: python -m benchmarks.stores [--json] [--claims N] [--only ladybug|neo4j]

The graph is made up: N claims, each with its cause, its effect and its evidence (3 N relationships), and N / 2
sentences of N / 100 papers. Some materials cause 100 claims each, ten times the usual; what is looked up is one of
those, with the sentences behind its claims. The bare engine loads as many nodes and relationships without properties
beside id and name, from files or rows that are there already, and gives as many rows. Neo4j is the one that NEO4J_URI
names, which must be empty, or one started here as the tests do it (JDK and Maven), with a heap of 4 GB.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import ladybug
import neo4j

from graph.store import GraphStore, open_store

MB = 1_000_000
CLAIMS = 1_000_000
HUB = 100  #: claims of a well-connected material
HUBS = 100
LOOK_UPS = 200
BATCH = 10_000
LIMIT = 50
HEAP, QUICK = "4g", ("-Dpage.cache.mb=1024", "-XX:+UseParallelGC")  #: of a server started here
Row = dict[str, Any]


class Graph:
    """A graph of so many claims; its rows come as they are asked for, the same every time."""

    def __init__(self, claims: int) -> None:
        self.claims, self.sentences, self.papers = claims, claims // 2, claims // 100
        hubs = min(HUBS, claims // HUB // 2)
        self.hubs = [f"material:M{number}" for number in range(hubs)]  #: the well-connected materials
        self.materials = hubs + (claims - HUB * hubs) // 10  #: one for every ten claims of the rest

    def cause(self, claim: int) -> int:
        """The number of a claim's material; claims of one hub lie far apart, as those of different papers do."""
        turn, place = divmod(claim, self.claims // HUB)
        hubs = len(self.hubs)
        if place < hubs and turn < HUB:
            return place
        return hubs + claim * 7919 % (self.materials - hubs)

    def nodes(self) -> Iterator[tuple[str, Iterable[Row]]]:
        """Rows by label."""
        yield (
            "Material",
            ({"id": f"material:M{i}", **_entity("Material", f"M{i}")} for i in range(self.materials)),
        )
        yield "Mechanism", ({"id": f"mechanism:m{i}", **_entity("Mechanism", f"m{i}")} for i in range(500))
        yield "Paper", ({"id": f"paper:{i}", "name": f"{i}", "kind": "research"} for i in range(self.papers))
        yield "Sentence", (self._sentence(i) for i in range(self.sentences))
        yield "Claim", (self._claim(i) for i in range(self.claims))

    def edges(self) -> Iterator[tuple[tuple[str, str, str], Iterable[Row]]]:
        """Rows by type and the labels that it joins."""
        claims = range(self.claims)
        causes = ({"source": _id(i), "target": f"material:M{self.cause(i)}"} for i in claims)
        yield ("CAUSE", "Claim", "Material"), causes
        yield (
            ("EFFECT", "Claim", "Mechanism"),
            ({"source": _id(i), "target": f"mechanism:m{i % 500}"} for i in claims),
        )
        yield ("EVIDENCED_BY", "Claim", "Sentence"), (self._evidence(i) for i in claims)
        places = ({"source": f"sentence:{i}", "target": self._paper(i)} for i in range(self.sentences))
        yield ("IN", "Sentence", "Paper"), places

    def _paper(self, sentence: int) -> str:
        return f"paper:{sentence // 50 % self.papers}"

    def _sentence(self, number: int) -> Row:
        text = (
            f'Sentence {number} says, in "some eighty" characters, what raises or lowers something at 25 °C.'
        )
        place = {"paper_id": self._paper(number), "start": 100 * number, "end": 100 * number + len(text)}
        kind = {"section": "Results", "kind": "prose", "paragraph": number % 40}
        return {"id": f"sentence:{number}", "name": text[:80], "text": text, **place, **kind}

    def _claim(self, number: int) -> Row:
        signs = {"sign": "+-"[number % 2], "cause_sign": "+", "negated": False, "status": "asserted"}
        belief = {"belief": number % 1000 / 1000, "evidence_count": 1, "paper_count": 1}
        terms = {
            "term_papers": [self._paper(number // 2)],
            "term_probabilities": [0.5],
            "term_reasons": ["one paper"],
        }
        name = f"M{self.cause(number)} raises m{number % 500}"
        return {"id": _id(number), "name": name, **signs, **belief, **terms}

    def _evidence(self, number: int) -> Row:
        ends = {"source": _id(number), "target": f"sentence:{number // 2}"}
        reading = {
            "status": "asserted",
            "rule": "verb",
            "score": 0.9,
            "cited": False,
            "cue": "raises",
            "references": [],
        }
        return {**ends, "id": f"evidence:{number:020x}", "name": "raises", **reading}


def _id(claim: int) -> str:
    return f"claim:{claim:020x}"


def _entity(label: str, name: str) -> Row:
    return {"label": label, "name": name, "grounded": True, "aliases": [], "search": f"|{name.lower()}|"}


# --- the project's stores ----------------------------------------------------------------------------------


def load(store: GraphStore, graph: Graph) -> int:
    """All of the graph into the store; rows."""
    nodes = sum(store.load_nodes(label, rows) for label, rows in graph.nodes())
    return nodes + sum(store.load_edges(*kind, rows) for kind, rows in graph.edges())


def measured(store: GraphStore, graph: Graph) -> Row:
    """Seconds and rows of a load, milliseconds of look-ups."""
    started = time.perf_counter()
    rows = load(store, graph)
    seconds = time.perf_counter() - started

    def look_up(hub: str) -> int:
        return len(store.run("material_evidence", id=hub, limit=LIMIT))

    return _figures(rows, seconds, latencies(look_up, graph.hubs))


def latencies(look_up: Callable[[str], int], hubs: Sequence[str]) -> list[float]:
    """Milliseconds of each look-up, all hubs looked up once before; SystemExit if one finds nothing."""
    found: list[float] = []
    for number in range(-len(hubs), LOOK_UPS):
        started = time.perf_counter()
        if not look_up(hubs[number % len(hubs)]):
            raise SystemExit(f"{hubs[number % len(hubs)]} is not found, so that its look-up says nothing")
        found.append((time.perf_counter() - started) * 1000)
    return found[len(hubs) :]


def _figures(rows: int, seconds: float, milliseconds: Sequence[float]) -> Row:
    return {
        "rows": rows,
        "load_seconds": round(seconds, 1),
        "rows_per_second": round(rows / seconds),
        "look_up_ms_median": round(statistics.median(milliseconds), 1),
        "look_up_ms_p95": round(statistics.quantiles(milliseconds, n=20)[-1], 1),
    }


# --- the engines alone ---------------------------------------------------------------------------------------

_LOOK_UP = (
    "MATCH (m:M {id: $id})<-[:CAUSE]-(c:C)-[:EVIDENCE]->(s:S) "
    f"RETURN c.id, c.name, s.id, s.name ORDER BY c.id LIMIT {LIMIT}"
)


def bare_tables(graph: Graph) -> Iterator[tuple[str, tuple[str, str] | None, Iterable[tuple[str, str]]]]:
    """The same graph with nothing but ids and names: table, labels joined, rows of two cells."""
    numbers = range(graph.claims)
    ids = [*(f"material:M{i}" for i in range(graph.materials)), *(f"mechanism:m{i}" for i in range(500))]
    yield "M", None, ((key, key) for key in ids)
    yield "S", None, ((f"s{i}", f"sentence {i} of some length") for i in range(graph.sentences))
    yield "C", None, ((_id(i), f"claim {i}") for i in numbers)
    yield "CAUSE", ("C", "M"), ((_id(i), f"material:M{graph.cause(i)}") for i in numbers)
    yield "EFFECT", ("C", "M"), ((_id(i), f"mechanism:m{i % 500}") for i in numbers)
    yield "EVIDENCE", ("C", "S"), ((_id(i), f"s{i // 2}") for i in numbers)


def bare_ladybug(folder: Path, graph: Graph) -> Row:
    """COPY of files that are there already; the time to write them is left out."""
    connection = ladybug.Connection(ladybug.Database(str(folder / "bare.lbug"), buffer_pool_size=1 << 30))
    rows, seconds = 0, 0.0
    for table, ends, content in bare_tables(graph):
        path = folder / "bare.csv"
        with path.open("w", encoding="utf-8") as out:
            written = sum(bool(out.write(f"{first},{second}\n")) for first, second in content)
        if ends:
            connection.execute(f"CREATE REL TABLE {table}(FROM {ends[0]} TO {ends[1]})")
        else:
            connection.execute(f"CREATE NODE TABLE {table}(id STRING, name STRING, PRIMARY KEY(id))")
        started = time.perf_counter()
        connection.execute(f"COPY {table} FROM '{path}' (header=false)")
        seconds += time.perf_counter() - started
        rows += written

    def look_up(hub: str) -> int:
        result: Any = connection.execute(_LOOK_UP, {"id": hub})
        return len(result.get_all())

    return _figures(rows, seconds, latencies(look_up, graph.hubs))


def bare_neo4j(uri: str, graph: Graph) -> Row:
    """UNWIND of flat batches through the driver, a transaction each."""
    rows = 0
    with _driver(uri) as driver:
        for label in "MSC":
            driver.execute_query(f"CREATE CONSTRAINT FOR (n:{label}) REQUIRE n.id IS UNIQUE")
        started = time.perf_counter()
        for table, ends, content in bare_tables(graph):
            for batch in _batches(content):
                driver.execute_query(_bare_create(table, ends), rows=batch)
                rows += len(batch)
        seconds = time.perf_counter() - started

        def look_up(hub: str) -> int:
            return len(driver.execute_query(_LOOK_UP, id=hub, routing_=neo4j.RoutingControl.READ).records)

        return _figures(rows, seconds, latencies(look_up, graph.hubs))


def _bare_create(table: str, ends: tuple[str, str] | None) -> str:
    if ends is None:
        return f"UNWIND $rows AS r CREATE (:{table} {{id: r.a, name: r.b}})"
    source, target = f"(a:{ends[0]} {{id: r.a}})", f"(b:{ends[1]} {{id: r.b}})"
    return f"UNWIND $rows AS r MATCH {source}, {target} CREATE (a)-[:{table}]->(b)"


def _batches(rows: Iterable[tuple[str, str]]) -> Iterator[list[dict[str, str]]]:
    batch: list[dict[str, str]] = []
    for first, second in rows:
        batch.append({"a": first, "b": second})
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


# --- where they run --------------------------------------------------------------------------------------------


def size_mb(folder: Path) -> float:
    """What lies in a folder, in million bytes on disk."""
    return round(sum(file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file()) / MB, 1)


def _stored_mb(data: Path) -> float:
    """What a server started here has in its database's own files, logs of transactions left out."""
    return round(sum(size_mb(folder) for folder in data.glob("**/databases/neo4j")), 1)


def ladybug_figures(graph: Graph) -> Mapping[str, Row]:
    """The embedded store and its engine."""
    with tempfile.TemporaryDirectory(prefix="lithograph-bench-") as name:
        ours, bare = Path(name, "ours"), Path(name, "bare")
        with open_store(str(ours / "graph.lbug")) as store:
            found = measured(store, graph)
        bare.mkdir()
        alone = bare_ladybug(bare, graph)
        (bare / "bare.csv").unlink()
        return {
            "ladybug": found | {"disk_mb": size_mb(ours)},
            "bare ladybug": alone | {"disk_mb": size_mb(bare)},
        }


def neo4j_figures(graph: Graph) -> Mapping[str, Row]:
    """Neo4j behind the store and by its driver alone; disk sizes where the server is started here."""
    with tempfile.TemporaryDirectory(prefix="lithograph-bench-") as name, _server(Path(name)) as uri:
        user, password = os.environ.get("NEO4J_USER"), os.environ.get("NEO4J_PASSWORD")
        data = Path(name, "data")
        with open_store(uri, user=user, password=password) as store:
            found = measured(store, graph)
        first = _stored_mb(data)
        alone = bare_neo4j(uri, graph)
        return {
            "neo4j": found | {"disk_mb": first or None},
            "bare neo4j": alone | {"disk_mb": round(_stored_mb(data) - first, 1) or None},
        }


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    from tests import neo4j_server

    neo4j_server.HEAP, neo4j_server.QUICK = HEAP, QUICK
    with ExitStack() as held:
        try:
            uri = held.enter_context(neo4j_server.start(folder))
        except (neo4j_server.Missing, neo4j_server.NotStarted) as error:
            raise SystemExit(
                f"no Neo4j to measure: {error}; name one in NEO4J_URI, or --only ladybug"
            ) from None
        yield uri


def _driver(uri: str) -> neo4j.Driver:
    user, password = os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD")
    return neo4j.GraphDatabase.driver(uri, auth=(user, password) if password is not None else None)


FIGURES = {"ladybug": ladybug_figures, "neo4j": neo4j_figures}


def table(found: Mapping[str, Row]) -> str:
    """The figures as plain text, a column for each store and engine."""
    lines = [f"{'':<22}" + "".join(f"{name:>14}" for name in found)]
    for key in next(iter(found.values())):
        cells = [f"{row[key]:,}" if row[key] is not None else "?" for row in found.values()]
        lines.append(f"{key.replace('_', ' '):<22}" + "".join(f"{cell:>14}" for cell in cells))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.stores", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--claims", type=int, default=CLAIMS, help=f"size of the graph (default {CLAIMS:,})")
    parser.add_argument("--only", choices=FIGURES, help="one of the stores")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    found: dict[str, Row] = {}
    for name in [options.only] if options.only else FIGURES:
        found |= FIGURES[name](Graph(max(1000, options.claims)))
    print(json.dumps(found, indent=2) if options.json else table(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
