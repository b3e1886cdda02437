"""Normalising any text keeps every character's source range in order and in bounds, and never fails."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.model import MappedText, Passage
from corpus.normalise import normalise
from corpus.readers import text as reader

#: Pieces of the notations that converters mix, also broken ones.
MARKS = (
    r"$ $$ \text{ \mathrm{ \frac{ \times \approx \mu \circ \ } { _ ^ _{2} ^{-1} ^[1–3] [4,5]",
    "<sub> </sub> <sup> </sup>",
    "* ** Li Na2S Zr⁴⁺ ₂ ⁻¹ 10 × – - / ( ) [ ] ](#x) &lt; &#955; ﬁ | · elec- trolyte . , words Fig. et al.",
)
SPACES = [" ", "\n", "\r\n", "\n\n", "\t", "\u00ad", "\u00a0", "\ufeff", "\ue000", "−", "# ", "- ", "a\tb\n"]
PIECES = st.sampled_from([*(piece for line in MARKS for piece in line.split()), *SPACES])
MESSY = st.lists(PIECES, max_size=40).map("".join)
TEXTS = MESSY | st.text(max_size=60)


def spans(mapped: MappedText) -> st.SearchStrategy[tuple[int, int]]:
    starts = st.integers(0, len(mapped.text) - 1)
    return starts.flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, len(mapped.text))))


@given(TEXTS, st.data())
def test_every_span_has_its_source(source: str, data: st.DataObject) -> None:
    mapped, _ = normalise(source, 0, len(source))
    if not mapped.text:
        return
    start, end = data.draw(spans(mapped))

    low, high = mapped.source_span(start, end)

    assert 0 <= low < high <= len(source)
    assert low <= mapped.starts[start]
    assert mapped.ends[end - 1] <= high
    assert mapped.source_span(start, end) == (low, high)


@given(TEXTS, st.data())
def test_source_spans_keep_the_order_of_spans(source: str, data: st.DataObject) -> None:
    mapped, _ = normalise(source, 0, len(source))
    if len(mapped.text) < 2:
        return
    cut = data.draw(st.integers(1, len(mapped.text) - 1))
    whole = mapped.source_span(0, len(mapped.text))
    left, right = mapped.source_span(0, cut), mapped.source_span(cut, len(mapped.text))

    assert left[0] <= right[0]
    assert left[1] <= right[1]
    assert whole[0] <= left[0]
    assert right[1] <= whole[1]


@given(TEXTS)
def test_ranges_are_as_many_as_characters_and_never_run_backwards(source: str) -> None:
    mapped, _ = normalise(source, 0, len(source))

    assert len(mapped.text) == len(mapped.starts) == len(mapped.ends)
    assert all(a <= b for a, b in pairwise(mapped.starts))
    assert all(a <= b for a, b in pairwise(mapped.ends))
    assert all(a < b for a, b in zip(mapped.starts, mapped.ends, strict=True))


@given(TEXTS)
def test_text_is_stripped_of_private_marks_and_outer_space(source: str) -> None:
    mapped, _ = normalise(source, 0, len(source))

    assert not set(mapped.text) & set("\ue000\ue001\ue002\n\t")
    assert mapped.text == mapped.text.strip()


@given(TEXTS)
def test_the_same_text_gives_the_same_result(source: str) -> None:
    assert normalise(source, 0, len(source)) == normalise(source, 0, len(source))


@given(TEXTS)
def test_citations_lie_in_the_text(source: str) -> None:
    mapped, citations = normalise(source, 0, len(source))

    assert all(0 <= each.at <= len(mapped.text) and each.numbers for each in citations)


@given(TEXTS, TEXTS)
def test_a_range_of_a_longer_text_maps_into_that_range(before: str, inner: str) -> None:
    source = f"{before}{inner} end"

    mapped, _ = normalise(source, len(before), len(before) + len(inner))

    assert all(len(before) <= start for start in mapped.starts)
    assert all(end <= len(before) + len(inner) for end in mapped.ends)


@given(st.lists(TEXTS, max_size=8).map("\n\n".join))
def test_reading_any_text_gives_a_document_or_a_clear_error(source: str) -> None:
    try:
        document = reader.read(Path("any.txt"), source.encode("utf-8", "replace"))
    except CorpusError as error:
        passages: tuple[Passage, ...] = ()
        message = str(error)
    else:
        passages, message = document.passages, "any.txt: "

    assert message.startswith("any.txt: ")
    for passage in passages:
        low, high = passage.mapped.source_span(0, len(passage.text))
        assert 0 <= low < high <= len(source)
