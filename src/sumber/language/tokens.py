"""Cut a text into tokens. Words keep inner hyphens and apostrophes, numbers their separators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sumber.language import load
from sumber.language.words import LOWER, NUMBER, OTHER, TITLE, UPPER, WORDS, shape
from sumber.records import Tokens

__all__ = ["LOWER", "NUMBER", "OTHER", "TITLE", "UPPER", "shape", "tokenise"]

TOKEN = re.compile(
    r"[A-Za-z][a-z]*+(?=[\s,;:?!\"”“()])"  # most words; the rest takes longer to tell
    r"|\d+(?:[.,:/]\d+)+"  # 1.500  16.30  10/7
    # Words glued by lost blanks come apart at the capital (KonstitusiArief, DPRAdian).
    r"|(?:[^\W\d_]*[a-zà-ÿ](?=[A-Z][a-z]{2})|[A-Z]{2,}(?=[A-Z][a-z]{2})(?!\w[a-z]*men))"
    r"|\w+(?:[-‑’'´`]\w+)*(?:\.(?:com|co|id|net|org|go|tv|news|info)\b)*"
    r"|[^\w\s]"
)
_glued = load("sentences")
SMALL = frozenset(_glued["small"])
# A capitalised word with a verb or a long small word glued to it (Juwitamenilai, NATOmenggelar).
VERB_TAIL = re.compile(
    r"(?:[A-Z]{2,}|[A-Z][a-zà-ÿ]{2,}?)(?=(?:"
    + "|".join(sorted(_glued["glued"], key=len, reverse=True))
    + r")$)|[A-Z][a-z]{3,}?"
    r"(?=(?:meng[a-z]{4,}|mem[bpf][a-z]{3,}|men[cdjt][a-z]{3,}|meny[a-z]{4,})$)"
)
SHORTEST_GLUED = 7
LONG_TAIL = 4


def tokenise(text: str) -> Tokens:
    """Return the tokens of ``text``."""
    spans = [match.span() for match in TOKEN.finditer(text)]
    words = [text[start:end] for start, end in spans]
    cuts = _cuts(words)
    if cuts:
        spans = list(_without_glue(spans, cuts))
        words = [text[start:end] for start, end in spans]
    known = WORDS.known(words)
    return Tokens(
        starts=[start for start, _ in spans],
        ends=[end for _, end in spans],
        words=words,
        lows=[low for low, _, _ in known],
        shapes=[own for _, own, _ in known],
        numbers=[number for _, _, number in known],
    )


def _cuts(words: list[str]) -> dict[int, int]:
    """Return where names come apart from a word glued to them (*Hidayatsaat*), by their number.

    They do where the article has both alone.
    """
    seen: set[str] = set()
    found: dict[int, int] = {}
    for number, word in enumerate(words):
        if len(word) >= SHORTEST_GLUED and word[0].isupper():
            seen = seen or set(words)
            cut = _glue(word, seen)
            if cut:
                found[number] = cut
    return found


def _without_glue(spans: list[tuple[int, int]], cuts: dict[int, int]) -> Iterator[tuple[int, int]]:
    for number, (start, end) in enumerate(spans):
        cut = cuts.get(number)
        if cut is None:
            yield start, end
        else:
            yield start, start + cut
            yield start + cut, end


def _glue(word: str, seen: set[str]) -> int:
    """Return where ``word`` comes apart into a capitalised word and a small one, else 0."""
    if not (word[0].isupper() and word[-1].islower() and word.isalpha()):
        return 0
    verb = _verb_cut(word)
    if verb:
        return verb
    for cut in range(3, len(word) - 2):
        tail = word[cut:]
        if word[:cut] in seen and (tail in SMALL or (len(tail) > LONG_TAIL and tail in seen)):
            return cut
    return 0


@lru_cache(maxsize=1 << 14)
def _verb_cut(word: str) -> int:
    """Return where a verb is glued to a capitalised word, else 0; words recur."""
    verb = VERB_TAIL.match(word)
    return verb.end() if verb is not None else 0
