"""Resolve phrases to values in ISO 8601.

Where the year is missing, in this order: the day of publication, if the day lies close to it; the
year near it in which the day falls on the weekday; the article's other full dates; else ``XXXX``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from sumber.records import Span, When
from sumber.stages.dates.calendar import (
    candidates,
    day_of,
    last_weekday,
    nearest,
    next_weekday,
    shifted,
    written,
)
from sumber.stages.dates.phrases import Phrase

CLOSE = 31
"""Days from the day of publication within which a day's year is not sought by its weekday."""
FAR = 300
"""Days from the dates of the text beyond which a weekday that fits says nothing any more."""
SINCE = 900
"""Days after the latest of them within which such a day is still taken, as a distant one."""
REACH = 6
"""Years on either side in which a day is sought by its weekday: it comes back within six."""
DAYS_ON = 1
"""Days after the latest day of the text on which its news can still have come out."""
ANCHORS = 40
"""At most so many different days of the article resolve its other dates."""
DATED_WEEKDAYS = "dated weekdays"
SOME_DAY = date(2024, 1, 1)
"""Where nothing is known, weekdays are counted near this day and the year is left open."""


EARLIEST = 1998
"""News written with *Hari (d/m)* is not older, unless it names the year: portals began then."""
_YEAR = re.compile(r"(?<![\d.,/-])(?:199[5-9]|20[0-4]\d)(?![\d.,]\d|\d|/\w{3}|-\d{3})")
YEARS_READ = 200
"""At most so many years that the text names are counted."""


class Quoted(NamedTuple):
    """A quotation from ``start`` to ``end`` in a sentence that ends at ``stop``."""

    start: int
    end: int
    stop: int


class Anchors(NamedTuple):
    """What dates are resolved by.

    The day of publication and what told it; the full dates; those of them that name their weekday,
    as the days of statements and events do; the latest years that the text names anywhere; and,
    once resolved, every weekday with its day and whether its year is known.
    """

    published: date | None
    told_by: str
    full: tuple[date, ...]
    named: tuple[date, ...]
    years: tuple[int, ...] = ()
    spoken: tuple[tuple[int, date, bool], ...] = ()


def resolve(
    text: str,
    phrases: list[Phrase],
    published: date | None,
    told_by: str = "published",
    quoted: Sequence[Quoted] = (),
) -> Iterator[When]:
    """Yield the phrases that can be resolved, in the order given.

    ``published`` is the day of publication, ``told_by`` what told it.
    ``quoted`` are the quotations, in order: *kemarin* inside one counts from the day on which it
    was said, where its sentence tells that.
    """
    named = _named_dates(phrases)
    open_years = any(p.weekday and p.day and p.year is None for p in phrases)
    years = _years_named(text) if open_years and published is None and not named else ()
    anchors = Anchors(published, told_by, _full_dates(phrases), named, years)
    days = {p: _day(p, anchors) for p in phrases if p.shape == "day"}
    anchors = anchors._replace(spoken=tuple(islice(dict.fromkeys(_spoken(days)), ANCHORS)))
    for i, phrase in enumerate(phrases):
        beside = _beside(text, phrases, i, days)
        counts = published is not None and phrase.shape == "relative"
        said = _said(phrase, quoted, phrases, days) if counts else None
        known = anchors._replace(published=said, told_by="day of saying") if said else anchors
        when = _resolved(phrase, known, days, beside)
        if when:
            yield when


def _said(
    phrase: Phrase,
    quoted: Sequence[Quoted],
    phrases: list[Phrase],
    days: dict[Phrase, Resolved | None],
) -> date | None:
    """Return the day on which a quotation that holds the phrase was said, as its sentence tells."""
    at = bisect_right(quoted, phrase.start, key=lambda q: q.start) - 1
    if at < 0 or phrase.end > quoted[at].end:
        return None
    after = bisect_right(phrases, quoted[at].end, key=lambda p: p.start)
    for one in phrases[after : after + 3]:
        found = days.get(one) if one.weekday and one.start < quoted[at].stop else None
        if found and found.year_known and found.because in ("full", "published"):
            return found.day
    return None


