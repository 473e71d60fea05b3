"""Which of the words that an attribution gives for its source name it.

1. A topic set before the source is stepped over (*Terkait uji KIR,* **Bupati**).
2. Who is described points back with all of the description (**istri Danu ini**), not with the
   name inside it.
3. Who accompanies a source is not the source (**AKP Danu** *didampingi Rina menjelaskan*).
4. A name set beside a description stands for it (*salah seorang wali murid,* **Rina** *(29)*;
   **Rina**, *seorang wali murid*).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sumber.language import cues
from sumber.language import lexicon as lex
from sumber.language.tokens import LOWER, TITLE, UPPER
from sumber.records import Clause, Mention, Span

Range = tuple[int, int]
CLOSERS = frozenset([",", "("]) | cues.FRAMES.keys()
DESCRIBERS = lex.ROLES | lex.GROUPS | {"salah", "seorang", "sang", "seseorang"}
NO_PERSON = lex.PLACES | lex.BODIES | lex.OPENERS | lex.DAYS | lex.MONTHS | lex.ROLES
TOPICS = (lex.OPENERS | cues.QUOTING | {"kepada"}) - DESCRIBERS
RELATIVE = frozenset(["yang", "untuk", "dan", "melalui", "menteri"])
LONGEST_NAME = 4
AWAY = 3  # items between a name and *didampingi*
REACH = 12  # items between a name and what is said of it, or who comes with it


def bearer(clause: Clause, source: Range, mentions: Sequence[Mention]) -> Range:
    """Return the items that name the source, of the items ``source`` that are given for it.

    ``mentions`` are those of the clause.
    """
    whole = _described(clause, _without_deed(clause, _without_topic(clause, source)))
    if clause.lows[whole[1] - 1] in cues.BACK:
        return whole
    names = [_items(clause, m.span) for m in mentions if m.kind == "person"]
    before = _accompanied(clause, whole, names) or _before_description(clause, whole, names)
    return before or _apposed(clause, whole)


def _without_topic(clause: Clause, source: Range) -> Range:
    """Step over a topic set before the source."""
    start, end = source
    low = clause.lows[start]
    opens = low in TOPICS or (clause.shapes[start] == LOWER and low.startswith("me"))
    commas = [at for at in range(start + 1, end - 1) if clause.lows[at] == ","]
    return (commas[-1] + 1, end) if opens and commas else source


def _without_deed(clause: Clause, source: Range) -> Range:
    """Cut off what a named source did meanwhile (**Danu** *menutup rapat*)."""
    start, end = source
    if clause.shapes[start] not in (TITLE, UPPER):
        return source
    for at in range(start + 1, end):
        low = clause.lows[at]
        deed = clause.shapes[at] == LOWER and low.startswith("me") and len(low) > 5
        if deed and clause.lows[at - 1] not in RELATIVE:
            return start, at
    return source


def _described(clause: Clause, source: Range) -> Range:
    """Take in the role with which a description begins (**cawapres Danu ini**)."""
    start, end = source
    if clause.lows[end - 1] not in cues.BACK or clause.lows[start] in DESCRIBERS:
        return source
    for at in range(start - 1, max(-1, start - REACH), -1):
        low = clause.lows[at]
        if low in cues.FRAMES or clause.quoted[at] >= 0 or low in (".", ",", ";", ":"):
            break
        if low in lex.ROLES:
            first = at
            while first and clause.lows[first - 1] in lex.ROLES:
                first -= 1
            return first, end
    return source


def _accompanied(clause: Clause, source: Range, names: list[Range]) -> Range | None:
    """Return the name before *didampingi*, *mewakili* where the source stands behind it."""
    for at in range(source[0] - 1, max(-1, source[0] - REACH), -1):
        if clause.lows[at] in cues.COMPANIONS:
            return _name_before(clause, at, names, AWAY)
        if clause.lows[at] in cues.FRAMES or clause.quoted[at] >= 0:
            break
    return None


def _before_description(clause: Clause, source: Range, names: list[Range]) -> Range | None:
    """Return the name right before a description and its comma."""
    start = source[0]
    if clause.lows[start] not in DESCRIBERS or clause.lows[start - 1 : start] != [","]:
        return None
    return _name_before(clause, start - 1, names, 0)


def _name_before(clause: Clause, end: int, names: list[Range], away: int) -> Range | None:
    """Return the name last before an item, at most ``away`` items between."""
    near = [name for name in names if end - away <= name[1] <= end]
    return max(near) if near and clause.quoted[max(near)[0]] < 0 else None


def _items(clause: Clause, span: Span) -> Range:
    return bisect_left(clause.starts, span.start), bisect_left(clause.starts, span.end)


def _apposed(clause: Clause, source: Range) -> Range:
    """Return the name set beside a description.

    The comma may stand inside the words of the source, or right behind them.
    """
    start, end = source
    if clause.shapes[start] != LOWER and clause.lows[start] not in DESCRIBERS:
        return source
    commas = [at for at in range(start + 1, end) if clause.lows[at] == ","]
    if end < len(clause) and clause.lows[end] == ",":
        commas.append(end)
    for comma in reversed(commas):
        stop = comma + 1
        while stop < len(clause) and clause.shapes[stop] in (TITLE, UPPER):
            stop += 1
        closed = stop < len(clause) and (clause.lows[stop] in CLOSERS or stop == end)
        known = any(low in NO_PERSON for low in clause.lows[comma + 1 : stop])
        if 0 < stop - comma - 1 <= LONGEST_NAME and closed and not known:
            return comma + 1, stop
    return source
