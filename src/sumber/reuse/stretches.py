"""The stretches that two texts share, cut into quotations and the rest: compiled.

A stretch that lies almost wholly inside quotation marks on both sides is cut at the marks, and each
piece reaches from mark to mark where it holds most of what stands between them.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.chaining import shared_pairs
from sumber.reuse.compiling import Bool, Float, Int, lean
from sumber.reuse.quoting import Q_END, Q_FIRST, Q_START, Q_STOP
from sumber.reuse.registers import (
    CITING,
    COURT,
    FORECAST,
    MONTH,
    REGISTERS,
    REPORTING,
    STATUTE,
    TELLING,
    WEEKDAY,
    registers_of,
)
from sumber.reuse.words import ASIDE as IN_ASIDE
from sumber.reuse.words import CAPITAL, NUMERIC, OPENS, class_of, letter_at, letter_before, place_of
from sumber.reuse.words import FORMAL as IN_FORMULA

QUOTE, PLAIN, FORMULA = 3, 0, 4
# Beside quotations, so many words or that share of them are only who said it.
SAID_WORDS: Final = 9
SAID_SHARE: Final = 0.15
# Columns of a stretch: starts and ends in code points, kind, words that agree, words from its first
# to its last in each text, how many of those that agree are part of a formula, have a capital.
A_START, A_END, B_START, B_END, KIND, SAME, A_WORDS, B_WORDS, FORMAL, CAPITALS = range(10)
# Then its first word in each text, whether it is most of a quotation, how many numbers agree, or
# stand against another one, whether it begins or ends where a sentence does in both texts, how many
# words that agree belong to verdicts, and how many others are names or numbers inside a sentence.
A_FIRST, B_FIRST, WHOLE, NUMBERS, OPPOSED, BORDER, COURTLY, NAMED = 10, 11, 12, 13, 14, 15, 16, 17
# Of the words that agree, how many are of statutes (those that tell one count twice), of forecasts,
# of telling who said it where, and of that or names or numbers, and how many stand aside of the
# body; how many words before it cite a law in both texts.
LEGAL, FORECASTS, REPORTS, WHO_WHERE, BESIDE, CITED = 18, 19, 20, 21, 22, 23
# How many dates stand against another: anywhere, and in the head of both texts.
OTHER_DAYS, HEAD_DAYS = 24, 25
STRETCH: Final = 26
# Words before a stretch in which a law may be cited, of a gap in which a day may stand, and at the
# head of a text in which it tells the day of the text.
CITED_WITHIN: Final = 12
DAY_WITHIN: Final = 6
LEAD: Final = 50
# A piece reaches to the marks over so many words, or that share of the quotation.
LEAD_WORDS: Final = 2
LEAD_SHARE: Final = 0.3
MOST_OF: Final = 0.55


@lean
def count_quoted_pairs(pairs: Any, a: Any, b: Any) -> Int:
    """Return how many pairs stand inside quotation marks in both texts."""
    count = 0
    for at in range(pairs.shape[0]):
        count += 1 if a[3][pairs[at, 0]] and b[3][pairs[at, 1]] else 0
    return count


@lean
def bits_of_pairs(pairs: Any, bits: Any) -> Float:
    """Return the bits of the words that agree."""
    total = 0.0
    for at in range(pairs.shape[0]):
        total += bits[pairs[at, 0]]
    return total


@lean
def closes(flags: Any, at: Int) -> Bool:
    """Tell whether a sentence may end behind word ``at``."""
    return at + 1 >= flags.size or flags[at + 1] & OPENS > 0


@lean
def count_numbers(flags: Any, start: Int, end: Int) -> Int:
    """Return how many of the words ``start`` to ``end`` are numbers."""
    count = 0
    for at in range(start, end):
        count += 1 if flags[at] & NUMERIC else 0
    return count


@lean
def count_citing(words: Any, first: Int) -> Int:
    """Return how many of the words before word ``first`` cite a law."""
    count = 0
    for at in range(max(0, first - CITED_WITHIN), first):
        count += 1 if registers_of(words[at], REGISTERS) & CITING else 0
    return count


@lean
def weekday_of(words: Any, start: Int, end: Int) -> Int:
    """Return the weekday among a few words, as its number; 0 for none."""
    if end - start <= DAY_WITHIN:
        for at in range(start, end):
            if registers_of(words[at], REGISTERS) & WEEKDAY:
                return np.int64(words[at])
    return 0


@lean
def are_other_days(here: Any, there: Any) -> Bool:
    """Tell whether two gaps with numbers tell two days: by weekdays, or by the month behind."""
    month = registers_of(here[0][here[3]], REGISTERS) & MONTH
    if month and here[3] - here[2] == 1 and there[3] - there[2] == 1:
        return True
    day, other = weekday_of(here[0], here[2], here[3]), weekday_of(there[0], there[2], there[3])
    return day != 0 and other != 0 and day != other


@lean
def note_registers(one: Any, registers: Int, flags: Int) -> None:
    """Count a word that agrees by its registers and flags."""
    name = flags & CAPITAL > 0
    one[COURTLY] += 1 if registers & COURT else 0
    one[NAMED] += 1 if not registers & COURT and name and not flags & OPENS else 0
    one[LEGAL] += (1 if registers & STATUTE else 0) + (1 if registers & TELLING else 0)
    one[FORECASTS] += 1 if registers & FORECAST else 0
    one[REPORTS] += 1 if registers & REPORTING else 0
    one[WHO_WHERE] += 1 if name or registers & REPORTING else 0


@lean
def note_gap(one: Any, here: Any, there: Any) -> None:
    """Count the numbers and weekdays that stand against each other in a gap.

    ``here`` and ``there``: the words of each text, their flags, and where the gap begins and ends.
    """
    numbers = count_numbers(here[1], here[2], here[3])
    opposed = numbers if numbers == count_numbers(there[1], there[2], there[3]) else 0
    one[OPPOSED] += opposed
    if opposed and are_other_days(here, there):
        one[OTHER_DAYS] += 1
        one[HEAD_DAYS] += 1 if max(here[3], there[3]) <= LEAD else 0


@lean
def fill(one: Any, pairs: Any, a: Any, b: Any, kind: Int) -> None:
    """Fill a stretch from its pairs, but for its places."""
    first, last = pairs[0], pairs[-1]
    one[KIND], one[SAME] = kind, pairs.shape[0]
    one[A_WORDS], one[B_WORDS] = last[0] - first[0] + 1, last[1] - first[1] + 1
    one[A_FIRST], one[B_FIRST] = first[0], first[1]
    one[FORMAL] = one[CAPITALS] = one[WHOLE] = one[NUMBERS] = one[OPPOSED] = 0
    one[COURTLY] = one[NAMED] = one[LEGAL] = one[FORECASTS] = 0
    one[REPORTS] = one[WHO_WHERE] = one[BESIDE] = one[OTHER_DAYS] = one[HEAD_DAYS] = 0
    for at in range(pairs.shape[0]):
        i, j = pairs[at, 0], pairs[at, 1]
        here, both = a[1][i], a[1][i] | b[1][j]
        one[FORMAL] += 1 if both & IN_FORMULA else 0
        one[BESIDE] += 1 if both & IN_ASIDE else 0
        one[CAPITALS] += 1 if here & CAPITAL else 0
        one[NUMBERS] += 1 if here & NUMERIC else 0
        note_registers(one, registers_of(a[0][i], REGISTERS), here)
        if at and i - pairs[at - 1, 0] > 1 and j - pairs[at - 1, 1] > 1:
            note_gap(
                one, (a[0], a[1], pairs[at - 1, 0] + 1, i), (b[0], b[1], pairs[at - 1, 1] + 1, j)
            )
    cited_a, cited_b = count_citing(a[0], first[0]), count_citing(b[0], first[1])
    one[CITED] = min(cited_a, cited_b)
    opens = a[1][first[0]] & b[1][first[1]] & OPENS
    one[BORDER] = 1 if opens or (closes(a[1], last[0]) and closes(b[1], last[1])) else 0


@lean
def place(data: Any, one: Any, pairs: Any, a: Any, b: Any, tables: Any) -> Any:
    """Fill in where a stretch begins and ends: at the borders of its words.

    Returns the first byte and the one past the last in both texts.
    """
    first, last = pairs[0], pairs[-1]
    one[A_START], _, from_a, _ = place_of(data, a[5][0], a[5][1], a[4], first[0], tables)
    _, one[A_END], _, to_a = place_of(data, a[5][0], a[5][1], a[4], last[0], tables)
    one[B_START], _, from_b, _ = place_of(data, b[5][0], b[5][1], b[4], first[1], tables)
    _, one[B_END], _, to_b = place_of(data, b[5][0], b[5][1], b[4], last[1], tables)
    return from_a, to_a, from_b, to_b


@lean
def reach(data: Any, one: Any, at: Any, a: Any, b: Any, classes: Any) -> None:
    """Let a stretch reach over the marks before and behind it that agree in both texts.

    ``at``: its bytes in both texts, as :func:`place` gives them.
    """
    from_a, at_a, from_b, at_b = at
    while True:
        code, size = letter_at(data, at_a, a[5][1])
        other, _ = letter_at(data, at_b, b[5][1])
        if not size or code != other or class_of(code, classes) & 3:
            break
        at_a, at_b = at_a + size, at_b + size
        one[A_END] += 1
        one[B_END] += 1
    while True:
        code, size = letter_before(data, from_a, a[5][0])
        other, _ = letter_before(data, from_b, b[5][0])
        if not size or code != other or class_of(code, classes) & 3:
            break
        from_a, from_b = from_a - size, from_b - size
        one[A_START] -= 1
        one[B_START] -= 1


@lean
def to_marks(one: Any, pairs: Any, in_a: Any, in_b: Any) -> None:
    """Let a piece of the quotations ``in_a`` and ``in_b`` reach to their marks."""
    lead_a, lead_b = pairs[0, 0] - in_a[Q_FIRST], pairs[0, 1] - in_b[Q_FIRST]
    rest_a, rest_b = in_a[Q_STOP] - 1 - pairs[-1, 0], in_b[Q_STOP] - 1 - pairs[-1, 1]
    little_a = max(LEAD_WORDS, LEAD_SHARE * (in_a[Q_STOP] - in_a[Q_FIRST]))
    little_b = max(LEAD_WORDS, LEAD_SHARE * (in_b[Q_STOP] - in_b[Q_FIRST]))
    if lead_a <= little_a and (lead_b <= little_b or lead_a == 0):
        one[A_START] = in_a[Q_START]
    if lead_b <= little_b and (lead_a <= little_a or lead_b == 0):
        one[B_START] = in_b[Q_START]
    if rest_a <= little_a and (rest_b <= little_b or rest_a == 0):
        one[A_END] = in_a[Q_END]
    if rest_b <= little_b and (rest_a <= little_a or rest_b == 0):
        one[B_END] = in_b[Q_END]
    shorter = min(in_a[Q_STOP] - in_a[Q_FIRST], in_b[Q_STOP] - in_b[Q_FIRST])
    one[WHOLE] = 1 if pairs.shape[0] >= MOST_OF * shorter else 0


@lean
def find_stretches(data: Any, a: Any, b: Any, known: Any, tables: Any, room: Any) -> Int:
    """Fill in the stretches of two texts and their bits; return how many there are.

    ``known``: as for :func:`shared_pairs`; ``tables``: of letters; ``room``: for chains, stretches
    and bits.
    """
    found = shared_pairs(a, b, known, room.chains)
    most = found + a[2].shape[0] + b[2].shape[0] + 1
    stretches, bits = room.stretches[:most], room.weights[:most]
    count, start = 0, np.int64(0)
    for end in room.chains.ends[:found]:
        pairs, start = room.chains.pairs[start:end], end
        spoken = count_quoted_pairs(pairs, a, b)
        beside = pairs.shape[0] - spoken
        if spoken and (beside < SAID_WORDS or beside < SAID_SHARE * pairs.shape[0]):
            count = cut_quotes(data, pairs, a, b, stretches, bits, count, known, tables)
        elif count < most:
            fill(stretches[count], pairs, a, b, PLAIN)
            at = place(data, stretches[count], pairs, a, b, tables)
            reach(data, stretches[count], at, a, b, tables[0])
            bits[count] = bits_of_pairs(pairs, known[0])
            count += 1
    return count


@lean
def cut_quotes(
    data: Any,
    pairs: Any,
    a: Any,
    b: Any,
    stretches: Any,
    bits: Any,
    count: Int,
    known: Any,
    tables: Any,
) -> Int:
    """Add a stretch for each quotation that the pairs lie in."""
    start = 0
    for at in range(1, pairs.shape[0] + 1):
        nth_a, nth_b = a[3][pairs[start, 0]], b[3][pairs[start, 1]]
        if at < pairs.shape[0] and a[3][pairs[at, 0]] == nth_a and b[3][pairs[at, 1]] == nth_b:
            continue
        if nth_a and nth_b and count < bits.size:
            piece = pairs[start:at]
            fill(stretches[count], piece, a, b, QUOTE)
            place(data, stretches[count], piece, a, b, tables)
            to_marks(stretches[count], piece, a[2][nth_a - 1], b[2][nth_b - 1])
            bits[count] = bits_of_pairs(piece, known[0])
            count += 1
        start = at
    return count
