"""Words that name elements, from lexicons/element_words.tsv: those of the elements themselves and those of their ions."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def element_words() -> Mapping[str, frozenset[str]]:
    """Words with the elements that they name: `phosphate` -> P, O."""
    return {row["word"]: frozenset(row["elements"].split()) for row in _rows()}


@lru_cache(maxsize=1)
def symbols() -> Mapping[str, str]:
    """Elements by name: `tin` -> Sn."""
    return {row["word"]: row["elements"] for row in _rows() if row["kind"] == "element"}


def _rows() -> list[dict[str, str]]:
    text = (files("extraction") / "lexicons" / "element_words.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))
