"""What a material is said to show in use: "amorphous V2O5 delivers a capacity of ...", "high CE is obtained with LiF".

Such a sentence names no cause, so it is no claim, and makes no chain by itself. It is evidence of what becomes of this
very material, and so an end for a mechanism that the same or a neighbouring sentence tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extraction.assembly.phrasing import Named, Wording
from extraction.assembly.steps import WordingParameters, chain_parameters
from extraction.assembly.topics import Topics
from extraction.model import Evidence, SentenceNode, Sign

#: The rule's name in evidence and in rule_precision.tsv.
RULE = "shown"


@dataclass(frozen=True, slots=True)
class Shown:
    """A material with a performance that one sentence reports of it, and whether as high (+) or low (-)."""

    material_id: str
    performance_id: str
    sign: Sign
    evidence: Evidence


def shown(words: Wording, carried: Topics) -> list[Shown]:
    """All that papers report of materials in use."""
    found = [
        one
        for nodes in words.paragraphs.values()
        for node in nodes
        if node.kind == "prose"
        for one in _sentence(node, words, carried)
    ]
    return list(dict.fromkeys(found))


@cache
def _patterns(limits: WordingParameters) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verb = re.compile(rf"\b(?:{limits.shows})\w*\b(?!\s+(?:for|with|by|in)\b)", re.I)
    passive = re.compile(rf"\b(?:{limits.shows})\w*\s+(?:for|with|by|in)\b", re.I)
    return verb, passive, re.compile(limits.clause_ends, re.I)


def _sentence(node: SentenceNode, words: Wording, carried: Topics) -> Iterator[Shown]:
    performances = words.names(node.id, "Performance")
    if not performances:
        return
    materials = words.names(node.id, "Material")
    verb, passive, ends = _patterns(chain_parameters().wording)
    for found in verb.finditer(node.text):
        clause = _clause(node.text, found, ends)
        subjects = _before(materials, clause[0], found.start(), node, carried)
        until = re.search(chain_parameters().wording.shown_until, node.text[found.end() : clause[1]])
        high = found.end() + until.start() if until else clause[1]
        yield from _all(subjects, [p for p in performances if found.end() <= p.start < high], node)
    for found in passive.finditer(node.text):
        clause = _clause(node.text, found, ends)
        behind = [m for m in materials if found.end() <= m.start < clause[1]]
        of = [p for p in performances if clause[0] <= p.start < found.start()]
        yield from _all({m.entity_id for m in behind[:1]}, of, node)


def _clause(text: str, at: re.Match[str], ends: re.Pattern[str]) -> tuple[int, int]:
    """Where the clause around a verb starts and ends."""
    starts = [m.end() for m in ends.finditer(text, 0, at.start())]
    after = ends.search(text, at.end())
    return max(starts, default=0), after.start() if after else len(text)


def _before(
    materials: tuple[Named, ...], low: int, high: int, node: SentenceNode, carried: Topics
) -> set[str]:
    """The subject: the one material before the verb, else what the sentence carries on."""
    inside = [m for m in materials if low <= m.start and m.end <= high]
    whole = [m for m in inside if not any(o.start <= m.start and m.end <= o.end and o != m for o in inside)]
    if whole:
        names = {m.entity_id for m in whole}
        return names if len(names) == 1 else set()
    return set(carried.get(node.id, ())) if not materials else set()


def _all(materials: set[str], performances: list[Named], node: SentenceNode) -> Iterator[Shown]:
    """The performances of each material; of those that are better low, only what is said to be low."""
    wording = chain_parameters().wording
    support = Evidence(sentence_id=node.id, paper_id=node.paper_id, rule=RULE)
    for one in performances:
        low = bool(re.search(wording.shown_low, node.text[max(0, one.start - 25) : one.start], re.I))
        if low or not re.search(wording.better_low, node.text[one.start : one.end], re.I):
            for material in sorted(materials):
                yield Shown(material, one.entity_id, "-" if low else "+", support)
