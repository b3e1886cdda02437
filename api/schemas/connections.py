"""How entities hang together: neighbourhoods and paths."""

from __future__ import annotations

from pydantic import Field

from api.schemas.common import Answer, Belief, EntityRef, Sign, Texts


class Node(EntityRef):
    """An entity of a neighbourhood."""

    distance: int = Field(ge=0, description="Hops from the centre.")


class Edge(Answer):
    """A projected relationship."""

    id: str
    source: str = Field(description="The id of the node that it starts at.")
    target: str
    type: str = Field(examples=["AFFECTS"])
    sign: Sign | None
    belief: Belief
    material_id: str | None = Field(description="Of hops of chains: the one material that they hold for.")
    claim_ids: Texts


class Neighbourhood(Answer):
    """The part of the graph around an entity."""

    centre: EntityRef
    hops: int
    nodes: tuple[Node, ...] = Field(description="The nearest first.")
    edges: tuple[Edge, ...]
    total: int = Field(description="How many nodes there are within so many hops.")
    truncated: bool = Field(description="Whether the limit left some of them out.")


class Step(Answer):
    """One edge of a path."""

    source: EntityRef
    target: EntityRef
    type: str
    sign: Sign | None
    belief: Belief
    forward: bool = Field(description="False where the path runs against the edge.")


class Way(Answer):
    """A path; no statement that anybody wrote, those are the chains."""

    nodes: tuple[EntityRef, ...]
    steps: tuple[Step, ...]
    belief: Belief


class Ways(Answer):
    """Paths between two entities."""

    source: EntityRef
    target: EntityRef
    items: tuple[Way, ...]
