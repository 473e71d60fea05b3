"""Samples that stand in several texts: labels for set phrases, links between texts, pairs.

1. A sample in six or more articles of one outlet, in four or more different weeks, is boilerplate
   of that outlet; thirty articles suffice in fewer weeks. Of an unknown outlet eight in six
   known weeks are needed.
2. A sample in twelve or more articles of six or more weeks, or in sixty, is a formula. Where the
   weeks are known, eight articles of four weeks suffice, or four of one outlet in three; what is
   boilerplate of one outlet is a formula of all. A formula links two texts only where a longer run
   around it agrees too.
3. Every other sample links a text to the first text that has it and to the four last before it. So
   links grow with the number of texts alone, and no big story is left out for its size.
4. Two texts are compared where their links weigh two or more: a sample with two more words that
   agree beside it weighs two, as does one in a short quotation; any other weighs one.

The same rules stand as SQL in :mod:`sumber.reuse.steps`.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Bool, Int, compiled
from sumber.reuse.sampling import FAR_LEFT, FAR_RIGHT, NEAR_LEFT, NEAR_RIGHT, QUOTED

BOILERPLATE_ARTICLES: Final = 6
NAMELESS_ARTICLES: Final = 8
NAMELESS_WEEKS: Final = 6
BOILERPLATE_WEEKS: Final = 4
MANY_ARTICLES: Final = 30
FORMULA_ARTICLES: Final = 12
FORMULA_WEEKS: Final = 6
FORMULA_MANY: Final = 60
KNOWN_ARTICLES: Final = 8
KNOWN_WEEKS: Final = 4
HABIT_ARTICLES: Final = 4
HABIT_WEEKS: Final = 3
LAST: Final = 4
SHORT_QUOTE: Final = 16
ENOUGH: Final = 2
BOILERPLATE, FORMULA = 1, 2


@compiled
def group_ends(grams: Any) -> Any:
    """Return where each group of equal samples ends, of samples sorted by their hashes."""
    ends = np.empty(grams.size, np.int64)
    count = 0
    for at in range(grams.size):
        if at + 1 == grams.size or grams[at + 1] != grams[at]:
            ends[count] = at + 1
            count += 1
    return ends[:count]


@compiled
def count_weeks(weeks: Any) -> Int:
    """Return how many different weeks there are; each unknown one (-1) counts."""
    ordered = np.sort(weeks)
    count = 0
    for at in range(ordered.size):
        count += 1 if at == 0 or ordered[at] < 0 or ordered[at] != ordered[at - 1] else 0
    return count


@compiled
def count_known(weeks: Any) -> Int:
    """Return how many different weeks there are, unknown ones (-1) aside."""
    ordered = np.sort(weeks)
    count = 0
    for at in range(ordered.size):
        count += 1 if ordered[at] >= 0 and (at == 0 or ordered[at] != ordered[at - 1]) else 0
    return count


@compiled
def label_samples(ends: Any, ranks: Any, around: Any, outlets: Any, weeks: Any, span: Any) -> Any:
    """Return the label of each sample: boilerplate of its outlet, formula, both as bits, or 0.

    ``ranks``: the place of its text in time; ``outlets`` and ``weeks``: those of each text in time,
    outlet 0 for unknown. ``span``: the groups to look at.
    """
    labels = np.zeros(ranks.size, np.int8)
    for group in range(span[0], span[1]):
        start, end = ends[group - 1] if group else 0, ends[group]
        if end - start < HABIT_ARTICLES:
            continue
        own = ranks[start:end]
        fresh = np.ones(own.size, np.bool_)
        fresh[1:] = own[1:] != own[:-1]
        texts = own[fresh]
        if texts.size >= FORMULA_ARTICLES:
            lasting = count_weeks(weeks[texts]) >= FORMULA_WEEKS
            labels[start:end] |= FORMULA if lasting or texts.size >= FORMULA_MANY else 0
        if texts.size >= KNOWN_ARTICLES and count_known(weeks[texts]) >= KNOWN_WEEKS:
            labels[start:end] |= FORMULA
        if around[start, QUOTED] == 0:
            label_outlets(texts, own, outlets, weeks, labels[start:end])
    return labels


@compiled
def label_outlets(texts: Any, own: Any, outlets: Any, weeks: Any, labels: Any) -> None:
    """Label as boilerplate the samples of the outlets in which they stand often enough.

    Where they stand less often they are a formula.
    """
    of_texts = outlets[texts]
    order = np.argsort(of_texts, kind="mergesort")
    start = 0
    for at in range(1, order.size + 1):
        outlet = of_texts[order[start]]
        if at < order.size and of_texts[order[at]] == outlet:
            continue
        needed = BOILERPLATE_ARTICLES if outlet else NAMELESS_ARTICLES
        own_weeks = weeks[texts[order[start:at]]]
        lasting = count_weeks(own_weeks) >= BOILERPLATE_WEEKS
        if not outlet:
            lasting = count_known(own_weeks) >= NAMELESS_WEEKS
        many = at - start >= MANY_ARTICLES or lasting
        if at - start >= HABIT_ARTICLES and count_known(own_weeks) >= HABIT_WEEKS:
            for one in range(own.size):
                labels[one] |= FORMULA
        if at - start >= needed and many:
            for one in range(own.size):
                labels[one] |= FORMULA
                if outlets[own[one]] == outlet:
                    labels[one] |= BOILERPLATE
        start = at


@compiled
def agree(one: Any, two: Any, column: Int) -> Bool:
    """Tell whether the words around two samples agree there."""
    return one[column] >= 0 and one[column] == two[column]


@compiled
def weight(one: Any, two: Any, formula: Bool) -> Int:
    """Return what a link between two samples weighs."""
    near = agree(one, two, NEAR_LEFT) or agree(one, two, NEAR_RIGHT)
    if one[QUOTED] == 0:
        far = agree(one, two, FAR_LEFT) or agree(one, two, FAR_RIGHT)
        return (2 if far else 0) if formula else (2 if near else 1)
    if formula:
        return 1 if near else 0
    return 2 if min(one[QUOTED], two[QUOTED]) <= SHORT_QUOTE else 1


@compiled
def link(
    ends: Any, ranks: Any, around: Any, labels: Any, masked: Any, span: Any, links: Any
) -> tuple[Int, Int]:
    """Fill in the links of the groups ``span``: two ranks and the weight.

    Those of weight 0 are left out and counted. Returns how many there are and how many were left
    out. With no room in ``links`` they are counted alone.
    """
    count = weak = 0
    for group in range(span[0], span[1]):
        start, end = ends[group - 1] if group else 0, ends[group]
        if end - start < 2:
            continue
        texts = np.empty(end - start, np.int64)
        met = 0
        for at in range(start, end):
            if masked[at] or (at > start and ranks[at - 1] == ranks[at]):
                continue
            least = met - LAST if met > LAST else 0
            for nth in range(least - 1 if least else 0, met):
                nth = 0 if nth < least else nth
                heavy = weight(around[texts[nth]], around[at], labels[at] & FORMULA > 0)
                if not heavy:
                    weak += 1
                    continue
                if count < links.shape[0]:
                    links[count, 0], links[count, 1] = ranks[texts[nth]], ranks[at]
                    links[count, 2] = heavy
                count += 1
            texts[met] = at
            met += 1
    return count, weak


@compiled
def heavy_pairs(keys: Any, weights: Any, ranks: Int) -> tuple[Any, Int]:
    """Return the pairs whose links weigh enough, and how many do not; ``keys`` are in order."""
    pairs = np.empty((keys.size, 2), np.int64)
    count = light = at = 0
    while at < keys.size:
        start, total = at, 0
        while at < keys.size and keys[at] == keys[start]:
            total += weights[at]
            at += 1
        if total >= ENOUGH:
            pairs[count, 0], pairs[count, 1] = keys[start] % ranks, keys[start] // ranks
            count += 1
        else:
            light += 1
    return pairs[:count], light


@compiled
def touches(rows: Any, firsts: Any, stops: Any, spans: Any, ends: Any) -> Any:
    """Return for each sample whether one of its words lies in a span of its text."""
    found = np.zeros(rows.size, np.bool_)
    for at in range(rows.size):
        for one in range(ends[rows[at]], ends[rows[at] + 1]):
            if spans[one, 0] < stops[at] and firsts[at] < spans[one, 1]:
                found[at] = True
    return found
