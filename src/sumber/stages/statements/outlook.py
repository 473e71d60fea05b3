"""What is seen of every item of a clause from one of its cues, for the learned tagger.

1. All items of all cues of an article are looked at together, in NumPy: six numbers of each
   item, one a family of features (distance, marks between, sign, neighbour, what the rules read,
   *bahwa*).
2. A number spells features (``spell``); few numbers recur most of the time, so the model remembers
   the sums of their weights and no features are written out.
3. What is to be said of the cue as a whole is the same for all items on one side of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sumber.language import cues
from sumber.model.signs import SIGNS
from sumber.model.sums import Bundle, Numbers, Place
from sumber.records import Clause
from sumber.stages.clauses import QUOTATION
from sumber.stages.statements.frames import Attribution
from sumber.stages.statements.surroundings import surroundings

SIDES = ("-", "0", "+")
MOST_MARKS = 3
MOSTSIGNS = 1 << 16
FAMILIES = 6
NOWHERE = 1 << 30
DISTANCES = [*range(6), 5, 5, 8, 8, 8, 8, 8, 13, 13, 13, 13, 13, 13, 13, 20]
_STEPS = np.array(DISTANCES)
PLAIN = tuple(",:.(")
COMMA, PARTING = 1, 2


class Seat(NamedTuple):
    """One cue of a clause: its item, all cue items, the signs, and what the rules read there."""

    clause: Clause
    cue: int
    cue_items: list[int]
    signs: list[str]
    rules: Sequence[Attribution]


_START = SIGNS.number("^")
_OTHER = SIGNS.number("_")
_PLAIN = {SIGNS.number(mark) for mark in PLAIN}


def look(seats: Sequence[Seat]) -> Numbers:
    """Return six numbers for each item of each seat, and one for its seat and side."""
    lengths = np.array([len(seat.clause) for seat in seats])
    starts = lengths.cumsum() - lengths
    count = int(lengths.sum())
    which = np.repeat(np.arange(len(seats)), lengths)
    at = np.arange(count)
    packed = np.array([number for seat in seats for number in _packed(seat)])
    own = packed >> 2
    before = np.concatenate(([_START], own[:-1]))
    before[starts] = _START
    ruled = np.frombuffer("".join(map(_ruled, seats)).encode("ascii"), dtype=np.uint8)
    ruled = ruled.astype(np.int64)
    ruled_before = np.concatenate(([0], ruled[:-1]))
    ruled_before[starts] = ord("^")
    cue: Numbers = (np.array([seat.cue for seat in seats]) + starts)[which]
    that = (np.array([_that(seat) for seat in seats]) + starts)[which]
    kind = np.array([SIGNS.number(_kind(seat.clause, seat.cue)) for seat in seats])[which]
    away: Numbers = at - cue
    side = 1 + (away > 0) - (away < 0)
    marks = _marks(packed, at, cue, away)
    plain = np.where(np.isin(before, list(_PLAIN)), before, _OTHER)
    behind = np.where((away > 0) & (that < NOWHERE), 1 + (at > that), 0)
    steps = _STEPS[np.minimum(np.abs(away), len(DISTANCES) - 1)]
    place = side << 3
    return np.stack(
        [
            place | steps << 5 | kind << 16,
            place | 1 | marks << 5 | plain << 7 | kind << 23,
            place | 2 | own << 5 | kind << 21,
            place | 3 | marks << 5 | own << 7 | before << 23,
            4 | ruled << 5 | ruled_before << 12 | kind << 19,
            5 | behind << 5,
            which * len(SIDES) + side,
        ],
        axis=1,
    )


def _marks(packed: Numbers, at: Numbers, cue: Numbers, away: Numbers) -> Numbers:
    """Count, up to three, the commas before the cue and commas, colons and *bahwa* behind it."""
    commas = np.concatenate(([0], (packed & COMMA).cumsum()))
    parting = np.concatenate(([0], ((packed & PARTING) >> 1).cumsum()))
    left = commas[cue] - commas[at + 1]
    right = parting[at] - parting[np.minimum(cue + 1, at)]
    counts = np.where(away < 0, left, np.where(away > 0, right, 0))
    return np.minimum(counts, MOST_MARKS)


def _packed(seat: Seat) -> Iterator[int]:
    """Yield for each item the number of its sign, and whether it is a comma or parts clauses."""
    number = SIGNS.number
    for sign, low in zip(seat.signs, seat.clause.lows, strict=True):
        if low == ",":
            yield number(sign) << 2 | COMMA | PARTING
        elif low in ("bahwa", ":"):
            yield number(sign) << 2 | PARTING
        else:
            yield number(sign) << 2


def _that(seat: Seat) -> int:
    """Return the first *bahwa* behind the cue."""
    lows = seat.clause.lows
    return next((at for at in range(seat.cue + 1, len(lows)) if lows[at] == "bahwa"), NOWHERE)


def spell(number: int) -> Bundle:
    """Return the features that a number stands for."""
    family, side, rest = number & 7, SIDES[number >> 3 & 3], number >> 5
    match family:
        case 0:
            away, kind = rest & 0x7FF, SIGNS.written[rest >> 11]
            return f"d{side}{away}", f"d{side}{away}|{kind}"
        case 1:
            mark, plain, kind = (
                rest & 3,
                SIGNS.written[rest >> 2 & 0xFFFF],
                SIGNS.written[rest >> 18],
            )
            return f"m{side}{mark}", f"m{side}{mark}|{kind}", f"m{side}{mark}|{plain}|{kind}"
        case 2:
            sign, kind = SIGNS.written[rest & 0xFFFF], SIGNS.written[rest >> 16]
            return f"s{side}{sign}", f"s{side}{sign}|{kind}"
        case 3:
            mark, sign, before = (
                rest & 3,
                SIGNS.written[rest >> 2 & 0xFFFF],
                SIGNS.written[rest >> 18],
            )
            return f"b{side}{before}|{sign}", f"b{side}{before}|{sign}|{mark}"
        case 4:
            own, ahead, kind = chr(rest & 0x7F), chr(rest >> 7 & 0x7F), SIGNS.written[rest >> 14]
            return f"r{own}", f"r{own}|{ahead}|{kind}"
        case _:
            return (("that-",) if rest == 1 else ("that+",)) if rest else ()


def places(seat: Seat) -> list[Place]:
    """Return the features of every item as seen from the cue, written out."""
    told = [tuple(side + fact for fact in facts_of(seat)) for side in SIDES]
    return [(*map(spell, own), told[side]) for *own, side in look([seat]).tolist()]


def facts_of(seat: Seat) -> list[str]:
    """Return what is to be said of the cue as a whole."""
    lows, cue, signs = seat.clause.lows, seat.cue, seat.signs
    kind = _kind(seat.clause, cue)
    earlier = min(sum(at < cue for at in seat.cue_items), 2)
    heard = "y" if _rule(seat) is not None else "o" if seat.rules else "n"
    subject = _subject(signs, cue)
    return [
        f"k{lows[cue]}",
        f"f{kind}",
        f"n{earlier}|{kind}",
        f"q{QUOTATION in lows[:cue]:d}{QUOTATION in lows[cue:]:d}|{kind}",
        f"<{lows[cue - 1] if cue else '^'}",
        f">{lows[cue + 1] if cue + 1 < len(lows) else '$'}",
        f">>{lows[cue + 2] if cue + 2 < len(lows) else '$'}",
        f"0{cue == 0:d}|{kind}",
        f"t{'bahwa' in lows[cue : cue + 25]:d}|{kind}",
        f"l{min(len(lows) - cue, 6)}|{kind}",
        f"r{heard}|{kind}",
        f"h{subject}|{kind}",
        f"h{subject}",
        *surroundings(seat.clause, cue, kind),
    ]


def _rule(seat: Seat) -> Attribution | None:
    """Return what the rules read at the cue."""
    return next((r for r in seat.rules if r.cue is not None and r.cue[0] == seat.cue), None)


def _ruled(seat: Seat) -> str:
    """Return what the rules take every item for: content, source, or nothing."""
    rule, count = _rule(seat), len(seat.clause)
    if rule is None:
        return "-" * count
    marks = ["-"] * count
    for start, end in rule.contents:
        marks[start:end] = "C" * (end - start)
    if rule.source is not None:
        start, end = rule.source
        marks[start:end] = "S" * (end - start)
    return "".join(marks)


def _subject(signs: list[str], cue: int) -> str:
    """Return what stands nearest before the cue that can be its subject, and how near."""
    for away in range(1, min(cue, 8) + 1):
        sign = signs[cue - away]
        if sign in ("N", "G", "R", "A") or sign.startswith("pronoun"):
            return f"{sign}{min(away, 4)}"
    return f"none{cue > 0:d}"


def _kind(clause: Clause, cue: int) -> str:
    frame = cues.FRAMES.get(clause.lows[cue])
    clitic = clause.lows[cue].endswith("nya")
    return f"{frame[0]}{frame[1]:d}{clitic:d}" if frame else "nya"
