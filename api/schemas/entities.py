"""Entities: materials, interphases, roles, mechanisms, properties, performance, and what else causes name."""

from __future__ import annotations

from pydantic import Field

from api.links import entity_href
from api.schemas.claims import Claim, Sentence
from api.schemas.common import Answer, Belief, EntityRef, Label, PaperRef, Row, Sign, Texts
from api.schemas.measurements import Measurement


class Entity(Answer):
    """An entity under all its names."""

    id: str = Field(examples=["material:LiI"])
    label: Label
    name: str = Field(examples=["LiI"])
    href: str
    formula: str | None
    kind: str | None
    grounded: bool = Field(description="Whether the vocabulary knows it, not only a text.")
    aliases: Texts = Field(description="Other names in use in the papers.")

    @classmethod
    def of(cls, row: Row) -> Entity:
        """From a row of `entity_search` or `entity_lookup`."""
        keys = ("id", "label", "name", "formula", "kind", "aliases")
        return cls(
            **{key: row[key] for key in keys}, grounded=bool(row["grounded"]), href=entity_href(row["id"])
        )


class SearchPage(Answer):
    """Entities with the text in any of their names, and those that bear exactly this name."""

    exact: tuple[Entity, ...] = Field(description="What the text names; several only where it is ambiguous.")
    items: tuple[Entity, ...]
    total: int = Field(ge=0)
    limit: int = Field(ge=1)
    offset: int = Field(ge=0)
    next: str | None


class Related(Answer):
    """An entity that another one is tied to, with what the tie rests on."""

    entity: EntityRef
    sign: Sign | None = Field(description="Of effects: furthered (+) or held back (-).")
    belief: Belief
    evidence_count: int = Field(ge=0)
    paper_count: int = Field(ge=0)
    claim_ids: Texts
    sentence_ids: Texts

    @classmethod
    def of(cls, row: Row) -> Related:
        """From a row of `entity_roles` and the like."""
        same = ("belief", "evidence_count", "paper_count", "claim_ids", "sentence_ids")
        entity = EntityRef.of(row["id"], row["name"])
        return cls(entity=entity, sign=row.get("sign"), **{key: row[key] for key in same})


class Named(Answer):
    """A sentence that names an entity, and how."""

    sentence: Sentence
    text: str = Field(description="The words that it has for the entity.")
    start: int = Field(description="Offset of these words into the paper's file.")
    end: int


class ClaimsByPart(Answer):
    """The best believed claims, by the part that the entity plays."""

    cause: tuple[Claim, ...]
    effect: tuple[Claim, ...]
    about: tuple[Claim, ...]


class Totals(Answer):
    """How much there is in all; the card holds the beginning of each."""

    claims: int = Field(ge=0)
    measurements: int = Field(ge=0)
    sentences: int = Field(ge=0)


class CardLinks(Answer):
    """Where the rest is."""

    claims: str
    measurements: str
    sentences: str
    chains: str
    neighbourhood: str


class EntityCard(Entity):
    """All that the graph knows of one entity."""

    elements: Texts = Field(examples=[["Li", "I"]])
    synonyms: Texts = Field(description="The vocabulary's own.")
    definition: str | None
    iri: str | None = Field(description="In EMMO or BattINFO, where there is one.")
    parents: tuple[Related, ...] = Field(description="What it is a kind of.")
    children: tuple[Related, ...] = Field(description="What is a kind of it.")
    roles: tuple[Related, ...] = Field(description="What it serves as.")
    materials: tuple[Related, ...] = Field(description="Of a role: what serves as it.")
    components: tuple[Related, ...] = Field(description="Of an interphase: what it consists of.")
    interphases: tuple[Related, ...] = Field(description="Interphases that it is part of.")
    affects: tuple[Related, ...] = Field(description="What claims say it acts on, summed.")
    affected_by: tuple[Related, ...] = Field(description="What claims say acts on it, summed.")
    measurements: tuple[Measurement, ...] = Field(description="Values of it, or measured on it.")
    claims: ClaimsByPart
    papers: tuple[PaperRef, ...]
    totals: Totals
    links: CardLinks
