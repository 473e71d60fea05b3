"""How rare a word is, in bits, by the counts in ``language/rarity.toml``.

The counts are those of Indonesian news at large and not of the corpus at hand: what two texts share
weighs the same, however many others are added.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.language import load
from sumber.reuse.compiling import Bool, Float, Int, lean
from sumber.reuse.texts import read_all

_COUNTED: Final = load("rarity")
OTHER: Final = float(_COUNTED["other"])
BRIEF: Final = float(_COUNTED["short"])
SLOTS: Final = 1 << 14


def _listed() -> list[tuple[str, float]]:
    numbers = [(str(one), float(_COUNTED["number"])) for one in range(_COUNTED["numbers_to"] + 1)]
    words = [
        (word, float(bits)) for bits, some in _COUNTED["bits"].items() for word in some.split()
    ]
    return numbers + words


def numbers_of(text: str) -> Any:
    """Return the numbers of the words of ``text``, as they are compared."""
    data = np.frombuffer(text.encode(), np.uint8)
    found = read_all(data, np.zeros(1, np.int64), np.full(1, data.size, np.int64))
    return found.words[: found.counts[0]]


def slotted(numbers: Any) -> Any:
    """Return a few numbers of words, each in the slot of its lowest bits, for :func:`is_among`."""
    size = 1 << 10
    while np.unique((numbers >> 1) % size).size < np.unique(numbers).size:
        size *= 2
    table = np.zeros(size, np.int32)
    table[(numbers >> 1) % size] = numbers
    return table


@lean
def is_among(number: Int, table: Any) -> Bool:
    """Tell whether the word with this number is one of a table of :func:`slotted`."""
    return table[(number >> 1) & (table.size - 1)] == number


def _table() -> Any:
    """Return a table with open addressing: in each slot a word's number and its bits."""
    listed = _listed()
    table = np.zeros((SLOTS, 2), np.int32)
    numbers = numbers_of(" ".join(word for word, _ in listed))
    for number, (_, bits) in zip(numbers.tolist(), listed, strict=True):
        slot = number % SLOTS
        while table[slot, 0] not in (0, number):
            slot = (slot + 1) % SLOTS
        table[slot] = number, round(bits)
    return table


@lean
def bits_of(number: Int, table: Any) -> Float:
    """Return the bits of the word with this number."""
    slot = number & (SLOTS - 1)
    while table[slot, 0]:
        if table[slot, 0] == number:
            return float(table[slot, 1])
        slot = (slot + 1) & (SLOTS - 1)
    return BRIEF if number % 2 else OTHER


@lean
def fill_bits(words: Any, table: Any, bits: Any) -> None:
    """Fill in the bits of each word."""
    for at in range(words.size):
        bits[at] = bits_of(words[at], table)


RARITY: Final = _table()
"""The table that :func:`bits_of` reads."""
