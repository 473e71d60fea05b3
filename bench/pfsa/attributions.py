"""Find, for every quotation, the cue behind it and the words that name its speaker there."""

from __future__ import annotations

import msgspec

from bench.pfsa.items import Items
from bench.pfsa.words import HE, PAUSES
from sumber.language import cues
from sumber.language import lexicon as lex
from sumber.language.tokens import LOWER, TITLE, UPPER
from sumber.stages.clauses import QUOTATION

Range = tuple[int, int]
FURTHEST = 20


class Attribution(msgspec.Struct):
    """A quotation with its cue: items. ``form`` tells how the speaker is named."""

    quotation: int
    cue: int
    speaker: Range
    form: str


def attributions_of(items: Items) -> list[Attribution]:
    """Return an attribution for every quotation that a cue follows, in text order."""
    found = []
    for at, low in enumerate(items.row.lows):
        if low == QUOTATION:
            cue = _cue(items, at)
            if cue >= 0:
                speaker = _speaker(items, cue)
                found.append(Attribution(at, cue, speaker, _form(items, cue, speaker)))
    return found


def _cue(items: Items, quotation: int) -> int:
    at = quotation + 1
    lows = items.row.lows
    if at < len(items) and lows[at] == ",":
        at += 1
    if at >= len(items) or items.row.shapes[at] != LOWER:
        return -1
    low = lows[at]
    frame = cues.FRAMES.get(low, ("", False))[0]
    behind = frame in (cues.AFTER, cues.PASSIVE, cues.BEFORE)
    return at if behind or (low.endswith("nya") and len(low) > 5) else -1


def _speaker(items: Items, cue: int) -> Range:
    """Return the words behind the cue up to the end of the name; empty for a clitic."""
    lows, shapes = items.row.lows, items.row.shapes
    start = cue + 1
    if start < len(items) and lows[start] in HE:
        return start, start + 1
    end, last = start, start
    while end < len(items) and end - start < FURTHEST and lows[end] not in (".", QUOTATION):
        if shapes[end] in (TITLE, UPPER):
            last = end + 1
        elif lows[end] in PAUSES and last > start and not _goes_on(items, start, end):
            break
        end += 1
    if lows[cue].endswith("nya") and (last == start or shapes[start] not in (TITLE, UPPER)):
        return start, start
    return start, last


def _goes_on(items: Items, start: int, at: int) -> bool:
    """Tell whether a name still follows the pause in what begins with a role."""
    if items.row.lows[at] != "," or items.row.lows[start] not in lex.ROLES:
        return False
    return items.row.shapes[at + 1 : at + 2] in ([TITLE], [UPPER])


def _form(items: Items, cue: int, speaker: Range) -> str:
    start, end = speaker
    if start == end:
        return "clitic" if items.row.lows[cue].endswith("nya") else "none"
    first = items.row.lows[start]
    if first in HE:
        return "he"
    if first in lex.ROLES and end - start == 1:
        return "role"
    if first in lex.ROLES:
        return "long"
    if items.row.shapes[start] == LOWER:
        return "lower"
    return "name" if end - start <= 2 else "long"
