"""Sentences as rows of items: a token, or a whole quotation that stands as one item."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

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
    clause = Clause(sentence, [], [], [], [], [])
    starts, count = tokens.starts, len(tokens)
    while cursor.token < count and starts[cursor.token] < sentence.end:
        start = starts[cursor.token]
        quotation = _quotation_at(start, quotations, cursor)
        region = _region_at(start, outside, cursor)
        if region is not None:
            _skip(tokens, region.end, cursor)
        elif quotation is not None:
            span = quotation.span
            _put(clause, span.start, span.end, QUOTATION, -1, cursor.quotation)
            _skip(tokens, span.end, cursor)
        else:
            at = cursor.token
            _put(clause, start, tokens.ends[at], tokens.lows[at], tokens.shapes[at], -1)
            cursor.token += 1
    return clause


def _put(clause: Clause, start: int, end: int, low: str, shape: int, quoted: int) -> None:
    clause.starts.append(start)
    clause.ends.append(end)
    clause.lows.append(low)
    clause.shapes.append(shape)
    clause.quoted.append(quoted)


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
