"""Whether the service is up, and what its graph holds."""

from __future__ import annotations

from fastapi import APIRouter

from api.dependencies import Store
from api.errors import problems
from api.schemas.service import Health, Status
from graph.cypher_store import VERSION_ID
from graph.hashing import counts
from graph.meta import PROJECTION, read_meta

router = APIRouter(tags=["service"])


@router.get("/health", responses=problems())
def get_health(store: Store) -> Health:
    """Up: the graph answers."""
    rows = store.run("meta_value", id=VERSION_ID)
    return Health(status="ok", schema_version=int(rows[0]["value"]))


@router.get("/status", responses=problems())
def get_status(store: Store) -> Status:
    """How much there is of what, and what the graph was made with."""
    found, meta = counts(store), read_meta(store)
    return Status(
        papers=found.nodes["Paper"],
        sentences=found.nodes["Sentence"],
        claims=found.nodes["Claim"],
        measurements=found.nodes["Measurement"],
        chains=found.nodes["Chain"],
        nodes=found.nodes,
        edges=found.edges,
        schema_version=int(meta["schema_version"]),
        fingerprint=meta.get(PROJECTION),
    )
