"""Fits boosted trees on sparse feature strings and turns them into the arrays that `extraction.nlp.trees` applies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from extraction.nlp.trees import Trees


class Features:
    """The feature strings of many pairs as one sparse matrix, made once and cut by rows for each fit."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.names: dict[str, int] = {}
        columns: list[int] = []
        ends = [0]
        for row in rows:
            columns += {self.names.setdefault(name, len(self.names)) for name in row}
            ends.append(len(columns))
        ones = np.ones(len(columns), dtype=np.float32)
        shape = (len(rows), len(self.names))
        self.matrix = sparse.csr_matrix(
            (ones, np.array(columns, np.int32), np.array(ends, np.int32)), shape=shape
        )

    def common(self, which: NDArray[np.bool_], least: int) -> NDArray[np.intp]:
        """Columns that hold in at least `least` of the chosen rows."""
        counts = np.asarray(self.matrix[which].sum(axis=0)).ravel()
        found: NDArray[np.intp] = np.flatnonzero(counts >= least)
        return found


@dataclass(frozen=True, slots=True)
class Fit:
    """Settings of one fit."""

    rounds: int = 100
    leaves: int = 31
    rate: float = 0.1
    least: int = 8
    seed: int = 0


def fit(
    features: Features,
    labels: NDArray[np.bool_],
    which: NDArray[np.bool_],
    settings: Fit,
    numbers: NDArray[np.float32] | None = None,
) -> Trees:
    """Fit trees on the chosen rows that give the probability of the label."""
    columns = features.common(which, settings.least)
    matrix = features.matrix[which][:, columns]
    dense = 0
    if numbers is not None:
        dense = numbers.shape[1]
        matrix = sparse.hstack([sparse.csr_matrix(numbers[which]), matrix]).tocsr()
    model = lightgbm.LGBMClassifier(
        n_estimators=settings.rounds, learning_rate=settings.rate, num_leaves=settings.leaves, min_child_samples=8,
        colsample_bytree=0.3, subsample=0.8, subsample_freq=1, reg_lambda=1.0, random_state=settings.seed,
        deterministic=True, force_col_wise=True, n_jobs=1, verbose=-1, max_bin=63,
    )  # fmt: skip
    model.fit(matrix, labels[which])
    names = list(features.names)
    return export(model.booster_.dump_model(), {names[c]: at for at, c in enumerate(columns)}, dense)


def export(dump: dict[str, Any], words: dict[str, int], dense: int) -> Trees:
    """Arrays of all trees; features that no split asks for are left out."""
    nodes: list[tuple[int, float, int, int]] = []
    values: list[float] = []
    roots: list[int] = []

    def add(node: dict[str, Any]) -> int:
        if "leaf_value" in node and "split_feature" not in node:
            values.append(node["leaf_value"])
            return ~(len(values) - 1)
        here = len(nodes)
        nodes.append((node["split_feature"], float(node["threshold"]), 0, 0))
        left, right = add(node["left_child"]), add(node["right_child"])
        nodes[here] = (node["split_feature"], float(node["threshold"]), left, right)
        return here

    for tree in dump["tree_info"]:
        root = add(tree["tree_structure"])
        if root < 0:  # a tree of one leaf becomes a split that always goes left
            nodes.append((0, float("inf"), root, root))
            root = len(nodes) - 1
        roots.append(root)
    names = {at + dense: name for name, at in words.items()}
    used = sorted({n[0] for n in nodes if n[0] >= dense and n[0] in names})
    renumber = {old: dense + new for new, old in enumerate(used)}
    kept = {names[old]: new for old, new in renumber.items()}
    return Trees(
        vocabulary=kept,
        dense=dense,
        feature=np.array([renumber.get(n[0], n[0]) for n in nodes], dtype=np.int32),
        threshold=np.array([n[1] for n in nodes], dtype=np.float32),
        left=np.array([n[2] for n in nodes], dtype=np.int32),
        right=np.array([n[3] for n in nodes], dtype=np.int32),
        value=np.array(values, dtype=np.float32),
        roots=np.array(roots, dtype=np.int32),
    )
