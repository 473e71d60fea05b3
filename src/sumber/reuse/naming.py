"""Where texts may name an outlet that they have something from: by one word of each cue.

Of a cue of several words the rarest is looked for. Whether the words around it are the cue too, and
which outlet it names, :mod:`sumber.reuse.origin` tells.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Int, compiled, lean
from sumber.reuse.origin import CUES
from sumber.reuse.rarity import RARITY, bits_of, is_among, numbers_of, slotted
from sumber.reuse.texts import LETTERS, Read
from sumber.reuse.words import STRIDE, place_of

# Bytes beside such a word that hold the rest of a cue and the name behind it.
BEFORE: Final = 48
BEHIND: Final = 160


def _rarest(cue: str) -> int:
    """Return the number of the rarest word of a cue."""
    numbers: list[int] = numbers_of(cue).tolist()
    return max(numbers, key=lambda number: float(bits_of(number, RARITY)))


@compiled
def find_cues(data: Any, read: Any, texts: Any, table: Any, tables: Any) -> Any:
    """Return where words of ``table`` stand in some texts: text, first byte and the one past it."""
    found = np.empty((texts.size + 64, 3), np.int64)
    count = fill_cues(data, read, texts, table, tables, found)
    if count > found.shape[0]:
        found = np.empty((count, 3), np.int64)
        fill_cues(data, read, texts, table, tables, found)
    return found[:count]


@lean
def fill_cues(data: Any, read: Any, texts: Any, table: Any, tables: Any, found: Any) -> Int:
    """Fill in where words of ``table`` stand, as far as they fit; return how many there are."""
    count = 0
    for text in texts:
        start, checks = read.starts[text], read.checks[read.starts[text] // STRIDE :]
        for at in range(read.counts[text]):
            if not is_among(read.words[start + at], table):
                continue
            if count < found.shape[0]:
                place = place_of(data, read.begins[text], read.stops[text], checks, at, tables)
                found[count, 0], found[count, 1], found[count, 2] = text, place[2], place[3]
            count += 1
    return count


CUED: Final = slotted(np.array(sorted({_rarest(cue) for cue in CUES}), np.int32))
"""The words that :func:`find_cues` looks for."""


def namings(data: Any, read: Read, texts: Any) -> dict[int, str]:
    """Return what stands around the cues of some texts, each piece a line; texts without are left.

    ``texts``: places in ``read``, each once.
    """
    found: dict[int, str] = {}
    for text, first, stop in find_cues(data, read, texts, CUED, LETTERS).tolist():
        start = max(first - BEFORE, int(read.begins[text]))
        piece = data[start : min(stop + BEHIND, int(read.stops[text]))]
        told = piece.tobytes().decode("utf-8", "ignore")
        found[text] = f"{found[text]}\n{told}" if text in found else told
    return found
