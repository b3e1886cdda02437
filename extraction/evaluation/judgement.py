"""Compares one annotated sentence with what was extracted there: counts, and every error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extraction.evaluation import matching
from extraction.evaluation.counts import Counts, Share
from extraction.evaluation.keys import name_key
from extraction.evaluation.matching import lies_within_another, pair_up, shared_length
from extraction.evaluation.sentences import (
    KINDS,
    Claim,
    Line,
    Mention,
    Sentence,
    Statement,
    UnfitLine,
    annotated,
    extracted,
)
from extraction.model import EntityType

#: How alike mentions have to be, by the rows' name.
MODES: dict[str, Callable[[Mention, Mention], float]] = {
    "relaxed": matching.relaxed,
    "exact": matching.exact,
}
#: The relations' rows: kind, and when two agree. Those named like their kind are the strict ones.
RELATIONS: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "roles": ("roles", matching.same_link),
    "components": ("components", matching.same_link),
    "measurements": ("measurements", matching.same_measurement),
    "measurements.value+property": ("measurements", matching.same_value),
    "claims": ("claims", matching.same_claim),
    "claims.unsigned": ("claims", matching.same_causation),
}
ALL_TYPES = tuple(f"entity.{mode}.ALL" for mode in MODES)
#: What was extracted belongs to a sentence if it reaches at most so many characters beyond it.
_MARGIN = 2
_TYPES = frozenset(map(str, EntityType))


@dataclass(frozen=True, slots=True)
class Error:
    """What was missed or is wrong; `kind` is an entity's type or a kind of relation."""

    kind: str
    wrong: bool
    sentence: str
    text: str
    rule: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A relation that was extracted, and whether it is annotated."""

    kind: str
    doc: str
    rule: str
    score: float
    status: str
    right: bool


@dataclass(slots=True)
class Judgement:
    """All counts of one sentence."""

    sentence: str
    doc: str
    rows: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    rules: defaultdict[tuple[str, str], Counts] = field(default_factory=lambda: defaultdict(Counts))
    names: Share = field(default_factory=Share)  #: materials whose canonical name is right
    statuses: Share = field(default_factory=Share)  #: claims whose status is right
    errors: list[Error] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)


def judge(gold: Sequence[Line], predicted: Sequence[Line]) -> list[Judgement]:
    """Each annotated sentence against what was extracted at its place; UnfitLine names a line that can't be read."""
    wanted = _read("annotated", gold, annotated)
    docs = {sentence.doc for sentence in wanted}
    by_doc: defaultdict[str, list[Sentence]] = defaultdict(list)
    for sentence in _read("extracted", [line for line in predicted if line.get("doc") in docs], extracted):
        by_doc[sentence.doc].append(sentence)
    return [judge_sentence(sentence, by_doc[sentence.doc]) for sentence in wanted]


def _read(which: str, lines: Iterable[Line], read: Callable[[Line], Sentence]) -> list[Sentence]:
    sentences = []
    for line in lines:
        try:
            sentences.append(read(line))
        except UnfitLine as error:
            place = f"{line.get('doc')} at {line.get('start')}"
            raise UnfitLine(f"the {which} sentence of {place} can't be read: {error}") from None
    return sentences


def judge_sentence(gold: Sentence, predicted: Iterable[Sentence]) -> Judgement:
    """Compare one annotated sentence with its document's extracted ones."""
    judgement = Judgement(gold.id, gold.doc)
    mentions, statements = _at(gold, predicted)
    for mode, likeness in MODES.items():
        pairs = pair_up(gold.mentions, mentions, likeness)
        _count_mentions(judgement, mode, (gold.mentions, mentions), pairs)
        if mode == "relaxed":
            judgement.names = _right_names(gold.mentions, mentions, pairs)
    for name, (kind, agree) in RELATIONS.items():
        wanted, found = gold.statements[kind], statements[kind]
        found_for = pair_up(wanted, found, agree)
        judgement.rows[f"relation.{name}"] = Counts(
            len(found_for), len(found) - len(found_for), len(wanted) - len(found_for)
        )
        if name == kind:
            _note_statements(judgement, kind, (wanted, found), found_for)
        if name == "claims":
            judgement.statuses = _right_statuses(wanted, found, found_for)
    return judgement


