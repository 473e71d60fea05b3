"""Bound, by rule, the source and the content that stand around a cue.

1. The source behind a cue ends where time, place, channel or a new clause begin; before a verb it
   reaches back to the break of its clause.
2. The content begins behind *bahwa*, a comma or a colon, and ends with the clause, before trailing
   particulars.
"""

from __future__ import annotations

from sumber.language import cues
from sumber.language import lexicon as lex
from sumber.language.tokens import LOWER, NUMBER, OTHER, TITLE, UPPER
from sumber.records import Clause
from sumber.stages.clauses import QUOTATION

Range = tuple[int, int]
STOPS = frozenset([".", "!", "?", ",", ";", ":", "…", "-", "–", "—"])
SHORT_WORD = 3  # a stop behind such a word is an abbreviation's
NEAR_START = 4
SOON_OVER = 8


def skip_connectives(clause: Clause) -> int:
    """Return where the clause proper begins, behind *Namun,* or *Sementara itu,*."""
    start = 0
    while start < len(clause) and clause.shapes[start] == OTHER and clause.quoted[start] < 0:
        start += 1
    for length in (4, 3, 2, 1):
        if tuple(clause.lows[start : start + length]) in cues.CONNECTIVES:
            start += length
            break
    while start < len(clause) and clause.lows[start] == ",":
        start += 1
    return start


def source_after(clause: Clause, at: int) -> Range | None:
    """Return the words of the source that begin at ``at`` (*kata* **Ketua RT 05 Budi** *di …*)."""
    end = at
    while end < len(clause) and not _ends_source(clause, at, end):
        end += 1
    while end > at and clause.lows[end - 1] in STOPS:
        end -= 1
    return (at, end) if end > at else None


def _ends_source(clause: Clause, at: int, end: int) -> bool:
    low = clause.lows[end]
    if low in (".", ";", ":", "(", "!", "?", QUOTATION, "[", "||") and not (
        low == "." and len(clause.lows[end - 1]) <= SHORT_WORD
    ):
        return True
    if low == ",":
        return not (
            end + 1 < len(clause)
            and clause.lows[at] != clause.lows[end - 1]
            and _name_follows(clause, at, end)
        )
    inside = low in cues.INSIDE_SOURCE and 0 < end - at <= NEAR_START
    return low in cues.ENDS_SOURCE and not inside


def _name_follows(clause: Clause, at: int, comma: int) -> bool:
    """A comma inside the source: a role, then the name, then a stop (*Kepala Dinas X, Budi, …*)."""
    following = clause.lows[comma + 1]
    capital = clause.shapes[comma + 1] in (TITLE, UPPER)
    return capital and following not in cues.ENDS_SOURCE and comma - at > 1


def source_before(clause: Clause, cue: int) -> Range | None:
    """Return the words before a verb that can be its subject."""
    end = cue
    while end > 0 and (clause.lows[end - 1] in cues.ADVERBS or clause.lows[end - 1] == ","):
        end -= 1
    start = skip_connectives(clause)
    begin = end
    while begin > start and not _breaks_subject(clause, begin - 1, end):
        begin -= 1
    while begin < end and (
        clause.lows[begin] in STOPS or clause.lows[begin] in ("di", "yang", "dan", "bahwa")
    ):
        begin += 1
    return (begin, end) if end > begin else None


def _breaks_subject(clause: Clause, at: int, end: int) -> bool:
    low = clause.lows[at]
    if low in (";", ":", ".", QUOTATION):
        return not (low == "." and at > 0 and len(clause.lows[at - 1]) <= SHORT_WORD)
    return (
        low == ","
        and end - at > 1
        and clause.shapes[at + 1] == LOWER
        and clause.shapes[at - 1] != NUMBER
    )


def trim(clause: Clause, start: int, end: int) -> Range | None:
    """Return the range without marks and *bahwa* at its edges; nothing where none is left."""
    while start < end and (clause.lows[start] in STOPS or clause.lows[start] in ("bahwa", "||")):
        start += 1
    while end > start and clause.lows[end - 1] in STOPS:
        end -= 1
    return (start, end) if end > start else None


def content_start(clause: Clause, at: int) -> int:
    """Return where the content begins behind a cue: after *bahwa*, a comma or a colon."""
    for step in range(at, min(at + 25, len(clause))):
        low = clause.lows[step]
        if low in ("bahwa", "bahwasanya"):
            return step + 1
        if low in (",", ":"):
            return _after_comma(clause, at, step)
    if at < len(clause) and clause.lows[at] in cues.OPENERS:
        return at + 1
    return at


def _after_comma(clause: Clause, at: int, comma: int) -> int:
    """A comma opens the content where nothing, or only particulars, stand between cue and comma."""
    if comma == at:
        return comma + 1
    if clause.lows[at] in cues.ENDS_SOURCE and clause.lows[at] not in cues.LINKS:
        following = comma + 1
        while following < len(clause) and is_particular(clause, following):
            end = next((n for n in range(following, len(clause)) if clause.lows[n] == ","), None)
            if end is None:
                return comma + 1
            following = end + 1
        return (
            following + (clause.lows[following] == "bahwa")
            if following < len(clause)
            else comma + 1
        )
    return at


def content_end(clause: Clause, begin: int) -> int:
    """Return where the content ends: with the clause, before trailing particulars."""
    for at in range(len(clause) - 1, begin + 2, -1):
        if clause.lows[at] == "," and at + 1 < len(clause) and _trails(clause, at + 1):
            return at
    return len(clause)


def _trails(clause: Clause, at: int) -> bool:
    """Tell whether what begins at ``at`` is a particular that tells when or by whom it was said."""
    low = clause.lows[at]
    if low in cues.QUOTING:
        return True
    return low in lex.DAYS and len(clause) - at < SOON_OVER


def is_particular(clause: Clause, at: int) -> bool:
    """Tell whether the words at ``at`` give time, place or occasion, no content."""
    return clause.lows[at] in cues.ENDS_SOURCE - cues.LINKS
