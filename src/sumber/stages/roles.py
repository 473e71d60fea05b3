"""Bind role and body to the names they introduce, by a learned tagger.

1. For each person's name, the items of its sentence are tagged as seen from that name: R its role,
   A its body, X a body that is part of the role.
2. Names in whose sentence no word can begin a role are passed over; what stands behind another
   name is that name's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from sumber.language import lexicon as lex
from sumber.model.sums import Place
from sumber.model.tagger import Tagger
from sumber.records import Clause, Mention, Notes, Span
from sumber.stages.introductions import by_clause
from sumber.stages.statements.arguments import view
from sumber.stages.statements.outlook import DISTANCES

OFFSETS = [-2, -1, 0, 1, 2]
SELF: Place = (("self",),)
FAR: Place = (("far",),)
REACH = 24  # items on either side of a name that can hold its role
Range = tuple[int, int]


def bind_roles(notes: Notes, tagger: Tagger) -> Notes:
    """Return the notes with role and body of every person's mention bound anew."""
    atoms: list[list[Place]] = []
    local: list[list[Place]] = []
    owners: list[tuple[Clause, Mention, int, list[int]]] = []
    for row, (clause, inside, names) in enumerate(name_seats(notes)):
        seen, signs = view(clause, inside)
        atoms.append(seen)
        for mention, seat in names:
            local.append(places(clause, seat, signs))
            owners.append((clause, mention, row, _names_between(signs, seat)))
    base = tagger.atom_scores(atoms)
    by_place = tagger.local_scores(local)
    scores = [base[row] + own for (_, _, row, _), own in zip(owners, by_place, strict=True)]
    bound: dict[Mention, Mention] = {}
    for (clause, mention, _, between), path in zip(owners, tagger.best(scores), strict=True):
        tags = [tagger.labels[n] for n in path]
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


def places(clause: Clause, seat: Range, signs: list[str]) -> list[Place]:
    """Return the features of every item as seen from the name at ``seat``."""
    marks = _marks_between(clause, seat)
    names = _names_between(signs, seat)
    before = signs[seat[0] - 1] if seat[0] else "^"
    behind = signs[seat[1]] if seat[1] < len(signs) else "$"
    found: list[Place] = []
    for at in range(len(clause)):
        if seat[0] <= at < seat[1]:
            found.append(SELF)
            continue
        side = "-" if at < seat[0] else "+"
        away = seat[0] - at if at < seat[0] else at - seat[1] + 1
        if away > REACH:
            found.append(FAR)
            continue
        step = DISTANCES[min(away, len(DISTANCES) - 1)]
        left = signs[at - 1] if at else "^"
        mark, rivals = min(marks[at], 3), min(names[at], 2)
        found.append(
            (
                _features(side, step, mark, rivals, left, signs[at]),
                (f"e{side}{before}|{behind}|{signs[at]}", f"e{side}{before}|{behind}|{rivals}"),
            )
        )
    return found


@lru_cache(maxsize=1 << 15)
def _features(
    side: str, step: int, mark: int, rivals: int, left: str, sign: str
) -> tuple[str, ...]:
    """Return the features of one item; the same few recur, so they are remembered."""
    return (
        f"d{side}{step}",
        f"m{side}{mark}",
        f"n{side}{rivals}",
        f"m{side}{mark}n{rivals}|{sign}",
        f"s{side}{sign}",
        f"s{side}{sign}|{step}",
        f"b{side}{left}|{sign}",
    )


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
