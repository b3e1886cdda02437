"""Which statements are about one material: the guard against chains that nobody wrote.

A claim is about a material if that is its cause or what it is about. Through an interphase it is so where the
interphase is the material's: for an interphase that is named after it (LiI interphase) everywhere, else
only close by the sentence that says that the material is part of it or forms it, and where it has no name of
its own ("the SEI") only in that sentence or where the next one takes it up. A claim that names no substance at
all (dendrite growth raises short circuit) is general: it may carry a chain on, within the sentence of the hop before
or, but for reviews and for properties, its paper. In a review the next claim about the material itself stands in
the same paragraph. A general claim starts one only for a material that its sentence carries on
(topics.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from extraction.assembly.phrasing import Wording, wording
from extraction.assembly.shown import Shown, shown
from extraction.assembly.steps import chain_parameters
from extraction.assembly.topics import Topics, is_element_of, taken_up, topics
from extraction.assembly.view import View
from extraction.model import Assertion, Claim, Evidence
from extraction.spans import SUBSTANCES

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Use:
    """A claim as a hop for one material, with the evidence that counts for it."""

    claim: Claim
    evidence: tuple[Evidence, ...]
    belief: float
    general: bool = False

    @property
    def papers(self) -> frozenset[str]:
        """Where the evidence stands."""
        return frozenset(e.paper_id for e in self.evidence)


@dataclass(frozen=True, slots=True)
class Through:
    """An interphase that is the material's, by what evidence; where it bears its name, everywhere, else near
    that."""

    interphase_id: str
    evidence: tuple[Evidence, ...]
    everywhere: bool
    formed_by: Claim | None = None  #: by the material itself, or by a process in it


@dataclass(frozen=True, slots=True)
class Statements:
    """All claims that may be hops, by what they are about and by their cause; denied ones are none."""

    by_cause: Mapping[str, tuple[Claim, ...]]
    by_about: Mapping[str, tuple[Claim, ...]]
    general: Mapping[str, tuple[Claim, ...]]
    components: Mapping[str, tuple[Assertion, ...]]
    roles: Mapping[str, tuple[Assertion, ...]]
    carried: Mapping[
        str, tuple[Use, ...]
    ]  #: by material: claims of sentences that carry on what is said of it
    shown: Mapping[str, tuple[Shown, ...]]  #: by material: what it shows in use
    words: Wording
    topic: Topics


@dataclass(slots=True)
class Scope:
    """One material's claims by cause, its interphases, and the claims that are general."""

    material_id: str
    own: dict[str, list[Use]] = field(default_factory=dict)
    through: dict[str, Through] = field(default_factory=dict)
    via: dict[str, dict[str, list[Use]]] = field(default_factory=dict)  #: interphase -> cause -> uses

    def add(self, use: Use) -> None:
        """Keep a claim about the material itself."""
        self.own.setdefault(use.claim.cause_id, []).append(use)


def statements(view: View) -> Statements:
    """Index the claims and assertions that chains are made of."""
    by_cause: dict[str, list[Claim]] = {}
    by_about: dict[str, list[Claim]] = {}
    general: dict[str, list[Claim]] = {}
    for claim in view.claims:
        if claim.negated:
            continue
        by_cause.setdefault(claim.cause_id, []).append(claim)
        if claim.about_id:
            by_about.setdefault(claim.about_id, []).append(claim)
        elif is_general(claim, view):
            general.setdefault(claim.cause_id, []).append(claim)
    known = [
        a for a in view.base.assertions if {a.subject_id, a.object_id} <= view.entities.keys() and a.evidence
    ]
    words = wording(view)
    topic = topics(words)
    by_material: dict[str, list[Shown]] = {}
    for one in shown(words, topic):
        by_material.setdefault(one.material_id, []).append(one)
    return Statements(
        _frozen(by_cause),
        _frozen(by_about),
        _frozen(general),
        _by_subject(a for a in known if a.kind == "component"),
        _by_subject(a for a in known if a.kind == "role"),
        _carried(words, topic),
        _frozen(by_material),
        words,
        topic,
    )


