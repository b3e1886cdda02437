"""Sums of evidence, with every term redone by hand."""

from __future__ import annotations

import pytest

from extraction.assembly import belief
from extraction.assembly.assignment import assign
from extraction.assembly.belief import Precision, believe, precision_of, probability
from extraction.model import Evidence

D1, D2 = "doi:10.1/one", "doi:10.1/two"


@pytest.fixture(autouse=True)
def _precisions(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table to reckon with: half of what a rule reads is right, a scorer knows best."""
    table = {
        "default": Precision("default", 0.4, True),
        "claim": Precision("claim", 0.5, False),
        "claim.verb": Precision("claim.verb", 0.6, False),
        "scorer": Precision("scorer", 1.0, True),
    }
    monkeypatch.setattr(belief, "precisions", lambda: table)
    precision_of.cache_clear()


def says(paper: str, sentence: str = "s1", rule: str = "claim", *credited: str, **more: object) -> Evidence:
    """Evidence of a paper; `credited` are the works that it credits."""
    fields = {"sentence_id": f"{paper}-{sentence}", "paper_id": paper, "rule": rule}
    return Evidence(**fields | {"cited": bool(credited), "references": credited} | more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("support", "expected"),
    [
        (says("a"), 0.5),
        (says("a", rule="claim.verb"), 0.6),
        (says("a", rule="claim.noun"), 0.5),
        (says("a", rule="scorer", score=0.3), 0.3),
        (says("a", rule="unheard-of", score=0.5), 0.2),
        (says("a", rule="", score=1.0), 0.4),
        (says("a", status="hedged"), 0.25),
        (says("a", status="negated"), 0.4),
        (says("a", rule="scorer", score=1.0), 0.99),
    ],
)
def test_one_sentence(support: Evidence, expected: float) -> None:
    assert probability(support) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ([], 0.0),
        ([says("a")], 0.5),
        ([says("a"), says("b")], 0.75),
        ([says("a"), says("b"), says("c")], 0.875),
        ([says("a"), says("a", "s2"), says("a", "s3")], 0.5),
        ([says("a", status="hedged"), says("a", "s2")], 0.5),
        ([says("a", rule="claim.verb"), says("a", "s2"), says("b")], 0.8),
        ([says("a", "s1", "claim", D1), says("b", "s1", "claim", D1)], 0.5),
        ([says("a", "s1", "claim", D1), says("b", "s1", "claim", D2)], 0.75),
        ([says("a", "s1", "claim", D1), says("b", "s1", "claim", D1, D2)], 0.75),
        ([says("a", "s1", "claim", D1), says("a", "s2", "claim", D2)], 0.5),
        ([says("a", "s1", "claim", D1), says("b", "s1", "claim", D1), says("b", "s2")], 0.75),
        ([says("a", cited=True), says("b", cited=True)], 0.75),
    ],
)
def test_papers_add_up_and_sentences_dont(evidence: list[Evidence], expected: float) -> None:
    assert believe(evidence, {}).value == pytest.approx(expected)


def test_a_review_that_credits_a_paper_of_the_graph_adds_nothing() -> None:
    own, review = says("a"), says("b", "s1", "claim", D1)
    assert believe([own, review], {}).value == pytest.approx(0.75)
    assert believe([own, review], {"a": "10.1/one"}).value == pytest.approx(0.5)


def test_every_term_is_returned_with_its_reason() -> None:
    evidence = [
        says("a", "s1", "claim", D1),
        says("b", "s1", "claim", D1),
        says("c", rule="scorer", score=0.2),
    ]
    terms = believe(evidence, {}).terms
    assert [(t.paper_id, round(t.probability, 3)) for t in terms] == [("a", 0.5), ("b", 0.0), ("c", 0.2)]
    assert terms[0].reason == "asserted; claim: precision 0.50 (claim), credited to doi:10.1/one"
    assert terms[1].reason == "credits doi:10.1/one, counted through another paper"
    assert terms[2].reason == "asserted; scorer: precision 1.00 (scorer) x score 0.20"


def test_the_order_of_evidence_is_of_no_matter() -> None:
    evidence = [
        says("a", "s1", "claim", D1),
        says("b", "s1", "claim.verb", D1, D2),
        says("c"),
        says("c", "s2"),
    ]
    assert believe(evidence, {}) == believe(reversed(evidence), {})


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([], []),
        ([[0.5]], [0]),
        ([[0.0]], [None]),
        ([[0.9, 0.8], [0.9, 0.0]], [1, 0]),
        ([[0.9], [0.3]], [0, None]),
        ([[1.0, 2.0, 3.0], [3.0, 3.0, 3.5], [0.0, 0.0, 4.0]], [1, 0, 2]),
    ],
)
def test_assign_gives_each_column_once_for_the_largest_sum(
    weights: list[list[float]], expected: list[int | None]
) -> None:
    assert assign(weights) == expected
