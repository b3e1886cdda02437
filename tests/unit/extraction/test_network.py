"""The network: decoding, classes of distance and place, scores of pairs, and reading with and without company.

What the encoder does is given by hand in most tests; those that say so read with the network that ships.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from extraction.nlp import networktagger
from extraction.nlp.network import (
    ENTITIES,
    LONGEST,
    QUESTIONS,
    TAGS,
    TYPES,
    Arguments,
    Floats,
    Heads,
    Ints,
    Network,
    Reading,
    Words,
    certainty,
    distance,
    places,
    softmax,
    spans,
)
from tests.tiny_network import PIECES, Tiny, heads

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Entity = tuple[int, int, str]
Make = Callable[..., Tiny]


def ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int64)


def row(**scores: float) -> Floats:
    """Log-odds of one word's tags, `B_Role=2` for `B-Role`; 0 for those not named."""
    out = np.zeros(len(TAGS), dtype=np.float32)
    for name, score in scores.items():
        out[TAGS.index(name.replace("_", "-"))] = score
    return out


# ---- decoding ----


def test_the_tags() -> None:
    assert len(TAGS) == len(set(TAGS)) == 1 + 4 * 7
    assert TAGS[:5] == ("O", "B-Material", "I-Material", "E-Material", "S-Material")
    assert TAGS[-1] == "S-Quantity"


@pytest.mark.parametrize(
    ("rows", "entities"),
    [
        ([row(O=1)], []),
        ([row(O=1), row(O=1)], []),
        ([row(S_Material=1)], [(0, 0, "Material")]),
        ([row(O=1), row(S_Quantity=1), row(O=1)], [(1, 1, "Quantity")]),
        ([row(B_Property=1), row(E_Property=1)], [(0, 1, "Property")]),
        ([row(B_Role=1), row(I_Role=1), row(I_Role=1), row(E_Role=1)], [(0, 3, "Role")]),
        ([row(S_Role=1), row(S_Role=1)], [(0, 0, "Role"), (1, 1, "Role")]),
        (
            [row(B_Role=1), row(E_Role=1), row(B_Material=1), row(E_Material=1)],
            [(0, 1, "Role"), (2, 3, "Material")],
        ),
        ([row(B_Mechanism=1), row(E_Mechanism=1), row(O=1), row(S_Interphase=1)], [(0, 1, "Mechanism"), (3, 3, "Interphase")]),
    ],
)  # fmt: skip
def test_well_formed_tags_are_read_as_they_are(rows: Sequence[Floats], entities: list[Entity]) -> None:
    assert spans(np.stack(rows)) == entities


@pytest.mark.parametrize(
    ("rows", "entities"),
    [
        # an entity can't be left open at the end, nor be entered in its middle
        ([row(B_Material=5, S_Material=3)], [(0, 0, "Material")]),
        ([row(B_Material=5, O=3)], []),
        ([row(I_Role=5, B_Role=4), row(E_Role=5)], [(0, 1, "Role")]),
        ([row(O=9), row(I_Role=5, B_Role=4), row(E_Role=5)], [(1, 2, "Role")]),
        ([row(O=9), row(E_Role=5, S_Role=4), row(O=9)], [(1, 1, "Role")]),
        ([row(B_Role=5, S_Role=4), row(O=9)], [(0, 0, "Role")]),
        ([row(B_Role=9), row(I_Role=5, E_Role=4), row(O=9)], [(0, 1, "Role")]),
        # both ends have one type: 5 + 3 as Material, 4 as Role with nothing before it
        ([row(B_Material=5), row(E_Role=4, E_Material=3)], [(0, 1, "Material")]),
        ([row(B_Material=5, B_Role=3), row(E_Role=6)], [(0, 1, "Role")]),
        # a whole entity against its words alone: 2 + 2 + 2 is more than 3 + 0 + 2
        ([row(B_Role=2, S_Role=3), row(I_Role=2), row(E_Role=2, S_Role=2)], [(0, 2, "Role")]),
        ([row(B_Role=2, S_Role=3), row(I_Role=2, O=4), row(E_Role=2, S_Role=2)], [(0, 0, "Role"), (2, 2, "Role")]),
    ],
)  # fmt: skip
def test_the_best_well_formed_tags(rows: Sequence[Floats], entities: list[Entity]) -> None:
    assert spans(np.stack(rows)) == entities


