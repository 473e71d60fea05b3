"""The kernels of the steps: Arrow batches in, Arrow batches out, each row by itself."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa

from sumber.plan.steps import Batches
from sumber.reuse.direct import weeks_of
from sumber.reuse.letters import CLASSES, FOLDS
from sumber.reuse.masking import END, FIRST, KEY, START, STOP, TEXT, mask_texts
from sumber.reuse.pairing import TABLES, compare
from sumber.reuse.passages import Articles, rows_of
from sumber.reuse.sampling import (
    AROUND,
    FAR_LEFT,
    FAR_RIGHT,
    NEAR_LEFT,
    NEAR_RIGHT,
    QUOTED,
    QUOTED_RUN,
    RUN,
)
from sumber.reuse.texts import keep_samples, note_samples

PACKED: Final = 1 << 24
"""Two places of words in one number: the first times this, plus the second."""

SAMPLES: Final = pa.schema(
    [
        ("article", pa.string()),
        ("outlet", pa.string()),
        ("published", pa.string()),
        ("week", pa.int32()),
        ("gram", pa.int64()),
        ("at", pa.int32()),
        ("run", pa.int32()),
        ("again", pa.bool_()),
        ("near_left", pa.int16()),
        ("near_right", pa.int16()),
        ("far_left", pa.int16()),
        ("far_right", pa.int16()),
        ("quoted", pa.int16()),
    ]
)
"""A sample of an article: the hash of ``run`` words at word ``at``; ``again`` where the article has
it before; hashes of the words around it, -1 for none; the words of the quotation around it."""

MASKS: Final = pa.schema(
    [
        ("article", pa.string()),
        ("outlet", pa.string()),
        ("published", pa.string()),
        ("key", pa.int64()),
        ("first_word", pa.int32()),
        ("stop_word", pa.int32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
    ]
)
"""Boilerplate of an article: its words, the first and the one past the last, and characters."""


def buffers(column: Any) -> tuple[Any, Any]:
    """Return the bytes of a column of strings and where each begins."""
    text = column.cast(pa.large_string())
    offsets = np.frombuffer(text.buffers()[1], np.int64)[text.offset : text.offset + len(text) + 1]
    return np.frombuffer(text.buffers()[2] or b"", np.uint8), offsets


def sample(batches: Batches) -> Batches:
    """Make samples (``SAMPLES``) of articles with id, outlet, published and text."""
    every = np.full(1, 255, np.uint8)
    for batch in batches:
        data, offsets = buffers(batch["text"])
        order = np.arange(batch.num_rows, dtype=np.int64)
        once = np.zeros(1, np.uint8)
        room = note_samples(data, offsets, order, CLASSES, FOLDS, once, once.copy())
        kept = (
            np.empty(room, np.int32),
            np.empty(room, np.int64),
            np.empty(room, np.int32),
            np.empty((room, AROUND), np.int16),
        )
        keep_samples(data, offsets, order, CLASSES, FOLDS, every, kept)
        yield pa.record_batch(_sample_columns(batch, kept), SAMPLES)


def _sample_columns(batch: Any, kept: tuple[Any, Any, Any, Any]) -> list[Any]:
    rows, grams, ats, around = kept
    weeks = weeks_of(pa.chunked_array([batch["published"]]))[rows]
    columns = [batch[name].take(pa.array(rows)) for name in ("id", "outlet", "published")]
    runs = np.where(around[:, QUOTED] > 0, QUOTED_RUN, RUN).astype(np.int32)
    return [
        *columns,
        pa.array(weeks, mask=weeks < 0),
        grams,
        ats,
        runs,
        pa.array(_again(rows, grams)),
        *(
            np.ascontiguousarray(around[:, one])
            for one in (NEAR_LEFT, NEAR_RIGHT, FAR_LEFT, FAR_RIGHT, QUOTED)
        ),
    ]


def _again(rows: Any, grams: Any) -> Any:
    """Return for each sample whether its article has it before; they are in order of places."""
    order = np.lexsort((grams, rows))
    same = (rows[order][1:] == rows[order][:-1]) & (grams[order][1:] == grams[order][:-1])
    again = np.zeros(rows.size, np.bool_)
    again[order[1:]] = same
    return again


def mask(batches: Batches) -> Batches:
    """Make masks (``MASKS``) of articles with ``ats``, the words where repeated samples begin."""
    for batch in batches:
        data, offsets = buffers(batch["text"])
        ats = batch["ats"]
        ends = ats.offsets.to_numpy().astype(np.int64)
        firsts = ats.flatten().to_numpy().astype(np.int32)
        rows = np.arange(batch.num_rows, dtype=np.int64)
        found, _ = mask_texts(data, offsets, rows, firsts, ends - ends[0], (CLASSES, FOLDS))
        names = [
            batch[name].take(pa.array(found[:, TEXT])) for name in ("id", "outlet", "published")
        ]
        words = [found[:, one].astype(np.int32) for one in (FIRST, STOP, START, END)]
        yield pa.record_batch([*names, found[:, KEY].copy(), *words], MASKS)


def _packed(column: Any) -> tuple[Any, Any]:
    """Return spans of words, written as one number each, and where those of each row begin."""
    if not len(column) or column.null_count == len(column):
        return np.empty((0, 2), np.int32), np.zeros(len(column) + 1, np.int64)
    counts = column.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    packed = column.flatten().to_numpy()
    spans = np.stack((packed // PACKED, packed % PACKED), axis=1).astype(np.int32)
    return spans, np.append(0, np.cumsum(counts)).astype(np.int64)


def compare_pairs(batches: Batches) -> Batches:
    """Make passages (``PASSAGES``) of pairs of articles.

    Each row: ``a`` and ``b`` in order, and for both the text, outlet, published, ``masks`` and
    ``formulas`` as lists of packed spans of words, and ``aside`` of code points.
    """
    for batch in batches:
        yield from _passages(batch).to_batches()


def _passages(batch: Any) -> Any:
    ids = pa.concat_arrays([batch["a"], batch["b"]])
    outlets, published, texts, masks, formulas, aside = (
        pa.concat_arrays([batch[f"a_{name}"], batch[f"b_{name}"]])
        for name in ("outlet", "published", "text", "masks", "formulas", "aside")
    )
    rows = np.arange(batch.num_rows, dtype=np.int64)
    pairs = np.stack((rows, rows + batch.num_rows), axis=1)
    spans = (*_packed(masks), *_packed(formulas), *_packed(aside))
    found, bits, _ = compare(*buffers(texts), pairs, spans, TABLES)
    return rows_of(found, bits, pairs, Articles(ids, outlets, published, texts))
