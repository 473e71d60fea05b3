"""Claimed words beside the words of an article.

1. The claim is cut at its signs of omission (``...``); each part must follow the one before.
2. Where a part stands in the article word for word, that is its place.
3. Otherwise the stretch of the article that shares the rarest words with it in their order is laid
   beside it word by word. Where other forms of a word count as the word (*menyerang*, *serangan*),
   they find the place and count as shared, and are told as changed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, Final, NamedTuple

from sumber.checking.records import Change, ChangeKind
from sumber.language import load
from sumber.records import Span
from sumber.relations.weights import bits
from sumber.search.words import Words, words_of

LONGEST_PART: Final = 400
"""Words of a claim that are laid beside an article; nobody quotes more at once."""
_CUT: Final = re.compile(
    "|".join(sorted(map(re.escape, load("checking")["cuts"]), key=len, reverse=True))
)


class Aligned(NamedTuple):
    """How claimed words stand in an article; ``likeness`` in 0..1 weighs words by rarity."""

    spans: tuple[Span, ...]
    likeness: float
    same: bool
    shared_bits: int
    changes: tuple[Change, ...]


def parts_of(text: str, spans: Sequence[Span]) -> list[Words]:
    """Return the words of a claim, cut where it leaves something out; places are the text's."""
    parts: list[Words] = []
    for span in spans:
        start = span.start
        for cut in [*_CUT.finditer(text, span.start, span.end), None]:
            end = cut.start() if cut else span.end
            words = words_of(text[start:end])
            if words:
                parts.append(_moved(words, start))
            start = cut.end() if cut else end
    return parts


def align(
    parts: Sequence[Words], article: Words, forms: Mapping[str, str] | None = None
) -> Aligned | None:
    """Return where and how the parts of a claim stand in an article, ``None`` where nowhere.

    ``forms`` are words that count as a word of the claim, which they name.
    """
    written = article.folded
    if forms:
        counted = [forms.get(word, word) for word in written]
        article = Words(article.starts, article.ends, counted)
    places = _places(article)
    found: list[tuple[Words, int, int]] = []
    after = 0
    for part in parts:
        place = _exact(part, article, places, after) or _nearest(part, article, places, after)
        if place is None:
            return None
        found.append((part, *place))
        after = place[1]
    return _compared(found, article, written)


def _moved(words: Words, by: int) -> Words:
    """Return the first words with their places moved on."""
    return Words(
        [start + by for start in words.starts[:LONGEST_PART]],
        [end + by for end in words.ends[:LONGEST_PART]],
        words.folded[:LONGEST_PART],
    )


def _places(article: Words) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(article.folded):
        places[word].append(at)
    return places


def _exact(
    part: Words, article: Words, places: dict[str, list[int]], after: int
) -> tuple[int, int] | None:
    """Return the first place after ``after`` where the part stands word for word."""
    size = len(part)
    rarest = min(range(size), key=lambda at: len(places.get(part.folded[at], ())))
    for place in places.get(part.folded[rarest], ()):
        start = place - rarest
        if start >= after and article.folded[start : start + size] == part.folded:
            return start, start + size
    return None


def _nearest(
    part: Words, article: Words, places: dict[str, list[int]], after: int
) -> tuple[int, int] | None:
    """Return the stretch of the article that shares most with the part, as word numbers."""
    shifts: Counter[int] = Counter()
    for at, word in enumerate(part.folded):
        own = places.get(word, ())
        if len(own) <= 20:
            for place in own:
                shifts[place - at] += bits(word)
    if not shifts:
        return None
    slack = 3 + len(part) // 4
    best = max(shifts, key=lambda shift: sum(shifts[shift + d] for d in range(-slack, slack + 1)))
    low = max(after, best - slack)
    high = min(len(article), best + len(part) + slack)
    if low >= high:
        return None
    blocks = _blocks(part.folded, article.folded[low:high])
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    start = max(low, low + first.b - first.a)
    end = min(high, low + last.b + last.size + len(part) - last.a - last.size)
    return start, end


def _blocks(claim: list[str], article: list[str]) -> list[Any]:
    matcher = SequenceMatcher(None, claim, article, autojunk=False)
    return [block for block in matcher.get_matching_blocks() if block.size]


def _compared(
    found: Sequence[tuple[Words, int, int]], article: Words, written: Sequence[str]
) -> Aligned:
    changes: list[Change] = []
    shared = whole = 0
    for nth, (part, start, end) in enumerate(found):
        if nth and start > found[nth - 1][2]:
            changes.append(Change("cut", None, _span(article, found[nth - 1][2], start)))
        own = article.folded[start:end]
        for change, weight, common in _changes(part, article, start, own):
            changes += _as_written(change, part, article, written)
            whole += weight
            shared += common
    spans = tuple(_span(article, start, end) for _, start, end in found)
    same = all(change.kind in ("same", "cut") for change in changes)
    return Aligned(
        spans=tuple(span for span in spans if span is not None),
        likeness=1.0 if same else min(0.999, shared / max(1, whole)),
        same=same,
        shared_bits=shared // 2,
        changes=tuple(changes),
    )


def _changes(
    part: Words, article: Words, start: int, own: list[str]
) -> Iterator[tuple[Change, int, int]]:
    """Yield each run with its weight on both sides, and how much of that is common."""
    matcher = SequenceMatcher(None, part.folded, own, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        claim, other = part.folded[a:b], own[c:d]
        weight = sum(map(bits, claim)) + sum(map(bits, other))
        is_same = kind == "equal" or "".join(claim) == "".join(other)
        change = Change(
            "same" if is_same else _KINDS[kind],
            _span(part, a, b),
            _span(article, start + c, start + d),
        )
        yield change, weight, weight if is_same else 0


def _as_written(
    change: Change, part: Words, article: Words, written: Sequence[str]
) -> Iterator[Change]:
    """Yield a run of the same words, cut where the article has another form of the word."""
    claim, own = change.claim, change.article
    if change.kind != "same" or claim is None or own is None or written is article.folded:
        yield change
        return
    a, c = part.starts.index(claim.start), article.starts.index(own.start)
    size = part.ends.index(claim.end) - a + 1
    if size != article.ends.index(own.end) - c + 1:
        yield change
        return
    same = [part.folded[a + i] == written[c + i] for i in range(size)]
    for is_same, run in groupby(range(size), key=lambda i: same[i]):
        numbers = list(run)
        first, last = numbers[0], numbers[-1] + 1
        yield Change(
            "same" if is_same else "changed",
            _span(part, a + first, a + last),
            _span(article, c + first, c + last),
        )


_KINDS: Final[dict[str, ChangeKind]] = {
    "replace": "changed",
    "delete": "added",
    "insert": "left-out",
}


def _span(words: Words, start: int, end: int) -> Span | None:
    return Span(words.starts[start], words.ends[end - 1]) if start < end else None