def test_no_words_no_entities() -> None:
    assert spans(np.zeros((0, len(TAGS)), dtype=np.float32)) == []


def tags_of(entities: Sequence[Entity], words: int) -> list[str]:
    """Entities written out as tags, one a word."""
    out = ["O"] * words
    for first, last, kind in entities:
        out[first : last + 1] = [f"I-{kind}"] * (last - first + 1)
        out[first], out[last] = f"B-{kind}", f"E-{kind}"
        if first == last:
            out[first] = f"S-{kind}"
    return out


def best(scores: Floats) -> float:
    """The highest total of well-formed tags, put together from whole entities instead of steps."""
    top = [0.0]
    for end in range(1, len(scores) + 1):
        each = [top[-1] + scores[end - 1, 0]]
        for start in range(end):
            for kind in ENTITIES:
                tags = tags_of([(0, end - start - 1, kind)], end - start)
                each.append(top[start] + sum(scores[start + i, TAGS.index(t)] for i, t in enumerate(tags)))
        top.append(max(each))
    return top[-1]


def numbers(largest: float, words: int) -> st.SearchStrategy[Floats]:
    """Log-odds of the tags of some words."""
    shapes = st.tuples(st.integers(0, words), st.just(len(TAGS)))
    return arrays(np.float32, shapes, elements=st.floats(-largest, largest, width=32), fill=st.nothing())


@few
@given(numbers(8.0, 12) | numbers(2.0**99, 12))
def test_entities_are_well_formed_whatever_the_numbers(tags: Floats) -> None:
    found = spans(tags)

    assert all(0 <= first <= last < len(tags) and kind in ENTITIES for first, last, kind in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))


@few
@given(arrays(np.int8, st.tuples(st.integers(1, 6), st.just(len(TAGS))), elements=st.integers(-9, 9)))
def test_no_other_entities_would_score_higher(scores: Any) -> None:
    tags = scores.astype(np.float32)
    found = tags_of(spans(tags), len(tags))

    assert sum(tags[i, TAGS.index(t)] for i, t in enumerate(found)) == best(tags)


@few
@given(st.data())
def test_entities_come_back_from_their_tags(data: st.DataObject) -> None:
    words = data.draw(st.integers(1, 15))
    ends = sorted(data.draw(st.sets(st.integers(0, words), max_size=6)))
    chosen = [
        (first, last - 1, data.draw(st.sampled_from(ENTITIES)))
        for at, (first, last) in enumerate(pairwise(ends))
        if at % 2 == 0 or data.draw(st.booleans())
    ]

    assert spans(np.stack([row(**{t.replace("-", "_"): 1}) for t in tags_of(chosen, words)])) == chosen


# ---- classes of distance and place ----


@pytest.mark.parametrize(
    ("a", "b", "there", "back"),
    [
        ((0, 0), (1, 1), 0, 10),  # nothing between
        ((0, 2), (4, 5), 0, 10),  # one word
        ((0, 0), (3, 3), 1, 11),  # two
        ((0, 0), (4, 4), 2, 12),
        ((0, 0), (5, 5), 3, 13),
        ((0, 0), (6, 6), 4, 14),  # five
        ((0, 0), (7, 9), 4, 14),  # six
        ((0, 0), (8, 8), 5, 15),
        ((2, 4), (14, 14), 5, 15),  # nine
        ((2, 4), (15, 15), 6, 16),  # ten
        ((0, 0), (14, 14), 6, 16),
        ((0, 0), (15, 15), 7, 17),
        ((0, 0), (21, 30), 7, 17),
        ((0, 0), (22, 22), 8, 18),
        ((0, 0), (31, 31), 8, 18),  # thirty
        ((0, 0), (32, 32), 9, 19),
        ((0, 0), (400, 401), 9, 19),
        ((0, 3), (2, 5), 0, 10),  # they share words, but neither holds the other
        ((3, 3), (3, 3), 20, 20),
        ((2, 6), (3, 4), 20, 20),
        ((2, 6), (2, 3), 20, 20),
        ((2, 6), (5, 6), 20, 20),
    ],
)
def test_distance(a: tuple[int, int], b: tuple[int, int], there: int, back: int) -> None:
    first, last, then, end = (ints(x) for x in (*a, *b))

    assert distance(first, last, then, end).tolist() == [there]
    assert distance(then, end, first, last).tolist() == [back]


