"""Runs of words that two texts share, chained into stretches: compiled.

1. Every run of three or more words that stands in both, as long as it can be. Words that are masked
   match nothing.
2. Runs that follow each other in both texts with few words between are chained; what lies between
   costs by its length. The best chain is taken first, then the best of what is left.
3. Between the runs of a chain single words are matched by the longest common subsequence; beyond
   its ends it grows over near words as long as they agree.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Bool, Float, Int, lean
from sumber.reuse.words import MASKED

LEAST_RUN: Final = 3
MOST_RUNS: Final = 20_000
MOST_PLACES: Final = 16
LOOK_BACK: Final = 80
WIDEST_GAP: Final = 24
UNEVEN: Final = 12
WORD_COST: Final = 2.0
SHIFT_COST: Final = 3.0
REACH: Final = 4
LONE_BITS: Final = 10.0
LONE_REACH: Final = 2


@lean
def triple(words: Any, at: Int) -> Int:
    """Return a hash of three words, never negative."""
    mixed = np.uint64(words[at]) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ np.uint64(words[at + 1])) * np.uint64(0xFF51AFD7ED558CCD)
    mixed = (mixed ^ np.uint64(words[at + 2])) * np.uint64(0x9E3779B97F4A7C15)
    return np.int64(mixed >> np.uint64(20))


@lean
def note_triples(words: Any, heads: Any, before: Any) -> None:
    """Fill in the last place of each triple by its hash, and for each place the one before it."""
    heads[:] = -1
    for at in range(words.size - LEAST_RUN + 1):
        slot = triple(words, at) & (heads.size - 1)
        before[at], heads[slot] = heads[slot], at


@lean
def slots_for(words: Int) -> Int:
    """Return how many slots a table of the triples of so many words has."""
    size = 16
    while size < 2 * words:
        size *= 2
    return size


@lean
def find_runs(a: Any, b: Any, table: Any, start: Int, stop: Int, runs: Any, count: Int) -> Int:
    """Add the runs of ``b`` from ``start`` to ``stop`` that stand in ``a``: places and length.

    ``table`` is that of ``a``. Returns how many there are in all; no more than fit.
    """
    heads, before = table
    for at in range(start, min(stop, b.size - LEAST_RUN + 1)):
        other = heads[triple(b, at) & (heads.size - 1)]
        tried = 0
        while other >= 0 and tried < MOST_PLACES and count < runs.shape[0]:
            tried += 1
            left = at > start and other > 0 and a[other - 1] == b[at - 1]
            if not left and a[other] == b[at]:
                long = 0
                while (
                    other + long < a.size and at + long < b.size and a[other + long] == b[at + long]
                ):
                    long += 1
                if long >= LEAST_RUN:
                    runs[count, 0], runs[count, 1], runs[count, 2] = other, at, long
                    count += 1
            other = before[other]
    return count


@lean
def has_mask(masked: Any, start: Int, end: Int) -> Bool:
    """Tell whether one of the words ``start`` to ``end`` is masked, by their flags."""
    for at in range(start, end):  # noqa: SIM110
        if masked[at] & MASKED:
            return True
    return False


@lean
def weigh(bits: Any, start: Int, length: Int) -> Float:
    """Return the bits of some words together."""
    total = 0.0
    for at in range(start, start + length):
        total += bits[at]
    return total


@lean
def chain(runs: Any, bits: Any, masked: Any, scores: Any, backs: Any) -> None:
    """Fill in the best score of a chain that ends in each run, and the run before it there.

    ``runs`` are in the order of their places in ``b``; ``bits`` are those of the words of ``a``,
    ``masked`` the flags of the words of both.
    """
    masked_a, masked_b = masked
    for at in range(runs.shape[0]):
        own = weigh(bits, runs[at, 0], runs[at, 2])
        scores[at], backs[at] = own, -1
        i, j, long = runs[at, 0], runs[at, 1], runs[at, 2]
        for one in range(at - 1, max(-1, at - 1 - LOOK_BACK), -1):
            end_i, end_j = runs[one, 0] + runs[one, 2], runs[one, 1] + runs[one, 2]
            shave = max(0, end_i - i, end_j - j)
            if shave >= long or shave >= runs[one, 2]:
                continue
            gap_i, gap_j = i + shave - end_i, j + shave - end_j
            if max(gap_i, gap_j) > WIDEST_GAP or abs(gap_i - gap_j) > UNEVEN:
                continue
            if has_mask(masked_a, end_i, i) or has_mask(masked_b, end_j, j):
                continue
            cost = WORD_COST * min(gap_i, gap_j) + SHIFT_COST * abs(gap_i - gap_j)
            score = scores[one] + own * (long - shave) / long - cost
            if score > scores[at]:
                scores[at], backs[at] = score, one


@lean
def match_gap(a: Any, b: Any, place: Any, best: Any, pairs: Any, count: Int) -> Int:
    """Add the pairs of words that agree between two runs: a longest common subsequence.

    ``best``: room for one number more than words on both sides.
    """
    i, end_i, j, end_j = place
    rows, columns = end_i - i, end_j - j
    if rows <= 0 or columns <= 0:
        return count
    for row in range(rows, -1, -1):
        for column in range(columns, -1, -1):
            if row == rows or column == columns:
                best[row, column] = 0
            elif a[i + row] == b[j + column]:
                best[row, column] = best[row + 1, column + 1] + 1
            else:
                best[row, column] = max(best[row + 1, column], best[row, column + 1])
    row = column = 0
    while row < rows and column < columns and best[row, column]:
        if a[i + row] == b[j + column]:
            pairs[count, 0], pairs[count, 1] = i + row, j + column
            row, column, count = row + 1, column + 1, count + 1
        elif best[row + 1, column] >= best[row, column + 1]:
            row += 1
        else:
            column += 1
    return count


@lean
def next_near(a: Any, b: Any, place: Any, step: Int, bits: Any) -> tuple[Int, Int]:
    """Return how many words to go on in each text to the next that agree; 0 and 0 for none.

    ``place``: the last words that agree, and the words at which each text ends.
    """
    i, j, stop_i, stop_j = place
    for far in range(2, 2 * REACH + 1):
        for di in range(max(1, far - REACH), min(REACH, far - 1) + 1):
            dj = far - di
            x, y = i + step * di, j + step * dj
            if (stop_i - x) * step <= 0 or (stop_j - y) * step <= 0 or a[x] != b[y]:
                continue
            u, v = x + step, y + step
            again = (stop_i - u) * step > 0 and (stop_j - v) * step > 0 and a[u] == b[v]
            near = far <= 2 * LONE_REACH and bits[x] >= LONE_BITS
            if far == 2 or again or near:
                return di, dj
    return 0, 0


@lean
def crosses(masked: Any, at: Int, by: Int) -> Bool:
    """Tell whether a masked word lies on the way from word ``at`` to ``at + by``."""
    return has_mask(masked, min(at + 1, at + by), max(at, at + by + 1))


@lean
def grow(
    a: Any, b: Any, masked_a: Any, masked_b: Any, pairs: Any, count: Int, step: Int, bits: Any
) -> Int:
    """Add pairs beyond the last one, forwards or backwards, as long as near words agree."""
    stop_i, stop_j = (a.size, b.size) if step > 0 else (-1, -1)
    while count < pairs.shape[0]:
        i, j = np.int64(pairs[count - 1, 0]), np.int64(pairs[count - 1, 1])
        di, dj = next_near(a, b, (i, j, stop_i, stop_j), step, bits)
        if not di or crosses(masked_a, i, step * di) or crosses(masked_b, j, step * dj):
            return count
        pairs[count, 0], pairs[count, 1] = i + step * di, j + step * dj
        count += 1
    return count


@lean
def walk(a: Any, b: Any, masked: Any, runs: Any, trail: Any, bits: Any, room: Any) -> Int:
    """Fill in the pairs of words of a chain whose runs are ``trail``, the last first.

    ``room``: for pairs before the first run, for all pairs, and for a gap. Returns how many.
    """
    masked_a, masked_b = masked
    head, pairs, best = room
    last = runs[trail[-1]]
    head[0, 0], head[0, 1] = last[0], last[1]
    before = grow(a, b, masked_a, masked_b, head, 1, -1, bits)
    count = 0
    for at in range(before - 1, 0, -1):
        pairs[count, 0], pairs[count, 1] = head[at, 0], head[at, 1]
        count += 1
    end_i, end_j = np.int64(last[0]), np.int64(last[1])
    for at in range(trail.size - 1, -1, -1):
        i, j, long = runs[trail[at], 0], runs[trail[at], 1], runs[trail[at], 2]
        shave = max(0, end_i - i, end_j - j)
        if at < trail.size - 1:
            count = match_gap(a, b, (end_i, i + shave, end_j, j + shave), best, pairs, count)
        for by in range(shave, long):
            pairs[count, 0], pairs[count, 1] = i + by, j + by
            count += 1
        end_i, end_j = np.int64(i + long), np.int64(j + long)
    return grow(a, b, masked_a, masked_b, pairs, count, 1, bits)
