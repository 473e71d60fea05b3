"""Bind role and body to the names they introduce, by a learned tagger.

1. For each person's name, the items of its sentence are tagged as seen from that name: R its role,
   A its body, X a body that is part of the role.
2. Names in whose sentence no word can begin a role are passed over; what stands behind another
   name is that name's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from sumber.language import lexicon as lex
from sumber.model.asking import Asking, Question
from sumber.model.signs import BITS, SIGNS
from sumber.model.sums import Bundle, Numbers, Place
from sumber.model.tagger import Row, Tagger
from sumber.records import Clause, Mention, Notes, Span
from sumber.stages.introductions import by_clause
from sumber.stages.statements.arguments import seen as marked
from sumber.stages.statements.outlook import DISTANCES

OFFSETS = [-2, -1, 0, 1, 2]
SELF, FAR = 4, 8
SPELT: dict[int, Bundle] = {0: (), SELF: ("self",), FAR: ("far",)}
REACH = 24  # items on either side of a name that can hold its role
Range = tuple[int, int]
_START, _END = SIGNS.number("^"), SIGNS.number("$")


class Seen(NamedTuple):
    """The items of a name in its sentence, and the signs of all items."""

    clause: Clause
    seat: Range
    signs: list[str]


def bind_roles(notes: Notes, tagger: Tagger) -> Asking[Notes]:
    """Return the notes with role and body of every person's mention bound anew."""
    atoms: list[Row] = []
    rows: list[int] = []
    seen: list[Seen] = []
    owners: list[Mention] = []
    for clause, inside, names in name_seats(notes):
        row, signs = marked(clause, inside)
        rows += [len(atoms)] * len(names)
        atoms.append(row)
        seen += [Seen(clause, seat, signs) for _, seat in names]
        owners += [mention for mention, _ in names]
    if not owners:
        return notes
    bound: dict[Mention, Mention] = {}
    answers = yield Question(tagger, atoms, rows, seen, look, spell)
    for mention, (clause, seat, signs), (tags, _) in zip(owners, seen, answers, strict=True):
        between = _names_between(signs, seat)
        near = ["O" if names else tag for tag, names in zip(tags, between, strict=True)]
        bound[mention] = _with_role(clause, mention, near)
    mentions = tuple(bound.get(m, m) for m in notes.mentions)
    return msgspec.structs.replace(notes, mentions=mentions)


def name_seats(
    notes: Notes,
) -> Sequence[tuple[Clause, list[Mention], list[tuple[Mention, Range]]]]:
    """Return the sentences that can hold roles: their mentions, and the items of each name."""
    found = []
    for clause, inside in zip(notes.clauses, by_clause(notes), strict=True):
        if any(m.kind == "person" for m in inside) and _can_hold_role(clause, inside):
            names = [(m, seat) for m in inside if m.kind == "person" and (seat := _seat(clause, m))]
            if names:
                found.append((clause, inside, names))
    return found


def _can_hold_role(clause: Clause, inside: list[Mention]) -> bool:
    return any(m.role or m.affiliation for m in inside) or not lex.ROLES.isdisjoint(clause.lows)


def _seat(clause: Clause, mention: Mention) -> Range | None:
    items = [
        at
        for at, start in enumerate(clause.starts)
        if mention.span.start <= start < mention.span.end and clause.quoted[at] < 0
    ]
    return (items[0], items[-1] + 1) if items else None


def look(seen: Sequence[Seen]) -> Numbers:
    """Return for every item, as seen from its name, three numbers that spell features."""
    return np.array([numbers for one in seen for numbers in _numbers(one)], dtype=np.int64)


def _numbers(seen: Seen) -> Iterator[tuple[int, int, int]]:
    """Yield for every item the numbers for its place and for what stands beside the name."""
    (clause, seat, signs), number = seen, SIGNS.number
    marks = _marks_between(clause, seat)
    names = _names_between(signs, seat)
    before = number(signs[seat[0] - 1]) if seat[0] else _START
    behind = number(signs[seat[1]]) if seat[1] < len(signs) else _END
    beside = before << BITS | behind
    left = _START
    for at, sign in enumerate(map(number, signs)):
        after = at >= seat[0]
        away = at - seat[1] + 1 if after else seat[0] - at
        if away <= 0 or away > REACH:
            yield (SELF, 0, 0) if away <= 0 else (FAR, 0, 0)
        else:
            step = DISTANCES[min(away, len(DISTANCES) - 1)]
            mark, rivals = min(marks[at], 3), min(names[at], 2)
            own = ((left << BITS | sign) << 12 | step << 6 | mark << 4 | rivals << 2) << 1 | after
            yield (
                own << 2 | 1,
                ((beside << BITS | sign) << 1 | after) << 2 | 2,
                ((beside << 2 | rivals) << 1 | after) << 2 | 3,
            )
        left = sign


def spell(number: int) -> Bundle:
    """Return the features that a number stands for."""
    family, side, rest = number & 3, "+" if number & 4 else "-", number >> 3
    if family == 0:
        return SPELT[number]
    if family == 1:
        step, mark, rivals = rest >> 6 & 63, rest >> 4 & 3, rest >> 2 & 3
        left, sign = _written(rest >> 12 + BITS), _written(rest >> 12)
        return (
            f"d{side}{step}",
            f"m{side}{mark}",
            f"n{side}{rivals}",
            f"m{side}{mark}n{rivals}|{sign}",
            f"s{side}{sign}",
            f"s{side}{sign}|{step}",
            f"b{side}{left}|{sign}",
        )
    last, bits = (_written(rest), BITS) if family == 2 else (str(rest & 3), 2)
    before, behind = _written(rest >> bits + BITS), _written(rest >> bits)
    return (f"e{side}{before}|{behind}|{last}",)


def _written(number: int) -> str:
    return SIGNS.written[number & (1 << BITS) - 1]


def places(clause: Clause, seat: Range, signs: list[str]) -> list[Place]:
    """Return the features of every item as seen from the name at ``seat``, written out."""
    return [(*map(spell, own),) for own in _numbers(Seen(clause, seat, signs))]


def _marks_between(clause: Clause, seat: Range) -> list[int]:
    counts = [0] * len(clause)
    for order in (range(seat[0] - 1, -1, -1), range(seat[1], len(clause))):
        seen = 0
        for at in order:
            counts[at] = seen
            seen += clause.lows[at] in (",", "(", ")", ".", ";")
    return counts


def _names_between(signs: list[str], seat: Range) -> list[int]:
    counts = [0] * len(signs)
    for order in (range(seat[0] - 1, -1, -1), range(seat[1], len(signs))):
        seen, previous = 0, ""
        for at in order:
            seen += signs[at] == "N" and previous != "N"
            counts[at], previous = seen, signs[at]
    return counts


def _with_role(clause: Clause, mention: Mention, tags: list[str]) -> Mention:
    return msgspec.structs.replace(
        mention,
        role=_covered(clause, tags, ("R", "X")),
        affiliation=_covered(clause, tags, ("A", "X")),
    )


def _covered(clause: Clause, tags: list[str], kinds: tuple[str, ...]) -> Span | None:
    """Return the first unbroken stretch of the kinds, small gaps bridged."""
    merged = [tag[2:] in kinds for tag in tags]
    starts = [at for at, hit in enumerate(merged) if hit]
    if not starts:
        return None
    end = starts[0]
    for at in starts:
        if at - end > 2:
            break
        end = at
    return clause.range(starts[0], end + 1)
