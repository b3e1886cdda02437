"""Entities: search, and for each label its list, its cards and what hangs on them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import EntityKey, Store, resolve
from api.errors import problems
from api.links import COLLECTIONS
from api.pagination import Page, PageQuery, page, page_of_all
from api.schemas.claims import Claim
from api.schemas.common import Label, PaperRef
from api.schemas.entities import Entity, EntityCard, Named, Related, SearchPage
from api.schemas.measurements import Measurement
from api.views import card, listed, measurement_query, measurements, namings, paper_refs
from graph.reader import find_entities

#: Sub-resources of entities with roles, components and the like: which labels have them, and the query.
RELATED = {
    "roles": (("Material", "Interphase"), "entity_roles", "What it serves as."),
    "interphases": (("Material", "Interphase"), "entity_interphases", "Interphases that it is part of."),
    "components": (("Interphase",), "entity_components", "What it consists of."),
    "materials": (("Role",), "role_materials", "What serves as it."),
}
SINGULAR = {
    "Material": "material",
    "Interphase": "interphase",
    "Role": "role",
    "Mechanism": "mechanism",
    "Property": "property",
    "Performance": "performance",
    "Factor": "factor",
}


class SearchQuery(PageQuery):
    """What to look for."""

    q: str = Field(min_length=1, max_length=500, description="Part of any name.", examples=["LiI"])
    label: Label | None = Field(default=None, description="Only entities of this label.")


class EntityQuery(PageQuery):
    """Which entities of a label."""

    name: str = Field(
        default="", max_length=500, description="Exactly this id, name or alias.", examples=["LiI"]
    )
    q: str = Field(default="", max_length=500, description="Part of any name.", examples=["li"])


class CardQuery(BaseModel):
    """How much of what has pages of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int = Field(default=20, ge=1, le=100, description="Most values, and claims of each part.")


class PartQuery(PageQuery):
    """Which claims of an entity."""

    part: Literal["cause", "effect", "about"] | None = Field(
        default=None, description="The part that it plays in them; any, if not given."
    )


class EntityRoutes:
    """The routes of one label."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.what = SINGULAR[label]

    def router(self) -> APIRouter:
        """All of them; the longer paths first, since an id may hold a slash."""
        path = COLLECTIONS[self.label]
        router = APIRouter(prefix=f"/{path}", tags=[path])
        plural = path if path != self.what else f"{path}_metrics"
        missing, wrong = problems(404, 409, 422), problems(422)
        router.add_api_route("", self.entities, name=f"list_{plural}", responses=wrong)
        for name, route in {"claims": self.claims, "measurements": self.measurements}.items():
            self._add(router, name, route)
        self._add(router, "sentences", self.sentences)
        self._add(router, "papers", self.papers)
        for name, (labels, query, doc) in RELATED.items():
            if self.label in labels:
                self._add(router, name, RelatedRoute(self.label, query, doc))
        router.add_api_route("/{entity_id:path}", self.card, name=f"get_{self.what}", responses=missing)
        return router

    def _add(self, router: APIRouter, name: str, route: object) -> None:
        doc = route.doc if isinstance(route, RelatedRoute) else None
        endpoint = route.answer if isinstance(route, RelatedRoute) else route
        router.add_api_route(
            f"/{{entity_id:path}}/{name}",
            endpoint,  # type: ignore[arg-type]
            name=f"list_{self.what}_{name}",
            description=doc,
            responses=problems(404, 409, 422),
        )

    def entities(
        self, request: Request, store: Store, query: Annotated[EntityQuery, Query()]
    ) -> Page[Entity]:
        """Those with this name, or with the text in any of their names; all, by name, without either."""
        if query.name.strip():
            wanted = query.q.strip().lower()
            rows = find_entities(store, query.name, self.label)
            kept = [Entity.of(row) for row in rows if wanted in _names(row)]
            return page_of_all(request, query, kept)
        rows, total = listed(store, "entity_search", query, text=query.q.strip(), label=self.label)
        return page(request, query, [Entity.of(row) for row in rows], total)

    def card(self, store: Store, entity_id: EntityKey, query: Annotated[CardQuery, Query()]) -> EntityCard:
        """All that the graph knows of one entity: roles, components, values, claims, papers."""
        return card(store, resolve(store, entity_id, self.label), query.limit)

    def claims(
        self, request: Request, store: Store, entity_id: EntityKey, query: Annotated[PartQuery, Query()]
    ) -> Page[Claim]:
        """Claims in which it is the cause, the effect, or what they are about; best believed first."""
        key = resolve(store, entity_id, self.label)
        rows, total = listed(store, "entity_claims", query, id=key, part=query.part or "")
        return page(request, query, [Claim.of(row) for row in rows], total)

    def measurements(
        self, request: Request, store: Store, entity_id: EntityKey, query: Annotated[PageQuery, Query()]
    ) -> Page[Measurement]:
        """Values measured on it; of properties and performance, their values."""
        key = resolve(store, entity_id, self.label)
        rows, total = listed(store, measurement_query(self.label), query, id=key)
        return page(request, query, measurements(store, rows), total)

    def sentences(
        self, request: Request, store: Store, entity_id: EntityKey, query: Annotated[PageQuery, Query()]
    ) -> Page[Named]:
        """Sentences that name it, in reading order."""
        key = resolve(store, entity_id, self.label)
        rows, total = listed(store, "entity_sentences", query, id=key)
        return page(request, query, namings(store, rows), total)

    def papers(
        self, request: Request, store: Store, entity_id: EntityKey, query: Annotated[PageQuery, Query()]
    ) -> Page[PaperRef]:
        """Papers that speak of it."""
        rows = store.run("entity_papers", id=resolve(store, entity_id, self.label))
        found = paper_refs(store, (row["id"] for row in rows))
        return page_of_all(request, query, list(found.values()))


class RelatedRoute:
    """The route of one list of related entities."""

    def __init__(self, label: str, query: str, doc: str) -> None:
        self.label, self.query, self.doc = label, query, doc

    def answer(
        self, request: Request, store: Store, entity_id: EntityKey, query: Annotated[PageQuery, Query()]
    ) -> Page[Related]:
        """The page of related entities, best believed first."""
        rows = store.run(self.query, id=resolve(store, entity_id, self.label))
        return page_of_all(request, query, [Related.of(row) for row in rows])


def _names(row: dict[str, object]) -> str:
    aliases = row["aliases"] if isinstance(row["aliases"], list) else []
    return "|".join(str(name) for name in (row["name"], row["formula"], *aliases) if name).lower()


router = APIRouter()


@router.get("/search", tags=["search"], responses=problems(422))
def search(request: Request, store: Store, query: Annotated[SearchQuery, Query()]) -> SearchPage:
    """Entities with the text in name, formula, alias or synonym, without regard to case."""
    params = {"text": query.q.strip(), "label": query.label or ""}
    rows, total = listed(store, "entity_search", query, **params)
    found = page(request, query, [Entity.of(row) for row in rows], total)
    exact = find_entities(store, **params) if params["text"] else []
    return SearchPage(exact=tuple(Entity.of(row) for row in exact), **dict(found))


for _label in COLLECTIONS:
    router.include_router(EntityRoutes(_label).router())
