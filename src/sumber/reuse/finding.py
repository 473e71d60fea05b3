"""Find passages: the whole direct path, from a table of articles to typed passages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sumber.children import cores
from sumber.plan.tables import PASSAGES
from sumber.reuse.direct import (
    Texts,
    cuts,
    flagged,
    in_time,
    kept,
    labelled,
    linked,
    noted,
    on_all_cores,
)
from sumber.reuse.masking import flag_places
from sumber.reuse.naming import namings
from sumber.reuse.pairing import TABLES, compare
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
SPANS: Final = 8
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
    size = table["text"].nbytes
    most = size + SPARE if memory is None else memory
    with Shelf(most < NEEDED * size, most < NEEDED_FOR_WORDS * size) as shelf:
        return meet(texts, table, regions, shelf, most)


def meet(texts: Texts, table: Any, regions: Any, shelf: Shelf, memory: int) -> Found:
    """Find the pairs of texts that share samples, and compare them."""
    told = noted(texts, shelf, memory // SETS)
    read, cut = told.read, kept(told, shelf)
    del told
    parts, repeated, formal = labelled(texts, cut, shelf)
    del cut
    whole, masks = flagged(read, repeated, formal, shelf)
    pairs, formula_links, light = linked(read, masks, parts, shelf)
    del parts, masks
    pairs = by_name(pairs, texts.names)
    ids, outlets, published = (table[name].combine_chunks() for name in COLUMNS[:3])
    articles = Articles(ids, outlets, published, {})
    flag_aside(texts, read, regions, articles.ids)
    found, weak = compared(texts, read, pairs, articles, shelf)
    left_out = {
        "long_texts": texts.long,
        "repeated_texts": whole,
        "formula_links": formula_links,
        "light_pairs": light,
        "weak_stretches": weak,
    }
    return Found(found, left_out)


def compared(
    texts: Texts, read: Read, pairs: Any, articles: Articles, shelf: Shelf
) -> tuple[Any, int]:
    """Return the passages of the pairs of texts as rows, and how many stretches were too weak.

    Rows are made of some pairs while others are compared.
    """
    named = named_in(texts, read, np.unique(pairs), shelf)

    def run(span: tuple[int, int]) -> tuple[Any, int]:
        some = pairs[span[0] : span[1]]
        found, bits, weak = compare(texts.data, read, some, TABLES)
        shelf.let_go()
        return rows_among(texts.rows, (found, bits, some), articles._replace(namings=named)), weak

    size = pairs.shape[0]
    rows = on_all_cores(run, list(cuts(size, shelf.pieces(size, SPANS * cores())))) if size else []
    tables = [PASSAGES.empty_table(), *(table for table, _ in rows)]
    return pa.concat_tables(tables), sum(weak for _, weak in rows)


def named_in(texts: Texts, read: Read, some: Any, shelf: Shelf) -> dict[int, str]:
    """Return what stands around the cues of some texts, by their places in ``read``."""

    def name(piece: Any) -> dict[int, str]:
        found = namings(texts.data, read, piece)
        shelf.let_go()
        return found

    found = on_all_cores(name, np.array_split(some, shelf.pieces(some.size, 4 * cores())))
    return {text: told for piece in found for text, told in piece.items()}


def rows_among(rows: Any, told: tuple[Any, Any, Any], articles: Articles) -> Any:
    """Return the passages of some pairs of texts as rows, of the articles that they have.

    ``rows``: the row of each text in ``articles``, whose ``namings`` are by text; ``told``: as
    :func:`compare` gives it, and the pairs.
    """
    found, bits, pairs = told
    some = np.unique(pairs)
    own, named = pa.array(rows[some]), articles.namings
    namings = {at: named[text] for at, text in enumerate(some.tolist()) if text in named}
    ids, outlets, published = (column.take(own) for column in articles[:3])
    places = np.searchsorted(some, pairs)
    return rows_of(found, bits, places, Articles(ids, outlets, published, namings))


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


def by_name(pairs: Any, names: Any) -> Any:
    """Return pairs of texts, each and all in the order of their ids.

    ``names``: the place of each text's id among all.
    """
    one, two = names[pairs[:, 0]], names[pairs[:, 1]]
    keys = np.sort((np.minimum(one, two) << 32) | np.maximum(one, two))
    texts = np.empty_like(names)
    texts[names] = np.arange(names.size)
    return np.stack((texts[keys >> 32], texts[keys & 0xFFFFFFFF]), axis=1)
