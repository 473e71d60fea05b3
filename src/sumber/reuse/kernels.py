"""The kernels of the steps: Arrow batches in, Arrow batches out, each row by itself."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa

from sumber.plan.steps import Batches
from sumber.reuse.direct import bytes_of, sites_of, weeks_of
from sumber.reuse.masking import (
    END,
    FIRST,
    KEY,
    START,
    STOP,
    TEXT,
    flag_places,
    flag_spans,
    mask_texts,
    place_masks,
)
from sumber.reuse.naming import namings
from sumber.reuse.noting import (
    count_samples,
    first_of,
    keep_samples,
    quoted_of,
    room_for,
    text_of,
)
from sumber.reuse.pairing import TABLES, compare
from sumber.reuse.passages import Articles, rows_of
from sumber.reuse.sampling import (
    FAR_LEFT,
    FAR_RIGHT,
    NEAR_LEFT,
    NEAR_RIGHT,
    QUOTED_RUN,
    RUN,
    WINDOW,
)
from sumber.reuse.texts import LETTERS, Read, read_all
from sumber.reuse.words import ASIDE, FORMAL, MASKED

SIDES: Final = (NEAR_LEFT, NEAR_RIGHT, FAR_LEFT, FAR_RIGHT)
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
"""A sample of an article, with its outlet's site: the hash of ``run`` words at word ``at``;
``again`` where the article has it before; hashes of the words around it, -1 for none; the words of
the quotation around it."""

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


def _read(column: Any) -> tuple[Any, Read]:
    """Return the bytes of a column of strings, and its texts as they are read."""
    data, begins, ends = bytes_of(pa.chunked_array([column]))
    return data, read_all(data, begins, ends)


def sample(batches: Batches) -> Batches:
    """Make samples (``SAMPLES``) of articles with id, outlet, published and text."""
    every = np.full(2, -1, np.int64).view(np.uint64)
    for batch in batches:
        _, read = _read(batch["text"])
        texts = (0, batch.num_rows)
        kept = room_for(count_samples(read, texts))
        count = keep_samples(read, texts, every, kept)
        yield pa.record_batch(_sample_columns(batch, kept[:count]), SAMPLES)


def _sample_columns(batch: Any, kept: Any) -> list[Any]:
    grams, around, places = (np.ascontiguousarray(column) for column in kept.T)
    rows, ats, quoted = (of.py_func(places) for of in (text_of, first_of, quoted_of))
    weeks = weeks_of(pa.chunked_array([batch["published"]]))[rows]
    told = (batch["id"], sites_of(batch["outlet"]), batch["published"])
    columns = [column.take(pa.array(rows)) for column in told]
    runs = np.where(quoted > 0, QUOTED_RUN, RUN).astype(np.int32)
    return [
        *columns,
        pa.array(weeks, mask=weeks < 0),
        grams,
        ats.astype(np.int32),
        runs,
        pa.array(_again(rows, grams)),
        *((around >> side).astype(np.int16) for side in SIDES),
        quoted.astype(np.int16),
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
        data, read = _read(batch["text"])
        ats = batch["ats"]
        ends = ats.offsets.to_numpy().astype(np.int64)
        firsts = ats.flatten().to_numpy().astype(np.int64)
        rows = np.arange(batch.num_rows, dtype=np.int64)
        found, _ = mask_texts(read, rows, firsts, ends - ends[0])
        place_masks(data, read, found, LETTERS)
        names = [
            batch[name].take(pa.array(found[:, TEXT])) for name in ("id", "outlet", "published")
        ]
        words = [found[:, one].astype(np.int32) for one in (FIRST, STOP, START, END)]
        yield pa.record_batch([*names, found[:, KEY].copy(), *words], MASKS)


def _spans(column: Any) -> tuple[Any, Any]:
    """Return spans, each written as one number, and the text of each."""
    if not len(column) or column.null_count == len(column):
        return np.empty(0, np.int64), np.empty((0, 2), np.int64)
    counts = column.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    packed = column.flatten().to_numpy()
    texts = np.repeat(np.arange(len(column), dtype=np.int64), counts)
    return texts, np.stack((packed // PACKED, packed % PACKED), axis=1)


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
    data, read = _read(texts)
    flag_spans(read, *_spans(masks), 0, MASKED)
    flag_spans(read, *_spans(formulas), WINDOW - 1, FORMAL)
    flag_places(data, read, *_spans(aside), FORMAL | ASIDE, LETTERS)
    rows = np.arange(batch.num_rows, dtype=np.int64)
    pairs = np.stack((rows, rows + batch.num_rows), axis=1)
    found, bits, _ = compare(data, read, pairs, TABLES)
    named = namings(data, read, np.unique(pairs[found[:, 0]]))
    return rows_of(found, bits, pairs, Articles(ids, outlets, published, named))
