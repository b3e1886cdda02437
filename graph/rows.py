"""A paper's fragment as rows of the schema: what it alone owns, and what it shares with other papers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from extraction.model import Assertion, Claim, Entity, Evidence, Fragment, Measurement, SentenceNode
from graph.errors import InvalidGraphData
from graph.schema import Schema, load_schema

Rows = dict[str, dict[str, Any]]  #: rows by id
EdgeKind = tuple[str, str, str]  #: type, label of the source, label of the target
EdgeKey = tuple[str, str, str]  #: source, target and id ("" where the type has none)
EdgeRows = dict[EdgeKey, dict[str, Any]]

NAME_LENGTH = 80


@dataclass(frozen=True)
class GraphRows:
    """Node rows by label and id, edge rows by kind and key."""

    nodes: dict[str, Rows] = field(default_factory=dict)
    edges: dict[EdgeKind, EdgeRows] = field(default_factory=dict)

    def add_node(self, label: str, row: Mapping[str, Any]) -> None:
        """Add a row; InvalidGraphData if another one with this id is there already."""
        _add(label, self.nodes.setdefault(label, {}), row["id"], row)

    def add_edge(
        self, kind: EdgeKind, source: str, target: str, properties: Mapping[str, Any] | None = None
    ) -> None:
        """Add a row; as `add_node`."""
        row = {"source": source, "target": target} | dict(properties or {})
        _add(kind[0], self.edges.setdefault(kind, {}), (source, target, row.get("id", "")), row)


def _add(what: str, rows: dict[Any, dict[str, Any]], key: Any, row: Mapping[str, Any]) -> None:
    clean = {name: _plain(value) for name, value in row.items() if value is not None}
    if rows.setdefault(key, clean) != clean:
        raise InvalidGraphData(f"{what} {key} is given twice, with different content")


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class PaperRows:
    """A paper's share: `own` goes when the paper goes; of the others other papers may speak too.

    The shared nodes' properties are summed up from the edges in `own` (graph.merge); `meanings` are their
    edges, which follow from their ids and so are the same in every paper.
    """

    own: GraphRows
    meanings: GraphRows
    entities: Mapping[str, Entity]
    references: frozenset[str]
    claims: Mapping[str, Claim]
    assertions: Mapping[str, Assertion]


def content_id(prefix: str, *parts: object) -> str:
    """An id that follows from content: the prefix and a hash of the parts."""
    text = "\x1f".join(str(part) for part in parts)
    return f"{prefix}:{hashlib.blake2b(text.encode(), digest_size=10).hexdigest()}"


def stated_row(entity: Entity) -> dict[str, Any]:
    """An entity as its paper has it: the properties of DESCRIBES."""
    return entity.model_dump(exclude={"id", "label"})


def paper_rows(fragment: Fragment, schema: Schema | None = None) -> PaperRows:
    """All rows of a fragment; InvalidGraphData if it names what it doesn't hold."""
    return _Builder(fragment, schema or load_schema()).build()


