"""Which samples of many texts occur more than once: noted as bits, then kept.

A set of bits holds two of each sample's: whether it occurs, and whether more than once. Two samples
may share their bits, so a few that occur once are kept too; none that occurs twice is lost.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Int, compiled, lean
from sumber.reuse.quoting import Q_FIRST, Q_STOP
from sumber.reuse.sampling import (
    QUOTED_RUN,
    RUN,
    around,
    room_for_samples,
    take_samples,
)

ONE: Final = np.uint64(1)
BIT: Final = np.int64(63)


# Columns of a sample: its hash, what is around it, and its text, first word and the words of the
# quotation around it (0 for none; longer ones as so many) as one number.
GRAM, AROUND, PLACE = 0, 1, 2
SAMPLE: Final = 3
OF_TEXT: Final = 32
OF_FIRST: Final = 12
MOST_QUOTED: Final = (1 << OF_FIRST) - 1
FIRSTS: Final = (1 << (OF_TEXT - OF_FIRST)) - 1


@lean
def most_words(counts: Any, span: Any) -> Int:
    """Return how many words the longest of the texts ``span`` has."""
    most = np.int64(0)
    for at in range(span[0], span[1]):
        most = max(most, np.int64(counts[at]))
    return most


@compiled
def note_samples(space: Any, quotes: Any, span: Any, seen: Any) -> Int:
    """Note in ``seen`` which samples occur in the texts ``span``; return how many there are.

    ``quotes``: the quotations of these texts. ``seen``: pairs of 64 bits.
    """
    return note_each(space, quotes, span, seen, room_for_samples(most_words(space.counts, span)))


@lean
def note_each(space: Any, quotes: Any, span: Any, seen: Any, room: Any) -> Int:
    """Do what :func:`note_samples` does, in ``room`` for the samples of a text."""
    hashes = room[0]
    total, quote, mask = 0, 0, np.int64(32 * seen.size - 1)
    for at in range(span[0], span[1]):
        own = quotes[quote : quote + space.quoted[at]]
        quote += own.shape[0]
        _, found = take_samples(space.words[space.starts[at] :], space.counts[at], own, room)
        total += found
        for nth in range(found):
            bit = (hashes[nth] >> 1) & mask
            place, flag = 2 * (bit >> 6), ONE << np.uint64(bit & BIT)
            seen[place + 1] |= seen[place] & flag
            seen[place] |= flag
    return total


@lean
def join_sets(seen: Any, other: Any, start: Int, end: Int) -> None:
    """Note what ``other`` has in ``seen``; ``start`` and ``end``: the pairs of 64 bits to join."""
    for place in range(2 * start, 2 * end, 2):
        seen[place + 1] |= other[place + 1] | (seen[place] & other[place])
        seen[place] |= other[place]


@compiled
def keep_samples(read: Any, span: Any, seen: Any, kept: Any) -> Int:
    """Fill ``kept`` with the samples that are noted as occurring twice; return how many."""
    room = room_for_samples(most_words(read.counts, span))
    again = np.empty(room[1].size, np.int32)
    return keep_each(read, span, seen, kept, (room, again))


@lean
def keep_each(read: Any, span: Any, seen: Any, kept: Any, rooms: Any) -> Int:
    """Do what :func:`keep_samples` does, in room for the samples of a text and for those kept."""
    room, again = rooms
    hashes, ats = room[0], room[1]
    put, mask = 0, np.int64(32 * seen.size - 1)
    for at in range(span[0], span[1]):
        words, count = read.words[read.starts[at] :], np.int64(read.counts[at])
        own = read.quotes[read.quote_ends[at] : read.quote_ends[at + 1]]
        plain, found = take_samples(words, count, own, room)
        own_kept = np.int64(0)
        for nth in range(found):
            bit = (hashes[nth] >> 1) & mask
            again[own_kept] = nth
            own_kept += np.int64((seen[2 * (bit >> 6) + 1] >> np.uint64(bit & BIT)) & ONE)
        one = 0
        for nth in again[:own_kept]:
            run, quoted = RUN, np.int64(0)
            if nth >= plain:
                while ats[nth] >= own[one, Q_STOP]:
                    one += 1
                quoted = np.int64(own[one, Q_STOP]) - np.int64(own[one, Q_FIRST])
                run, quoted = QUOTED_RUN, min(quoted, np.int64(MOST_QUOTED))
            sample = kept[put]
            sample[GRAM], sample[AROUND] = hashes[nth], around(words, count, ats[nth], run)
            sample[PLACE] = (at << OF_TEXT) | (np.int64(ats[nth]) << OF_FIRST) | quoted
            put += 1
    return put


@lean
def count_samples(read: Any, span: Any) -> Int:
    """Return how many samples the texts ``span`` have at most."""
    total = np.int64(0)
    for at in range(span[0], span[1]):
        total += read.counts[at]
        for one in range(read.quote_ends[at], read.quote_ends[at + 1]):
            total += read.quotes[one, Q_STOP] - read.quotes[one, Q_FIRST]
    return total


def room_for(samples: int) -> Any:
    """Return room for so many samples."""
    return np.empty((samples, SAMPLE), np.int64)


@lean
def text_of(place: Int) -> Int:
    """Return the text of a sample by its ``PLACE``."""
    return place >> OF_TEXT


@lean
def first_of(place: Int) -> Int:
    """Return the first word of a sample by its ``PLACE``."""
    return (place >> OF_FIRST) & FIRSTS


@lean
def quoted_of(place: Int) -> Int:
    """Return how many words the quotation around a sample has, by its ``PLACE``; 0 for none."""
    return place & MOST_QUOTED
