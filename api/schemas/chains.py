"""Chains, exactly as `lithograph chains --json` prints them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schemas.common import Answer, Belief, Sign, Status


class ChainClaim(Answer):
    """A claim that a chain rests on; `/claims/{id}` has its sentences."""

    id: str
    name: str
    cause: str
    cause_id: str
    effect: str
    effect_id: str
    sign: Sign
    status: Status
    belief: Belief


class ChainEvidence(Answer):
    """A sentence that a chain rests on."""

    paper: str = Field(description="The file's name without its ending.")
    start: int = Field(description="Offset into the file.")
    end: int
    text: str
    sentence_id: str
    paper_id: str
    title: str | None
    doi: str | None
    section: str | None


class Chain(Answer):
    """material → role → mechanism → performance, each hop evidenced for this very material."""

    id: str
    name: str = Field(examples=["LiI → electron-blocking layer → dendrite growth → critical current density"])
    material: str = Field(examples=["LiI"])
    material_id: str
    material_aliases: tuple[str, ...] = Field(examples=[["lithium iodide"]])
    role: str | None = Field(examples=["electron-blocking layer"])
    role_id: str | None
    mechanism: tuple[str, ...] = Field(examples=[["dendrite growth"]])
    mechanism_ids: tuple[str, ...]
    performance: str = Field(examples=["critical current density"])
    performance_id: str
    sign: Sign = Field(description="The product of the signs along the way.")
    belief: Belief
    span: Literal["sentence", "paragraph", "paper", "papers"] = Field(
        description="The smallest unit that all of it stands in."
    )
    claims: tuple[ChainClaim, ...] = Field(description="In the order of the chain.")
    evidence: tuple[ChainEvidence, ...] = Field(description="In the order of the chain.")
