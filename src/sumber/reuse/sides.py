"""One text as the comparing of pairs sees it: compiled."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Int, compiled, lean
from sumber.reuse.quoting import Q_FIRST, Q_STOP
from sumber.reuse.rarity import is_among
from sumber.reuse.registers import LAWS
from sumber.reuse.words import CAPITAL, MASKED, STRIDE

ASIDE: Final = ("related", "prompt", "disclaimer", "byline", "source", "caption", "dateline")
"""Kinds of regions whose words tell of no reuse by themselves."""


@lean
def number_quotations(quotes: Any, nth: Any) -> None:
    """Fill in for each word the quotation that holds it, from 1; 0 for none."""
    nth[:] = 0
    for one in range(quotes.shape[0]):
        nth[quotes[one, Q_FIRST] : quotes[one, Q_STOP]] = one + 1


@lean
def number_masked(words: Any, flags: Any, own: Int) -> None:
    """Give masked words numbers of their own, and words of articles of law the flag of names."""
    for at in range(words.size):
        if is_among(words[at], LAWS):
            flags[at] |= CAPITAL
        if flags[at] & MASKED:
            words[at] = own - 2 * at


@compiled
def side(read: Any, text: Int, own: Int) -> Any:
    """Return a text's words, their flags, its quotations, the one of each word, checks and bytes.

    Words under a mask get numbers of their own, so that they match nothing; those of articles of
    law count like names. ``own``: -1 or -2, so that masked words of two texts differ.
    """
    start, count = read.starts[text], np.int64(read.counts[text])
    words = read.words[start : start + count].copy()
    flags = read.flags[start : start + count].copy()
    number_masked(words, flags, own)
    quotes = read.quotes[read.quote_ends[text] : read.quote_ends[text + 1]]
    nth = np.empty(count, np.int32)
    number_quotations(quotes, nth)
    return (
        words,
        flags,
        quotes,
        nth,
        read.checks[start // STRIDE :],
        (read.begins[text], read.stops[text]),
    )


@lean
def unmasked(flags: Any) -> Int:
    """Return how many words are not masked."""
    count = 0
    for flag in flags:
        count += 0 if flag & MASKED else 1
    return count
