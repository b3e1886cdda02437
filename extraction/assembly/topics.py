"""Which materials a sentence speaks of without naming them.

A sentence that names no substance may carry on what its paragraph has said of one: "The obtained anode delivers
...", "Its loose structure ...", "The high deformability gives ..." after a sentence that told of the deformability
of one glass. Three things count as carrying on, and each leads back to a sentence that names the material:

  anaphor   "its", "these glasses", "the obtained film", or a sentence that goes on in small letters, to the sentence before
  theme     a property that the sentence before gives its one material, taken up again by "the"
  role      else a role with a determiner ("the anode"), to the materials that the paragraph last said play it

The sentence before must speak of one material alone, or carry one on itself. Ions, and elements that the material is
made of, are no other substance ("the valence state of V" in a vanadate glass).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extraction.assembly.phrasing import Wording
from extraction.assembly.steps import chain_parameters
from extraction.assembly.view import View
from extraction.model import SentenceNode

#: Sentence -> the materials that it carries on.
Topics = Mapping[str, frozenset[str]]
_NONE: frozenset[str] = frozenset()


def topics(words: Wording) -> dict[str, frozenset[str]]:
    """The sentences that carry on a material, with that material, or several that share a role."""
    players = _players(words.view)
    found: dict[str, frozenset[str]] = {}
    for nodes in words.paragraphs.values():
        found |= _paragraph([n for n in nodes if n.kind == "prose"], words, players)
    return found


def _players(view: View) -> dict[tuple[str, str], frozenset[str]]:
    """Sentence and role -> the materials of which the sentence says that they play it."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for item in view.base.assertions:
        if item.kind == "role" and view.label(item.subject_id) == "Material":
            for support in item.evidence:
                key = (support.sentence_id, item.object_id)
                found[key] = found.get(key, _NONE) | {item.subject_id}
    return found


def _paragraph(
    nodes: Sequence[SentenceNode], words: Wording, players: Mapping[tuple[str, str], frozenset[str]]
) -> dict[str, frozenset[str]]:
    carried: dict[str, frozenset[str]] = {}
    spoken = _NONE  # what the sentence before speaks of
    for at, node in enumerate(nodes):
        own = _substances(node, words)
        topic = _NONE
        if not own or (len(spoken) == 1 and _made_of(own, next(iter(spoken)), words.view)):
            topic = spoken if at and _carries_on(nodes[at - 1], node, words) else _NONE
            topic = topic or _by_role(nodes[:at], node, words, players)
        if topic:
            carried[node.id] = topic
        spoken = topic or (own if len(own) == 1 else _made(node, own, words))
    return carried


def _substances(node: SentenceNode, words: Wording) -> frozenset[str]:
    """The materials that a sentence speaks of: neither ions, nor what it only compares with, nor classes of
    what it names."""
    compared = re.search(chain_parameters().wording.compared, node.text, re.I)
    until = compared.start() if compared else len(node.text)
    named = {n.entity_id for n in words.names(node.id, "Material") if n.start < until}
    named = {key for key in named if not _is_ion(key, words.view)}
    return frozenset(named - {above for key in named for above in words.view.above(key)})


def _made(node: SentenceNode, own: frozenset[str], words: Wording) -> frozenset[str]:
    """Of several materials the one that the sentence tells to be made: the first behind such a verb."""
    verb = re.search(chain_parameters().wording.makes, node.text, re.I)
    behind = [n.entity_id for n in words.names(node.id, "Material") if verb and n.start >= verb.end()]
    first = next((key for key in behind if key in own), None)
    return (
        frozenset({first})
        if first and re.search(r"\bet al\b|\bwe\b", node.text[: verb.start() if verb else 0], re.I)
        else _NONE
    )


def _is_ion(material_id: str, view: View) -> bool:
    entity = view.entities[material_id]
    return entity.kind == "ion" or bool(re.search(r"\b(?:an|cat)?ion$", entity.name))


def _made_of(named: frozenset[str], material_id: str, view: View) -> bool:
    """Whether all that a sentence names are elements of the material."""
    whole = set(view.entities[material_id].elements)
    parts = [view.entities[key].elements for key in named if key != material_id]
    return all(len(part) == 1 and part[0] in whole and len(whole) > 1 for part in parts)


def _by_role(
    before: Sequence[SentenceNode],
    node: SentenceNode,
    words: Wording,
    players: Mapping[tuple[str, str], frozenset[str]],
) -> frozenset[str]:
    """The materials behind a role with a determiner: those last said to play it."""
    pattern = chain_parameters().wording.definite
    for role in words.names(node.id, "Role"):
        if not re.search(rf"(?:{pattern})\s(?:[\w-]+\s){{0,2}}$", node.text[: role.start], re.I):
            continue
        for earlier in reversed(before):
            found = players.get((earlier.id, role.entity_id), _NONE) & _substances(earlier, words)
            if found:
                return found if len(found) <= chain_parameters().taken_up else _NONE
    return _NONE


def _carries_on(before: SentenceNode, node: SentenceNode, words: Wording) -> bool:
    if node.text[:1].islower() or re.search(chain_parameters().wording.anaphor, node.text, re.I):
        return True
    told = {n.entity_id for n in words.names(before.id, "Property")}
    again = (n for n in words.names(node.id, "Property") if n.entity_id in told)
    return any(re.search(r"\bthe\s(?:[\w-]+\s)?$", node.text[: n.start], re.I) for n in again)
