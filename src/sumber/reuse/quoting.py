"""The stretches between double quote marks, as :mod:`sumber.stages.marks` pairs them, compiled.

The costs and the reading are the same; tests hold the two together. Stretches between single marks
are left out.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Bool, Float, Int, compiled, lean
from sumber.reuse.letters import ALNUM, LOWER, SPACE
from sumber.reuse.words import LINE, MARK, class_of, letter_at, letter_before
from sumber.stages import marks

MISSING: Final = marks.MISSING_MARK
OVER_LINE: Final = marks.OVER_LINE
CONTINUED: Final = marks.CONTINUED
COMMA = 0x2C
# Columns of a quotation: start and end of its content, its first word and the one past its last.
Q_START, Q_END, Q_FIRST, Q_STOP = range(4)
QUOTATION: Final = 4


@compiled
def is_in(code: Int, letters: str) -> Bool:
    """Tell whether a code point is among ``letters``."""
    for letter in letters:  # noqa: SIM110
        if ord(letter) == code:
            return True
    return False


@compiled
def costs(event: Any, classes: Any) -> tuple[Float, Float]:
    """Return what it costs to read a mark as an opener and as a closer."""
    before, after = np.int64(event[6]), np.int64(event[7])
    was, will = class_of(before, classes), class_of(after, classes)
    opening = closing = 0.0
    if before and not was & SPACE and not is_in(before, "([-—–:/|"):
        opening += 0.6 if is_in(before, ".,!?…)") else 1.5
    if not after or will & SPACE or is_in(after, ",.;:!?)"):
        opening += 2.0
    if not before or was & SPACE or is_in(before, "(["):
        closing += 2.0
    elif is_in(before, ".,!?…"):
        closing -= 0.3
    if after and (will & ALNUM or is_in(after, "([")):
        low = bool(will & LOWER)
        closing += 0.5 if is_in(before, ",?!") or (before == 0x2E and low) else 1.0
        if before == COMMA and low:
            opening += 1.0
    if is_in(event[5], "“„«‟"):
        closing += 1.5
    elif is_in(event[5], "”»"):
        opening += 0.4
    return opening, closing


@compiled
def readings_of(events: Any, met: Int, classes: Any) -> Any:
    """Return the cheapest alternating reading: 0 opens, 1 closes, 2 is a line end."""
    trail = np.empty((met, 4), np.int8)
    outside, inside = 0.0, np.inf
    for at in range(met):
        one, step = events[at], trail[at]
        if one[0] == LINE:
            opens = at + 1 < met and events[at + 1, 0] == MARK and events[at + 1, 8] == 1
            crossed = inside + (CONTINUED if opens else OVER_LINE)
            dropped = inside + MISSING
            step[0], step[1], step[2], step[3] = 2, 0 if outside <= dropped else 1, 2, 1
            outside, inside = min(outside, dropped), crossed
            continue
        opening, closing = costs(one, classes)
        repeat = at > 0 and events[at - 1, 0] == LINE and one[8] == 1
        in_fresh, in_again = outside + opening, inside + opening + (0.0 if repeat else MISSING)
        out_open, out_none = inside + closing, outside + closing + MISSING
        into, out = in_again < in_fresh, out_none < out_open
        step[0], step[1], step[2], step[3] = 1, 0 if out else 1, 0, 1 if into else 0
        outside, inside = out_none if out else out_open, in_again if into else in_fresh
    return read_back(trail, met, 1 if inside + MISSING < outside else 0)


@compiled
def read_back(trail: Any, met: Int, state: Int) -> Any:
    """Follow the trail from its end."""
    readings = np.empty(met, np.int8)
    for at in range(met - 1, -1, -1):
        reading = trail[at, 2 * state]
        state = trail[at, 2 * state + 1]
        readings[at] = reading
    return readings


@lean
def content_of(
    data: Any, first: Int, opened: Any, end: Int, end_byte: Int, classes: Any
) -> tuple[Int, Int]:
    """Return the code points between two marks without outer blanks and a last comma."""
    start, at, back = np.int64(opened[2]), first + np.int64(opened[4]), first + end_byte
    while at < back:
        code, size = letter_at(data, at, back)
        if not class_of(code, classes) & SPACE:
            break
        at += size
        start += 1
    while at < back:
        code, size = letter_before(data, back, at)
        if not (code == COMMA or class_of(code, classes) & SPACE):
            break
        back -= size
        end -= 1
    return start, end


@lean
def goes_on(readings: Any, following: Any, at: Int) -> Bool:
    """Tell whether a mark still follows that closes or continues what is open at a line end."""
    nearest = following[at + 1]
    if nearest == readings.size:
        return False
    return readings[nearest] == 1 or readings[at + 1] == 0


@compiled
def following_of(readings: Any) -> Any:
    """Return for each place the next event that is a mark."""
    size = readings.size
    following = np.full(size + 1, size, np.int32)
    for at in range(size - 1, -1, -1):
        following[at] = at if readings[at] != 2 else following[at + 1]
    return following


@compiled
def find_quoted(
    data: Any, first: Int, stop: Int, events: Any, met: Int, size: Any, classes: Any
) -> Any:
    """Return the contents of the quotations in order.

    Of each the start and end in code points, its first word and the one past its last. ``events``
    and ``met`` as :func:`sumber.reuse.words.read_words` gives them; ``size`` is how many words and
    code points the text has, ``first`` and ``stop`` are its bytes.
    """
    readings = readings_of(events, met, classes)
    following = following_of(readings)
    found = np.empty((met + 1, QUOTATION), np.int32)
    count, opened = 0, -1
    for at in range(met + 1):
        ends = True
        if at < met and readings[at] == 2:
            on = opened < 0 or goes_on(readings, following, at)
            opens_next = at + 1 < met and readings[at + 1] == 0
            ends = opened >= 0 and (not on or opens_next)
        if ends and opened >= 0:
            end = np.int64(events[at, 1]) if at < met else size[1]
            end_byte = np.int64(events[at, 3]) if at < met else stop - first
            start, end = content_of(data, first, events[opened], end, end_byte, classes)
            if start < end:
                found[count, 0], found[count, 1] = start, end
                found[count, 2] = events[opened, 9]
                found[count, 3] = events[at, 9] if at < met else size[0]
                count += 1
        if ends:
            opened = -1
        if at < met and readings[at] == 0:
            opened = at
    return found[:count]
