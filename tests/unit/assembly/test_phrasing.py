"""What sentences carry on without naming it, what they show, and which words join two effects."""

from __future__ import annotations

import pytest

from extraction.assembly import fragment, merge, project
from extraction.assembly.phrasing import Wording, wording
from extraction.assembly.shown import shown
from extraction.assembly.steps import Tally
from extraction.assembly.topics import topics
from extraction.assembly.view import view
from extraction.model import Projection
from tests.assembly_records import LEXICON, Said, paper

V2O5 = ("V2O5 glass serves as an anode.", "Mat V2O5", "Role anode")


def words(*said: Said) -> Wording:
    return wording(view(merge([fragment(paper("p", *said), LEXICON)]), Tally()))


def carried(*said: Said) -> set[str]:
    """What the last sentence carries on."""
    found = words(*said)
    last = max(found.view.sentences.values(), key=lambda node: node.start)
    return {key.partition(":")[2] for key in topics(found).get(last.id, ())}


def chains(found: Projection) -> set[tuple[str, tuple[str, ...], str]]:
    def short(key: str) -> str:
        return key.partition(":")[2]

    return {
        (short(c.material_id), tuple(map(short, c.mechanism_ids)), short(c.performance_id))
        for c in found.chains
    }


def test_a_name_inside_that_of_a_quality_is_not_named() -> None:
    found = words(Said("LiF growth ends.", "Mech LiF growth", "Mat LiF"))
    (named,) = found.named.values()
    assert [(n.entity_id, n.start) for n in named] == [("mechanism:LiF-growth", 0)]


# --- carrying on -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "text", "named", "expected"),
    [
        ("V2O5 is cheap.", "Its voids feed dendrites.", ["Mech voids"], {"V2O5"}),
        ("V2O5 is cheap.", "This glass has voids.", ["Mech voids"], {"V2O5"}),
        ("V2O5 is cheap.", "The obtained new electrode has voids.", ["Mech voids"], {"V2O5"}),
        ("V2O5 is cheap and", "has voids all over.", ["Mech voids"], {"V2O5"}),
        ("V2O5 is cheap.", "It has voids.", ["Mech voids"], {"V2O5"}),
        ("V2O5 is cheap.", "It is known that voids matter.", ["Mech voids"], set()),
        ("V2O5 is cheap.", "This review is about voids.", ["Mech voids"], set()),
        ("V2O5 is cheap.", "Dendrites end in voids.", ["Mech voids"], set()),
        ("V2O5 is cheap.", "Its twin LiF has voids.", ["Mat LiF", "Mech voids"], set()),
        (
            "V2O5 is cheap.",
            "Its LiF growth ends in voids.",
            ["Mech LiF growth", "Mat LiF", "Mech voids"],
            {"V2O5"},
        ),
        ("V2O5 and LiF are cheap.", "Their voids feed dendrites.", ["Mech voids"], set()),
        ("V2O5 outlives all others, unlike LiF.", "Its voids are few.", ["Mech voids"], {"V2O5"}),
        ("We prepared V2O5 out of LiF.", "This glass has voids.", ["Mech voids"], {"V2O5"}),
    ],
)
def test_a_sentence_carries_on_the_one_material_before(
    before: str, text: str, named: list[str], expected: set[str]
) -> None:
    materials = [f"Mat {name}" for name in ("V2O5", "LiF") if name in before]
    assert carried(Said(before, *materials), Said(text, *named)) == expected


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("Unlike Si, V2O5 is cheap.", "Its voids are few.", {"V2O5"}),
        ("Compared to Si, V2O5 and LiF are cheap.", "Their voids are few.", set()),
        ("V2O5 is cheap.", "This glass has few voids.", {"V2O5"}),
        ("V2O5 is cheap.", "The glass has few voids.", set()),
        ("V2O5 is cheap.", "This glass has few voids beside Si.", set()),
        ("V2O5 and LiF are cheap.", "This glass has few voids.", set()),
    ],
)
def test_a_class_takes_up_the_material_before(before: str, text: str, expected: set[str]) -> None:
    named = ("Mat V2O5", "Mat LiF", "Mat Si", "Mat glass", "Mech voids")
    one, two = (Said(s, *(n for n in named if n.partition(" ")[2] in s)) for s in (before, text))
    assert carried(one, two) == expected


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        ("In addition, the voids feed dendrites.", ["Mech voids"], {"V2O5"}),
        ("Moreover, the content of V feeds voids.", ["Mat V", "Mech voids"], {"V2O5"}),
        ("Moreover, the content of Si feeds voids.", ["Mat Si", "Mech voids"], set()),
        ("Moreover, voids feed dendrites.", ["Mech voids"], set()),
        ("Thus, the voids feed dendrites.", ["Mech voids"], set()),
        ("Its voids feed dendrites.", ["Mech voids"], {"V2O5"}),
    ],
)
def test_an_addition_goes_on_with_what_the_claims_before_are_about(
    text: str, named: list[str], expected: set[str]
) -> None:
    before = Said("V2O5 in LiF stops voids.", "Mat V2O5", "Mat LiF", "Mech voids")
    assert carried(before.claim("V2O5", "-", "voids"), Said(text, *named)) == expected


