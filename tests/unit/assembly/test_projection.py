"""What follows from several papers: claims beside claims, effects summed, aliases, and the same in any order."""

from __future__ import annotations

import pytest

from extraction.assembly import Tally, fragment, merge, project
from extraction.model import ProjectedEdge, Projection
from tests.assembly_records import LEXICON, Said, paper


def projected(*papers: object, tally: Tally | None = None) -> Projection:
    return project(merge([fragment(p, LEXICON) for p in papers]), tally)  # type: ignore[arg-type]


def edges(found: Projection, kind: str) -> list[ProjectedEdge]:
    return [edge for edge in found.edges if edge.type == kind]


def slows(cause: str, sign: str = "-", about: str = "", **more: object) -> Said:
    """`cause` slows (or, with +, feeds) dendrites."""
    kind = "Int" if cause.endswith(("SEI", "interphase")) else "Mat"
    named = [f"{kind} {cause}", "Mech dendrites", *([f"Mat {about}"] if about else [])]
    said = Said(f"{cause} acts on dendrites {'on ' + about if about else 'so'}.", *named)
    return said.claim(cause, sign, "dendrites", about or None, **more)


# --- refinement and contradiction ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("narrow", "broad", "expected"),
    [
        (slows("LiF-rich SEI"), slows("SEI"), 1),
        (slows("SEI"), slows("LiF-rich SEI"), 1),
        (slows("LiF-rich SEI"), slows("SEI", "+"), 0),
        (slows("LiF-rich SEI"), slows("LiI interphase"), 0),
        (slows("LiF-rich SEI", about="Li"), slows("LiF-rich SEI"), 1),
        (slows("LiF-rich SEI", about="Li"), slows("SEI"), 1),
        (slows("LiF-rich SEI", about="Li"), slows("SEI", about="Si"), 0),
        (slows("LiF-rich SEI", status="negated"), slows("SEI"), 0),
        (slows("LiF-rich SEI", "+", cause_sign="-"), slows("SEI"), 1),
    ],
)
def test_refines(narrow: Said, broad: Said, expected: int) -> None:
    found = projected(paper("p", narrow), paper("q", broad))
    assert len(edges(found, "REFINES")) == expected


def test_the_narrower_claim_refines_the_broader() -> None:
    shares = [
        fragment(paper("p", slows("LiF-rich SEI")), LEXICON),
        fragment(paper("q", slows("SEI")), LEXICON),
    ]
    edge = edges(project(merge(shares)), "REFINES")[0]
    assert (edge.source_id, edge.target_id) == (shares[0].claims[0].id, shares[1].claims[0].id)
    assert edge.paper_count == 2


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (slows("LiF"), slows("LiF", "+"), 1),
        (slows("LiF"), slows("LiF", status="negated"), 1),
        (slows("LiF"), slows("LiF", "+", status="negated"), 0),
        (slows("LiF", status="negated"), slows("LiF", "+", status="negated"), 0),
        (slows("LiF"), slows("LiF", cause_sign="-"), 1),
        (slows("LiF"), slows("LiI", "+"), 0),
        (slows("LiF", about="Li"), slows("LiF", "+", about="Si"), 0),
        (slows("LiF", about="Li"), slows("LiF", "+"), 1),
    ],
)
def test_contradicts(one: Said, other: Said, expected: int) -> None:
    found = projected(paper("p", one), paper("q", other))
    assert len(edges(found, "CONTRADICTS")) == expected


# --- effects summed --------------------------------------------------------------------------------------------


def test_effects_are_summed_over_substances_and_papers_count_once() -> None:
    both = Said("LiF acts on dendrites on Li and Si.", "Mat LiF", "Mech dendrites", "Mat Li", "Mat Si")
    both.claim("LiF", "-", "dendrites", "Li").claim("LiF", "-", "dendrites", "Si")
    alone = projected(paper("p", slows("LiF")))
    twice = projected(paper("p", both))
    assert len(edges(twice, "AFFECTS")) == 1
    assert edges(twice, "AFFECTS")[0].belief == edges(alone, "AFFECTS")[0].belief
    assert len(edges(twice, "AFFECTS")[0].claim_ids) == 2


