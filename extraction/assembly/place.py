"""A sentence of a paper with the entities that its mentions name, and the evidence that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extraction.assembly.steps import claim_parameters
from extraction.assembly.text import content_id
from extraction.model import (
    Entity,
    Evidence,
    Mention,
    Paper,
    PaperRecord,
    ReferenceNode,
    SentenceNode,
    SentenceRecord,
    Status,
)
from extraction.spans import on_their_own


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence, its node, the entities by mention id, and its paper's cited works by number."""

    record: SentenceRecord
    node: SentenceNode
    paper: Paper
    entities: Mapping[str, Entity]
    works: Mapping[int, tuple[str, ...]]

    def mention(self, mention_id: str | None) -> Mention | None:
        """The sentence's mention of this id."""
        return next((m for m in self.record.entities if m.id == mention_id), None)

    def own_mentions(self) -> list[Mention]:
        """The sentence's mentions without those inside the name of a quality."""
        return on_their_own(self.record.entities, lambda m: m.type)

    def works_of(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Ids of the works behind reference numbers, in the order of the numbers; unknown ones left out."""
        return tuple(dict.fromkeys(key for number in numbers for key in self.works.get(number, ())))

    def evidence(
        self,
        kind: str,
        rule: str,
        score: float,
        status: Status = "asserted",
        cue: str = "",
        credited: tuple[int, ...] = (),
    ) -> Evidence:
        """The sentence's support for one of its relations, of a kind (claim, role, component, measurement).

        `credited` are the numbers of the works that the relation names.
        """
        cited = is_cited(self.record, self.paper.kind, credited)
        numbers = credited or (self.record.references if cited else ())
        return Evidence(
            sentence_id=self.node.id,
            paper_id=self.paper.id,
            status=status,
            rule=f"{kind}.{rule}" if rule else kind,
            score=min(1.0, max(0.0, score)),
            cited=cited,
            cue=cue,
            references=self.works_of(numbers),
        )


def is_cited(sentence: SentenceRecord, paper_kind: str, credited: tuple[int, ...] = ()) -> bool:
    """Whether the paper credits another work with what the sentence says.

    Never where a research paper speaks of its own work. Otherwise where the relation itself carries
    references, where words of report stand ("et al.", "reported by"), and where a sentence with references
    stands in a review or in the part of a paper that sums up the field.
    """
    words = claim_parameters()
    if paper_kind != "review" and re.search(words.own_words, sentence.text, re.I):
        return False
    if credited or re.search(words.credit_words, sentence.text):
        return True
    background = re.search(words.background_sections, sentence.section or "", re.I)
    return bool(sentence.references) and (paper_kind == "review" or bool(background))


def sentence_node(
    sentence: SentenceRecord, paper: Paper, works: Mapping[int, tuple[str, ...]]
) -> SentenceNode:
    """The sentence as a node; its id follows from paper and offsets."""
    return SentenceNode(
        id=content_id("sentence", paper.id, sentence.start, sentence.end),
        paper_id=paper.id,
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        section=sentence.section,
        kind=sentence.kind,
        paragraph=sentence.paragraph,
        references=tuple(dict.fromkeys(key for n in sentence.references for key in works.get(n, ()))),
    )


def reference_nodes(record: PaperRecord) -> tuple[ReferenceNode, ...]:
    """The paper's cited works, a work with a DOI under that, so that papers share it."""
    nodes: dict[str, ReferenceNode] = {}
    for work in record.references:
        doi = plain_doi(work.doi)
        key = f"doi:{doi}" if doi else f"reference:{record.paper.name}:{work.number}"
        if not doi and key in nodes:
            key = f"{key}:{content_id('text', work.text)[5:13]}"
        nodes.setdefault(
            key, ReferenceNode(id=key, paper_id=record.paper.id, number=work.number, text=work.text, doi=doi)
        )
    return tuple(nodes.values())


def works_by_number(record: PaperRecord, nodes: Iterable[ReferenceNode]) -> dict[int, tuple[str, ...]]:
    """Reference number -> ids; a number with several entries (60a, 60b) has them all."""
    found: dict[int, tuple[str, ...]] = {}
    for node in nodes:
        found[node.number] = (*found.get(node.number, ()), node.id)
    by_doi = {node.doi: node.id for node in nodes if node.doi}
    for work in record.references:
        key = by_doi.get(plain_doi(work.doi) or "")
        if key and key not in found.get(work.number, ()):
            found[work.number] = (*found.get(work.number, ()), key)
    return found


def plain_doi(doi: str | None) -> str | None:
    """A DOI without its resolver and in small letters, as DOIs compare; None where there is none."""
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", "", doi.strip().lower()) if doi else None