def test_distances_of_many_pairs_are_those_of_each() -> None:
    assert distance(ints(0, 9, 2), ints(0, 9, 6), ints(3, 0, 3), ints(3, 0, 4)).tolist() == [1, 15, 20]
    assert distance(ints(), ints(), ints(), ints()).tolist() == []


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((1, 1), (4, 5), [0, 3, 1, 1, 4, 4, 2]),
        ((4, 5), (1, 1), [0, 4, 1, 1, 3, 3, 2]),
        ((0, 0), (6, 6), [3, 1, 1, 1, 1, 1, 4]),
        ((2, 3), (4, 4), [0, 0, 3, 3, 4, 2, 2]),
        ((1, 5), (2, 3), [0, 3, 4, 4, 3, 3, 2]),
        ((2, 3), (1, 5), [0, 4, 4, 4, 4, 4, 2]),
        ((1, 3), (3, 4), [0, 3, 3, 4, 4, 2, 2]),
        ((2, 2), (2, 2), [0, 0, 4, 2, 2, 2, 2]),
        ((0, 6), (0, 6), [4, 4, 4, 4, 4, 4, 4]),
    ],
)
def test_places(a: tuple[int, int], b: tuple[int, int], expected: list[int]) -> None:
    assert places(7, *(ints(x) for x in (*a, *b))).tolist() == [expected]


def test_places_of_many_pairs() -> None:
    assert places(3, ints(0, 2), ints(0, 2), ints(2, 1), ints(2, 1)).tolist() == [[3, 1, 4], [0, 4, 3]]
    assert places(3, ints(), ints(), ints(), ints()).shape == (0, 3)


# ---- scores ----


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ([0.0, 0.0], [0.5, 0.5]),
        ([0.0, np.log(3.0)], [0.25, 0.75]),
        ([1e4, 1e4 - np.log(3.0)], [0.75, 0.25]),
        ([0.0, -1e4], [1.0, 0.0]),
        ([[0.0, 0.0], [np.log(4.0), 0.0]], [[0.5, 0.5], [0.8, 0.2]]),
    ],
)
def test_softmax(given_: list[float], expected: list[float]) -> None:
    assert softmax(np.array(given_, dtype=np.float32)) == pytest.approx(np.array(expected), abs=1e-3)


_EVEN = row()
_SURE_OUTSIDE = row(O=50)
_SURE_MATERIAL = row(I_Material=50)
_HALF_ROLE = row(B_Role=50, S_Property=50)


@pytest.mark.parametrize(
    ("rows", "first", "last", "kind", "expected"),
    [
        ([_EVEN], 0, 0, "Material", 4 / 29),
        ([_EVEN], 0, 0, "Quantity", 4 / 29),
        ([_EVEN], 0, 0, "Free", 1 / 29),
        ([_SURE_OUTSIDE], 0, 0, "Free", 1.0),
        ([_SURE_OUTSIDE], 0, 0, "Role", 0.0),
        ([_SURE_MATERIAL], 0, 0, "Material", 1.0),
        ([_SURE_MATERIAL], 0, 0, "Free", 0.0),
        ([_HALF_ROLE], 0, 0, "Role", 0.5),
        ([_HALF_ROLE], 0, 0, "Property", 0.5),
        ([_SURE_MATERIAL, _EVEN, _SURE_OUTSIDE], 0, 2, "Material", (1 + 4 / 29) / 3),
        ([_SURE_MATERIAL, _EVEN, _SURE_OUTSIDE], 1, 2, "Free", (1 / 29 + 1) / 2),
    ],
)
def test_certainty(rows: Sequence[Floats], first: int, last: int, kind: str, expected: float) -> None:
    where = Arguments(ints(first), ints(last), ints(TYPES.index(kind)))

    assert certainty(np.stack(rows), where) == pytest.approx([expected], abs=1e-5)


