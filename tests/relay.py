"""A line to a Neo4j server that a test can cut: at a paper's commit, for a while, or for good."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

#: What a client says over Bolt to commit: a chunk of two bytes, and the end of the message.
COMMIT = b"\x00\x02\xb0\x12\x00\x00"
WAIT_S = 30


class Relay:
    """Passes connections on to a server, from one port of its own, as long as it is open.

    `before` and `after` hold what happens, by a paper's name, before it is noted as stored, within its transaction, and
    after its commit, whose answer gets lost. The connection is broken off then.
    """

    def __init__(self, server: str) -> None:
        self.server = server
        self.before: dict[str, Callable[[], None]] = {}
        self.after: dict[str, Callable[[], None]] = {}
        self._port = 0
        self.open()

    @property
    def uri(self) -> str:
        """The server's address by way of this."""
        return f"bolt://127.0.0.1:{self._port}"

    def open(self) -> None:
        """Take connections, at the same port every time."""
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=[self._listener], daemon=True).start()

    def close(self) -> None:
        """Let nobody connect; harmless when done twice."""
        if self._listener.fileno() >= 0:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()

    def away(self, seconds: float) -> None:
        """Let nobody connect for so long."""
        self.close()
        threading.Timer(seconds, self.open).start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return  # closed
            threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        address = urlsplit(self.server)
        try:
            with client, socket.create_connection((address.hostname, address.port), WAIT_S) as server:
                _Connection(self, client, server).pass_on()
        except OSError:
            return  # one of the ends is gone, and so is the other


class _Connection:
    """One of a client's connections."""

    def __init__(self, relay: Relay, client: socket.socket, server: socket.socket) -> None:
        self._relay, self._client, self._server = relay, client, server
        self._said = bytearray()  #: by the client, in this transaction
        self._at_answer: Callable[[], None] | None = None

    def pass_on(self) -> None:
        """Pass on what both say, until one of them ends or a fault is due."""
        while True:
            ready, _, _ = select.select([self._client, self._server], [], [], WAIT_S)
            if self._server in ready and not self._answered():
                return
            if self._client in ready and not self._asked():
                return

    def _answered(self) -> bool:
        data = self._server.recv(65536)
        if data and self._at_answer:
            self._at_answer()
            return False
        self._client.sendall(data)
        return bool(data)

    def _asked(self) -> bool:
        data = self._client.recv(65536)
        self._said += data
        if fault := self._due(self._relay.before):
            fault()
            return False
        if self._said.endswith(COMMIT):
            self._at_answer = self._due(self._relay.after)
            self._said.clear()
        self._server.sendall(data)
        return bool(data)

    def _due(self, faults: dict[str, Callable[[], None]]) -> Callable[[], None] | None:
        return next(
            (faults.pop(name) for name in list(faults) if b"meta:read:" + name.encode() in self._said), None
        )
