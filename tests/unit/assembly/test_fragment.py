"""One paper's share of the graph: sentences, claims, roles, whom it credits, and what bare names stand for."""

from __future__ import annotations

import pytest

from extraction.assembly import Tally, fragment
from extraction.assembly.functional import role_in
from extraction.assembly.place import is_cited
from extraction.model import CitedWork, Fragment, PaperRecord, SentenceRecord
from extraction.nlp.lexicon import load
from tests.assembly_records import LEXICON, Said, paper


def made(record: PaperRecord, tally: Tally | None = None) -> Fragment:
    return fragment(record, LEXICON, tally)


def _sentence(text: str, references: tuple[int, ...] = (), section: str | None = None) -> SentenceRecord:
    return SentenceRecord(doc="p", start=0, end=9, section=section, text=text, references=references)


# --- sentences and mentions ----------------------------------------------------------------------------


def test_only_sentences_that_name_something_are_kept() -> None:
    share = made(paper("p", Said("Cells were wiped clean."), Said("LiF is white.", "Mat LiF")))
    assert [s.text for s in share.sentences] == ["LiF is white."]
    assert [(m.entity_id, m.text, m.start, m.end) for m in share.mentions] == [
        ("material:LiF", "LiF", 1000, 1003)
    ]


def test_ids_follow_from_the_paper_and_the_place() -> None:
    one, again = (made(paper("p", Said("LiF is white.", "Mat LiF"))) for _ in range(2))
    other = made(paper("q", Said("LiF is white.", "Mat LiF")))
    assert one == again
    assert one.sentences[0].id != other.sentences[0].id
    assert one.entities == other.entities


def test_what_entities_are_kinds_of_comes_along() -> None:
    share = made(paper("p", Said("Ga-doped LLZO was cast.", "Mat Ga-doped LLZO")))
    assert [e.id for e in share.entities] == [
        "material:Ga-doped-Li7La3Zr2O12",
        "material:LLZO",
        "material:garnet",
    ]


# --- claims ----------------------------------------------------------------------------------------------


def test_a_claim_with_its_evidence() -> None:
    text = "A LiF-rich SEI keeps dendrites small."
    said = Said(text, "Int LiF-rich SEI", "Mech dendrites").claim(
        "LiF-rich SEI", "-", "dendrites", cue="keeps"
    )
    claim = made(paper("p", said)).claims[0]
    assert claim.name == "LiF-rich SEI lowers dendrite growth"
    assert (claim.cause_id, claim.sign, claim.effect_id) == (
        "interphase:lif-rich-sei",
        "-",
        "mechanism:dendrite-growth",
    )
    assert claim.about_id == claim.cause_id
    assert [(e.rule, e.cue, e.status, e.cited) for e in claim.evidence] == [
        ("claim", "keeps", "asserted", False)
    ]


def test_a_claim_said_twice_is_one_with_two_sentences() -> None:
    tally = Tally()
    one = Said("LiF slows dendrites.", "Mat LiF", "Mech dendrites").claim("LiF", "-", "dendrites")
    text = "Dendrite growth drops with lithium fluoride."
    two = Said(text, "Mech Dendrite growth", "Mat lithium fluoride")
    two.claim("lithium fluoride", "-", "Dendrite growth", "lithium fluoride")
    share = made(paper("p", one, two), tally)
    assert [len(c.evidence) for c in share.claims] == [2]
    counts = {c.step: c for c in tally.counts()}["claims"]
    assert (counts.taken, counts.made, counts.dropped) == (2, 1, {"said before": 1})


@pytest.mark.parametrize(
    ("sign", "more", "name"),
    [
        ("+", {}, "wettability raises dendrite growth (Li)"),
        ("-", {}, "wettability lowers dendrite growth (Li)"),
        ("+", {"cause_sign": "-"}, "less wettability raises dendrite growth (Li)"),
        ("+", {"status": "hedged"}, "wettability raises dendrite growth (Li)"),
        ("-", {"status": "negated"}, "wettability does not lower dendrite growth (Li)"),
    ],
)
def test_names_of_claims(sign: str, more: dict[str, str], name: str) -> None:
    said = Said("On Li wettability drives dendrites.", "Mat Li", "Prop wettability", "Mech dendrites")
    claim = made(paper("p", said.claim("wettability", sign, "dendrites", "Li", **more))).claims[0]
    assert claim.name == name
    assert claim.negated is (more.get("status") == "negated")


