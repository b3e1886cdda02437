"""The API as a running server."""

from __future__ import annotations

from ingest.opening import opened
from ingest.output import remark
from ingest.settings import Settings


def serve_graph(settings: Settings, store: str | None, host: str, port: int) -> None:
    """Serve until stopped."""
    import uvicorn

    from api.app import create_app
    from api.settings import ApiSettings

    with opened(store, lasting=True) as graph:
        app = create_app(graph, settings=ApiSettings(query_timeout_s=settings.query_timeout_s))
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
        remark(f"explore it    http://{shown}:{port}/")
        remark(f"API and docs  http://{shown}:{port}/docs")
        remark("stop with Ctrl-C")
        uvicorn.run(app, host=host, port=port, log_level="warning")
