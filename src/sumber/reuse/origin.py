"""Which of two articles had the shared words first, and by what evidence.

1. A credit: one says that its text stood in the other's outlet before (``declared``), or names that
   outlet as where it has something from (``cited``).
2. Both name one third source, neither the other: they have it from there, and the order of the two
   is unknown.
3. The time of publication (``time``), by the minute where both are known so, else by the day.
4. One stands wholly in the other (``part``): the longer one is the likelier source.

Where an outlet's credit contradicts the time, the credit holds, with less confidence. A shared
quotation, formula or footer tells of no copying, so nobody has it first.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final, NamedTuple

from sumber.language import load

_WORDS: Final = load("origins")
_NAME: Final = (
    r"(?:(?:laman|situs|portal|media|kantor berita) )?([A-Z][\w.-]{2,}(?: [A-Z]\w+){0,2})"
)
_PARTS: Final = frozenset(_WORDS["parts"])
CUES: Final = (*_WORDS["declared"], *_WORDS["cited"])
"""Words behind which an article names an outlet that it has something from."""

SURE, LIKELY, TIMED, DATED, PART = 0.97, 0.9, 0.85, 0.8, 0.6
AGAINST: Final = 0.7
UNKNOWN: Final = frozenset(("quote", "formula", "boilerplate"))


def _cue(kind: str) -> re.Pattern[str]:
    cues = sorted(_WORDS[kind], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, cues))}) {_NAME}")


_DECLARED: Final = _cue("declared")
_CITED: Final = _cue("cited")


class Told(NamedTuple):
    """What an article tells of itself: outlet, moments of publication, outlets that it credits.

    ``published`` is in minutes of UTC, ``day`` counts days; each is ``None`` where unknown.
    """

    outlet: str
    published: int | None
    day: int | None
    declared: frozenset[str]
    cited: frozenset[str]


class Origin(NamedTuple):
    """Which article had it first: -1 for the first of two, 1 for the second, 0 for unknown."""

    side: int
    confidence: float | None
    because: str | None


NOBODY: Final = Origin(0, None, None)


def name_of(outlet: str | None) -> str:
    """Return the telling part of an outlet's name: ``kompas`` of ``nasional.kompas.com``."""
    parts = [part for part in re.split(r"[^a-z0-9]+", (outlet or "").lower()) if part]
    telling = [part for part in parts if part not in _PARTS]
    if not telling:
        return ""
    return telling[-1] if "." in (outlet or "") else "".join(telling)


def _names(text: str, cue: re.Pattern[str]) -> frozenset[str]:
    return frozenset(name_of(found.rstrip(".")) for found in cue.findall(text)) - {""}


def moment(published: str | None) -> tuple[int | None, int | None]:
    """Return the minute in UTC, where known, and the day of an ISO 8601 date or date-time."""
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return None, None
    if len(published or "") <= 10:
        return None, found.toordinal()
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    return int(aware.timestamp() // 60), found.toordinal()


def told(outlet: str | None, published: str | None, text: str | None) -> Told:
    """Return what an article tells of where it comes from."""
    return told_by(name_of(outlet), published, text)


def told_by(own: str, published: str | None, text: str | None) -> Told:
    """Return the same for an article whose outlet's telling name is ``own``."""
    declared, cited = _names(text or "", _DECLARED), _names(text or "", _CITED)
    return Told(own, *moment(published), declared - {own}, (cited | declared) - {own})


def origin(kind: str, a: Told, b: Told, words: tuple[int, int]) -> Origin:
    """Return which of two articles had a passage first.

    ``words``: how long each text is, for a part that stands in a whole.
    """
    if kind in UNKNOWN:
        return NOBODY
    timed = _by_time(a, b)
    credited = _by_credit(a, b)
    if credited.side:
        if timed.side and timed.side != credited.side:
            return Origin(credited.side, AGAINST, f"{credited.because} against time")
        return credited
    if a.declared & b.declared or (a.cited & b.cited and not timed.side):
        return Origin(0, None, "common source")
    if timed.side or kind != "contained" or words[0] == words[1]:
        return timed
    return Origin(-1 if words[0] > words[1] else 1, PART, "part")


def _by_credit(a: Told, b: Told) -> Origin:
    for sure, because, of_a, of_b in (
        (SURE, "declared", a.declared, b.declared),
        (LIKELY, "cited", a.cited, b.cited),
    ):
        by_b, by_a = a.outlet in of_b, b.outlet in of_a
        if by_b != by_a:
            return Origin(-1 if by_b else 1, sure, because)
    return NOBODY


def _by_time(a: Told, b: Told) -> Origin:
    if a.published is not None and b.published is not None and a.published != b.published:
        return Origin(-1 if a.published < b.published else 1, TIMED, "time")
    both = a.published is not None and b.published is not None
    if both or a.day is None or b.day is None or a.day == b.day:
        return NOBODY
    return Origin(-1 if a.day < b.day else 1, DATED, "time")
