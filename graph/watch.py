"""Ends statements that take too long.

LadybugDB has a time-out of its own, which makes every statement that has one slower: it is for users' Cypher.
Look-ups, over in a few milliseconds, are watched from beside.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

#: Seconds between two looks at what is running.
LOOK_S = 0.5


class Interruptible(Protocol):
    """A connection whose statement can be ended from another thread."""

    def interrupt(self) -> None:
        """End the statement that is running."""


class Watch:
    """One thread that looks at all running statements now and then; it starts with the first of them, and rests while there
    are none."""

    def __init__(self, look_s: float = LOOK_S) -> None:
        self._look_s = look_s
        self._running: dict[int, tuple[Interruptible, float]] = {}
        self._turn = threading.Condition()
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self, connection: Interruptible, seconds: float) -> Iterator[None]:
        """While this is open, the connection's statement is interrupted once it has run for so long, until it ends."""
        with self._turn:
            self._running[id(connection)] = connection, time.monotonic() + seconds
            self._wake()
        try:
            yield
        finally:
            with self._turn:
                self._running.pop(id(connection), None)

    def _wake(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._look, name="statements", daemon=True)
            self._thread.start()
        elif len(self._running) == 1:
            self._turn.notify()

    def _look(self) -> None:
        while True:
            with self._turn:
                while not self._running:
                    self._turn.wait()
                now = time.monotonic()
                for connection in [one for one, end in self._running.values() if end < now]:
                    connection.interrupt()
            time.sleep(self._look_s)