def _years_named(text: str) -> tuple[int, ...]:
    """Return the latest year that the text names anywhere, and the one before if it names it."""
    found = {int(year[0]) for year in islice(_YEAR.finditer(text), YEARS_READ)}
    latest = max(found, default=0)
    return tuple(year for year in (latest, latest - 1) if year in found)


def _full_dates(phrases: list[Phrase]) -> tuple[date, ...]:
    """Return the days that name their year; without any, the midst of the months that do."""
    days = _few(day for p in phrases if p.year and (day := _own_day(p, p.year)))
    if days:
        return days
    return _few(
        date(p.year, p.month, 15) for p in phrases if p.year and p.shape == "month" and p.month
    )


def _few(days: Iterable[date]) -> tuple[date, ...]:
    """Return the first of the different days: more of them would tell nothing new."""
    return tuple(islice(dict.fromkeys(days), ANCHORS))


def _named_dates(phrases: list[Phrase]) -> tuple[date, ...]:
    """Return the full dates that name their weekday; only the fitting ones, where any fit."""
    dated = [(p, day) for p in phrases if p.weekday and p.year and (day := _own_day(p, p.year))]
    fitting = _few(day for p, day in dated if day.isoweekday() == p.weekday)
    return fitting or _few(day for _, day in dated)


class Resolved(NamedTuple):
    """A day, whether its year is known, what told it, and what speaks against it."""

    day: date
    year_known: bool
    because: str
    contradicts: str | None = None

    def written(self) -> str:
        """Return the value in ISO 8601."""
        return written(self.day.year if self.year_known else None, self.day.month, self.day.day)


def _own_day(phrase: Phrase, year: int) -> date | None:
    return day_of(year, phrase.month, phrase.day) if phrase.month and phrase.day else None


def _resolved(
    phrase: Phrase, anchors: Anchors, days: dict[Phrase, Resolved | None], beside: Resolved | None
) -> When | None:
    """Return the resolved phrase; None where nothing tells its value."""
    span = Span(phrase.start, phrase.end)
    if phrase.last is not None:
        return _range(span, phrase, phrase.last, anchors)
    if phrase.shape == "year":
        return When(span, f"{phrase.year:04d}", "year", "full")
    if phrase.shape == "month":
        value, because = _month(phrase, anchors)
        return When(span, value, "month", because)
    found = days[phrase] if phrase.shape == "day" else _counted(phrase, anchors, beside)
    return found and When(span, found.written(), "day", found.because, found.contradicts)


def _range(span: Span, first: Phrase, last: Phrase, anchors: Anchors) -> When | None:
    """Return an interval from the first phrase to the last."""
    if first.shape == "year":
        return When(span, f"{first.year:04d}/{last.year:04d}", "range", "full")
    if first.shape == "month":
        ends = [_month(p, anchors)[0] for p in (first, last)]
        return When(span, "/".join(ends), "range", _month(last, anchors)[1])
    begin, end = (_day(p._replace(last=None), anchors) for p in (first, last))
    if not begin or not end:
        return None
    return When(span, f"{begin.written()}/{end.written()}", "range", end.because, end.contradicts)


def _day(phrase: Phrase, anchors: Anchors) -> Resolved | None:
    """Resolve a day with its month."""
    if phrase.year is not None:
        return _full_day(phrase, phrase.year, anchors.published)
    month, day = phrase.month or 1, phrase.day or 1
    if phrase.recurring:
        return _open_year(phrase, "recurs every year")
    if anchors.published:
        return _near_publication(phrase, month, day, anchors)
    return _near_dates(phrase, month, day, anchors) or _open_year(phrase, "no year")


