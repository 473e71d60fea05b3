"""Words of a text as numbers, and the marks and line ends between them: compiled.

A word is a run of letters, digits and combining marks; digits keep the stops and commas between
them. Its number is a hash of its folded letters: two words are one where their numbers are. All is
read in one pass over UTF-8 bytes as Arrow holds them. Most words are plain: short, of unmarked
letters, with a plain byte behind them; they are read many bytes at once.

Where a word stands is noted for every ``STRIDE``-th alone (a check), and found again from there.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.blocks import BLOCK, eight_bytes, letter_bits, low_zeros
from sumber.reuse.compiling import Bool, Int, lean
from sumber.reuse.letters import ALNUM, PLANE, SPACE, STOP, UPPER, WORD

SEED: Final = np.uint64(0x9E3779B97F4A7C15)
PRIME: Final = np.uint64(0xD6E8FEB86659FD93)
STIR: Final = np.uint64(0xFF51AFD7ED558CCD)
HALF: Final = np.uint64(32)
FOLD: Final = np.uint64(0x2020202020202020)
LOW: Final = np.array([(1 << 8 * min(at, 8)) - 1 for at in range(17)], np.uint64)
HIGH: Final = np.array([(1 << 8 * max(at - 8, 0)) - 1 for at in range(17)], np.uint64)
PIECE: Final = 16
UPPERMOST: Final = 0x5A
NEWLINE, BLANK, STROKE, COMMA, POINT = 10, 32, 124, 0x2C, 0x2E
# What an event is.
MARK, LINE = 0, 1
# What a word is: one at which a sentence may begin, one with a capital or in digits, one that is
# masked, one in a formula, one that begins or ends with a digit (`02` does not count), one that
# stands aside of the body.
OPENS, CAPITAL, MASKED, FORMAL, NUMERIC, ASIDE = 1, 2, 4, 8, 16, 32
# Columns of an event: what it is, start, end, its first byte and the byte after it (from the text's
# first), its character, those before and after it, whether only blanks stand between it and the
# event before, and how many words stand before it.
COLUMNS: Final = 10
SHORT: Final = 2
STRIDE: Final = 16


@lean
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


@lean
def letter_before(data: Any, at: Int, first: Int) -> tuple[Int, Int]:
    """Return the code point that ends before byte ``at`` and its length; 0 and 0 at the start."""
    if at <= first:
        return 0, 0
    back = at - 1
    while back > first and (data[back] & 0xC0) == 0x80:
        back -= 1
    code, _ = letter_at(data, back, at)
    return code, at - back


@lean
def class_of(code: Int, classes: Any) -> Int:
    """Return the classes of a code point; beyond the first plane all but pictures are letters."""
    if code < PLANE:
        return np.int64(classes[code])
    if 0x1F000 <= code < 0x20000 or code >= 0xE0000:
        return 0
    return WORD | ALNUM


@lean
def stir(stirred: Any, low: Any, high: Any) -> Any:
    """Return a hash of two numbers and of what came before."""
    stirred = (stirred ^ low) * PRIME
    stirred = ((stirred ^ (stirred >> HALF)) ^ high) * STIR
    return stirred ^ (stirred >> HALF)


@lean
def number_of(stirred: Any, letters: Int) -> Int:
    """Return the 31-bit number of a word: never 0, odd where it has one or two letters."""
    number = np.int64((stirred * PRIME) >> np.uint64(35)) * 2 + 2
    return number + (1 if letters <= SHORT else 0)


@lean
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


@lean
def is_inch(data: Any, at: Int, stop: Int, before: Int) -> Bool:
    """Tell whether the straight mark at byte ``at`` measures a screen (``6,7" inci``)."""
    if not 0x30 <= before <= 0x39 or (at + 1 < stop and data[at + 1] != 0x20):
        return False
    for back in range(at + 1, min(at + 5, stop - 2)):
        if data[back] == 0x69 and data[back + 1] == 0x6E and data[back + 2] == 0x63:
            return True
    return False


@lean
def is_in_number(data: Any, at: Int, stop: Int) -> Bool:
    """Tell whether the stop or comma at byte ``at`` stands between two digits."""
    if at + 1 >= stop:
        return False
    return 0x30 <= data[at - 1] <= 0x39 and 0x30 <= data[at + 1] <= 0x39


@lean
def block_at(data: Any, at: Int, first: Int, stop: Int) -> tuple[Int, Any]:
    """Return the first byte of a block of the text that holds byte ``at``, and its plain letters.

    A text shorter than a block has none that is known to be plain.
    """
    base = min(at, stop - BLOCK)
    return (base, letter_bits(data, base)) if base >= first else (at, np.uint64(0))


@lean
def plain_length(data: Any, at: Int, stop: Int, block: Any) -> Int:
    """Return how long the plain word at byte ``at`` is; 0 where it must be read letter by letter.

    Plain is a word of at most ``PIECE`` letters without marks, known to end with them. ``block``
    reaches more than that beyond ``at``, or to the end of the text.
    """
    length: Int = low_zeros(~(block[1] >> np.uint64(at - block[0])))
    if length == 0 or length > PIECE or at + PIECE > stop:
        return 0
    if at + length < stop:
        code = data[at + length]
        number = code in (POINT, COMMA)
        if code >= 0x80 or (number and is_in_number(data, at + length, stop)):
            return 0
    return length


@lean
def plain_number(data: Any, at: Int, length: Int) -> Int:
    """Return the number of a plain word."""
    low = (eight_bytes(data, at) | FOLD) & LOW[length]
    high = (eight_bytes(data, at + 8) | FOLD) & HIGH[length]
    return number_of(stir(SEED, low, high), length)


@lean
def push(hashed: Any, byte: Int) -> Any:
    """Add a byte to a hash of bytes: what is stirred, the piece at hand and how much it holds."""
    stirred, low, high, held = hashed
    shifted = np.uint64(byte) << np.uint64(8 * (held & 7))
    if held < 8:
        low |= shifted
    else:
        high |= shifted
    if held == PIECE - 1:
        return stir(stirred, low, high), np.uint64(0), np.uint64(0), 0
    return stirred, low, high, held + 1


@lean
def push_letter(hashed: Any, code: Int) -> Any:
    """Add a folded letter: itself where it is plain, else three bytes that no plain letter has."""
    if code < 0x80:
        return push(hashed, code)
    for _ in range(3):
        hashed = push(hashed, (code & 0x7F) | 0x80)
        code >>= 7
    return hashed


@lean
def read_word(data: Any, at: Int, stop: Int, classes: Any, folds: Any) -> tuple[Int, Int, Int, Int]:
    """Read the word that begins at byte ``at``, letter by letter.

    Returns its number, the byte past it, how many letters it has, and its last one.
    """
    hashed = SEED, np.uint64(0), np.uint64(0), 0
    code, size = letter_at(data, at, stop)
    kind, letters, last = WORD, 0, code
    while kind & WORD:
        hashed = push_letter(hashed, np.int64(folds[code]) if code < PLANE else code)
        last, at, letters = code, at + size, letters + 1
        code, size = letter_at(data, at, stop)
        kind = class_of(code, classes) if size else 0
        if code in (POINT, COMMA) and is_in_number(data, at, stop):
            kind = WORD
    stirred, low, high, held = hashed
    if held:
        stirred = stir(stirred, low, high)
    return number_of(stirred, letters), at, letters, last


@lean
def event_length(data: Any, at: Int, stop: Int, code: Int, before: Int) -> Int:
    """Return how many bytes the event at byte ``at`` takes; 0 where there is none."""
    length = mark_length(data, at, stop, code)
    return 0 if length and code == 0x22 and is_inch(data, at, stop, before) else length


@lean
def note_event(one: Any, at: Any, letters: Any, blank: Bool, count: Int) -> Int:
    """Fill an event; return how many letters it takes.

    ``at``: the code point and the byte at which it begins, and its bytes; ``letters``: the one
    before, its own, and the one behind it; ``count``: the words before it.
    """
    place, byte, length = at
    before, code, behind = letters
    width = length if code < 0x80 else 2 if length == 6 else 1
    one[0], one[1], one[2] = LINE if code in (NEWLINE, STROKE) else MARK, place, place + width
    one[3], one[4], one[5], one[6] = byte, byte + length, code, before
    one[7], one[8], one[9] = behind, 1 if blank else 0, count
    return width


@lean
def ends_sentence(code: Int, classes: Any) -> Bool:
    """Tell whether a letter is a stop."""
    return code < PLANE and classes[code] & STOP > 0


@lean
def skip_gap(data: Any, at: Int, stop: Int) -> tuple[Bool, Int]:
    """Return whether a stop and a blank follow a word, and the bytes of the gap.

    The gap is a blank, or a stop or comma and a blank; 0 bytes where it is another.
    """
    if at + 1 >= stop:
        return False, 0
    code = data[at]
    if code == BLANK:
        return False, 1
    if code in (COMMA, POINT) and data[at + 1] == BLANK:
        return code == POINT, 2
    return False, 0


@lean
def numeric(data: Any, at: Int, end: Int) -> Int:
    """Return ``NUMERIC`` for a word that begins or ends with a digit; ``02`` counts for none."""
    head, tail = data[at], data[end - 1]
    digits = (head >= 0x30 and head <= 0x39) or (tail >= 0x30 and tail <= 0x39)
    return NUMERIC if digits and not (head == 0x30 and end - at == 2) else 0


@lean
def note_word(at: Int, wider: Int, count: Int, checks: Any) -> None:
    """Note where every ``STRIDE``-th word stands: its byte and its code point."""
    if count & (STRIDE - 1) == 0:
        checks[count // STRIDE, 0], checks[count // STRIDE, 1] = at, at - wider


@lean
def read_plain(data: Any, at: Int, bounds: Any, state: Any, room: Any) -> tuple[Int, Int, Bool]:
    """Read plain words with plain gaps as long as there are any, from byte ``at``.

    ``bounds``: the text's bytes. ``state``: how many words were read, whether a sentence may begin
    here, and by how many bytes the text so far is wider than its letters. Returns the byte past
    what was read, how many words there are, and whether a sentence begins.
    """
    words, flags, checks = room
    (first, stop), (count, opens, wider) = bounds, state
    block = block_at(data, at, first, stop)
    while at < stop:
        if at - block[0] >= BLOCK - PIECE:
            block = block_at(data, at, first, stop)
        length = plain_length(data, at, stop, block)
        if not length:
            break
        note_word(at - first, wider, count, checks)
        words[count] = plain_number(data, at, length)
        upper = CAPITAL if data[at] <= UPPERMOST else 0
        flags[count] = (OPENS if opens else 0) | upper | numeric(data, at, at + length)
        opens, skipped = skip_gap(data, at + length, stop)
        at, count = at + length + skipped, count + 1
    return at, count, opens


@lean
def read_marked(
    data: Any, at: Int, bounds: Any, state: Any, room: Any, tables: Any
) -> tuple[Int, Int, Int]:
    """Read the word at byte ``at`` letter by letter; ``bounds`` and ``state`` as for plain ones.

    Returns the byte past it, how many more bytes than letters it has, and its last letter.
    """
    classes, folds = tables
    (first, stop), (count, opens, wider) = bounds, state
    number, end, letters, last = read_word(data, at, stop, classes, folds)
    code, _ = letter_at(data, at, stop)
    upper = CAPITAL if class_of(code, classes) & UPPER or 0x30 <= code <= 0x39 else 0
    note_word(at - first, wider, count, room[2])
    room[0][count] = number
    room[1][count] = (OPENS if opens else 0) | upper | numeric(data, at, end)
    return end, end - at - letters, last


@lean
def read_words(
    data: Any, first: Int, stop: Int, tables: Any, room: Any, events: Any
) -> tuple[Int, Int, Int, Int]:
    """Read the text in bytes ``first`` to ``stop``.

    ``room`` is filled: numbers of words, their flags (``OPENS``, ``CAPITAL``), and checks. Returns
    how many words, events and double marks there are, and how many code points; of events that do
    not fit nothing is known.
    """
    classes = tables[0]
    count = met = marks = wider = 0
    at, before = first, np.int64(0)
    fresh, glued, blank = True, False, True
    while at < stop:
        code, size = letter_at(data, at, stop)
        kind = class_of(code, classes)
        if kind & WORD:
            upper = kind & UPPER > 0 or 0x30 <= code <= 0x39
            bounds, state = (first, stop), (count, fresh or (glued and upper), wider)
            end, total, fresh = read_plain(data, at, bounds, state, room)
            before = np.int64(data[end - 1])
            if total == count:
                end, more, before = read_marked(data, at, bounds, state, room, tables)
                total, wider, fresh = count + 1, wider + more, False
            at, count, glued, blank = end, total, fresh, False
            continue
        length = 0 if code == BLANK else event_length(data, at, stop, code, before)
        if not length:
            glued = glued or kind & STOP > 0
            fresh = fresh or (kind & SPACE > 0 and ends_sentence(before, classes))
            blank = blank and kind & SPACE > 0
            before, at, wider = code, at + size, wider + size - 1
            continue
        one = events[min(met, events.shape[0] - 1)]
        letters = before, code, letter_at(data, at + length, stop)[0]
        width = note_event(one, (at - first - wider, at - first, length), letters, blank, count)
        met, marks = min(met + 1, events.shape[0]), marks + (1 if one[0] == MARK else 0)
        fresh, glued, blank, before = fresh or one[0] == LINE, True, True, code
        at, wider = at + length, wider + length - width
    return count, met, marks, stop - first - wider


@lean
def place_of(
    data: Any, first: Int, stop: Int, checks: Any, word: Int, tables: Any
) -> tuple[Int, Int, Int, Int]:
    """Return where a word starts and ends in code points, and its first byte and the one past it.

    ``first`` and ``stop``: the bytes of the text; ``checks``: those of the text.
    """
    classes, folds = tables
    at = first + np.int64(checks[word // STRIDE, 0])
    place, left = np.int64(checks[word // STRIDE, 1]), word % STRIDE
    block = block_at(data, at, first, stop)
    while True:
        if at - block[0] >= BLOCK - PIECE:
            block = block_at(data, at, first, stop)
        length = plain_length(data, at, stop, block)
        end, letters = at + length, length
        if not length:
            _, end, letters, _ = read_word(data, at, stop, classes, folds)
        if left == 0:
            return place, place + letters, at, end
        at, place, left = end, place + letters, left - 1
        code, size = letter_at(data, at, stop)
        while size and not class_of(code, classes) & WORD:
            at, place = at + size, place + 1
            code, size = letter_at(data, at, stop)
