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

from sumber.reuse.blocks import eight_bytes
from sumber.reuse.compiling import Bool, Int, compiled, lean
from sumber.reuse.noting import first_of, quoted_of, text_of
from sumber.reuse.sampling import (
    FAR_LEFT,
    FAR_RIGHT,
    NEAR_LEFT,
    NEAR_RIGHT,
    NONE,
    QUOTED_RUN,
    RUN,
)
from sumber.reuse.words import MASKED

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
RANK_BITS: Final = 31
# Which words of a sample are asked for, a bit each.
RUN_BITS: Final = np.uint64((1 << RUN) - 1)
QUOTED_BITS: Final = np.uint64((1 << QUOTED_RUN) - 1)
RANKS: Final = (1 << RANK_BITS) - 1


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
def label_samples(ends: Any, places: Any, outlets: Any, weeks: Any) -> Any:
    """Return the label of each sample: boilerplate of its outlet, formula, both as bits, or 0.

    ``ends``: where each group of equal samples ends; ``places``: where each stands, its text being
    that in time; ``outlets`` and ``weeks``: those of each text in time, outlet 0 for unknown.
    """
    labels, texts = np.zeros(places.size, np.uint8), np.empty(places.size, np.int64)
    start = 0
    for at in range(places.size):
        texts[at] = text_of(places[at])
    for end in ends:
        if end - start >= HABIT_ARTICLES:
            quoted = quoted_of(places[start]) > 0
            label_group(texts[start:end], quoted, outlets, weeks, labels[start:end])
        start = end
    return labels


@compiled
def label_group(own: Any, quoted: Bool, outlets: Any, weeks: Any, labels: Any) -> None:
    """Label equal samples; ``own``: the place in time of the text of each."""
    fresh = np.ones(own.size, np.bool_)
    fresh[1:] = own[1:] != own[:-1]
    texts = own[fresh]
    if texts.size >= FORMULA_ARTICLES:
        lasting = count_weeks(weeks[texts]) >= FORMULA_WEEKS
        labels[:] = FORMULA if lasting or texts.size >= FORMULA_MANY else 0
    if texts.size >= KNOWN_ARTICLES and count_known(weeks[texts]) >= KNOWN_WEEKS:
        labels[:] = FORMULA
    if not quoted:
        label_outlets(texts, own, outlets, weeks, labels)


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
        if at - start < HABIT_ARTICLES:
            start = at
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


@lean
def agree(one: Int, two: Int, side: Int) -> Bool:
    """Tell whether the words around two samples agree on a side."""
    return ((one ^ two) >> side) & NONE == 0 and (one >> side) & NONE != NONE


@lean
def weight(one: Int, two: Int, quoted: Int, formula: Bool) -> Int:
    """Return what a link between two samples weighs, by what is around them.

    ``quoted``: the words of the shorter quotation around them, 0 for none.
    """
    if quoted and not formula:
        return 2 if quoted <= SHORT_QUOTE else 1
    if formula and not quoted:
        return 2 if agree(one, two, FAR_LEFT) or agree(one, two, FAR_RIGHT) else 0
    near = agree(one, two, NEAR_LEFT) or agree(one, two, NEAR_RIGHT)
    if quoted:
        return 1 if near else 0
    return 2 if near else 1


@lean
def note_masks(read: Any, texts: Any, masks: Any) -> None:
    """Note in ``masks``, a bit for each word, which words of some texts are masked."""
    for text in texts:
        start = read.starts[text]
        for at in range(start, start + read.counts[text]):
            if read.flags[at] & MASKED:
                masks[at >> 3] |= np.uint8(1 << (at & 7))


@lean
def note_masked(places: Any, starts: Any, masks: Any, found: Any) -> None:
    """Fill in for each sample whether one of its words is masked."""
    for at in range(found.size):
        first = starts[text_of(places[at])] + first_of(places[at])
        bits: Any = eight_bytes(masks, first >> 3) >> np.uint64(first & 7)
        found[at] = bits & (QUOTED_BITS if quoted_of(places[at]) else RUN_BITS) != 0


@compiled
def link(ends: Any, samples: Any, labels: Any, starts: Any, masks: Any) -> tuple[Any, Int]:
    """Return the links between texts of equal samples, and how many of weight 0 are left out.

    ``samples``: what is around each, and its place; ``starts``: the first word of each text;
    ``masks``: a bit for each word, whether it is masked. A link: the later text above, the earlier
    one below it in the bits of one number, and whether it weighs two in the lowest.
    """
    around, places = samples[:, 0].copy(), samples[:, 1].copy()
    links, masked = np.empty((LAST + 1) * places.size, np.int64), np.empty(places.size, np.bool_)
    note_masked(places, starts, masks, masked)
    texts = np.empty(places.size, np.int64)
    count, weak = link_each(ends, (around, places), labels, masked, (links, texts))
    return links[:count].copy(), weak


@lean
def link_each(ends: Any, samples: Any, labels: Any, masked: Any, room: Any) -> tuple[Int, Int]:
    """Fill in links; return how many there are, and how many are left out."""
    (around, places), (links, texts) = samples, room
    count = weak = start = 0
    for end in ends:
        met = 0
        for at in range(start, end):
            text, quoted = text_of(places[at]), quoted_of(places[at])
            if masked[at] or (at > start and text_of(places[at - 1]) == text):
                continue
            least = met - LAST if met > LAST else 0
            for nth in range(least - 1 if least else 0, met):
                other = texts[0 if nth < least else nth]
                shorter = min(quoted_of(places[other]), quoted)
                heavy = weight(around[other], around[at], shorter, labels[at] & FORMULA > 0)
                if heavy:
                    pair = (text << RANK_BITS) | text_of(places[other])
                    links[count] = (pair << 1) | (heavy - 1)
                    count += 1
                else:
                    weak += 1
            texts[met] = at
            met += 1
        start = end
    return count, weak


@compiled
def heavy_pairs(links: Any) -> tuple[Any, Int]:
    """Return the pairs of texts whose links, in order, weigh enough, and how many do not."""
    pairs = np.empty((links.size, 2), np.int64)
    count, light = sift(links, pairs)
    return pairs[:count].copy(), light


@lean
def sift(links: Any, pairs: Any) -> tuple[Int, Int]:
    """Fill in the pairs whose links weigh enough; return how many do, and how many do not."""
    count = light = at = 0
    while at < links.size:
        pair, total = links[at] >> 1, 0
        while at < links.size and links[at] >> 1 == pair:
            total += 1 + (links[at] & 1)
            at += 1
        if total >= ENOUGH:
            pairs[count, 0], pairs[count, 1] = pair & RANKS, pair >> RANK_BITS
            count += 1
        else:
            light += 1
    return count, light
