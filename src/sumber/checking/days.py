"""Whether a claim's day can be that of a statement."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sumber.checking.records import Agreement

LATER: Final = 3
"""Days after which an article that tells no day of a statement still reports it."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def agreement(claimed: str | None, said_on: str | None, published: str | None) -> Agreement:
    """Return whether a claimed day, month or year fits; all are in ISO 8601.

    The day of publication fits too, since people cite the article's day. Where the article does
    not tell on which day something was said, it was on the days up to publication.
    """
    if claimed is None or not claimed[:4].isdigit():
        return "unknown"
    days = [day[:10] for day in (said_on, published) if day]
    if not days:
        return "unknown"
    if any(day.startswith(claimed) or claimed.startswith(day) for day in days):
        return "same"
    if said_on is None and _DAY.fullmatch(claimed) and _DAY.fullmatch(days[0]):
        passed = (_date(days[0]) - _date(claimed)).days
        return "same" if 0 <= passed <= LATER else "other"
    return "other"


def _date(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return date.min
