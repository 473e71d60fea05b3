"""Cut a text into tokens. Words keep inner hyphens and apostrophes, numbers their separators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sumber.language import load
from sumber.records import Tokens

TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)+"  # 1.500  16.30  10/7
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
NUMBER, LOWER, TITLE, UPPER, OTHER = range(5)


def tokenise(text: str) -> Tokens:
    """Return the tokens of ``text``."""
    spans = [match.span() for match in TOKEN.finditer(text)]
    spans = list(_without_glue(text, spans))
    words = [text[start:end] for start, end in spans]
    return Tokens(
        starts=[start for start, _ in spans],
        ends=[end for _, end in spans],
        words=words,
        lows=[word.lower() for word in words],
        shapes=[shape(word) for word in words],
    )


def _without_glue(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Part a name from a word glued to it (*Hidayatsaat*) where the article has both alone."""
    seen = {text[start:end] for start, end in spans}
    for start, end in spans:
        cut = _glue(text[start:end], seen) if end - start >= SHORTEST_GLUED else 0
        if cut:
            yield start, start + cut
            yield start + cut, end
        else:
            yield start, end


def _glue(word: str, seen: set[str]) -> int:
    """Return where ``word`` comes apart into a capitalised word and a small one, else 0."""
    if not (word[0].isupper() and word[-1].islower() and word.isalpha()):
        return 0
    verb = VERB_TAIL.match(word)
    if verb is not None:
        return verb.end()
    for cut in range(3, len(word) - 2):
        tail = word[cut:]
        if word[:cut] in seen and (tail in SMALL or (len(tail) > LONG_TAIL and tail in seen)):
            return cut
    return 0


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
