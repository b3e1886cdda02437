"""Which materials a sentence speaks of without naming them.

A sentence that names no substance may carry on what its paragraph has said of one: "The obtained anode delivers
...", "Its loose structure ...", "The high deformability gives ..." after a sentence that told of the deformability
of one glass. Four things count as carrying on, and each leads back to a sentence that names the material:

  anaphor   "its", "these glasses", "the obtained film", or a sentence that goes on in small letters, to the sentence before
  addition  "In addition, the reducing atmosphere ...", to a sentence whose claims are about one material
  theme     a property that the sentence before gives its one material, taken up again by "the"
  role      else a role with a determiner ("the anode"), to the materials that the paragraph last said play it

The sentence before must speak of one material alone, tell of one to be made, have all its claims about one of few, or
carry one on itself. Ions, and elements that the material is made of, are no other substance ("the valence state of V" in
a vanadate glass), nor is a class that takes the material up ("these electrolytes").
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
    players, claimed = _players(words.view), _claimed(words.view)
    found: dict[str, frozenset[str]] = {}
    for nodes in words.paragraphs.values():
        found |= _paragraph([n for n in nodes if n.kind == "prose"], words, players, claimed)
    return found


def taken_up(node: SentenceNode, words: Wording) -> frozenset[str]:
    """The classes by which a sentence takes up a material: "these electrolytes", "the obtained glass"."""
    spans = [m.span() for m in re.finditer(chain_parameters().wording.anaphor, node.text, re.I)]
    named = (n for n in words.names(node.id, "Material") if not words.view.entities[n.entity_id].elements)
    return frozenset(n.entity_id for n in named if any(a < n.start < b <= n.end for a, b in spans))


def is_element_of(part_id: str, whole_id: str, view: View) -> bool:
    """Whether one is an element that the other is made of."""
    part, whole = view.entities[part_id].elements, view.entities[whole_id].elements
    return len(part) == 1 and part[0] in whole and len(whole) > 1


def _claimed(view: View) -> dict[str, frozenset[str]]:
    """Sentence -> what its claims are about, denied ones too; nothing where one is about no substance."""
    found: dict[str, set[str]] = {}
    for claim in view.claims:
        for support in claim.evidence:
            found.setdefault(support.sentence_id, set()).add(claim.about_id or "")
    return {key: frozenset(about) for key, about in found.items() if "" not in about}


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
    nodes: Sequence[SentenceNode],
    words: Wording,
    players: Mapping[tuple[str, str], frozenset[str]],
    claimed: Mapping[str, frozenset[str]],
) -> dict[str, frozenset[str]]:
    carried: dict[str, frozenset[str]] = {}
    spoken = told = _NONE  # what the sentence before speaks of, and what its claims are about
    for at, node in enumerate(nodes):
        own = _substances(node, words)
        other = own - taken_up(node, words)
        topic = _NONE
        if not other or (len(spoken) == 1 and _made_of(other, next(iter(spoken)), words.view)):
            topic = spoken if at and _carries_on(nodes[at - 1], node, words, told == spoken) else _NONE
            topic = topic or _by_role(nodes[:at], node, words, players)
        if topic:
            carried[node.id] = topic
        told = claimed.get(node.id, _NONE)
        spoken = topic or (own if len(own) == 1 else _made(node, own, words))
        if not spoken and len(own) <= chain_parameters().taken_up:
            spoken = told if len(told) == 1 and told <= own else _NONE
    return carried


def _substances(node: SentenceNode, words: Wording) -> frozenset[str]:
    """The materials that a sentence speaks of: neither ions, nor what it only compares with, nor classes of
    what it names."""
    low, high = _spoken_in(node.text)
    named = {n.entity_id for n in words.names(node.id, "Material") if low <= n.start < high}
    named = {key for key in named if not _is_ion(key, words.view)}
    return frozenset(named - {above for key in named for above in words.view.above(key)})


def _spoken_in(text: str) -> tuple[int, int]:
    """From where to where a sentence speaks of its own: behind a comparison that opens it, before any other."""
    compared = re.compile(chain_parameters().wording.compared, re.I)
    opening = compared.match(text)
    low = text.find(",", opening.end()) + 1 if opening else 0
    found = compared.search(text, low) if low or not opening else opening
    return low, found.start() if found else len(text)


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
    return all(is_element_of(key, material_id, view) for key in named if key != material_id)


def _by_role(
    before: Sequence[SentenceNode],
    node: SentenceNode,
    words: Wording,
    players: Mapping[tuple[str, str], frozenset[str]],
) -> frozenset[str]:
    """The materials behind a role with a determiner: those last said to play it."""
    for role in words.names(node.id, "Role"):
        if not words.is_definite(node.id, role):
            continue
        for earlier in reversed(before):
            found = players.get((earlier.id, role.entity_id), _NONE) & _substances(earlier, words)
            if found:
                return found if len(found) <= chain_parameters().taken_up else _NONE
    return _NONE


def _carries_on(before: SentenceNode, node: SentenceNode, words: Wording, claims: bool) -> bool:
    """Whether a sentence takes up the one before it, which may have claims that it can add to."""
    if node.text[:1].islower() or re.search(chain_parameters().wording.anaphor, node.text, re.I):
        return True
    if claims and words.adds(node.id):
        return True
    told = {n.entity_id for n in words.names(before.id, "Property")}
    again = (n for n in words.names(node.id, "Property") if n.entity_id in told)
    return any(re.search(r"\bthe\s(?:[\w-]+\s)?$", node.text[: n.start], re.I) for n in again)
