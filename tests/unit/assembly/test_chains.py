"""Chains: what joins to what, what never does, signs, spans, roles and limits."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extraction.assembly import chains as chains_module
from extraction.assembly import fragment, merge, project
from extraction.assembly.scope import named_after
from extraction.assembly.steps import chain_parameters
from extraction.model import Chain, PaperRecord, Projection
from tests.assembly_records import LEXICON, Said, paper

#: Mentions that most of the sentences below draw from.
WORDS = (
    "Mat LiI",
    "Mat LiF",
    "Mat Si",
    "Int LiI interphase",
    "Int SEI",
    "Role electron blocker",
    "Role coating",
    "Mech electron injection",
    "Mech dendrites",
    "Mech voids",
    "Prop wettability",
    "Perf short circuit",
    "Perf cycle life",
)


def say(text: str, paragraph: int = 0) -> Said:
    """A sentence; all of WORDS that it holds are mentions, a longer name before those within it."""
    named = [word for word in WORDS if word.partition(" ")[2] in text]
    surfaces = [word.partition(" ")[2] for word in named]
    own = [
        w
        for w, s in zip(named, surfaces, strict=True)
        if text.replace("LiI interphase", "@").count(s) or " i" in s
    ]
    return Said(text, *own, paragraph=paragraph)


def projected(*papers: PaperRecord) -> Projection:
    return project(merge([fragment(p, LEXICON) for p in papers]))


def lines(found: Projection) -> set[str]:
    """Chains as `material [role] mechanism ... performance sign`, by the last part of ids."""

    def short(key: str | None) -> str:
        return (key or "-").partition(":")[2] or "-"

    return {
        " > ".join(
            [
                short(c.material_id),
                f"[{short(c.role_id)}]",
                *map(short, c.mechanism_ids),
                short(c.performance_id),
            ]
        )
        + f" {c.sign}"
        for c in found.chains
    }


def only(found: Projection, material: str = "material:LiI") -> Chain:
    (chain,) = [c for c in found.chains if c.material_id == material]
    return chain


# --- joining -------------------------------------------------------------------------------------------------


def test_two_claims_about_one_material() -> None:
    said = say("LiI stops electron injection, which feeds cycle life of LiI.")
    said.claim("LiI", "-", "electron injection").claim("electron injection", "-", "cycle life", "LiI")
    found = projected(paper("p", said))
    assert lines(found) == {"LiI > [-] > electron-injection > cycle-life +"}
    chain = only(found)
    assert chain.span == "sentence"
    assert len(chain.claim_ids) == 2
    assert len(chain.sentence_ids) == 1


@pytest.mark.parametrize(
    ("mechanism", "joins"),
    [
        ("rational design", False),
        ("growing attention", False),
        ("gradient design", True),
        ("analysis", False),
        ("Rational designs", False),
        ("surface coating strategy", True),
    ],
)
def test_what_people_do_is_no_mechanism(mechanism: str, joins: bool) -> None:
    said = Said(
        f"LiI gains by {mechanism}, thus cycle life.", "Mat LiI", f"Mech {mechanism}", "Perf cycle life"
    )
    said = said.claim("LiI", "+", mechanism).claim(mechanism, "+", "cycle life", "LiI")
    assert bool(projected(paper("p", said)).chains) is joins


def test_claims_about_two_materials_make_no_chain() -> None:
    one = say("LiI stops electron injection.").claim("LiI", "-", "electron injection")
    two = say("In Si electron injection costs cycle life.")
    two.claim("electron injection", "-", "cycle life", "Si")
    assert lines(projected(paper("p", one, two))) == {"Si > [-] > electron-injection > cycle-life -"}


def test_a_shared_role_joins_nothing() -> None:
    one = say("LiI is a coating.").role("LiI", "coating")
    two = say("LiF is a coating that stops voids, so cycle life grows.").role("LiF", "coating")
    two.claim("LiF", "-", "voids").claim("voids", "-", "cycle life", "LiF")
    found = projected(paper("p", one, two))
    assert lines(found) == {"LiF > [coating] > void-formation > cycle-life +"}
    assert {e.material_id for e in found.edges if e.type in ("ACTS_THROUGH", "LEADS_TO")} == {"material:LiF"}


def test_a_general_claim_carries_on_within_its_paper_alone() -> None:
    one = say("LiI stops dendrites.").claim("LiI", "-", "dendrites")
    general = say("Generally dendrites end in a short circuit.", paragraph=7)
    general.claim("dendrites", "+", "short circuit")
    same = projected(paper("p", one, general))
    assert lines(same) == {"LiI > [-] > dendrite-growth > short-circuit -"}
    assert only(same).span == "paper"
    assert lines(projected(paper("p", one), paper("q", general))) == set()


def test_in_a_review_a_general_claim_carries_on_in_its_sentence_alone() -> None:
    one = say("LiI stops dendrites.").claim("LiI", "-", "dendrites")
    general = say("Such dendrites end in a short circuit.").claim("dendrites", "+", "short circuit")
    both = say("LiI stops dendrites, which end in a short circuit.").claim("LiI", "-", "dendrites")
    both.claim("dendrites", "+", "short circuit")

    assert lines(projected(paper("p", one, general, kind="review"))) == set()
    assert lines(projected(paper("p", both, kind="review"))) == {
        "LiI > [-] > dendrite-growth > short-circuit -"
    }


def test_a_general_claim_that_leads_to_a_property_carries_on_in_its_sentence_alone() -> None:
    one = say("LiI stops dendrites.").claim("LiI", "-", "dendrites")
    general = say("Such dendrites harm wettability.").claim("dendrites", "-", "wettability")
    both = say("LiI stops dendrites, which harm wettability.").claim("LiI", "-", "dendrites")
    both.claim("dendrites", "-", "wettability")

    assert lines(projected(paper("p", one, general))) == set()
    assert lines(projected(paper("p", both))) == {"LiI > [-] > dendrite-growth > wettability +"}


def test_a_general_claim_about_a_property_carries_on_in_its_sentence_alone() -> None:
    one = say("LiI raises wettability.").claim("LiI", "+", "wettability")
    general = say("Good wettability stops dendrites and so a short circuit.")
    general.claim("wettability", "-", "short circuit")
    both = say("LiI raises wettability, which stops a short circuit.").claim("LiI", "+", "wettability")
    both.claim("wettability", "-", "short circuit")

    assert lines(projected(paper("p", one, general))) == set()
    assert lines(projected(paper("p", both))) == {"LiI > [-] > wettability > short-circuit -"}


@pytest.mark.parametrize(
    ("kind", "paragraph", "joined"),
    [("review", 0, True), ("review", 4, False), ("research", 4, True)],
)
def test_what_a_review_says_of_a_material_is_joined_within_a_paragraph(
    kind: str, paragraph: int, joined: bool
) -> None:
    one = say("LiI stops dendrites.").claim("LiI", "-", "dendrites")
    two = say("On LiI dendrites end in a short circuit.", paragraph=paragraph)
    two.claim("dendrites", "+", "short circuit", "LiI")

    found = lines(projected(paper("p", one, two, kind=kind)))

    assert ("LiI > [-] > dendrite-growth > short-circuit -" in found) is joined


def test_a_general_claim_starts_no_chain() -> None:
    said = say("voids feed dendrites and these a short circuit.")
    said.claim("voids", "+", "dendrites").claim("dendrites", "+", "short circuit")
    assert lines(projected(paper("p", said))) == set()


def test_denied_claims_are_no_hops() -> None:
    said = say("LiI stops dendrites but these do not harm cycle life.")
    said.claim("LiI", "-", "dendrites").claim("dendrites", "-", "cycle life", "LiI", status="negated")
    assert lines(projected(paper("p", said))) == set()


def test_rings_are_cut() -> None:
    said = say("LiI stops voids; voids feed dendrites, dendrites feed voids, and dendrites cost cycle life.")
    said.claim("LiI", "-", "voids").claim("voids", "+", "dendrites", "LiI").claim(
        "dendrites", "+", "voids", "LiI"
    )
    said.claim("dendrites", "-", "cycle life", "LiI")
    assert lines(projected(paper("p", said))) == {
        "LiI > [-] > void-formation > dendrite-growth -",
        "LiI > [-] > void-formation > dendrite-growth > cycle-life +",
    }


def test_more_than_three_mechanisms_are_too_many() -> None:
    names = ["wettability", "voids", "electron injection", "dendrites", "cycle life"]
    said = say(f"LiI: {', '.join(names)}.").claim("LiI", "+", names[0])
    for cause, effect in pairwise(names):
        said.claim(cause, "+", effect, "LiI")
    found = lines(projected(paper("p", said)))
    assert "LiI > [-] > wettability > void-formation > electron-injection > dendrite-growth +" in found
    assert not any("cycle-life" in line for line in found)


# --- signs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "low", "expected"),
    [
        ("+", "+", "+", "+"),
        ("-", "+", "+", "-"),
        ("-", "-", "+", "+"),
        ("-", "-", "-", "-"),
        ("+", "-", "-", "+"),
    ],
)
def test_signs_are_multiplied(first: str, second: str, low: str, expected: str) -> None:
    said = say("LiI acts on dendrites and so on cycle life.").claim("LiI", first, "dendrites")
    said.claim("dendrites", second, "cycle life", "LiI", cause_sign=low)
    assert only(projected(paper("p", said))).sign == expected


def test_a_state_of_the_material_works_as_it_is_described() -> None:
    said = say("On LiI poor wettability brings voids.")
    said.claim("wettability", "+", "voids", "LiI", cause_sign="-")
    found = projected(paper("p", said))
    assert lines(found) == {"LiI > [-] > wettability > void-formation +"}
    hops = {(e.type, e.target_id, e.sign) for e in found.edges if e.material_id}
    assert hops == {
        ("ACTS_THROUGH", "property:wettability", "-"),
        ("LEADS_TO", "mechanism:void-formation", "-"),
    }


# --- interphases -------------------------------------------------------------------------------------------------


def test_through_the_interphase_that_bears_the_name() -> None:
    part = say("LiI forms the LiI interphase.").part("LiI", "LiI interphase")
    far = say("The LiI interphase stops dendrites.", paragraph=9).claim("LiI interphase", "-", "dendrites")
    end = say("With the LiI interphase, dendrites cost less cycle life.", paragraph=9)
    end.claim("dendrites", "-", "cycle life", "LiI interphase")
    assert "LiI > [-] > LiI-interphase > dendrite-growth > cycle-life +" in lines(
        projected(paper("p", part, far, end))
    )


@pytest.mark.parametrize(
    ("between", "text", "paragraph", "through"),
    [
        (False, "The SEI stops dendrites.", 0, True),
        (False, "This stable SEI stops dendrites.", 0, True),
        (False, "SEI stops dendrites.", 0, False),
        (False, "The SEI stops dendrites.", 1, False),
        (True, "The SEI stops dendrites.", 0, False),
    ],
)
def test_a_general_interphase_is_taken_up_by_the_next_sentence(
    between: bool, text: str, paragraph: int, through: bool
) -> None:
    part = say("The SEI holds LiF.").part("LiF", "SEI")
    acts = say(text, paragraph=paragraph).claim("SEI", "-", "dendrites")
    other = say("Si stops cycle life.").claim("Si", "-", "cycle life")
    found = projected(paper("p", part, *[other][:between], acts))
    expected = {"LiF > [-] > sei > dendrite-growth -"} if through else set()
    assert {line for line in lines(found) if line.startswith("LiF")} == expected


def test_a_general_interphase_before_the_material_is_named_is_not_the_materials() -> None:
    acts = say("The SEI stops dendrites.").claim("SEI", "-", "dendrites")
    part = say("The SEI holds LiF.").part("LiF", "SEI")
    assert not {line for line in lines(projected(paper("p", acts, part))) if line.startswith("LiF")}


@pytest.mark.parametrize(
    ("interphase", "material", "expected"),
    [
        ("LiI interphase", "LiI", True),
        ("LiF-rich SEI", "LiF", True),
        ("SEI", "LiF", False),
        ("LiFePO4 interphase", "LiF", False),
        ("Li/LLZO interface", "Li", False),
    ],
)
def test_named_after(interphase: str, material: str, expected: bool) -> None:
    assert named_after(interphase, material) is expected


# --- implied hops --------------------------------------------------------------------------------------------------


def test_one_effect_over_the_other_where_the_sentence_says_so() -> None:
    said = say("LiI stops dendrites and hence extends cycle life.")
    said.claim("LiI", "-", "dendrites").claim("LiI", "+", "cycle life")
    found = projected(paper("p", said))
    assert lines(found) == {"LiI > [-] > dendrite-growth > cycle-life +"}
    claims = {c.claim_id: c.belief for c in found.claims}
    weaker = min(claims.values())
    assert only(found).belief == pytest.approx(chain_parameters().same_sentence * weaker)


def test_two_effects_side_by_side_make_no_hop() -> None:
    beside = say("LiI stops dendrites and extends cycle life.")
    beside.claim("LiI", "-", "dendrites").claim("LiI", "+", "cycle life")
    one = say("LiI stops dendrites.").claim("LiI", "-", "dendrites")
    two = say("LiI extends cycle life.").claim("LiI", "+", "cycle life")

    assert lines(projected(paper("p", beside))) == set()
    assert lines(projected(paper("p", one, two))) == set()


# --- roles -----------------------------------------------------------------------------------------------------------


def test_the_role_nearest_in_the_text_goes_with_the_chain() -> None:
    far = say("LiI is a coating.", paragraph=4).role("LiI", "coating")
    near = say("LiI, an electron blocker, stops dendrites and so extends cycle life.").role(
        "LiI", "electron blocker"
    )
    near.claim("LiI", "-", "dendrites").claim("dendrites", "-", "cycle life", "LiI")
    found = projected(paper("p", far, near))
    assert lines(found) == {"LiI > [blocker] > dendrite-growth > cycle-life +"}
    hops = {(e.type, e.source_id, e.target_id) for e in found.edges if e.material_id}
    assert hops == {
        ("ACTS_THROUGH", "role:blocker", "mechanism:dendrite-growth"),
        ("LEADS_TO", "mechanism:dendrite-growth", "performance:cycle-life"),
    }


def test_a_role_of_another_paper_is_not_taken() -> None:
    role = say("LiI is a coating.").role("LiI", "coating")
    acts = say("LiI stops dendrites, which cost cycle life.").claim("LiI", "-", "dendrites")
    acts.claim("dendrites", "-", "cycle life", "LiI")
    assert lines(projected(paper("p", role), paper("q", acts))) == {
        "LiI > [-] > dendrite-growth > cycle-life +"
    }


def test_a_role_that_acts_is_the_role_of_the_chain() -> None:
    said = say("For LiI the electron blocker stops dendrites, which cost cycle life.")
    said.claim("electron blocker", "-", "dendrites", "LiI").claim("dendrites", "-", "cycle life", "LiI")
    assert "LiI > [blocker] > dendrite-growth > cycle-life +" in lines(projected(paper("p", said)))


def test_a_bare_effect_is_a_chain_only_with_a_role() -> None:
    bare = say("LiI extends cycle life.").claim("LiI", "+", "cycle life")
    assert lines(projected(paper("p", bare))) == set()
    role = say("LiI is a coating.").role("LiI", "coating")
    assert lines(projected(paper("p", bare, role))) == {"LiI > [coating] > cycle-life +"}


# --- spans, evidence and limits ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraphs", "names", "span"),
    [((0, 0), "pp", "paragraph"), ((0, 5), "pp", "paper"), ((0, 0), "pq", "papers")],
)
def test_spans(paragraphs: tuple[int, int], names: str, span: str) -> None:
    one = say("LiI stops dendrites.", paragraphs[0]).claim("LiI", "-", "dendrites")
    two = say("For LiI dendrites cost cycle life.", paragraphs[1])
    two.claim("dendrites", "-", "cycle life", "LiI")
    papers = [paper("p", one, two)] if names == "pp" else [paper("p", one), paper("q", two)]
    chain = only(projected(*papers))
    assert chain.span == span
    assert len(chain.sentence_ids) == 2


def test_sentences_stand_in_the_order_of_the_text() -> None:
    two = say("For LiI dendrites cost cycle life.").claim("dendrites", "-", "cycle life", "LiI")
    one = say("LiI stops dendrites.").claim("LiI", "-", "dendrites")
    record = paper("p", two, one)
    share = fragment(record, LEXICON)
    chain = only(project(merge([share])))
    assert chain.sentence_ids == tuple(s.id for s in share.sentences)


def test_belief_is_the_product_of_the_hops() -> None:
    said = say("LiI stops dendrites, which cost cycle life.").claim("LiI", "-", "dendrites", score=0.8)
    said.claim("dendrites", "-", "cycle life", "LiI", score=0.9)
    found = projected(paper("p", said))
    beliefs = [c.belief for c in found.claims]
    assert only(found).belief == pytest.approx(beliefs[0] * beliefs[1])


def test_no_more_chains_than_the_limits_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    said = say("LiI acts on dendrites, voids, wettability and so on cycle life.")
    for number, cause in enumerate(("dendrites", "voids", "wettability")):
        said.claim(cause, "+", "cycle life", "LiI", score=0.9 - number / 10)
    limits = chain_parameters().model_copy(update={"per_outcome": 2})
    monkeypatch.setattr(chains_module, "chain_parameters", lambda: limits)
    assert lines(projected(paper("p", said))) == {
        "LiI > [-] > dendrite-growth > cycle-life +",
        "LiI > [-] > void-formation > cycle-life +",
    }


def test_what_a_paper_explains_is_no_state_to_start_from() -> None:
    said = say("On LiI poor wettability brings voids, and voids feed dendrites.")
    said.claim("wettability", "+", "voids", "LiI", cause_sign="-").claim("voids", "+", "dendrites", "LiI")
    assert lines(projected(paper("p", said))) == {
        "LiI > [-] > wettability > void-formation +",
        "LiI > [-] > wettability > void-formation > dendrite-growth +",
    }
