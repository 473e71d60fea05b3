"""Cut a text into tokens. Words keep inner hyphens and apostrophes, numbers their separators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sumber.language import load
from sumber.records import Tokens

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
MOST = 1 << 15  # words that are remembered
NUMBER, LOWER, TITLE, UPPER, OTHER = range(5)


def tokenise(text: str) -> Tokens:
    """Return the tokens of ``text``."""
    spans = [match.span() for match in TOKEN.finditer(text)]
    words = [text[start:end] for start, end in spans]
    cuts = _cuts(words)
    if cuts:
        spans = list(_without_glue(spans, cuts))
        words = [text[start:end] for start, end in spans]
    looks = _LOOKS.of(words)
    return Tokens(
        starts=[start for start, _ in spans],
        ends=[end for _, end in spans],
        words=words,
        lows=[low for low, _ in looks],
        shapes=[own for _, own in looks],
    )


class _Looks:
    """Words in lower case with their shapes; words recur, so they are remembered."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, int]] = {}

    def of(self, words: list[str]) -> list[tuple[str, int]]:
        known = self._known
        if len(known) > MOST:
            known.clear()
        known.update((word, (word.lower(), shape(word))) for word in words if word not in known)
        return [known[word] for word in words]


_LOOKS = _Looks()


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
