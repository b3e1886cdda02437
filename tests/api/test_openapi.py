"""The description is true: every operation under schemathesis, every error in the one shape."""

from __future__ import annotations

from typing import Any, cast

import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api import create_app
from graph.store import GraphStore

load_all_checks()


#: The description doesn't depend on the store, which is there only when the tests run.
schema = schemathesis.openapi.from_dict(create_app(cast(GraphStore, None)).openapi())

FEW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


@schema.exclude(path="/cypher").parametrize()
@FEW
def test_every_answer_is_as_described(case: schemathesis.Case, app: FastAPI) -> None:
    case.call_and_validate(app=app)


@schema.include(path="/cypher").parametrize()
@FEW
def test_every_answer_to_cypher_is_as_described(case: schemathesis.Case, app: FastAPI) -> None:
    # no schema can tell Cypher from any other text, so a string that is none is refused with 400
    case.call_and_validate(app=app, excluded_checks=[positive_data_acceptance])


def operations(app: FastAPI) -> list[dict[str, Any]]:
    """All operations of the description."""
    return [operation for path in app.openapi()["paths"].values() for operation in path.values()]


def test_operations_have_ids_of_their_own_a_tag_and_a_description(app: FastAPI) -> None:
    ids = [operation["operationId"] for operation in operations(app)]
    assert len(ids) == len(set(ids))
    tags = {tag["name"] for tag in app.openapi()["tags"]}
    for operation in operations(app):
        assert operation["description"], operation["operationId"]
        assert set(operation["tags"]) <= tags


def test_every_error_is_declared_as_a_problem(app: FastAPI) -> None:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operation in operations(app):
        errors = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        assert {"500", "503", "504"} <= set(errors)
        assert all(answer["content"] == problem for answer in errors.values()), operation["operationId"]


def test_no_schema_is_left_over_or_missing(app: FastAPI) -> None:
    described = app.openapi()
    text = repr(described)
    for name in described["components"]["schemas"]:
        assert f"#/components/schemas/{name}'" in text
    assert "HTTPValidationError" not in text
