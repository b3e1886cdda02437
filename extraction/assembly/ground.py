"""From names to entities: the lexicons first, then nodes of their own, with what they are kinds of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from extraction.assembly import materials, interphases
from extraction.assembly.text import is_formula, slug, spelled, tidy
from extraction.assembly.words import is_contrary, without_praise
from extraction.model import Entity, EntityType, Mention
from extraction.nlp.formula import parse
from extraction.nlp.lexicon import Entry, Lexicon, keys

#: Labels between which a text's reader may waver; a name that only one of them holds belongs there.
SISTERS = ("Mechanism", "Property", "Performance")


@lru_cache(maxsize=4)
def _exact_names(lexicon: Lexicon) -> dict[tuple[str, str], Entry]:
    """Every surface as spelled: for names in which case, charge and order carry meaning."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in lexicon.by_id.values():
        for surface in entry.surfaces():
            found.setdefault((entry.label, spelled(surface)), entry)
    return found
