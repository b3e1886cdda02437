"""What lies around an entity, and how two of them hang together."""

from __future__ import annotations

from typing import Annotated, Literal

import networkx as nx
from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import EntityKey, Graph, Store, resolve
from api.errors import NotFound, problems
from api.schemas import connections as answers
from api.schemas.common import EntityRef
from graph import analysis

router = APIRouter(tags=["connections"])


class NeighbourhoodQuery(BaseModel):
    """How far, and how much."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hops: int = Field(default=1, ge=1, le=3)
    limit: int = Field(default=100, ge=1, le=1000, description="Most nodes; the nearest are kept.")


class PathQuery(BaseModel):
    """Between what, and which ways."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(
        alias="from", min_length=1, max_length=500, description="Id, name or alias.", examples=["LiI"]
    )
    target: str = Field(
        alias="to",
        min_length=1,
        max_length=500,
        description="Id, name or alias.",
        examples=["critical current density"],
    )
    by: Literal["length", "belief"] = Field(
        default="length", description="All the shortest ways, or the best believed ones of any length."
    )
    directed: bool = Field(default=False, description="Only along the edges' own direction.")
    limit: int = Field(default=5, ge=1, le=20)


@router.get("/neighbourhood/{entity_id:path}", responses=problems(404, 409, 422))
def get_neighbourhood(
    store: Store, graph: Graph, entity_id: EntityKey, query: Annotated[NeighbourhoodQuery, Query()]
) -> answers.Neighbourhood:
    """Entities within so many hops, whichever way the edges point; of chains only those of this entity."""
    centre = _known(graph, resolve(store, entity_id))
    around = analysis.neighbourhood(graph, centre, query.hops)
    distances = nx.single_source_shortest_path_length(around.to_undirected(as_view=True), centre)
    nearest = sorted(around, key=lambda node: (distances[node], -around.degree(node), node))[: query.limit]
    return answers.Neighbourhood(
        centre=_reference(graph, centre),
        hops=query.hops,
        nodes=tuple(
            answers.Node(**dict(_reference(graph, node)), distance=distances[node]) for node in nearest
        ),
        edges=_edges(around.subgraph(nearest)),
        total=len(around),
        truncated=len(around) > len(nearest),
    )


@router.get("/paths", responses=problems(404, 409, 422))
def list_paths(store: Store, graph: Graph, query: Annotated[PathQuery, Query()]) -> answers.Ways:
    """How two entities are connected, step by step; none if they are not."""
    source, target = (_known(graph, resolve(store, text)) for text in (query.source, query.target))
    search = analysis.shortest_ways if query.by == "length" else analysis.best_believed_ways
    found = search(graph, source, target, limit=query.limit, directed=query.directed)
    return answers.Ways(
        source=_reference(graph, source),
        target=_reference(graph, target),
        items=tuple(_way(graph, way) for way in found),
    )


def _known(graph: nx.MultiDiGraph[str], entity_id: str) -> str:
    if entity_id not in graph:
        raise NotFound(f"{entity_id!r} is too new for the graph in memory; try again in a minute.")
    return entity_id


def _reference(graph: nx.MultiDiGraph[str], entity_id: str) -> EntityRef:
    return EntityRef.of(entity_id, graph.nodes[entity_id]["name"])


def _edges(graph: nx.MultiDiGraph[str]) -> tuple[answers.Edge, ...]:
    return tuple(
        answers.Edge(
            id=key,
            source=source,
            target=target,
            type=data["type"],
            sign=data.get("sign"),
            belief=data.get("belief", 0.0),
            material_id=data.get("material_id"),
            claim_ids=data.get("claim_ids"),
        )
        for source, target, key, data in sorted(
            graph.edges(keys=True, data=True), key=lambda edge: tuple(map(str, edge[:3]))
        )
    )


def _way(graph: nx.MultiDiGraph[str], way: analysis.Way) -> answers.Way:
    steps = tuple(
        answers.Step(
            source=_reference(graph, step.source),
            target=_reference(graph, step.target),
            type=step.type,
            sign=step.sign,
            belief=step.belief,
            forward=step.forward,
        )
        for step in way.steps
    )
    return answers.Way(
        nodes=tuple(_reference(graph, node) for node in way.nodes), steps=steps, belief=way.belief
    )
