"""The parts of the direct path: from many articles to pairs compared, without an engine.

1. Articles in the order of their publication.
2. Samples, first noted, then kept where they occur more than once.
3. Labels, and masks over boilerplate.
4. Links, and pairs of articles that they join.
5. Pairs compared, passages typed (:mod:`sumber.reuse.finding` puts them in rows).

Each part runs compiled on all cores, cut by articles or by samples; what it gives does not rest on
how many cores there are.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sumber.reuse import linking
from sumber.reuse.letters import CLASSES, FOLDS
from sumber.reuse.masking import mask_texts
from sumber.reuse.pairing import PASSAGE, TABLES, compare
from sumber.reuse.sampling import AROUND, QUOTED, QUOTED_RUN, RUN
from sumber.reuse.texts import keep_samples, note_samples

LETTERS = (CLASSES, FOLDS)
BYTES_A_BIT = 2
LEAST_SET = 1 << 16
MOST_SET = 1 << 27
Result = TypeVar("Result")


class Texts(NamedTuple):
    """Articles in the order of time: their rows, outlets (0 for unknown) and weeks (-1)."""

    data: Any
    offsets: Any
    rows: Any
    outlets: Any
    weeks: Any


class Samples(NamedTuple):
    """Samples that occur more than once, sorted by hash and then by time: parallel arrays."""

    ranks: Any
    grams: Any
    firsts: Any
    around: Any


class Spans(NamedTuple):
    """For each text, in the order of rows, spans of words, and where those of each text begin."""

    spans: Any
    ends: Any


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def on_all_cores(run: Callable[[Any], Result], parts: list[Any]) -> list[Result]:
    """Return what ``run`` gives for each part, in their order."""
    with ThreadPoolExecutor(cores()) as threads:
        return list(threads.map(run, parts))


def cuts(size: int, parts: int) -> Iterator[tuple[int, int]]:
    """Yield at most ``parts`` spans that cover ``size``."""
    borders = np.linspace(0, size, max(1, min(parts, size)) + 1).astype(np.int64)
    yield from zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True)


def in_time(articles: Any) -> Texts:
    """Return the texts of an Arrow table with id, outlet, published and text, in order of time."""
    text = articles["text"].cast(pa.large_string()).combine_chunks()
    text = pc.fill_null(text, "") if text.null_count else text
    rows = pc.sort_indices(articles, [("published", "ascending"), ("id", "ascending")]).to_numpy()
    offsets = np.frombuffer(text.buffers()[1], np.int64)[text.offset : text.offset + len(text) + 1]
    data = np.frombuffer(text.buffers()[2] or b"", np.uint8)
    outlets = articles["outlet"].combine_chunks().dictionary_encode().indices
    outlets = pc.add(outlets.cast(pa.int32()), 1).fill_null(0).to_numpy(zero_copy_only=False)
    rows = rows.astype(np.int64)
    return Texts(data, offsets, rows, outlets[rows], weeks_of(articles["published"])[rows])


def weeks_of(published: Any) -> Any:
    """Return the week of each ISO date, counted from the year 1; -1 for what is none."""
    days = pc.utf8_slice_codeunits(published, 0, 10).combine_chunks().dictionary_encode()
    weeks = np.array([week_of(day) for day in days.dictionary.to_pylist()] + [-1], np.int32)
    return weeks[days.indices.fill_null(len(weeks) - 1).to_numpy(zero_copy_only=False)]


def week_of(day: str | None) -> int:
    """Return the week of an ISO date, counted from the year 1; -1 where it is none."""
    try:
        return date.fromisoformat(day or "").toordinal() // 7
    except ValueError:
        return -1


def sampled(texts: Texts) -> tuple[Samples, int]:
    """Return the samples that occur more than once, and how many there are of all."""
    size = LEAST_SET
    while size < texts.data.size // BYTES_A_BIT // 8 and size < MOST_SET:
        size *= 2
    parts = [texts.rows[start:stop] for start, stop in cuts(texts.rows.size, cores())]
    sets = [(np.zeros(size, np.uint8), np.zeros(size, np.uint8)) for _ in parts]

    def note(nth: int) -> int:
        return int(note_samples(texts.data, texts.offsets, parts[nth], *LETTERS, *sets[nth]))

    totals = on_all_cores(note, list(range(len(parts))))
    once, twice = sets[0]
    for other, again in sets[1:]:
        twice |= again | (once & other)
        once |= other

    def keep(nth: int) -> list[Any]:
        room = totals[nth]
        kept = (
            np.empty(room, np.int32),
            np.empty(room, np.int64),
            np.empty(room, np.int32),
            np.empty((room, AROUND), np.int16),
        )
        count = keep_samples(texts.data, texts.offsets, parts[nth], *LETTERS, twice, kept)
        kept[0][:count] += sum(len(part) for part in parts[:nth])
        return [one[:count] for one in kept]

    found = on_all_cores(keep, list(range(len(parts))))
    ranks, grams, firsts, around = (np.concatenate(one) for one in zip(*found, strict=True))
    order = np.argsort(grams, kind="stable")
    return Samples(ranks[order], grams[order], firsts[order], around[order]), sum(totals)


def labelled(texts: Texts, samples: Samples, ends: Any) -> Any:
    """Return the label of each sample."""

    def label(span: tuple[int, int]) -> Any:
        return linking.label_samples(
            ends, samples.ranks, samples.around, texts.outlets, texts.weeks, span
        )

    parts = on_all_cores(label, list(cuts(ends.size, 4 * cores())))
    return np.bitwise_or.reduce(parts)


def spans_of(rows: Any, firsts: Any, stops: Any, size: int) -> Spans:
    """Return spans of words by their texts."""
    order = np.lexsort((firsts, rows))
    ends = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=size), out=ends[1:])
    return Spans(np.stack((firsts[order], stops[order]), axis=1).astype(np.int32), ends)


def masked(texts: Texts, samples: Samples, labels: Any) -> tuple[Any, int]:
    """Return the masks of all texts and how many texts they would hide."""
    told = np.flatnonzero(labels & linking.BOILERPLATE)
    told = told[np.lexsort((samples.firsts[told], samples.ranks[told]))]
    ranks, firsts = samples.ranks[told], samples.firsts[told]
    some, starts = np.unique(ranks, return_index=True)
    ends = np.append(starts, ranks.size)

    def mask(span: tuple[int, int]) -> Any:
        rows, cut = texts.rows[some[span[0] : span[1]]], ends[span[0] : span[1] + 1]
        return mask_texts(texts.data, texts.offsets, rows, firsts, cut, LETTERS)

    parts = on_all_cores(mask, list(cuts(some.size, 4 * cores()))) if some.size else []
    if not parts:
        return np.empty((0, 6), np.int64), 0
    return np.concatenate([part for part, _ in parts]), sum(whole for _, whole in parts)


def is_masked(texts: Texts, samples: Samples, masks: Spans) -> Any:
    """Return for each sample whether a mask covers a word of it."""
    rows = texts.rows[samples.ranks]
    runs = np.where(samples.around[:, QUOTED] > 0, QUOTED_RUN, RUN)
    return linking.touches(rows, samples.firsts, samples.firsts + runs, masks.spans, masks.ends)


def linked(texts: Texts, samples: Samples, ends: Any, labels: Any, hidden: Any) -> Any:
    """Return the pairs of ranks to compare, links left out and pairs left out."""

    def run(span: tuple[int, int]) -> tuple[Any, int]:
        given = (ends, samples.ranks, samples.around, labels, hidden, span)
        count, weak = linking.link(*given, np.empty((0, 3), np.int32))
        links = np.empty((count, 3), np.int32)
        linking.link(*given, links)
        return links, weak

    parts = on_all_cores(run, list(cuts(ends.size, 4 * cores())))
    links = np.concatenate([part for part, _ in parts])
    ranks = texts.rows.size
    keys = links[:, 1].astype(np.int64) * ranks + links[:, 0]
    order = np.argsort(keys, kind="stable")
    pairs, light = linking.heavy_pairs(keys[order], links[order, 2], ranks)
    return pairs, sum(weak for _, weak in parts), light


def compared(texts: Texts, pairs: Any, spans: tuple[Any, ...]) -> Any:
    """Return the passages of the pairs of rows, their bits, and how many were too weak."""
    rows = pairs

    def run(span: tuple[int, int]) -> Any:
        some = rows[span[0] : span[1]]
        found, bits, weak = compare(texts.data, texts.offsets, some, spans, TABLES)
        found[:, 0] += span[0]
        return found, bits, weak

    parts = on_all_cores(run, list(cuts(rows.shape[0], 8 * cores()))) if len(rows) else []
    if not parts:
        return np.empty((0, PASSAGE), np.int64), np.empty(0), 0
    found = np.concatenate([part for part, _, _ in parts])
    return found, np.concatenate([bits for _, bits, _ in parts]), sum(w for *_, w in parts)
