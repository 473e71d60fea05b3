"""Sentences as rows of items: a token, or a whole quotation that stands as one item."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from math import inf

import msgspec

from sumber.language.words import WORDS
from sumber.records import Clause, Notes, Quotation, Span, Tokens

QUOTATION = "❝"  # what a quotation's item reads as
OUTSIDE_BODY = frozenset(
    ["related", "prompt", "dateline", "byline", "disclaimer", "source", "caption"]
)


def clauses(notes: Notes) -> Iterator[Clause]:
    """Yield a clause a sentence, without the tokens that lie in regions outside the body."""
    outside = [r.span for r in notes.regions if r.kind in OUTSIDE_BODY]
    cursor = _Cursor()
    for sentence in notes.sentences:
        clause = _clause(sentence, notes.tokens, notes.quotations, outside, cursor)
        if len(clause):
            yield clause


class _Cursor(msgspec.Struct):
    """Where the walk through tokens, quotations and regions stands."""

    token: int = 0
    quotation: int = 0
    region: int = 0


def _clause(
    sentence: Span,
    tokens: Tokens,
    quotations: tuple[Quotation, ...],
    outside: list[Span],
    cursor: _Cursor,
) -> Clause:
    clause = Clause(sentence, [], [], [], [], [], [])
    starts, count = tokens.starts, len(tokens)
    while cursor.token < count and starts[cursor.token] < sentence.end:
        start = starts[cursor.token]
        quotation = _quotation_at(start, quotations, cursor)
        region = _region_at(start, outside, cursor)
        if region is not None:
            _skip(tokens, region.end, cursor)
        elif quotation is not None:
            span = quotation.span
            _put_quotation(clause, span, cursor.quotation)
            _skip(tokens, span.end, cursor)
        else:
            stop = min(sentence.end, _next_start(quotations, outside, cursor))
            end = bisect_left(starts, stop, cursor.token)
            _put_tokens(clause, tokens, cursor.token, end)
            cursor.token = end
    return clause


def _next_start(
    quotations: tuple[Quotation, ...], outside: list[Span], cursor: _Cursor
) -> int | float:
    """Return where the next quotation or region begins."""
    quotation = (
        quotations[cursor.quotation].span.start if cursor.quotation < len(quotations) else inf
    )
    region = outside[cursor.region].start if cursor.region < len(outside) else inf
    return min(quotation, region)


def _put_tokens(clause: Clause, tokens: Tokens, start: int, end: int) -> None:
    clause.starts.extend(tokens.starts[start:end])
    clause.ends.extend(tokens.ends[start:end])
    clause.lows.extend(tokens.lows[start:end])
    clause.shapes.extend(tokens.shapes[start:end])
    clause.quoted.extend([-1] * (end - start))
    clause.numbers.extend(tokens.numbers[start:end])


def _put_quotation(clause: Clause, span: Span, quoted: int) -> None:
    clause.starts.append(span.start)
    clause.ends.append(span.end)
    clause.lows.append(QUOTATION)
    clause.shapes.append(-1)
    clause.quoted.append(quoted)
    clause.numbers.append(WORDS.number((QUOTATION, -1)))


def _skip(tokens: Tokens, end: int, cursor: _Cursor) -> None:
    cursor.token += 1
    while cursor.token < len(tokens) and tokens.starts[cursor.token] < end:
        cursor.token += 1


def _quotation_at(
    start: int, quotations: tuple[Quotation, ...], cursor: _Cursor
) -> Quotation | None:
    while cursor.quotation < len(quotations) and quotations[cursor.quotation].span.end <= start:
        cursor.quotation += 1
    if cursor.quotation < len(quotations) and quotations[cursor.quotation].span.start <= start:
        return quotations[cursor.quotation]
    return None


def _region_at(start: int, outside: list[Span], cursor: _Cursor) -> Span | None:
    while cursor.region < len(outside) and outside[cursor.region].end <= start:
        cursor.region += 1
    if cursor.region < len(outside) and outside[cursor.region].start <= start:
        return outside[cursor.region]
    return None
