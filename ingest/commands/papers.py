"""Commands on the papers of a store: ingest, forget, papers, status."""

from __future__ import annotations

from typing import Annotated

import typer

from ingest import options, output


def ingest(
    paths: options.Papers,
    store: options.Store = None,
    jobs: options.Jobs = None,
    json: options.Json = False,
) -> None:
    """Read papers into the graph; papers that it holds as they are now are left alone.

    Example: lithograph ingest corpus/papers
    """
    from ingest import run
    from ingest.exits import Exit
    from ingest.opening import opened
    from ingest.pipeline import default_pipeline
    from ingest.progress import shown
    from ingest.settings import load_settings

    settings = load_settings()
    found, failures = run.find_papers(paths)
    for failure in failures:
        output.complain(str(failure))
    if not found:
        raise typer.Exit(Exit.USAGE)
    with opened(store, read_only=False) as graph, shown(quiet_stdout=json) as progress:
        report = run.ingest(
            found,
            graph,
            default_pipeline(),
            progress,
            jobs=jobs or settings.workers,
            limit=settings.max_bytes,
        ).with_failures(failures)
    if json:
        output.print_json(report.as_json())
    else:
        output.say(str(report))
    raise typer.Exit(report.status)


def forget(
    paper: Annotated[
        str, typer.Argument(metavar="PAPER", help="Name of the paper (its file's without ending), id or DOI.")
    ],
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Remove a paper and everything that only this paper says.

    Example: lithograph forget lii-on-llzo
    """
    from ingest import run
    from ingest.naming import stored_paper
    from ingest.opening import opened
    from ingest.pipeline import default_pipeline

    with opened(store, read_only=True) as graph:
        stored_paper(graph, paper)  # before a writer's lock is asked for
    with opened(store, read_only=False) as graph:
        found = stored_paper(graph, paper)
        change = run.forget(graph, default_pipeline(), str(found["id"]), str(found["name"]))
    if json:
        output.print_json({"paper": found["name"], "written": change.written, "deleted": change.deleted})
    else:
        output.say(f"forgotten: {found['name']}")


def papers(store: options.Store = None, json: options.Json = False) -> None:
    """List the papers of the graph with what each of them gave.

    Example: lithograph papers --json
    """
    from graph.reader import papers_with_counts
    from ingest.ledger import stored_papers
    from ingest.opening import opened

    with opened(store) as graph:
        rows = papers_with_counts(graph, list(stored_papers(graph)))
    if json:
        output.print_json(rows)
        return
    columns = ("paper", "year", "title", "sentences", "claims", "measurements", "references")
    output.print_table(
        columns,
        [
            (row["name"], row["year"], row["title"], *(row["counts"][key] for key in columns[3:]))
            for row in rows
        ],
    )


def status(store: options.Store = None, json: options.Json = False) -> None:
    """Say what the graph holds, and by which reading.

    Example: lithograph status
    """
    from ingest.fingerprint import reading_fingerprint
    from ingest.opening import opened
    from ingest.status import lines, status_of

    with opened(store) as graph:
        found = status_of(graph, reading_fingerprint())
    if json:
        output.print_json(found)
    else:
        for line in lines(found):
            output.say(line)
