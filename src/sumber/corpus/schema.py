"""The tables of a corpus, as other engines see them.

Text lives in ``articles`` alone. Every other table of facts names its article, its place ``nth``
among the article's facts of that kind (from 0), and spans: ``start`` and ``end`` are code points in
``articles.text``, half-open. The columns between are the fields of the record in
:mod:`sumber.records` that each row holds: a ``span`` as ``start, end``, any other span as a struct
of the two, ``contents`` as a list of such structs, words as strings. ``exact_hash`` pins the exact
characters under all spans of a row (see :func:`sumber.corpus.rows.exact_hash`), so that a moved
span or a changed text is noticed.

``articles.facts`` counts the facts of an article in all tables, so that a lost one is noticed.

``passages`` to ``stories`` are what `sumber relate` finds between articles; their columns stand in
:mod:`sumber.plan.tables`. ``decisions`` holds what a person decided about them.

A record that gains a field with a default gains a column; rows from before read as the default.
"""

from __future__ import annotations

from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import pyarrow as pa

from sumber.corpus.facts import FACTS
from sumber.plan.tables import DECISIONS, RELATED
from sumber.records import Span

SPAN: Final = pa.struct([("start", pa.int32()), ("end", pa.int32())])
SPANS: Final = pa.list_(SPAN)
WORDS: Final = pa.list_(pa.string())
TIME: Final = pa.timestamp("us", tz="UTC")

_STORED: Final[dict[Any, Any]] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    Span: SPAN,
    tuple[Span, ...]: SPANS,
    tuple[str, ...]: WORDS,
}


def _schema(record: Any) -> Any:
    """Return the schema of the table that holds records of one kind."""
    columns: list[tuple[str, Any]] = [("article", pa.string()), ("nth", pa.int32())]
    for name, hint in get_type_hints(record).items():
        if name == "span":
            columns += SPAN
        else:
            columns.append((name, _type(hint)))
    return pa.schema([*columns, ("exact_hash", pa.int64())])


def _type(hint: Any) -> Any:
    if hint in _STORED:
        return _STORED[hint]
    if get_origin(hint) is Literal:
        return pa.string()
    (kind,) = (part for part in get_args(hint) if part is not type(None))
    return _type(kind)


TABLES: Final[dict[str, Any]] = {
    **{table: _schema(record) for table, record in FACTS.items()},
    "failures": pa.schema(
        [
            ("path", pa.string()),
            ("position", pa.string()),
            ("reason", pa.string()),
            ("message", pa.string()),
            ("next_step", pa.string()),
            ("met_at", TIME),
        ]
    ),
    **RELATED,
    "decisions": DECISIONS,
    "articles": pa.schema(
        [
            ("id", pa.string()),
            ("path", pa.string()),
            ("url", pa.string()),
            ("outlet", pa.string()),
            ("title", pa.string()),
            ("published", pa.string()),
            ("text", pa.string()),
            ("text_sha256", pa.string()),
            ("facts", pa.int64()),
            ("added_at", TIME),
        ]
    ),
}
"""All tables in the order in which a batch writes them: ``articles`` comes last, so that whoever
reads the newest tables past the manifest finds every fact of every article that he finds."""

OWNERS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(FACTS, ("article",)),
    **dict.fromkeys(RELATED, ("article",)),
    "passages": ("a", "b"),
    "links": ("article", "origin"),
    "stories": ("article", "story"),
    "articles": ("id",),
}
"""The columns of each table that hold an article's id; its rows go when one of these goes."""

KEYS: Final[dict[str, str]] = {
    **{table: columns[0] for table, columns in OWNERS.items()},
    "failures": "path",
    "decisions": "about",
}
"""The column of each table that says whose row it is."""
