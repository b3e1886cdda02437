"""Reads a document: passages to tokens, mentions, parsed skeletons, relations, and one record a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token
from threadpoolctl import ThreadpoolController

from corpus.model import Document, Passage
from extraction import chemdataextractor as cde
from extraction import crosscheck, tablereader
from extraction import model as m
from extraction.nlp import (
    abbreviations,
    apposition,
    elision,
    lexicon,
    networktagger,
    pipeline,
    quantities,
    relations,
    skeleton,
)
from extraction.nlp.candidates import Kind
from extraction.nlp.mentions import Mentions, short_types
from extraction.nlp.names import Namer
from extraction.nlp.network import Reading
from extraction.nlp.pairs import Argument, Sentence
from extraction.nlp.relations import ClaimFound, Scored, Scorers, ValueFound
from extraction.nlp.skeleton import Skeleton, Span
from extraction.spans import SUBSTANCES, on_their_own

_LONGEST = 200  #: words of a sentence; what is longer is a table that lost its cells, and is not parsed


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence on its way: where it stands, its mentions, its skeleton (None where nothing is named)."""

    passage: int
    start: int
    end: int
    spans: tuple[Span, ...]
    skeleton: Skeleton | None
    words: tuple[tuple[int, int], ...] = ()
    reading: Reading | None = None


class Extractor:
    """Turns documents into records. Loading the models takes about two seconds and happens at the first document."""

    def __init__(
        self,
        *,
        reader: Language | None = None,
        parser: Language | None = None,
        scorers: Scorers | None = None,
    ) -> None:
        self._reader, self._parser, self._scorers = reader, parser, scorers

    def extract(self, document: Document) -> m.PaperRecord:
        """Read all passages of a document.

        In one thread: the matrices of single sentences are so small that more would only wait for each other, busily.
        """
        self._load()
        with ThreadpoolController().limit(limits=1, user_api="blas"):
            return self._extract(document)

    def _extract(self, document: Document) -> m.PaperRecord:
        shorts = abbreviations.table(p.text for p in document.passages)
        docs = self._tag(document, shorts)
        words = lexicon.load()
        finder = Mentions(words, shorts, short_types(shorts, words, _labelled(docs)))
        read = list(self._sentences(docs, finder))
        self._parse(read)
        spelled = apposition.formulas((document.passages[r.passage].text, r.spans) for r in read)
        namer = Namer(words, shorts, spelled)
        writer = _Writer(document, namer)
        records = [writer.record(r, found) for r, found in zip(read, self._relate(read), strict=True)]
        records += tablereader.table_sentences(document, namer)
        return m.PaperRecord(
            paper=_paper(document),
            references=tuple(
                m.CitedWork(number=r.number, text=r.text, doi=r.doi) for r in document.references
            ),
            sentences=tuple(crosscheck.checked(records)),
        )

    def _load(self) -> None:
        if self._reader is None or self._parser is None:
            self._reader, self._parser = pipeline.shipped()
            cde.set_tagger(crosscheck.chemical_names(self._reader))
        if self._scorers is None:
            self._scorers = relations.shipped()

    def _tag(self, document: Document, shorts: dict[str, str]) -> list[Doc]:
        if self._reader is None:
            raise RuntimeError("no reader is loaded")
        made = (pipeline.start(self._reader, p.text, shorts) for p in document.passages)
        return list(self._reader.pipe(made, batch_size=32))

    def _sentences(self, docs: Sequence[Doc], finder: Mentions) -> Iterator[_Read]:
        for index, doc in enumerate(docs):
            spans = finder.find(doc)
            for tokens in _split(doc):
                start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
                own = tuple(s for s in spans if start <= s.start and s.end <= end)
                if len(on_their_own(own, lambda s: s.type)) < 2 or len(tokens) >= _LONGEST:
                    yield _Read(index, start, end, own, None)
                    continue
                words = tuple((t.idx, t.idx + len(t)) for t in tokens)
                reading = networktagger.part(doc, tokens[0].i, tokens[-1].i + 1)
                yield _Read(index, start, end, own, skeleton.build(tokens, own), words, reading)

    def _parse(self, read: Sequence[_Read]) -> None:
        if self._parser is None:
            raise RuntimeError("no parser is loaded")
        waiting = [r.skeleton for r in read if r.skeleton is not None]
        docs = (s.make(self._parser.vocab) for s in waiting)
        for made, doc in zip(waiting, self._parser.pipe(docs, batch_size=64), strict=True):
            made.doc = doc

    def _relate(self, read: Sequence[_Read]) -> list[_Relations]:
        """The relations of every sentence; all of a document are scored together."""
        if self._scorers is None:
            raise RuntimeError("no scorers are loaded")
        at = [i for i, r in enumerate(read) if r.skeleton is not None]
        sentences = [
            Sentence(r.skeleton, r.spans, r.words, r.reading) for r in read if r.skeleton is not None
        ]
        found = self._scorers.candidates(sentences)
        claims = self._scorers.claims(found)
        about = self._scorers.abouts(sentences, claims)
        out = [_Relations()] * len(read)
        for place, i in enumerate(at):
            out[i] = _Relations(
                tuple(self._scorers.accepted(found[place], Kind.ROLE)),
                tuple(self._scorers.accepted(found[place], Kind.COMPONENT)),
                tuple(self._scorers.values(found[place])),
                tuple(claims[place]),
                sentences[place],
                about[place],
            )
        return out


