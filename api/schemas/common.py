"""The base of all answers, and references to entities and papers with their links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from api.links import doi_url, entity_href, label_of, paper_href

Row = Mapping[str, Any]
Sign = Literal["+", "-"]
Status = Literal["asserted", "hedged", "negated"]
Label = Literal["Material", "Interphase", "Role", "Mechanism", "Property", "Performance", "Factor"]
#: Lists of text; the store gives null for an empty one.
Texts = Annotated[tuple[str, ...], BeforeValidator(lambda value: value or ())]

Belief = Annotated[
    float, Field(ge=0, le=1, description="How well the evidence supports it.", examples=[0.75])
]


class Answer(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EntityRef(Answer):
    """An entity by name, with where to find it."""

    id: str = Field(examples=["material:LiI"])
    label: Label
    name: str = Field(examples=["LiI"])
    href: str = Field(examples=["/materials/material:LiI"])

    @classmethod
    def of(cls, entity_id: str, name: str) -> EntityRef:
        """The reference to an entity."""
        return cls.model_validate(
            {"id": entity_id, "label": label_of(entity_id), "name": name, "href": entity_href(entity_id)}
        )

    @classmethod
    def maybe(cls, entity_id: str | None, name: str | None) -> EntityRef | None:
        """The reference, where there is an entity."""
        return cls.of(entity_id, name or entity_id) if entity_id else None


class PaperRef(Answer):
    """A paper, with where to find it."""

    id: str = Field(examples=["paper:iodide"])
    name: str = Field(description="The file's name without its ending.", examples=["iodide"])
    title: str | None
    doi: str | None = Field(examples=["10.1000/182"])
    year: int | None
    file: str = Field(description="The file that was ingested.", examples=["iodide.md"])
    href: str = Field(examples=["/papers/paper:iodide"])

    @classmethod
    def of(cls, row: Row) -> PaperRef:
        """From a row of `papers` or `papers_by_id`."""
        keys = ("id", "name", "title", "doi", "year", "file")
        return cls(**{key: row[key] for key in keys}, href=paper_href(row["id"]))


class CitedWork(Answer):
    """An entry of a paper's reference list."""

    id: str
    number: int = Field(description="As the paper numbers it.")
    text: str
    doi: str | None
    url: str | None = Field(description="Where the DOI resolves.", examples=["https://doi.org/10.1000/182"])

    @classmethod
    def of(cls, row: Row) -> CitedWork:
        """From a row of `paper_references` or `sentence_references`."""
        doi = row["doi"]
        return cls(
            id=row.get("reference_id") or row["id"],
            number=row["number"],
            text=row["text"] or "",
            doi=doi,
            url=doi_url(doi) if doi else None,
        )
