"""Chains: material → role → mechanism → performance."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field

from api.dependencies import Store
from api.errors import NotFound, problems
from api.pagination import Page, PageQuery, page
from api.schemas.chains import Chain
from graph.chains import ChainFilter, chain_by_id, chain_page

router = APIRouter(prefix="/chains", tags=["chains"])

_NAMED = "Id, name or alias."


class ChainQuery(PageQuery):
    """Which chains; what is not given may be anything."""

    material: str = Field(default="", max_length=500, description=_NAMED, examples=["LiI"])
    role: str = Field(default="", max_length=500, description=_NAMED, examples=["electron-blocking layer"])
    mechanism: str = Field(default="", max_length=500, description=_NAMED, examples=["dendrite growth"])
    performance: str = Field(
        default="", max_length=500, description=_NAMED, examples=["critical current density"]
    )
    min_belief: float = Field(default=0.0, ge=0, le=1)


@router.get("", responses=problems(422))
def list_chains(request: Request, store: Store, query: Annotated[ChainQuery, Query()]) -> Page[Chain]:
    """Chains, best believed first; `items` is what `lithograph chains --json` prints."""
    wanted = ChainFilter(**query.model_dump(exclude={"limit", "offset"}))
    total, found = chain_page(store, wanted, skip=query.offset, limit=query.limit)
    return page(request, query, [Chain.model_validate(item) for item in found], total)


@router.get("/{chain_id:path}", responses=problems(404, 422))
def get_chain(store: Store, chain_id: Annotated[str, Path(min_length=1)]) -> Chain:
    """One chain."""
    found = chain_by_id(store, chain_id)
    if found is None:
        raise NotFound(f"There is no chain with the id {chain_id!r}.")
    return Chain.model_validate(found)
