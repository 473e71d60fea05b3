"""Read the attributions off one clause by rule.

1. A quotation is attributed by a cue behind it (*"…," kata X*), before it (*X mengatakan, "…"*), or
   by none: then it floats.
2. Without such a quotation the first cue of the clause that can report does: *menurut X, S*;
   *S, kata X*; *S dikatakan X*; *X mengatakan S*; *X meminta Y agar S*. What stands inside its
   content is no statement of its own.
3. The content ends with the clause, without closing marks and trailing particulars of time, place
   or channel.
"""

from __future__ import annotations

import msgspec

from sumber.language import cues
from sumber.records import Clause, Span
from sumber.stages.clauses import QUOTATION
from sumber.stages.statements.borders import (
    STOPS,
    content_end,
    content_start,
    is_particular,
    skip_connectives,
    source_after,
    source_before,
    trim,
)

Range = tuple[int, int]
FLOATING_WORDS = 4
MOST_QUOTATIONS = 40  # in one sentence; more is no sentence of a newsroom
OPENING_WORDS = 8


class Attribution(msgspec.Struct):
    """What one cue of a clause reports: item ranges of cue, source and contents.

    ``pointed`` holds the content where it stands in the sentence before; ``lead`` is how far the
    tagger puts this reading above none at all.
    """

    frame: str
    cue: Range | None
    source: Range | None
    contents: list[Range]
    quotation: bool = False
    because: str = ""
    addressee: Range | None = None
    occasion: Range | None = None
    pointed: list[Span] = []
    lead: float = 0.0


class Quoted(msgspec.Struct, frozen=True):
    """What the frames need to know of a quotation: its words, and whether it ends like speech."""

    words: int
    spoken: bool


def read_attributions(clause: Clause, quoted: list[Quoted]) -> list[Attribution]:
    """Return the attributions of a clause."""
    quotes = [at for at, low in enumerate(clause.lows) if low == QUOTATION][:MOST_QUOTATIONS]
    found: list[Attribution] = []
    for at in quotes:
        if found and found[-1].quotation and _joins(found[-1], clause, at):
            found[-1].contents.append((at, at + 1))
            continue
        attribution = (
            _quotation_before_cue(clause, at)
            or _quotation_after_cue(clause, at)
            or _floating(clause, at, quoted[clause.quoted[at]])
        )
        if attribution is not None:
            found.append(attribution)
    if not found:
        indirect = _indirect(clause)
        if indirect is not None:
            found.append(indirect)
    return found


def _joins(before: Attribution, clause: Clause, at: int) -> bool:
    """Tell whether the quotation at ``at`` goes on with one that the attribution split."""
    return before.cue is not None and before.cue[0] < at and clause.lows[at - 1] == ","


def _frame(clause: Clause, at: int) -> tuple[str, bool] | None:
    return cues.FRAMES.get(clause.lows[at])


# --- quotations


def _quotation_before_cue(clause: Clause, at: int) -> Attribution | None:
    """Read *"…," kata X*."""
    cue = at + 1
    while cue < len(clause) and (
        clause.lows[cue] in STOPS or clause.lows[cue] in ("demikian", "begitu")
    ):
        cue += 1
    if cue >= len(clause) or cue - at > 4:
        return None
    low, frame = clause.lows[cue], _frame(clause, cue)
    known = frame is not None and frame[0] in (cues.AFTER, cues.PASSIVE, cues.BEFORE)
    unseen = low.endswith("nya") and len(low) > 5
    if not (known or unseen):
        return None
    source = None if low in cues.CLITIC or low.endswith("nya") else source_after(clause, cue + 1)
    why = f"cue {low} behind the quotation"
    return Attribution(cues.AFTER, (cue, cue + 1), source, [(at, at + 1)], True, why)


def _quotation_after_cue(clause: Clause, at: int) -> Attribution | None:
    """Read *X mengatakan, "…"* and *menurut X, "…"*."""
    edge = at
    while edge > 0 and (clause.lows[edge - 1] in STOPS or clause.lows[edge - 1] == "bahwa"):
        edge -= 1
    for cue in range(edge - 1, -1, -1):
        frame = _frame(clause, cue)
        if frame is None:
            continue
        if frame[0] == cues.ACCORDING and frame[1]:
            source = source_after(clause, cue + 1) if clause.lows[cue] not in cues.CLITIC else None
            return Attribution(
                frame[0],
                (cue, cue + 1),
                source,
                [(at, at + 1)],
                True,
                "menurut before the quotation",
            )
        touching = cue == edge - 1 or clause.lows[at - 1] == ":"
        if touching and not _goes_on(clause, at):
            agent = cue + 1 + (clause.lows[cue + 1 : cue + 2] == ["oleh"])
            passive = frame[0] == cues.PASSIVE
            source = source_after(clause, agent) if passive else source_before(clause, cue)
            why = f"cue {clause.lows[cue]} before the quotation"
            return Attribution(frame[0], (cue, cue + 1), source, [(at, at + 1)], True, why)
        return None
    return None


def _goes_on(clause: Clause, at: int) -> bool:
    """Tell whether more than marks follows the quotation, so that it is a part of a clause."""
    return any(low not in STOPS for low in clause.lows[at + 1 :])


