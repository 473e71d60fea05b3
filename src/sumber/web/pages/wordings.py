"""The wordings of one utterance, each with its difference to the first."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

_PIECE: Final = re.compile(r"\w+|\s+|[^\w\s]")
LONGEST: Final = 2000
"""Pieces of a wording that are compared; what is longer is shown without its difference."""


class Piece(NamedTuple):
    """Characters of a wording: ``same``, ``added`` against the first, or ``left`` out of it."""

    kind: str
    words: str


class Wording(NamedTuple):
    """One wording: its difference to the first, and the statements that have it."""

    number: int
    pieces: list[Piece]
    rows: list[dict[str, Any]]


def wordings_of(rows: list[dict[str, Any]]) -> list[Wording]:
    """Return the wordings of the variants in ``rows``, the first seen first."""
    ordered = sorted(rows, key=itemgetter("wording"))
    grouped = [(n, list(own)) for n, own in groupby(ordered, key=itemgetter("wording"))]
    if not grouped:
        return []
    first = next((row for row in rows if row["first"]), grouped[0][1][0])["quote"]
    return [Wording(n, difference(first, own[0]["quote"]), own) for n, own in grouped]


def difference(before: str, after: str) -> list[Piece]:
    """Return what a wording adds to another and leaves out of it, by words, case set aside."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if before == after or max(len(old), len(new)) > LONGEST:
        return [Piece("same", after)]
    match = SequenceMatcher(
        None, [w.lower() for w in old], [w.lower() for w in new], autojunk=False
    )
    pieces = []
    for kind, a, b, c, d in match.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(new[c:d])))
            continue
        if b > a:
            pieces.append(Piece("left", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("added", "".join(new[c:d])))
    return pieces
