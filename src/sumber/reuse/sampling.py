"""Samples of a text: hashes of runs of words by which shared stretches are found.

1. Of the runs of five words every one that has the least hash among four neighbours is taken, so
   that two texts that share eight words in a row share a sample, wherever it stands.
2. Inside quotation marks every run of four words is taken, apart from the others: their hashes are
   odd, the others even.

Each sample knows hashes of the words around it, so that a longer shared run is told at once from a
chance one, without looking into the texts again.
Winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Int, compiled, lean
from sumber.reuse.quoting import Q_FIRST, Q_STOP
from sumber.reuse.words import HALF, PRIME, SEED, STIR

RUN: Final = 5
WINDOW: Final = 4
QUOTED_RUN: Final = 4
NEAR: Final = 2
FAR_STEP: Final = 3
BITS: Final = np.int64(0x7FFF)
NONE: Final = np.int64(0xFFFF)
# What is around a sample, in sixteen bits each of one number: hashes of the 2 words and of some of
# the 12 words before and after it; NONE where there are not as many.
NEAR_LEFT, NEAR_RIGHT, FAR_LEFT, FAR_RIGHT = 0, 16, 32, 48


@lean
def stirred_run(words: Any, start: Int, end: Int, step: Int) -> Any:
    """Return a hash of every ``step``-th of the words ``start`` to ``end``."""
    stirred = SEED
    for at in range(start, end, step):
        stirred = stirred * PRIME + np.uint64(words[at])
    stirred = (stirred ^ (stirred >> HALF)) * STIR
    return stirred ^ (stirred >> np.uint64(29))


@lean
def hash_of(words: Any, start: Int, end: Int) -> Int:
    """Return the hash of the words ``start`` to ``end``: even, never negative."""
    return np.int64(stirred_run(words, start, end, 1) >> np.uint64(2)) * 2


@lean
def near(words: Any, count: Int, start: Int) -> Int:
    """Return fifteen bits of the hash of two words; ``NONE`` where they run over."""
    if start < 0 or start + NEAR > count:
        return NONE
    stirred = np.uint64(words[start]) * PRIME + np.uint64(words[start + 1])
    stirred = (stirred ^ (stirred >> HALF)) * STIR
    return np.int64(stirred >> HALF) & BITS


@lean
def far(words: Any, count: Int, start: Int, step: Int) -> Int:
    """Return fifteen bits of the hash of four words, ``step`` apart; ``NONE`` past the ends."""
    if start < 0 or start >= count or start + 3 * step < 0 or start + 3 * step >= count:
        return NONE
    stirred = np.uint64(words[start]) * PRIME + np.uint64(words[start + step])
    stirred = stirred * PRIME + np.uint64(words[start + 2 * step])
    stirred = stirred * PRIME + np.uint64(words[start + 3 * step])
    stirred = (stirred ^ (stirred >> HALF)) * STIR
    return np.int64(stirred >> HALF) & BITS


@lean
def around(words: Any, count: Int, at: Int, run: Int) -> Int:
    """Return what is around a sample of ``run`` words at word ``at``."""
    return (
        near(words, count, at - NEAR)
        | near(words, count, at + run) << NEAR_RIGHT
        | far(words, count, at - NEAR - 1, -FAR_STEP) << FAR_LEFT
        | far(words, count, at + run + NEAR, FAR_STEP) << FAR_RIGHT
    )


@lean
def winnow(words: Any, count: Int, hashes: Any, ats: Any, runs: Any, picks: Any) -> Int:
    """Fill in the hashes of the sampled runs and their first words; return how many there are.

    A run is taken where it is the least of one of the windows that hold it; of equal ones the last.
    ``runs`` and ``picks`` are room for all runs and three more on both sides.
    """
    size, pad = max(0, count - RUN + 1), WINDOW - 1
    for at in range(size):
        runs[at + pad] = hash_of(words, at, at + RUN)
    runs[:pad], runs[size + pad : size + 2 * pad] = -1, -1
    if 0 < size <= WINDOW:
        return pick_least(runs, size, hashes, ats)
    for at in range(size):
        own = runs[at + 3]
        left = runs[at + 2] >= own
        lefter = left & (runs[at + 1] >= own)
        right = runs[at + 4] > own
        righter = right & (runs[at + 5] > own)
        picks[at] = (
            (lefter & (runs[at] >= own))
            | (lefter & right)
            | (left & righter)
            | (righter & (runs[at + 6] > own))
        )
    found = 0
    for at in range(size):
        hashes[found], ats[found] = runs[at + pad], at
        found += picks[at]
    return found


@lean
def pick_least(runs: Any, size: Int, hashes: Any, ats: Any) -> Int:
    """Take the least run of a text that has no more than one window."""
    hashes[0], ats[0] = runs[WINDOW - 1], 0
    for at in range(1, size):
        if runs[at + WINDOW - 1] <= hashes[0]:
            hashes[0], ats[0] = runs[at + WINDOW - 1], at
    return 1


@compiled
def room_for_samples(most: Int) -> Any:
    """Return room for the samples of a text of at most so many words."""
    return (
        np.empty(2 * most + 8, np.int64),
        np.empty(2 * most + 8, np.int32),
        np.empty(most + 8, np.int64),
        np.empty(most + 8, np.uint8),
    )


@lean
def take_samples(words: Any, count: Int, quotes: Any, room: Any) -> tuple[Int, Int]:
    """Fill in hashes and first words of the samples; return how many there are.

    First how many are outside of quotations, then how many in all: those inside follow in order.
    """
    hashes, ats, runs, picks = room
    plain = winnow(words, count, hashes, ats, runs, picks)
    put = plain
    for one in range(quotes.shape[0]):
        for at in range(quotes[one, Q_FIRST], quotes[one, Q_STOP] - QUOTED_RUN + 1):
            hashes[put], ats[put] = hash_of(words, at, at + QUOTED_RUN) | 1, at
            put += 1
    return plain, put
