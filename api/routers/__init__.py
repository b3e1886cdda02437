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
    sentences,
    service,
)

ROUTERS: tuple[APIRouter, ...] = (
    explorer.router,
    service.router,
    papers.router,
    sentences.router,
    entities.router,
    claims.router,
    measurements.router,
    chains.router,
    connections.router,
    cypher.router,
    export.router,
)