def test_the_better_believed_sign_wins_and_is_believed_less_for_the_other() -> None:
    papers = [paper("p", slows("LiF")), paper("q", slows("LiF")), paper("r", slows("LiF", "+"))]
    agreed, mixed = projected(*papers[:2]), projected(*papers)
    (edge,) = edges(mixed, "AFFECTS")
    assert edge.sign == "-"
    assert 0 < edge.belief < edges(agreed, "AFFECTS")[0].belief
    assert (edge.paper_count, edge.evidence_count) == (3, 3)


def test_what_is_only_denied_has_no_effect() -> None:
    tally = Tally()
    found = projected(paper("p", slows("LiF", status="negated")), tally=tally)
    assert edges(found, "AFFECTS") == []
    assert {c.step: c.dropped for c in tally.counts()}["affect"] == {"only denied": 1}
    assert found.claims[0].status == "negated"


# --- claims, kinds, roles and aliases --------------------------------------------------------------------------------


def test_the_state_of_a_claim() -> None:
    state = projected(
        paper("p", slows("LiF", status="hedged"), slows("LiF")), paper("q", slows("LiF"))
    ).claims[0]
    assert (state.status, state.evidence_count, state.paper_count) == ("asserted", 3, 2)
    assert [term.paper_id for term in state.terms] == ["paper:p", "paper:q"]
    redone = 1 - (1 - state.terms[0].probability) * (1 - state.terms[1].probability)
    assert state.belief == pytest.approx(redone)
    assert projected(paper("p", slows("LiF", status="hedged"))).claims[0].status == "hedged"


def test_kinds_roles_and_components_are_edges() -> None:
    text = "LiI, part of the SEI, is an electron blocker."
    said = (
        Said(text, "Mat LiI", "Int SEI", "Role electron blocker")
        .part("LiI", "SEI")
        .role("LiI", "electron blocker")
    )
    found = {(e.type, e.source_id, e.target_id) for e in projected(paper("p", said)).edges}
    assert found == {
        ("COMPONENT_OF", "material:LiI", "interphase:sei"),
        ("HAS_ROLE", "material:LiI", "role:blocker"),
        ("IS_A", "interphase:sei", "interphase:interphase"),
    }


def test_aliases_are_what_texts_and_lexicons_say() -> None:
    said = Said("LLZO, a cubic garnet.", "Mat cubic garnet = LLZO")
    assert projected(paper("p", said)).aliases["material:LLZO"] == ("LLZO", "cubic garnet")


# --- merging --------------------------------------------------------------------------------------------------------


def test_merging_is_the_same_in_any_order_and_twice() -> None:
    shares = [fragment(paper(name, slows("LiF"), slows("SEI")), LEXICON) for name in "pqr"]
    assert merge(shares) == merge(reversed(shares)) == merge([*shares, *shares])


def test_a_name_that_two_papers_write_differently_is_one_node() -> None:
    shares = [
        fragment(paper(name, Said(text, f"Mech {text}")), LEXICON)
        for name, text in (("p", "Lattice breathing"), ("q", "lattice-breathing"))
    ]
    ids = {entity.id for share in shares for entity in share.entities}
    assert ids == {"mechanism:lattice-breathing"}
    assert len(merge(shares).entities) == 1


def test_a_claim_whose_ends_are_not_there_is_left_out_and_counted() -> None:
    base = merge([fragment(paper("p", slows("LiF")), LEXICON)])
    tally = Tally()
    assert project(base.model_copy(update={"entities": ()}), tally).claims == ()
    assert {c.step: c.dropped for c in tally.counts()}["believe"] == {"an end or all evidence is missing": 1}
