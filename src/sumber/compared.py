"""Two texts side by side: what one has from the other, what was changed, what is its own.

1. Take the passages that they share (:func:`sumber.reuse.find_passages`).
2. Inside a passage compare word by word: the same words are copied, others changed.
3. What lies in no passage is a text's own.

Offsets are code points in each text, half-open. The parts of a side follow each other without a gap
from its first character to its last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, Literal, TypeAlias

import msgspec

from sumber.records import Article, Span

Mark: TypeAlias = Literal["copied", "changed", "own"]
_WORD: Final = re.compile(r"\w+")
_MOST_WORDS: Final = 4000
"""Words of a changed stretch above which it is not compared word by word."""


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of two texts: its span on both sides, its kind, who had it first and why."""

    a: Span
    b: Span
    kind: str
    origin: str | None = None
    confidence: float = 0.0
    because: str = ""


class Part(msgspec.Struct, frozen=True):
    """Characters of one side that bear one mark; ``passage`` counts passages from 1, own has 0."""

    span: Span
    mark: Mark
    passage: int = 0


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """Two articles and what they share; ``a_parts`` and ``b_parts`` cover their texts."""

    a: Article
    b: Article
    shared: tuple[Shared, ...]
    a_parts: tuple[Part, ...]
    b_parts: tuple[Part, ...]

    def share(self, side: Literal["a", "b"]) -> float:
        """Return which share of a side's words, in 0..1, is copied."""
        text, parts = (self.a.text, self.a_parts) if side == "a" else (self.b.text, self.b_parts)
        words = len(_WORD.findall(text))
        copied = sum(len(_WORD.findall(p.span.of(text))) for p in parts if p.mark == "copied")
        return copied / words if words else 0.0


def compare(a: Article, b: Article) -> Compared:
    """Compare two articles."""
    return compared(a, b, passages_of(a, b))


def compared(a: Article, b: Article, shared: Iterable[Shared]) -> Compared:
    """Return two articles with the marks that their passages give them.

    Where passages meet, the characters belong to the one that begins first in ``a``.
    """
    ordered = tuple(sorted(shared, key=lambda one: (one.a, one.b)))
    marked: tuple[list[Part], list[Part]] = ([], [])
    for number, one in enumerate(ordered, 1):
        same = _same_words(a.text, b.text, one)
        marked[0].extend(_inside(a.text, one.a, same[0], number))
        marked[1].extend(_inside(b.text, one.b, same[1], number))
    return Compared(
        a=a,
        b=b,
        shared=ordered,
        a_parts=tuple(_covered(len(a.text), marked[0])),
        b_parts=tuple(_covered(len(b.text), marked[1])),
    )


def passages_of(a: Article, b: Article) -> list[Shared]:
    """Return the passages of two articles, boilerplate and formulas included."""
    import pyarrow as pa

    from sumber.reuse import find_passages

    names = ("id", "outlet", "published", "text")
    one, two = ("a", "b") if a.id == b.id else (a.id, b.id)
    rows = [
        {name: getattr(article, name) for name in names} | {"id": key}
        for article, key in ((a, one), (b, two))
    ]
    return [_shared(row, one) for row in find_passages(pa.Table.from_pylist(rows)).to_pylist()]


def _shared(row: dict[str, Any], first: str) -> Shared:
    sides = [Span(row[f"{side}_start"], row[f"{side}_end"]) for side in "ab"]
    if row["a"] != first:
        sides.reverse()
    return Shared(
        a=sides[0],
        b=sides[1],
        kind=row["kind"],
        origin=row["origin"],
        confidence=row["confidence"] or 0.0,
        because=row["because"] or "",
    )


def _same_words(a: str, b: str, one: Shared) -> tuple[list[Span], list[Span]]:
    """Return the spans on both sides of a passage that hold the same words."""
    ours, theirs = _words(a, one.a), _words(b, one.b)
    found: tuple[list[Span], list[Span]] = ([], [])
    for i, j, size in _runs([w for _, w in ours], [w for _, w in theirs]):
        found[0].append(Span(ours[i][0].start, ours[i + size - 1][0].end))
        found[1].append(Span(theirs[j][0].start, theirs[j + size - 1][0].end))
    return found


def _words(text: str, span: Span) -> list[tuple[Span, str]]:
    found = _WORD.finditer(text, span.start, span.end)
    return [(Span(one.start(), one.end()), one.group().lower()) for one in found]


def _runs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield where the same words run on in both: where in ``a``, where in ``b``, how many."""
    least = min(len(a), len(b))
    head = next((i for i in range(least) if a[i] != b[i]), least)
    tail = next((i for i in range(least - head) if a[-1 - i] != b[-1 - i]), least - head)
    if head:
        yield 0, 0, head
    inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if max(len(inner_a), len(inner_b)) <= _MOST_WORDS:
        matcher = SequenceMatcher(None, inner_a, inner_b, autojunk=False)
        for i, j, size in matcher.get_matching_blocks():
            if size:
                yield head + i, head + j, size
    if tail:
        yield len(a) - tail, len(b) - tail, tail


def _inside(text: str, whole: Span, same: Iterable[Span], number: int) -> Iterator[Part]:
    """Yield the parts of one side of a passage: the same words, and what stands between them.

    Blanks and marks between two runs of the same words count with the run before.
    """
    begun, at = whole.start, whole.start
    for span in (*same, Span(whole.end, whole.end)):
        if _WORD.search(text, at, span.start):
            if begun < at:
                yield Part(Span(begun, at), "copied", number)
            yield Part(Span(at, span.start), "changed", number)
            begun = span.start
        at = span.end
    if begun < at:
        yield Part(Span(begun, at), "copied", number)


def _covered(length: int, parts: list[Part]) -> Iterator[Part]:
    """Yield parts from 0 to ``length`` without gap or overlap; what no part covers is own."""
    at = 0
    for part in sorted(parts, key=lambda p: (p.span, p.passage)):
        start = max(at, part.span.start)
        if at < start:
            yield Part(Span(at, start), "own")
        if start < part.span.end:
            yield Part(Span(start, part.span.end), part.mark, part.passage)
        at = max(at, part.span.end)
    if at < length:
        yield Part(Span(at, length), "own")
