"""Find passages: the whole direct path, from a table of articles to typed passages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sumber.plan.tables import PASSAGES
from sumber.reuse import linking
from sumber.reuse.direct import (
    Spans,
    Texts,
    compared,
    in_time,
    is_masked,
    labelled,
    linked,
    masked,
    sampled,
    spans_of,
)
from sumber.reuse.masking import FIRST, STOP, TEXT
from sumber.reuse.passages import Articles, rows_of
from sumber.reuse.sampling import QUOTED, QUOTED_RUN, RUN
from sumber.reuse.sides import ASIDE
from sumber.reuse.texts import LONGEST

COLUMNS = ("id", "outlet", "published", "text")


class Found(NamedTuple):
    """The passages of some articles, and how much each rule left out.

    ``left_out``: ``long_texts`` compared in their first part only; ``repeated_texts`` that are
    mostly their outlet's boilerplate and not masked; ``formula_links`` between set phrases alone;
    ``light_pairs`` that share but one short run; ``weak_stretches`` with too few bits.
    """

    passages: Any
    left_out: dict[str, int]


def find_passages(articles: Any, regions: Any = None) -> Any:
    """Return the passages that some articles share, with the columns of ``PASSAGES``.

    ``articles``: an Arrow table, or record batches, with the columns id, outlet, published (ISO
    8601) and text; outlet and published may be null. Ids must differ. ``regions``: what is not the
    body, with the columns article, start, end and kind, where that is known. Raises ``ValueError``
    for a column that is missing.
    """
    return find(articles, regions).passages


def find(articles: Any, regions: Any = None) -> Found:
    """Return what :func:`find_passages` does, and what was left out."""
    table = as_table(articles)
    if not table.num_rows:
        return Found(PASSAGES.empty_table(), {})
    texts = in_time(table)
    samples, _ = sampled(texts)
    ends = linking.group_ends(samples.grams)
    labels = labelled(texts, samples, ends)
    masks, whole = masked(texts, samples, labels)
    size = texts.rows.size
    hiding = spans_of(masks[:, TEXT], masks[:, FIRST], masks[:, STOP], size)
    formulas = formulas_of(texts, samples, labels)
    hidden = is_masked(texts, samples, hiding)
    pairs, formula_links, light = linked(texts, samples, ends, labels, hidden)
    del samples, labels, hidden
    names = ids_of(table)
    pairs = by_name(texts.rows[pairs], names)
    aside = aside_of(regions, names)
    found, bits, weak = compared(texts, pairs, (*hiding, *formulas, *aside))
    left_out = {
        "long_texts": int((np.diff(texts.offsets) > LONGEST).sum()),
        "repeated_texts": whole,
        "formula_links": formula_links,
        "light_pairs": light,
        "weak_stretches": weak,
    }
    columns = (table[name].combine_chunks() for name in COLUMNS[1:])
    return Found(rows_of(found, bits, pairs, Articles(names, *columns)), left_out)


def as_table(articles: Any) -> Any:
    """Return the columns that are needed of a table or of record batches."""
    if not isinstance(articles, pa.Table):
        batches = list(articles) if isinstance(articles, Iterable) else [articles]
        articles = pa.Table.from_batches(batches) if batches else pa.table({})
    if not articles.num_rows and not articles.num_columns:
        return pa.table({name: pa.array([], pa.string()) for name in COLUMNS})
    missing = [name for name in COLUMNS if name not in articles.column_names]
    if missing:
        raise ValueError(f"The articles lack {', '.join(missing)}; name the columns so.")
    return articles.select(COLUMNS)


def formulas_of(texts: Texts, samples: Any, labels: Any) -> Spans:
    """Return the words of each text that lie in a formula."""
    told_so = np.flatnonzero(labels & linking.FORMULA)
    firsts = samples.firsts[told_so]
    runs = np.where(samples.around[told_so, QUOTED] > 0, QUOTED_RUN, RUN)
    return spans_of(texts.rows[samples.ranks[told_so]], firsts, firsts + runs, texts.rows.size)


def aside_of(regions: Any, names: Any) -> Spans:
    """Return what of each text stands aside, in code points."""
    if regions is None:
        return Spans(np.empty((0, 2), np.int32), np.zeros(len(names) + 1, np.int64))
    some = regions.filter(pc.is_in(regions["kind"], pa.array(ASIDE)))
    rows = pc.index_in(some["article"], names)
    some, rows = some.filter(pc.is_valid(rows)), rows.drop_null()
    starts, ends = np.asarray(some["start"]), np.asarray(some["end"])
    return spans_of(np.asarray(rows), starts, ends, len(names))


def ids_of(table: Any) -> Any:
    """Return the ids as one array."""
    return table["id"].combine_chunks()


def by_name(pairs: Any, names: Any) -> Any:
    """Return pairs of rows, each and all in the order of their ids."""
    places = np.empty(len(names), np.int64)
    order = pa.compute.sort_indices(names).to_numpy()
    places[order] = np.arange(len(names))
    sides = np.sort(places[pairs], axis=1)
    sides = sides[np.lexsort((sides[:, 1], sides[:, 0]))]
    return order[sides].astype(np.int64)
