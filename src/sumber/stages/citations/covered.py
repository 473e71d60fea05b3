"""Which sentences and statements a citation covers."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from sumber.records import Citation, Notes, Span, Statement

OUTSIDE = frozenset(("source", "byline", "dateline", "caption", "disclaimer"))
"""Regions whose credits hold for the whole article, or for a picture."""
LEADING = 30
"""Characters from the start of a sentence within which a cue leads it."""


def with_coverage(citations: tuple[Citation, ...], notes: Notes) -> tuple[Citation, ...]:
    """Return the citations with the sentences that they cover and the statements of these.

    A citation covers its sentence; where it leads a sentence that holds no statement, the next one
    too. One outside the body (a source line, a byline) covers the whole article: none is named.
    """
    if not notes.sentences:
        return citations
    starts = [sentence.start for sentence in notes.sentences]
    held: dict[int, list[str]] = {}
    for statement in notes.statements:
        for at in sorted({_at(starts, span.start) for span in _parts(statement)}):
            held.setdefault(at, []).append(statement.id)
    outside = [region.span for region in notes.regions if region.kind in OUTSIDE]
    return tuple(
        citation
        if any(span.meets(citation.span) for span in outside)
        else _with(citation, notes.sentences, starts, held)
        for citation in citations
    )


def _with(
    citation: Citation, sentences: tuple[Span, ...], starts: list[int], held: dict[int, list[str]]
) -> Citation:
    at = _at(starts, citation.span.start)
    if not sentences[at].holds(citation.span):
        return citation
    covered, ids = sentences[at : at + 1], held.get(at, [])
    if not ids and citation.cue and citation.cue.start - starts[at] < LEADING:
        covered, ids = sentences[at : at + 2], held.get(at + 1, [])[:1]
    return msgspec.structs.replace(citation, statements=tuple(ids), sentences=covered)


def _parts(statement: Statement) -> tuple[Span, ...]:
    """Return the spans that place a statement: its cue, its speaker, its contents."""
    attribution = (span for span in (statement.cue, statement.speaker) if span)
    return (*attribution, *statement.contents)


def _at(starts: list[int], position: int) -> int:
    return max(0, bisect_right(starts, position) - 1)