def _near_dates(phrase: Phrase, month: int, day: int, anchors: Anchors) -> Resolved | None:
    """Resolve a day without year by the full dates: first those that name their weekday.

    A day close to one of them is of the same time even where its weekday does not fit.
    """
    if anchors.named:
        return _near(phrase, month, day, anchors.named, DATED_WEEKDAYS)
    if phrase.weekday is None:
        return _near(phrase, month, day, anchors.full, "other dates") if anchors.full else None
    return _by_weekday(phrase, month, day, anchors)


def _near(
    phrase: Phrase, month: int, day: int, around: tuple[date, ...], because: str
) -> Resolved | None:
    """Resolve a day by the dates of the text that lie nearest to it."""
    close = nearest(month, day, around, None, 1)
    if close and min(abs(close - d).days for d in around) <= CLOSE:
        return Resolved(close, True, because, _weekday_clash(phrase.weekday, close))
    fit = nearest(month, day, around, phrase.weekday, REACH)
    if fit and min(abs(fit - d).days for d in around) <= FAR:
        return Resolved(fit, True, because)
    return None


def _by_weekday(phrase: Phrase, month: int, day: int, anchors: Anchors) -> Resolved | None:
    """Resolve a day that names its weekday by dates that do not, and by the years that are named.

    Such dates may be of any time (*lahir 5 Oktober 1967*): only the latest of them counts, and
    only where the weekday fits.
    """
    latest = max(anchors.full, default=None)
    fit = nearest(month, day, (latest,), phrase.weekday, REACH) if latest else None
    if fit and latest and -FAR <= (fit - latest).days <= FAR and fit.year >= EARLIEST:
        return Resolved(fit, True, "other dates")
    for year in anchors.years:
        named = _own_day(phrase, year)
        if named and named.isoweekday() == phrase.weekday:
            return Resolved(named, True, "years named")
    since = fit and latest and FAR < (fit - latest).days <= SINCE and fit.year >= EARLIEST
    told = fit and all(year <= fit.year for year in anchors.years)
    return Resolved(fit, True, "distant other dates") if fit and since and told else None


def _full_day(phrase: Phrase, year: int, published: date | None) -> Resolved | None:
    """Resolve a date that names its year; day and month change places only beside publication."""
    own = _own_day(phrase, year)
    turned = day_of(year, phrase.day or 0, phrase.month or 0)
    if own is None:
        return None
    far = published and abs(own - published).days > 60
    if far and published and turned and abs(turned - published).days <= 3:
        return Resolved(turned, True, "month before day", "day and month change places")
    return Resolved(own, True, "full", _weekday_clash(phrase.weekday, own))


def _weekday_clash(weekday: int | None, day: date) -> str | None:
    return None if weekday in (None, day.isoweekday()) else "the weekday"


def _near_publication(phrase: Phrase, month: int, day: int, anchors: Anchors) -> Resolved | None:
    """Resolve a day without year by the day of publication, the weekday and the direction."""
    published = anchors.published or SOME_DAY
    if phrase.year_shift is not None:
        own = _own_day(phrase, published.year + phrase.year_shift)
        clash = _weekday_clash(phrase.weekday, own) if own else None
        return Resolved(own, True, anchors.told_by, clash) if own else None
    ordered = [*candidates(month, day, published, REACH)]
    close = ordered[0]
    fits = [d for d in ordered if d.isoweekday() == phrase.weekday]
    if abs(close - published).days > CLOSE and fits:
        return Resolved(fits[0], True, "weekday and published")
    told = max((d for d in anchors.full if d <= published), default=published)
    leaning = [
        d for d in ordered if _leans(d, told if phrase.lean == "future" else published, phrase.lean)
    ]
    best = leaning[0] if leaning and not phrase.weekday else close
    return Resolved(best, True, anchors.told_by, _weekday_clash(phrase.weekday, best))


def _leans(day: date, published: date, lean: str) -> bool:
    """Tell whether a day lies on the side of publication to which the words lean."""
    return not (lean == "past" and day > published) and not (lean == "future" and day < published)


