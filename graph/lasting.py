"""An embedded graph for readers that stay while others write: always a whole one, and soon the newest.

A thread looks once a second at the files from outside. When they have changed and no writer holds them any more, it makes
a copy and opens it, and from then on questions go there. Whoever is at work on the copy before (`pinned`) ends on it;
then it is removed. Where the new state is none that can be shown (half written, of another version, gone), answers
come from the old copy as before, and the log says why.
"""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from graph.cypher_store import CypherStore, Load
from graph.errors import ReadOnlyStore, StoreError, StoreUnavailable
from graph.ladybug import LadybugStore, written_here
from graph.meta import PROJECTION, STALE, read_entry
from graph.schema import Row, Schema
from graph.snapshot import TRIES, NotAtRest, held, snapshot, state

T = TypeVar("T")

#: Seconds from one look at the files to the next.
EVERY_S = 1.0
#: Seconds until a copy is tried again that the system had no room or leave for.
AGAIN_S = 60.0

_log = logging.getLogger(__name__)


@dataclass
class _Copy:
    """An open copy of the graph, and how many are at work on it; `close` removes it."""

    store: LadybugStore
    close: Callable[[], None]
    users: int = 0


class LastingStore(CypherStore):
    """The graph in a file, for reading, from copies of it; see GraphStore."""

    def __init__(self, path: str | Path, *, schema: Schema | None = None) -> None:
        self._given = Path(path).expanduser().absolute()
        super().__init__(str(self._given.resolve()), read_only=True, schema=schema)
        self._seen = state(self._path)
        self._current = self._copied(TRIES)
        self._left: list[_Copy] = []  #: copies of before, until nobody is at work on them
        self._turn = threading.Lock()  #: for the copies and their users
        self._looking = threading.Lock()
        self._told, self._rest_until = "", 0.0
        self._stop = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="lithograph-lasting", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """Remove all copies."""
        self._stop.set()
        self._watcher.join()
        for copy in (self._current, *self._left):
            copy.close()

    @contextmanager
    def pinned(self) -> Iterator[LadybugStore]:
        """The copy that is the newest now; it stays as long as it is held."""
        with self._turn:
            copy = self._current
            copy.users += 1
        try:
            yield copy.store
        finally:
            with self._turn:
                copy.users -= 1

    # --- the newest graph --------------------------------------------------------------------------

    def renew(self) -> bool:
        """Look whether there is another graph by now, and answer from that one if so; what it returns says so."""
        with self._looking:
            self._remove_unused()
            now = state(self._path)
            if now == self._seen or time.monotonic() < self._rest_until:
                return False
            if now[0] is None:
                return self._stay("the file is gone")
            try:
                if written_here(self._path) or held(self._path):
                    return False
                self._show(self._whole())
            except NotAtRest:
                return False
            except OSError as error:
                self._rest_until = time.monotonic() + AGAIN_S
                return self._stay(str(error))
            except StoreError as error:
                self._seen = now
                return self._stay(str(error).removeprefix(f"{error.store}: "))
            self._seen, self._told = now, ""
            _log.info("%s: has changed; answers come from the new graph", self._uri)
            return True

    def _watch(self) -> None:
        while not self._stop.wait(EVERY_S):
            self.renew()

    def _stay(self, why: str) -> bool:
        """Say once why answers come from the old graph still."""
        if why != self._told:
            self._told = why
            _log.warning("%s: answers come from the graph as it was before: %s", self._uri, why)
        return False

    @property
    def _path(self) -> Path:
        return self._given.resolve()

    def _copied(self, tries: int) -> _Copy:
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="lithograph-"))
            copied = snapshot(self._path, Path(folder), tries)
            opened = LadybugStore(copied, read_only=True, schema=self._schema, uri=self._uri)
            store = stack.enter_context(opened)
            return _Copy(store, stack.pop_all().close)

    def _whole(self) -> _Copy:
        """A new copy, of a graph that this version reads and nobody has left half written."""
        copy = self._copied(tries=1)
        try:
            copy.store.ensure_schema()
            if read_entry(copy.store, PROJECTION) == STALE:
                raise StoreUnavailable(self._uri, "an ingestion was broken off; run it again")
        except BaseException:
            copy.close()
            raise
        return copy

    def _show(self, copy: _Copy) -> None:
        with self._turn:
            self._left.append(self._current)
            self._current = copy
        self._remove_unused()

    def _remove_unused(self) -> None:
        with self._turn:
            unused = [copy for copy in self._left if not copy.users]
            self._left = [copy for copy in self._left if copy.users]
        for copy in unused:
            copy.close()

    # --- reading: from the newest copy -------------------------------------------------------------

    def _has_schema(self) -> bool:
        with self.pinned() as store:
            return store._has_schema()

    def _execute(self, statement: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        with self.pinned() as store:
            return store._execute(statement, params)

    def _read(
        self, cypher: str, params: Mapping[str, Any], timeout_s: float, max_rows: int
    ) -> tuple[list[str], list[list[Any]]]:
        with self.pinned() as store:
            return store._read(cypher, params, timeout_s, max_rows)

    # --- writing: never ----------------------------------------------------------------------------

    def transaction(self) -> NoReturn:
        """ReadOnlyStore."""
        raise ReadOnlyStore(self._uri)

    def transact(self, work: Callable[[], T]) -> T:
        """ReadOnlyStore."""
        raise ReadOnlyStore(self._uri)

    def _ddl(self) -> list[str]:
        return []

    def _apply_ddl(self, ddl: Sequence[str]) -> None:
        raise ReadOnlyStore(self._uri)

    def _cast(self, expression: str, kind: str) -> str:
        return expression

    def _load(self, what: Load, rows: Iterator[Row]) -> int:
        raise ReadOnlyStore(self._uri)
