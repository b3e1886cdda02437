"""The graph over HTTP: entities, claims with their sentences, chains, read-only Cypher, an explorer."""

from api.app import create_app
from api.settings import ApiSettings

__all__ = ["ApiSettings", "create_app"]
