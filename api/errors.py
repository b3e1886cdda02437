"""One shape for every error: `application/problem+json` (RFC 9457), and what OpenAPI says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from api.links import quoted
from graph.errors import ForbiddenCypher, GraphError, QueryTimeout, StoreError

MEDIA_TYPE = "application/problem+json"


class FieldProblem(BaseModel):
    """What is wrong with one part of a request."""

    model_config = ConfigDict(frozen=True)

    location: str = Field(description="Where it stands, e.g. `query.limit`.", examples=["query.limit"])
    message: str = Field(description="What is wrong with it.", examples=["Input should be less than 501"])


class Candidate(BaseModel):
    """One of several entities that a name may mean."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(examples=["material:Co"])
    name: str = Field(examples=["Co"])
    href: str = Field(examples=["/materials/material:Co"])


class Problem(BaseModel):
    """An error, whatever its kind."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(description="The kind of error.", examples=["urn:lithograph:problem:not-found"])
    title: str = Field(description="The kind of error in words.", examples=["Not Found"])
    status: int = Field(ge=400, le=599, description="The HTTP status.", examples=[404])
    detail: str = Field(description="What happened this time.", examples=["There is no material named 'Xx'."])
    instance: str | None = Field(default=None, description="The path asked for.", examples=["/materials/Xx"])
    errors: tuple[FieldProblem, ...] | None = Field(default=None, description="Of 422: each part at fault.")
    candidates: tuple[Candidate, ...] | None = Field(
        default=None, description="Of 409: the entities that the name may mean."
    )
    position: int | None = Field(
        default=None, ge=0, description="Of 400: offset into the Cypher, where it is known.", examples=[6]
    )


class ApiError(Exception):
    """An answer other than the one asked for, with what the problem says beside its detail."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR

    def __init__(self, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.detail, self.more = detail, more


class NotFound(ApiError):
    """There is no such thing."""

    status = HTTPStatus.NOT_FOUND


class Ambiguous(ApiError):
    """A name that several things have."""

    status = HTTPStatus.CONFLICT


class BadCypher(ApiError):
    """Cypher that is not read-only, or that the store refuses."""

    status = HTTPStatus.BAD_REQUEST


# --- errors into problems --------------------------------------------------------------------------


def problem_response(
    request: Request, status: int, detail: str, headers: Any = None, **more: Any
) -> JSONResponse:
    """The response for a problem."""
    phrase = HTTPStatus(status).phrase
    problem = Problem(
        type=f"urn:lithograph:problem:{re.sub('[^a-z]+', '-', phrase.lower())}",
        title=phrase,
        status=status,
        detail=detail,
        instance=quoted(request.scope["path"]),
        **more,
    )
    body = problem.model_dump(mode="json", exclude_none=True)
    return JSONResponse(body, status_code=status, headers=headers, media_type=MEDIA_TYPE)


def message_of(error: GraphError) -> str:
    """The error's message without the store's address, which is nobody's business outside."""
    text = str(error)
    return text.removeprefix(f"{error.store}: ") if isinstance(error, StoreError) else text


def _api_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ApiError)
    return problem_response(request, error.status, error.detail, **error.more)


def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return problem_response(request, error.status_code, str(error.detail), headers=error.headers)


def _invalid_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = tuple(
        FieldProblem(location=".".join(str(part) for part in item["loc"]), message=item["msg"])
        for item in error.errors()
    )
    detail = "; ".join(f"{fault.location}: {fault.message}" for fault in faults)
    return problem_response(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=faults)


def _graph_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, GraphError)
    if isinstance(error, ForbiddenCypher):
        return problem_response(request, HTTPStatus.BAD_REQUEST, str(error), position=error.position)
    if isinstance(error, QueryTimeout):
        return problem_response(request, HTTPStatus.GATEWAY_TIMEOUT, message_of(error))
    if isinstance(error, StoreError):
        return problem_response(request, HTTPStatus.SERVICE_UNAVAILABLE, f"The graph: {message_of(error)}")
    return _unexpected(request, error)


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    detail = "Something went wrong in the service; its log says what."
    return problem_response(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def install(app: FastAPI) -> None:
    """Answer every error of the app with a problem."""
    app.add_exception_handler(ApiError, _api_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(GraphError, _graph_error)
    app.add_exception_handler(Exception, _unexpected)


# --- problems in OpenAPI ---------------------------------------------------------------------------

_DESCRIPTIONS = {
    400: "The Cypher does more than read, or the store refuses it",
    404: "There is no such thing",
    409: "Several entities have this name",
    422: "The request is not as described here",
    500: "An error of the service",
    503: "The graph is away or locked; try again later",
    504: "The query took too long",
}
#: What can happen to everything that asks the graph.
_ALWAYS = (500, 503, 504)


def problems(*statuses: int, always: Sequence[int] = _ALWAYS) -> dict[int | str, dict[str, Any]]:
    """The `responses` of an operation that may fail with these statuses, or for a reason of the store's."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": _DESCRIPTIONS[status], "content": content} for status in (*statuses, *always)
    }


def problem_schemas() -> dict[str, Any]:
    """The components that `problems` refers to."""
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs"), "Problem": schema}
