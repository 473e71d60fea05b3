"""What stands around a cue, for the learned tagger: before it, and in the clause behind it.

Negated or subordinate verbs report less often (*enggan menjelaskan*, *untuk mengingatkan*), and a
verb behind the cue is what makes a clause of its content (*menjelaskan nasib warga*). The classes
of the neighbours (:mod:`sumber.model.company`) stand in for words that were not learned.
"""

from __future__ import annotations

from sumber.language import cues
from sumber.language.tokens import LOWER
from sumber.model.company import NONE, company
from sumber.records import Clause

BEFORE = 3  # items before a cue that can negate or subordinate it
BEHIND = 24  # items behind a cue in which a verb is looked for
PARTS = frozenset(",.;:")
VERBAL = ("me", "di", "be", "te")
NEIGHBOURS = (-2, -1, 0, 1, 2)


def surroundings(clause: Clause, cue: int, kind: str) -> list[str]:
    """Return the features of the cue at item ``cue``; ``kind`` is how the cue is used."""
    lows = clause.lows
    before = lows[max(0, cue - BEFORE) : cue]
    denied = not cues.NEGATIONS.isdisjoint(before)
    link = next((low for low in reversed(before) if low in cues.SUBORDINATING), "")
    length = _run(lows, cue)
    verb = min(_first_verb(clause, cue, length), 3)
    return [
        f"no{denied:d}|{kind}",
        f"by{link}",
        f"v{verb}|{kind}",
        f"v{verb}|{lows[cue]}",
        f"o{min(length, 12) // 3}|{kind}",
        *(f"w{away}{_class(clause, cue + away)}" for away in NEIGHBOURS),
    ]


def _run(lows: list[str], cue: int) -> int:
    """Count the items behind the cue up to the next mark."""
    end = min(len(lows), cue + 1 + BEHIND)
    return next((at for at in range(cue + 1, end) if lows[at] in PARTS), end) - cue - 1


def _first_verb(clause: Clause, cue: int, length: int) -> int:
    """Return how far behind the cue the first verb stands, -1 where there is none."""
    for n, at in enumerate(range(cue + 1, cue + 1 + length)):
        low = clause.lows[at]
        formed = clause.shapes[at] == LOWER and len(low) > 4 and low.startswith(VERBAL)
        if formed or low in cues.AUXILIARIES:
            return n
    return -1


def _class(clause: Clause, at: int) -> str:
    inside = 0 <= at < len(clause)
    return company(clause.lows[at], clause.shapes[at])[1] if inside else NONE[1]
