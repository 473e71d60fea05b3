"""Tag, for one cue of a clause, what it reports and who reports it, by the learned tagger.

The labels are those of a statement's parts: C content, S the source's words, D addressee,
P occasion. A cue that reports nothing gets none. Every cue of a clause is tagged on its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from sumber.language import cues
from sumber.model.atoms import word
from sumber.model.sums import Place
from sumber.records import Clause, Mention
from sumber.stages.clauses import QUOTATION
from sumber.stages.introductions import groups
from sumber.stages.statements.frames import Attribution

Range = tuple[int, int]
OFFSETS = [-2, -1, 0, 1, 2]
SIDES = ("-", "0", "+")
MOST_MARKS = 3
NEAR = 3  # how close behind a quotation a word in -nya may be an unlisted cue
DISTANCES = [*range(6), 5, 5, 8, 8, 8, 8, 8, 13, 13, 13, 13, 13, 13, 13, 20]


class Arguments(msgspec.Struct):
    """What a cue reports: item ranges of the contents, the source, the addressee, the occasion.

    ``lead`` is how far this reading scores above the one in which the cue reports nothing.
    """

    contents: list[Range]
    source: Range | None
    addressee: Range | None
    occasion: Range | None
    lead: float = 0.0


def find_cues(clause: Clause) -> list[int]:
    """Return the items that may be cues.

    They are the listed words, words in *-nya* behind a quotation, verbs right before *bahwa*.
    """
    lows = clause.lows
    found = []
    for at, low in enumerate(lows):
        if low in cues.FRAMES or _is_unlisted_cue(lows, at):
            found.append(at)
    return found


def _is_unlisted_cue(lows: list[str], at: int) -> bool:
    low = lows[at]
    if low.endswith("nya"):
        return QUOTATION in lows[max(0, at - NEAR) : at]
    return (
        lows[at + 1 : at + 2] == ["bahwa"] and low.startswith(("me", "be", "di")) and len(low) > 5
    )


def view(clause: Clause, mentions: Sequence[Mention]) -> tuple[list[Place], list[str]]:
    """Return the atoms and the sign of every item, names told by their mentions."""
    known = [word(low, shape) for low, shape in zip(clause.lows, clause.shapes, strict=True)]
    atoms = [item.place for item in known]
    signs = [item.sign for item in known]
    if known:
        atoms[0] = (*atoms[0], ("initial",))
        atoms[-1] = (*atoms[-1], ("final",))
    for mention in mentions:
        for span, mark in ((mention.role, "R"), (mention.affiliation, "A"), (mention.span, "N")):
            if span is None or (mark == "N" and mention.kind == "role"):
                continue
            name = "G" if mark == "N" and mention.kind == "organisation" else mark
            for n, at in enumerate(_items(clause, span.start, span.end)):
                atoms[at] = (*atoms[at], (f"m={name}{n == 0:d}",))
                signs[at] = name
    return atoms, signs


def _items(clause: Clause, start: int, end: int) -> list[int]:
    return [at for at, begin in enumerate(clause.starts) if start <= begin < end]


def places(
    clause: Clause, cue: int, cue_items: list[int], signs: list[str], rules: Sequence[Attribution]
) -> list[Place]:
    """Return the features of every item as seen from the cue; what the rules read is among them."""
    kind = _kind(clause, cue)
    marks = _marks_between(clause, cue)
    rule = next((r for r in rules if r.cue is not None and r.cue[0] == cue), None)
    by_rule = _by_rule(rule, len(clause))
    heard = "y" if rule is not None else "o" if rules else "n"
    subject = _subject(signs, cue)
    facts = _facts(clause, cue, cue_items, kind)
    facts += [f"r{heard}|{kind}", f"h{subject}|{kind}", f"h{subject}"]
    sides = [tuple(side + fact for fact in facts) for side in SIDES]
    that = next((at for at in range(cue + 1, len(clause)) if clause.lows[at] == "bahwa"), None)
    found: list[Place] = []
    for at in range(len(clause)):
        side = (at > cue) - (at < cue) + 1
        away = DISTANCES[min(abs(at - cue), len(DISTANCES) - 1)]
        before = signs[at - 1] if at else "^"
        ruled = by_rule[at - 1 : at + 1] if at else "^" + by_rule[0]
        behind_that = 0 if that is None or at <= cue else 1 + (at > that)
        own = _features(SIDES[side], away, marks[at], before, signs[at], ruled, behind_that, kind)
        found.append((own, sides[side]))
    return found


@lru_cache(maxsize=1 << 16)
def _features(
    side: str, away: int, mark: int, before: str, sign: str, ruled: str, that: int, kind: str
) -> tuple[str, ...]:
    """Return the features of one item; the same few recur, so they are remembered."""
    plain = before if before in ",:.(" else "_"
    found = (
        f"d{side}{away}",
        f"d{side}{away}|{kind}",
        f"m{side}{mark}",
        f"m{side}{mark}|{kind}",
        f"m{side}{mark}|{plain}|{kind}",
        f"s{side}{sign}",
        f"s{side}{sign}|{kind}",
        f"b{side}{before}|{sign}",
        f"b{side}{before}|{sign}|{mark}",
        f"r{ruled[1]}",
        f"r{ruled[1]}|{ruled[0]}|{kind}",
    )
    return (*found, "that+" if that > 1 else "that-") if that else found


def _by_rule(rule: Attribution | None, count: int) -> str:
    """Return what the rules take every item for: content, source, or nothing."""
    marks = ["-"] * count
    if rule is not None:
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


def _marks_between(clause: Clause, cue: int) -> list[int]:
    """Count the commas, colons and *bahwa* between each item and the cue."""
    counts = [0] * len(clause)
    seen = 0
    for at in range(cue - 1, -1, -1):
        counts[at] = seen
        seen = min(seen + (clause.lows[at] == ","), MOST_MARKS)
    seen = 0
    for at in range(cue + 1, len(clause)):
        counts[at] = seen
        seen = min(seen + (clause.lows[at] in (",", "bahwa", ":")), MOST_MARKS)
    return counts


def _facts(clause: Clause, cue: int, cue_items: list[int], kind: str) -> list[str]:
    """Return what is to be said of the cue as a whole."""
    lows = clause.lows
    earlier = min(sum(at < cue for at in cue_items), 2)
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
    ]


def read_arguments(tags: list[str]) -> Arguments | None:
    """Return what a tagged clause tells; nothing where it has no content."""
    contents = groups(tags, "C")
    if not contents:
        return None
    return Arguments(contents, _only(tags, "S"), _only(tags, "D"), _only(tags, "P"))


def _only(tags: list[str], kind: str) -> Range | None:
    found = groups(tags, kind)
    return max(found, key=lambda r: r[1] - r[0]) if found else None
