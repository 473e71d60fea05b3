"""What kind of reuse each stretch of a pair of texts is: compiled.

1. A quotation stands between marks on both sides and holds most of the shorter one.
2. A formula is short and made of words that recur everywhere, or of names, titles and articles of
   law alone; or all that two texts share is a form, filled in with other numbers.
3. The rest is judged by the whole pair. ``contained``: one text stands in the other; ``copy``: the
   same words; ``rewrite``: words or order changed.
"""

from __future__ import annotations

from typing import Any, Final

from sumber.reuse.compiling import Bool, Float, Int, lean
from sumber.reuse.stretches import (
    A_FIRST,
    A_WORDS,
    B_FIRST,
    B_WORDS,
    BESIDE,
    BORDER,
    CAPITALS,
    CITED,
    COURTLY,
    FORECASTS,
    FORMAL,
    FORMULA,
    HEAD_DAYS,
    KIND,
    LEGAL,
    NAMED,
    NUMBERS,
    OPPOSED,
    OTHER_DAYS,
    QUOTE,
    REPORTS,
    SAME,
    WHO_WHERE,
    WHOLE,
)

NAMES: Final = ("copy", "contained", "rewrite", "quote", "formula", "boilerplate")
COPY, CONTAINED, REWRITE, DROPPED = 0, 1, 2, -1
# What one stretch must be worth for two texts to share anything outside of quotations, what any
# other must be worth, and its bits where most of a text is reused.
LEAST: Final = 120.0
LEAST_WORTH: Final = 90.0
LEAST_BITS: Final = 84.0
LEAST_SAME: Final = 0.4
INSIDE: Final = 0.7
NAMES_COST: Final = 0.5
REUSED_SHARE: Final = 0.5
QUOTE_BITS: Final = 60.0
QUOTE_ALONE: Final = 120.0
LEAST_QUOTE: Final = 5
FORMULA_BITS: Final = 60.0
FORMULA_WORDS: Final = 32
# Of texts of which a mask covers so much, more words may be a formula.
FORM_MASKED: Final = 0.3
FORM_WORDS: Final = 64
FORMAL_SHARE: Final = 0.6
COURT_SHARE: Final = 0.4
# Words of law, those that tell a statute twice; so many less where the texts cite a law before it.
LAW_SHARE: Final = 0.45
CITED_SHARE: Final = 0.12
CITED_WORDS: Final = 120
# Words of forecasts, alone and with the numbers; so many words in a row are a copy of one.
FORECAST_SHARE: Final = 0.2
MEASURED_SHARE: Final = 0.32
FORECAST_WORDS: Final = 40
# Who said it, to whom, where and when: of so few words that share, with names and numbers this.
REPORT_WORDS: Final = 24
REPORT_SHARE: Final = 0.3
WHO_WHERE_SHARE: Final = 0.85
# Hardly more than names: that share of up to so many words, or more of more.
NAMES_WORDS: Final = 40
NAMES_SHARE: Final = 0.6
LONG_NAMES: Final = 64
LONG_SHARE: Final = 0.75
# A form filled in anew: so many numbers stand against others, and that share of all.
LEAST_OPPOSED: Final = 2
OPPOSED_SHARE: Final = 0.3
# Or a date stands against another: in the heads of both texts, or where they share so few words.
FEW_WORDS: Final = 60
WHOLE_SHARE: Final = 0.85
EXACT: Final = 0.95
NEAR_EXACT: Final = 0.9


@lean
def is_formula(one: Any, most: Int) -> Bool:
    """Tell whether a stretch is made of words that recur everywhere, or stand aside of the body.

    ``most``: the words that it may have.
    """
    return max(one[A_WORDS], one[B_WORDS]) <= most and one[FORMAL] >= FORMAL_SHARE * one[SAME]


@lean
def is_names(one: Any) -> Bool:
    """Tell whether a stretch is hardly more than names, titles, numbers and articles of law."""
    words = max(one[A_WORDS], one[B_WORDS])
    share = one[CAPITALS] / one[SAME]
    return words <= LONG_NAMES and share >= (NAMES_SHARE if words <= NAMES_WORDS else LONG_SHARE)


@lean
def is_verdict(one: Any) -> Bool:
    """Tell whether a stretch is made of the set words of verdicts, and names nobody."""
    return one[COURTLY] >= COURT_SHARE * one[SAME] and one[NAMED] <= 1


@lean
def is_law(one: Any) -> Bool:
    """Tell whether a stretch is a statute: by its words, or by fewer where a law is cited."""
    cited = one[CITED] > 0 and one[SAME] <= CITED_WORDS
    return one[LEGAL] >= (CITED_SHARE if cited else LAW_SHARE) * one[SAME]


@lean
def is_forecast(one: Any, partly: Bool) -> Bool:
    """Tell whether a stretch is made of the words of forecasts, and is no copy of one.

    ``partly``: whether the stretch is less than one of the texts.
    """
    long = one[SAME] >= FORECAST_WORDS or not partly
    copied = agreement(one) >= EXACT and long
    forecast = one[FORECASTS] >= FORECAST_SHARE * one[SAME]
    measured = one[FORECASTS] + one[NUMBERS] >= MEASURED_SHARE * one[SAME]
    return forecast and measured and not copied