def test_certainty_of_no_arguments() -> None:
    assert certainty(np.stack([_EVEN]), Arguments(ints(), ints(), ints())).shape == (0,)


@st.composite
def arguments(draw: st.DrawFn, words: int) -> Arguments:
    """One to five arguments of any type in a sentence."""
    ends = draw(st.lists(st.tuples(*[st.integers(0, words - 1)] * 2), min_size=1, max_size=5))
    types = draw(st.lists(st.integers(0, len(TYPES) - 1), min_size=len(ends), max_size=len(ends)))
    return Arguments(ints(*(min(e) for e in ends)), ints(*(max(e) for e in ends)), ints(*types))


@few
@given(st.data())
def test_certainty_is_a_share(data: st.DataObject) -> None:
    words = data.draw(st.integers(1, 6))
    tags = data.draw(arrays(np.float32, (words, len(TAGS)), elements=st.floats(-30, 30, width=32)))

    sure = certainty(tags, data.draw(arguments(words)))

    assert sure.dtype == np.float32
    assert ((sure >= 0) & (sure <= 1 + 1e-6)).all()


@pytest.fixture
def by_hand() -> dict[str, Floats]:
    """Heads over one number a word that add: a's first word, twice b's last, tens of the distance, and the context.

    The context is the mean of all words and 300 times the share of the attention that lies between the two.
    """
    w = heads(width=1, pair=1, hidden=1)
    w["left.weight"][:] = [[1, 0, 0, 0]]
    w["right.weight"][:] = [[0, 2, 0, 0]]
    w["distance.weight"][:, 0] = 10 * np.arange(21)
    w["value.weight"][0], w["place.weight"][1, 1], w["context.weight"][:] = 1, 300, [[1, 1, 0]]
    w["middle.weight"][:] = 1
    w["out.weight"][:] = 1
    w["out.bias"][:] = np.arange(len(QUESTIONS))
    return w


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (0, 2, 10 + 2 * 30 + 10 * 0 + 20 + 100),  # one of three words lies between
        (2, 0, 30 + 2 * 10 + 10 * 10 + 20 + 100),
        (0, 1, 10 + 2 * 20 + 10 * 0 + 20),
        (1, 1, 20 + 2 * 20 + 10 * 20 + 20),
        (3, 1, 10 + 2 * 20 + 10 * 20 + 20),  # from the first to the last word: it holds b
    ],
)
def test_scores_of_pairs_by_hand(by_hand: dict[str, Floats], a: int, b: int, expected: float) -> None:
    vectors = np.array([[10], [20], [30]], dtype=np.float32)
    where = Arguments(ints(0, 1, 2, 0), ints(0, 1, 2, 2), ints(0, 0, 0, 0))

    scores = Heads(by_hand).pairs(vectors, where, ints(a), ints(b))

    assert scores == pytest.approx(np.array([[expected + q for q in range(len(QUESTIONS))]]), rel=1e-5)


def test_attention_goes_where_it_is_asked_to(by_hand: dict[str, Floats]) -> None:
    by_hand["place_key.weight"][1] = 50  # whatever lies between the two
    vectors = np.array([[10], [20], [30], [40]], dtype=np.float32)
    where = Arguments(ints(0, 3), ints(0, 3), ints(0, 0))

    scores = Heads(by_hand).pairs(vectors, where, ints(0), ints(1))

    assert scores[0, 0] == pytest.approx(10 + 2 * 40 + 10 * 1 + (20 + 30) / 2 + 300)


def test_types_count(by_hand: dict[str, Floats]) -> None:
    by_hand["left.weight"][:] = [[0, 0, 1, 0]]
    by_hand["kind.weight"][:, 0] = 1000 * np.arange(len(TYPES))
    vectors = np.array([[10], [20]], dtype=np.float32)
    where = Arguments(ints(0, 0, 1), ints(0, 0, 1), ints(0, 7, 0))

    scores = Heads(by_hand).pairs(vectors, where, ints(0, 1), ints(2, 2))

    assert scores[:, 0].tolist() == pytest.approx([40 + 15, 7000 + 40 + 15])


