"""Joins what the tagger, the formula grammar, the quantity grammar and the paper's short names find into mentions.

The tagger decides on words; the grammars decide on formulas and quantities; what stands inside a cell string or an
interphase's name is read by rule. One mention per place and type, outer ones first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from extraction.model import EntityType
from extraction.nlp import notation, quantities, secondverb
from extraction.nlp.formula import looks_like_formula, parse
from extraction.nlp.lexicon import AMBIGUOUS, Lexicon, singular
from extraction.nlp.skeleton import Span
from extraction.nlp.syntax import cue_classes
from extraction.spans import QUALITIES, SUBSTANCES

_PIECE = re.compile(r"[^/|]+")
#: Words, or parts of words with hyphens, that a name inside another name may have.
_LONGEST_INSIDE = 4
_PART = re.compile(r"(?:[^\s/|(),–-]|[–-](?!\w))+")
_JOINED = re.compile(r"[/|]")
#: What may follow even a lone element symbol in an interphase's name.
_RICH = re.compile(r"[- ](?:rich|enriched|containing|dominated|derived)\b")
_LABEL_BEFORE = re.compile(r"(?:Fig(?:ure|s)?\.?|Table|Scheme|Eq\.?|Ref\.?)\s*$")
_TRIM_LEFT = re.compile(
    r"(?:the|a|an|this|that|these|those|its|their|our|such|both|each|various|different|several|high|higher|low|lower|good|better|excellent"
    r"|superior|outstanding|poor|robust|uncontrollable|uncontrolled|severe|fast|faster|enhanced|improved|large|larger|inferior|limited|insufficient|inadequate|sluggish|remarkable|significant|considerable)\s+",
    re.I,
)

#: Roles even where the tagger doubts it: of those that stand alone, dev.jsonl has most as roles (docs/evaluation.md).
_CELL_PART = re.compile(r"(?<![\w/|–-])(?:anode|cathode|electrolyte)s?(?![\w/|–-])", re.I)
_VERB_AWAY = 20  #: words before a conjunction in which the first verb is looked for


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < o.end and o.start < span.end for o in others)


def _cell_parts(text: str) -> Iterator[Span]:
    """The names of what every cell has, where they are joined to no other word."""
    for part in _CELL_PART.finditer(text):
        yield _span(text, *part.span(), EntityType.ROLE)


def _joined_verb(ent: SpacySpan) -> bool:
    """Whether a quality's first word is a verb that its sentence joins to another: "lowered A and homogenized B"."""
    if len(ent) < 2 or ent.label_ not in QUALITIES or not ent.start:
        return False
    doc, join = ent.doc, ent.start - 1
    if doc[join].lower_ not in secondverb.JOINS or not _is_change(ent[0]):
        return False
    return any(_is_change(token) for token in doc[max(join - _VERB_AWAY, 0) : join])


def _is_change(token: Token) -> bool:
    return secondverb.change(token.lower_, cue_classes()) is not None


def _span(text: str, start: int, end: int, kind: EntityType) -> Span:
    return Span(start, end, kind, text[start:end])


