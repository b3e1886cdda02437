"""Applies boosted trees that were trained here (extraction.training.scorers) with numpy alone.

A model is a list of feature names and arrays of nodes; a pair's features are the names that hold for it, so every split asks
whether one feature is there. Dense features (numbers) come first and are asked by threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_BLOCK = 1000  #: pairs at a time


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees for one yes/no question.

    `feature`, `threshold`, `left`, `right` and `value` have one row a node; children below zero are leaves, `~child` their
    row in `value`. `roots` has the first node of each tree.
    """

    vocabulary: dict[str, int]
    dense: int  #: number of numeric features; names are numbered from here
    feature: NDArray[np.int32]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    roots: NDArray[np.int32]

    def matrix(self, rows: Sequence[Sequence[str]], numbers: Floats | None = None) -> Floats:
        """Features as an array of shape (pairs, features)."""
        width = self.dense + len(self.vocabulary)
        out = np.zeros((len(rows), width), dtype=np.float32)
        if numbers is not None:
            out[:, : self.dense] = numbers
        for at, row in enumerate(rows):
            known = [self.vocabulary[name] for name in row if name in self.vocabulary]
            out[at, known] = 1.0
        return out

    def score(self, matrix: Floats) -> Floats:
        """The probability of yes for every row of `matrix`, shape (pairs,)."""
        out = np.empty(len(matrix), dtype=np.float32)
        for start in range(0, len(matrix), _BLOCK):
            block = matrix[start : start + _BLOCK]
            out[start : start + len(block)] = self._leaves(block).sum(axis=1)
        return (1.0 / (1.0 + np.exp(-out))).astype(np.float32)

    def _leaves(self, matrix: Floats) -> Floats:
        """The leaf value of every row in every tree, shape (pairs, trees); all trees go down a level at a time."""
        rows = np.repeat(np.arange(len(matrix), dtype=np.int32), len(self.roots))
        node = np.tile(self.roots, len(matrix))
        active = np.arange(len(node), dtype=np.int32)
        flat, width = matrix.ravel(), np.int64(matrix.shape[1])
        while len(active):
            here = node[active]
            above = flat[rows[active] * width + self.feature[here]] > self.threshold[here]
            following = np.where(above, self.right[here], self.left[here])
            node[active] = following
            active = active[following >= 0]
        leaves: Floats = self.value[~node].reshape(len(matrix), len(self.roots))
        return leaves

    def save(self, path: Path) -> None:
        """Write the model as one compressed file without pickles."""
        names = sorted(self.vocabulary, key=lambda n: self.vocabulary[n])
        np.savez_compressed(
            path, names=np.frombuffer("\n".join(names).encode(), dtype=np.uint8), dense=np.int32(self.dense),
            feature=self.feature, threshold=self.threshold, left=self.left, right=self.right, value=self.value,
            roots=self.roots,
        )  # fmt: skip


def load(path: Path) -> Trees:
    """Read a model that `Trees.save` wrote."""
    with np.load(path, allow_pickle=False) as data:
        dense = int(data["dense"])
        text = data["names"].tobytes().decode()
        names = text.split("\n") if text else []
        return Trees({n: i + dense for i, n in enumerate(names)}, dense, data["feature"], data["threshold"], data["left"],
                     data["right"], data["value"], data["roots"])  # fmt: skip