def _floating(clause: Clause, at: int, quoted: Quoted) -> Attribution | None:
    """Read a quotation that stands alone in its sentence, or opens it and ends like speech."""
    before = any(low not in STOPS for low in clause.lows[:at])
    alone = not before and not _goes_on(clause, at)
    opens = not before and quoted.spoken and quoted.words >= OPENING_WORDS
    if not (alone or opens) or quoted.words < FLOATING_WORDS:
        return None
    return Attribution(
        "floating", None, None, [(at, at + 1)], True, "quotation alone in its sentence"
    )


# --- indirect speech


def _indirect(clause: Clause) -> Attribution | None:
    for at in range(len(clause)):
        frame = _frame(clause, at)
        if frame is None:
            continue
        found = READERS[frame[0]](clause, at, frame[1])
        if found is not None:
            return found
    return None


def _according(clause: Clause, at: int, strong: bool) -> Attribution | None:
    """Read *menurut X, S*, *S, menurut X* and *S, menurut X, S*."""
    start = skip_connectives(clause)
    clitic = clause.lows[at] in cues.CLITIC
    if at > start and clause.lows[at - 1] != "," and not clitic:
        return None
    if not strong:
        return None
    source = None if clitic else source_after(clause, at + 1)
    if source is None and not clitic:
        return None
    after = source[1] if source else at + 1
    while (
        after < len(clause) and clause.lows[after] != "," and source and source[1] - source[0] > 1
    ):
        after += 1
    contents = _around(clause, start, at, after)
    return (
        Attribution(cues.ACCORDING, (at, at + 1), source, contents, False, "menurut")
        if contents
        else None
    )


def _after(clause: Clause, at: int, strong: bool) -> Attribution | None:
    """Read *S, kata X* and *S, kata X, S*."""
    start = skip_connectives(clause)
    comma = at > 0 and clause.lows[at - 1] == ","
    if not (comma or (strong and at > start)) or (not strong and not comma):
        return None
    clitic = clause.lows[at] in cues.CLITIC
    source = None if clitic else source_after(clause, at + 1)
    if source is None and not clitic:
        return None
    contents = _around(clause, start, at, source[1] if source else at + 1)
    if not contents:
        return None
    return Attribution(
        cues.AFTER, (at, at + 1), source, contents, False, f"cue {clause.lows[at]} behind a clause"
    )


def _around(clause: Clause, start: int, cue: int, after: int) -> list[Range]:
    """Return the content before the cue and, where the clause goes on behind it, after it."""
    contents: list[Range] = []
    before = trim(clause, start, cue)
    if before is not None and before[1] - before[0] > 1:
        contents.append(before)
    rest = trim(clause, after, content_end(clause, after))
    if rest is not None and rest[1] - rest[0] > 2 and not is_particular(clause, rest[0]):
        contents.append(rest)
    return contents


def _passive(clause: Clause, at: int, strong: bool) -> Attribution | None:
    """Read *S dikatakan X* and *dikatakan X, S*."""
    clitic = clause.lows[at] in cues.CLITIC
    begin = at + 1
    if begin < len(clause) and clause.lows[begin] == "oleh":
        begin += 1
    source = None if clitic else source_after(clause, begin)
    if source is None and not clitic:
        return None
    start = skip_connectives(clause)
    contents = _around(clause, start, at, source[1] if source else at + 1)
    points = any(low in cues.POINTING for low in clause.lows[start : start + 2]) and at - start < 5
    if (
        not contents
        or points
        or (not clitic and clause.lows[begin - 1] != "oleh" and len(contents) < 2)
    ):
        return None
    return Attribution(
        cues.PASSIVE, (at, at + 1), source, contents, False, f"passive {clause.lows[at]}"
    )


def _before(clause: Clause, at: int, strong: bool) -> Attribution | None:
    """Read *X mengatakan (bahwa) S*."""
    source = source_before(clause, at)
    if source is None:
        return None
    begin = content_start(clause, at + 1)
    opened = begin > at + 1
    if not strong and not opened:
        return None
    return _forward(clause, cues.BEFORE, at, source, begin)


def _asking(clause: Clause, at: int, strong: bool) -> Attribution | None:
    """Read *X meminta Y untuk/agar S*: the content starts after the particle, else at Y."""
    source = source_before(clause, at)
    if source is None:
        return None
    begin = at + 1
    purpose = next(
        (n for n in range(at + 1, min(at + 16, len(clause))) if clause.lows[n] in cues.PURPOSE),
        None,
    )
    if purpose is not None:
        begin = purpose + 1
    elif not strong:
        return None
    else:
        begin = content_start(clause, begin)
    return _forward(clause, cues.ASKING, at, source, begin)


def _forward(clause: Clause, frame: str, at: int, source: Range, begin: int) -> Attribution | None:
    content = trim(clause, begin, content_end(clause, begin))
    if content is None or content[1] - content[0] < 2:
        return None
    return Attribution(frame, (at, at + 1), source, [content], False, f"cue {clause.lows[at]}")


READERS = {
    cues.ACCORDING: _according,
    cues.AFTER: _after,
    cues.PASSIVE: _passive,
    cues.BEFORE: _before,
    cues.ASKING: _asking,
}