def test_a_claim_about_one_of_many_is_not_what_a_sentence_speaks_of() -> None:
    many = ("Mat V2O5", "Mat LiF", "Mat Si", "Mat Co")
    before = Said("V2O5, LiF, Si and Co stop voids.", *many, "Mech voids").claim("V2O5", "-", "voids")
    assert carried(before, Said("Their voids feed dendrites.", "Mech voids")) == set()


def test_a_sentence_that_names_two_and_claims_nothing_is_not_carried_on() -> None:
    assert (
        carried(Said("V2O5 holds LiF.", "Mat V2O5", "Mat LiF"), Said("Its voids grow.", "Mech voids"))
        == set()
    )


def test_an_addition_to_no_claim_carries_nothing_on() -> None:
    added = Said("In addition, the voids feed dendrites.", "Mech voids")
    assert carried(Said("V2O5 is cheap.", "Mat V2O5"), added) == set()


def test_what_a_class_does_is_done_by_the_material_that_it_takes_up() -> None:
    one = Said("V2O5 is an anode.", "Mat V2O5", "Role anode").role("V2O5", "anode")
    two = Said(
        "This glass stops voids, thus extending cycle life.", "Mat glass", "Mech voids", "Perf cycle life"
    )
    two = two.claim("glass", "-", "voids").claim("voids", "-", "cycle life", about="glass")
    found = project(merge([fragment(paper("p", one, two), LEXICON)]))
    assert ("V2O5", ("void-formation",), "cycle-life") in chains(found)
    assert all(len(c.sentence_ids) == 2 for c in found.chains if c.material_id == "material:V2O5")


def test_not_over_paragraphs() -> None:
    assert (
        carried(Said("V2O5 is cheap.", "Mat V2O5"), Said("Its voids grow.", "Mech voids", paragraph=1))
        == set()
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The high wettability helps.", {"V2O5"}),
        ("A high wettability helps.", set()),
        ("The high thermal stability helps.", set()),
    ],
)
def test_a_property_taken_up_again(text: str, expected: set[str]) -> None:
    before = Said("V2O5 has a good wettability.", "Mat V2O5", "Prop wettability")
    named = [f"Prop {name}" for name in ("wettability", "thermal stability") if name in text]
    assert carried(before, Said(text, *named)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("The anode has voids.", {"V2O5"}), ("An anode has voids.", set())]
)
def test_a_role_leads_to_those_who_play_it(text: str, expected: set[str]) -> None:
    role = Said(*V2O5).role("V2O5", "anode")
    between = Said("LiF and Si are known.", "Mat LiF", "Mat Si")
    assert carried(role, between, Said(text, "Role anode", "Mech voids")) == expected


