"""Texts as words, quotations and samples: one compiled pass over many texts in UTF-8.

``data`` and ``offsets`` are those of an Arrow string column. Of a text only the first
``LONGEST`` bytes are compared.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Int, compiled
from sumber.reuse.quoting import find_quoted
from sumber.reuse.sampling import (
    QUOTED_RUN,
    RUN,
    count_quoted,
    look_around,
    quoted_words,
    take_samples,
)
from sumber.reuse.words import COLUMNS, PLACES, read_words

LONGEST: Final = 1_000_000
NO_QUOTES: Final = np.empty((0, 2), np.int32)


@compiled
def cut(data: Any, first: Int, stop: Int) -> Int:
    """Return the byte at which the comparing of a text ends, never inside a letter."""
    if stop - first <= LONGEST:
        return stop
    stop = first + LONGEST
    while (data[stop] & 0xC0) == 0x80:
        stop -= 1
    return stop


@compiled
def room(size: Int) -> tuple[Any, Any, Any]:
    """Return arrays for the words, places and events of any text of ``size`` bytes."""
    most = size // 2 + 2
    return (
        np.empty(most, np.int32),
        np.empty((most, PLACES), np.int32),
        np.empty((size // 8 + 64, COLUMNS), np.int32),
    )


@compiled
def read(data: Any, first: Int, stop: Int, classes: Any, folds: Any, space: Any) -> tuple[Int, Any]:
    """Read one text into ``space``; return how many words it has and its quotations' contents."""
    words, places, events = space
    count, met, marks = read_words(data, first, stop, classes, folds, words, places, events)
    if not marks:
        return count, np.empty((0, 2), np.int32)
    length = np.int64(places[count - 1, 1]) if count else 0
    at = first + (np.int64(places[count - 1, 4]) if count else 0)
    while at < stop:
        length += 0 if (data[at] & 0xC0) == 0x80 else 1
        at += 1
    return count, find_quoted(data, first, stop, events, met, length, classes)


@compiled
def longest(offsets: Any, order: Any) -> Int:
    """Return the bytes that are read at most of one of the texts ``order``."""
    most = np.int64(0)
    for row in order:
        size = np.int64(offsets[row + 1]) - np.int64(offsets[row])
        if size > most:
            most = size
    return LONGEST if most > LONGEST else most


@compiled
def note_samples(
    data: Any, offsets: Any, order: Any, classes: Any, folds: Any, once: Any, twice: Any
) -> Int:
    """Note in two sets of bits which samples occur, and which more than once; return how many.

    The sets hold the lowest bits of the hashes; two hashes may share a bit, none is lost.
    """
    total = 0
    size = longest(offsets, order)
    space = room(size)
    hashes, ats = np.empty(size + 8, np.int64), np.empty(size + 8, np.int32)
    mask = np.int64(once.size * 8 - 1)
    for row in order:
        first = np.int64(offsets[row])
        stop = cut(data, first, np.int64(offsets[row + 1]))
        count, quoted = read(data, first, stop, classes, folds, space)
        inside = quoted_words(space[1], count, quoted)
        found = take_samples(space[0], count, inside, hashes, ats) + count_quoted(inside)
        total += found
        for nth in range(found):
            bit = hashes[nth] & mask
            place, flag = bit >> 3, np.uint8(1 << (bit & 7))
            if once[place] & flag:
                twice[place] |= flag
            once[place] |= flag
    return total


@compiled
def keep_samples(
    data: Any,
    offsets: Any,
    order: Any,
    classes: Any,
    folds: Any,
    twice: Any,
    kept: Any,
) -> Int:
    """Fill ``kept`` with the samples whose bit is set in ``twice``; return how many.

    ``kept``: arrays of the place in ``order``, hash, first word, and what is around.
    """
    ranks, grams, firsts, around = kept
    size = longest(offsets, order)
    space = room(size)
    hashes, ats = np.empty(size + 8, np.int64), np.empty(size + 8, np.int32)
    mask = np.int64(twice.size * 8 - 1)
    put = 0
    for rank in range(order.size):
        first = np.int64(offsets[order[rank]])
        stop = cut(data, first, np.int64(offsets[order[rank] + 1]))
        count, quoted = read(data, first, stop, classes, folds, space)
        inside = quoted_words(space[1], count, quoted)
        plain = take_samples(space[0], count, inside, hashes, ats)
        one, found = 0, plain + count_quoted(inside)
        for nth in range(found):
            bit = hashes[nth] & mask
            if not twice[bit >> 3] & np.uint8(1 << (bit & 7)):
                continue
            ranks[put], grams[put], firsts[put] = rank, hashes[nth], ats[nth]
            if nth < plain:
                look_around(space[0], count, ats[nth], RUN, 0, around[put])
            else:
                while ats[nth] >= inside[one, 1]:
                    one += 1
                length = np.int64(inside[one, 1]) - np.int64(inside[one, 0])
                look_around(space[0], count, ats[nth], QUOTED_RUN, length, around[put])
            put += 1
    return put