def _carried(words: Wording, topic: Topics) -> dict[str, tuple[Use, ...]]:
    """Claims about no other substance, by the materials that their sentences carry on; an interphase may be
    what comes of them."""
    found: dict[str, list[Use]] = {}
    for claim in words.view.claims:
        by_material: dict[str, list[Evidence]] = {}
        for support in claim.evidence:
            for material in topic.get(support.sentence_id, ()):
                if not claim.negated and _speaks_of(claim, material, support, words):
                    by_material.setdefault(material, []).append(support)
        for material, supports in by_material.items():
            belief = chain_parameters().carried * words.view.believe(supports).value
            found.setdefault(material, []).append(Use(_of(claim, material), tuple(supports), belief))
    return _frozen(found)


def _speaks_of(claim: Claim, material: str, support: Evidence, words: Wording) -> bool:
    """Whether a claim in a sentence that carries on a material may be about that: it names no substance, an
    element of the material, or the class by which the sentence takes it up."""
    view = words.view
    ends = view.label(claim.cause_id), view.label(claim.effect_id)
    if ends[0] in ("Interphase", "Role") or ends[1] == "Material":
        return False
    classes = taken_up(view.sentences[support.sentence_id], words)
    named = {claim.about_id, claim.cause_id if ends[0] == "Material" else None} - {None, *classes}
    return not named or (ends[0] != "Material" and all(is_element_of(str(k), material, view) for k in named))


def _of(claim: Claim, material: str) -> Claim:
    """The claim with the material as its cause, where its cause is a class that stands for it."""
    return claim.model_copy(update={"cause_id": material}) if claim.cause_id == claim.about_id else claim


def is_general(claim: Claim, view: View) -> bool:
    """Whether a claim names no substance."""
    return claim.about_id is None and not {view.label(claim.cause_id), view.label(claim.effect_id)} & set(
        SUBSTANCES
    )


def scope(material_id: str, said: Statements, view: View) -> Scope:
    """All that is said about one material."""
    found = Scope(material_id)
    for claim in _unique(said.by_cause.get(material_id, ()), said.by_about.get(material_id, ())):
        found.add(Use(claim, claim.evidence, view.belief(claim)))
    for use in said.carried.get(material_id, ()):
        found.add(use)
    for through in _interphases(material_id, said, view):
        if through.interphase_id in found.through:
            continue
        found.through[through.interphase_id] = through
        uses = _through_uses(through, material_id, said, view)
        by_cause: dict[str, list[Use]] = {}
        for use in uses:
            by_cause.setdefault(use.claim.cause_id, []).append(use)
        found.via[through.interphase_id] = by_cause
    return found


def _interphases(material_id: str, said: Statements, view: View) -> list[Through]:
    """First those that the material is part of, then those that it or a process in it forms."""

    def through(interphase: str, evidence: tuple[Evidence, ...], by: Claim | None = None) -> Through:
        name = view.entities[interphase].name
        return Through(interphase, evidence, named_after(name, view.entities[material_id].name), by)

    parts = [
        through(a.object_id, a.evidence)
        for a in said.components.get(material_id, ())
        if view.label(a.object_id) == "Interphase"
    ]
    formed = [
        through(c.effect_id, c.evidence, c)
        for c in _unique(said.by_cause.get(material_id, ()), said.by_about.get(material_id, ()))
        if view.label(c.effect_id) == "Interphase"
        and c.effect_id != material_id
        and (c.sign, c.cause_sign) == ("+", "+")
        and (c.cause_id == material_id or view.label(c.cause_id) == "Mechanism")
    ]
    return parts + sorted(
        formed, key=lambda found: bool(found.formed_by and found.formed_by.cause_id != material_id)
    )


def named_after(interphase: str, material: str) -> bool:
    """Whether an interphase has the substance in its name as what it is made of; an A/B interface has not.

    >>> named_after("LiI interphase", "LiI"), named_after("Li/LLZO interface", "Li")
    (True, False)
    """
    return bool(re.match(rf"{re.escape(material)}(?:-(?:rich|based|containing|derived))?(?=\s)", interphase))


