"""The store that a command works on, opened by option or setting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.store import GraphStore, open_store
from ingest.settings import load_settings


@contextmanager
def opened(
    store: str | None, *, read_only: bool = True, half_filled: bool = False, lasting: bool = False
) -> Iterator[GraphStore]:
    """The store at this path or URI, else the one of the settings; closed at the end. The rest as open_store."""
    settings = load_settings()
    password = settings.neo4j_password
    with open_store(
        store or settings.store,
        read_only=read_only,
        user=settings.neo4j_user,
        password=password.get_secret_value() if password else None,
        retry_s=settings.neo4j_retry_s,
        half_filled=half_filled,
        lasting=lasting,
    ) as graph:
        yield graph
