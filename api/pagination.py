"""Pages of lists: how much, from where, how many there are, and where the next page is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field

from api.links import quoted

T = TypeVar("T")

MAX_LIMIT = 500
MAX_OFFSET = 10_000_000


class PageQuery(BaseModel):
    """Query parameters of every list; unknown ones are refused, so that no slip goes unnoticed."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    limit: int = Field(default=50, ge=1, le=MAX_LIMIT, description="Most items in the page.")
    offset: int = Field(default=0, ge=0, le=MAX_OFFSET, description="How many items to pass over.")


class Page(BaseModel, Generic[T]):
    """A part of a list."""

    model_config = ConfigDict(frozen=True)

    items: tuple[T, ...]
    total: int = Field(ge=0, description="How many items there are in all.")
    limit: int = Field(ge=1)
    offset: int = Field(ge=0)
    next: str | None = Field(description="The path of the next page; null for the last one.")


def page(request: Request, query: PageQuery, items: Sequence[T], total: int) -> Page[T]:
    """The page made of these items."""
    following = query.offset + query.limit
    more = following < total and following <= MAX_OFFSET
    return Page(
        items=tuple(items),
        total=total,
        limit=query.limit,
        offset=query.offset,
        next=_next(request, following) if more else None,
    )


def page_of_all(request: Request, query: PageQuery, items: Sequence[T]) -> Page[T]:
    """A page of a list that is at hand as a whole."""
    return page(request, query, items[query.offset : query.offset + query.limit], len(items))


def _next(request: Request, offset: int) -> str:
    given = [(key, value) for key, value in parse_qsl(request.url.query) if key != "offset"]
    return f"{quoted(request.scope['path'])}?{urlencode([*given, ('offset', str(offset))])}"
