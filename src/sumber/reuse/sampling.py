"""Samples of a text: hashes of runs of words by which shared stretches are found.

1. Of the runs of six words every one that has the least hash among four neighbours is taken, so
   that two texts that share nine words in a row share a sample, wherever it stands.
2. Inside quotation marks every run of four words is taken, apart from the others.

Each sample knows hashes of the words around it, so that a longer shared run is told at once from a
chance one, without looking into the texts again.
Winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Int, compiled
from sumber.reuse.words import HALF, SEED, STIR

RUN: Final = 5
WINDOW: Final = 4
QUOTED_RUN: Final = 4
NEAR: Final = 2
FAR: Final = 10
SALT: Final = np.uint64(0x5851F42D4C957F2D)
BITS: Final = np.int64(0x7FFF)
NONE: Final = -1
MOST: Final = 0x7FFF
# Columns of what is around a sample: hashes of the 2 words and of some of the 12 words before and
# after it (-1 where there are not as many), and the words of the quotation around it (0 for none).
NEAR_LEFT, NEAR_RIGHT, FAR_LEFT, FAR_RIGHT, QUOTED = 0, 1, 2, 3, 4
AROUND: Final = 5


@compiled
def hash_of(words: Any, start: Int, end: Int, salt: Int) -> Int:
    """Return the hash of the words ``start`` to ``end``, never negative."""
    stirred = SEED ^ np.uint64(salt)
    for at in range(start, end):
        stirred = (stirred ^ np.uint64(words[at])) * STIR
        stirred ^= stirred >> HALF
    stirred *= SALT
    return np.int64((stirred ^ (stirred >> np.uint64(29))) >> np.uint64(1))


@compiled
def context(words: Any, count: Int, start: Int, end: Int) -> Int:
    """Return fifteen bits of the hash of the words ``start`` to ``end``; -1 where they run over."""
    if start < 0 or end > count:
        return NONE
    return hash_of(words, start, end, 1) & BITS


@compiled
def far_context(words: Any, count: Int, start: Int, step: Int) -> Int:
    """Return fifteen bits of the hash of every third word on the way; -1 where they run over."""
    end = start + step * FAR
    if end < -1 or end > count:
        return NONE
    stirred = SEED
    for at in range(start, end, 3 * step):
        stirred = (stirred ^ np.uint64(words[at])) * STIR
        stirred ^= stirred >> HALF
    return np.int64(stirred >> np.uint64(7)) & BITS


@compiled
def look_around(words: Any, count: Int, at: Int, run: Int, quoted: Int, one: Any) -> None:
    """Fill in what is around a sample of ``run`` words at word ``at``."""
    one[NEAR_LEFT] = context(words, count, at - NEAR, at)
    one[NEAR_RIGHT] = context(words, count, at + run, at + run + NEAR)
    one[FAR_LEFT] = far_context(words, count, at - 3, -1)
    one[FAR_RIGHT] = far_context(words, count, at + run + 2, 1)
    one[QUOTED] = min(quoted, MOST)


@compiled
def winnow(words: Any, count: Int, picked: Any, hashes: Any) -> Int:
    """Fill in the first words of the sampled runs and their hashes; return how many there are."""
    found, last, least, low = 0, -1, -WINDOW, np.int64(0)
    ring = np.empty(WINDOW, np.int64)
    size = count - RUN + 1
    for at in range(size):
        own = hash_of(words, at, at + RUN, 0)
        ring[at % WINDOW] = own
        if least > at - WINDOW:
            if own <= low:
                least, low = at, own
        else:
            least, low = at, own
            for other in range(at - 1, max(-1, at - WINDOW), -1):
                if ring[other % WINDOW] < low:
                    least, low = other, ring[other % WINDOW]
        if least != last and (at >= WINDOW - 1 or at == size - 1):
            picked[found], hashes[found] = least, low
            found, last = found + 1, least
    return found


@compiled
def quoted_words(places: Any, count: Int, quoted: Any) -> Any:
    """Return for each quotation its first word and the one past its last."""
    found = np.empty((quoted.shape[0], 2), np.int32)
    at = 0
    for nth in range(quoted.shape[0]):
        while at < count and places[at, 0] < quoted[nth, 0]:
            at += 1
        found[nth, 0] = at
        while at < count and places[at, 1] <= quoted[nth, 1]:
            at += 1
        found[nth, 1] = at
    return found


@compiled
def take_samples(words: Any, count: Int, inside: Any, hashes: Any, ats: Any) -> Int:
    """Fill in hashes and first words of the samples; return how many are outside of quotations.

    Those inside follow: of the quotations' words ``inside``, in order.
    """
    found = winnow(words, count, ats, hashes)
    put = found
    for one in range(inside.shape[0]):
        for at in range(inside[one, 0], inside[one, 1] - QUOTED_RUN + 1):
            hashes[put], ats[put] = hash_of(words, at, at + QUOTED_RUN, 2), at
            put += 1
    return found


@compiled
def count_quoted(inside: Any) -> Int:
    """Return how many samples the quotations give."""
    found = np.int64(0)
    for one in range(inside.shape[0]):
        words = np.int64(inside[one, 1]) - np.int64(inside[one, 0])
        found += words - QUOTED_RUN + 1 if words >= QUOTED_RUN else 0
    return found
