"""Cut a text into tokens. Words keep inner hyphens and apostrophes, numbers their separators."""

from __future__ import annotations

import re

from sumber.records import Tokens

TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)+"  # 1.500  16.30  10/7
    r"|\w+(?:[-‑’'´`]\w+)*(?:\.(?:com|co|id|net|org|go|tv|news|info)\b)*"
    r"|[^\w\s]"
)
NUMBER, LOWER, TITLE, UPPER, OTHER = range(5)


def tokenise(text: str) -> Tokens:
    """Return the tokens of ``text``."""
    found = list(TOKEN.finditer(text))
    words = [match.group() for match in found]
    return Tokens(
        starts=[match.start() for match in found],
        ends=[match.end() for match in found],
        words=words,
        lows=[word.lower() for word in words],
        shapes=[shape(word) for word in words],
    )


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
