"""The chains of runs that two texts share, best first, so that no word is in two: compiled.

Nothing is allocated for a pair of texts: all is done in room that many pairs use in turn.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from sumber.reuse.compiling import Int, compiled, lean
from sumber.reuse.matching import MOST_RUNS, WIDEST_GAP, chain, find_runs, walk

LEAST_BITS: Final = 30.0
MOST_STRETCHES: Final = 512


class Room(NamedTuple):
    """Room for the runs and chains of two texts.

    By run: places and length, best score of a chain that ends there, the run before it, whether it
    is free, the order by score and what helps to sort, the runs of a chain. By word: whether it is
    free in each text, pairs before a chain, pairs of a chain, pairs of all chains. Then where the
    pairs of each chain end, and a gap between two runs.
    """

    runs: Any
    scores: Any
    backs: Any
    free: Any
    order: Any
    spare: Any
    trail: Any
    free_a: Any
    free_b: Any
    head: Any
    walked: Any
    pairs: Any
    ends: Any
    best: Any


@compiled
def room_for_chains(words: Int) -> Any:
    """Return room for texts of at most so many words."""
    return Room(
        np.empty((MOST_RUNS, 3), np.int32),
        np.empty(MOST_RUNS, np.float64),
        np.empty(MOST_RUNS, np.int32),
        np.empty(MOST_RUNS, np.bool_),
        np.empty(MOST_RUNS, np.int32),
        np.empty(MOST_RUNS, np.int32),
        np.empty(MOST_RUNS, np.int32),
        np.empty(words, np.bool_),
        np.empty(words, np.bool_),
        np.empty((words + 1, 2), np.int32),
        np.empty((words + 1, 2), np.int32),
        np.empty((2 * words + 2, 2), np.int32),
        np.empty(MOST_STRETCHES, np.int64),
        np.empty((WIDEST_GAP + 2, WIDEST_GAP + 2), np.int16),
    )


@lean
def sort_by_score(scores: Any, order: Any, spare: Any) -> None:
    """Fill in the order of the scores, the highest first; equal ones stay as they are."""
    for at in range(scores.size):
        order[at] = at
    wide = 1
    while wide < scores.size:
        for start in range(0, scores.size, 2 * wide):
            middle, stop = min(start + wide, scores.size), min(start + 2 * wide, scores.size)
            left, right = start, middle
            for at in range(start, stop):
                later = (
                    left < middle and right < stop and scores[order[right]] > scores[order[left]]
                )
                if later or left == middle:
                    spare[at], right = order[right], right + 1
                else:
                    spare[at], left = order[left], left + 1
        for at in range(scores.size):
            order[at] = spare[at]
        wide *= 2


@lean
def shared_pairs(a: Any, b: Any, known: Any, room: Any) -> Int:
    """Fill in, best first, the pairs of words of each chain; return how many chains there are.

    ``known``: the bits of the words of ``a`` and its table of triples.
    """
    bits, table = known
    runs = room.runs[: find_runs(a[0], b[0], table, 0, b[0].size, room.runs, 0)]
    scores, backs, order = (
        room.scores[: len(runs)],
        room.backs[: len(runs)],
        room.order[: len(runs)],
    )
    chain(runs, bits, (a[1], b[1]), scores, backs)
    sort_by_score(scores, order, room.spare)
    room.free[: len(runs)] = True
    room.free_a[: a[0].size] = True
    room.free_b[: b[0].size] = True
    most = min(a[0].size, b[0].size) + 1
    walking = room.head[:most], room.walked[:most], room.best
    found = end_pairs = 0
    for end in order:
        if not room.free[end] or scores[end] < LEAST_BITS or found >= MOST_STRETCHES:
            continue
        trail = room.trail[: take_trail(end, backs, room.free, room.trail)]
        rest = backs[trail[-1]]
        if rest >= 0 and scores[end] - scores[rest] < LEAST_BITS:
            continue
        count = walk(a[0], b[0], (a[1], b[1]), runs, trail, bits, walking)
        kept = take_free(room.walked[:count], room, room.pairs[end_pairs:])
        if kept:
            end_pairs += kept
            room.ends[found], found = end_pairs, found + 1
    return found


@lean
def take_trail(end: Int, backs: Any, free: Any, trail: Any) -> Int:
    """Take the runs of a chain from its end back to where another took them; return how many."""
    count, at = 0, np.int64(end)
    while at >= 0 and free[at]:
        trail[count], free[at] = at, False
        count, at = count + 1, np.int64(backs[at])
    return count


@lean
def take_free(pairs: Any, room: Any, kept: Any) -> Int:
    """Take the pairs none of whose words is taken; none where most are. Return how many."""
    count = 0
    for at in range(pairs.shape[0]):
        if room.free_a[pairs[at, 0]] and room.free_b[pairs[at, 1]]:
            kept[count, 0], kept[count, 1] = pairs[at, 0], pairs[at, 1]
            count += 1
    if 2 * count < pairs.shape[0]:
        return 0
    for at in range(count):
        room.free_a[kept[at, 0]] = room.free_b[kept[at, 1]] = False
    return count
