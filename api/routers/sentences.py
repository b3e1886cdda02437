"""Sentences by their words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field

from api.dependencies import Store
from api.errors import problems
from api.pagination import Page, PageQuery, page
from api.schemas.claims import FoundSentence
from api.views import found_sentences
from graph.reader import find_sentences

router = APIRouter(prefix="/sentences", tags=["sentences"])


class SentenceQuery(PageQuery):
    """Which sentences."""

    text: str = Field(
        min_length=1,
        max_length=500,
        description="Words, or parts of words, that must all stand in the sentence, in any order and case.",
        examples=["ionic conductivity"],
    )
    paper: str = Field(
        default="", max_length=500, description="Id, file name or DOI of the paper.", examples=["iodide"]
    )


@router.get("", responses=problems(422))
def list_sentences(
    request: Request, store: Store, query: Annotated[SentenceQuery, Query()]
) -> Page[FoundSentence]:
    """Sentences with all of the words, by paper and in reading order, with the entities they name."""
    total, rows = find_sentences(store, query.text, paper=query.paper, skip=query.offset, limit=query.limit)
    return page(request, query, found_sentences(store, rows), total)
