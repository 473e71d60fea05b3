"""Texts as numbers of words: read once, kept for all that follows.

``data`` are the bytes of an Arrow column of strings. Of a text only the first ``LONGEST`` bytes are
compared.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from sumber.reuse.compiling import Int, compiled, lean
from sumber.reuse.letters import CLASSES, FOLDS
from sumber.reuse.quoting import QUOTATION, find_quoted
from sumber.reuse.words import COLUMNS, STRIDE, read_words

LONGEST: Final = 1_000_000
LETTERS: Final = (CLASSES, FOLDS)


class Read(NamedTuple):
    """Texts that were read, in some order.

    ``begins`` and ``stops`` are their bytes. ``words`` and ``flags`` hold the words of all texts,
    those of a text from ``starts`` on; ``checks`` where every ``STRIDE``-th of them stands.
    ``quotes`` are the quotations of all texts, those of a text end at ``quote_ends``.
    """

    begins: Any
    stops: Any
    words: Any
    flags: Any
    checks: Any
    starts: Any
    counts: Any
    quotes: Any
    quote_ends: Any


class Space(NamedTuple):
    """Room for what is read of texts: as in :class:`Read`, by text and by word."""

    words: Any
    flags: Any
    checks: Any
    starts: Any
    counts: Any
    quoted: Any


@lean
def cut(data: Any, first: Int, stop: Int) -> Int:
    """Return the byte at which the comparing of a text ends, never inside a letter."""
    if stop - first <= LONGEST:
        return stop
    stop = first + LONGEST
    while (data[stop] & 0xC0) == 0x80:
        stop -= 1
    return stop


@compiled
def bounds_of(data: Any, begins: Any, ends: Any, rows: Any) -> tuple[Any, Any]:
    """Return the first byte of some texts and where the comparing of each ends."""
    firsts, stops = np.empty(rows.size, np.int64), np.empty(rows.size, np.int64)
    for at in range(rows.size):
        firsts[at] = begins[rows[at]]
        stops[at] = cut(data, firsts[at], ends[rows[at]])
    return firsts, stops


def room_of(sizes: Any) -> Any:
    """Return where the words of texts of so many bytes may begin at the latest, and all end.

    Behind the words of each there is room for some more.
    """
    rooms = (sizes // 2 + 2 * STRIDE) // STRIDE * STRIDE
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(rooms)))


@compiled
def events_of(begins: Any, stops: Any, span: Any) -> Any:
    """Return room for the events of the longest of the texts ``span``."""
    most = np.int64(0)
    for at in range(span[0], span[1]):
        most = max(most, stops[at] - begins[at])
    return np.empty((most // 8 + 64, COLUMNS), np.int32)


@compiled
def read_one(
    data: Any, first: Int, stop: Int, base: Int, space: Any, tables: Any, events: Any
) -> Any:
    """Read a text into ``space`` from the word ``base`` on; return its words and quotations."""
    room = space.words[base:], space.flags[base:], space.checks[base // STRIDE :]
    count, met, marks, length = read_words(data, first, stop, tables, room, events)
    if not marks:
        return count, np.empty((0, QUOTATION), np.int32)
    return count, find_quoted(data, first, stop, events, met, (count, length), tables[0])


@compiled
def read_texts(
    data: Any, begins: Any, stops: Any, span: Any, base: Int, space: Any, tables: Any
) -> Any:
    """Read the texts ``span`` into ``space`` from the word ``base`` on; return their quotations."""
    events = events_of(begins, stops, span)
    quotes, held = np.empty((64, QUOTATION), np.int32), 0
    for at in range(span[0], span[1]):
        count, some = read_one(data, begins[at], stops[at], base, space, tables, events)
        space.starts[at], space.counts[at], space.quoted[at] = base, count, some.shape[0]
        while held + some.shape[0] > quotes.shape[0]:
            quotes = np.concatenate((quotes, quotes))
        quotes[held : held + some.shape[0]] = some
        held += some.shape[0]
        base += (count + STRIDE - 1) // STRIDE * STRIDE
    return quotes[:held].copy()


def space_for(texts: int, words: int) -> Space:
    """Return room for so many texts and words."""
    return Space(
        np.empty(words, np.int32),
        np.empty(words, np.uint8),
        np.empty((words // STRIDE, 2), np.int32),
        np.empty(texts, np.int64),
        np.empty(texts, np.int32),
        np.empty(texts, np.int32),
    )


def as_read(bounds: tuple[Any, Any], space: Space, quotes: Any) -> Read:
    """Return texts that were read into ``space``."""
    ends = np.concatenate((np.zeros(1, np.int64), np.cumsum(space.quoted, dtype=np.int64)))
    return Read(*bounds, *space[:5], quotes, ends)


def read_all(data: Any, begins: Any, ends: Any) -> Read:
    """Read texts at once, on one core."""
    rows = np.arange(begins.size)
    bounds = bounds_of(data, begins, ends, rows)
    space = space_for(rows.size, int(room_of(bounds[1] - bounds[0])[-1]))
    quotes = read_texts(data, *bounds, (0, rows.size), 0, space, LETTERS)
    return as_read(bounds, space, quotes)
