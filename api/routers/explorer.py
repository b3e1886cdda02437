"""The page to look around in the graph: one file, nothing from elsewhere."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)

_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


@cache
def _page() -> str:
    return files("api").joinpath("explorer/index.html").read_text(encoding="utf-8")


@router.get("/", response_class=HTMLResponse)
def explore() -> HTMLResponse:
    """The explorer."""
    return HTMLResponse(_page(), headers=_HEADERS)
