"""Tell on which day each statement was said.

1. A day named beside the attribution, outside its content, is the day of that statement; one that
   stands behind *dikutip* or *dilansir* is the day of quoting and tells nothing.
2. It holds for all that the same source says: those before it and those after it, up to the next
   day that is named for that source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sumber.language import load
from sumber.records import Span, Statement, When

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
        if not any(c.meets(date.span) for c in contents) and not _quoted(text, sentence, contents, date):
            return date.value
    return None


def _quoted(text: str, sentence: Span, contents: Sequence[Span], date: When) -> bool:
    """Tell whether *dikutip*, *dilansir* stand between the attribution and the date."""
    start = max([sentence.start, *(c.end for c in contents if c.end <= date.span.start)])
    return QUOTING.search(text, start, date.span.start) is not None


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
