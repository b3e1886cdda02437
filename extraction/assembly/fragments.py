"""One paper's share of the graph: its sentences, the entities they name, and what they say of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from extraction.assembly import antecedents, claims, place, quantities
from extraction.assembly.ground import Grounder
from extraction.assembly.place import Place
from extraction.assembly.spellings import spellings
from extraction.assembly.steps import Tally
from extraction.assembly.text import tidy
from extraction.model import (
    Assertion,
    Claim,
    Entity,
    Fragment,
    Measurement,
    MentionEdge,
    PaperRecord,
    SentenceNode,
    SentenceRecord,
)
from extraction.nlp.lexicon import Lexicon, load


def fragment(record: PaperRecord, lexicon: Lexicon | None = None, tally: Tally | None = None) -> Fragment:
    """Ground what was read out of a paper; `tally` counts what each step took, made and dropped."""
    tally = tally if tally is not None else Tally()
    grounder = Grounder(lexicon if lexicon is not None else load(), spellings(record.sentences))
    references = place.reference_nodes(record)
    works = place.works_by_number(record, references)
    places = [_place(sentence, record, works, grounder, tally) for sentence in _in_order(record)]
    places = antecedents.resolve(places, grounder, tally)
    measured = [found for one in places for found in quantities.measurements(one, grounder, tally)]
    asserted = claims.assertions(places, grounder, tally)
    claimed = claims.claims(places, grounder, tally)
    mentions = [edge for one in places for edge in _mentions(one)]
    entities = _used(grounder, mentions, asserted, claimed, measured)
    return Fragment(
        paper=record.paper,
        references=references,
        sentences=tuple(_kept(places, mentions, asserted, claimed, measured, tally)),
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        mentions=tuple(mentions),
        assertions=tuple(sorted(asserted, key=lambda item: item.id)),
        claims=tuple(sorted(claimed, key=lambda item: item.id)),
        measurements=tuple({item.id: item for item in measured}.values()),
    )


def _in_order(record: PaperRecord) -> list[SentenceRecord]:
    return sorted(record.sentences, key=lambda sentence: (sentence.start, sentence.end))


def _place(
    sentence: SentenceRecord,
    record: PaperRecord,
    works: Mapping[int, tuple[str, ...]],
    grounder: Grounder,
    tally: Tally,
) -> Place:
    entities: dict[str, Entity] = {}
    for mention in sentence.entities:
        tally.took("ground")
        entity = grounder.mention(mention)
        if entity is None:
            tally.dropped("ground", "quantity" if mention.type == "Quantity" else "no name")
            continue
        entities[mention.id] = entity
        tally.made("ground")
    node = place.sentence_node(sentence, record.paper, works)
    return Place(record=sentence, node=node, paper=record.paper, entities=entities, works=works)


def _mentions(one: Place) -> Iterable[MentionEdge]:
    for mention in one.record.entities:
        entity = one.entities.get(mention.id)
        if entity:
            yield MentionEdge(
                sentence_id=one.node.id,
                entity_id=entity.id,
                text=tidy(mention.normal or mention.text),
                start=mention.start,
                end=mention.end,
            )


def _used(
    grounder: Grounder,
    mentions: Iterable[MentionEdge],
    asserted: Iterable[Assertion],
    claimed: Iterable[Claim],
    measured: Iterable[Measurement],
) -> list[Entity]:
    """The entities that something names, with all that these are kinds of; what was only tried stays out."""
    named = {edge.entity_id for edge in mentions}
    named |= {key for item in asserted for key in (item.subject_id, item.object_id)}
    named |= {key for item in claimed for key in (item.cause_id, item.effect_id, item.about_id) if key}
    named |= {key for item in measured for key in (item.of_id, item.property_id) if key}
    wanted = set(chain(named, *(grounder.ancestors(key) for key in named)))
    return [grounder.entities[key] for key in wanted]


def _kept(
    places: Iterable[Place],
    mentions: Iterable[MentionEdge],
    asserted: Iterable[Assertion],
    claimed: Iterable[Claim],
    measured: Iterable[Measurement],
    tally: Tally,
) -> Iterable[SentenceNode]:
    """The sentences that name something or are evidence."""
    used = {edge.sentence_id for edge in mentions} | {item.evidence.sentence_id for item in measured}
    used |= {support.sentence_id for item in asserted for support in item.evidence}
    used |= {support.sentence_id for item in claimed for support in item.evidence}
    for one in places:
        tally.took("normalise")
        if one.node.id in used:
            tally.made("normalise")
            yield one.node
        else:
            tally.dropped("normalise", "names nothing")
