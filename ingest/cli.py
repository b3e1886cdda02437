"""The command line `lithograph`. Commands import what they need when they run, so that help comes at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from ingest.commands import elsewhere, extraction, papers, questions

app = typer.Typer(
    name="lithograph",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="A knowledge graph of battery materials, read out of papers, with the sentence behind every edge.",
    epilog="Exit status: 0 done, 1 some papers failed, 2 wrong use, 3 no store, 4 nothing of that name.",
)
for command in (
    papers.ingest,
    papers.status,
    papers.papers,
    papers.forget,
    questions.chains,
    questions.show,
    questions.sentences,
    questions.query,
    questions.ungrounded,
    questions.duplicates,
    extraction.text,
    extraction.extract,
    extraction.evaluate,
    elsewhere.export,
    elsewhere.import_,
    elsewhere.copy,
    elsewhere.serve,
):
    app.command(command.__name__.rstrip("_"))(command)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"lithograph {version('lithograph')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and end the process with its status."""
    from ingest.edge import run

    sys.exit(run(app, arguments))
