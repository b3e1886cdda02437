"""Deals columns out to rows so that the weights add up to the most, each column at most once."""

from __future__ import annotations

import math
from collections.abc import Sequence


def assign(weights: Sequence[Sequence[float]]) -> list[int | None]:
    """The best column of each row, or None where a row goes without; weights are not negative, 0 is no match.

    The Hungarian method by shortest augmenting paths, each row having a column of its own in which it goes
    without.

    >>> assign([[0.9, 0.8], [0.9, 0.0]])
    [1, 0]
    """
    rows = len(weights)
    columns = len(weights[0]) if rows else 0
    costs = [[-weight for weight in row] + [0.0] * rows for row in weights]
    held_by = _match(costs, columns + rows)
    chosen: list[int | None] = [None] * rows
    for column, row in enumerate(held_by):
        if row is not None and column < columns and weights[row][column] > 0:
            chosen[row] = column
    return chosen


def _match(costs: Sequence[Sequence[float]], columns: int) -> list[int | None]:
    """Column -> row of a cheapest matching of all rows."""
    row_price, column_price = [0.0] * len(costs), [0.0] * columns
    held_by: list[int | None] = [None] * columns
    for start in range(len(costs)):
        _augment(start, costs, row_price, column_price, held_by)
    return held_by


def _augment(
    start: int,
    costs: Sequence[Sequence[float]],
    row_price: list[float],
    column_price: list[float],
    held_by: list[int | None],
) -> None:
    """Give one more row a column along the cheapest alternating path, and keep prices feasible."""
    distance = [math.inf] * len(held_by)
    came_from: list[int | None] = [None] * len(held_by)
    done: list[int] = []
    row, last, so_far = start, None, 0.0
    while True:
        _relax(row, last, so_far, costs[row], row_price, column_price, distance, came_from, done)
        last = min((c for c in range(len(held_by)) if c not in done), key=lambda c: distance[c])
        so_far = distance[last]
        holder = held_by[last]
        if holder is None:
            break
        done.append(last)
        row = holder
    _reprice(start, so_far, row_price, column_price, distance, done, held_by)
    _flip(last, came_from, held_by, start)


def _relax(
    row: int,
    last: int | None,
    so_far: float,
    costs: Sequence[float],
    row_price: Sequence[float],
    column_price: Sequence[float],
    distance: list[float],
    came_from: list[int | None],
    done: Sequence[int],
) -> None:
    for column, cost in enumerate(costs):
        length = so_far + cost - row_price[row] - column_price[column]
        if column not in done and length < distance[column]:
            distance[column], came_from[column] = length, last


def _reprice(
    start: int,
    so_far: float,
    row_price: list[float],
    column_price: list[float],
    distance: Sequence[float],
    done: Sequence[int],
    held_by: Sequence[int | None],
) -> None:
    row_price[start] += so_far
    for column in done:
        holder = held_by[column]
        if holder is not None:
            row_price[holder] += so_far - distance[column]
        column_price[column] -= so_far - distance[column]


def _flip(last: int, came_from: Sequence[int | None], held_by: list[int | None], start: int) -> None:
    column = last
    while True:
        before = came_from[column]
        if before is None:
            held_by[column] = start
            return
        held_by[column] = held_by[before]
        column = before
