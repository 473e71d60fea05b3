"""Pairs of texts to typed passages: the compiled loop over many pairs."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from sumber.reuse.chaining import MOST_STRETCHES, room_for_chains
from sumber.reuse.compiling import Int, compiled, lean
from sumber.reuse.kinds import DROPPED, judge
from sumber.reuse.letters import CLASSES, FOLDS
from sumber.reuse.matching import note_triples, slots_for
from sumber.reuse.rarity import RARITY, fill_bits
from sumber.reuse.sides import fill_side, quotes_of, room_for_side, side, unmasked
from sumber.reuse.stretches import KIND, SAME, STRETCH, find_stretches

# Columns of a passage: its pair, starts and ends, kind, words that agree, and by how many words the
# first text is longer.
PAIR: Final = 0
PASSAGE: Final = 8


class Room(NamedTuple):
    """Room for two texts: their sides, the bits of the first's words and its table of triples.

    Then for the chains that they share, and for stretches and their bits.
    """

    a: Any
    b: Any
    bits: Any
    heads: Any
    before: Any
    chains: Any
    stretches: Any
    weights: Any


@lean
def most_of(read: Any, pairs: Any) -> tuple[Int, Int]:
    """Return how many words the longest of the texts has, and quotations that which has most."""
    words, quotes = np.int64(0), np.int64(0)
    for nth in range(pairs.shape[0]):
        for at in range(2):
            words = max(words, np.int64(read.counts[pairs[nth, at]]))
            quotes = max(quotes, np.int64(quotes_of(read, pairs[nth, at]).shape[0]))
    return words, quotes


@compiled
def room_for_pairs(read: Any, pairs: Any) -> Any:
    """Return room for each of the pairs."""
    words, quotes = most_of(read, pairs)
    stretches = MOST_STRETCHES + 2 * quotes + 1
    return Room(
        room_for_side(words),
        room_for_side(words),
        np.empty(words, np.float32),
        np.empty(slots_for(words), np.int32),
        np.empty(words + 1, np.int32),
        room_for_chains(words),
        np.empty((stretches, STRETCH), np.int32),
        np.empty(stretches, np.float64),
    )


@compiled
def compare(data: Any, read: Any, pairs: Any, tables: Any) -> tuple[Any, Any, Int]:
    """Return the passages of the pairs, their bits, and how many stretches were too weak.

    ``pairs``: two texts of ``read`` each, whose words are flagged where they are masked or part of
    a formula.
    """
    room = room_for_pairs(read, pairs)
    passages = np.empty((max(16, 2 * pairs.shape[0]), PASSAGE), np.int64)
    bits = np.empty(passages.shape[0], np.float64)
    done = 0, 0, 0
    while done[0] < pairs.shape[0]:
        done = compare_each(data, read, pairs, tables, room, (passages, bits), done)
        if done[0] < pairs.shape[0]:
            passages, bits = np.concatenate((passages, passages)), np.concatenate((bits, bits))
    return passages[: done[1]].copy(), bits[: done[1]].copy(), done[2]


@lean
def compare_each(
    data: Any, read: Any, pairs: Any, tables: Any, room: Any, filled: Any, done: Any
) -> tuple[Int, Int, Int]:
    """Fill in passages and their bits as long as they fit.

    ``done``: how many pairs were compared, passages filled in, and stretches too weak; what is done
    then is returned.
    """
    (passages, bits), (first, count, weak) = filled, done
    held = np.int64(-1)
    for nth in range(first, pairs.shape[0]):
        if pairs[nth, 0] != held:
            held = pairs[nth, 0]
            know(read, held, tables[2], room)
        a = side(read, held, room.a)
        fill_side(read, pairs[nth, 1], -2, room.b)
        b = side(read, pairs[nth, 1], room.b)
        known = room.bits, (room.heads[: slots_for(a[0].size)], room.before)
        found = find_stretches(data, a, b, known, (tables[0], tables[1]), room)
        stretches, weights = room.stretches[:found], room.weights[:found]
        judge(stretches, weights, (unmasked(a[1]), unmasked(b[1])), (a[0].size, b[0].size))
        if count + found > passages.shape[0]:
            return nth, count, weak
        for at in range(found):
            if stretches[at, KIND] == DROPPED:
                weak += 1
                continue
            note_passage(passages[count], stretches[at], nth, a[0].size - b[0].size)
            bits[count] = weights[at]
            count += 1
    return pairs.shape[0], count, weak


@lean
def know(read: Any, text: Int, rarity: Any, room: Any) -> None:
    """Fill in the side of a first text, the bits of its words and its table of triples."""
    fill_side(read, text, -1, room.a)
    words = side(read, text, room.a)[0]
    fill_bits(words, rarity, room.bits)
    note_triples(words, room.heads[: slots_for(words.size)], room.before)


@lean
def note_passage(passage: Any, stretch: Any, pair: Int, longer: Int) -> None:
    """Fill in a passage from its stretch."""
    passage[PAIR] = pair
    for at in range(4):
        passage[1 + at] = stretch[at]
    passage[5], passage[6], passage[7] = stretch[KIND], stretch[SAME], longer


TABLES: Final = (CLASSES, FOLDS, RARITY)
"""What :func:`compare` knows of letters and words."""
