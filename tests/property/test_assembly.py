"""What holds of assembly whatever papers say: order, repetition, belief, and no chain across materials."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.assembly import merge, project
from extraction.assembly.belief import believe, probability
from extraction.assembly.claims import claim_id
from extraction.assembly.text import content_id
from extraction.model import (
    Assertion,
    Claim,
    Entity,
    Evidence,
    Fragment,
    MentionEdge,
    Paper,
    SentenceNode,
)
from tests.chain_rules import broken

LABELS = {
    "Material": ["A", "B"],
    "Interphase": ["A layer", "SEI"],
    "Role": ["coating"],
    "Mechanism": ["m1", "m2", "m3"],
    "Property": ["p1"],
    "Performance": ["f1", "f2"],
    "Factor": ["x1"],
}
ENTITIES = [
    Entity(id=f"{label.lower()}:{name.replace(' ', '-')}", label=label, name=name)
    for label, names in LABELS.items()
    for name in names
]
BY_ID = {entity.id: entity for entity in ENTITIES}
SUBSTANCES = [e.id for e in ENTITIES if e.label in ("Material", "Interphase")]
SENTENCES = 6
COMMON = settings(max_examples=120, deadline=None)

signs = st.sampled_from(["+", "-"])
statuses = st.sampled_from(["asserted", "asserted", "hedged", "negated"])
works = st.lists(st.sampled_from(["doi:10.1/a", "doi:10.1/b", "doi:10.1/p0"]), max_size=2, unique=True)


@st.composite
def evidences(draw: st.DrawFn, paper: str, status: str | None = None) -> Evidence:
    credited = tuple(draw(works))
    return Evidence(
        sentence_id=f"sentence:{paper}-{draw(st.integers(0, SENTENCES - 1))}",
        paper_id=paper,
        status=status or draw(statuses),  # type: ignore[arg-type]
        rule=draw(st.sampled_from(["claim", "scorer", ""])),
        score=draw(st.floats(0.3, 1)),
        cited=bool(credited),
        references=credited,
    )


@st.composite
def claims(draw: st.DrawFn, paper: str) -> Claim:
    cause, effect = draw(st.lists(st.sampled_from(ENTITIES), min_size=2, max_size=2, unique=True))
    about = cause.id if cause.id in SUBSTANCES else draw(st.sampled_from([None, *SUBSTANCES]))
    sign, low = draw(signs), draw(st.sampled_from(["+", "+", "-"]))
    support = draw(evidences(paper))
    negated = support.status == "negated"
    return Claim(
        id=claim_id(cause.id, low, effect.id, sign, about, negated),
        name=f"{cause.name} {sign} {effect.name}",
        cause_id=cause.id,
        effect_id=effect.id,
        sign=sign,
        cause_sign=low,
        negated=negated,
        about_id=about,
        evidence=(support,),
    )


@st.composite
def assertions(draw: st.DrawFn, paper: str) -> Assertion:
    kind, objects = draw(st.sampled_from([("role", ["role:coating"]), ("component", ["interphase:SEI"])]))
    subject, target = draw(st.sampled_from(["material:A", "material:B"])), draw(st.sampled_from(objects))
    return Assertion(
        id=content_id("assertion", kind, subject, target),
        kind=kind,  # type: ignore[arg-type]
        subject_id=subject,
        object_id=target,
        evidence=(draw(evidences(paper, "asserted")),),
    )


def unique(items: Sequence[Claim] | Sequence[Assertion]) -> tuple:  # type: ignore[type-arg]
    return tuple({item.id: item for item in items}.values())


@st.composite
def sentences(draw: st.DrawFn, paper: str, at: int) -> tuple[SentenceNode, list[MentionEdge]]:
    """A sentence that names some things, in words that carry on, show, and draw consequences."""
    named = draw(st.lists(st.sampled_from(ENTITIES), max_size=4, unique=True))
    text, mentions = draw(st.sampled_from(["This glass", "Its", "The", "and", ""])), list[MentionEdge]()
    key = f"sentence:{paper}-{at}"
    for entity in named:
        text += draw(st.sampled_from([" shows ", " and hence ", " the ", " than ", " "]))
        mentions.append(
            MentionEdge(
                sentence_id=key,
                entity_id=entity.id,
                text=entity.name,
                start=100 * at + len(text),
                end=100 * at + len(text) + len(entity.name),
            )
        )
        text += entity.name
    node = SentenceNode(
        id=key,
        paper_id=paper,
        text=text,
        start=100 * at,
        end=100 * at + 90,
        section=None,
        kind="prose",
        paragraph=at // 3,
    )
    return node, mentions


@st.composite
def fragments(draw: st.DrawFn, number: int) -> Fragment:
    paper = f"paper:{number}"
    head = Paper(
        id=paper, name=str(number), file=f"{number}.md", sha256="0", doi="10.1/P0" if not number else None
    )
    told = [draw(sentences(paper, at)) for at in range(SENTENCES)]
    return Fragment(
        paper=head,
        sentences=tuple(node for node, _ in told),
        mentions=tuple(mention for _, mentions in told for mention in mentions),
        entities=tuple(ENTITIES),
        assertions=unique(draw(st.lists(assertions(paper), max_size=4))),
        claims=unique(draw(st.lists(claims(paper), max_size=12))),
    )


@st.composite
def libraries(draw: st.DrawFn) -> list[Fragment]:
    return [draw(fragments(number)) for number in range(draw(st.integers(1, 3)))]


# --- order and repetition ------------------------------------------------------------------------------------


@COMMON
@given(libraries(), st.randoms(use_true_random=False))
def test_the_order_of_papers_is_of_no_matter(library: list[Fragment], random: st.DataObject) -> None:
    shuffled = list(library)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert project(merge(shuffled)) == project(merge(library))


@COMMON
@given(libraries(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_read_back_is_of_no_matter(
    library: list[Fragment], random: st.DataObject
) -> None:
    base = merge(library)

    def shuffled(items: Sequence[object]) -> tuple[object, ...]:
        mixed = list(items)
        random.shuffle(mixed)  # type: ignore[attr-defined]
        return tuple(mixed)

    mixed_claims = [c.model_copy(update={"evidence": shuffled(c.evidence)}) for c in base.claims]
    other = base.model_copy(
        update={
            "sentences": shuffled(base.sentences),
            "entities": shuffled(base.entities),
            "assertions": shuffled(base.assertions),
            "mentions": shuffled(base.mentions),
            "claims": shuffled(mixed_claims),
        }
    )
    assert project(other) == project(base)


@COMMON
@given(libraries())
def test_merging_twice_is_merging_once(library: list[Fragment]) -> None:
    assert merge([*library, *library]) == merge(library)


# --- chains ---------------------------------------------------------------------------------------------------


@COMMON
@given(libraries())
def test_no_chain_joins_hops_of_different_materials(library: list[Fragment]) -> None:
    base = merge(library)
    found = project(base)
    assert not broken(found.chains, base)
    for edge in found.edges:
        if edge.type in ("ACTS_THROUGH", "LEADS_TO"):
            assert edge.material_id
            assert edge.claim_ids


@COMMON
@given(libraries())
def test_chains_are_evidenced_and_well_formed(library: list[Fragment]) -> None:
    base = merge(library)
    found = project(base)
    sentences = {s.id: s for s in base.sentences}
    roles = {(a.subject_id, a.object_id) for a in base.assertions if a.kind == "role"}
    acting = {(c.about_id, c.cause_id) for c in base.claims}
    assert len({chain.id for chain in found.chains}) == len(found.chains)
    for chain in found.chains:
        assert chain.claim_ids
        assert chain.sentence_ids
        assert 0 <= chain.belief <= 1
        nodes = [chain.material_id, *chain.mechanism_ids, chain.performance_id]
        assert len(set(nodes)) == len(nodes)
        inner = [n for n in chain.mechanism_ids if BY_ID[n].label != "Interphase"]
        assert len(inner) <= 3
        if chain.role_id:
            subjects = {chain.material_id, *chain.mechanism_ids[:1]}
            assert any((s, chain.role_id) in roles | acting for s in subjects)
        places = [(sentences[s].paper_id, sentences[s].start) for s in chain.sentence_ids]
        assert places == sorted(places)


# --- belief -----------------------------------------------------------------------------------------------------


def lists_of_evidence(max_size: int = 6) -> st.SearchStrategy[list[Evidence]]:
    return st.lists(
        st.integers(0, 3).flatmap(lambda number: evidences(f"paper:{number}")), min_size=1, max_size=max_size
    )


DOIS = {"paper:0": "10.1/p0"}


@COMMON
@given(libraries())
def test_beliefs_are_shares(library: list[Fragment]) -> None:
    found = project(merge(library))
    assert all(0 <= state.belief <= 1 for state in found.claims)
    assert all(0 <= edge.belief <= 1 for edge in found.edges)


@COMMON
@given(lists_of_evidence(), evidences("paper:new", "asserted"))
def test_another_paper_never_lowers_belief(evidence: list[Evidence], more: Evidence) -> None:
    assert believe([*evidence, more], DOIS).value >= believe(evidence, DOIS).value - 1e-12


@COMMON
@given(st.lists(evidences("paper:0"), min_size=1, max_size=8))
def test_one_paper_is_never_more_than_its_best_sentence(evidence: list[Evidence]) -> None:
    best = max(probability(support) for support in evidence)
    assert believe(evidence, DOIS).value <= best + 1e-12


@COMMON
@given(lists_of_evidence())
def test_the_terms_give_the_belief(evidence: list[Evidence]) -> None:
    found = believe(evidence, DOIS)
    doubt = 1.0
    for term in found.terms:
        doubt *= 1 - term.probability
    assert abs(found.value - (1 - doubt)) < 1e-12
    assert [term.paper_id for term in found.terms] == sorted({e.paper_id for e in evidence})


@COMMON
@given(lists_of_evidence(4), st.randoms(use_true_random=False))
def test_belief_knows_no_order(evidence: list[Evidence], random: st.DataObject) -> None:
    shuffled = list(evidence)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert believe(shuffled, DOIS) == believe(evidence, DOIS)
