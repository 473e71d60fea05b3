"""How much a word tells, in bits: what everybody says weighs little, a rare name much.

The weights come from a fixed list of common words (``language/rarity.toml``), so that they stay
the same however a corpus grows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sumber.language import load

_DATA: dict[str, Any] = load("rarity")
RARE: Final[int] = _DATA["other"]
"""The bits of a word that is not on the list."""
_NUMBER: Final[int] = _DATA["number"]
_BITS: Final = {word: int(n) for n, words in _DATA["bits"].items() for word in words.split()}


def bits(word: str) -> int:
    """Return the bits of one word in lower case."""
    if word.isdecimal():
        return _NUMBER if len(word) <= 4 else RARE
    return _BITS.get(word, RARE)


def total(words: Iterable[str]) -> int:
    """Return the bits of several words."""
    return sum(bits(word) for word in words)
