"""The day of publication: from the metadata, or inferred from the text."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from sumber.records import Article, Notes, When
from sumber.stages.dates.calendar import day_of
from sumber.stages.dates.phrases import Phrase
from sumber.stages.dates.wording import DATES

TOO_EARLY = 45
"""Days by which the text's own dated events may lie after a day of publication that is believed."""


SURE = ("full", "dated weekdays", "other dates", "published")
"""What must have resolved a date for the day of publication to be inferred from it."""


class ReferenceDay(NamedTuple):
    """The day of publication, what told it, and whether it was inferred from the text."""

    day: str
    because: str
    inferred: bool


def given_day(article: Article) -> date | None:
    """Return the day of publication that the metadata give; None where they give none."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", article.published or "")
    return day_of(int(match[1]), int(match[2]), int(match[3])) if match else None


def trusted_day(published: date | None, phrases: list[Phrase]) -> date | None:
    """Return the given day, or None where all full dates with a weekday lie well after it."""
    dated = [
        day
        for p in phrases
        if p.weekday and p.day and p.month and p.year and (day := day_of(p.year, p.month, p.day))
    ]
    if published and dated and min(dated).toordinal() - published.toordinal() > TOO_EARLY:
        return None
    return published


def reference_day(article: Article, notes: Notes) -> str | None:
    """Return the day of publication in ISO 8601, given or inferred; None where nothing tells it."""
    found = infer_reference(article, notes)
    return found.day if found else None


def infer_reference(article: Article, notes: Notes) -> ReferenceDay | None:
    """Return the day of publication with what told it; the notes must hold the dates.

    Without metadata it is the latest day on which the text says that somebody spoke (*…, Rabu
    (2/7/2025).*); where no date stands so, the latest one with a weekday that is not to come.
    """
    text = article.text
    dated = [d for d in notes.dates if d.because in SURE and _names_weekday(text, d)]
    fitting = [d for d in dated if d.contradicts is None] or dated
    given = given_day(article)
    if given and not _all_later(given, fitting):
        return ReferenceDay(given.isoformat(), "metadata", inferred=False)
    told = [d for d in fitting if _closes_clause(text, d)]
    if told:
        return ReferenceDay(max(told, key=_ordinal).value, "day of a statement", inferred=True)
    past = [
        d for d in fitting if not _FUTURE.search(text[max(0, d.span.start - 60) : d.span.end + 12])
    ]
    if past:
        return ReferenceDay(max(past, key=_ordinal).value, "dated weekday", inferred=True)
    return None


_CLOSES = re.compile(r"[.,\s)\"”|]|\Z")
_FUTURE = re.compile(rf"\b(?:{'|'.join(map(re.escape, DATES['words']['coming']))})\b")


def _names_weekday(text: str, when: When) -> bool:
    """Tell whether a date is one day and names its weekday, as the day of a statement does."""
    exact = when.span.of(text)
    return when.precision == "day" and exact[0].isalpha() and bool(re.search(r"\d", exact))


def _closes_clause(text: str, when: When) -> bool:
    """Tell whether a date stands behind a comma and ends its clause, as a statement's does."""
    before = text[max(0, when.span.start - 3) : when.span.start].rstrip()
    return before.endswith(",") and bool(_CLOSES.match(text, when.span.end))


def _all_later(given: date, dated: list[When]) -> bool:
    return bool(dated) and min(map(_ordinal, dated)) - given.toordinal() > TOO_EARLY


def _ordinal(when: When) -> int:
    return date.fromisoformat(when.value).toordinal()
