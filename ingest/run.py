"""A run: papers read, extracted and stored one by one, then what follows from all of them derived anew.

Each paper is stored in one transaction with its entry in the ledger, so a run that ends early, however it
ends, keeps the papers stored before; the next run does the rest. Reading and storing take turns, a batch of
papers at a time: readers and the embedded database hold some hundred megabytes each, and needn't at once.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from corpus import reader
from corpus.errors import CorpusError
from extraction.model import Fragment
from graph.errors import StoreFull, StoreUnavailable
from graph.store import GraphStore
from graph.writer import Change, evidence_base, forget_paper, replace_paper, replace_projection
from ingest.errors import RunCutShort
from ingest.ledger import Ledger
from ingest.pipeline import Pipeline
from ingest.reading import Failed, Read, Work, file_size, read_all
from ingest.report import Outcome, Progress, Report, Silent, State


def find_papers(paths: Iterable[Path]) -> tuple[list[Path], list[Failed]]:
    """The papers among files and directories, and what failed; of two papers of one name the second does."""
    found: dict[str, Path] = {}
    failures: list[Failed] = []
    for path in paths:
        try:
            papers = reader.find([path])
        except CorpusError as error:
            failures.append(Failed(error.path, f"{error.cause}; check the path"))
            continue
        for paper in papers:
            other = found.setdefault(paper.stem, paper)
            if other.resolve() != paper.resolve():
                cause = f"has the same name as {other}, and a paper is known by its name; rename one of them"
                failures.append(Failed(paper, cause))
    return list(found.values()), failures


def ingest(
    paths: Sequence[Path],
    store: GraphStore,
    pipeline: Pipeline,
    progress: Progress | None = None,
    *,
    jobs: int = 1,
    limit: int = 64 * 1024 * 1024,
) -> Report:
    """Store the papers (files of different names); those that the store holds as they are now are left alone.

    `jobs` worker processes read and extract; this one writes. After Ctrl-C what was read is kept, and what
    follows from it is still derived. RunCutShort where the store goes away, or is full, before the end.
    """
    run = _Run(store, pipeline, progress or Silent(), Ledger.load(store))
    started = time.monotonic()
    run.progress.started(len(paths))
    try:
        interrupted = _interrupted(run, paths, Work(pipeline.make_extractor, pipeline.fragment, limit), jobs)
        projected = run.derive()
    except (StoreUnavailable, StoreFull) as error:
        raise RunCutShort(error, run.stored(), len(paths)) from error
    return Report(tuple(run.outcomes), projected, interrupted, time.monotonic() - started)


def _interrupted(run: _Run, paths: Sequence[Path], work: Work[Fragment], jobs: int) -> bool:
    """Read and store the papers; whether Ctrl-C ended it."""
    try:
        left = paths
        while left:
            now, left = run.pick(left)
            for batch in _batches(now):
                run.read(batch, work, jobs)
                run.store_read()
    except KeyboardInterrupt:
        run.store_read()
        return True
    return False


def _batches(paths: Sequence[Path]) -> Iterator[list[Path]]:
    batch: list[Path] = []
    size = 0
    for path in paths:
        batch.append(path)
        size += file_size(path)
        if size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return f"unreadable: {path}"  # reading it says why


def forget(store: GraphStore, pipeline: Pipeline, paper_id: str, name: str) -> Change:
    """Remove a paper and all that only it says, and derive the rest anew, in one transaction."""
    ledger = Ledger.load(store)

    def remove() -> Change:
        change = forget_paper(store, paper_id)
        ledger.erase_paper(name)
        return change + _derive(store, pipeline, ledger)

    return store.transact(remove)


def _derive(store: GraphStore, pipeline: Pipeline, ledger: Ledger) -> Change:
    change = replace_projection(store, pipeline.project(evidence_base(store)))
    ledger.write_projection(pipeline.fingerprint)
    return change


#: Files that are read before what they say is stored.
BATCH_BYTES = 2 * 1024 * 1024


class _Run:
    """One run's state: the ledger as it grows, and what became of each file."""

    def __init__(self, store: GraphStore, pipeline: Pipeline, progress: Progress, ledger: Ledger) -> None:
        self.store, self.pipeline, self.progress, self.ledger = store, pipeline, progress, ledger
        self.outcomes: list[Outcome] = []
        self._read: list[Read[Fragment]] = []  #: read, not yet stored

    def pick(self, paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
        """(files to read now, files to see to after those); the others are done with.

        Of files with the same bytes one is read now: if it gives a paper, the others are duplicates of it.
        """
        now: dict[str, Path] = {}
        later: list[Path] = []
        for path in paths:
            sha256 = _hash(path)
            if not self._settled(path, sha256) and now.setdefault(sha256, path) != path:
                later.append(path)
        return list(now.values()), later

    def _settled(self, path: Path, sha256: str) -> bool:
        if self.ledger.holds(path.stem, sha256, self.pipeline.fingerprint):
            self._done(Outcome(path, State.UNCHANGED))
            return True
        if twin := self.ledger.same_content(path.stem, sha256):
            cause = f"the same text as {twin}, and must not count twice; to rename it, forget {twin} first"
            self._done(Outcome(path, State.DUPLICATE, cause))
            return True
        return False

    def read(self, paths: Sequence[Path], work: Work[Fragment], jobs: int) -> None:
        """Read the files, and keep what they say to be stored."""
        with closing(read_all(paths, work, jobs)) as results:
            for result in results:
                self.progress.read(result.path)
                if isinstance(result, Failed):
                    self._done(Outcome(result.path, State.FAILED, result.cause))
                else:
                    self._read.append(result)

    def store_read(self) -> None:
        """Store what was read, a paper a transaction."""
        while self._read:
            self._take(self._read[0])
            del self._read[0]

    def _take(self, result: Read[Fragment]) -> None:
        fragment = result.content
        state = State.UPDATED if fragment.paper.name in self.ledger.hashes else State.ADDED
        self.store.transact(lambda: self._store(fragment))
        self.ledger.note_paper(fragment.paper, self.pipeline.fingerprint)
        self._done(
            Outcome(
                result.path,
                state,
                seconds=result.seconds,
                sentences=len(fragment.sentences),
                measurements=len(fragment.measurements),
                claims=len(fragment.claims),
            )
        )

    def _store(self, fragment: Fragment) -> None:
        replace_paper(self.store, fragment)
        self.ledger.write_paper(fragment.paper.name, self.pipeline.fingerprint)

    def _done(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.progress.finished(outcome)

    def stored(self) -> list[str]:
        """The names of those files' papers that the store is known to hold."""
        kept = (State.ADDED, State.UPDATED, State.UNCHANGED)
        return [outcome.name for outcome in self.outcomes if outcome.state in kept]

    def derive(self) -> bool:
        """Derive what follows from all papers, unless the store has it already."""
        if not self.ledger.hashes or self.ledger.projection == self.pipeline.fingerprint:
            return False
        self.progress.deriving()
        self.store.settle()
        self.store.transact(lambda: _derive(self.store, self.pipeline, self.ledger))
        return True
