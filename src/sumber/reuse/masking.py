"""Boilerplate as spans: samples that an outlet repeats, joined and brought to sentence borders.

1. Labelled samples of one text that follow each other are joined.
2. A joined stretch grows to the border of its sentence where that is near. A short one that has
   no such borders, or no border at all, is a phrase inside a sentence and no boilerplate.
3. A text of which nine tenths would be masked is a copy, not boilerplate: nothing is masked.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Bool, Int, compiled
from sumber.reuse.sampling import RUN, hash_of
from sumber.reuse.texts import cut, longest, read, room
from sumber.reuse.words import OPENS

JOINED_GAP: Final = 3
NEAR_BORDER: Final = 4
LEAST_WORDS: Final = 8
LONG_WORDS: Final = 16
MOST_MASKED: Final = 0.9
# Columns of a mask: its text, first word and the one past the last, start and end in code points,
# and the hash of its words, or only of its repeated ones where a border is unknown.
TEXT, FIRST, STOP, START, END, KEY = range(6)
MASK: Final = 6


@compiled
def to_border(places: Any, count: Int, first: Int, stop: Int) -> tuple[Int, Int, Int]:
    """Return the words of a stretch brought to near borders of sentences, and how many are met."""
    met = 0
    for at in range(first, max(-1, first - NEAR_BORDER - 1), -1):
        if at == 0 or places[at, 2] & OPENS:
            first, met = at, met + 1
            break
    for at in range(stop, min(count, stop + NEAR_BORDER) + 1):
        if at == count or places[at, 2] & OPENS:
            stop, met = at, met + 1
            break
    return first, stop, met


@compiled
def join_samples(words: Any, places: Any, count: Int, ats: Any, masks: Any) -> Int:
    """Fill ``masks`` with the stretches of samples that begin at the words ``ats``, in order."""
    found = at = 0
    while at < ats.size:
        inner = first = np.int64(ats[at])
        end = first + RUN
        while at + 1 < ats.size and ats[at + 1] <= end + JOINED_GAP:
            at += 1
            end = np.int64(ats[at]) + RUN
        at += 1
        end = min(end, count)
        first, stop, borders = to_border(places, count, first, end)
        if found and first < masks[found - 1, STOP]:
            masks[found - 1, STOP] = max(stop, masks[found - 1, STOP])
        elif stop - first >= (LEAST_WORDS if borders == 2 else LONG_WORDS) and borders:
            masks[found, FIRST], masks[found, STOP] = first, stop
            whole = borders == 2
            key = (first, stop) if whole else (inner, end)
            masks[found, KEY] = hash_of(words, key[0], key[1], 3)
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
        met = join_samples(space[0], space[1], count, ats[ends[nth] : ends[nth + 1]], some)
        if is_mostly_masked(some[:met], count):
            whole += 1
            continue
        for at in range(met):
            one = some[at]
            one[TEXT] = rows[nth]
            one[START], one[END] = space[1][one[FIRST], 0], space[1][one[STOP] - 1, 1]
        found += met
    return masks[:found].copy(), whole
