"""The API as a running server."""

from __future__ import annotations

import logging

from ingest.opening import opened
from ingest.output import remark
from ingest.settings import Settings


def serve_graph(settings: Settings, store: str | None, host: str, port: int) -> None:
    """Serve until stopped; of an embedded graph always what was last written as a whole."""
    import uvicorn

    from api.app import create_app
    from api.settings import ApiSettings

    _show_changes()
    with opened(store, lasting=True) as graph:
        app = create_app(graph, settings=ApiSettings(query_timeout_s=settings.query_timeout_s))
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
        remark(f"explore it    http://{shown}:{port}/")
        remark(f"API and docs  http://{shown}:{port}/docs")
        remark("stop with Ctrl-C")
        uvicorn.run(app, host=host, port=port, log_level="warning")


def _show_changes() -> None:
    """Let standard error have what is logged of the graph being replaced, and why it is not."""
    logging.basicConfig(format="lithograph: %(message)s")
    logging.getLogger("graph").setLevel(logging.INFO)
