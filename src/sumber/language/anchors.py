"""Where the words of a text may begin one of many phrases, told word by word.

A search for many phrases tries each at every letter. Words recur, so it is remembered in which of
them a phrase may begin, and only there the pattern is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sumber.language.patterns import any_of
from sumber.records import Tokens

MOST = 1 << 15


class Anchors:
    """A pattern of many phrases that may begin where no letter stands before."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases."""
        given = list(phrases)
        self._pattern = re.compile(any_of(given))
        self._phrases = frozenset(given)
        self._heads = {phrase[:length] for phrase in given for length in range(1, len(phrase))}
        self._met: set[str] = set()
        self._known: dict[str, tuple[int, ...]] = {}

    def find(self, text: str, tokens: Tokens) -> Iterator[re.Match[str]]:
        """Yield the phrases in ``text``, in order, none overlapping."""
        self._learn(tokens.words)
        known, match = self._known, self._pattern.match
        end = 0
        for at in [at for at, word in enumerate(tokens.words) if word in known]:
            for offset in known[tokens.words[at]]:
                start = tokens.starts[at] + offset
                found = match(text, start) if start >= end else None
                if found is not None:
                    end = found.end()
                    yield found

    def _learn(self, words: list[str]) -> None:
        """Note in which of the words a phrase may begin."""
        if len(self._met) > MOST:
            self._met.clear()
            self._known.clear()
        new = set(words) - self._met
        self._met |= new
        self._known.update((word, found) for word in new if (found := self._offsets(word)))

    def _offsets(self, word: str) -> tuple[int, ...]:
        """Return where in the word a phrase may begin."""
        if word.isalpha():
            return (0,) if self._may_begin(word) else ()
        begins = (at for at in range(len(word)) if at == 0 or not word[at - 1].isalpha())
        return tuple(at for at in begins if self._may_begin(word[at:]))

    def _may_begin(self, rest: str) -> bool:
        """Tell whether the letters begin with a phrase, or a phrase with them."""
        for length in range(1, len(rest) + 1):
            if rest[:length] in self._phrases:
                return True
            if rest[:length] not in self._heads:
                return False
        return True
