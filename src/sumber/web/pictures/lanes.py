"""A story in time: a lane an outlet, a mark an article.

An article with a day and no time may have appeared at any time of that day: its mark is a bar as
long as the day. Only an article that surely was before all others is marked as the first.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

WIDTH: Final = 720
LEFT: Final = 175
RIGHT: Final = 24
LANE: Final = 30
TOP: Final = 34
MOST: Final = 30
"""Lanes that are drawn; the table below the picture holds all."""


class Mark(NamedTuple):
    """An article: from where to where on the axis it may stand, and whether it was the first.

    ``whole``: its day alone is known, not the time.
    """

    x: float
    until: float
    whole: bool
    y: float
    article: str
    heading: str
    published: str
    first: bool


class Lane(NamedTuple):
    """An outlet: its name and its line."""

    outlet: str | None
    y: float


class Tick(NamedTuple):
    """A day on the axis."""

    x: float
    day: str


class Lanes(NamedTuple):
    """The whole picture; ``undated`` articles have no place in it."""

    lanes: list[Lane]
    marks: list[Mark]
    ticks: list[Tick]
    height: int
    undated: int
    left_out: int


class _Dated(NamedTuple):
    """An article with the days (counted from the year 1) between which it appeared.

    ``end`` is no longer part of it; a time is as long as a minute.
    """

    start: float
    end: float
    whole: bool
    row: dict[str, Any]


def timeline(members: list[dict[str, Any]]) -> Lanes:
    """Return the lanes of articles with ``article``, ``heading``, ``outlet`` and ``published``."""
    dated = sorted((d for m in members if (d := _dated(m))), key=lambda d: (d.start, d.end))
    outlets = list(dict.fromkeys(d.row["outlet"] for d in dated))
    drawn = outlets[:MOST]
    places = {outlet: TOP + LANE * n + LANE // 2 for n, outlet in enumerate(drawn)}
    start = min((d.start for d in dated), default=0.0)
    span = max(max((d.end for d in dated), default=1.0) - start, 0.5)
    first = _first(dated)
    marks = [_mark(d, start, span, places, first) for d in dated if d.row["outlet"] in places]
    return Lanes(
        [Lane(outlet, y) for outlet, y in places.items()],
        marks,
        _ticks(start, span) if dated else [],
        TOP + LANE * len(drawn) + 8,
        len(members) - len(dated),
        len(outlets) - len(drawn),
    )


def _dated(row: dict[str, Any]) -> _Dated | None:
    """Return when an article appeared, as its outlet's clock had it; ``None`` where unknown."""
    published = row["published"] or ""
    try:
        moment = datetime.fromisoformat(published).replace(tzinfo=None)
    except ValueError:
        return None
    day = float(moment.toordinal())
    if len(published) <= 10:
        return _Dated(day, day + 1, True, row)
    at = day + (moment.hour * 60 + moment.minute) / 1440
    return _Dated(at, at + 1 / 1440, False, row)


def _first(dated: list[_Dated]) -> str | None:
    """Return the article that surely was the first, if one was."""
    if not dated:
        return None
    soonest = min(dated, key=lambda d: d.end)
    rest = [d for d in dated if d is not soonest]
    return soonest.row["article"] if all(soonest.end <= d.start for d in rest) else None


def _place(at: float, start: float, span: float) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * (at - start) / span, 1)


def _mark(
    one: _Dated, start: float, span: float, places: dict[str | None, int], first: str | None
) -> Mark:
    row = one.row
    return Mark(
        _place(one.start, start, span),
        _place(one.end, start, span),
        one.whole,
        places[row["outlet"]],
        row["article"],
        row["heading"],
        row["published"],
        row["article"] == first,
    )


def _ticks(start: float, span: float) -> list[Tick]:
    """Return the beginnings of up to five days."""
    first, last = int(start), int(start + span)
    step = max(1, -(-(last - first) // 4))
    days = [n for n in range(first, last + 1, step) if n >= start]
    return [
        Tick(_place(n, start, span), datetime.fromordinal(n).date().isoformat())
        for n in days or [first + 1]
        if n <= start + span
    ]
