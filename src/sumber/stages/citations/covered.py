"""Which statements rest on a citation."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from sumber.records import Citation, Notes, Span, Statement


def with_statements(citations: tuple[Citation, ...], notes: Notes) -> tuple[Citation, ...]:
    """Return the citations with the statements of their sentences.

    A citation covers the statements whose attribution or content stands in its sentence; where
    there is none and the citation leads its sentence, the one that begins in the next.
    """
    if not notes.sentences or not notes.statements:
        return citations
    starts = [sentence.start for sentence in notes.sentences]
    held: dict[int, list[str]] = {}
    for statement in notes.statements:
        for at in sorted({_at(starts, span.start) for span in _parts(statement)}):
            held.setdefault(at, []).append(statement.id)
    return tuple(_with(citation, starts, held) for citation in citations)


def _with(citation: Citation, starts: list[int], held: dict[int, list[str]]) -> Citation:
    at = _at(starts, citation.span.start)
    ids = held.get(at, [])
    if not ids and citation.cue and citation.cue.start - starts[at] < 30:
        ids = held.get(at + 1, [])[:1]
    return msgspec.structs.replace(citation, statements=tuple(ids)) if ids else citation


def _parts(statement: Statement) -> tuple[Span, ...]:
    """Return the spans that place a statement: its cue, its speaker, its contents."""
    attribution = (span for span in (statement.cue, statement.speaker) if span)
    return (*attribution, *statement.contents)


def _at(starts: list[int], position: int) -> int:
    return max(0, bisect_right(starts, position) - 1)