def test_no_pairs_no_scores() -> None:
    vectors, where = np.ones((3, 3), np.float32), Arguments(ints(0), ints(1), ints(0))

    assert Heads(heads(chance=0)).pairs(vectors, where, ints(), ints()).shape == (0, len(QUESTIONS))


@few
@given(st.data())
def test_pairs_are_scored_each_for_itself(data: st.DataObject) -> None:
    words, asked = data.draw(st.integers(1, 6)), Heads(heads(chance=data.draw(st.integers(0, 9))))
    vectors = data.draw(arrays(np.float32, (words, 3), elements=st.floats(-3, 3, width=32)))
    where = data.draw(arguments(words))
    every = [(a, b) for a in range(len(where)) for b in range(len(where))]
    mixed = data.draw(st.permutations(every))

    in_order = asked.pairs(vectors, where, *np.array(every).T)
    scores = dict(zip(every, in_order, strict=True))

    assert np.isfinite(in_order).all()
    again = asked.pairs(vectors, where, *np.array(mixed).T)
    alone = [asked.pairs(vectors, where, ints(a), ints(b))[0] for a, b in mixed]
    expected = np.stack([scores[pair] for pair in mixed])
    assert again == pytest.approx(expected, abs=1e-4, rel=1e-4)
    assert np.stack(alone) == pytest.approx(expected, abs=1e-4, rel=1e-4)


# ---- reading, the encoder given ----


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    def made(**given_: Any) -> Tiny:
        return Tiny(tmp_path, monkeypatch, **given_)

    return made


def words(text: str, marks: Sequence[str] | None = None, shapes: Sequence[str] | None = None) -> Words:
    """The words of a text, without marks if none are given."""
    texts = text.split(" ") if text else []
    return Words(texts, marks or [""] * len(texts), shapes or ["x"] * len(texts))


def same(left: Reading, right: Reading, within: float) -> bool:
    """Whether two readings say the same."""
    near = [
        np.abs(a - b).max(initial=0) <= within
        for a, b in ((left.tags, right.tags), (left.vectors, right.vectors))
    ]
    return left.tags.shape == right.tags.shape and all(near)


def test_pieces_are_embedded_with_place_mark_and_shape(make: Make) -> None:
    tiny = make(
        table=[[2 * i] for i in range(len(PIECES))],  # stored in steps of a half: piece i is embedded as i
        inputs={
            "position": [[100 * i] for i in range(512)],
            "mark": [[0.25], [0.5], [0.75]],  # none, B-Mate, F
            "shape": [[2048], [4096], [8192], [16384]],  # unknown, x, xx, xxxx
        },
        weights=heads(width=1),
    )
    at = {piece: i for i, piece in enumerate(PIECES)}

    tiny.network.read([words("longest a ab", ["F", "B-Mate", "unheard"], ["xxxx", "X", "xx"])])

    ((x, mask),) = tiny.session.given
    assert x[0, :, 0].tolist() == [
        at["[CLS]"],
        at["long"] + 100 + 0.75 + 16384, at["##est"] + 200 + 0.75 + 16384,
        at["a"] + 300 + 0.5 + 2048,
        at["a"] + 400 + 0.25 + 8192, at["##b"] + 500 + 0.25 + 8192,
        at["[SEP]"] + 600,
    ]  # fmt: skip
    assert mask.tolist() == [[[[0.0] * 7]]]


def test_a_word_is_its_first_and_last_piece(make: Make) -> None:
    weights = heads(width=1, pair=2)
    weights["pair_in.weight"][:], weights["pair_in.bias"][:] = np.eye(2), 10
    tiny = make(
        table=[[0]] * len(PIECES),
        weights=weights,
        encoder=lambda x, _: np.broadcast_to(np.arange(x.shape[1])[None, :, None], x.shape).astype(
            np.float32
        ),
    )

    (reading,) = tiny.network.read([words("a abc longest .")])

    assert reading.vectors == pytest.approx(10 + np.array([[1, 1], [2, 4], [5, 6], [7, 7]]))