@dataclass(frozen=True, slots=True)
class _Relations:
    roles: tuple[Scored, ...] = ()
    components: tuple[Scored, ...] = ()
    values: tuple[ValueFound, ...] = ()
    claims: tuple[ClaimFound, ...] = ()
    sentence: Sentence | None = None
    about: Mapping[Argument, Argument] = field(default_factory=dict)  #: cause -> whose behaviour it is


def _labelled(docs: Sequence[Doc]) -> list[tuple[str, m.EntityType]]:
    return [(e.text, m.EntityType(e.label_)) for d in docs for e in d.ents]


def _split(doc: Doc) -> Iterator[list[Token]]:
    starts = [*(t.i for t in doc if t.is_sent_start), len(doc)] if len(doc) else []
    for low, high in pairwise(starts):
        tokens = list(doc[low:high])
        while tokens and tokens[-1].is_space:
            tokens.pop()
        if tokens:
            yield tokens


def _paper(document: Document) -> m.Paper:
    return m.Paper(
        id=f"paper:{document.name}", name=document.name, file=document.file, sha256=document.sha256, title=document.title,
        doi=document.doi, year=document.year, journal=document.journal, authors=document.authors, licence=document.licence,
        kind=document.kind,
    )  # fmt: skip


class _Writer:
    """Writes records of one document, all offsets carried back to its source."""

    def __init__(self, document: Document, namer: Namer) -> None:
        self._document, self._namer = document, namer

    def record(self, read: _Read, found: _Relations) -> m.SentenceRecord:
        passage = self._document.passages[read.passage]
        start, end = passage.mapped.source_span(read.start, read.end)
        names = elision.names(passage.text, read.spans)
        mentions = tuple(self._mention(passage, at, read.spans[at], name) for at, name in enumerate(names))
        cited = _cited(passage, read.start, read.end)
        return m.SentenceRecord(
            doc=self._document.name, start=start, end=end, section=" > ".join(passage.section) or None,
            text=passage.text[read.start : read.end], kind=passage.kind.value, paragraph=read.passage, references=cited,
            entities=mentions,
            roles=tuple(
                m.RoleRelation(material=_id(x.a), role=_id(x.b), rule=_rule(x.rule), score=_round(x.score)) for x in found.roles
            ),
            components=tuple(
                m.ComponentRelation(component=_id(x.a), interphase=_id(x.b), rule=_rule(x.rule), score=_round(x.score))
                for x in found.components
            ),
            measurements=tuple(x for v in found.values for x in self._measurements(v, read)),
            claims=tuple(self._claim(c, passage, found, cited, mentions) for c in found.claims),
        )  # fmt: skip

    def _mention(self, passage: Passage, at: int, span: Span, name: str) -> m.Mention:
        start, end = passage.mapped.source_span(span.start, span.end)
        canon, entry = self._namer.canon(span.type, name)
        return m.Mention(id=f"e{at + 1}", type=span.type, text=self._document.source[start:end], start=start, end=end,
                         canon=canon, normal=span.text, grounded=entry)  # fmt: skip

    def _measurements(self, value: ValueFound, read: _Read) -> Iterator[m.MeasurementRelation]:
        """The measurement of a value; two of `12 to 9 mV`, which falls and so is no range."""
        whole = self._measurement(value, read)
        if whole is not None and whole.value_max is not None and whole.value > whole.value_max:
            yield whole.model_copy(update={"value_max": None})
            yield whole.model_copy(update={"value": whole.value_max, "value_max": None})
        elif whole is not None:
            yield whole

    def _measurement(self, value: ValueFound, read: _Read) -> m.MeasurementRelation | None:
        span = read.spans[value.quantity.mention]
        read_as = next(
            iter(
                quantities.find_in(
                    read_text(self._document, read), span.start - read.start, span.end - read.start
                )
            ),
            None,
        )
        if read_as is None:
            return None
        return m.MeasurementRelation(
            of=_id(value.of) if value.of else None, property=_id(value.property) if value.property else None,
            quantity=_id(value.quantity), value=read_as.value, value_max=read_as.value_max,
            unit=read_as.unit.text if read_as.unit else "", conditions=tuple(_id(c) for c in value.conditions), rule="scorer",
            score=_round(value.score),
        )  # fmt: skip

    def _claim(
        self,
        claim: ClaimFound,
        passage: Passage,
        found: _Relations,
        cited: tuple[int, ...],
        mentions: Sequence[m.Mention],
    ) -> m.ClaimRelation:
        return m.ClaimRelation(
            cause=self._argument(claim.cause, passage), effect=self._argument(claim.effect, passage),
            sign="-" if claim.negative else "+",
            status=claim.status, material=_about(claim.cause, claim.effect, found, mentions),
            cause_sign="-" if claim.cause_low else "+", cue=_cue(claim, found), references=cited, rule=_rule(claim.rule),
            score=_round(claim.score),
        )  # fmt: skip

    def _argument(self, argument: Argument, passage: Passage) -> str | m.FreeSpan:
        if argument.mention >= 0:
            return _id(argument)
        start, end = passage.mapped.source_span(argument.start, argument.end)
        return m.FreeSpan(start=start, end=end, text=self._document.source[start:end])


