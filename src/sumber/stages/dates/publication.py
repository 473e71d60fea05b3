"""The day of publication: from the metadata, or inferred from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sumber.records import Article, Notes, When
from sumber.stages.dates.calendar import day_of
from sumber.stages.dates.phrases import Phrase
from sumber.stages.dates.wording import DATES

TOO_EARLY = 45
"""Days by which the text's own dated events may lie after a day of publication that is believed."""
TOO_SOON = 1
"""Days by which the day of its latest statement may lie after a given day that is believed."""
TOO_LATE = 5
"""Days by which it may lie before it."""
SURE = ("full", "dated weekdays", "other dates", "published", "day of a statement")
"""What must have resolved a date for the day of publication to be inferred from it."""
HEAD = 400
"""Characters at the beginning in which a date with a clock time is that of the page."""
YEAR_IN = 2500
"""Characters at the beginning within which the year that the weekday picks is named."""
LEAD = 1600
"""Characters at the beginning in which an event that is dated is the news."""


class ReferenceDay(NamedTuple):
    """The day of publication, what told it, and whether it was inferred from the text."""

    day: str
    because: str
    inferred: bool


def given_day(article: Article) -> date | None:
    """Return the day of publication that the metadata give; None where they give none."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", article.published or "")
    return day_of(int(match[1]), int(match[2]), int(match[3])) if match else None


def news_day(
    text: str, phrases: list[Phrase], given: date | None, address: date | None
) -> tuple[date | None, str]:
    """Return the day from which an article's *hari ini* is counted, and what told it.

    It is that of the address, else the given one; but where the text's own dates speak against
    the given one, that of its latest statement: metadata often hold the day of a crawl.
    """
    if address:
        return address, "published"
    dated = [p for p in phrases if p.weekday and p.day and p.month and p.year]
    days = [day for p in dated if (day := day_of(p.year or 0, p.month or 0, p.day or 0))]
    if given is None or not days:
        return given, "published"
    latest = max(_statement_days(text, dated), default=None)
    apart = (given - latest).days if latest else 0
    if latest and not -TOO_SOON <= apart <= TOO_LATE:
        return latest, "day of a statement"
    return (None if (min(days) - given).days > TOO_EARLY else given), "published"


def _statement_days(text: str, dated: list[Phrase]) -> Iterator[date]:
    """Yield the full days that fit their weekday and close a clause that says nothing to come."""
    for p in dated:
        day = day_of(p.year or 0, p.month or 0, p.day or 0)
        if day is None or day.isoweekday() != p.weekday or p.last is not None:
            continue
        ahead = _FUTURE.search(text[max(0, p.start - 60) : p.end + 12])
        if not ahead and _closes(text, p.start, p.end):
            yield day


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
    weekdays = [d for d in notes.dates if _names_weekday(text, d)]
    dated = [d for d in weekdays if d.because in SURE]
    fitting = [d for d in dated if d.contradicts is None] or dated
    given, address = given_day(article), day_of_address(article)
    if given and address and abs((given - address).days) > TOO_SOON:
        return ReferenceDay(address.isoformat(), "date of an address", inferred=True)
    if given and not _before_its_news(text, given, fitting):
        return ReferenceDay(given.isoformat(), "metadata", inferred=False)
    tries = (
        ("date with a clock time at the head", _stamped(text, notes)),
        ("date of an address", _in_address(article)),
        ("day of a statement", [d.value for d in fitting if _closes_clause(text, d)]),
        (
            "today",
            [d.value for d in notes.dates if _today(text, d)],
        ),
        ("dated weekday", [d.value for d in fitting if _leads(text, d)]),
        ("day of a statement, year by its weekday", _by_years(text, weekdays)),
    )
    found = next(((because, max(days)) for because, days in tries if days), None)
    return ReferenceDay(found[1], found[0], inferred=True) if found else None


def _stamped(text: str, notes: Notes) -> list[str]:
    """Return the full days at the head that a clock time follows (*31/05/2025, 16:11 WIB*)."""
    return [
        d.value
        for d in notes.dates
        if d.span.end < HEAD and d.because == "full" and d.precision == "day"
        if _CLOCK.match(text, d.span.end)
    ]


def day_of_address(article: Article) -> date | None:
    """Return the day that the article's address names (*/2023/07/11/*)."""
    found = _ADDRESS.search(article.url or "")
    return day_of(*map(int, found.groups())) if found else None


def _in_address(article: Article) -> list[str]:
    day = day_of_address(article)
    return [day.isoformat()] if day else []


def _by_years(text: str, weekdays: list[When]) -> list[str]:
    """Return the days of statements whose year is the one the text names last."""
    named = [d for d in weekdays if d.because == "years named" and _closes_clause(text, d)]
    return [d.value for d in named if d.value[:4] in text[:YEAR_IN]]


def _today(text: str, when: When) -> bool:
    """Tell whether a date is that of a *hari ini* beside it, or before it in the lead."""
    if when.because == "date beside it":
        return when.value[0] != "X" and when.span.of(text).lower() == "hari ini"
    lead = when.span.end < HEAD and when.because == "full" and when.precision == "day"
    return lead and "hari ini" in text[: when.span.start].lower()


def _leads(text: str, when: When) -> bool:
    """Tell whether a date stands in the lead, and no words around it say that it is to come."""
    start, end = when.span.start, when.span.end
    return start < LEAD and not _FUTURE.search(text[max(0, start - 60) : end + 12])


_CLOCK = re.compile(r",? ?[|–-]? ?(?:pukul )?\d{1,2}[.:]\d\d(?: WI[BT]| WITA)?")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)(?:/|\b)")
_CLOSES = re.compile(r"[.,\s)\"”|]|\Z")
_FUTURE = re.compile(rf"\b(?:{'|'.join(map(re.escape, DATES['words']['coming']))})\b")


def _names_weekday(text: str, when: When) -> bool:
    """Tell whether a date is one day and names its weekday, as the day of a statement does."""
    exact = when.span.of(text)
    return when.precision == "day" and exact[0].isalpha() and bool(re.search(r"\d", exact))


def _closes_clause(text: str, when: When) -> bool:
    """Tell whether a date stands behind a comma and ends its clause, as a statement's does."""
    return _closes(text, when.span.start, when.span.end)


def _closes(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip()
    return before.endswith(",") and bool(_CLOSES.match(text, end))


def _before_its_news(text: str, given: date, dated: list[When]) -> bool:
    """Tell whether a given day lies before what somebody said, or well before all that happened."""
    said = [d for d in dated if d.because == "full" and _closes_clause(text, d) and _leads(text, d)]
    latest = max(map(_ordinal, said), default=0)
    first = min(map(_ordinal, dated), default=0)
    return max(latest - given.toordinal() - TOO_SOON, first - given.toordinal() - TOO_EARLY) > 0


def _ordinal(when: When) -> int:
    return date.fromisoformat(when.value).toordinal()
