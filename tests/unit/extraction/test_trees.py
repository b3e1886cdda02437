"""Boosted trees: scores by hand, and files."""

from __future__ import annotations

from math import exp
from pathlib import Path

import numpy as np
import pytest

from extraction.nlp.trees import Trees, load


@pytest.fixture
def tiny() -> Trees:
    """Two trees over one number and two names.

    The first asks for "a" (yes: leaf 0.5, no: is the number above 2? yes 1.0, no -1.0), the second for "b" (yes 0.25, no -0.75).
    """
    return Trees(
        vocabulary={"a": 1, "b": 2},
        dense=1,
        feature=np.array([1, 0, 2], dtype=np.int32),
        threshold=np.array([0.5, 2.0, 0.5], dtype=np.float32),
        left=np.array([1, ~2, ~4], dtype=np.int32),
        right=np.array([~0, ~1, ~3], dtype=np.int32),
        value=np.array([0.5, 1.0, -1.0, 0.25, -0.75], dtype=np.float32),
        roots=np.array([0, 2], dtype=np.int32),
    )


@pytest.mark.parametrize(
    ("names", "number", "total"),
    [
        (["a", "b"], 0.0, 0.75),
        (["a"], 9.0, -0.25),
        (["b", "unknown"], 3.0, 1.25),
        (["b"], 2.0, -0.75),
        ([], 2.5, 0.25),
        ([], 0.0, -1.75),
    ],
)
def test_score(tiny: Trees, names: list[str], number: float, total: float) -> None:
    matrix = tiny.matrix([names], np.array([[number]], dtype=np.float32))

    assert tiny.score(matrix) == pytest.approx([1 / (1 + exp(-total))], rel=1e-6)


def test_rows_are_scored_each_for_itself(tiny: Trees) -> None:
    rows = [["a", "b"], [], ["b"]] * 700
    numbers = np.array([[0.0], [2.5], [2.0]] * 700, dtype=np.float32)

    scores = tiny.score(tiny.matrix(rows, numbers))

    assert scores.shape == (2100,)
    assert scores.reshape(700, 3) == pytest.approx(np.tile(scores[:3], (700, 1)))
    assert scores[:3] == pytest.approx([1 / (1 + exp(-x)) for x in (0.75, 0.25, -0.75)], rel=1e-6)


def test_no_rows_no_scores(tiny: Trees) -> None:
    assert tiny.score(tiny.matrix([])).shape == (0,)


def test_matrix(tiny: Trees) -> None:
    assert tiny.matrix([["b"], ["a", "none"]]).tolist() == [[0, 0, 1], [0, 1, 0]]


def test_saved_and_loaded_they_are_the_same(tiny: Trees, tmp_path: Path) -> None:
    path = tmp_path / "tiny.npz"
    rows = [["a"], ["b"], [], ["a", "b"]]

    tiny.save(path)
    back = load(path)

    assert (back.vocabulary, back.dense) == (tiny.vocabulary, tiny.dense)
    assert np.array_equal(back.score(back.matrix(rows)), tiny.score(tiny.matrix(rows)))


def test_a_model_without_names_can_be_saved(tiny: Trees, tmp_path: Path) -> None:
    bare = Trees({}, 3, tiny.feature, tiny.threshold, tiny.left, tiny.right, tiny.value, tiny.roots)

    bare.save(tmp_path / "bare.npz")

    assert load(tmp_path / "bare.npz").vocabulary == {}


def test_nothing_pickled_is_read(tmp_path: Path) -> None:
    path = tmp_path / "evil.npz"
    np.savez(path, dense=np.array([object()], dtype=object))

    with pytest.raises(ValueError, match="allow_pickle"):
        load(path)
