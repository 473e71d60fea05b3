"""Tag, for one cue of a clause, what it reports and who reports it, by the learned tagger.

The labels are those of a statement's parts: C content, S the source's words, D addressee,
P occasion. A cue that reports nothing gets none. Every cue of a clause is tagged on its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from sumber.language import cues
from sumber.model.atoms import numbers_of, signs_of, words_of
from sumber.model.sums import Bundle, Kept, Place
from sumber.model.tagger import Row
from sumber.records import Clause, Mention
from sumber.stages.clauses import QUOTATION
from sumber.stages.introductions import groups

Range = tuple[int, int]
OFFSETS = [-2, -1, 0, 1, 2]
VERB = 5  # letters that a verb has more than
_INITIAL, _FINAL = Kept(["initial"]), Kept(["final"])
NEAR = 3  # how close behind a quotation a word in -nya may be an unlisted cue


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
    lows, frames = clause.lows, cues.FRAMES
    found = [at for at, low in enumerate(lows) if low in frames or low[-3:] == "nya"]
    found = [at for at in found if lows[at] in frames or _follows_quotation(lows, at)]
    if "bahwa" in lows:
        found = sorted({*found, *_before_that(lows)})
    return found


def _follows_quotation(lows: list[str], at: int) -> bool:
    return QUOTATION in lows[max(0, at - NEAR) : at]


def _before_that(lows: list[str]) -> Iterator[int]:
    """Yield verbs, no listed cues, right before *bahwa*."""
    for at, low in enumerate(lows[:-1]):
        verb = low.startswith(("me", "be", "di")) and len(low) > VERB and not low.endswith("nya")
        if verb and lows[at + 1] == "bahwa":
            yield at


def view(clause: Clause, mentions: Sequence[Mention]) -> tuple[list[Place], list[str]]:
    """Return the atoms and the sign of every item, names told by their mentions, written out."""
    row, signs = seen(clause, mentions)
    atoms: list[Place] = [item.place for item in words_of(clause)]
    for at, bundle in row.told:
        atoms[at] = (*atoms[at], bundle)
    return atoms, signs


def seen(clause: Clause, mentions: Sequence[Mention]) -> tuple[Row, list[str]]:
    """Return the words of a clause with what is told of them, and the sign of every item."""
    signs = signs_of(clause)
    told: list[tuple[int, Bundle]] = []
    if signs:
        told += [(0, _INITIAL), (len(clause) - 1, _FINAL)]
    for mention in mentions:
        for span, mark in ((mention.role, "R"), (mention.affiliation, "A"), (mention.span, "N")):
            if span is None or (mark == "N" and mention.kind == "role"):
                continue
            name = "G" if mark == "N" and mention.kind == "organisation" else mark
            for n, at in enumerate(_items(clause, span.start, span.end)):
                told.append((at, _marked(name, n == 0)))
                signs[at] = name
    return Row(numbers_of(clause), told), signs


@lru_cache(maxsize=1 << 4)
def _marked(name: str, first: bool) -> Bundle:
    """Return what a mention tells of an item."""
    return Kept([f"m={name}{first:d}"])


def _items(clause: Clause, start: int, end: int) -> range:
    first = bisect_left(clause.starts, start)
    return range(first, bisect_left(clause.starts, end, first))


def read_arguments(tags: list[str]) -> Arguments | None:
    """Return what a tagged clause tells; nothing where it has no content."""
    contents = groups(tags, "C")
    if not contents:
        return None
    return Arguments(contents, _only(tags, "S"), _only(tags, "D"), _only(tags, "P"))


def _only(tags: list[str], kind: str) -> Range | None:
    found = groups(tags, kind)
    return max(found, key=lambda r: r[1] - r[0]) if found else None
