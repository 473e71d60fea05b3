"""Which texts may name an outlet that they have something from: by one word of each cue, compiled.

Of a cue of several words the rarest is looked for. Whether the words around it are the cue too, and
which outlet it names, :mod:`sumber.reuse.origin` tells.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import compiled
from sumber.reuse.origin import CUES
from sumber.reuse.rarity import RARITY, bits_of, is_among, numbers_of, slotted
from sumber.reuse.texts import Read


def _rarest(cue: str) -> int:
    """Return the number of the rarest word of a cue."""
    numbers: list[int] = numbers_of(cue).tolist()
    return max(numbers, key=lambda number: float(bits_of(number, RARITY)))


@compiled
def has_cue(words: Any, counts: Any, starts: Any, table: Any, wanted: Any) -> Any:
    """Return for each text whether it has a word of ``table``, of those that are wanted."""
    found = np.zeros(counts.size, np.bool_)
    for text in range(counts.size):
        if not wanted[text]:
            continue
        start = starts[text]
        for at in range(start, start + counts[text]):
            if is_among(words[at], table):
                found[text] = True
                break
    return found


CUED: Final = slotted(np.array(sorted({_rarest(cue) for cue in CUES}), np.int32))
"""The words that :func:`has_cue` looks for."""


def cued(read: Read, pairs: Any) -> Any:
    """Return for each text of ``read`` that is in a pair whether it may name an outlet."""
    wanted = np.zeros(read.starts.size, np.bool_)
    wanted[pairs] = True
    return has_cue(read.words, read.counts, read.starts, CUED, wanted)
