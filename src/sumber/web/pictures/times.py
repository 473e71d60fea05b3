"""Counts in time as bars, side by side without a gap: by day, by month or by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil
from typing import Any, Final, NamedTuple

WIDTH: Final = 720
HEIGHT: Final = 120
MOST_BARS: Final = 62
MOST_YEARS: Final = 240
FEWEST: Final = 14
"""Bars for which there is room at least, so that a few stay slim."""
ROOM: Final = 76
"""What a label takes of the width."""
KINDS: Final = ("direct", "mixed", "indirect")


class Part(NamedTuple):
    """A part of a bar: its kind and its place in the picture's units."""

    kind: str
    y: float
    height: float


class Bar(NamedTuple):
    """One day, month or year (ISO 8601), its number, its parts from the ground up, its place."""

    label: str
    number: int
    x: float
    width: float
    parts: list[Part]
    named: bool


class Bars(NamedTuple):
    """The bars, and the number that the highest one stands for."""

    bars: list[Bar]
    most: int


def bars_of(rows: list[dict[str, Any]]) -> Bars:
    """Return the bars of rows with a ``day`` and a number for each kind, or of ``articles``.

    A day may be a month or a year alone; then no bar stands for less. Of very many years the last
    ``MOST_YEARS`` are shown.
    """
    counted = [(row["day"], _numbers(row)) for row in rows if _is_day(row["day"])]
    if not counted:
        return Bars([], 0)
    labels = _labels([day for day, _ in counted])
    size = len(labels[0])
    totals: dict[str, Counter[str]] = {label: Counter() for label in labels}
    for day, numbers in counted:
        if day[:size] in totals:
            totals[day[:size]] += Counter(numbers)
    most = max(sum(own.values()) for own in totals.values())
    step = WIDTH / max(len(labels), FEWEST)
    every = ceil(ROOM / step)
    return Bars(
        [
            Bar(
                label,
                sum(totals[label].values()),
                round(n * step, 2),
                round(step * 0.8, 2),
                _parts(totals[label], most),
                n % every == 0 and (n == 0 or n * step + ROOM <= WIDTH + 16),
            )
            for n, label in enumerate(labels)
        ],
        most,
    )


def _is_day(value: str | None) -> bool:
    try:
        date.fromisoformat(((value or "") + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _numbers(row: dict[str, Any]) -> dict[str, int]:
    if "articles" in row:
        return {"direct": row["articles"]}
    return {kind: row[kind] for kind in KINDS}


def _labels(days: list[str]) -> list[str]:
    """Return every day, month or year from the first to the last, the finest that fits."""
    first, last = min(days), max(days)
    finest = min(map(len, days))
    for size, steps in ((10, _days), (7, _months)):
        if finest >= size:
            labels = list(_capped(steps(first[:size], last[:size])))
            if len(labels) <= MOST_BARS:
                return labels
    return [f"{year:04d}" for year in range(int(first[:4]), int(last[:4]) + 1)][-MOST_YEARS:]


def _capped(labels: Iterator[str]) -> Iterator[str]:
    for n, label in enumerate(labels):
        if n > MOST_BARS:
            return
        yield label


def _days(first: str, last: str) -> Iterator[str]:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield day.isoformat()
        day += timedelta(days=1)


def _months(first: str, last: str) -> Iterator[str]:
    start, end = (int(edge[:4]) * 12 + int(edge[5:7]) - 1 for edge in (first, last))
    return (f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1))


def _parts(own: Counter[str], most: int) -> list[Part]:
    parts, ground = [], float(HEIGHT)
    for kind in KINDS:
        if number := own[kind]:
            height = max(2.0, HEIGHT * number / most)
            ground -= height
            parts.append(Part(kind, round(max(ground, 0.0), 2), round(height, 2)))
    return parts
