"""Pair quote marks by their context; the character alone tells little.

1. Every double mark gets a cost for opening and for closing, from the characters beside it.
2. The cheapest reading in which openers and closers alternate is found, line breaks included;
   a missing mark, and a quotation that runs over a line end, have their price.
3. Single marks around two or more words are paired where no double marks hold them.

Print dailies write ” on both sides, portals straight marks; scraped text loses the blank after a
closing mark; about two articles in a hundred have an odd number of marks.
"""

from __future__ import annotations

import re

from sumber.language.patterns import matches
from sumber.records import Quotation, Span

DOUBLE = re.compile(r"[\"“”„‟«»＂]|''|``|‘‘|’’|\n+|\|\|")
SINGLE = re.compile(r"(?<![\w'])['‘’‚](?=[^\s'’‘])([^'‘’\n\"“”]{3,200}?)(?<=[^\s])['’‘](?!\w)")
DOUBLE_HEAD = re.compile(r"[\"“”„‟«»＂'`‘’\n|]")
SINGLE_HEAD = re.compile(r"['‘’‚]")
OPENING, CLOSING = "“„«‟", "”»"
MISSING_MARK = 4.0
OVER_LINE = 3.0
CONTINUED = 0.3
MEASURE = frozenset("0123456789")


def find_quotations(text: str) -> list[Quotation]:
    """Return the stretches between quote marks, in order, none inside another."""
    marks = [m.span() for m in matches(DOUBLE_HEAD, DOUBLE, text)]
    double = _pair(text, [mark for mark in marks if _is_mark_or_line(text, mark)])
    return _with_singles(text, double)


def _is_mark_or_line(text: str, mark: tuple[int, int]) -> bool:
    """Leave out inch marks (``6,7"``) that no opener can belong to."""
    start, end = mark
    if text[start] != '"' or start == 0 or text[start - 1] not in MEASURE:
        return True
    return text[end : end + 1] not in (" ", "") or "inc" not in text[end : end + 6]


def _costs(text: str, start: int, end: int) -> tuple[float, float]:
    """Return what it costs to read this mark as an opener and as a closer."""
    before, after = text[start - 1 : start], text[end : end + 1]
    opening = closing = 0.0
    if before and not before.isspace() and before not in "([-—–:/|":
        opening += 0.6 if before in ".,!?…)" else 1.5
    if not after or after.isspace() or after in ",.;:!?)":
        opening += 2.0
    if not before or before.isspace() or before in "([":
        closing += 2.0
    elif before in ".,!?…":
        closing -= 0.3
    if after and (after.isalnum() or after in "(["):
        closing += 0.5 if before in ",?!" or (before == "." and after.islower()) else 1.0
        if before == "," and after.islower():
            opening += 1.0
    mark = text[start]
    if mark in OPENING:
        closing += 1.5
    elif mark in CLOSING:
        opening += 0.4
    return opening, closing


def _pair(text: str, marks: list[tuple[int, int]]) -> list[Quotation]:
    """Find the cheapest alternating reading by dynamic programming over the marks and line ends."""
    best = [0.0, float("inf")]  # outside, inside
    trail: list[
        tuple[int, int, int, int]
    ] = []  # per mark: reading and state before, for each state
    for at, (start, end) in enumerate(marks):
        if text[start] in "\n|":
            opened_next = at + 1 < len(marks) and _opens_line(text, end, marks[at + 1])
            crossing = CONTINUED if opened_next else OVER_LINE
            inside = best[1] + crossing
            dropped = best[1] + MISSING_MARK
            outside = min(best[0], dropped)
            trail.append((2, 0 if best[0] <= dropped else 1, 2, 1))
            best = [outside, inside]
            continue
        opening, closing = _costs(text, start, end)
        repeat = _continues(text, marks, at)
        ways_in = [best[0] + opening, best[1] + opening + (0.0 if repeat else MISSING_MARK)]
        ways_out = [best[1] + closing, best[0] + closing + MISSING_MARK]
        into, out = int(ways_in[1] < ways_in[0]), int(ways_out[1] < ways_out[0])
        trail.append((1, 0 if out else 1, 0, into))
        best = [ways_out[out], ways_in[into]]
    return _read_back(text, marks, trail, int(best[1] + MISSING_MARK < best[0]))


def _opens_line(text: str, end: int, mark: tuple[int, int]) -> bool:
    return not text[end : mark[0]].strip() and text[mark[0]] not in "\n|"


def _continues(text: str, marks: list[tuple[int, int]], at: int) -> bool:
    """Tell whether the mark opens a further paragraph of a quotation that is still open."""
    if at == 0:
        return False
    start, end = marks[at - 1]
    return text[start] in "\n|" and not text[end : marks[at][0]].strip()


def _read_back(
    text: str, marks: list[tuple[int, int]], trail: list[tuple[int, int, int, int]], state: int
) -> list[Quotation]:
    readings: list[int] = []
    for step in reversed(trail):
        reading, state = (step[0], step[1]) if state == 0 else (step[2], step[3])
        readings.append(reading)
    readings.reverse()
    return _spans(text, marks, readings)


def _spans(text: str, marks: list[tuple[int, int]], readings: list[int]) -> list[Quotation]:
    """Make quotations of the readings: 0 opens, 1 closes, 2 is a line end."""
    found: list[Quotation] = []
    opened: tuple[int, int] | None = None
    for index, ((start, end), reading) in enumerate(zip(marks, readings, strict=True)):
        if reading == 0:
            if opened is not None:
                _add(found, text, opened, (start, start), "missing closing mark")
            opened = (start, end)
        elif reading == 1:
            if opened is not None:
                _add(found, text, opened, (start, end), "paired marks")
            opened = None
        elif opened is not None and not _goes_on(readings, index):
            _add(found, text, opened, (start, start), "missing closing mark")
            opened = None
        elif opened is not None and _next_opens(readings, index):
            _add(found, text, opened, (start, start), "runs on")
            opened = None
    if opened is not None:
        _add(found, text, opened, (len(text), len(text)), "missing closing mark")
    return found


def _goes_on(readings: list[int], index: int) -> bool:
    """Tell whether a mark still follows that closes or continues what is open here."""
    for reading in readings[index + 1 :]:
        if reading == 1:
            return True
        if reading == 0:
            return _next_opens(readings, index)
    return False


def _next_opens(readings: list[int], index: int) -> bool:
    return index + 1 < len(readings) and readings[index + 1] == 0


def _add(
    found: list[Quotation], text: str, opener: tuple[int, int], closer: tuple[int, int], why: str
) -> None:
    start, end = opener[1], closer[0]
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    if start < end:
        found.append(Quotation(Span(opener[0], closer[1]), Span(start, end), why))


def _with_singles(text: str, double: list[Quotation]) -> list[Quotation]:
    """Add stretches of two or more words between single marks that stand in no double pair."""
    taken = [q.span for q in double]
    added: list[Quotation] = []
    at = 0
    for match in matches(SINGLE_HEAD, SINGLE, text):
        while at < len(taken) and taken[at].end <= match.start():
            at += 1
        free = at == len(taken) or match.end() <= taken[at].start
        if free and " " in match.group(1).strip():
            inner = Span(match.start(1), match.end(1))
            added.append(Quotation(Span(match.start(), match.end()), inner, "single marks"))
    return sorted(double + added, key=lambda q: q.span)