def _at(
    gold: Sentence, predicted: Iterable[Sentence]
) -> tuple[list[Mention], Mapping[str, Sequence[Statement]]]:
    """The mentions and statements that were extracted within the annotated sentence."""
    near = [
        sentence
        for sentence in predicted
        if shared_length((sentence.start, sentence.end), (gold.start, gold.end))
    ]

    def inside(mention: Mention | None) -> bool:
        return (
            mention is not None
            and gold.start - _MARGIN <= mention.start
            and mention.end <= gold.end + _MARGIN
        )

    mentions = [mention for sentence in near for mention in sentence.mentions if inside(mention)]
    statements = {
        kind: [item for sentence in near for item in sentence.statements[kind] if inside(item.anchor)]
        for kind in KINDS
    }
    return mentions, statements


def _count_mentions(
    judgement: Judgement,
    mode: str,
    items: tuple[Sequence[Mention], Sequence[Mention]],
    pairs: Mapping[int, int],
) -> None:
    """Count what was found, missed and wrong. Whatever lies inside a larger annotated mention is optional."""
    wanted, found = items
    taken = set(pairs.values())
    for i, mention in enumerate(wanted):
        if i in pairs:
            _count(judgement, mode, mention, Counts(tp=1))
        elif not lies_within_another(mention, wanted):
            _count(judgement, mode, mention, Counts(fn=1))
    for j, mention in enumerate(found):
        if j not in taken and not lies_within_another(mention, wanted):
            _count(judgement, mode, mention, Counts(fp=1))


def _count(judgement: Judgement, mode: str, mention: Mention, counts: Counts) -> None:
    judgement.rows[f"entity.{mode}.{mention.type}"] += counts
    if mention.type in _TYPES:
        judgement.rows[f"entity.{mode}.ALL"] += counts
    if mode == "relaxed" and not counts.tp:
        judgement.errors.append(Error(str(mention.type), bool(counts.fp), judgement.sentence, mention.text))


def _right_names(wanted: Sequence[Mention], found: Sequence[Mention], pairs: Mapping[int, int]) -> Share:
    right = [
        name_key(wanted[i].canon) == name_key(found[j].canon)
        for i, j in pairs.items()
        if wanted[i].type == EntityType.MATERIAL
    ]
    return Share(sum(right), len(right))


def _right_statuses(
    wanted: Sequence[Statement], found: Sequence[Statement], pairs: Mapping[int, int]
) -> Share:
    statuses = [(_status(wanted[i]), _status(found[j])) for i, j in pairs.items()]
    return Share(sum(one == other for one, other in statuses), len(statuses))


def _status(statement: Statement) -> str | None:
    return statement.status if isinstance(statement, Claim) else None


def _note_statements(
    judgement: Judgement,
    kind: str,
    items: tuple[Sequence[Statement], Sequence[Statement]],
    pairs: Mapping[int, int],
) -> None:
    """Note the errors, and to which rule what was extracted is due."""
    wanted, found = items
    taken = set(pairs.values())
    for i, statement in enumerate(wanted):
        if i not in pairs:
            judgement.errors.append(Error(kind, False, judgement.sentence, str(statement)))
    for j, statement in enumerate(found):
        judgement.rules[kind, statement.rule] += Counts(tp=1) if j in taken else Counts(fp=1)
        judgement.readings.append(_reading(judgement.doc, kind, statement, j in taken))
        if j not in taken:
            judgement.errors.append(
                Error(kind, True, judgement.sentence, str(statement), statement.rule, statement.score)
            )


def _reading(doc: str, kind: str, statement: Statement, right: bool) -> Reading:
    """A statement without a score has that of a rule: 1."""
    score = 1.0 if statement.score is None else statement.score
    return Reading(kind, doc, statement.rule, score, _status(statement) or "asserted", right)
