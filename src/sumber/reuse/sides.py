"""One text as the comparing of pairs sees it: compiled.

Words under a mask get numbers of their own, so that they match nothing; masks, formulas and
capitals are counted up, so that any stretch is looked up at once.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.language import load
from sumber.reuse.compiling import Int, compiled
from sumber.reuse.rarity import numbers_of
from sumber.reuse.sampling import WINDOW, quoted_words
from sumber.reuse.texts import cut, read, room
from sumber.reuse.words import CAPITAL

ASIDE: Final = ("related", "prompt", "disclaimer", "byline", "source", "caption", "dateline")
"""Kinds of regions whose words tell of no reuse by themselves."""

LAWS: Final = np.sort(numbers_of(load("laws")["words"]))
"""The words in which articles of law are named; they count like names."""


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
def numeric(data: Any, first: Int, places: Any) -> Any:
    """Return for each word whether it begins or ends with a digit; ``02`` counts for none."""
    flags = np.zeros(places.shape[0], np.bool_)
    for at in range(places.shape[0]):
        head, tail = data[first + places[at, 3]], data[first + places[at, 4] - 1]
        padded = head == 0x30 and places[at, 4] - places[at, 3] == 2
        flags[at] = not padded and (0x30 <= head <= 0x39 or 0x30 <= tail <= 0x39)
    return flags


@compiled
def within(places: Any, count: Int, spans: Any) -> Any:
    """Return for each of ``count`` words whether it begins in a span of code points."""
    flags = np.zeros(count, np.bool_)
    for one in range(spans.shape[0]):
        first = np.searchsorted(places[:count, 0], spans[one, 0])
        flags[first : np.searchsorted(places[:count, 0], spans[one, 1])] = True
    return flags


@compiled
def named(words: Any, some: Any) -> Any:
    """Return for each word whether it is one of ``some``, which are in order."""
    flags = np.zeros(words.size, np.bool_)
    for at in range(words.size):
        slot = np.searchsorted(some, words[at])
        flags[at] = slot < some.size and some[slot] == words[at]
    return flags


@compiled
def side(data: Any, first: Int, end: Int, spans: Any, own: Int, tables: Any) -> Any:
    """Return a text's words, places, quotations, masks, formulas, capitals and numbers.

    ``spans``: masks and formulas in words, and what stands aside (``ASIDE``) in code points, which
    counts as a formula. Of a formula the sampled runs are known, and up to ``WINDOW - 1`` words
    beside them belong to it too. ``own``: -1 or -2, so that masked words
    of two texts differ.
    """
    classes, folds = tables
    masks, formulas, aside = spans
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
        counted(covered(count, formulas, WINDOW - 1) | within(places, count, aside)),
        counted((places[:, 2] & CAPITAL > 0) | named(words, LAWS)),
        counted(numeric(data, first, places)),
    )
