"""Roles that a name or the words before it give: an adjective in front of a layer (functional.tsv: adjective, role,
example, counter-example), and the head of a substance's own name, a "garnet electrolyte" being an electrolyte."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

from extraction.assembly.compound_names import heads
from extraction.assembly.steps import ground_parameters
from extraction.nlp.lexicon import Lexicon

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


@lru_cache(maxsize=50_000)
def role_in(name: str, lexicon: Lexicon) -> str | None:
    """The role that a substance's name ends in, as its whole or its head: the longest that the lexicon has.

    Only a role's own noun counts. A metal ligand is not thereby a chelating agent, though that is another name for it,
    and an electrolyte salt is no electrolyte.
    """
    for head in (name, *(head for _, head in heads(name))):
        entry = lexicon.lookup("Role", head)
        if entry:
            own_noun = entry.name.split()[-1] == head.split()[-1].lower()
            return entry.name if own_noun and entry.name not in ground_parameters().bare_heads else None
    return None
