"""Pairs of texts to typed passages: the compiled loop over many pairs."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Int, compiled
from sumber.reuse.kinds import DROPPED, judge
from sumber.reuse.letters import CLASSES, FOLDS
from sumber.reuse.matching import MOST_RUNS, table_of
from sumber.reuse.rarity import RARITY, bits_of_words
from sumber.reuse.sides import side, unmasked
from sumber.reuse.stretches import KIND, SAME, find_stretches

# Columns of a passage: its pair, starts and ends, kind, words that agree, and by how many words the
# first text is longer.
PAIR: Final = 0
PASSAGE: Final = 8


@compiled
def compare(data: Any, read: Any, pairs: Any, tables: Any) -> tuple[Any, Any, Int]:
    """Return the passages of the pairs, their bits, and how many stretches were too weak.

    ``pairs``: two texts of ``read`` each, whose words are flagged where they are masked or part of
    a formula.
    """
    letters, rarity = (tables[0], tables[1]), tables[2]
    passages = np.empty((max(16, 2 * pairs.shape[0]), PASSAGE), np.int64)
    bits = np.empty(passages.shape[0], np.float64)
    count = weak = 0
    held = np.int64(-1)
    a, room = side(read, pairs[0, 0], -1), np.empty((MOST_RUNS, 3), np.int32)
    known = bits_of_words(a[0], rarity), table_of(a[0]), room
    for nth in range(pairs.shape[0]):
        if pairs[nth, 0] != held:
            held = pairs[nth, 0]
            a = side(read, held, -1)
            known = bits_of_words(a[0], rarity), table_of(a[0]), room
        b = side(read, pairs[nth, 1], -2)
        found, weights = find_stretches(data, a, b, known, letters)
        judge(found, weights, (unmasked(a[1]), unmasked(b[1])), (a[0].size, b[0].size))
        while count + found.shape[0] > passages.shape[0]:
            passages, bits = np.concatenate((passages, passages)), np.concatenate((bits, bits))
        for at in range(found.shape[0]):
            if found[at, KIND] == DROPPED:
                weak += 1
                continue
            one = passages[count]
            one[0], one[1], one[2], one[3] = nth, found[at, 0], found[at, 1], found[at, 2]
            one[4], one[5], one[6] = found[at, 3], found[at, KIND], found[at, SAME]
            one[7] = a[0].size - b[0].size
            bits[count] = weights[at]
            count += 1
    return passages[:count].copy(), bits[:count].copy(), weak


TABLES: Final = (CLASSES, FOLDS, RARITY)
"""What :func:`compare` knows of letters and words."""
