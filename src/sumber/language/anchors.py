"""Where the words of a text may begin one of many phrases, told word by word.

A search for many phrases tries each at every letter. Words recur, so it is remembered for each
whether a phrase may begin in it, and only there the pattern is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sumber.language.patterns import any_of
from sumber.records import Tokens

HEAD = 3
MOST = 1 << 15


class Anchors:
    """A pattern of many phrases that may begin where no letter stands before."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases."""
        given = list(phrases)
        self._pattern = re.compile(any_of(given))
        self._heads = {phrase[:length] for phrase in given for length in range(1, HEAD + 1)}
        self._short = tuple(phrase for phrase in given if len(phrase) < HEAD)
        self._known: dict[str, tuple[int, ...]] = {}

    def find(self, text: str, tokens: Tokens) -> Iterator[re.Match[str]]:
        """Yield the phrases in ``text``, in order, none overlapping."""
        if len(self._known) > MOST:
            self._known.clear()
        known, match = self._known, self._pattern.match
        end = 0
        for start, word in zip(tokens.starts, tokens.words, strict=True):
            offsets = known.get(word)
            if offsets is None:
                offsets = known[word] = self._offsets(word)
            for offset in offsets:
                found = match(text, start + offset) if start + offset >= end else None
                if found is not None:
                    end = found.end()
                    yield found

    def _offsets(self, word: str) -> tuple[int, ...]:
        """Return where in the word a phrase may begin."""
        return tuple(
            at
            for at in range(len(word))
            if (at == 0 or not word[at - 1].isalpha())
            and (word[at : at + HEAD] in self._heads or word.startswith(self._short, at))
        )