class Mentions:
    """Finds mentions in tagged passages of one paper."""

    def __init__(
        self, lexicon: Lexicon, shorts: Mapping[str, str], short_types: Mapping[str, EntityType]
    ) -> None:
        self._lexicon, self._shorts, self._short_types = lexicon, shorts, short_types
        last = {short: name.split()[-1] for short, name in shorts.items() if name.split()}
        #: Short names of what serves as something: SE, CC; SPE for solid polymer electrolyte.
        self._functions = {
            short for short, word in last.items() if lexicon.lookup(EntityType.ROLE.value, word)
        }

    def find(self, doc: Doc) -> list[Span]:
        """All mentions of a passage, by place, longer first."""
        text = doc.text  # put together anew from all tokens each time that it is asked for
        found = [_span(text, q.start, q.end, EntityType.QUANTITY) for q in quantities.find(text)]
        for span in [
            *self._symbols(text), *self._tagged(doc, text), *self._short_names(doc, text), *self._formulas(doc, text),
            *_cell_parts(text),
        ]:  # fmt: skip
            if not _overlaps(span, found):
                found.append(span)
        found += self._cells(doc, text, found)
        taken = [s for s in found if s.type in SUBSTANCES]
        found += [s for s in self._in_qualities(text, found) if not _overlaps(s, taken)]
        found += self._nested(doc, text, found)
        away = notation.no_substances(text)
        found = [
            s
            for s in found
            if s.type is not EntityType.MATERIAL or not any(a <= s.start and s.end <= b for a, b in away)
        ]
        return sorted(found, key=lambda s: (s.start, -s.end, s.type))

    def _tagged(self, doc: Doc, text: str) -> Iterator[Span]:
        for ent in doc.ents:
            if ent.label_ == EntityType.QUANTITY and not any(c.isdigit() for c in ent.text):
                continue
            start = ent[1].idx if _joined_verb(ent) else ent.start_char
            while (lead := _TRIM_LEFT.match(text, start)) and lead.end() < ent.end_char:
                start = lead.end()
            if ent.label_ == EntityType.MATERIAL:
                past = notation.past_state(text, start)
                start = past if past < ent.end_char else start
            if (
                any(_JOINED.search(t.text) and self._is_cell(t.text) for t in ent)
                and ent.label_ == EntityType.MATERIAL
                and len(ent) == 1
            ):
                continue
            short = self._short_types.get(singular(ent.text))
            kind = short or EntityType(ent.label_)
            if kind is EntityType.MATERIAL and not short and notation.is_bond(text, start, ent.end_char):
                kind = EntityType.PROPERTY
            parted = self._before_function(ent, start) if kind is EntityType.MATERIAL else None
            if parted is not None:
                yield _span(text, start, parted, kind)
                yield _span(text, ent[-1].idx, ent.end_char, EntityType.ROLE)
            else:
                yield _span(text, start, ent.end_char, kind)

    def _symbols(self, text: str) -> Iterator[Span]:
        """Symbols of properties: of conductivity anywhere, others of the vocabulary where their value follows."""
        for start, end in notation.conductivities(text):
            yield _span(text, start, end, EntityType.PROPERTY)
        for start, end in notation.valued(text):
            kinds = (EntityType.PROPERTY, EntityType.PERFORMANCE)
            kind = next((k for k in kinds if self._lexicon.lookup(k.value, text[start:end])), None)
            if kind is not None:
                yield _span(text, start, end, kind)

    def _before_function(self, ent: SpacySpan, start: int) -> int | None:
        """Where the substance ends in one named by a formula and the short name of what it serves as: `PEO-KFSI SPEs`;
        None elsewhere, also of a class: `sulfide SEs`."""
        if len(ent) < 2 or singular(ent[-1].text) not in self._functions or not ent[-2].whitespace_:
            return None
        past = ent[-2].idx + len(ent[-2])
        named = [token for token in ent[:-1] if token.idx >= start]
        return past if any(self._names_substance(token.text) for token in named) else None

    def _names_substance(self, word: str) -> bool:
        """Whether a word is, or holds, a formula, an element or a short name of a substance; no word of a class."""
        entries = ((p, self._lexicon.lookup(EntityType.MATERIAL.value, p)) for p in [word, *word.split("-")])
        return any(
            p[:1].isupper() and self.is_material(p, bare=True) and (entry is None or entry.kind != "class")
            for p, entry in entries
        )

    def _short_names(self, doc: Doc, text: str) -> Iterator[Span]:
        for token in doc:
            kind = self._short_types.get(singular(token.text))
            if kind is not None:
                yield _span(text, token.idx, token.idx + len(token), kind)

    def _formulas(self, doc: Doc, text: str) -> Iterator[Span]:
        for token in doc:
            if (
                "/" not in token.text
                and looks_like_formula(token.text)
                and not _LABEL_BEFORE.search(text[max(token.idx - 9, 0) : token.idx])
            ):
                yield _span(text, token.idx, token.idx + len(token), EntityType.MATERIAL)

    def is_material(self, text: str, *, bare: bool = False) -> bool:
        """Whether a word names a substance; `bare` lets a lone element symbol count (inside cell strings)."""
        if looks_like_formula(text) or self._short_types.get(singular(text)) is EntityType.MATERIAL:
            return True
        if self._lexicon.lookup("Material", text) is not None:
            return bare or text not in AMBIGUOUS
        return bare and parse(text) is not None and len(text) <= 3

    def _is_cell(self, text: str) -> bool:
        pieces = [p for p in _PIECE.findall(text) if p]
        return len(pieces) > 1 and sum(self._piece(p) for p in pieces) >= len(pieces) - 1

    def _piece(self, text: str) -> bool:
        """A piece of a cell string: a substance, or several joined of which one is (`LiI-LLZO`, `Li@PCSF`)."""
        return self.is_material(text, bare=True) or any(
            self.is_material(p) for p in re.split("[-@]", text) if len(p) > 1
        )

    def _cells(self, doc: Doc, text: str, found: list[Span]) -> Iterator[Span]:
        """`Li/LiI-LLZO/Li` is three substances."""
        for token in doc if _JOINED.search(text) else ():
            if not _JOINED.search(token.text) or not self._is_cell(token.text):
                continue
            around = [s for s in found if s.start <= token.idx and token.idx + len(token) <= s.end]
            composite = parse(token.text) is not None and len(_PIECE.findall(token.text)) == 2
            if composite and not any(s.type is EntityType.INTERPHASE for s in around):
                if not around:
                    yield _span(text, token.idx, token.idx + len(token), EntityType.MATERIAL)
                continue
            for piece in _PIECE.finditer(token.text):
                start = notation.past_state(piece.group())
                if self._piece(piece.group()[start:]):
                    begin = token.idx + piece.start() + start
                    yield _span(text, begin, token.idx + piece.end(), EntityType.MATERIAL)

    def _nested(self, doc: Doc, text: str, found: list[Span]) -> list[Span]:
        """Substances inside an interphase's name: `LiF` in `LiF-rich SEI`."""
        out: list[Span] = []
        starts = [t.idx for t in doc]
        for outer in found:
            if outer.type is not EntityType.INTERPHASE:
                continue
            first, past = bisect_left(starts, outer.start), bisect_left(starts, outer.end)
            tokens = [t for t in doc[first:past] if t.idx + len(t) <= outer.end]
            words = [t.text for t in tokens]
            for low, high, entry in self._lexicon.matches(words):
                alone = high - low == 1 and words[low] in AMBIGUOUS and words[low] not in ("S", "C", "I", "F")
                if entry.label == "Material" and not alone and entry.kind != "class":
                    out.append(
                        _span(
                            text,
                            tokens[low].idx,
                            tokens[high - 1].idx + len(tokens[high - 1]),
                            EntityType.MATERIAL,
                        )
                    )
            for token in tokens:
                if self.is_material(token.text, bare=bool(_RICH.match(text, token.idx + len(token)))):
                    out.append(_span(text, token.idx, token.idx + len(token), EntityType.MATERIAL))
        kept: list[Span] = []
        cells = [s for s in found if s.type is EntityType.MATERIAL]
        for span in sorted(set(out), key=lambda s: s.start - s.end):
            if not _overlaps(span, cells) and not _overlaps(span, kept):
                kept.append(span)
        return kept

    def _in_qualities(self, text: str, found: Sequence[Span]) -> Iterator[Span]:
        """Substances and interphases inside the name of a quality: `SEI` in `SEI growth`, `LLZO` in `LLZO reduction`."""
        for outer in (s for s in found if s.type in QUALITIES):
            places = [part.span() for part in _PART.finditer(text, outer.start, outer.end)]
            at = 0
            while at < len(places):
                at, span = self._longest_inside(text, places, at, outer)
                if span is not None:
                    yield span

    def _longest_inside(
        self, text: str, places: Sequence[tuple[int, int]], at: int, outer: Span
    ) -> tuple[int, Span | None]:
        """The longest name of a substance or an interphase that begins with the word `at`, and the word behind it."""
        start = places[at][0]
        for past in range(min(at + _LONGEST_INSIDE, len(places)), at, -1):
            end = places[past - 1][1]
            if _JOINED.search(text, start, end) or notation.is_prefix_or_bonded(text, start, end):
                continue
            kind = self._substance(text[start:end])
            if kind is not None and (start, end) != (outer.start, outer.end):
                return past, _span(text, start, end, kind)
        return at + 1, None

    def _substance(self, name: str) -> EntityType | None:
        """Material or Interphase where a name is plainly of one: no class ("oxide"), no word of two meanings ("In"), and
        no "interface", which qualities are named after without telling of one."""
        entry = self._lexicon.lookup(EntityType.MATERIAL.value, name)
        if looks_like_formula(name) or (entry and entry.kind != "class" and name not in AMBIGUOUS):
            return EntityType.MATERIAL
        short = self._short_types.get(singular(name))
        if short in SUBSTANCES:
            return short
        known = self._lexicon.lookup(EntityType.INTERPHASE.value, name)
        return EntityType.INTERPHASE if known and not name.lower().startswith("interface") else None


def short_types(
    shorts: Mapping[str, str], lexicon: Lexicon, tagged: Iterable[tuple[str, EntityType]]
) -> dict[str, EntityType]:
    """The type of each of a paper's short names: a role where the vocabulary has its long form as one ("SEs" alone are
    what a cell has, "sulfide SEs" a substance), else as the tagger labels the long form, else as the vocabulary does."""
    votes: dict[str, dict[EntityType, int]] = {}
    by_long = {name.lower(): short for short, name in shorts.items()}
    for text, kind in tagged:
        short = by_long.get(text.lower())
        if short is not None:
            votes.setdefault(short, {}).setdefault(kind, 0)
            votes[short][kind] += 1
    out: dict[str, EntityType] = {}
    for short, name in shorts.items():
        if looks_like_formula(name):
            out[short] = EntityType.MATERIAL
        elif lexicon.lookup(EntityType.ROLE.value, name) is not None:
            out[short] = EntityType.ROLE
        elif votes.get(short):
            out[short] = max(votes[short].items(), key=lambda v: (v[1], v[0]))[0]
        else:
            labels = [k for k in EntityType if k is not EntityType.QUANTITY and lexicon.lookup(k.value, name)]
            if len(labels) == 1:
                out[short] = labels[0]
    return out
