"""Commands that ask the graph: query, chains, show, sentences, ungrounded, duplicates."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ingest import options, output

_ROWS = 1000


def query(
    cypher: Annotated[
        str, typer.Argument(metavar="CYPHER", help="A reading statement; - reads it from standard input.")
    ],
    store: options.Store = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many rows.")] = _ROWS,
    json: options.Json = False,
) -> None:
    """Ask the graph in Cypher; only statements that read are allowed.

    Example: lithograph query "MATCH (m:Material)-[:COMPONENT_OF]->(i:Interphase) RETURN m.name, i.name"
    """
    from ingest.opening import opened
    from ingest.settings import load_settings

    settings = load_settings()
    text = sys.stdin.read() if cypher == "-" else cypher
    with opened(store) as graph:
        columns, rows = graph.read(text, timeout_s=settings.query_timeout_s, max_rows=limit + 1)
    more, rows = len(rows) > limit, rows[:limit]
    if json:
        output.print_json({"columns": columns, "rows": rows, "truncated": more})
    else:
        output.print_table(columns, rows)
    if more:
        output.remark(f"only the first {limit} rows are shown; --limit shows more")


def chains(
    material: Annotated[
        str, typer.Option("--material", help="Name or id of the material.", show_default=False)
    ] = "",
    role: Annotated[str, typer.Option("--role", help="Name or id of its role.", show_default=False)] = "",
    mechanism: Annotated[
        str, typer.Option("--mechanism", help="Name or id of a mechanism on the way.", show_default=False)
    ] = "",
    performance: Annotated[
        str, typer.Option("--performance", help="Name or id of what it ends in.", show_default=False)
    ] = "",
    min_belief: Annotated[
        float, typer.Option("--min-belief", min=0, max=1, help="Leave out what is believed less.")
    ] = 0,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", min=1, help="At most so many. Default: 20, with --json all.", show_default=False
        ),
    ] = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Show chains material, role, mechanism, performance, best believed first, with their sentences.

    Example: lithograph chains --material LiI --performance "critical current density"
    """
    from graph.chains import ChainFilter
    from ingest import chains as chaining
    from ingest.opening import opened

    with opened(store) as graph:
        wanted = ChainFilter(material, role, mechanism, performance, min_belief)
        total, found = chaining.find_chains(graph, wanted, limit or (None if json else 20))
    if json:
        output.print_json(found)
        return
    for chain in found:
        output.say("\n".join(chaining.lines(chain)))
    shown = f"{len(found)} of {total} chains; --limit {total} shows all" if len(found) < total else ""
    output.remark(shown or output.counted(total, "chain"))


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name, alias or id.")],
    label: options.Label = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many of each kind of thing.")] = 10,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Show one thing: its roles, components or interphases, measurements, claims, chains and sentences.

    Example: lithograph show LiF
    """
    from ingest import card, naming
    from ingest.opening import opened

    with opened(store) as graph:
        found = naming.entity(graph, name, label)
        whole = card.card_of(graph, str(found["id"]), limit)
    if json:
        output.print_json(whole)
    else:
        output.say("\n".join(card.lines(whole, limit)))


def sentences(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT", help="Words that must all stand in the sentence, in any order and case."
        ),
    ],
    paper: Annotated[
        str, typer.Option("--paper", help="Name, id or DOI of the paper to search.", show_default=False)
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 50,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Find sentences by their words, in the order of the papers.

    Example: lithograph sentences "ionic conductivity"
    """
    from graph.reader import find_sentences
    from ingest.naming import stored_paper
    from ingest.opening import opened

    with opened(store) as graph:
        where = str(stored_paper(graph, paper)["id"]) if paper else ""
        total, found = find_sentences(graph, text, paper=where, limit=limit)
    if json:
        output.print_json(found)
        return
    for row in found:
        output.say(f"{row['paper']}:{row['start']}  {' '.join(row['text'].split())}")
    shown = f"{len(found)} of {total} sentences; --limit {total} shows all" if len(found) < total else ""
    output.remark(shown or output.counted(total, "sentence"))


def ungrounded(
    label: options.Label = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 50,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """List names that papers use and the vocabulary does not have, the most mentioned first.

    Example: lithograph ungrounded --label Material --limit 20
    """
    from ingest.naming import check_label
    from ingest.opening import opened

    with opened(store) as graph:
        rows = graph.run("ungrounded", label=check_label(label), limit=limit)
    if json:
        output.print_json(rows)
    else:
        columns = ("mentions", "label", "name", "id")
        output.print_table(columns, [[row[key] for key in columns] for row in rows])


def duplicates(
    label: options.Label = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many pairs.")] = 50,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """List pairs of nodes whose names may mean one thing, the likeliest first.

    Example: lithograph duplicates --label Material --limit 20
    """
    from ingest.duplicates import likeliest
    from ingest.naming import check_label
    from ingest.opening import opened

    with opened(store) as graph:
        pairs = likeliest(graph, check_label(label), limit)
    rows = [(pair.likeness, pair.why, pair.first.id, pair.second.id) for pair in pairs]
    columns = ("likeness", "why", "first", "second")
    if json:
        output.print_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        output.print_table(columns, rows)
