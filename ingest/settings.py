"""What users set by environment variables (`LITHOGRAPH_STORE`, ...); nothing else reads the environment."""

from __future__ import annotations

import os
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.store import RETRY_S
from ingest.errors import UsageError

PREFIX = "LITHOGRAPH_"


class Settings(BaseSettings):
    """Each field is the variable `LITHOGRAPH_` with its name in capitals; docs/cli.md describes them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    store: str = Field(
        ".lithograph/graph.lbug", description="Path of the embedded database, or a bolt:// or neo4j:// URI."
    )
    neo4j_user: str | None = Field(None, description="User of a Neo4j store.")
    neo4j_password: SecretStr | None = Field(None, description="Password of a Neo4j store.")
    neo4j_retry_s: Annotated[float, Field(ge=0, le=3600)] = Field(
        RETRY_S, description="How long a transaction is tried again where a Neo4j store is away, in seconds."
    )
    jobs: Annotated[int, Field(ge=1, le=64)] | None = Field(
        None,
        description="Worker processes that read papers; by default two where there are two cores.",
    )
    max_file_mb: Annotated[float, Field(gt=0)] = Field(
        64, description="Largest paper that is read, in MiB of its file."
    )
    query_timeout_s: Annotated[float, Field(gt=0)] = Field(
        30, description="Longest time that a query of `query` may take, in seconds."
    )
    host: str = Field("127.0.0.1", description="Address that `serve` listens on.")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(8000, description="Port that `serve` listens on.")
    debug: bool = Field(False, description="Show the traceback of an error.")

    @property
    def workers(self) -> int:
        """`jobs`, or what suits this machine."""
        return self.jobs or min(2, os.cpu_count() or 1)

    @property
    def max_bytes(self) -> int:
        """`max_file_mb` in bytes."""
        return int(self.max_file_mb * 1024 * 1024)


def load_settings() -> Settings:
    """The settings of this environment; UsageError naming the variable whose value is none of its kind."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise UsageError(f"{name}: {first['msg']}; correct or unset the variable") from None
