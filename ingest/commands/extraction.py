"""Commands that need no graph: text, extract, evaluate."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest import options, output
from ingest.errors import UsageError
from ingest.exits import Exit

if TYPE_CHECKING:
    from extraction.model import PaperRecord

Line = dict[str, Any]


def text(paper: Annotated[Path, typer.Argument(metavar="PAPER", help="A paper's file.")]) -> None:
    """Print the plain text that all offsets of a paper refer to.

    Example: lithograph text corpus/papers/lii-on-llzo.md
    """
    from corpus import reader
    from ingest.settings import load_settings

    source = reader.plain_text(paper, load_settings().max_bytes)
    sys.stdout.flush()
    sys.stdout.buffer.write(source.encode("utf-8"))  # as bytes, so that no line break changes
    sys.stdout.buffer.flush()


def extract(
    paths: options.Papers,
    target: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")
    ] = "-",
    jobs: options.Jobs = None,
) -> None:
    """Write what papers say as JSON Lines, a sentence a line, without touching a graph.

    Example: lithograph extract corpus/papers --output statements.jsonl
    """
    from ingest.files import writing
    from ingest.run import find_papers

    found, failures = find_papers(paths)
    for failure in failures:
        output.complain(str(failure))
    if not found:
        raise typer.Exit(Exit.USAGE)
    failed = bool(failures)
    with writing(target) as out:
        for record in _records(found, jobs):
            failed = failed or record is None
            for line in _lines(record):
                out.write(jsonlib.dumps(line, ensure_ascii=False) + "\n")
    raise typer.Exit(Exit.PARTLY if failed else Exit.DONE)


def _records(paths: Sequence[Path], jobs: int | None) -> Iterator[PaperRecord | None]:
    """Each paper's record in the order of the paths, None for one that failed, which is complained of."""
    from ingest.pipeline import default_pipeline, whole_record
    from ingest.reading import Failed, Work, read_all
    from ingest.settings import load_settings

    settings = load_settings()
    work = Work(default_pipeline().make_extractor, whole_record, settings.max_bytes)
    ready: dict[Path, PaperRecord | None] = {}
    waiting = list(paths)
    with closing(read_all(paths, work, jobs or settings.workers)) as results:
        for result in results:
            if isinstance(result, Failed):
                output.complain(str(result))
                ready[result.path] = None
            else:
                ready[result.path] = result.content
            while waiting and waiting[0] in ready:
                yield ready.pop(waiting.pop(0))


def _lines(record: PaperRecord | None) -> Iterator[Line]:
    for sentence in record.sentences if record else ():
        yield sentence.model_dump(mode="json")


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated sentences, JSON Lines.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PAPERS]...", help="The papers, or their directory. Default: ../corpus beside GOLD."
        ),
    ] = None,
    predicted: Annotated[
        Path | None,
        typer.Option(
            "--predicted", metavar="FILE", help="Score this output of `extract` instead of extracting."
        ),
    ] = None,
    intervals: Annotated[
        bool, typer.Option("--intervals", help="Also 95 % intervals, by bootstrap over sentences.")
    ] = False,
    by_paper: Annotated[bool, typer.Option("--by-paper", help="Also the figures of each paper.")] = False,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="Also the figures of each rule.")] = False,
    errors: Annotated[
        int,
        typer.Option("--errors", min=0, metavar="N", help="Also the N worst missed and wrong of each kind."),
    ] = 0,
    jobs: options.Jobs = None,
    json: options.Json = False,
) -> None:
    """Compare what is extracted with annotated sentences: precision, recall and F1 of everything.

    Example: lithograph evaluate ../shared/eval/dev.jsonl ../shared/corpus
    """
    from ingest.files import read_lines

    annotated = read_lines(gold)
    output_lines = read_lines(predicted) if predicted else _extracted(annotated, gold, paths, jobs)

    from extraction import evaluate as scoring  # only now: what it needs takes time to load

    try:
        figures = scoring.evaluate(
            annotated, output_lines, intervals=intervals, papers=by_paper, rules=by_rule, errors=errors
        )
    except scoring.UnfitLine as error:
        raise UsageError(f"{error}; correct the line") from None
    if json:
        output.print_json(figures)
    else:
        _show_figures(figures)


def _extracted(annotated: list[Line], gold: Path, paths: list[Path] | None, jobs: int | None) -> list[Line]:
    from ingest.run import find_papers

    places = paths or [gold.resolve().parent.parent / "corpus"]
    found, failures = find_papers(places)
    wanted = {str(line.get("doc")) for line in annotated}
    papers = [path for path in found if path.stem in wanted]
    missing = sorted(wanted - {path.stem for path in papers})
    if missing:
        told = "; ".join(str(failure) for failure in failures)
        raise UsageError(
            f"{gold}: no paper named {', '.join(missing)} in {', '.join(map(str, places))}"
            f"{f' ({told})' if told else ''}; name the papers' directory"
        )
    records = list(_records(papers, jobs))
    if None in records:
        raise typer.Exit(Exit.PARTLY)
    return [line for record in records for line in _lines(record)]


def _show_figures(figures: dict[str, Any]) -> None:
    from extraction.evaluation.show import extra_lines

    columns = ("what", "precision", "recall", "f1", "tp", "fp", "fn")
    rows = [
        (name, *(f"{row[key]:.3f}" for key in columns[1:4]), row["tp"], row["fp"], row["fn"])
        for name, row in figures["scores"].items()
    ]
    output.print_table(columns, rows, title=output.counted(figures["sentences"], "sentence"))
    for key in ("material_canonical_name_accuracy", "claim_status_accuracy"):
        if figures.get(key) is not None:
            output.say(f"{key}\t{figures[key]}")
    for line in extra_lines(figures):
        output.say(line)
