"""One text as the comparing of pairs sees it: compiled.

Words under a mask get numbers of their own, so that they match nothing; masks, formulas and
capitals are counted up, so that any stretch is looked up at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sumber.reuse.compiling import Int, compiled
from sumber.reuse.sampling import WINDOW, quoted_words
from sumber.reuse.texts import cut, read, room
from sumber.reuse.words import CAPITAL


@compiled
def counted(flags: Any) -> Any:
    """Return how many flags are set before each place."""
    sums = np.zeros(flags.size + 1, np.int32)
    for at in range(flags.size):
        sums[at + 1] = sums[at] + (1 if flags[at] else 0)
    return sums


@compiled
def covered(count: Int, spans: Any, wider: Int) -> Any:
    """Return for each of ``count`` words whether it lies in a span of words or near it.

    ``wider``: by how many words a span is taken to be wider on both sides.
    """
    flags = np.zeros(count, np.bool_)
    for one in range(spans.shape[0]):
        flags[max(0, spans[one, 0] - wider) : spans[one, 1] + wider] = True
    return flags


@compiled
def quotation_of_words(inside: Any, count: Int) -> Any:
    """Return for each word the quotation that holds it, from 1; 0 for none."""
    nth = np.zeros(count, np.int32)
    for one in range(inside.shape[0]):
        nth[inside[one, 0] : inside[one, 1]] = one + 1
    return nth


@compiled
def side(data: Any, first: Int, end: Int, masks: Any, formulas: Any, own: Int, tables: Any) -> Any:
    """Return a text's words, places, quotations, masks, formulas and capitals.

    ``masks`` and ``formulas`` are spans of words; of a formula the sampled runs are known, and up
    to ``WINDOW - 1`` words beside them belong to it too. ``own``: -1 or -2, so that masked words
    of two texts differ.
    """
    classes, folds = tables
    stop = cut(data, first, end)
    space = room(stop - first)
    count, quoted = read(data, first, stop, classes, folds, space)
    words, places = space[0][:count].copy(), space[1][:count].copy()
    inside = quoted_words(places, count, quoted)
    masked = covered(count, masks, 0)
    for at in range(count):
        if masked[at]:
            words[at] = own - 2 * at
    return (
        words,
        places,
        quoted,
        inside,
        quotation_of_words(inside, count),
        counted(masked),
        counted(covered(count, formulas, WINDOW - 1)),
        counted(places[:, 2] & CAPITAL),
    )