def test_signs_denial_and_substance_make_claims_differ() -> None:
    said = Said(
        "On Li or Si wettability drives dendrites.", "Mat Li", "Mat Si", "Prop wettability", "Mech dendrites"
    )
    said.claim("wettability", "+", "dendrites", "Li").claim("wettability", "-", "dendrites", "Li")
    said.claim("wettability", "+", "dendrites", "Si").claim("wettability", "+", "dendrites")
    said.claim("wettability", "+", "dendrites", "Li", status="negated")
    said.claim("wettability", "+", "dendrites", "Li", cause_sign="-")
    said.claim("wettability", "+", "dendrites", "Li", status="hedged")
    assert len(made(paper("p", said)).claims) == 6


def test_free_spans_become_factors() -> None:
    said = Said("The loose heap raises capacity.", "Perf capacity").claim("~The loose heap", "+", "capacity")
    share = made(paper("p", said))
    factor = next(e for e in share.entities if e.label == "Factor")
    assert (factor.id, factor.name, factor.grounded) == ("factor:loose-heap", "loose heap", False)
    assert share.claims[0].cause_id == factor.id


def test_claims_without_a_name_at_an_end_are_dropped_and_counted() -> None:
    tally = Tally()
    said = Said("It raises capacity and capacity.", "Perf capacity").claim("~It", "+", "capacity")
    said.claim("capacity", "+", "capacity")
    assert made(paper("p", said), tally).claims == ()
    counts = {c.step: c for c in tally.counts()}["claims"]
    assert counts.dropped == {"cause and effect are one": 1, "no name for its cause": 1}


# --- roles and components -------------------------------------------------------------------------------------


def test_roles_and_components() -> None:
    text = "LiI, part of the SEI, is an electron blocker."
    said = Said(text, "Mat LiI", "Int SEI", "Role electron blocker")
    share = made(paper("p", said.part("LiI", "SEI").role("LiI", "electron blocker")))
    found = {(a.kind, a.subject_id, a.object_id) for a in share.assertions}
    assert found == {
        ("component", "material:LiI", "interphase:sei"),
        ("role", "material:LiI", "role:blocker"),
    }


def test_relations_with_the_wrong_ends_are_dropped() -> None:
    tally = Tally()
    said = Said("Voids serve as an anode.", "Mech Voids", "Role anode").role("Voids", "anode")
    assert made(paper("p", said), tally).assertions == ()
    assert {c.step: c for c in tally.counts()}["assertions"].dropped == {"ends unfit for a role": 1}


# --- whose finding ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "references", "section", "kind", "credited", "expected"),
    [
        ("LiF slows dendrites.", (), None, "review", (), False),
        ("LiF slows dendrites.", (4,), None, "review", (), True),
        ("LiF slows dendrites.", (4,), None, "research", (), False),
        ("LiF slows dendrites.", (4,), "1. Introduction", "research", (), True),
        ("LiF slows dendrites.", (), "1. Introduction", "research", (), False),
        ("LiF slows dendrites.", (4,), "Results", "research", (4,), True),
        ("Here we show that LiF slows dendrites.", (4,), "Introduction", "research", (4,), False),
        ("In this work, LiF slows dendrites.", (4,), None, "research", (), False),
        ("Miller et al. slowed dendrites with LiF.", (), None, "research", (), True),
        ("A LiF layer was reported by Miller.", (), None, "research", (), True),
        ("We reviewed what Miller et al. did.", (4,), None, "review", (), True),
    ],
)
def test_whom_a_sentence_credits(
    text: str,
    references: tuple[int, ...],
    section: str | None,
    kind: str,
    credited: tuple[int, ...],
    expected: bool,
) -> None:
    assert is_cited(_sentence(text, references, section), kind, credited) is expected


