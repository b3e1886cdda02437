"""The whole graph as a file."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from typing import IO, Annotated, Any, Literal, TextIO

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import Store
from api.errors import problems
from graph.export import export_graphml, export_json, export_json_ld
from graph.store import GraphStore

router = APIRouter(tags=["export"])

CHUNK = 64 * 1024
GRAPHML = "application/graphml+xml"
JSON_LD = "application/ld+json"
_FORMATS: dict[str, tuple[Callable[[GraphStore, TextIO], None], str, str]] = {
    "json": (export_json, "application/json", "lithograph.json"),
    "jsonld": (export_json_ld, JSON_LD, "lithograph.jsonld"),
    "graphml": (export_graphml, GRAPHML, "lithograph.graphml"),
}


class ExportQuery(BaseModel):
    """What kind of file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["json", "jsonld", "graphml"] = Field(
        default="json",
        description="networkx's node-link JSON, JSON-LD with EMMO terms, or GraphML for Gephi, yEd and Cytoscape.",
    )


_CONTENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {
            "application/json": {"schema": {"type": "object"}},
            JSON_LD: {"schema": {"type": "object"}},
            GRAPHML: {"schema": {"type": "string"}},
        },
    }
}


@router.get("/export", response_class=StreamingResponse, responses={**_CONTENT, **problems(422)})
def export_graph(store: Store, query: Annotated[ExportQuery, Query()]) -> StreamingResponse:
    """Every node and relationship, sorted: the same bytes as long as the graph is the same."""
    write, media_type, name = _FORMATS[query.format]
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_chunks(_written(store, write)), media_type=media_type, headers=headers)


def _written(store: GraphStore, write: Callable[[GraphStore, TextIO], None]) -> IO[bytes]:
    """The export in a temporary file: whole or, if the store fails, not at all."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    try:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        write(store, text)
        text.detach()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk
