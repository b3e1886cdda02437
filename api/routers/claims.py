"""Claims with their evidence, and claims that contradict each other."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field

from api.dependencies import Store
from api.errors import problems
from api.pagination import Page, PageQuery, page
from api.schemas.claims import Claim, ClaimDetail, Contradiction
from api.schemas.common import Sign, Status
from api.views import claim_detail, contradictions, listed
from graph.filters import entity_filter, paper_filter

router = APIRouter(tags=["claims"])

_NAMED = "Id, name or alias."


class ClaimQuery(PageQuery):
    """Which claims; what is not given may be anything."""

    cause: str = Field(
        default="", max_length=500, description=_NAMED, examples=["role:electron-blocking-layer"]
    )
    effect: str = Field(default="", max_length=500, description=_NAMED, examples=["dendrite growth"])
    about: str = Field(default="", max_length=500, description=_NAMED, examples=["LiI"])
    sign: Sign | None = Field(
        default=None, description="Furthered (+, in a URL %2B) or held back (-).", examples=["-"]
    )
    status: Status | None = Field(default=None)
    min_belief: float = Field(default=0.0, ge=0, le=1)
    paper: str = Field(
        default="",
        max_length=500,
        description="Id, file name or DOI of a paper with evidence.",
        examples=["iodide"],
    )


@router.get("/claims", responses=problems(422))
def list_claims(request: Request, store: Store, query: Annotated[ClaimQuery, Query()]) -> Page[Claim]:
    """Claims, best believed first."""
    params = {
        "causes": entity_filter(store, query.cause),
        "effects": entity_filter(store, query.effect),
        "abouts": entity_filter(store, query.about),
        "papers": paper_filter(store, query.paper),
        "sign": query.sign or "",
        "status": query.status or "",
        "min_belief": query.min_belief,
    }
    rows, total = listed(store, "claims_filtered", query, **params)
    return page(request, query, [Claim.of(row) for row in rows], total)


@router.get("/claims/{claim_id:path}", responses=problems(404, 422))
def get_claim(store: Store, claim_id: Annotated[str, Path(min_length=1)]) -> ClaimDetail:
    """One claim: its belief term by term, and every sentence with its paper, place and cited works."""
    return claim_detail(store, claim_id)


@router.get("/contradictions", responses=problems(422))
def list_contradictions(
    request: Request, store: Store, query: Annotated[PageQuery, Query()]
) -> Page[Contradiction]:
    """Pairs of claims that cannot both hold, best believed first."""
    rows, total = listed(store, "contradictions", query)
    return page(request, query, contradictions(store, rows), total)
