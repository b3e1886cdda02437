"""How sentences put it: what each names and where, which follow each other, which words join two names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extraction.assembly.steps import chain_parameters
from extraction.assembly.view import View
from extraction.model import MentionEdge, SentenceNode
from extraction.spans import on_their_own


@dataclass(frozen=True, slots=True)
class Named:
    """An entity where a sentence names it; offsets are those of the sentence's text."""

    entity_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of all papers with what they name; made by `wording`."""

    view: View
    named: Mapping[str, tuple[Named, ...]]
    paragraphs: Mapping[tuple[str, int], tuple[SentenceNode, ...]]  #: in the order of the text
    _place: Mapping[str, int]

    def names(self, sentence_id: str, *labels: str) -> tuple[Named, ...]:
        """What the sentence names under these labels, in its order."""
        return tuple(
            n for n in self.named.get(sentence_id, ()) if not labels or self.view.label(n.entity_id) in labels
        )

    def apart(self, one: str, other: str) -> int | None:
        """How many sentences two of one paragraph are apart; None where they share no paragraph."""
        if one not in self._place or self.view.paragraph(one) != self.view.paragraph(other):
            return None
        return abs(self._place[one] - self._place[other])

    def takes_up(self, sentence_id: str, entity_id: str, earlier: str) -> bool:
        """Whether the sentence stands right behind another and has the entity behind a determiner: "this SEI"."""
        if self.apart(sentence_id, earlier) != 1 or self._place[sentence_id] < self._place[earlier]:
            return False
        named = (n for n in self.names(sentence_id) if n.entity_id == entity_id)
        return any(self.is_definite(sentence_id, n) for n in named)

    def is_definite(self, sentence_id: str, name: Named) -> bool:
        """Whether a determiner stands before the name, with at most two words between."""
        before = self.view.sentences[sentence_id].text[: name.start]
        return bool(
            re.search(rf"(?:{chain_parameters().wording.definite})\s(?:[\w-]+\s){{0,2}}$", before, re.I)
        )

    def before(self, sentence_id: str) -> tuple[str, ...]:
        """The sentences of its paragraph that stand before it."""
        if sentence_id not in self._place:
            return ()
        paragraph = self.paragraphs[self.view.paragraph(sentence_id)]
        return tuple(node.id for node in paragraph[: self._place[sentence_id]])

    def adds(self, sentence_id: str) -> bool:
        """Whether the sentence opens as an addition to what was said: "Moreover, the ..."."""
        node = self.view.sentences.get(sentence_id)
        return bool(node and re.match(chain_parameters().wording.adds, node.text, re.I))

    def leads_on(self, sentence_id: str, first: str, then: str) -> bool:
        """Whether the sentence names one before the other with a word of consequence between ("and hence")."""
        node = self.view.sentences.get(sentence_id)
        here = self.named.get(sentence_id, ())
        pairs = ((a, b) for a in here if a.entity_id == first for b in here if b.entity_id == then)
        joint = chain_parameters().wording.consequence
        return node is not None and any(
            a.end <= b.start and re.search(joint, node.text[a.end : b.start], re.I) for a, b in pairs
        )


def wording(view: View) -> Wording:
    """Look up where sentences name their entities."""
    mentions: dict[str, list[MentionEdge]] = {}
    for edge in view.base.mentions:
        mentions.setdefault(edge.sentence_id, []).append(edge)
    named = {
        key: tuple(on_their_own(_named(view.sentences[key].text, found), lambda n: view.label(n.entity_id)))
        for key, found in mentions.items()
        if key in view.sentences
    }
    paragraphs: dict[tuple[str, int], list[SentenceNode]] = {}
    for node in sorted(view.sentences.values(), key=lambda s: (s.paper_id, s.start, s.id)):
        paragraphs.setdefault((node.paper_id, node.paragraph), []).append(node)
    place = {node.id: at for nodes in paragraphs.values() for at, node in enumerate(nodes)}
    return Wording(view, named, {key: tuple(nodes) for key, nodes in paragraphs.items()}, place)


def _named(text: str, mentions: Iterable[MentionEdge]) -> list[Named]:
    """The mentions found again in the normalised text, one after the other; a name within a name is there
    too."""
    found: list[Named] = []
    at, behind = 0, dict[str, int]()
    for edge in sorted(mentions, key=lambda m: (m.start, -m.end, m.entity_id)):
        start = text.find(edge.text, max(at, behind.get(edge.text, 0)))
        if start < 0:
            start = text.find(edge.text)
        if start >= 0 and edge.text:
            found.append(Named(edge.entity_id, start, start + len(edge.text)))
            at, behind[edge.text] = start, start + 1
    return sorted(found, key=lambda n: (n.start, -n.end, n.entity_id))
