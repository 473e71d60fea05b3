"""Pairs of texts to typed passages: the compiled loop over many pairs."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Int, compiled
from sumber.reuse.kinds import DROPPED, judge
from sumber.reuse.letters import CLASSES, FOLDS
from sumber.reuse.rarity import RARITY
from sumber.reuse.sides import side
from sumber.reuse.stretches import KIND, SAME, find_stretches

# Columns of a passage: its pair, starts and ends, kind, words that agree, and by how many words the
# first text is longer.
PAIR: Final = 0
PASSAGE: Final = 8


@compiled
def _side(data: Any, offsets: Any, row: Int, spans: Any, own: Int, tables: Any) -> Any:
    masks, mask_ends, formulas, formula_ends, asides, aside_ends = spans
    first, stop = np.int64(offsets[row]), np.int64(offsets[row + 1])
    some = masks[mask_ends[row] : mask_ends[row + 1]]
    set_phrases = formulas[formula_ends[row] : formula_ends[row + 1]]
    aside = asides[aside_ends[row] : aside_ends[row + 1]]
    return side(data, first, stop, (some, set_phrases, aside), own, tables)


@compiled
def compare(data: Any, offsets: Any, pairs: Any, spans: Any, tables: Any) -> tuple[Any, Any, Int]:
    """Return the passages of the pairs, their bits, and how many stretches were too weak.

    ``pairs``: two rows of the texts each. ``spans``: what is masked in each text and what is a
    formula there, as rows of first word and the one past the last, what stands aside in code
    points, and where those of each text begin.
    """
    classes, folds, rarity = tables
    passages = np.empty((max(16, 2 * pairs.shape[0]), PASSAGE), np.int64)
    bits = np.empty(passages.shape[0], np.float64)
    count = weak = 0
    held_a, held_b = pairs[0, 0], pairs[0, 1]
    a = _side(data, offsets, held_a, spans, -1, (classes, folds))
    b = _side(data, offsets, held_b, spans, -2, (classes, folds))
    for nth in range(pairs.shape[0]):
        if pairs[nth, 0] != held_a:
            held_a = pairs[nth, 0]
            a = _side(data, offsets, held_a, spans, -1, (classes, folds))
        if pairs[nth, 1] != held_b:
            held_b = pairs[nth, 1]
            b = _side(data, offsets, held_b, spans, -2, (classes, folds))
        bases = (offsets[held_a], offsets[held_a + 1], offsets[held_b], offsets[held_b + 1])
        found, weights = find_stretches(data, bases, a, b, rarity, classes)
        sizes = (a[0].size - a[5][-1], b[0].size - b[5][-1])
        judge(found, weights, sizes, (a[0].size, b[0].size))
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