def _open_year(phrase: Phrase, because: str) -> Resolved | None:
    """Return the day with its year left open, counted in a year that fits the weekday."""
    month, day = phrase.month or 1, phrase.day or 1
    some = nearest(month, day, (SOME_DAY,), phrase.weekday, 12) or nearest(
        month, day, (SOME_DAY,), None, 12
    )
    return Resolved(some, False, because) if some else None


def _month(phrase: Phrase, anchors: Anchors) -> tuple[str, str]:
    """Return a month's value and what told it."""
    month = phrase.month or 1
    if phrase.year is not None:
        return f"{phrase.year:04d}-{month:02d}", "full"
    base = anchors.published or (max(anchors.full) if anchors.full else None)
    if base is None:
        return f"XXXX-{month:02d}", "no year"
    because = anchors.told_by if anchors.published else "other dates"
    if phrase.year_shift is not None:
        return f"{base.year + phrase.year_shift:04d}-{month:02d}", because
    years = sorted(
        range(base.year - 1, base.year + 2),
        key=lambda y: abs((y - base.year) * 12 + month - base.month),
    )
    months = [
        y for y in years if _month_leans(y * 12 + month, base.year * 12 + base.month, phrase.lean)
    ]
    return f"{(months or years)[0]:04d}-{month:02d}", because


def _month_leans(months: int, base: int, lean: str) -> bool:
    """Tell whether a month, counted in months, lies where the words lean."""
    return {
        "past": months <= base,
        "future": months >= base,
        "present": abs(months - base) < 6,
        "ahead": True,
        "none": True,
    }[lean]


def _spoken(days: dict[Phrase, Resolved | None]) -> Iterator[tuple[int, date, bool]]:
    """Yield weekday, day and whether the year is known of each date that names its weekday."""
    for phrase, found in days.items():
        if found and phrase.weekday and not found.contradicts and phrase.last is None:
            yield phrase.weekday, found.day, found.year_known


def _beside(
    text: str, phrases: list[Phrase], i: int, days: dict[Phrase, Resolved | None]
) -> Resolved | None:
    """Return the date that stands right behind a relative word, as in *hari ini, 21 April 2025*."""
    if phrases[i].shape != "relative" or i + 1 >= len(phrases):
        return None
    following = phrases[i + 1]
    between = text[phrases[i].end : following.start]
    return days.get(following) if between.strip() in ("", ",", "(", "tanggal", "hari") else None


def _counted(phrase: Phrase, anchors: Anchors, beside: Resolved | None) -> Resolved | None:
    """Resolve a relative word or a weekday that stands alone."""
    if phrase.shape == "relative":
        if beside:
            return beside._replace(because="date beside it", contradicts=None)
        if anchors.published is None:
            return None
        return Resolved(shifted(anchors.published, phrase.shift), True, anchors.told_by)
    return _weekday(phrase.weekday or 1, phrase.lean, anchors)


def _weekday(weekday: int, lean: str, anchors: Anchors) -> Resolved | None:
    """Resolve a weekday by the day of publication, else by the dates that name their weekday."""
    if anchors.published:
        base = anchors.published
        if lean in ("future", "ahead"):
            after = base if lean == "future" else shifted(base, -1)
            return Resolved(next_weekday(weekday, after), True, anchors.told_by)
        until = shifted(base, -1) if lean == "past" else base
        return Resolved(last_weekday(weekday, until), True, anchors.told_by)
    same = next(((day, known) for w, day, known in anchors.spoken if w == weekday), None)
    if same:
        return Resolved(*same, "same weekday")
    if not anchors.spoken:
        return None
    _, latest, known = max(anchors.spoken, key=lambda item: item[1])
    ahead = lean in ("future", "ahead")
    until = latest if lean in ("past", "present") else shifted(latest, DAYS_ON)
    found = next_weekday(weekday, latest) if ahead else last_weekday(weekday, until)
    return Resolved(found, known, "last dated weekday")
