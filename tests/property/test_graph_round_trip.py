"""On random papers: written twice is written once, a forgotten one was never there, order is nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction.model import Claim, Entity, Evidence, Fragment, ReferenceNode
from graph.store import GraphStore, open_store
from graph.writer import evidence_base, forget_paper, graph_hash, replace_paper, replace_projection
from tests.graph_factories import LABELS, assertion, claim, entity, mention, paper, project, sentence

SLUGS = ("a", "b")
ids = st.sampled_from([f"{label.lower()}:{slug}" for label in LABELS for slug in SLUGS])
words = st.text(alphabet="ab µ₂'\\|,\"", max_size=4)


@st.composite
def entities(draw: st.DrawFn, entity_id: str) -> Entity:
    """One of the few entities, described as this paper pleases."""
    return entity(
        entity_id,
        draw(st.sampled_from(["one name", "another name", "Ünïcode"])),
        grounded=draw(st.booleans()),
        formula=draw(st.none() | words),
        synonyms=tuple(draw(st.lists(words, max_size=2, unique=True))),
        kind=draw(st.none() | st.just("salt")),
    )


@st.composite
def supports(
    draw: st.DrawFn, sentences: Sequence[str], paper_id: str, works: Sequence[str]
) -> tuple[Evidence, ...]:
    """One or two pieces of evidence."""
    return tuple(
        Evidence(
            sentence_id=draw(st.sampled_from(sentences)),
            paper_id=paper_id,
            status=draw(st.sampled_from(["asserted", "hedged", "negated"])),
            score=draw(st.floats(0, 1)),
            cited=draw(st.booleans()),
            cue=draw(words),
            references=tuple(draw(st.lists(st.sampled_from(works), max_size=1))) if works else (),
        )
        for _ in range(draw(st.integers(1, 2)))
    )


@st.composite
def fragments(draw: st.DrawFn, name: str) -> Fragment:
    """A paper with up to three sentences, four entities and a handful of statements about them."""
    head = paper(name, year=draw(st.none() | st.integers(1990, 2030)), title=draw(st.none() | words))
    held = [draw(entities(key)) for key in draw(st.lists(ids, min_size=1, max_size=5, unique=True))]
    numbers = draw(st.lists(st.integers(1, 3), unique=True))
    works = tuple(
        ReferenceNode(id=f"doi:{number}", paper_id=head.id, number=draw(st.integers(1, 9)), text=draw(words))
        for number in range(draw(st.integers(0, 2)))
    )
    keys = [work.id for work in works]
    sentences = tuple(
        sentence(head.id, number, f"About {number} things.", tuple(keys[:1])) for number in numbers
    )
    where = [item.id for item in sentences]
    proof = supports(where, head.id, keys)
    pairs = (
        draw(st.lists(st.tuples(st.sampled_from(held), st.sampled_from(held)), max_size=4)) if where else []
    )
    claims: dict[str, Claim] = {}
    for cause, effect in pairs:
        made = claim(cause, draw(st.sampled_from("+-")), effect, *draw(proof), negated=draw(st.booleans()))
        claims[made.id] = made
    materials, roles = [[item for item in held if item.label == label] for label in ("Material", "Role")]
    stated = [assertion("role", a, b, *draw(proof)) for a in materials for b in roles] if where else []
    return Fragment(
        paper=head,
        references=works,
        sentences=sentences,
        entities=tuple(held),
        mentions=tuple(mention(item, held[0], "things") for item in sentences),
        claims=tuple(claims.values()),
        assertions=tuple(stated),
    )


@contextmanager
def fresh() -> Iterator[GraphStore]:
    """An empty store in a folder of its own: one for each example."""
    with tempfile.TemporaryDirectory() as folder, open_store(str(Path(folder) / "graph.lbug")) as store:
        yield store


def hash_after(store: GraphStore, *papers: Fragment) -> str:
    """The graph's hash once these papers are written and projected."""
    for fragment in papers:
        replace_paper(store, fragment)
    replace_projection(store, project(evidence_base(store)))
    return graph_hash(store)


slow = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@slow
@given(first=fragments("first"), second=fragments("second"), changed=fragments("first"))
def test_the_graph_is_what_its_papers_say(first: Fragment, second: Fragment, changed: Fragment) -> None:
    with fresh() as store, fresh() as other:
        alone = hash_after(store, first)
        both = hash_after(store, second)
        assert hash_after(store, first, second) == both  # twice is once
        assert hash_after(other, second, first) == both  # in either order
        forget_paper(store, "paper:second")
        assert hash_after(store) == alone  # as if it had never been there
        replaced = hash_after(other, changed)  # instead of the first
        forget_paper(store, "paper:first")
        assert hash_after(store, changed, second) == replaced


@slow
@given(fragment=fragments("only"))
def test_what_is_written_is_read_back(fragment: Fragment) -> None:
    with fresh() as store:
        replace_paper(store, fragment)
        base = evidence_base(store)
    assert {item.id: item for item in base.entities} == {item.id: item for item in fragment.entities}
    assert {item.id: item for item in base.sentences} == {item.id: item for item in fragment.sentences}
    assert set(base.mentions) == set(fragment.mentions)
    for read, written in ((base.claims, fragment.claims), (base.assertions, fragment.assertions)):
        assert {item.id: set(item.evidence) for item in read} == {
            item.id: set(item.evidence) for item in written
        }
        bare = {"evidence"}
        assert {item.id: item.model_dump(exclude=bare) for item in read} == {
            item.id: item.model_dump(exclude=bare) for item in written
        }
