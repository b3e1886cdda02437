"""The network in a pipeline: sentences of a passage, entities within them, and a reading over all of its tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extraction.nlp import network, networktagger, pipeline
from extraction.nlp.network import ENTITIES, TAGS
from extraction.nlp.networktagger import NetworkTagger
from tests.tiny_network import Tiny, heads

few = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

Make = Callable[..., NetworkTagger]
VOCAB = spacy.blank("en").vocab


def passage(*sentences: str, vocab: Vocab = VOCAB) -> Doc:
    """A passage of these sentences, their words given with spaces between."""
    words = [s.split(" ") for s in sentences]
    starts = [at == 0 for s in words for at in range(len(s))]
    return Doc(vocab, words=[w for s in words for w in s], sent_starts=starts)


def entities(doc: Doc) -> list[tuple[str, str]]:
    return [(e.text, e.label_) for e in doc.ents]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    def made(**given_: Any) -> NetworkTagger:
        return NetworkTagger(Tiny(tmp_path, monkeypatch, **given_).network)

    return made


def leaning(**tags: float) -> dict[str, network.Floats]:
    """Heads that score every word alike, `I_Role=2` for `I-Role`."""
    weights = heads()
    for name, score in tags.items():
        weights["tag.bias"][TAGS.index(name.replace("_", "-"))] = score
    return weights


# ---- sentences and words ----


@pytest.mark.parametrize(
    ("texts", "ranges"),
    [
        ([], []),
        (["a"], [(0, 1)]),
        (["a b c"], [(0, 3)]),
        (["a b", "c"], [(0, 2), (2, 3)]),
        (["a", "b", "c d e", "f"], [(0, 1), (1, 2), (2, 5), (5, 6)]),
    ],
)
def test_sentences(texts: Sequence[str], ranges: list[tuple[int, int]]) -> None:
    assert networktagger.sentences(passage(*texts)) == ranges


@pytest.mark.parametrize(
    "text",
    [
        "LiF is stable. It wets.",
        "one",
        "Stable in air (Fig. 2). Then? Yes.",
        "\n",
        " LiF wets.\n\n It does.",
        "",
    ],
)
def test_sentences_of_the_pipeline_cover_the_passage(reading: Language, text: str) -> None:
    doc = reading.get_pipe("sentence_boundaries")(reading.make_doc(text))

    ranges = networktagger.sentences(doc)

    assert [low for low, _ in ranges] + [len(doc)] == [0] * bool(len(doc)) + [
        high for _, high in ranges
    ] or not len(doc)
    assert all(low < high for low, high in ranges)


def test_words() -> None:
    doc = passage("The Li7La3Zr2O12 pellet", "is 5 mm")
    doc[1].ent_id_, doc[4].ent_id_ = "F", "Q"

    first, second = networktagger.words(doc, 0, 3), networktagger.words(doc, 3, 6)

    assert first == network.Words(
        ["The", "Li7La3Zr2O12", "pellet"], ["", "F", ""], ["Xxx", "XxdXxdXxdXdd", "xxxx"]
    )
    assert (second.texts, second.marks) == (["is", "5", "mm"], ["", "Q", ""])


# ---- entities ----


def test_every_word_an_entity(make: Make) -> None:
    doc = make(weights=leaning(S_Material=5))(passage("a b", "c"))

    assert entities(doc) == [("a", "Material"), ("b", "Material"), ("c", "Material")]


def test_an_entity_ends_with_its_sentence(make: Make) -> None:
    """These heads would have one entity over everything; each sentence has one of its own."""
    tagger = make(weights=leaning(I_Role=9, B_Role=8, E_Role=8, S_Role=7))

    doc = tagger(passage("a b c", "d e", "f", "g h i j"))

    assert entities(doc) == [("a b c", "Role"), ("d e", "Role"), ("f", "Role"), ("g h i j", "Role")]


def test_no_entities(make: Make) -> None:
    doc = make(weights=leaning(O=5))(passage("a b", "c"))

    assert entities(doc) == []
    assert doc._.reading.tags.argmax(axis=1).tolist() == [0, 0, 0]


def test_entities_that_were_there_before_give_way(make: Make) -> None:
    doc = passage("a b", "c")
    doc.set_ents([doc[0:2]])

    make(weights=leaning(O=5))(doc)

    assert entities(doc) == []


def test_a_passage_can_be_read_again(make: Make) -> None:
    """Marks are kept where entities are set, so that the second reading sees the same."""
    tagger, doc = make(), passage("a abc longest", "b")
    doc[0].ent_id_, doc[1].ent_id_ = "F", "B-Mate"

    once = entities(tagger(doc))
    first = doc._.reading
    twice = entities(tagger(doc))

    assert [t.ent_id_ for t in doc] == ["F", "B-Mate", "", ""]
    assert once == twice
    assert np.array_equal(first.tags, doc._.reading.tags)


# ---- the reading ----


def test_the_reading_is_kept_for_every_token(make: Make) -> None:
    tagger = make()
    doc = tagger(passage("a abc", "longest", "b c a"))

    alone = tagger.network.read([networktagger.words(doc, *r) for r in networktagger.sentences(doc)])

    assert doc._.reading.tags.shape == (6, len(TAGS))
    assert doc._.reading.tags == pytest.approx(np.concatenate([r.tags for r in alone]), rel=1e-3, abs=1e-3)
    assert doc._.reading.vectors == pytest.approx(
        np.concatenate([r.vectors for r in alone]), rel=1e-3, abs=1e-3
    )


def test_a_part_of_the_reading(make: Make) -> None:
    doc = make()(passage("a abc", "longest", "b c a"))

    found = networktagger.part(doc, 2, 5)

    assert np.array_equal(found.tags, doc._.reading.tags[2:5])
    assert np.array_equal(found.vectors, doc._.reading.vectors[2:5])


def test_an_empty_passage(make: Make) -> None:
    doc = make()(passage())

    assert doc.ents == ()
    assert doc._.reading is None


def test_a_very_long_sentence_among_others(make: Make) -> None:
    doc = make(weights=leaning(S_Material=5))(passage("a b", " ".join(["c"] * 600), "a"))

    assert len(doc._.reading.tags) == len(doc._.reading.vectors) == 603
    found = [e.start for e in doc.ents]
    assert found == [0, 1, *range(2, 510), 602]


PASSAGES = st.lists(
    st.lists(
        st.lists(st.sampled_from(["a", "abc", "longest", "q", "-", "a.b"]), min_size=1, max_size=7),
        max_size=4,
    ),
    max_size=5,
)


def check(doc: Doc) -> None:
    """What holds of every passage that was read."""
    ranges = networktagger.sentences(doc)
    assert all(e.label_ in ENTITIES for e in doc.ents)
    assert all(any(low <= e.start < e.end <= high for low, high in ranges) for e in doc.ents)
    assert all(a.end <= b.start for a, b in pairwise(doc.ents))
    if len(doc):
        assert len(doc._.reading.tags) == len(doc._.reading.vectors) == len(doc)
    else:
        assert doc._.reading is None


@few
@given(made=PASSAGES, size=st.integers(1, 4), chance=st.integers(0, 5))
def test_passages_are_read_each_for_itself(
    make: Make, made: list[list[list[str]]], size: int, chance: int
) -> None:
    """In any batch: the same entities as alone, within their sentences, in the order of the passages."""
    tagger = make(weights=heads(chance=chance))
    texts = [[" ".join(s) for s in sentences] for sentences in made]

    docs = list(tagger.pipe((passage(*t) for t in texts), batch_size=size))

    assert [d.text.split() for d in docs] == [" ".join(t).split() for t in texts]
    for doc, text in zip(docs, texts, strict=True):
        check(doc)
        alone = tagger(passage(*text))
        if len(doc):
            assert doc._.reading.tags == pytest.approx(alone._.reading.tags, rel=1e-2, abs=1e-2)
        assert entities(doc) == entities(alone)


def test_no_passages(make: Make) -> None:
    assert list(make().pipe([])) == []


def test_passages_are_read_as_they_come(make: Make) -> None:
    """Each is read before the next is asked for."""
    asked: list[int] = []

    def stream() -> Any:
        for at in range(6):
            asked.append(at)
            yield passage("a b")

    docs = make().pipe(stream(), batch_size=2)
    next(docs)

    assert asked == [0]


# ---- in the pipelines ----


def test_the_network_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = Tiny(tmp_path, monkeypatch, weights=leaning(S_Interphase=5))
    nlp = pipeline.with_tagger(spacy.blank("en"), tiny.folder)

    tagger = nlp.get_pipe("tagger")
    doc = nlp(passage("a b", vocab=nlp.vocab))

    assert isinstance(tagger, NetworkTagger)
    assert entities(doc) == [("a", "Interphase"), ("b", "Interphase")]


def test_a_folder_without_a_network(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        pipeline.with_tagger(spacy.blank("en"), tmp_path)


def test_the_pipeline_has_the_network_that_ships(reading: Language) -> None:
    tagger = reading.get_pipe("tagger")

    assert isinstance(tagger, NetworkTagger)
    assert tagger.network is networktagger.shipped()
    assert reading.pipe_names[-1] == "tagger"


@pytest.mark.parametrize(
    "text",
    [
        "LiF suppresses the growth of lithium dendrites. It is stable. Does Li7La3Zr2O12 wet?",
        " \n LiF\twets.\n\n It does. ",
        "5 5 5 5/5 V/V (((5 mV))) → ⇌ ∑ 😀 漢字",
        "lithium " * 700,
        "q" * 3000,
        "\n",
        "",
    ],
)
def test_passages_of_any_kind_are_read(reading: Language, text: str) -> None:
    check(reading(text))


def test_plain_entities_are_found(reading: Language) -> None:
    doc = reading("LiF suppresses the growth of lithium dendrites.")

    assert ("LiF", "Material") in entities(doc)
    assert "Mechanism" in {label for _, label in entities(doc)}


def test_many_passages_are_read_like_each_alone(reading: Language) -> None:
    texts = [
        "LiF wets. " * 3,
        "",
        "The capacity of silicon is 3579 mAh g-1 after 5 cycles.",
        "A LiF-rich SEI forms.",
    ]

    together = [entities(d) for d in reading.pipe(texts)]

    assert together == [entities(reading(t)) for t in texts]