def test_the_tagger_reads_mark_and_shape_again(make: Make) -> None:
    weights = heads()
    weights["mark_again.weight"][:, 0], weights["shape_again.weight"][:, 0] = [10, 20, 30], [0, 100, 200, 300]
    weights["tag_in.weight"][0, 8], weights["tag_in.weight"][0, 10] = 1, 1  # behind twice the encoder's width
    weights["tag.weight"][:, 0] = 1
    tiny = make(weights=weights)

    (reading,) = tiny.network.read([words("a b a", ["", "F", "B-Mate"], ["x", "new", "xxxx"])])

    assert reading.tags[:, 0].tolist() == pytest.approx([10 + 100, 30 + 0, 20 + 300])


def test_nothing_to_read(make: Make) -> None:
    assert make().network.read([]) == []


def test_a_sentence_without_words(make: Make) -> None:
    first, empty, last = make().network.read([words("a b"), words(""), words("c")])

    assert (len(first.tags), len(last.tags)) == (2, 1)
    assert empty.tags.shape == (0, len(TAGS))
    assert empty.vectors.shape == (0, 3)


@pytest.mark.parametrize("text", ["\n", "?", " ", "\u0301", "q q q"])
def test_unknown_words_are_read_too(make: Make, text: str) -> None:
    (reading,) = make().network.read([words(text)])

    assert reading.tags.shape == (len(text.split(" ")), len(TAGS))
    assert np.isfinite(reading.tags).all()


def test_readings_come_in_the_order_of_the_sentences(make: Make) -> None:
    tiny = make(encoder=lambda x, _: x)
    texts = ["a " * (1 + i * 7 % 40) + "b" for i in range(100)]

    together = tiny.network.read([words(t) for t in texts])

    assert [len(r.tags) for r in together] == [len(t.split(" ")) for t in texts]
    assert all(same(r, tiny.network.read([words(t)])[0], 1e-4) for r, t in zip(together, texts, strict=True))


SENTENCES = st.lists(
    st.lists(st.sampled_from(["a", "abc", "longest", "q", "a-b", "-", ""]), min_size=1, max_size=9),
    max_size=6,
)


