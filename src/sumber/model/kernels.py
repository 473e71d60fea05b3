"""Scores and best paths compiled to machine code, for many articles.

They do what ``tagger`` and ``paths`` do in NumPy, to the last bit: the scores are sums of half
floats, which doubles hold exactly in whatever order. numba takes a moment to load, so a single
article is left to NumPy.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeAlias

import numpy as np
from numba import njit

Int: TypeAlias = Any
Float: TypeAlias = Any


def compiled(function: Callable[..., Any]) -> Any:
    """Compile a function at its first call, and keep it where a folder can be written."""
    dispatcher = njit(nogil=True)(function)
    with suppress(RuntimeError):
        dispatcher.enable_caching()
    return dispatcher


@compiled
def sum_rows(table: Any, weights: Any, rows: Any, edges: Any) -> None:
    """Put into row ``n`` of ``table`` the sum of the weights of its rows, up to the next edge."""
    for n in range(len(table)):
        for at in range(edges[n], edges[n + 1]):
            for column in range(table.shape[1]):
                table[n, column] += weights[rows[at], column]


@compiled
def word_scores(
    seats: Any, edges: Any, told_at: Any, told_seats: Any, table: Any, offsets: Any, labels: Int
) -> Any:
    """Return the scores of the items of rows; those of row ``n`` are ``edges[n]`` to the next.

    Item ``at`` has the sum ``table[seats[at]]`` (offsets × labels), and those of ``told_seats``
    where ``told_at``, which is in order, names it.
    """
    total = np.zeros((len(seats), labels))
    told = 0
    for row in range(len(edges) - 1):
        start, stop = edges[row], edges[row + 1]
        for at in range(start, stop):
            _spread(total, table[seats[at]], at, start, stop, offsets)
            while told < len(told_at) and told_at[told] == at:
                _spread(total, table[told_seats[told]], at, start, stop, offsets)
                told += 1
    return total


@compiled
def _spread(total: Any, sums: Any, at: Int, start: Int, stop: Int, offsets: Any) -> None:
    """Add what one item gives to those around it, itself included."""
    labels = total.shape[1]
    for n in range(len(offsets)):
        there = at - offsets[n]
        if start <= there < stop:
            for label in range(labels):
                total[there, label] += sums[n * labels + label]


@compiled
def add_places(scores: Any, seats: Any, table: Any) -> None:
    """Add to the scores of each place the sums that its numbers stand for."""
    for at in range(len(seats)):
        for n in range(seats.shape[1]):
            for label in range(scores.shape[1]):
                scores[at, label] += table[seats[at, n], label]


@compiled
def best_paths(scores: Any, lengths: Any, moves: Any, outside: Int) -> tuple[Any, Any]:
    """Return the best labels of sequences that stand one behind the other (Viterbi).

    And by how much each of these paths scores above the one that is O throughout.
    """
    path = np.empty(len(scores), np.int64)
    leads = np.zeros(len(lengths))
    longest = 1
    for length in lengths:
        longest = max(longest, length)
    before = np.empty((longest, scores.shape[1]), np.int64)
    start = 0
    for n in range(len(lengths)):
        if lengths[n]:
            own = scores[start : start + lengths[n]]
            _best_path(own, moves, before, path[start : start + lengths[n]])
            leads[n] = _lead(own, moves, outside, path[start : start + lengths[n]])
        start += lengths[n]
    return path, leads


@compiled
def _best_path(scores: Any, moves: Any, before: Any, path: Any) -> None:
    """Put the best labels of one sequence into ``path``; of equals the first label wins."""
    count, labels = scores.shape
    sums = scores[0].copy()
    ahead = np.empty(labels)
    for at in range(1, count):
        for label in range(labels):
            best, way = sums[0] + moves[0, label], 0
            for last in range(1, labels):
                found = sums[last] + moves[last, label]
                if found > best:
                    best, way = found, last
            ahead[label] = best + scores[at, label]
            before[at, label] = way
        sums, ahead = ahead, sums
    label = sums.argmax()
    for at in range(count - 1, 0, -1):
        path[at] = label
        label = before[at, label]
    path[0] = label


@compiled
def _lead(scores: Any, moves: Any, outside: Int, path: Any) -> Float:
    lead = scores[0, path[0]] - scores[0, outside]
    for at in range(1, len(path)):
        lead += scores[at, path[at]] - scores[at, outside]
        lead += moves[path[at - 1], path[at]] - moves[outside, outside]
    return lead
