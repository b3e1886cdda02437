"""Claims: what is said to bring what about, with every sentence that says so."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.links import claim_href, paper_href
from api.schemas.common import Answer, Belief, CitedWork, EntityRef, PaperRef, Row, Sign, Status


class Claim(Answer):
    """A causal statement with all its evidence summed up."""

    id: str
    name: str = Field(examples=["electron-blocking layer lowers dendrite growth"])
    href: str
    sign: Sign = Field(description="Whether the effect is furthered (+) or held back (-).")
    cause_sign: Sign = Field(description="Whether more (+) or less (-) of the cause does it.")
    status: Status
    negated: bool = Field(description="Whether the claim is that the cause does not do it.")
    belief: Belief
    evidence_count: int = Field(ge=0, description="Sentences.")
    paper_count: int = Field(ge=0, description="Papers; each counts once in the belief.")
    cause: EntityRef
    effect: EntityRef
    about: EntityRef | None = Field(description="The material or interphase that it holds for.")

    @classmethod
    def of(cls, row: Row) -> Claim:
        """From a row of `claims` and the like."""
        return cls.model_validate(claim_fields(row))


class Mention(Answer):
    """Where a sentence names an entity."""

    entity: EntityRef
    text: str = Field(description="The words that the sentence has for it.")
    start: int = Field(description="Offset into the paper's file.")
    end: int

    @classmethod
    def of(cls, row: Row) -> Mention:
        """From a row of `sentences_mentions`."""
        entity = EntityRef.of(row["entity_id"], row["name"])
        return cls(entity=entity, text=row["text"], start=row["start"], end=row["end"])


class Sentence(Answer):
    """A passage of a paper."""

    id: str
    text: str = Field(description="Normalised: mark-up and citation marks resolved.")
    start: int = Field(description="Offset into the paper's file.")
    end: int
    section: str | None = Field(description="Heading path.")
    kind: Literal["prose", "caption", "table"]
    paper: PaperRef


class FoundSentence(Answer):
    """A passage that a search for words finds, with the entities it leads to."""

    sentence: Sentence
    mentions: tuple[Mention, ...] = Field(description="All entities that the sentence names.")


class Change(Answer):
    """The effect's value before and after, as the sentence gives them: the size of the effect."""

    before: float
    after: float
    unit: str
    ratio: float | None = Field(description="after / before")


class Evidence(Answer):
    """One sentence's support for a claim."""

    id: str
    sentence: Sentence
    status: Status
    cited: bool = Field(description="Whether the paper credits another work with it.")
    cited_works: tuple[CitedWork, ...] = Field(description="The works credited.")
    cue: str = Field(description="The word that carries the claim.", examples=["suppresses"])
    rule: str = Field(description="What read it out of the sentence.")
    score: float = Field(ge=0, le=1, description="The reader's own confidence.")
    change: Change | None
    mentions: tuple[Mention, ...] = Field(description="All entities that the sentence names.")


class BeliefTerm(Answer):
    """One paper's term in the belief: `1 - belief` is the product of `1 - probability` over papers."""

    paper_id: str
    paper_href: str
    probability: float = Field(ge=0, le=1)
    reason: str

    @classmethod
    def of(cls, row: Row) -> BeliefTerm:
        """From a term as the reader gives it."""
        return cls(**row, paper_href=paper_href(row["paper_id"]))


class ClaimDetail(Claim):
    """A claim with the terms of its belief and every evidence sentence."""

    terms: tuple[BeliefTerm, ...]
    evidence: tuple[Evidence, ...]


class Contradiction(Answer):
    """Two claims that cannot both hold."""

    id: str
    belief: Belief
    first: Claim
    second: Claim


def claim_fields(row: Row) -> dict[str, object]:
    """The fields of Claim from a row of `claims` and the like."""
    same = (
        "id",
        "name",
        "sign",
        "cause_sign",
        "status",
        "negated",
        "belief",
        "evidence_count",
        "paper_count",
    )
    return {key: row[key] for key in same} | {
        "href": claim_href(row["id"]),
        "cause": EntityRef.of(row["cause_id"], row["cause"]),
        "effect": EntityRef.of(row["effect_id"], row["effect"]),
        "about": EntityRef.maybe(row["about_id"], row["about"]),
    }
