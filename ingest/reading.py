"""Papers' files read and extracted, several at a time in worker processes where asked."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from typing import Any, Generic, TypeVar

from corpus import reader
from corpus.errors import CorpusError, EmptyFile, Malformed, NoSentences, NotText, TooLarge, WrongEncoding
from extraction.model import PaperRecord
from ingest.pipeline import Extractor

T = TypeVar("T")


@dataclass(frozen=True)
class Failed:
    """A file that gave nothing: which, why, and what to do."""

    path: Path
    cause: str

    def __str__(self) -> str:
        return f"{self.path}: {self.cause}"


@dataclass(frozen=True)
class Read(Generic[T]):
    """What a file gave, and how long it took."""

    path: Path
    content: T
    seconds: float


@dataclass(frozen=True)
class Work(Generic[T]):
    """What is done with each file; picklable, since worker processes make extractors of their own."""

    make_extractor: Callable[[], Extractor]
    finish: Callable[[PaperRecord], T]
    limit: int  #: bytes


#: What to do about a file, by what is wrong with it; other errors' messages say it themselves.
_REMEDIES: tuple[tuple[type[CorpusError], str], ...] = (
    (EmptyFile, "get the paper's text again, or leave the file out"),
    (NotText, "give the paper as UTF-8 text or Markdown"),
    (NoSentences, "check that it is the paper's text, or leave the file out"),
    (Malformed, "get the file again"),
    (TooLarge, "split it, or raise LITHOGRAPH_MAX_FILE_MB"),
)


def failed(error: CorpusError) -> Failed:
    """The error as a result: its cause and what to do about it."""
    remedy = next((text for kind, text in _REMEDIES if isinstance(error, kind)), "")
    advised = isinstance(error, WrongEncoding) or not remedy
    return Failed(error.path, error.cause if advised else f"{error.cause}; {remedy}")


def read_all(paths: Sequence[Path], work: Work[T], jobs: int) -> Generator[Read[T] | Failed]:
    """Each file's result, as they come: from this process, or from up to `jobs` others for several files.

    Whatever goes wrong with one file is that file's result; the others go on.
    """
    if min(jobs, len(paths)) > 1:
        yield from _in_workers(paths, work, min(jobs, len(paths)))
        return
    extractor: Extractor | None = None
    for path in paths:
        extractor = extractor or work.make_extractor()
        yield _read(path, extractor, work)


def _read(path: Path, extractor: Extractor, work: Work[T]) -> Read[T] | Failed:
    started = time.monotonic()
    try:
        record = extractor.extract(reader.read(path, work.limit))
        if not record.sentences:
            raise NoSentences(path, "no sentences found")
        content = work.finish(record)
    except CorpusError as error:
        return failed(error)
    except Exception as error:  # noqa: BLE001 - the edge of the work on one paper, reported as that paper's
        return Failed(path, f"internal error: {_where(error)}; please report it with the file")
    return Read(path, content, time.monotonic() - started)


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}{place}"


# --- worker processes ------------------------------------------------------------------------------


def _in_workers(paths: Sequence[Path], work: Work[T], jobs: int) -> Generator[Read[T] | Failed]:
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(work,)
    )
    try:
        largest_first = sorted(paths, key=file_size, reverse=True)
        futures: dict[Future[Read[T] | Failed], Path] = {
            pool.submit(_in_worker, path): path for path in largest_first
        }
        for future in as_completed(list(futures)):
            yield _result(future, futures.pop(future))
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in active_children():
            child.terminate()
        raise
    pool.shutdown()


def file_size(path: Path) -> int:
    """The file's bytes; none if it can't be looked at, which reading it will tell."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _result(future: Future[Read[T] | Failed], path: Path) -> Read[T] | Failed:
    try:
        return future.result()
    except BrokenProcessPool:
        return Failed(path, "its worker process ended unexpectedly (out of memory?); try again with --jobs 1")


_work: Work[Any] | None = None
_extractor: Extractor | None = None


def _start_worker(work: Work[Any]) -> None:
    """Take the work. Ctrl-C is the parent's to handle, and when the parent is gone so is the worker."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _in_worker(path: Path) -> Read[Any] | Failed:
    global _extractor
    if _work is None:
        raise RuntimeError("the worker was not started")
    _extractor = _extractor or _work.make_extractor()
    return _read(path, _extractor, _work)