@lean
def is_report(one: Any) -> Bool:
    """Tell whether a stretch tells no more than who said something, to whom, where and when."""
    words = max(one[A_WORDS], one[B_WORDS])
    said = one[REPORTS] >= REPORT_SHARE * one[SAME]
    return words <= REPORT_WORDS and said and one[WHO_WHERE] >= WHO_WHERE_SHARE * one[SAME]


@lean
def recurs(one: Any, most: Int) -> Bool:
    """Tell whether a stretch recurs; ``most``: the words that a formula of the body may have."""
    aside = one[BESIDE] >= FORMAL_SHARE * one[SAME]
    return aside or is_formula(one, most) or is_verdict(one)


@lean
def is_set(one: Any, partly: Bool) -> Bool:
    """Tell whether a stretch is set wording by its words; ``partly`` as for a forecast."""
    return (partly and (is_law(one) or is_report(one))) or is_forecast(one, partly)


@lean
def agreement(one: Any) -> Float:
    """Return the share of a stretch's words that agree."""
    return one[SAME] / max(one[A_WORDS], one[B_WORDS])


@lean
def worth(one: Any, bits: Float) -> Float:
    """Return the bits of a stretch, less where few words agree or it stands inside sentences."""
    return bits * agreement(one) ** 2 * (1.0 if one[BORDER] else INSIDE)


@lean
def without_names(one: Any, bits: Float) -> Float:
    """Return what a stretch is worth, with its names by half."""
    return worth(one, bits) * (1 - NAMES_COST * one[CAPITALS] / one[SAME])


@lean
def is_form(stretches: Any) -> Bool:
    """Tell whether two texts fill in one form anew: the words agree, the numbers or days do not."""
    agreed = opposed = days = head = words = 0
    for at in range(stretches.shape[0]):
        if stretches[at, KIND] == COPY:
            agreed += stretches[at, NUMBERS]
            opposed += stretches[at, OPPOSED]
            days += stretches[at, OTHER_DAYS]
            head += stretches[at, HEAD_DAYS]
            words += stretches[at, SAME]
    if head or (days and words <= FEW_WORDS):
        return True
    return opposed >= LEAST_OPPOSED and opposed >= OPPOSED_SHARE * (agreed + opposed)


@lean
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


@lean
def first_kind(one: Any, bits: Float, whole: Float, most: Int) -> Float:
    """Return the kind of a stretch as far as it tells by itself; ``COPY`` for any plain one.

    ``whole``: so many words of the shorter text are all of it, and no formula; ``most``: the words
    that a formula may have.
    """
    if one[KIND] == QUOTE:
        strong = bits >= QUOTE_BITS and one[SAME] >= LEAST_QUOTE and one[WHOLE]
        kept = (strong or bits >= QUOTE_ALONE) and agreement(one) >= LEAST_SAME
        return (FORMULA if is_verdict(one) else QUOTE) if kept else DROPPED
    partly = one[SAME] < whole
    if partly and recurs(one, most):
        return FORMULA if bits >= FORMULA_BITS else DROPPED
    if bits < LEAST_BITS or agreement(one) < LEAST_SAME:
        return DROPPED
    return FORMULA if is_set(one, partly) else COPY


@lean
def keep_reused(stretches: Any, bits: Any, shorter: Float, whole: Float) -> None:
    """Drop the plain stretches that tell too little; names alone become formulas.

    Where no stretch tells enough by itself, none is kept; where half of the shorter text, of so
    many words outside of masks, is reused, the weak ones are kept too.
    """
    best, reused = 0.0, 0
    for at in range(stretches.shape[0]):
        one = stretches[at]
        if one[KIND] == COPY and is_names(one) and one[SAME] < whole:
            one[KIND] = FORMULA
        elif one[KIND] == COPY:
            best = max(best, worth(one, bits[at]))
            reused += one[SAME]
    much = reused >= REUSED_SHARE * shorter
    for at in range(stretches.shape[0]):
        weak = not much and without_names(stretches[at], bits[at]) < LEAST_WORTH
        if stretches[at, KIND] == COPY and (best < LEAST or weak):
            stretches[at, KIND] = DROPPED


@lean
def judge(stretches: Any, bits: Any, sizes: Any, totals: Any) -> None:
    """Set the kind of every stretch.

    ``totals``: the words of each text, ``sizes``: those that no mask covers.
    """
    whole = WHOLE_SHARE * min(totals[0], totals[1])
    open_share = max(sizes[0] / max(1, totals[0]), sizes[1] / max(1, totals[1]))
    most = FORM_WORDS if open_share <= 1 - FORM_MASKED else FORMULA_WORDS
    for at in range(stretches.shape[0]):
        stretches[at, KIND] = first_kind(stretches[at], bits[at], whole, most)
    keep_reused(stretches, bits, min(sizes[0], sizes[1]), whole)
    if is_form(stretches):
        for at in range(stretches.shape[0]):
            if stretches[at, KIND] == COPY:
                stretches[at, KIND] = FORMULA
    else:
        by_the_whole(stretches, sizes)


@lean
def by_the_whole(stretches: Any, sizes: Any) -> None:
    """Set the kind of every plain stretch by how much of both texts is shared, and how."""
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
        if (whole_a != whole_b) and exact >= NEAR_EXACT and ordered:
            one[KIND] = CONTAINED
        elif agreement(one) < EXACT or (whole_a and whole_b and not ordered):
            one[KIND] = REWRITE
