"""What whoever starts the API may decide about it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class ApiSettings(BaseModel):
    """Limits of the service; the defaults suit one machine with one user."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    query_timeout_s: float = Field(default=10.0, gt=0, description="Longest time for a user's Cypher.")
    max_rows: int = Field(default=1000, ge=1, description="Most rows that a user's Cypher may return.")
    projection_max_age_s: float = Field(
        default=60.0,
        ge=0,
        description="How old the graph in memory behind neighbourhoods and paths may grow; it is also read "
        "anew as soon as the number of relationships changes or an embedded graph was written.",
    )
