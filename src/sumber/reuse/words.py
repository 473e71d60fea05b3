"""Words of a text as numbers, with their exact places, and the marks and line ends between them.

A word is a run of letters, digits and combining marks; digits keep the stops and commas between
them. Its number is a hash of its folded letters: two words are one where their numbers are. Places
are code points. All functions here run compiled, over UTF-8 bytes as Arrow holds them, in one pass.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Bool, Int, compiled
from sumber.reuse.letters import ALNUM, PLAIN, PLANE, SPACE, STOP, UPPER, WORD

SEED: Final = np.uint64(0x9E3779B97F4A7C15)
PRIME: Final = np.uint64(0x100000001B3)
STIR: Final = np.uint64(0xFF51AFD7ED558CCD)
HALF: Final = np.uint64(32)
NEWLINE, BLANK, STROKE = 10, 32, 124
# What an event is.
MARK, LINE = 0, 1
# What a word is: one at which a sentence may begin, one with a capital or in digits.
OPENS, CAPITAL = 1, 2
# Columns of an event: what it is, start, end, its first byte and the byte after it (from the text's
# first), its character, those before and after it, and whether only blanks stand between it and the
# event before.
COLUMNS: Final = 9
PLACES: Final = 5
SHORT: Final = 2


@compiled
def letter_at(data: Any, at: Int, stop: Int) -> tuple[Int, Int]:
    """Return the code point at byte ``at`` and its length in bytes; 0 and 0 past the end."""
    if at >= stop:
        return 0, 0
    lead = np.int64(data[at])
    if lead < 0x80:
        return lead, 1
    if lead < 0xE0:
        return ((lead & 0x1F) << 6) | (np.int64(data[at + 1]) & 0x3F), 2
    low = ((np.int64(data[at + 1]) & 0x3F) << 6) | (np.int64(data[at + 2]) & 0x3F)
    if lead < 0xF0:
        return ((lead & 0x0F) << 12) | low, 3
    return ((lead & 0x07) << 18) | (low << 6) | (np.int64(data[at + 3]) & 0x3F), 4


@compiled
def letter_before(data: Any, at: Int, first: Int) -> tuple[Int, Int]:
    """Return the code point that ends before byte ``at`` and its length; 0 and 0 at the start."""
    if at <= first:
        return 0, 0
    back = at - 1
    while back > first and (data[back] & 0xC0) == 0x80:
        back -= 1
    code, _ = letter_at(data, back, at)
    return code, at - back


@compiled
def class_of(code: Int, classes: Any) -> Int:
    """Return the classes of a code point; beyond the first plane all but pictures are letters."""
    if code < PLANE:
        return np.int64(classes[code])
    if 0x1F000 <= code < 0x20000 or code >= 0xE0000:
        return 0
    return WORD | ALNUM


@compiled
def number_of(stirred: Any, letters: Int) -> Int:
    """Return the 31-bit number of a word: never 0, odd where it has one or two letters."""
    stirred ^= stirred >> HALF
    stirred *= STIR
    number = np.int64(stirred >> np.uint64(34)) * 2 + 2
    return number + (1 if letters <= SHORT else 0)


@compiled
def mark_length(data: Any, at: Int, stop: Int, code: Int) -> Int:
    """Return how many bytes a double quote mark or a line end takes here; 0 for neither."""
    if code == NEWLINE:
        end = at + 1
        while end < stop and data[end] == NEWLINE:
            end += 1
        return end - at
    if code == 0x22:
        return 1
    if code < 0x80:
        doubled = code in (0x27, 0x60, STROKE) and at + 1 < stop and data[at + 1] == code
        return 2 if doubled else 0
    if code in (0xAB, 0xBB):
        return 2
    if code in (0x201C, 0x201D, 0x201E, 0x201F, 0xFF02):
        return 3
    if code in (0x2018, 0x2019) and letter_at(data, at + 3, stop)[0] == code:
        return 6
    return 0


@compiled
def is_inch(data: Any, at: Int, stop: Int, before: Int) -> Bool:
    """Tell whether the straight mark at byte ``at`` measures a screen (``6,7" inci``)."""
    if not 0x30 <= before <= 0x39 or (at + 1 < stop and data[at + 1] != 0x20):
        return False
    for back in range(at + 1, min(at + 5, stop - 2)):
        if data[back] == 0x69 and data[back + 1] == 0x6E and data[back + 2] == 0x63:
            return True
    return False


@compiled
def is_in_number(data: Any, at: Int, stop: Int) -> Bool:
    """Tell whether the stop or comma at byte ``at`` stands between two digits."""
    if at + 1 >= stop:
        return False
    return 0x30 <= data[at - 1] <= 0x39 and 0x30 <= data[at + 1] <= 0x39


@compiled
def read_word(
    data: Any, at: Int, stop: Int, code: Int, size: Int, classes: Any, folds: Any
) -> tuple[Int, Int, Int, Int]:
    """Read the word that begins at byte ``at`` with the letter ``code`` of ``size`` bytes.

    Returns its number, the byte past it, how many letters it has, and its last one.
    """
    plain, stirred, letters, kind, last = PLAIN, SEED, 0, WORD, code
    while kind & WORD:
        folded = np.int64(folds[code]) if code < PLANE else code
        stirred = (stirred ^ np.uint64(folded)) * PRIME
        last, at, letters = code, at + size, letters + 1
        run = at
        while run < stop and plain[data[run]]:
            stirred = (stirred ^ np.uint64(plain[data[run]])) * PRIME
            run += 1
        if run > at:
            last, letters, at = np.int64(data[run - 1]), letters + run - at, run
        code, size = letter_at(data, at, stop)
        kind = class_of(code, classes) if size else 0
        if (code == 0x2E or code == 0x2C) and is_in_number(data, at, stop):
            kind = WORD
    return number_of(stirred, letters), at, letters, last


@compiled
def event_length(data: Any, at: Int, stop: Int, code: Int, before: Int) -> Int:
    """Return how many bytes the event at byte ``at`` takes; 0 where there is none."""
    length = mark_length(data, at, stop, code)
    return 0 if length and code == 0x22 and is_inch(data, at, stop, before) else length


@compiled
def note_event(one: Any, place: Int, at: Int, length: Int, code: Int, blank: Bool) -> Int:
    """Fill an event at the letter ``place`` and byte ``at``; return how many letters it takes."""
    width = length if code < 0x80 else 2 if length == 6 else 1
    one[0], one[1], one[2] = LINE if code in (NEWLINE, STROKE) else MARK, place, place + width
    one[3], one[4], one[5], one[8] = at, at + length, code, 1 if blank else 0
    return width


@compiled
def ends_sentence(code: Int, classes: Any) -> Bool:
    """Tell whether a letter is a stop."""
    return code < PLANE and classes[code] & STOP > 0


@compiled
def read_words(
    data: Any, first: Int, stop: Int, classes: Any, folds: Any, words: Any, places: Any, events: Any
) -> tuple[Int, Int, Int]:
    """Read the text in bytes ``first`` to ``stop`` into ``words``, ``places`` and ``events``.

    A place: start, end, ``OPENS`` and ``CAPITAL``, first byte and the one past the last, counted
    from the text's first. Returns how many words, events and double marks there are; of events
    that do not fit nothing is known.
    """
    count = met = marks = place = 0
    at, before = first, np.int64(0)
    fresh, glued, blank = True, False, True
    while at < stop:
        code, size = letter_at(data, at, stop)
        kind = class_of(code, classes)
        if kind & WORD:
            number, end, letters, before = read_word(data, at, stop, code, size, classes, folds)
            upper = kind & UPPER or 0x30 <= code <= 0x39
            opens = fresh or (glued and upper)
            words[count], one = number, places[count]
            one[0], one[1] = place, place + letters
            one[2] = (OPENS if opens else 0) | (CAPITAL if upper else 0)
            one[3], one[4] = at - first, end - first
            at, place, count = end, place + letters, count + 1
            fresh = glued = blank = False
            continue
        length = 0 if code == BLANK else event_length(data, at, stop, code, before)
        if not length:
            glued = glued or kind & STOP > 0
            fresh = fresh or (kind & SPACE > 0 and ends_sentence(before, classes))
            blank = blank and kind & SPACE > 0
            before, at, place = code, at + size, place + 1
            continue
        one = events[min(met, events.shape[0] - 1)]
        one[6], one[7] = before, letter_at(data, at + length, stop)[0]
        width = note_event(one, place, at - first, length, code, blank)
        met, marks = min(met + 1, events.shape[0]), marks + (1 if one[0] == MARK else 0)
        fresh, glued, blank, before = fresh or one[0] == LINE, True, True, code
        at, place = at + length, place + width
    return count, met, marks
