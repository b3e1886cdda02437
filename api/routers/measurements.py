"""Reported values."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field

from api.dependencies import Store
from api.errors import problems
from api.pagination import Page, PageQuery, page
from api.schemas.measurements import Measurement
from api.views import listed, measurements
from graph.filters import entity_filter, paper_filter

router = APIRouter(prefix="/measurements", tags=["measurements"])


class MeasurementQuery(PageQuery):
    """Which values; what is not given may be anything."""

    property: str = Field(
        default="", max_length=500, description="Id, name or alias.", examples=["critical current density"]
    )
    material: str = Field(
        default="", max_length=500, description="What was measured: id, name or alias.", examples=["LiI"]
    )
    paper: str = Field(
        default="", max_length=500, description="Id, file name or DOI of the paper.", examples=["iodide"]
    )


@router.get("", responses=problems(422))
def list_measurements(
    request: Request, store: Store, query: Annotated[MeasurementQuery, Query()]
) -> Page[Measurement]:
    """Values as written and in SI, by paper."""
    params = {
        "properties": entity_filter(store, query.property),
        "things": entity_filter(store, query.material),
        "papers": paper_filter(store, query.paper),
    }
    rows, total = listed(store, "measurements_filtered", query, **params)
    return page(request, query, measurements(store, rows), total)
