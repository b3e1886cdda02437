"""Values of query results as plain data (JSON's types), the same for both stores."""

from __future__ import annotations

import datetime
import decimal
import uuid
from collections.abc import Mapping
from typing import Any


def plain(value: Any) -> Any:
    """A scalar as JSON has it; times in ISO 8601, what else there may be as text."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime.date | datetime.time | datetime.datetime):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, uuid.UUID | datetime.timedelta):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def node(label: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """A node: its label and the properties that it has."""
    return {"_label": label} | _filled(properties)


def relationship(kind: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """A relationship: its type and the properties that it has."""
    return {"_type": kind} | _filled(properties)


def _filled(properties: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in properties.items() if value is not None}
    return {
        key: [plain(item) for item in value] if isinstance(value, list) else plain(value)
        for key, value in sorted(kept.items())
    }
