"""Statements of a paper by content: claims, roles and components, each with all the sentences behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from extraction.assembly import functional
from extraction.assembly.changes import Change, changes
from extraction.assembly.ground import Grounder
from extraction.assembly.place import Place
from extraction.assembly.steps import Tally
from extraction.assembly.text import content_id
from extraction.model import (
    Assertion,
    Claim,
    ClaimRelation,
    Entity,
    Evidence,
    FreeSpan,
    Sign,
)
from extraction.spans import SUBSTANCES

Statement = TypeVar("Statement", Claim, Assertion)


def claim_id(
    cause_id: str, cause_sign: Sign, effect_id: str, sign: Sign, about_id: str | None, negated: bool
) -> str:
    """Identity of a claim: what it says, and nothing of where."""
    return content_id("claim", cause_id, cause_sign, effect_id, sign, about_id, negated)


def claim_name(
    cause: Entity, cause_sign: Sign, effect: Entity, sign: Sign, about: Entity | None, negated: bool
) -> str:
    """The claim as a line: `LiI interphase lowers dendrite growth`, `less wettability raises void
    (Li7La3Zr2O12)`.

    "raises" stands for whatever brings about or increases, "lowers" for whatever prevents or decreases; a
    denied claim says "does not". The substance it is about follows in brackets unless it is the cause.
    """
    verb = {
        ("+", False): "raises",
        ("-", False): "lowers",
        ("+", True): "does not raise",
        ("-", True): "does not lower",
    }
    less = "less " if cause_sign == "-" else ""
    behind = f" ({about.name})" if about and about.id != cause.id else ""
    return f"{less}{cause.name} {verb[sign, negated]} {effect.name}{behind}"


def claims(places: Iterable[Place], grounder: Grounder, tally: Tally) -> list[Claim]:
    """The paper's claims, each once, with its evidence in the order of the text."""
    found: dict[str, Claim] = {}
    for place in places:
        stated = {(change.effect, change.sign): change for change in changes(place)}
        for relation in place.record.claims:
            tally.took("claims")
            change = stated.get((str(relation.effect), relation.sign))
            claim = _claim(place, relation, grounder, tally, change)
            if claim and claim.id in found:
                tally.dropped("claims", "said before")
                found[claim.id] = with_evidence(found[claim.id], claim.evidence)
            elif claim:
                tally.made("claims")
                found[claim.id] = claim
    return list(found.values())


def _claim(
    place: Place, relation: ClaimRelation, grounder: Grounder, tally: Tally, change: Change | None
) -> Claim | None:
    cause = _end(place, relation.cause, grounder)
    effect = _end(place, relation.effect, grounder)
    if cause is None or effect is None:
        tally.dropped("claims", "no name for its cause" if cause is None else "no name for its effect")
        return None
    if cause.id == effect.id:
        tally.dropped("claims", "cause and effect are one")
        return None
    about = _about(place, relation, cause)
    negated = relation.status == "negated"
    meaning = (relation.cause_sign, effect, relation.sign, about, negated)
    return Claim(
        id=claim_id(
            cause.id, relation.cause_sign, effect.id, relation.sign, about.id if about else None, negated
        ),
        name=claim_name(cause, *meaning),
        cause_id=cause.id,
        effect_id=effect.id,
        sign=relation.sign,
        cause_sign=relation.cause_sign,
        negated=negated,
        about_id=about.id if about else None,
        evidence=(_evidence(place, relation, change),),
    )


def _evidence(place: Place, relation: ClaimRelation, change: Change | None) -> Evidence:
    """The sentence's support, with the size of the effect where it states a change that goes the claim's way."""
    support = place.evidence(
        "claim", relation.rule, relation.score, relation.status, relation.cue, relation.references
    )
    if change is None or relation.status == "negated":
        return support
    ratio = change.after / change.before if change.before else None
    size = {"before": change.before, "after": change.after, "change_unit": change.unit, "change_ratio": ratio}
    return support.model_copy(update=size)


