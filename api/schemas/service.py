"""What the service says of itself, and answers to Cypher."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr

from api.schemas.common import Answer
from graph.cypher_guard import MAX_LENGTH

Integer = Annotated[StrictInt, Field(ge=-(2**63), le=2**63 - 1)]
Scalar = StrictBool | Integer | StrictFloat | StrictStr


class Health(Answer):
    """That the service and its graph are up."""

    status: Literal["ok"]
    schema_version: int


class Status(Answer):
    """What the graph holds."""

    papers: int = Field(ge=0)
    sentences: int = Field(ge=0)
    claims: int = Field(ge=0)
    measurements: int = Field(ge=0)
    chains: int = Field(ge=0)
    nodes: dict[str, int] = Field(description="By label.")
    edges: dict[str, int] = Field(description="By relationship type.")
    schema_version: int
    fingerprint: str | None = Field(
        description="Of the reading (vocabulary, rules, steps) that chains and sums were derived by; `stale` "
        "while papers are being ingested."
    )


class CypherQuestion(BaseModel):
    """Cypher that reads."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "query": "MATCH (m:Material)-[:COMPONENT_OF]->(i:Interphase) "
                    "WHERE i.name = $name RETURN m.name",
                    "parameters": {"name": "SEI"},
                    "limit": 20,
                }
            ]
        },
    )

    query: str = Field(min_length=1, max_length=MAX_LENGTH, description="One statement.")
    parameters: dict[str, Scalar | list[StrictStr] | list[Integer] | list[StrictFloat]] = Field(
        default={}, description="Values of `$name` in the query; lists hold values of one type."
    )
    limit: int = Field(default=100, ge=1, le=100_000, description="Most rows, up to the service's own limit.")


class CypherAnswer(Answer):
    """Columns and rows.

    Nodes come as `{"_label", ...properties}`, relationships as `{"_type", ...properties}`, paths as
    `{"nodes", "relationships"}`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    row_count: int = Field(ge=0)
    truncated: bool = Field(description="Whether there are more rows than the limit.")
    elapsed_ms: float = Field(ge=0)