def test_credited_works_are_named_by_doi_or_by_paper() -> None:
    works = [
        CitedWork(number=4, text="Fourth", doi="https://doi.org/10.1/ABC"),
        CitedWork(number=5, text="Fifth, a"),
        CitedWork(number=5, text="Fifth, b"),
    ]
    said = Said("LiF slows dendrites.", "Mat LiF", "Mech dendrites", references=(4, 5, 9))
    said.claim("LiF", "-", "dendrites", references=(4,))
    share = made(paper("p", said, works=works, kind="review"))
    assert share.claims[0].evidence[0].references == ("doi:10.1/abc",)
    assert share.claims[0].evidence[0].cited
    assert [r.id.split(":")[0] for r in share.references] == ["doi", "reference", "reference"]
    assert share.references[1].id == "reference:p:5"
    assert len(share.sentences[0].references) == 3


# --- antecedents -------------------------------------------------------------------------------------------------

NAMED = "A LiF-rich SEI formed."
TAKEN_UP = "This interphase slows dendrites."


def _takes_up(text: str = TAKEN_UP, paragraph: int = 0) -> Said:
    said = Said(text, "Int interphase", "Mech dendrites", paragraph=paragraph)
    return said.claim("interphase", "-", "dendrites")


def test_a_bare_name_takes_up_the_one_interphase_named_before() -> None:
    share = made(paper("p", Said(NAMED, "Int LiF-rich SEI"), _takes_up()))
    assert share.claims[0].cause_id == "interphase:lif-rich-sei"


def test_of_several_it_takes_up_the_one_of_its_kind_that_was_named_last() -> None:
    two = Said("LiF-rich SEI, SEI.", "Int LiF-rich SEI", "Int SEI")
    other = Said("The Li/LLZO interface is flat.", "Int Li/LLZO interface")
    share = made(paper("p", two, Said(NAMED, "Int LiF-rich SEI"), other, _takes_up()))
    assert share.claims[0].cause_id == "interphase:lif-rich-sei"


@pytest.mark.parametrize(
    "said",
    [
        (Said(NAMED, "Int LiF-rich SEI"), _takes_up(paragraph=1)),
        (Said(NAMED, "Int LiF-rich SEI"), _takes_up("An interphase slows dendrites.")),
        (Said("LiF-rich SEI, LiI interphase.", "Int LiF-rich SEI", "Int LiI interphase"), _takes_up()),
        (_takes_up(), Said(NAMED, "Int LiF-rich SEI")),
        (Said("The Li/LLZO interface is flat.", "Int Li/LLZO interface"), _takes_up()),
        (Said("LiF-rich SEI growth ends.", "Mech LiF-rich SEI growth", "Int LiF-rich SEI"), _takes_up()),
    ],
    ids=["other paragraph", "no determiner", "two candidates", "named after", "another kind", "in a name"],
)
def test_a_bare_name_stays_general_where_that_is_not_safe(said: tuple[Said, ...]) -> None:
    claim = made(paper("p", *said)).claims[0]
    assert claim.cause_id == "interphase:interphase"


# --- roles that names bear -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("garnet electrolyte", "electrolyte"),
        ("solid electrolyte", "solid electrolyte"),
        ("crystalline solid electrolyte", "solid electrolyte"),
        ("layered oxide cathode", "cathode"),
        ("inorganic filler", "filler"),
        ("electrolyte salt", None),
        ("amorphous matrix", None),
        ("metal ligand", None),
        ("mobile ion", None),
        ("metal-organic framework", None),
        ("LiF", None),
    ],
)
def test_a_substance_plays_the_role_that_its_name_ends_in(name: str, role: str | None) -> None:
    assert role_in(name, load()) == role


def test_the_role_in_a_name_is_stated_by_the_sentence_that_names_it() -> None:
    share = made(
        paper("p", Said("An oxide anode swells.", "Mat oxide anode"), Said("LiF is white.", "Mat LiF"))
    )
    assert [(a.subject_id, a.object_id) for a in share.assertions] == [("material:oxide-anode", "role:anode")]
    assert [e.rule for a in share.assertions for e in a.evidence] == ["role.named-role"]


def test_a_name_inside_that_of_a_quality_bears_no_role() -> None:
    swelling = Said("The oxide anode swelling ends.", "Mech oxide anode swelling", "Mat oxide anode")
    assert not made(paper("p", swelling)).assertions
