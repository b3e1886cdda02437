"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="PATH|URI",
        help="The graph: a path of the embedded database, or a bolt:// or neo4j:// URI. "
        "Default: LITHOGRAPH_STORE, else .lithograph/graph.lbug in the current directory.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on standard output.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        max=64,
        help="Worker processes. Default: LITHOGRAPH_JOBS, else two where there are two cores.",
        show_default=False,
    ),
]
Papers = Annotated[
    list[Path],
    typer.Argument(metavar="PATH...", help="Papers, or directories to search for them."),
]
Label = Annotated[
    str,
    typer.Option(
        "--label",
        help="Only this label: Material, Interphase, Role, Mechanism, Property, Performance or Factor.",
        show_default=False,
    ),
]
