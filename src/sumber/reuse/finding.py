"""Find passages: the whole direct path, from a table of articles to typed passages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sumber.plan.tables import PASSAGES
from sumber.reuse.direct import Texts, compared, flagged, in_time, kept, labelled, linked, noted
from sumber.reuse.masking import flag_places
from sumber.reuse.naming import namings
from sumber.reuse.passages import Articles, rows_of
from sumber.reuse.shelving import Shelf
from sumber.reuse.sides import ASIDE
from sumber.reuse.texts import LETTERS, Read
from sumber.reuse.words import ASIDE as BESIDE
from sumber.reuse.words import FORMAL

# Bytes that are taken for each byte of text, of all and of the words alone.
NEEDED: Final = 2.2
NEEDED_FOR_WORDS: Final = 1.2
SPARE: Final = 1 << 29
SETS: Final = 8
COLUMNS: Final = ("id", "outlet", "published", "text")


class Found(NamedTuple):
    """The passages of some articles, and how much each rule left out.

    ``left_out``: ``long_texts`` compared in their first part only; ``repeated_texts`` that are
    mostly their outlet's boilerplate and not masked; ``formula_links`` between set phrases alone;
    ``light_pairs`` that share but one short run; ``weak_stretches`` with too few bits.
    """

    passages: Any
    left_out: dict[str, int]


def find_passages(articles: Any, regions: Any = None, *, memory: int | None = None) -> Any:
    """Return the passages that some articles share, with the columns of ``PASSAGES``.

    ``articles``: an Arrow table, or record batches, with the columns id, outlet, published (ISO
    8601) and text; outlet and published may be null. Ids must differ. ``regions``: what is not the
    body, with the columns article, start, end and kind, where that is known. ``memory``: how many
    bytes may be taken beside the articles and the passages; as many as the texts have and 512 MiB
    where it is not given. What needs more goes to files in the folder for temporary ones. Raises
    ``ValueError`` for a column that is missing.
    """
    return find(articles, regions, memory=memory).passages


def find(articles: Any, regions: Any = None, *, memory: int | None = None) -> Found:
    """Return what :func:`find_passages` does, and what was left out."""
    table = as_table(articles)
    if not table.num_rows:
        return Found(PASSAGES.empty_table(), {})
    texts = in_time(table)
    names = table["id"].combine_chunks()
    size = table["text"].nbytes
    most = size + SPARE if memory is None else memory
    with Shelf(most < NEEDED * size, most < NEEDED_FOR_WORDS * size) as shelf:
        met = meet(texts, names, regions, shelf, most)
    outlets, published = (table[name].combine_chunks() for name in COLUMNS[1:3])
    articles = Articles(names, outlets, published, met.namings)
    return Found(rows_of(met.found, met.bits, met.pairs, articles), met.left_out)


class Met(NamedTuple):
    """What was compared: pairs of rows, their passages with their bits, and how much was left out.

    ``namings``: what stands around words that may name an outlet, by the article's row.
    """

    pairs: Any
    found: Any
    bits: Any
    namings: dict[int, str]
    left_out: dict[str, int]


def meet(texts: Texts, names: Any, regions: Any, shelf: Shelf, memory: int) -> Met:
    """Find the pairs of texts that share samples, and compare them."""
    told = noted(texts, shelf, memory // SETS)
    read, cut = told.read, kept(told, shelf)
    del told
    parts, repeated, formal = labelled(texts, cut, shelf)
    del cut
    whole = flagged(read, repeated, formal)
    pairs, formula_links, light = linked(read, parts, shelf)
    del parts
    pairs = by_name(pairs, texts.rows, names)
    flag_aside(texts, read, regions, names)
    found, bits, weak = compared(texts.data, read, pairs, shelf)
    named = namings(texts.data, read, np.unique(pairs[found[:, 0]]))
    rows = {int(texts.rows[text]): told for text, told in named.items()}
    left_out = {
        "long_texts": texts.long,
        "repeated_texts": whole,
        "formula_links": formula_links,
        "light_pairs": light,
        "weak_stretches": weak,
    }
    return Met(texts.rows[pairs], found, bits, rows, left_out)


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
    texts = articles["text"]
    if not (pa.types.is_string(texts.type) or pa.types.is_large_string(texts.type)):
        texts = texts.cast(pa.large_string())
    return articles.select(COLUMNS[:3]).append_column("text", texts)


def flag_aside(texts: Texts, read: Read, regions: Any, names: Any) -> None:
    """Flag what stands aside of the body of each text."""
    if regions is None:
        return
    some = regions.filter(pc.is_in(regions["kind"], pa.array(ASIDE)))
    rows = pc.index_in(some["article"], names)
    some, rows = some.filter(pc.is_valid(rows)), np.asarray(rows.drop_null())
    texts_of = np.empty_like(texts.rows)
    texts_of[texts.rows] = np.arange(texts.rows.size)
    spans = np.stack([np.asarray(some[name], np.int64) for name in ("start", "end")], axis=1)
    flag_places(texts.data, read, texts_of[rows], spans, FORMAL | BESIDE, LETTERS)


def by_name(pairs: Any, rows: Any, names: Any) -> Any:
    """Return pairs of texts, each and all in the order of their ids.

    ``rows``: the row of each text in ``names``, the ids.
    """
    order = pc.sort_indices(names).to_numpy().astype(np.int64)
    places, texts = np.empty_like(order), np.empty_like(order)
    places[order], texts[rows] = np.arange(order.size), np.arange(order.size)
    sides = np.sort(places[rows[pairs]], axis=1)
    keys = np.sort((sides[:, 0] << 32) | sides[:, 1])
    return texts[order[np.stack((keys >> 32, keys & 0xFFFFFFFF), axis=1)]]
