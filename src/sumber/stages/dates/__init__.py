"""Find the dates of an article and resolve them.

1. Phrases are read by their shape: day and month, numbers, months, weekdays, relative words, years
   (`phrases`); those in related headlines, prompts, captions and disclaimers are left out.
2. Neighbours are joined into ranges, and share the year that only one of them names (`ranges`).
3. The day of publication is taken from the metadata or the address, unless the text's own dates
   speak against it (`publication`).
4. Each phrase is resolved by what it says itself, then by that day, then by the other full dates
   (`resolve`); what does not fit is kept as a contradiction.
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from sumber.records import Article, Notes, Span
from sumber.stages.dates.phrases import find_phrases
from sumber.stages.dates.publication import (
    ReferenceDay,
    day_of_address,
    given_day,
    infer_reference,
    news_day,
    reference_day,
)
from sumber.stages.dates.ranges import join_ranges
from sumber.stages.dates.resolve import Quoted, resolve

__all__ = ["ReferenceDay", "find_dates", "given_day", "infer_reference", "reference_day"]

_LEFT_OUT = ("related", "prompt", "caption", "disclaimer")


def find_dates(article: Article, notes: Notes) -> Notes:
    """Return the notes with their dates filled, in the order of the text, none overlapping."""
    phrases = join_ranges(article.text, find_phrases(article.text))
    told = news_day(article.text, phrases, given_day(article), day_of_address(article))
    left_out = [r.span for r in notes.regions if r.kind in _LEFT_OUT]
    found = resolve(article.text, phrases, *told, _quoted(notes))
    dates = tuple(when for when in found if not _inside(when.span.start, left_out))
    return msgspec.structs.replace(notes, dates=dates)


def _quoted(notes: Notes) -> list[Quoted]:
    """Return the quotations, each with the end of its sentence."""
    starts = [sentence.start for sentence in notes.sentences]
    found = []
    for quotation in notes.quotations if starts else ():
        at = max(0, bisect_right(starts, quotation.content.end) - 1)
        stop = notes.sentences[at].end
        found.append(Quoted(quotation.content.start, quotation.content.end, stop))
    return found


def _inside(position: int, spans: list[Span]) -> bool:
    """Tell whether one of ``spans``, which are in order, holds the position."""
    at = bisect_right(spans, position, key=lambda span: span.start)
    return at > 0 and position < spans[at - 1].end