def _through_uses(through: Through, material_id: str, said: Statements, view: View) -> list[Use]:
    """The interphase's own claims, as far as they stand where it is the material's: what it does, close by,
    and what is the case with it, in the very sentence that says what it is made of."""
    key = through.interphase_id
    uses = []
    for claim in _unique(said.by_cause.get(key, ()), said.by_about.get(key, ())):
        if claim.about_id not in (None, key, material_id):
            continue
        support = claim.evidence
        if not through.everywhere:
            own = claim.cause_id == key or bool(through.formed_by)
            support = tuple(e for e in support if _is_near(e, through, own, said.words))
        if support:
            belief = view.belief(claim) if support == claim.evidence else view.believe(support).value
            uses.append(Use(claim, support, belief))
    return uses


def _is_near(support: Evidence, through: Through, own: bool, words: Wording) -> bool:
    """Whether evidence stands close by a sentence that makes the interphase the material's: in it, or, where the claim is the
    interphase's `own`, near it; an interphase of no name of its own ("the SEI") has to be taken up by the next one."""
    limits, key = chain_parameters(), through.interphase_id
    for tie in through.evidence:
        apart = words.apart(support.sentence_id, tie.sentence_id)
        if apart == 0:
            return True
        if apart is None or not own:
            continue
        if words.view.entities[key].name in limits.anyones:
            if words.takes_up(support.sentence_id, key, tie.sentence_id):
                return True
        elif apart <= limits.near:
            return True
    return False


def general_uses(
    cause_id: str, sentences: frozenset[str], papers: frozenset[str], said: Statements, view: View
) -> list[Use]:
    """General claims with this cause, as far as they may carry on from a hop that these sentences of these papers say.

    They may where they stand in the same sentence; and in the same paper (files of one DOI being one) unless that is a
    review, which speaks of many works in turn, or the claim leads to or from a property, since another one's property is
    another's (interfacial contact: of a bare cell here, of a coated one there). A claim whose sentence carries on a
    material is that one's, and not general.
    """
    homes = {view.home(paper) for paper in papers}
    from_property = view.label(cause_id) == "Property"

    def carries_on(e: Evidence, claim: Claim) -> bool:
        if e.sentence_id in sentences:
            return True
        alone = from_property or view.label(claim.effect_id) == "Property" or view.is_review(e.paper_id)
        return not alone and view.home(e.paper_id) in homes

    uses = []
    for claim in said.general.get(cause_id, ()):
        support = tuple(e for e in claim.evidence if e.sentence_id not in said.topic and carries_on(e, claim))
        if support:
            uses.append(Use(claim, support, view.believe(support).value, general=True))
    return uses


def near_uses(uses: Iterable[Use], sentences: frozenset[str], said: Statements, view: View) -> Iterator[Use]:
    """The claims about the material itself, as far as they may carry on from these sentences: those of a review, which
    speaks of many cells of one substance, only within the paragraph."""
    for use in uses:
        support = tuple(
            e
            for e in use.evidence
            if not view.is_review(e.paper_id)
            or any(said.words.apart(e.sentence_id, s) is not None for s in sentences)
        )
        if support == use.evidence:
            yield use
        elif support:
            share = use.belief / view.believe(use.evidence).value  # what is carried on counts for less
            yield replace(use, evidence=support, belief=share * view.believe(support).value)


def _unique(*groups: Iterable[Claim]) -> list[Claim]:
    return list({claim.id: claim for group in groups for claim in group}.values())


def _frozen(groups: Mapping[str, list[Item]]) -> dict[str, tuple[Item, ...]]:
    return {key: tuple(group) for key, group in groups.items()}


def _by_subject(found: Iterable[Assertion]) -> dict[str, tuple[Assertion, ...]]:
    groups: dict[str, list[Assertion]] = {}
    for item in sorted(found, key=lambda a: a.id):
        groups.setdefault(item.subject_id, []).append(item)
    return {key: tuple(group) for key, group in groups.items()}