class _Builder:
    """Walks a fragment once, checking that whatever it refers to is in it."""

    def __init__(self, fragment: Fragment, schema: Schema) -> None:
        self._fragment = fragment
        self._schema = schema
        self._paper = fragment.paper.id
        self._own, self._meanings = GraphRows(), GraphRows()
        self._entities = self._by_id("entity", fragment.entities)
        self._sentences = self._by_id("sentence", fragment.sentences)
        self._references = self._by_id("reference", fragment.references)

    def build(self) -> PaperRows:
        """The rows, kind by kind."""
        self._add_paper()
        for sentence in self._sentences.values():
            self._add_sentence(sentence)
        for mention in self._fragment.mentions:
            row = {"text": mention.text, "start": mention.start, "end": mention.end}
            row["id"] = content_id("mention", mention.sentence_id, mention.entity_id, *row.values())
            self._need("mention", mention.sentence_id, self._sentences)
            target = self._label("mention", mention.entity_id)
            self._own.add_edge(("MENTIONS", "Sentence", target), mention.sentence_id, mention.entity_id, row)
        claims = self._by_id("claim", self._fragment.claims)
        for claim in claims.values():
            self._add_claim(claim)
        assertions = self._by_id("assertion", self._fragment.assertions)
        for assertion in assertions.values():
            self._add_assertion(assertion)
        for measurement in self._fragment.measurements:
            self._add_measurement(measurement)
        references = frozenset(self._references)
        return PaperRows(self._own, self._meanings, self._entities, references, claims, assertions)

    # --- checks ------------------------------------------------------------------------------------

    def _by_id(self, what: str, items: Iterable[Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for item in items:
            if found.setdefault(item.id, item) != item:
                raise InvalidGraphData(
                    f"{self._paper}: {what} {item.id} is given twice, with different content"
                )
        return found

    def _need(self, what: str, item_id: str, held: Mapping[str, Any]) -> None:
        if item_id not in held:
            raise InvalidGraphData(f"{self._paper}: {what} names {item_id}, which the fragment does not hold")

    def _label(self, what: str, entity_id: str) -> str:
        self._need(what, entity_id, self._entities)
        label: str = self._entities[entity_id].label
        return label

    # --- kinds -------------------------------------------------------------------------------------

    def _add_paper(self) -> None:
        self._own.add_node("Paper", self._fragment.paper.model_dump())
        for entity in self._entities.values():
            if self._schema.label_of(entity.id) != entity.label:
                raise InvalidGraphData(f"{self._paper}: {entity.id} is no id of the label {entity.label!r}")
            self._own.add_edge(
                ("DESCRIBES", "Paper", entity.label), self._paper, entity.id, stated_row(entity)
            )
        for work in self._references.values():
            row = {"number": work.number, "text": work.text, "doi": work.doi}
            self._own.add_edge(("HAS_REFERENCE", "Paper", "Reference"), self._paper, work.id, row)

    def _add_sentence(self, sentence: SentenceNode) -> None:
        if sentence.paper_id != self._paper:
            raise InvalidGraphData(f"{self._paper}: {sentence.id} belongs to {sentence.paper_id}")
        row = sentence.model_dump(exclude={"references"}) | {"name": sentence.text[:NAME_LENGTH]}
        self._own.add_node("Sentence", row)
        self._own.add_edge(("IN", "Sentence", "Paper"), sentence.id, self._paper)
        for reference in sentence.references:
            self._need(sentence.id, reference, self._references)
            self._own.add_edge(("CITES", "Sentence", "Reference"), sentence.id, reference)

    def _add_evidence(self, label: str, source: str, name: str, evidence: Evidence) -> None:
        if evidence.paper_id != self._paper:
            raise InvalidGraphData(f"{self._paper}: {source} has evidence of {evidence.paper_id}")
        self._need(source, evidence.sentence_id, self._sentences)
        for reference in evidence.references:
            self._need(source, reference, self._references)
        row = evidence.model_dump(exclude={"sentence_id", "paper_id"}) | {"name": name}
        row["id"] = content_id("evidence", source, evidence.sentence_id, *row.values())
        self._own.add_edge(("EVIDENCED_BY", label, "Sentence"), source, evidence.sentence_id, row)

    def _add_claim(self, claim: Claim) -> None:
        self._supported(claim.id, claim.evidence)
        for evidence in claim.evidence:
            self._add_evidence("Claim", claim.id, claim.name, evidence)
        self._add_meaning("CAUSE", "Claim", claim.id, claim.cause_id)
        self._add_meaning("EFFECT", "Claim", claim.id, claim.effect_id)
        if claim.about_id is not None:
            self._add_meaning("ABOUT", "Claim", claim.id, claim.about_id)

    def _add_assertion(self, assertion: Assertion) -> None:
        self._supported(assertion.id, assertion.evidence)
        names = [entity_id.partition(":")[2] for entity_id in (assertion.subject_id, assertion.object_id)]
        name = f"{names[0]} {assertion.kind} {names[1]}"
        for evidence in assertion.evidence:
            self._add_evidence("Assertion", assertion.id, name, evidence)
        self._add_meaning("SUBJECT", "Assertion", assertion.id, assertion.subject_id)
        self._add_meaning("OBJECT", "Assertion", assertion.id, assertion.object_id)

    def _supported(self, item_id: str, evidence: tuple[Evidence, ...]) -> None:
        if not evidence:
            raise InvalidGraphData(f"{self._paper}: {item_id} has no evidence")

    def _add_meaning(self, edge_type: str, label: str, source: str, target: str) -> None:
        kind = (edge_type, label, self._label(source, target))
        self._schema.edge(*kind)
        self._meanings.add_edge(kind, source, target)

    def _add_measurement(self, measurement: Measurement) -> None:
        row = measurement.model_dump(exclude={"evidence", "of_id", "property_id"})
        self._own.add_node("Measurement", row)
        self._add_evidence("Measurement", measurement.id, measurement.name, measurement.evidence)
        for edge_type, target in (("OF", measurement.of_id), ("QUANTIFIES", measurement.property_id)):
            if target is not None:
                kind = (edge_type, "Measurement", self._label(measurement.id, target))
                self._schema.edge(*kind)
                self._own.add_edge(kind, measurement.id, target)
