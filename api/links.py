"""Where things are found in the API: paths from ids, which may hold `:`, `/`, `(` and `+`."""

from __future__ import annotations

from urllib.parse import quote, urlencode

#: The collection of each label.
COLLECTIONS = {
    "Material": "materials",
    "Interphase": "interphases",
    "Role": "roles",
    "Mechanism": "mechanisms",
    "Property": "properties",
    "Performance": "performance",
    "Factor": "factors",
}
_LABELS = {label.lower(): label for label in COLLECTIONS}
_SAFE = "/:@,;=+()!*'$~"


def quoted(text: str) -> str:
    """The text as part of a path."""
    return quote(text, safe=_SAFE)


def label_of(entity_id: str) -> str:
    """The label in an entity's id: `material:Co` is a Material."""
    return _LABELS[entity_id.partition(":")[0]]


def entity_href(entity_id: str) -> str:
    """Where an entity is found."""
    return f"/{COLLECTIONS[label_of(entity_id)]}/{quoted(entity_id)}"


def claim_href(claim_id: str) -> str:
    """Where a claim is found."""
    return f"/claims/{quoted(claim_id)}"


def paper_href(paper_id: str) -> str:
    """Where a paper is found."""
    return f"/papers/{quoted(paper_id)}"


def doi_url(doi: str) -> str:
    """Where a DOI resolves."""
    return f"https://doi.org/{quoted(doi)}"


def with_query(path: str, **params: str) -> str:
    """The path with query parameters."""
    return f"{path}?{urlencode(params)}"
