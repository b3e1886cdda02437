"""What "this interphase" stands for: the interphase of its kind that the paragraph has named before, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.assembly.ground import Grounder
from extraction.assembly.place import Place
from extraction.assembly.steps import Tally, ground_parameters
from extraction.assembly.text import tidy
from extraction.model import Entity, Mention


def resolve(places: Sequence[Place], grounder: Grounder, tally: Tally) -> list[Place]:
    """Bare interphase names with a determiner point at the interphase they take up.

    Only where the same paragraph has named one interphase of that kind before, or the last sentence that
    named any did; else the name stays general.
    """
    generic = _generic_ids(grounder)
    paragraphs: dict[int, list[int]] = {}
    for at, place in enumerate(places):  # a table or a caption may stand in the midst of a paragraph
        paragraphs.setdefault(place.record.paragraph, []).append(at)
    out = list(places)
    for own in paragraphs.values():
        for at, place in zip(
            own, _paragraph([places[i] for i in own], generic, grounder, tally), strict=True
        ):
            out[at] = place
    return out


def _paragraph(places: list[Place], generic: set[str], grounder: Grounder, tally: Tally) -> Iterator[Place]:
    named: list[set[str]] = []  # the interphases that each sentence names
    for place in places:
        named.append(set())
        found = dict(place.entities)
        for mention in sorted(place.own_mentions(), key=lambda m: m.start):
            entity = found.get(mention.id)
            if entity is None or entity.label != "Interphase":
                continue
            if entity.id not in generic:
                named[-1].add(entity.id)
                continue
            tally.took("antecedents")
            found[mention.id] = _antecedent(place, mention, entity, named, grounder, tally)
        yield replace(place, entities=found)


def _antecedent(
    place: Place, mention: Mention, entity: Entity, named: list[set[str]], grounder: Grounder, tally: Tally
) -> Entity:
    if not _is_definite(place, mention):
        tally.dropped("antecedents", "no determiner")
        return entity
    kinds = [{key for key in group if entity.id in grounder.ancestors(key)} for group in named]
    candidates = set().union(*kinds)
    if len(candidates) > 1:  # then the one of the nearest sentence that names any
        candidates = next(group for group in reversed(kinds) if group)
    if len(candidates) != 1:
        tally.dropped("antecedents", "several candidates" if candidates else "no candidate of its kind")
        return entity
    tally.made("antecedents")
    return grounder.entities[next(iter(candidates))]


def _is_definite(place: Place, mention: Mention) -> bool:
    """Whether a determiner stands before the name, with at most one word between."""
    surface = re.escape(tidy(mention.normal or mention.text))
    determiners = "|".join(ground_parameters().determiners)
    return bool(re.search(rf"\b(?:{determiners})\s(?:[\w-]+\s)?{surface}\b", place.record.text, re.I))


def _generic_ids(grounder: Grounder) -> set[str]:
    names = set(ground_parameters().generic_interphases)
    return {e.id for e in grounder.entities.values() if e.label == "Interphase" and e.name in names}
