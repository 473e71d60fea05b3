"""To whom something was said, where the tagger names nobody.

1. *kata X* **kepada Y**: what stands behind *kepada* up to the next mark, time or place.
2. *X meminta* **Y** *melakukan S*: whom an asking verb names first, if it is somebody who can act;
   the words are part of the content too, unless *agar* or *untuk* begins it.
"""

from __future__ import annotations

from sumber.language import cues
from sumber.language import lexicon as lex
from sumber.language.tokens import LOWER, NUMBER, OTHER, TITLE, UPPER
from sumber.records import Clause
from sumber.stages.statements.frames import Attribution

Range = tuple[int, int]
AWAY = 14  # items between the cue and *kepada*
LONGEST = 12  # items of an addressee
ACTIVE = ("me", "be", "te")
ENDS = lex.DAYS | lex.MONTHS | lex.BEFORE_PLACES | cues.ENDS_SOURCE
ACTORS = lex.ROLES | lex.GROUPS | lex.BODIES | cues.GATHERED


def addressee(clause: Clause, attribution: Attribution) -> Range | None:
    """Return the items that name the addressee of an attribution that has none yet."""
    if attribution.cue is None or not attribution.contents:
        return None
    frame = cues.FRAMES.get(clause.lows[attribution.cue[0]])
    if frame is not None and frame[0] == cues.ASKING:
        return _asked(clause, attribution)
    return _told(clause, attribution)


def _asked(clause: Clause, attribution: Attribution) -> Range | None:
    """Return who stands at the head of what is asked for, before the verb."""
    start, end = attribution.contents[0]
    assert attribution.cue is not None
    first = attribution.cue[1]
    if first < start and clause.lows[start - 1] in cues.PURPOSE:
        return _before_purpose(clause, first, start - 1)
    if start != first or not _acts(clause, start):
        return None
    for at in range(start + 1, min(end, start + LONGEST)):
        low = clause.lows[at]
        if low in cues.AUXILIARIES or low in cues.PURPOSE or _is_verb(clause, at):
            return start, at
        if clause.shapes[at] == LOWER and low.startswith("di") and len(low) > 4:
            return None
    return None


def _before_purpose(clause: Clause, first: int, end: int) -> Range | None:
    """Return who stands between the cue and *agar*, *untuk*."""
    first += clause.lows[first] in ("kepada", "pada")
    whole = not any(
        clause.shapes[at] == OTHER or clause.quoted[at] >= 0 for at in range(first, end)
    )
    return (first, end) if 0 < end - first <= LONGEST and whole and _acts(clause, first) else None


def _acts(clause: Clause, at: int) -> bool:
    return clause.shapes[at] in (TITLE, UPPER) or clause.lows[at] in ACTORS


def _is_verb(clause: Clause, at: int) -> bool:
    """Tell whether an item is formed like a verb of doing (*menunggu*, *berhenti*)."""
    low = clause.lows[at]
    return clause.shapes[at] == LOWER and len(low) > 4 and low.startswith(ACTIVE)


def _told(clause: Clause, attribution: Attribution) -> Range | None:
    """Return what stands behind *kepada*, outside the content."""
    assert attribution.cue is not None
    taken = {at for start, end in attribution.contents for at in range(start, end)}
    first = attribution.cue[1]
    for at in range(first, min(len(clause), first + AWAY)):
        if at in taken or clause.quoted[at] >= 0:
            return None
        if clause.lows[at] == "kepada":
            end = _end_of_name(clause, at + 1, taken)
            return (at + 1, end) if end > at + 1 else None
    return None


def _end_of_name(clause: Clause, start: int, taken: set[int]) -> int:
    at = start
    while at < min(len(clause), start + LONGEST):
        low, shape = clause.lows[at], clause.shapes[at]
        parts = low in cues.FRAMES or low in ENDS or low in cues.OPENERS
        if at in taken or clause.quoted[at] >= 0 or parts or shape in (OTHER, NUMBER):
            break
        at += 1
    return at
