"""Commands that take the graph to other places and back: export, import, copy, serve."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ingest import options, output
from ingest.errors import UsageError


class Format(StrEnum):
    """Formats of `export`."""

    JSON = "json"
    JSON_LD = "jsonld"
    GRAPHML = "graphml"
    CSV = "csv"
    DUMP = "dump"


def export(
    target: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write; - is standard output, csv takes a directory.",
        ),
    ],
    form: Annotated[
        Format,
        typer.Option(
            "--format", "-f", help="json (node-link), jsonld, graphml, csv tables, or dump (for `import`)."
        ),
    ] = Format.JSON,
    store: options.Store = None,
) -> None:
    """Write the whole graph for other tools; the same graph gives the same bytes.

    Example: lithograph export --format graphml --output graph.graphml
    """
    from graph.export import export_csv, export_graphml, export_json, export_json_ld
    from graph.transfer import write_dump
    from ingest.files import writing
    from ingest.opening import opened

    with opened(store) as graph:
        if form is Format.CSV:
            written = export_csv(graph, _folder(target))
            output.remark(f"{output.counted(len(written), 'table')} in {target}")
            return
        with writing(target) as out:
            {
                Format.JSON: export_json,
                Format.JSON_LD: export_json_ld,
                Format.GRAPHML: export_graphml,
                Format.DUMP: write_dump,
            }[form](graph, out)
    if target != "-":
        output.remark(f"written: {target}")


def _folder(target: str) -> Path:
    folder = Path(target)
    if target == "-" or (folder.exists() and not folder.is_dir()):
        raise UsageError(
            f"--output {target}: csv is a table for each label and relationship; name a directory"
        )
    return folder


def import_(
    dump: Annotated[Path, typer.Argument(metavar="FILE", help="A dump that `export --format dump` wrote.")],
    store: options.Store = None,
) -> None:
    """Fill an empty store from a dump; the graph's hash is checked.

    Example: lithograph import graph.jsonl --store other.lbug
    """
    from graph.transfer import read_dump
    from ingest.opening import opened

    with (
        dump.open(encoding="utf-8", newline="\n") as lines,
        opened(store, read_only=False, half_filled=True) as graph,
    ):
        output.say(f"imported: graph {read_dump(graph, lines, str(dump))}")


def copy(
    source: Annotated[str, typer.Option("--from", metavar="PATH|URI", help="The store to copy.")],
    target: Annotated[
        str, typer.Option("--to", metavar="PATH|URI", help="An empty store, or one not there yet.")
    ],
) -> None:
    """Copy the graph of one store into another, empty one; the hashes of both are compared.

    Example: lithograph copy --from .lithograph/graph.lbug --to bolt://localhost:7687
    """
    from graph.transfer import copy_graph
    from ingest.opening import opened

    with opened(source) as graph, opened(target, read_only=False, half_filled=True) as other:
        output.say(f"copied: graph {copy_graph(graph, other)}")


def serve(
    host: Annotated[
        str | None,
        typer.Option("--host", help="Address. Default: LITHOGRAPH_HOST, else 127.0.0.1.", show_default=False),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", min=1, max=65535, help="Port. Default: LITHOGRAPH_PORT, else 8000.", show_default=False
        ),
    ] = None,
    store: options.Store = None,
) -> None:
    """Serve the graph over HTTP, with a page that documents the API.

    Example: lithograph serve --port 8000
    """
    from ingest.serving import serve_graph
    from ingest.settings import load_settings

    settings = load_settings()
    serve_graph(settings, store, host or settings.host, settings.port if port is None else port)
