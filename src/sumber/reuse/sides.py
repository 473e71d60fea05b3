"""One text as the comparing of pairs sees it: compiled."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Int, compiled, inlined, lean
from sumber.reuse.quoting import Q_FIRST, Q_STOP
from sumber.reuse.rarity import is_among
from sumber.reuse.registers import LAWS
from sumber.reuse.words import CAPITAL, MASKED, STRIDE

ASIDE: Final = ("related", "prompt", "disclaimer", "byline", "source", "caption", "dateline")
"""Kinds of regions whose words tell of no reuse by themselves."""


@inlined
def quotes_of(read: Any, text: Int) -> Any:
    """Return the quotations of a text."""
    return read.quotes[read.quote_ends[text] : read.quote_ends[text + 1]]


@compiled
def room_for_side(words: Int) -> Any:
    """Return room for the words of a text, their flags and their quotations."""
    return np.empty(words, np.int32), np.empty(words, np.uint8), np.empty(words, np.int32)


@lean
def fill_side(read: Any, text: Int, own: Int, room: Any) -> None:
    """Fill in a text's words, their flags, and the quotation that holds each, from 1; 0 for none.

    Words under a mask get numbers of their own, so that they match nothing; those of articles of
    law count like names. ``own``: -1 or -2, so that masked words of two texts differ.
    """
    words, flags, nth = room
    start = read.starts[text]
    for at in range(read.counts[text]):
        word, flag = read.words[start + at], read.flags[start + at]
        names_law = is_among(word, LAWS)
        words[at] = own - 2 * at if flag & MASKED else word
        flags[at] = flag | CAPITAL if names_law else flag
        nth[at] = 0
    quotes = quotes_of(read, text)
    for one in range(quotes.shape[0]):
        nth[quotes[one, Q_FIRST] : quotes[one, Q_STOP]] = one + 1


@inlined
def side(read: Any, text: Int, room: Any) -> Any:
    """Return a text's words, their flags, its quotations, the one of each word, checks and bytes.

    ``room`` as :func:`fill_side` has filled it.
    """
    count = read.counts[text]
    return (
        room[0][:count],
        room[1][:count],
        quotes_of(read, text),
        room[2][:count],
        read.checks[read.starts[text] // STRIDE :],
        (read.begins[text], read.stops[text]),
    )


@lean
def unmasked(flags: Any) -> Int:
    """Return how many words are not masked."""
    count = 0
    for flag in flags:
        count += 0 if flag & MASKED else 1
    return count
