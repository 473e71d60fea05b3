"""What an article's address and text tell of its outlet and its day where its metadata do not.

The article and its text stay as they were given: what is inferred stands beside them, with what
told it.
"""

from __future__ import annotations

from typing import NamedTuple

from sumber.records import Article, Notes, Span
from sumber.stages.citations import own_outlet
from sumber.stages.dates import infer_reference


class Inferred(NamedTuple):
    """A value that was inferred, what told it, and where in the text it stands, if it does."""

    value: str
    because: str
    span: Span | None = None


def infer_outlet(article: Article, notes: Notes) -> Inferred | None:
    """Return the outlet by address, dateline or byline; ``None`` where it is given or untold."""
    if article.outlet:
        return None
    own = own_outlet(article, notes.regions)
    if own.name is None or own.because is None:
        return None
    return Inferred(own.name, own.because, own.span)


def infer_published(article: Article, notes: Notes) -> Inferred | None:
    """Return the day of publication (ISO 8601) by address and dates; ``None`` where it is given.

    A day is inferred too where the text's own dates lie well after the given one.
    """
    found = infer_reference(article, notes)
    return Inferred(found.day, found.because) if found and found.inferred else None
