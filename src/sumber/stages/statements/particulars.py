"""Tell on which day each statement was said.

1. A day named beside the attribution, outside its content, is the day of that statement; one that
   stands behind *dikutip* or *dilansir* is the day of quoting and tells nothing.
2. It holds for all that the same source says: those before it and those after it, up to the next
   day that is named for that source.
3. A source for whom no attribution names a day takes that of a sentence about it (*Rabu (23/7), X
   turun dari bus*), the nearest before, else the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sumber.language import load
from sumber.records import Clause, Span, Statement, When

QUOTING = re.compile(r"\b(?:" + "|".join(load("cues")["quoting"]) + r")\b", re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def day_beside(
    text: str, sentence: Span, contents: Sequence[Span], dates: Sequence[When]
) -> str | None:
    """Return the day that a sentence names outside ``contents``, as ISO 8601."""
    for date in dates:
        if date.span.start >= sentence.end:
            break
        if date.span.start < sentence.start or not DAY.match(date.value):
            continue
        if not any(c.meets(date.span) for c in contents) and not _quoted(
            text, sentence, contents, date
        ):
            return date.value
    return None


def _quoted(text: str, sentence: Span, contents: Sequence[Span], date: When) -> bool:
    """Tell whether *dikutip*, *dilansir* stand between the attribution and the date."""
    start = max([sentence.start, *(c.end for c in contents if c.end <= date.span.start)])
    return QUOTING.search(text, start, date.span.start) is not None


def days_about(
    text: str, clauses: Sequence[Clause], used: set[Span], dates: Sequence[When]
) -> list[tuple[Span, str]]:
    """Return the sentences without attribution that name a day, and that day."""
    found = []
    for clause in clauses:
        if clause.span not in used:
            day = day_beside(text, clause.span, (), dates)
            if day is not None:
                found.append((clause.span, day))
    return found


def day_of_source(places: Sequence[Span], at: int, about: list[tuple[Span, str]]) -> str | None:
    """Return the day of the nearest sentence that names the source, before ``at`` first."""
    fitting = [
        (sentence.start, day)
        for sentence, day in about
        if any(sentence.holds(place) for place in places)
    ]
    before = [item for item in fitting if item[0] < at]
    return before[-1][1] if before else fitting[0][1] if fitting else None


def fill_days(
    statements: list[Statement], own: list[str | None], keys: list[str | None]
) -> list[Statement]:
    """Return the statements with ``said_on``: their own day, else that of the same source nearby.

    ``own`` holds the day beside each attribution, ``keys`` the source of each statement.
    """
    days = list(own)
    for order in (range(len(days)), range(len(days) - 1, -1, -1)):
        last: dict[str, str] = {}
        for n in order:
            key, day = keys[n], days[n]
            if key is None:
                continue
            if day is not None:
                last[key] = day
            elif key in last:
                days[n] = last[key]
    return [
        msgspec.structs.replace(s, said_on=day) for s, day in zip(statements, days, strict=True)
    ]
