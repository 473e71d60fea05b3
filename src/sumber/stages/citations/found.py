"""What the steps of this stage hand on: a citation before it is known whose outlet it names."""

from __future__ import annotations

from typing import NamedTuple

from sumber.records import Citation, CitationKind, Span


class Found(NamedTuple):
    """A cited source at ``start`` to ``end``, with its cue and how sure the form is."""

    start: int
    end: int
    source: str
    type: CitationKind
    known: str | None
    cue: Span | None
    confidence: float
    because: str
    taken_from: Span | None = None

    def as_citation(self, kind: CitationKind) -> Citation:
        """Return the record."""
        return Citation(
            span=Span(self.start, self.end),
            source=self.source,
            type=kind,
            known=self.known,
            cue=self.cue,
            confidence=self.confidence,
            taken_from=self.taken_from,
            because=(self.because,) if self.known is None else (self.because, "known source"),
        )
