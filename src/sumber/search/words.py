"""The words of a text as the search sees them, each with its place.

Words are runs of letters and digits; case and accents are folded, so that *Erdoğan* is found as
*erdogan*. The index, the query and the marks in an answer all cut and fold by these functions, so
they never disagree. Folding happens a word at a time: places stay code points of the text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

LONGEST: Final = 64
"""Letters of a word that count; no word of the language is as long."""
WORD: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_ODD: Final = re.compile(r"[^\x00-\x7f]")


class Words(NamedTuple):
    """Parallel lists, one entry a word: where it stands in the text, and its folded form."""

    starts: list[int]
    ends: list[int]
    folded: list[str]

    def __len__(self) -> int:
        return len(self.folded)


def words_of(text: str) -> Words:
    """Return the words of ``text`` with their places (code points, half-open)."""
    spans = [match.span() for match in WORD.finditer(text)]
    return Words(
        [start for start, _ in spans],
        [end for _, end in spans],
        [fold(text[start:end]) for start, end in spans],
    )


def folded_words(text: str) -> list[str]:
    """Return the folded words of ``text`` alone."""
    words = WORD.findall(text)
    joined = " ".join(words).lower()
    if joined.isascii() and max(map(len, words), default=0) <= LONGEST:
        return joined.split()  # the same, and faster
    return [fold(word) for word in words]


def fold(word: str) -> str:
    """Return a word in lower case, without accents, cut to ``LONGEST`` letters."""
    low = word[:LONGEST].lower()
    if low.isascii():
        return low
    parts = unicodedata.normalize("NFD", low)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))[:LONGEST]


def folded_text(text: str) -> str | None:
    """Return a text folded as its words are, letter for letter, so that places stay the same.

    ``None`` where a letter folds to none or to several (accents written apart).
    """
    for sign in set(_ODD.findall(text)):
        folded = fold(sign)
        if len(folded) != 1:
            return None
        text = text.replace(sign, folded)
    return text.lower()


def folded_name(name: str) -> str:
    """Return a name as a key: its folded words with single blanks between."""
    return " ".join(folded_words(name))
