"""What kind of reuse each stretch of a pair of texts is: compiled.

1. A quotation stands between marks on both sides and holds most of the shorter one.
2. A formula is short and made of words that recur everywhere, or of names and titles alone.
3. The rest is judged by the whole pair: how much of each text is covered, how many words agree, and
   whether the order is kept. ``copy``: the same words; ``contained``: one text stands in the other;
   ``rewrite``: words or order changed.
"""

from __future__ import annotations

from typing import Any, Final

from sumber.reuse.compiling import Bool, Float, compiled
from sumber.reuse.stretches import (
    A_FIRST,
    A_WORDS,
    B_FIRST,
    B_WORDS,
    CAPITALS,
    FORMAL,
    FORMULA,
    KIND,
    QUOTE,
    SAME,
    WHOLE,
)

NAMES: Final = ("copy", "contained", "rewrite", "quote", "formula", "boilerplate")
COPY, CONTAINED, REWRITE, DROPPED = 0, 1, 2, -1
# Bits that two texts must share outside of quotations, and those of a stretch beside others.
LEAST: Final = 120.0
BESIDE: Final = 84.0
LEAST_SAME: Final = 0.4
QUOTE_BITS: Final = 60.0
LEAST_QUOTE: Final = 5
FORMULA_WORDS: Final = 24
NAMES_WORDS: Final = 40
FORMAL_SHARE: Final = 0.6
CAPITAL_SHARE: Final = 0.6
WHOLE_SHARE: Final = 0.85
EXACT: Final = 0.95
NEAR_EXACT: Final = 0.9


@compiled
def is_formula(one: Any) -> Bool:
    """Tell whether a stretch is made of words that recur everywhere."""
    return (
        max(one[A_WORDS], one[B_WORDS]) <= FORMULA_WORDS and one[FORMAL] >= FORMAL_SHARE * one[SAME]
    )


@compiled
def is_names(one: Any) -> Bool:
    """Tell whether a stretch is hardly more than names, titles and numbers."""
    return (
        max(one[A_WORDS], one[B_WORDS]) <= NAMES_WORDS
        and one[CAPITALS] >= CAPITAL_SHARE * one[SAME]
    )


@compiled
def agreement(one: Any) -> Float:
    """Return the share of a stretch's words that agree."""
    return one[SAME] / max(one[A_WORDS], one[B_WORDS])


@compiled
def keeps_order(stretches: Any) -> Bool:
    """Tell whether the plain stretches follow each other alike in both texts."""
    for at in range(stretches.shape[0]):
        for other in range(at):
            one, two = stretches[at], stretches[other]
            if one[KIND] == QUOTE or two[KIND] == QUOTE:
                continue
            if (one[A_FIRST] < two[A_FIRST]) != (one[B_FIRST] < two[B_FIRST]):
                return False
    return True


@compiled
def first_kinds(stretches: Any, bits: Any) -> None:
    """Type quotations and formulas, and drop what is too weak.

    What is neither counts together: a stretch half of whose words agree tells little by itself.
    Names tell nothing by themselves, but beside other shared words they belong to them.
    """
    total = 0.0
    for at in range(stretches.shape[0]):
        one = stretches[at]
        if one[KIND] == QUOTE:
            strong = bits[at] >= QUOTE_BITS and one[SAME] >= LEAST_QUOTE and one[WHOLE]
            one[KIND] = QUOTE if strong or bits[at] >= LEAST else DROPPED
        elif is_formula(one):
            one[KIND] = FORMULA if bits[at] >= QUOTE_BITS else DROPPED
        elif bits[at] < BESIDE or agreement(one) < LEAST_SAME:
            one[KIND] = DROPPED
        elif not is_names(one):
            total += bits[at] * agreement(one) ** 3
    if total >= LEAST:
        return
    for at in range(stretches.shape[0]):
        if stretches[at, KIND] == COPY:
            stretches[at, KIND] = FORMULA if is_names(stretches[at]) else DROPPED


@compiled
def judge(stretches: Any, bits: Any, sizes: Any) -> None:
    """Set the kind of every stretch; ``sizes``: the words of each text that no mask covers."""
    first_kinds(stretches, bits)
    same, wide_a, wide_b, wide = 0, 0, 0, 0
    for at in range(stretches.shape[0]):
        one = stretches[at]
        if one[KIND] == COPY or one[KIND] == QUOTE:
            same += one[SAME]
            wide_a, wide_b = wide_a + one[A_WORDS], wide_b + one[B_WORDS]
            wide += max(one[A_WORDS], one[B_WORDS])
    whole_a = wide_a >= WHOLE_SHARE * sizes[0]
    whole_b = wide_b >= WHOLE_SHARE * sizes[1]
    exact = same / max(1, wide)
    ordered = keeps_order(stretches)
    for at in range(stretches.shape[0]):
        one = stretches[at]
        if one[KIND] != COPY:
            continue
        if whole_a and whole_b:
            one[KIND] = COPY if ordered and exact >= EXACT else REWRITE
        elif (whole_a or whole_b) and exact >= NEAR_EXACT and ordered:
            one[KIND] = CONTAINED
        elif agreement(one) < EXACT:
            one[KIND] = REWRITE
