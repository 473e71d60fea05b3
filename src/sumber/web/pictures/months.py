"""Counts a month as bars, side by side without a gap in time."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final, NamedTuple

WIDTH: Final = 720
HEIGHT: Final = 120
MOST_MONTHS: Final = 60
"""Above it a bar stands for a year."""
KINDS: Final = ("direct", "mixed", "indirect")


class Part(NamedTuple):
    """A part of a bar: its kind and its place in the picture's units."""

    kind: str
    y: float
    height: float


class Bar(NamedTuple):
    """One month (``2024-05``) or year, its number, its parts from the ground up, its place."""

    label: str
    number: int
    x: float
    width: float
    parts: list[Part]
    named: bool


class Bars(NamedTuple):
    """The bars and the count that the highest one stands for."""

    bars: list[Bar]
    most: int


def months_between(rows: list[dict[str, Any]]) -> Bars:
    """Return the bars of rows with a ``month`` and counts of kinds, or of ``articles``."""
    filled = _filled([row for row in rows if _is_month(row["month"])])
    if len(filled) > MOST_MONTHS:
        filled = _by_year(filled)
    most = max((sum(own.values()) for _, own in filled), default=0)
    if not most:
        return Bars([], 0)
    step = WIDTH / max(len(filled), 12)
    every = -(-len(filled) // 12)
    return Bars(
        [
            Bar(
                label,
                sum(own.values()),
                round(i * step, 2),
                round(step * 0.82, 2),
                _parts(own, most),
                i % every == 0,
            )
            for i, (label, own) in enumerate(filled)
        ],
        most,
    )


def _is_month(label: str | None) -> bool:
    return label is not None and len(label) == 7 and label[5:].isdigit() and label[:4].isdigit()


def _filled(rows: list[dict[str, Any]]) -> list[tuple[str, dict[str, int]]]:
    """Return the counts of every month from the first to the last."""
    counts = {row["month"]: _counts(row) for row in rows}
    if not counts:
        return []
    first, last = (_number(edge) for edge in (min(counts), max(counts)))
    labels = (f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, last + 1))
    return [(label, counts.get(label, {})) for label in labels]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _counts(row: dict[str, Any]) -> dict[str, int]:
    if "articles" in row:
        return {"direct": row["articles"]}
    return {kind: row[kind] for kind in KINDS if row[kind]}


def _by_year(filled: list[tuple[str, dict[str, int]]]) -> list[tuple[str, dict[str, int]]]:
    years = []
    for year, months in groupby(filled, key=lambda pair: pair[0][:4]):
        own = [counts for _, counts in months]
        kinds = {kind: sum(c.get(kind, 0) for c in own) for kind in KINDS}
        years.append((year, {kind: n for kind, n in kinds.items() if n}))
    return years


def _parts(own: dict[str, int], most: int) -> list[Part]:
    parts, ground = [], float(HEIGHT)
    for kind in KINDS:
        if count := own.get(kind):
            height = max(2.0, HEIGHT * count / most)
            ground -= height
            parts.append(Part(kind, round(max(ground, 0.0), 2), round(height, 2)))
    return parts
