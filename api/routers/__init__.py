"""The routes, one module for each kind of question."""

from __future__ import annotations

from fastapi import APIRouter

from api.routers import (
    chains,
    claims,
    connections,
    cypher,
    entities,
    explorer,
    export,
    measurements,
    papers,
    service,
)

ROUTERS: tuple[APIRouter, ...] = (
    explorer.router,
    service.router,
    papers.router,
    entities.router,
    claims.router,
    measurements.router,
    chains.router,
    connections.router,
    cypher.router,
    export.router,
)
