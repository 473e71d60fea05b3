"""Patterns from lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_END = ""


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of ``words``, the longest that fits first.

    Words that begin alike share their beginning, so that a search over many of them stays fast.
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return f"(?:{_pattern(trie)})"


def matches(heads: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer`` does, for a pattern that begins where one of ``heads`` does.

    A search for one of a few characters is many times as fast as trying alternatives at each.
    """
    end = 0
    for head in heads.finditer(text):
        found = pattern.match(text, head.start()) if head.start() >= end else None
        if found is not None:
            end = found.end()
            yield found


def both_cases(words: Iterable[str]) -> list[str]:
    """Return the words as they are and with a capital first."""
    given = list(words)
    return [*given, *(word[:1].upper() + word[1:] for word in given)]


def _pattern(node: dict[str, Any]) -> str:
    """Return the pattern of what may follow in the trie, without brackets around alternatives."""
    branches = [_branch(letter, child) for letter, child in node.items() if letter != _END]
    if not branches:
        return ""
    together = "|".join(branches)
    if _END in node:
        return f"(?:{together})?"
    return together if len(branches) == 1 else f"(?:{together})"


def _branch(letter: str, child: dict[str, Any]) -> str:
    """Return the pattern of a letter and all that follows it."""
    return re.escape(letter) + _pattern(child)
