"""Where a headline ends that has lost its line break."""

from __future__ import annotations

import re
from typing import TypeAlias

from sumber.stages.regions.wording import REGIONS

_DATA = REGIONS["headline"]
OPENERS = frozenset(_DATA["openers"])
SMALL = frozenset(_DATA["small_words"])
_BEFORE_NAME = frozenset(_DATA["before_name"])
_OFFICES = frozenset(_DATA["offices"])
_STOPS = tuple(_DATA["stops"])
_TOKEN = re.compile(r"(?:(?![a-z\d)][A-Z][a-z])\S)*\S")
_MARKS = tuple('"“”')
LONGEST = 260

Token: TypeAlias = tuple[int, int, str]


def headline_end(text: str, start: int, limit: int) -> int:
    """Return the offset at which the headline that begins at ``start`` ends, at most ``limit``.

    The first of: a wide gap, an opening quote mark, a word that opens a part of its own, a word
    that begins a sentence; else, in a headline of capitals, those before its first plain word.
    """
    limit = min(limit, start + LONGEST)
    tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text, start, limit)]
    if not tokens:
        return start
    strong = next((i for i in range(2, len(tokens)) if _begins(text, tokens, i)), len(tokens))
    plain = _first_plain(tokens[:strong])
    cut = strong if plain is None else _sentence_start(text, tokens, plain, start)
    if cut == len(tokens) > 1 and limit < len(text) and not text[limit].isspace():
        cut -= 1
    return tokens[cut - 1][1]


def is_plain(word: str) -> bool:
    """Tell whether ``word`` is written small and does not belong among a headline's small words."""
    return word[:1].islower() and word.strip(".,:;") not in SMALL


def _begins(text: str, tokens: list[Token], i: int) -> bool:
    """Tell whether token ``i`` begins something new."""
    begin, _, word = tokens[i]
    _, end, before = tokens[i - 1]
    if word.startswith(_STOPS) or (word.startswith(_MARKS) and not before.endswith(":")):
        return True
    if begin - end > 1 or "\n" in text[end:begin]:
        return i > 2
    words = [t[2] for t in tokens[i : i + 4]]
    if opens_sentence(words):
        return before not in SMALL and not before.endswith((",", ":"))
    return (
        before.endswith(("?", "!", ".")) and word[:1].isupper() and any(map(is_plain, words[1:3]))
    )


def opens_sentence(words: list[str]) -> bool:
    """Tell whether the first of ``words`` begins a sentence, by itself and by what follows."""
    head = words[0].rstrip(",")
    if head not in OPENERS:
        return False
    if words[0].endswith(",") or _goes_on(words[1:2]):
        return True
    return (
        head in _BEFORE_NAME
        and len(words) > 2
        and (is_plain(words[2]) or "," in words[1][-1] + words[2][-1])
    )


def _goes_on(words: list[str]) -> bool:
    """Tell whether the next word is one that a headline of capitals would not hold small."""
    return any(
        is_plain(w) or w in ("ini", "itu", "juga", "akan", "pun", "bahwa", "para", "yang")
        for w in words
    )


def _first_plain(tokens: list[Token]) -> int | None:
    """Return the first plain word of a headline of capitals, or the verb behind another."""
    first = next((i for i, t in enumerate(tokens) if i and is_plain(t[2])), None)
    if first is None or first >= 4:
        return first
    return next((i for i in range(4, len(tokens)) if _has_subject(tokens, i)), None)


def _has_subject(tokens: list[Token], i: int) -> bool:
    """Tell whether token ``i`` is a verb behind a capital that follows a plain word."""
    word, subject, before = tokens[i][2], tokens[i - 1][2], tokens[i - 2][2]
    is_verb = is_plain(word) and re.match("me|ber|juga|pun|sendiri", word)
    return bool(is_verb and subject[:1].isupper() and is_plain(before))


def _sentence_start(text: str, tokens: list[Token], plain: int, start: int) -> int:
    """Return the token that begins the sentence whose first plain word is token ``plain``."""
    first = _run_start(tokens, plain)
    office = next((i for i in range(plain - 1, first - 1, -1) if tokens[i][2] in _OFFICES), None)
    if office is not None:
        while office > first and tokens[office - 1][2] in _OFFICES:
            office -= 1
        return office
    name = plain
    while name > first and _known_before(text, start, tokens[name - 1][2]):
        name -= 1
    return min(name, max(2, plain - 1))


def _run_start(tokens: list[Token], plain: int) -> int:
    """Return where the capitals begin that end before token ``plain``, at most eight of them."""
    first = plain
    while first > 2 and plain - first < 8 and not tokens[first - 1][2][:1].islower():
        first -= 1
    return min(first, max(2, plain - 1))


def _known_before(text: str, start: int, word: str) -> bool:
    """Tell whether a capitalised word stands in the body within 1,500 characters before."""
    word = word.rstrip(",")
    return (
        len(word) > 3
        and word[:1].isupper()
        and text.find(word, max(0, start - 1500), start - 12) >= 0
    )
