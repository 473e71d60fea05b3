"""Words that recur, as numbers: what is told of a word once is told wherever it stands again.

Numbers go up and none is given twice, so that one from before the words were forgotten is known
for what it is. They are forgotten only between articles (``make_room``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

NUMBER, LOWER, TITLE, UPPER, OTHER = range(5)
MOST = 1 << 16
"""Words that are kept; when there are more, all are forgotten."""
Look: TypeAlias = tuple[str, int]
"""A word in lower case, and its shape."""
Numbers: TypeAlias = npt.NDArray[np.int64]
NOTHING: Final[Look] = ("", OTHER)


def shape(word: str) -> int:
    """Return how a token is written: number, lower, title or upper case, or other."""
    first = word[0]
    if first.isalpha():
        if word.islower():
            return LOWER
        if len(word) > 1 and word.isupper():
            return UPPER
        return TITLE if first.isupper() else LOWER
    return NUMBER if first.isdigit() else OTHER


class Words:
    """The words met so far, each with its look and its number.

    ``first`` is the number that stands for no word at all, and the lowest that counts.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.first = 0
        self._looks: list[Look] = [NOTHING]
        self._written: dict[str, tuple[str, int, int]] = {}
        self._numbers: dict[Look, int] = {}

    def __len__(self) -> int:
        return len(self._looks)

    def known(self, words: Sequence[str]) -> list[tuple[str, int, int]]:
        """Return of each word the lower case, the shape and the number."""
        written = self._written
        try:
            return [written[word] for word in words]
        except KeyError:
            for word in dict.fromkeys(word for word in words if word not in written):
                look = (word.lower(), shape(word))
                written[word] = (*look, self.number(look))
            return [written[word] for word in words]

    def number(self, look: Look) -> int:
        """Return the number of a look."""
        number = self._numbers.get(look)
        if number is None:
            number = self._numbers[look] = self.first + len(self._looks)
            self._looks.append(look)
        return number

    def look(self, number: int) -> Look:
        """Return the look that has a number."""
        return self._looks[number - self.first]

    def make_room(self) -> None:
        """Forget all words where they have become too many, so that memory stays bounded."""
        if len(self._written) > MOST:
            self.first += len(self._looks)
            self._looks = [NOTHING]
            self._written.clear()
            self._numbers.clear()


WORDS: Final = Words()


class Column:
    """A number told of every word, worked out once for each."""

    def __init__(self, tell: Callable[[Look], int]) -> None:
        """Take what tells it."""
        self._tell = tell
        self._first = -1

    def of(self, numbers: Numbers) -> Numbers:
        """Return what is told of the words that have these numbers."""
        if self._first != WORDS.first:
            self._first, self._told = WORDS.first, np.empty(0, dtype=np.int64)
        if WORDS.first + len(self._told) <= numbers.max(initial=0):
            looks = map(WORDS.look, range(self._first + len(self._told), self._first + len(WORDS)))
            new = np.array([self._tell(look) for look in looks], dtype=np.int64)
            self._told = np.append(self._told, new)
        found: Numbers = self._told[numbers - self._first]
        return found