def _end(place: Place, end: str | FreeSpan, grounder: Grounder) -> Entity | None:
    """The entity at one end of a claim; a quantity or a free span is named by its text."""
    if isinstance(end, FreeSpan):
        return grounder.free(end.text)
    mention = place.mention(end)
    if mention is None:
        return None
    return place.entities.get(end) or grounder.free(mention.normal or mention.text)


def _about(place: Place, relation: ClaimRelation, cause: Entity) -> Entity | None:
    """The substance that the claim is about: the one that the reader names, else the cause if it is one."""
    named = place.entities.get(relation.material or "")
    if named and named.label in SUBSTANCES:
        return named
    return cause if cause.label in SUBSTANCES else None


def assertions(places: Iterable[Place], grounder: Grounder, tally: Tally) -> list[Assertion]:
    """The paper's role and composition statements, each once."""
    found: dict[str, Assertion] = {}
    for place in places:
        for assertion in (*_assertions(place, tally), *_functional(place, grounder, tally)):
            if assertion.id in found:
                tally.dropped("assertions", "said before")
                found[assertion.id] = with_evidence(found[assertion.id], assertion.evidence)
            else:
                tally.made("assertions")
                found[assertion.id] = assertion
    return list(found.values())


def _assertions(place: Place, tally: Tally) -> Iterator[Assertion]:
    for role in place.record.roles:
        yield from _assertion(
            place, "role", role.material, role.role, place.evidence("role", role.rule, role.score), tally
        )
    for part in place.record.components:
        support = place.evidence("component", part.rule, part.score)
        yield from _assertion(place, "component", part.component, part.interphase, support, tally)


def _functional(place: Place, grounder: Grounder, tally: Tally) -> Iterator[Assertion]:
    """Roles that names and adjectives give: "the electron blocking LiI interphase" is an electron-blocking layer, a
    "garnet electrolyte" an electrolyte."""
    for mention in place.own_mentions():
        subject = place.entities.get(mention.id)
        if mention.type not in SUBSTANCES or subject is None or subject.label not in SUBSTANCES:
            continue
        by_rule = {
            "functional-adjective": functional.role_of(place.record.text, mention.normal or mention.text),
            "named-role": grounder.role_in(subject) if subject.label == "Material" else None,
        }
        for rule, role in by_rule.items():
            if role:
                yield _given(subject, grounder.name("Role", role), place.evidence("role", rule, 1.0), tally)


def _given(subject: Entity, role: Entity, support: Evidence, tally: Tally) -> Assertion:
    tally.took("assertions")
    return Assertion(
        id=content_id("assertion", "role", subject.id, role.id),
        kind="role",
        subject_id=subject.id,
        object_id=role.id,
        evidence=(support,),
    )


_ENDS = {"role": (SUBSTANCES, ("Role",)), "component": (SUBSTANCES, ("Interphase",))}


def _assertion(
    place: Place, kind: str, subject_key: str, object_key: str, support: Evidence, tally: Tally
) -> Iterator[Assertion]:
    tally.took("assertions")
    subject, whole = place.entities.get(subject_key), place.entities.get(object_key)
    subjects, objects = _ENDS[kind]
    if subject is None or whole is None or subject.label not in subjects or whole.label not in objects:
        tally.dropped("assertions", f"ends unfit for a {kind}")
    elif subject.id == whole.id:
        tally.dropped("assertions", "both ends are one")
    else:
        yield Assertion(
            id=content_id("assertion", kind, subject.id, whole.id),
            kind=kind,
            subject_id=subject.id,
            object_id=whole.id,
            evidence=(support,),
        )


def with_evidence(statement: Statement, more: Iterable[Evidence]) -> Statement:
    """The statement with more evidence; what it already has isn't counted again."""
    united = tuple(dict.fromkeys((*statement.evidence, *more)))
    return statement.model_copy(update={"evidence": united})
