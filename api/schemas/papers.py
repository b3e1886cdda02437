"""Papers and what each of them brought."""

from __future__ import annotations

from pydantic import Field

from api.links import with_query
from api.schemas.common import Answer, PaperRef, Row, Texts


class PaperCounts(Answer):
    """What a paper brought."""

    sentences: int = Field(ge=0)
    entities: int = Field(ge=0)
    references: int = Field(ge=0)
    claims: int = Field(ge=0)
    measurements: int = Field(ge=0)


class PaperLinks(Answer):
    """Where a paper's content is."""

    claims: str
    measurements: str
    references: str


class Paper(PaperRef):
    """An ingested document."""

    journal: str | None
    authors: Texts
    sha256: str = Field(description="Of the file.")
    licence: str | None
    kind: str = Field(examples=["research"])
    counts: PaperCounts
    links: PaperLinks

    @classmethod
    def of(cls, row: Row) -> Paper:
        """From a row of `papers` with its counts."""
        keys = ("journal", "authors", "sha256", "licence", "kind")
        reference = PaperRef.of(row)
        links = PaperLinks(
            claims=with_query("/claims", paper=reference.id),
            measurements=with_query("/measurements", paper=reference.id),
            references=f"{reference.href}/references",
        )
        counts = PaperCounts(**row["counts"])
        return cls(**dict(reference), **{key: row[key] for key in keys}, counts=counts, links=links)
