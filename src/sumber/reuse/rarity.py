"""How rare a word is, in bits, by the counts in ``language/rarity.toml``.

The counts are those of Indonesian news at large and not of the corpus at hand: what two texts share
weighs the same, however many others are added.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.language import load
from sumber.reuse.compiling import Float, Int, compiled
from sumber.reuse.letters import CLASSES, FOLDS
from sumber.reuse.texts import read, room

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
    space = room(data.size)
    count, _ = read(data, 0, data.size, CLASSES, FOLDS, space)
    return space[0][:count].copy()


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


@compiled
def bits_of(number: Int, table: Any) -> Float:
    """Return the bits of the word with this number."""
    slot = number % SLOTS
    while table[slot, 0]:
        if table[slot, 0] == number:
            return float(table[slot, 1])
        slot = (slot + 1) % SLOTS
    return BRIEF if number % 2 else OTHER


RARITY: Final = _table()
"""The table that :func:`bits_of` reads."""
