"""The sentences of a text that hold the words of a query."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from sumber.records import Span
from sumber.search.results import Snippet
from sumber.search.words import Words, folded_text, words_of

LONGEST: Final = 320
"""Characters of a snippet; longer sentences are cut at words around the first mark."""
MOST_MARKS: Final = 200
"""Marks of a text among which the best sentences are looked for."""
_BORDER: Final = r"(?![^\W_])"
_END: Final = re.compile(r"[.!?…][\"”’»)\]]*(?=\s+[\"“‘«(\[]?[A-Z0-9À-Þ])|\n+|[.!?][\"”](?=\w)")


def snippets_of(
    text: str,
    phrases: Sequence[Sequence[str]],
    prefixes: Collection[str] = (),
    *,
    limit: int = 3,
) -> tuple[Snippet, ...]:
    """Return up to ``limit`` sentences, those with the most different words, in their order.

    ``phrases`` are runs of folded words, ``prefixes`` beginnings of words.
    """
    scope = Span(0, len(text))
    marks = marks_of(text, phrases, prefixes, scope)
    sentences: dict[Span, list[Span]] = {}
    around = Span(0, 0)
    for mark in marks[:MOST_MARKS]:
        around = around if around.holds(mark) else _around(text, mark, scope)
        sentences.setdefault(around, []).append(mark)
    best = sorted(sentences.items(), key=lambda item: (-_kinds(text, item[1]), item[0]))[:limit]
    return tuple(Snippet(span, tuple(own)) for span, own in sorted(best))


def sentence_around(text: str, mark: Span) -> Snippet:
    """Return the sentence around a span, with the span marked."""
    return Snippet(_around(text, mark, Span(0, len(text))), (mark,))


def marks_of(
    text: str, phrases: Sequence[Sequence[str]], prefixes: Collection[str], scope: Span
) -> list[Span]:
    """Return where the phrases and the words with the prefixes stand, without overlaps."""
    pattern = _pattern(phrases, prefixes)
    if pattern is None:
        return []
    own = text[scope.start : scope.end]
    folded = folded_text(own)
    if folded is None:
        return _marks_by_words(own, phrases, prefixes, scope.start)
    found = (match.span() for match in pattern.finditer(folded))
    return [Span(scope.start + start, scope.start + end) for start, end in found]


def _pattern(phrases: Sequence[Sequence[str]], prefixes: Collection[str]) -> re.Pattern[str] | None:
    """Return what finds the phrases, the longest first, and the words with the prefixes."""
    longest = sorted(filter(None, phrases), key=len, reverse=True)
    ways = [r"[\W_]+".join(map(re.escape, phrase)) + _BORDER for phrase in longest]
    ways += [rf"{re.escape(prefix)}[^\W_]*" for prefix in prefixes]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})") if ways else None


def _marks_by_words(
    text: str, phrases: Sequence[Sequence[str]], prefixes: Collection[str], moved: int
) -> list[Span]:
    """Return the same word by word, for a text that does not fold letter for letter."""
    words = words_of(text)
    begins: dict[str, list[Sequence[str]]] = {}
    for phrase in filter(None, phrases):
        begins.setdefault(phrase[0], []).append(phrase)
    heads = tuple(prefixes)
    marks: list[Span] = []
    until = 0
    for at, word in enumerate(words.folded):
        size = max((len(p) for p in begins.get(word, ()) if _stands(words, at, p)), default=0)
        size = size or int(bool(heads) and word.startswith(heads))
        if size and at >= until:
            until = at + size
            marks.append(Span(moved + words.starts[at], moved + words.ends[until - 1]))
    return marks


def _stands(words: Words, at: int, phrase: Sequence[str]) -> bool:
    return words.folded[at : at + len(phrase)] == list(phrase)


def _kinds(text: str, marks: Sequence[Span]) -> int:
    return len({mark.of(text).lower() for mark in marks})


def _around(text: str, mark: Span, scope: Span) -> Span:
    """Return the sentence around a mark, cut to ``LONGEST`` characters at blanks."""
    start = scope.start
    from_ = max(scope.start, mark.start - 2 * LONGEST)
    for border in _END.finditer(text, from_, mark.start + 1):  # it looks at the letter behind
        start = border.end() if border.end() <= mark.start else start
    border_after = _END.search(text, mark.end, min(scope.end, mark.end + 2 * LONGEST))
    end = border_after.end() if border_after else scope.end
    span = _trimmed(text, Span(start, end))
    return span if span.end - span.start <= LONGEST else _cut(text, mark, span)


def _cut(text: str, mark: Span, span: Span) -> Span:
    room = max(0, LONGEST - (mark.end - mark.start)) // 2
    start, end = max(span.start, mark.start - room), min(span.end, mark.end + room)
    if start > span.start:
        blank = text.find(" ", start, mark.start)
        start = blank + 1 if blank >= 0 else start
    if end < span.end:
        blank = text.rfind(" ", mark.end, end)
        end = blank if blank >= 0 else end
    return _trimmed(text, Span(start, end))


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