def test_a_carried_claim_starts_a_chain_which_shows_who_is_meant() -> None:
    one = Said("V2O5 is cheap.", "Mat V2O5")
    two = Said("Its voids cost cycle life.", "Mech voids", "Perf cycle life").claim(
        "voids", "-", "cycle life"
    )
    found = project(merge([fragment(paper("p", one, two), LEXICON)]))
    assert chains(found) == {("V2O5", ("void-formation",), "cycle-life")}
    assert len(found.chains[0].sentence_ids) == 2
    claim = found.claims[0].belief
    assert 0 < found.chains[0].belief < claim


# --- showing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        ("V2O5 delivers a capacity of 300 mAh/g.", "Mat V2O5;Perf capacity", {"V2O5 + capacity"}),
        ("V2O5 exhibits a poor cycle life.", "Mat V2O5;Perf cycle life", {"V2O5 - cycle-life"}),
        ("A high CE is obtained with LiF.", "Perf CE;Mat LiF", {"LiF + coulombic-efficiency"}),
        ("Si shows a short circuit.", "Mat Si;Perf short circuit", set()),
        ("Si shows no voids and minimal short circuit.", "Mat Si;Perf short circuit", {"Si - short-circuit"}),
        ("LiF is stable, whereas Si shows a capacity.", "Mat LiF;Mat Si;Perf capacity", {"Si + capacity"}),
        ("LiF and Si show a capacity.", "Mat LiF;Mat Si;Perf capacity", set()),
        ("V2O5 shows voids at a capacity of 3 Ah.", "Mat V2O5;Mech voids;Perf capacity", set()),
        ("V2O5 is known for capacity.", "Mat V2O5;Perf capacity", set()),
    ],
)
def test_what_a_material_shows(text: str, named: str, expected: set[str]) -> None:
    found = words(Said(text, *named.split(";")))
    short = {f"{s.material_id[9:]} {s.sign} {s.performance_id[12:]}" for s in shown(found, topics(found))}
    assert short == expected


def test_what_is_shown_ends_a_chain_in_its_sentence_but_makes_none() -> None:
    shows = Said("V2O5 delivers a capacity.", "Mat V2O5", "Perf capacity")
    acts = Said("V2O5 stops voids.", "Mat V2O5", "Mech voids").claim("V2O5", "-", "voids")
    both = Said("V2O5 stops voids and delivers a capacity.", "Mat V2O5", "Mech voids", "Perf capacity")
    both.claim("V2O5", "-", "voids")
    other = Said("LiF stops voids.", "Mat LiF", "Mech voids").claim("LiF", "-", "voids")
    assert chains(project(merge([fragment(paper("p", shows), LEXICON)]))) == set()
    assert chains(project(merge([fragment(paper("p", acts, shows), LEXICON)]))) == set()
    found = project(merge([fragment(paper("p", both, other), LEXICON)]))
    assert chains(found) == {("V2O5", ("void-formation",), "capacity")}


# --- consequence -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("LiI lowers wettability and hence dendrites.", True),
        ("LiI lowers wettability, resulting in dendrites.", True),
        ("LiI lowers wettability and dendrites.", False),
        ("LiI lowers dendrites and hence wettability.", False),
    ],
)
def test_words_of_consequence_join_a_property_and_a_mechanism(text: str, joined: bool) -> None:
    order = sorted(["Prop wettability", "Mech dendrites"], key=lambda name: text.index(name[5:]))
    said = Said(text, "Mat LiI", *order).claim("LiI", "-", "wettability").claim("LiI", "+", "dendrites")
    found = chains(project(merge([fragment(paper("p", said), LEXICON)])))
    assert (("LiI", ("wettability",), "dendrite-growth") in found) is joined


def test_a_shorter_chain_of_the_same_claims_is_left_out() -> None:
    said = Said("LiI, a coating, stops voids and hence extends cycle life.", "Mat LiI", "Role coating", "Mech voids",
                "Perf cycle life")  # fmt: skip
    said.role("LiI", "coating").claim("LiI", "-", "voids").claim("LiI", "+", "cycle life")
    assert chains(project(merge([fragment(paper("p", said), LEXICON)]))) == {
        ("LiI", ("void-formation",), "cycle-life")
    }
