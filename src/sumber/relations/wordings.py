"""Two contents side by side: how alike they are, and where their words changed.

Words are compared folded. What is in common counts by its bits (:mod:`relations.weights`) and only
in the order of both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple, TypeAlias

from sumber.relations.weights import total

Change: TypeAlias = Literal["same", "changed", "left out", "added"]
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
MOST_WORDS: Final = 400
"""Of longer contents only so many words are compared."""


class Likeness(NamedTuple):
    """How alike two contents are.

    ``score``: what is in common of both, 0..1; ``within``: of the shorter one; ``bits``: how much
    is in common; ``run``: the longest run of words in common; ``clash``: each has a number that the
    other lacks.
    """

    score: float
    within: float
    bits: int
    run: int
    clash: bool


NOTHING: Final = Likeness(0.0, 0.0, 0, 0, False)


def likeness(mine: list[str], theirs: list[str]) -> Likeness:
    """Return how alike two lists of folded words are."""
    a, b = mine[:MOST_WORDS], theirs[:MOST_WORDS]
    own, other = total(a), total(b)
    if not own or not other:
        return NOTHING
    if a == b:
        return Likeness(1.0, 1.0, own, len(a), False)
    common = Counter(a) & Counter(b)
    if total(common.elements()) < min(own, other) / 2:
        return NOTHING
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    shared = sum(total(a[one.a : one.a + one.size]) for one in blocks)
    numbers_a, numbers_b = _numbers(a), _numbers(b)
    return Likeness(
        score=2 * shared / (own + other),
        within=shared / min(own, other),
        bits=shared,
        run=max(one.size for one in blocks),
        clash=bool(numbers_a - numbers_b) and bool(numbers_b - numbers_a),
    )


def _numbers(words: list[str]) -> set[str]:
    return {w for w in words if any(sign.isdigit() for sign in w) or _ROMAN.fullmatch(w)}


def changes(mine: list[str], theirs: list[str]) -> Iterator[tuple[Change, int, int, int, int]]:
    """Yield what became of the words of ``mine`` in ``theirs``, in order.

    Each is the change and the places of the words in both, half-open.
    """
    names: dict[str, Change] = {
        "equal": "same",
        "replace": "changed",
        "delete": "left out",
        "insert": "added",
    }
    for tag, *places in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        a0, a1, b0, b1 = places
        yield names[tag], a0, a1, b0, b1
