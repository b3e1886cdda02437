"""The application: routes, errors and a description that holds."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.dependencies import GraphInMemory
from api.errors import install, problem_schemas
from api.routers import ROUTERS
from api.settings import ApiSettings
from graph.store import GraphStore

DESCRIPTION = """
What papers say about battery materials, as a graph in which every edge leads to its very sentence.

* **Names**: wherever an entity is asked for, its id, its name or an alias will do. What is written exactly so
  goes before what differs in case, so `Co` and `CO` stay apart. A name in a path that several entities have
  is answered with 409 and the candidates; a name in a filter means all of them.
* **Lists** have `limit` and `offset`; they say how many items there are (`total`) and where the `next` page
  is.
* **Ids** go into paths as they are or percent-encoded; they may hold slashes.
* **Errors** are all `application/problem+json`.
"""

TAGS = [
    {"name": "search", "description": "Entities of any label by part of a name."},
    {"name": "materials", "description": "Substances and classes of substances."},
    {"name": "interphases", "description": "SEI, CEI and other layers and interfaces."},
    {"name": "roles", "description": "What materials serve as."},
    {"name": "mechanisms", "description": "Processes and phenomena."},
    {"name": "properties", "description": "Attributes of materials and interfaces."},
    {"name": "performance", "description": "Attributes of cells and electrodes in use."},
    {"name": "factors", "description": "Causes and effects that are none of the other entities."},
    {"name": "claims", "description": "What brings what about, with every sentence that says so."},
    {"name": "measurements", "description": "Reported values, as written and in SI."},
    {"name": "chains", "description": "Material → role → mechanism → performance."},
    {"name": "connections", "description": "Neighbourhoods and paths."},
    {"name": "papers", "description": "What was ingested."},
    {"name": "sentences", "description": "Sentences by their words."},
    {"name": "cypher", "description": "Read-only Cypher."},
    {"name": "export", "description": "The whole graph."},
    {"name": "service", "description": "The service itself."},
]


class LithographApi(FastAPI):
    """FastAPI with the one shape of errors among its schemas."""

    def openapi(self) -> dict[str, Any]:
        """The description, with the components that the declared problems refer to."""
        if self.openapi_schema is None:
            schema = super().openapi()
            schema.setdefault("components", {}).setdefault("schemas", {}).update(problem_schemas())
        return super().openapi()


def create_app(store: GraphStore, settings: ApiSettings | None = None) -> FastAPI:
    """The API over a store, which stays the caller's to close."""
    chosen = settings or ApiSettings()
    app = LithographApi(
        title="Lithograph",
        version=_version(),
        description=DESCRIPTION,
        openapi_tags=TAGS,
        generate_unique_id_function=_operation_id,
    )
    app.state.store = store
    app.state.settings = chosen
    app.state.graph = GraphInMemory(chosen.projection_max_age_s)
    install(app)
    for router in ROUTERS:
        app.include_router(router)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name


def _version() -> str:
    try:
        return version("lithograph")
    except PackageNotFoundError:
        return "0"