def read_text(document: Document, read: _Read) -> str:
    """The normalised text of a sentence."""
    return document.passages[read.passage].text[read.start : read.end]


def _rule(name: str | None) -> str:
    """Who found a relation: the scorer, and the rule that proposed it, if any."""
    return f"scorer/{name}" if name else "scorer"


def _round(score: float) -> float:
    return round(score, 4)


def _id(argument: Argument) -> str:
    return f"e{argument.mention + 1}"


def _cited(passage: Passage, start: int, end: int) -> tuple[int, ...]:
    """Reference numbers of the marks in a sentence, or right behind its full stop."""
    places = [c.at for c in passage.citations]
    low, high = bisect_right(places, start), bisect_right(places, end)
    return tuple(dict.fromkeys(n for c in passage.citations[low:high] for n in c.numbers))


def _cue(claim: ClaimFound, found: _Relations) -> str:
    """The word that carries the causation: the first of a causal class on the path, as written."""
    if found.sentence is None or found.sentence.skeleton.doc is None:
        return ""
    tree = found.sentence.tree
    path = tree.path(claim.cause.at, claim.effect.at)
    inner = path.inner if path else ()
    for at in inner:
        if tree.cue[at] in ("increase", "decrease", "cause", "because", "show"):
            return found.sentence.skeleton.doc[at].text
    return found.sentence.skeleton.doc[inner[0]].text if inner else ""


def _about(cause: Argument, effect: Argument, found: _Relations, mentions: Sequence[m.Mention]) -> str | None:
    """The substance whose behaviour the claim tells: the cause if it is one, else the one that the scorer ties it to."""
    if cause.mention >= 0 and mentions[cause.mention].type in SUBSTANCES:
        return mentions[cause.mention].id
    substance = found.about.get(cause)
    return mentions[substance.mention].id if substance and substance != effect else None
