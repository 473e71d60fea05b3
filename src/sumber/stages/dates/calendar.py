"""Days, months and years that may be unknown, and the year in which a day falls on a weekday."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

YEAR_UNKNOWN = "XXXX"


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day; None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_day(month: int, day: int) -> bool:
    """Tell whether some year has that day."""
    return day_of(2000, month, day) is not None


def written(year: int | None, month: int, day: int) -> str:
    """Return the day in ISO 8601, its year ``XXXX`` where it is unknown."""
    return f"{YEAR_UNKNOWN if year is None else f'{year:04d}'}-{month:02d}-{day:02d}"


def candidates(month: int, day: int, around: date, reach: int) -> Iterator[date]:
    """Yield that day in the years up to ``reach`` years from ``around``, the nearest first."""
    years = sorted(
        range(max(1, around.year - reach), min(9999, around.year + reach) + 1),
        key=lambda year: abs(year - around.year),
    )
    days = (day_of(year, month, day) for year in years)
    yield from sorted((d for d in days if d), key=lambda d: abs(d - around))


def nearest(
    month: int, day: int, around: Iterable[date], weekday: int | None, reach: int
) -> date | None:
    """Return that day, on that weekday where one is given, nearest to any of ``around``."""
    found: list[tuple[timedelta, date]] = []
    for anchor in around:
        fits = (
            d for d in candidates(month, day, anchor, reach) if weekday in (None, d.isoweekday())
        )
        best = next(fits, None)
        if best:
            found.append((abs(best - anchor), best))
    return min(found)[1] if found else None


def last_weekday(weekday: int, until: date) -> date:
    """Return the last such weekday on or before ``until``."""
    return shifted(until, -((until.isoweekday() - weekday) % 7))


def next_weekday(weekday: int, after: date) -> date:
    """Return the first such weekday after ``after``."""
    return shifted(after, (weekday - after.isoweekday() - 1) % 7 + 1)


def shifted(day: date, days: int) -> date:
    """Return the day so many days later, or ``day`` itself at the ends of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
