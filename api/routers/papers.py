"""The ingested papers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from api.dependencies import Store
from api.errors import Ambiguous, Candidate, NotFound, problems
from api.links import paper_href
from api.pagination import Page, PageQuery, page, page_of_all
from api.schemas.common import CitedWork
from api.schemas.papers import Paper
from api.views import Row, listed
from graph.reader import papers_with_counts
from graph.store import GraphStore

router = APIRouter(prefix="/papers", tags=["papers"])

PaperKey = Annotated[
    str, Path(min_length=1, description="Id, file name without its ending, or DOI, as in `paper:iodide`.")
]


@router.get("", responses=problems(422))
def list_papers(request: Request, store: Store, query: Annotated[PageQuery, Query()]) -> Page[Paper]:
    """The papers, by id."""
    rows, total = listed(store, "papers", query)
    return page(request, query, [Paper.of(row) for row in papers_with_counts(store, rows)], total)


@router.get("/{paper_id:path}/references", responses=problems(404, 409, 422))
def list_paper_references(
    request: Request, store: Store, paper_id: PaperKey, query: Annotated[PageQuery, Query()]
) -> Page[CitedWork]:
    """A paper's reference list."""
    rows = store.run("paper_references", id=_the_paper(store, paper_id)["id"])
    return page_of_all(request, query, [CitedWork.of(row) for row in rows])


@router.get("/{paper_id:path}", responses=problems(404, 409, 422))
def get_paper(store: Store, paper_id: PaperKey) -> Paper:
    """One paper."""
    return Paper.of(papers_with_counts(store, [_the_paper(store, paper_id)])[0])


def _the_paper(store: GraphStore, key: str) -> Row:
    rows = store.run("paper", id=key.strip())
    found = [row for row in rows if row["id"] == key] or rows
    if not found:
        raise NotFound(f"There is no paper with the id, name or DOI {key!r}.")
    if len(found) > 1:
        candidates = tuple(
            Candidate(id=row["id"], name=row["name"], href=paper_href(row["id"])) for row in found
        )
        raise Ambiguous(f"Several papers go by {key!r}.", candidates=candidates)
    return found[0]
