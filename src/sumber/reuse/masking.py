"""Boilerplate as spans: samples that an outlet repeats, joined and brought to sentence borders.

1. Labelled samples of one text that follow each other are joined.
2. A joined stretch grows to the border of its sentence where that is near. A short one that has
   no such borders, or no border at all, is a phrase inside a sentence and no boilerplate.
3. A text of which nine tenths would be masked is a copy, not boilerplate: nothing is masked.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sumber.reuse.compiling import Bool, Int, compiled, lean
from sumber.reuse.sampling import QUOTED_RUN, RUN, WINDOW, hash_of
from sumber.reuse.words import FORMAL, MASKED, OPENS, STRIDE, place_of

JOINED_GAP: Final = 3
NEAR_BORDER: Final = 4
LEAST_WORDS: Final = 8
LONG_WORDS: Final = 16
MOST_MASKED: Final = 0.9
# Columns of a mask: its text, first word and the one past the last, start and end in code points,
# and the hash of its words, or only of its repeated ones where a border is unknown.
TEXT, FIRST, STOP, START, END, KEY = range(6)
MASK: Final = 6
# A sample by its place: its text, its first word, and whether it is one of a quotation.
TEXT_SHIFT: Final = 21
QUOTED_BIT: Final = 1 << 20
WORDS: Final = QUOTED_BIT - 1


@lean
def to_border(flags: Any, count: Int, first: Int, stop: Int) -> tuple[Int, Int, Int]:
    """Return the words of a stretch brought to near borders of sentences, and how many are met."""
    met = 0
    for at in range(first, max(-1, first - NEAR_BORDER - 1), -1):
        if at == 0 or flags[at] & OPENS:
            first, met = at, met + 1
            break
    for at in range(stop, min(count, stop + NEAR_BORDER) + 1):
        if at == count or flags[at] & OPENS:
            stop, met = at, met + 1
            break
    return first, stop, met


@lean
def join_samples(words: Any, flags: Any, count: Int, ats: Any, masks: Any) -> Int:
    """Fill ``masks`` with the stretches of samples that begin at the words ``ats``, in order."""
    found = at = 0
    while at < ats.size:
        inner = first = np.int64(ats[at])
        end = first + RUN
        while at + 1 < ats.size and ats[at + 1] <= end + JOINED_GAP:
            at += 1
            end = np.int64(ats[at]) + RUN
        at += 1
        end = min(end, count)
        first, stop, borders = to_border(flags, count, first, end)
        if found and first < masks[found - 1, STOP]:
            masks[found - 1, STOP] = max(stop, masks[found - 1, STOP])
        elif stop - first >= (LEAST_WORDS if borders == 2 else LONG_WORDS) and borders:
            masks[found, FIRST], masks[found, STOP] = first, stop
            whole = borders == 2
            key = (first, stop) if whole else (inner, end)
            masks[found, KEY] = hash_of(words, key[0], key[1])
            found += 1
    return found


@lean
def is_mostly_masked(masks: Any, count: Int) -> Bool:
    """Tell whether the masks would hide too much of a text."""
    hidden = 0
    for at in range(masks.shape[0]):
        hidden += masks[at, STOP] - masks[at, FIRST]
    return hidden > MOST_MASKED * count


@compiled
def mask_texts(read: Any, texts: Any, ats: Any, ends: Any) -> tuple[Any, Int]:
    """Return the masks of the texts, without places, and how many texts are left whole.

    ``ats``: the first words of the labelled samples of all these texts, in order; ``ends``: where
    those of each text begin.
    """
    masks = np.empty((ats.size + 1, MASK), np.int64)
    found = whole = 0
    for nth in range(texts.size):
        start, count = read.starts[texts[nth]], np.int64(read.counts[texts[nth]])
        words, flags = read.words[start : start + count], read.flags[start : start + count]
        some = masks[found:]
        met = join_samples(words, flags, count, ats[ends[nth] : ends[nth + 1]], some)
        if is_mostly_masked(some[:met], count):
            whole += 1
            continue
        some[:met, TEXT] = texts[nth]
        found += met
    return masks[:found].copy(), whole


@lean
def place_masks(data: Any, read: Any, masks: Any, tables: Any) -> None:
    """Fill in where masks start and end."""
    for at in range(masks.shape[0]):
        one = masks[at]
        text = one[TEXT]
        first, stop = read.begins[text], read.stops[text]
        checks = read.checks[read.starts[text] // STRIDE :]
        one[START] = place_of(data, first, stop, checks, one[FIRST], tables)[0]
        one[END] = place_of(data, first, stop, checks, one[STOP] - 1, tables)[1]


@lean
def flag_spans(read: Any, texts: Any, spans: Any, wider: Int, flag: Int) -> None:
    """Set a flag of the words of spans, each of one of the texts.

    ``wider``: by how many words a span is taken to be wider on both sides.
    """
    for nth in range(texts.size):
        start, count = read.starts[texts[nth]], np.int64(read.counts[texts[nth]])
        first = max(0, spans[nth, 0] - wider)
        for at in range(start + first, start + min(count, spans[nth, 1] + wider)):
            read.flags[at] |= flag


@compiled
def flag_places(data: Any, read: Any, texts: Any, spans: Any, flag: Int, tables: Any) -> None:
    """Set a flag of the words that begin in spans of code points, each of one of the texts."""
    for nth in range(texts.size):
        text = texts[nth]
        start, count = read.starts[text], np.int64(read.counts[text])
        checks = read.checks[start // STRIDE : start // STRIDE + (count + STRIDE - 1) // STRIDE]
        at = max(0, np.searchsorted(checks[:, 1], spans[nth, 0]) - 1) * STRIDE
        while at < count:
            place = place_of(data, read.begins[text], read.stops[text], checks, at, tables)[0]
            if place >= spans[nth, 1]:
                break
            if place >= spans[nth, 0]:
                read.flags[start + at] |= flag
            at += 1


@compiled
def hide_repeated(read: Any, samples: Any) -> Int:
    """Flag the words of boilerplate by its samples, in order; return how many texts stay whole."""
    texts, ends = np.empty(samples.size + 1, np.int64), np.zeros(samples.size + 1, np.int64)
    ats, met = np.empty(samples.size, np.int64), 0
    for at in range(samples.size):
        text = samples[at] >> TEXT_SHIFT
        if not met or texts[met - 1] != text:
            texts[met], met = text, met + 1
        ats[at], ends[met] = samples[at] & WORDS, at + 1
    masks, whole = mask_texts(read, texts[:met], ats, ends)
    flag_spans(read, masks[:, TEXT].copy(), masks[:, FIRST : STOP + 1].copy(), 0, MASKED)
    return whole


@compiled
def flag_formulas(read: Any, samples: Any) -> None:
    """Flag the words of set phrases by their samples.

    Of a formula the sampled runs are known; up to ``WINDOW - 1`` words beside them belong to it.
    """
    spans = np.empty((samples.size, 2), np.int64)
    for at in range(samples.size):
        spans[at, 0] = samples[at] & WORDS
        spans[at, 1] = spans[at, 0] + (QUOTED_RUN if samples[at] & QUOTED_BIT else RUN)
    flag_spans(read, samples >> TEXT_SHIFT, spans, WINDOW - 1, FORMAL)
