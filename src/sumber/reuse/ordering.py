"""Strings in order: numbers made of some of their bytes at a time are sorted in their stead.

First the bytes behind those that all begin with alike; strings that are level so far are told apart
by the bytes that follow. That takes a third of the time that sorting strings does.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow.compute as pc

from sumber.reuse.compiling import Int, compiled

WIDE: Final = 8
ROUNDS: Final = 4


@compiled
def alike(data: Any, begins: Any, ends: Any) -> Int:
    """Return how many bytes all strings begin with alike."""
    count = ends[0] - begins[0]
    for at in range(1, begins.size):
        count, same = min(count, ends[at] - begins[at]), 0
        while same < count and data[begins[at] + same] == data[begins[0] + same]:
            same += 1
        count = same
    return count


@compiled
def add_bytes(data: Any, begins: Any, ends: Any, ranks: Any, start: Int, wide: Int) -> Int:
    """Put ``wide`` bytes of each string behind its rank; return how many strings go on.

    ``start``: the first of these bytes; past the end of a string they are 0.
    """
    on = 0
    for at in range(begins.size):
        key, first = ranks[at], begins[at] + start
        for place in range(first, first + wide):
            byte = np.uint64(data[place]) if place < ends[at] else np.uint64(0)
            key = (key << np.uint64(8)) | byte
        ranks[at] = key
        on += 1 if ends[at] > first + wide else 0
    return on


@compiled
def set_ranks(ranks: Any, order: Any) -> Int:
    """Turn numbers whose order is known into their ranks, from 0; return the last one."""
    held, rank = ranks[order[0]], np.uint64(0)
    for at in order:
        rank += np.uint64(1 if ranks[at] != held else 0)
        held, ranks[at] = ranks[at], rank
    return np.int64(rank)


def ranks_of(strings: Any, bounds: Any) -> Any:
    """Return the rank of each string of an Arrow array; equal ones have one, null the last.

    ``bounds``: the bytes of the strings, and where each begins and ends in them. Strings whose
    bytes differ only in zeros at their end count as equal.
    """
    ranks, start = np.zeros(bounds[1].size, np.uint64), alike(*bounds)
    wide, last = WIDE, 0
    for _ in range(ROUNDS):
        on = add_bytes(*bounds, ranks, start, wide)
        last = set_ranks(ranks, np.argsort(ranks))
        start, wide = start + wide, WIDE - (last.bit_length() + 7) // 8
        if not on or last == ranks.size - 1:
            break
    else:
        ranks = pc.rank(strings, "ascending", tiebreaker="dense").to_numpy()
    found = ranks.astype(np.int64)
    found[strings.is_null().to_numpy(zero_copy_only=False)] = found.size
    return found


def one_each(ranks: Any) -> Any:
    """Return a place of its own for each rank; of equal ones the first comes first."""
    if np.bincount(ranks).max(initial=0) <= 1 and ranks.max(initial=-1) < ranks.size:
        return ranks
    places = np.empty(ranks.size, np.int64)
    places[np.argsort(ranks, kind="stable")] = np.arange(ranks.size)
    return places
