"""Read the day, or the day and hour, on which an article was published.

1. find the one day in the value: ISO order, day first (``31/05/2025``, ``14 Jun 2025``), or the
   English month first (``January 28, 2019``);
2. read the hour and the zone that follow it (``16:11 WIB``, ``pukul 16.11``, ``+07:00``);
3. check that it is a real day of the years 1900 to 2100;
4. write it in ISO 8601, a time in UTC as the same instant in the home zone.

Numbers are read day first, as Indonesia writes them; ``05/13/2024`` is no date.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TypeAlias

from sumber.language import load

Moment: TypeAlias = "date | datetime"

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST = 200

_DATA = load("published")
_MONTHS = {name: int(number) for number, names in _DATA["months"].items() for name in names}
_ZONES = {name: timezone(timedelta(minutes=east)) for name, east in _DATA["zones"].items()}
_HOME = _ZONES[_DATA["time"]["home"]]


def _one_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_MONTH = rf"(?P<month>{_one_of(list(_MONTHS))})(?![a-z])\.?"
_DAY = r"(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4})"
# Nothing that could be part of the same number or word may touch the day on its left.
_LEFT = r"(?:(?<![\w/.:+-])|(?<=[^\W\d_]-))"
_DAYS = tuple(
    re.compile(_LEFT + pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"{_YEAR}(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})(?P=sign){_DAY}(?![0-9])",
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})"
        r"(?:T?(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?)?(?![0-9])",
        rf"{_DAY}\s*(?P<sign>[-/.])\s*(?P<month>[0-9]{{1,2}})\s*(?P=sign)\s*{_YEAR}(?![0-9])",
        rf"{_DAY}(?:st|nd|rd|th)?[\s/.,-]*{_MONTH}[\s/.,-]*{_YEAR}(?![0-9])",
        rf"{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR}(?![0-9])",
    )
)
_TIME = re.compile(
    rf"(?:\s*T\s*|[\s,|•·/@(–—-]+(?:(?:{_one_of(_DATA['time']['leads'])})\b\.?[\s:]*)?)"
    r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?![0-9])(?:\s*(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    rf"[\s(]*(?:(?:gmt|utc)?\s*(?P<sign>[+-])(?P<hours>[0-9]{{1,2}}):?(?P<minutes>[0-9]{{2}})?(?![0-9])"
    rf"|(?P<name>{_one_of(list(_ZONES))})(?![a-z0-9]))",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"(?P<seconds>[0-9]{10})(?:[0-9]{3})?(?:\.[0-9]*)?", re.ASCII)
_WEEKDAY = re.compile(rf"(?:{_one_of(_DATA['weekdays']['names'])})\b[\s,.(]*", re.IGNORECASE)
_BULLETS = " \t\r\n-–—•·*|"
_LONE_NUMBER = re.compile(r"(?<![a-z0-9])[0-9]", re.IGNORECASE)
_GOES_ON = re.compile(r"[\w/:+]|[.-][0-9]")
_NUMBER_NEXT = re.compile(r"[\s,|@(T–—-]*[0-9]")


def parse_published(value: str) -> str | None:
    """Return the ISO 8601 date or date-time that ``value`` writes; ``None`` where it is no date.

    Seconds are kept, their fractions are not. A time without a zone stays without; one in UTC is
    written as the same instant at +07:00. Ten or thirteen digits are seconds or milliseconds
    since 1970.
    """
    moment = parse_moment(value)
    written = "" if moment is None else write_moment(moment)
    return written if FIRST_YEAR <= int(written[:4] or 0) <= LAST_YEAR else None


def parse_moment(value: str) -> Moment | None:
    """Return the day or time in ``value`` with the zone as written, or ``None``."""
    value = value.strip()
    if len(value) > LONGEST:
        return None
    try:
        moment = _from_epoch(value) or _from_words(value)
    except (ValueError, OverflowError):  # the 31st of February, the hour 25
        return None
    return moment if moment and FIRST_YEAR <= moment.year <= LAST_YEAR else None


def write_moment(moment: Moment) -> str:
    """Return a day as ``YYYY-MM-DD``, a time as ``YYYY-MM-DDThh:mm:ss`` with its zone if known."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.utcoffset() == timedelta(0):
        moment = moment.astimezone(_HOME)
    return moment.isoformat(timespec="seconds")


def _from_epoch(value: str) -> datetime | None:
    found = _EPOCH.fullmatch(value)
    return datetime.fromtimestamp(int(found["seconds"]), UTC) if found else None


def is_stamp(line: str) -> bool:
    """Tell whether a line holds nothing but a day and hour, with or without its weekday."""
    if len(line) > LONGEST:
        return False
    bare = _WEEKDAY.sub("", line.strip(_BULLETS))
    try:
        found = _find(bare)
    except (ValueError, OverflowError):
        return False
    return found is not None and isinstance(found[0], datetime) and found[1:] == (0, len(bare))


def _from_words(value: str) -> Moment | None:
    found = _find(value)
    if found is None:
        return None
    moment, start, end = found
    if _LONE_NUMBER.search(value[:start]) or _GOES_ON.match(value, end):
        return None
    if not isinstance(moment, datetime) and _NUMBER_NEXT.match(value, end):
        return None
    return moment


def _find(value: str) -> tuple[Moment, int, int] | None:
    """Return the first moment in ``value``, where it starts and where it ends."""
    hits = [hit for pattern in _DAYS if (hit := pattern.search(value))]
    if not hits:
        return None
    day = min(hits, key=lambda hit: (hit.start(), -hit.end()))
    parts, end = day.groupdict(), day.end()
    if parts.get("hour") is None and (clock := _TIME.match(value, end)):
        parts |= clock.groupdict()
        end = clock.end()
    zone, end = _zone(value, end) if parts.get("hour") else (None, end)
    return _moment(parts, zone), day.start(), end


def _zone(value: str, at: int) -> tuple[tzinfo | None, int]:
    found = _ZONE.match(value, at)
    if not found:
        return None, at
    if found["name"]:
        return _ZONES[found["name"].lower()], found.end()
    east = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    return timezone(-east if found["sign"] == "-" else east), found.end()


def _moment(parts: dict[str, str | None], zone: tzinfo | None) -> Moment:
    month = str(parts["month"]).lower()
    day = date(int(parts["year"] or 0), _MONTHS.get(month) or int(month), int(parts["day"] or 0))
    if parts.get("hour") is None:
        return day
    hour = _hour_of_day(int(parts["hour"] or 0), parts.get("half"))
    minute, second = int(parts["minute"] or 0), int(parts["second"] or 0)
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)


def _hour_of_day(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half in "pP" else 0)
