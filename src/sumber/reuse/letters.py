"""What a letter is to those who compare texts: its folded form and its class, as tables.

Folding keeps the length: a letter whose lower case is two letters stays as it is.
"""

from __future__ import annotations

import unicodedata
from typing import Any, Final

import numpy as np

WORD, SPACE, ALNUM, LOWER, UPPER, STOP = 1, 2, 4, 8, 16, 32
PLANE: Final = 65536
MARKS: Final = '"“”„‟«»＂'
OPENING: Final = "“„«‟"
CLOSING: Final = "”»"


def _class(letter: str) -> int:
    found = WORD if unicodedata.category(letter)[0] in "LNM" else 0
    found |= SPACE if letter.isspace() else 0
    found |= ALNUM if letter.isalnum() else 0
    found |= LOWER if letter.islower() else 0
    found |= UPPER if letter.isupper() else 0
    return found | (STOP if letter in ".!?…" else 0)


def _folded(letter: str) -> int:
    low = letter.lower()
    return ord(low) if len(low) == 1 else ord(letter)


def _classes() -> Any:
    return np.array([_class(chr(at)) for at in range(PLANE)], dtype=np.uint8)


def _folds() -> Any:
    folds = [_folded(chr(at)) for at in range(PLANE)]
    return np.array([one if one < PLANE else at for at, one in enumerate(folds)], dtype=np.uint16)


CLASSES: Final = _classes()
"""For each code point of the first plane, the classes it belongs to, as bits."""

FOLDS: Final = _folds()
"""For each code point of the first plane, the one that it counts as."""