@settings(few, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(sentences=SENTENCES)
def test_padding_does_not_leak(make: Make, sentences: list[list[str]]) -> None:
    """The encoder of this network looks at all pieces that the mask lets through."""
    tiny = make()
    every = [Words(s, ["F"] * len(s), ["xx"] * len(s)) for s in sentences]

    together = tiny.network.read(every)

    assert len(together) == len(every)
    assert all(same(r, tiny.network.read([w])[0], 1e-4) for r, w in zip(together, every, strict=True))


def everything_single() -> dict[str, Floats]:
    """Heads that take every word for a material of its own."""
    weights = heads()
    weights["tag.bias"][TAGS.index("S-Material")] = 9
    weights["pair_in.bias"][:] = 1
    return weights


@pytest.mark.parametrize(
    ("text", "many", "read"),
    [
        ("a", 507, 507),
        ("a", 508, 508),
        ("a", 509, 508),  # with the marks at both ends these are 510 pieces
        ("a", 2000, 508),
        ("longest", 300, 254),
        ("abc", 300, 169),  # 507 pieces: no word is read in part
        ("abcabcabcabc", 300, 63),  # eight pieces each
    ],
)
def test_words_beyond_the_longest_sentence_are_outside(make: Make, text: str, many: int, read: int) -> None:
    tiny = make(weights=everything_single())
    long = Words([text] * many, ["F"] * many, ["xx"] * many)

    short, reading = tiny.network.read([words("a b"), long])

    assert spans(short.tags) == [(0, 0, "Material"), (1, 1, "Material")]
    assert spans(reading.tags) == [(i, i, "Material") for i in range(read)]
    assert (len(reading.tags), len(reading.vectors)) == (many, many)
    assert (softmax(reading.tags[read:])[:, 0] > 0.999).all()
    assert not reading.vectors[read:].any()
    assert reading.vectors[:read].all()
    assert max(x.shape[1] for x, _ in tiny.session.given) <= LONGEST


def test_pairs_can_be_asked_about_beyond_the_longest_sentence(make: Make) -> None:
    tiny = make()
    (reading,) = tiny.network.read([words(" ".join(["a"] * 600))])
    where = Arguments(ints(3, 590), ints(4, 599), ints(0, 1))

    scores = tiny.network.heads.pairs(reading.vectors, where, ints(0, 1, 1), ints(1, 0, 1))

    assert scores.shape == (3, len(QUESTIONS))
    assert np.isfinite(scores).all()
    assert certainty(reading.tags, where)[1] == pytest.approx(0, abs=1e-6)


# ---- reading with the network that ships ----


def sentence(text: str) -> Words:
    """Words as the pipeline would give them, but for their marks."""
    texts = text.split(" ")
    return Words(
        texts, [""] * len(texts), ["".join("X" if c.isupper() else "x" for c in t[:4]) for t in texts]
    )


TEXTS = [
    "LiF suppresses the growth of lithium dendrites .",
    "Yes .",
    "The ionic conductivity of Li6PS5Cl is 3 mS cm-1 at 25 °C , which is higher than that of Li7La3Zr2O12 garnet .",
    "A LiF-rich SEI forms on lithium when FEC is added , so that the capacity fades slowly .",
    "∑ 漢字 → 😀",
    "Dendrite growth is suppressed by a thin layer of LiNbO3 on the cathode , and by nothing else that was tried here "
    "in spite of the many cells that were cycled for weeks at high currents .",
]  # fmt: skip


@pytest.fixture(scope="module")
def ships() -> Network:
    return networktagger.shipped()


def test_the_parts_of_what_ships_fit_together(ships: Network) -> None:
    (reading,) = ships.read([sentence(TEXTS[0])])
    where = Arguments(ints(*range(8)), ints(*range(8)), ints(*range(8)))  # one argument of every type
    far = places(8, ints(0), ints(0), ints(7), ints(7))

    assert reading.tags.shape == (8, len(TAGS))
    assert np.isfinite(reading.tags).all()
    assert len(reading.vectors) == len(far[0])
    assert ships.heads.pairs(reading.vectors, where, ints(*range(8)), ints(*[3] * 8)).shape == (
        8,
        len(QUESTIONS),
    )


def test_reading_again_gives_the_same_bit_by_bit(ships: Network) -> None:
    first, second = (ships.read([sentence(t) for t in TEXTS]) for _ in range(2))

    assert all(same(a, b, 0.0) for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("at", range(len(TEXTS)))
def test_a_sentence_reads_the_same_alone_and_in_company(ships: Network, at: int) -> None:
    every = [sentence(t) for t in TEXTS]

    (alone,) = ships.read([every[at]])
    together = ships.read(every)[at]

    assert same(alone, together, 1e-3)
    assert spans(alone.tags) == spans(together.tags)


def test_what_ships_reads_a_sentence_without_end(ships: Network) -> None:
    long = sentence(" ".join([TEXTS[0]] * 100))

    (reading,) = ships.read([long])

    assert reading.tags.shape == (800, len(TAGS))
    assert np.isfinite(reading.tags).all()
    assert (softmax(reading.tags[508:])[:, 0] > 0.999).all()
    assert all(last < 508 for _, last, _ in spans(reading.tags))


def test_what_ships_scores_pairs_in_any_order(ships: Network) -> None:
    (reading,) = ships.read([sentence(TEXTS[2])])
    where = Arguments(ints(1, 4, 6, 10, 19), ints(2, 4, 8, 11, 19), ints(4, 0, 6, 6, 0))
    every = [(a, b) for a in range(5) for b in range(5)]

    in_order = ships.heads.pairs(reading.vectors, where, *np.array(every).T)
    backwards = ships.heads.pairs(reading.vectors, where, *np.array(every[::-1]).T)
    sure = certainty(reading.tags, where)

    assert backwards[::-1] == pytest.approx(in_order, abs=1e-4)
    assert ((sure >= 0) & (sure <= 1 + 1e-6)).all()
