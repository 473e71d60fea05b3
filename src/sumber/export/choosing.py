"""Which articles and statements leave: all of a corpus, or those that fit a question.

With filters the articles that hold a fitting statement come, each with those statements alone and
with all its other facts. Both streams are in the order of the articles' ids and are merged, so that
neither is held in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from sumber.corpus.reading import annotated
from sumber.corpus.versions import Snapshot
from sumber.export.rows import plain_rows, rows_of_quotes
from sumber.records import Article, Notes


def chosen(state: Snapshot, filters: Mapping[str, Any]) -> Iterator[tuple[Article, Notes]]:
    """Yield the articles, sorted by id, with their facts; ``filters`` as in ``ask.quotes``."""
    if not filters:
        yield from annotated(state)
        return
    with rows_of_quotes(state, filters, order="article, start, statement") as rows:
        wanted = _wanted(plain_rows(rows))
        name, ids = next(wanted, (None, set()))
        for article, notes in annotated(state):
            if article.id == name:
                kept = tuple(one for one in notes.statements if one.id in ids)
                yield article, msgspec.structs.replace(notes, statements=kept)
                name, ids = next(wanted, (None, set()))
            if name is None:
                return


def _wanted(rows: Iterator[dict[str, Any]]) -> Iterator[tuple[str, set[str]]]:
    for article, group in groupby(rows, key=itemgetter("article")):
        yield article, {row["statement"] for row in group}
