"""Roles that an adjective in front of a layer gives it (functional.tsv: adjective, role, example, counter-example)."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

#: What a layer's name may end in for its adjective to say what it does.
_LAYER = re.compile(r"\b(?:interphase|interlayer|layer|interface|film|coating|SEI|CEI)s?$", re.I)
_JOINED = r"(?:,?\s+(?:and|but|yet)\s+[\w-]+(?:\s[\w-]+)?)?"


@lru_cache(maxsize=1)
def table() -> tuple[dict[str, str], ...]:
    """The rows of functional.tsv."""
    path = files("extraction") / "assembly" / "functional.tsv"
    return tuple(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"))


def role_of(text: str, name: str) -> str | None:
    """The role that the words right before a layer's name give it in a sentence, or None."""
    if not _LAYER.search(name):
        return None
    for row in table():
        if re.search(rf"(?:{row['adjective']}){_JOINED}\s+{re.escape(name)}", text, re.I):
            return row["role"]
    return None
