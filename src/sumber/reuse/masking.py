"""Boilerplate as spans: samples that an outlet repeats, joined and brought to sentence borders.

1. Labelled samples of one text that follow each other are joined.
2. A joined stretch grows to the border of its sentence where that is near.
3. A text of which more than a half would be masked is a copy, not boilerplate: nothing is masked.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Bool, Int, compiled
from sumber.reuse.sampling import RUN, hash_of
from sumber.reuse.texts import cut, longest, read, room
from sumber.reuse.words import OPENS

JOINED_GAP: Final = 3
NEAR_BORDER: Final = 8
LEAST_WORDS: Final = 8
MOST_MASKED: Final = 0.5
# Columns of a mask: its text, first word and the one past the last, start and end in code points,
# and the hash of its words.
TEXT, FIRST, STOP, START, END, KEY = range(6)
MASK: Final = 6


@compiled
def to_border(places: Any, count: Int, first: Int, stop: Int) -> tuple[Int, Int]:
    """Return the words of a stretch brought to the border of a sentence where one is near."""
    for at in range(first, max(-1, first - NEAR_BORDER - 1), -1):
        if at == 0 or places[at, 2] & OPENS:
            first = at
            break
    for at in range(stop, min(count, stop + NEAR_BORDER) + 1):
        if at == count or places[at, 2] & OPENS:
            stop = at
            break
    return first, stop


@compiled
def join_samples(places: Any, count: Int, ats: Any, masks: Any) -> Int:
    """Fill ``masks`` with the stretches of samples that begin at the words ``ats``, in order."""
    found = at = 0
    while at < ats.size:
        first, stop = np.int64(ats[at]), np.int64(ats[at]) + RUN
        while at + 1 < ats.size and ats[at + 1] <= stop + JOINED_GAP:
            at += 1
            stop = np.int64(ats[at]) + RUN
        at += 1
        first, stop = to_border(places, count, first, min(stop, count))
        if found and first < masks[found - 1, STOP]:
            masks[found - 1, STOP] = max(stop, masks[found - 1, STOP])
        elif stop - first >= LEAST_WORDS:
            masks[found, FIRST], masks[found, STOP] = first, stop
            found += 1
    return found


@compiled
def is_mostly_masked(masks: Any, count: Int) -> Bool:
    """Tell whether the masks would hide too much of a text."""
    hidden = 0
    for at in range(masks.shape[0]):
        hidden += masks[at, STOP] - masks[at, FIRST]
    return hidden > MOST_MASKED * count


@compiled
def mask_texts(
    data: Any, offsets: Any, rows: Any, ats: Any, ends: Any, tables: Any
) -> tuple[Any, Int]:
    """Return the masks of the texts ``rows``, and how many texts are left whole.

    ``ats``: the first words of the labelled samples of all these texts, in order; ``ends``: where
    those of each text begin.
    """
    classes, folds = tables
    masks = np.empty((ats.size + 1, MASK), np.int64)
    space = room(longest(offsets, rows))
    found = whole = 0
    for nth in range(rows.size):
        first = np.int64(offsets[rows[nth]])
        stop = cut(data, first, np.int64(offsets[rows[nth] + 1]))
        count, _ = read(data, first, stop, classes, folds, space)
        some = masks[found:]
        met = join_samples(space[1], count, ats[ends[nth] : ends[nth + 1]], some)
        if is_mostly_masked(some[:met], count):
            whole += 1
            continue
        for at in range(met):
            one = some[at]
            one[TEXT] = rows[nth]
            one[START], one[END] = space[1][one[FIRST], 0], space[1][one[STOP] - 1, 1]
            one[KEY] = hash_of(space[0], one[FIRST], one[STOP], 3)
        found += met
    return masks[:found].copy(), whole
