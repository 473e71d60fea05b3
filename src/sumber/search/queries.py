"""What a user typed, cut into words, phrases and prefixes. No text is a mistake.

``banjir rob`` finds what has both words, ``"banjir rob"`` the two in a row, ``banj*`` what begins
so, ``-banjir`` leaves out what has the word. A word that is written in parts (*orang-orang*,
*1.500*) is a phrase. Signs that mean nothing here are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from sumber.errors import UsageError
from sumber.search.words import folded_words

LONGEST_QUERY: Final = 10_000
"""Characters that a query may have."""
SHORTEST_PREFIX: Final = 2
_PART: Final = re.compile(r'(-?)["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|(-?)([^\s"“”„«»]+)')


class Part(msgspec.Struct, frozen=True):
    """One thing looked for: a word, or several in a row; ``prefix``: the last may go on."""

    words: tuple[str, ...]
    prefix: bool = False
    without: bool = False


def parts_of(query: str) -> list[Part]:
    """Return the parts of a query, each once.

    Raises ``UsageError`` for a query of more than ``LONGEST_QUERY`` characters.
    """
    if len(query) > LONGEST_QUERY:
        raise UsageError(
            f"The query has {len(query):,} characters; at most {LONGEST_QUERY:,} can be searched. "
            "To look up a longer text, use `sumber check`."
        )
    return list(dict.fromkeys(_parts(query)))


def _parts(query: str) -> Iterator[Part]:
    for minus, phrase, other_minus, plain in _PART.findall(query):
        words = tuple(folded_words(phrase or plain))
        if words:
            prefix = plain.endswith("*") and len(words[-1]) >= SHORTEST_PREFIX
            yield Part(words, prefix, bool(minus or other_minus))
