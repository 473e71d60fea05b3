"""A story in time: a lane an outlet, a mark an article."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

WIDTH: Final = 720
LEFT: Final = 150
RIGHT: Final = 24
LANE: Final = 30
TOP: Final = 34
MOST: Final = 30
"""Lanes that are drawn; the table below the picture holds all."""


class Mark(NamedTuple):
    """An article: where it stands and whether it was the first."""

    x: float
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


def timeline(members: list[dict[str, Any]]) -> Lanes:
    """Return the lanes of articles with ``article``, ``heading``, ``outlet`` and ``published``."""
    dated = [(m, when) for m in members if (when := _moment(m["published"])) is not None]
    dated.sort(key=lambda pair: pair[1])
    outlets = list(dict.fromkeys(m["outlet"] for m, _ in dated))
    drawn = outlets[:MOST]
    places = {outlet: TOP + LANE * n + LANE // 2 for n, outlet in enumerate(drawn)}
    start = dated[0][1] if dated else 0.0
    span = max(dated[-1][1] - start, 1.0) if dated else 1.0
    room = WIDTH - LEFT - RIGHT
    marks = [
        Mark(
            round(LEFT + room * (when - start) / span, 1),
            places[m["outlet"]],
            m["article"],
            m["heading"],
            m["published"],
            n == 0,
        )
        for n, (m, when) in enumerate(dated)
        if m["outlet"] in places
    ]
    return Lanes(
        [Lane(outlet, y) for outlet, y in places.items()],
        marks,
        _ticks(start, span, room) if dated else [],
        TOP + LANE * len(drawn) + 8,
        len(members) - len(dated),
        len(outlets) - len(drawn),
    )


def _moment(published: str | None) -> float | None:
    """Return days since the year 1, without regard to time zones; ``None`` where unknown."""
    try:
        moment = datetime.fromisoformat(published or "").replace(tzinfo=None)
    except ValueError:
        return None
    return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440


def _ticks(start: float, span: float, room: float) -> list[Tick]:
    first, last = int(start), int(start + span)
    step = max(1, -(-(last - first) // 4))
    days = range(first if start == first else first + 1, last + 1, step)
    ticks = [
        Tick(round(LEFT + room * (n - start) / span, 1), datetime.fromordinal(n).date().isoformat())
        for n in days
        if n >= start
    ]
    return ticks or [Tick(LEFT, datetime.fromordinal(first).date().isoformat())]
