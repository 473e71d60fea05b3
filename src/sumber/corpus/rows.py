"""Records to rows and back, column by column.

1. A batch of annotated articles becomes one Arrow table per kind of fact (:func:`fact_rows`).
2. The texts and their hashes become the rows of ``articles`` (:func:`article_rows`).
3. Rows become the same records again (:func:`articles_of`, :func:`facts_of`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from typing import Any, TypeAlias

import pyarrow as pa
from msgspec.structs import FieldInfo, fields

from sumber.corpus.facts import FACTS
from sumber.corpus.schema import SPAN, SPANS, TABLES, WORDS
from sumber.export.interchange import text_hash
from sumber.records import Article, Failure, Notes, Span

Annotated: TypeAlias = tuple[Article, Notes]
"""An article with all that was found in it."""

ARTICLE_FIELDS = tuple(field.name for field in fields(Article))
SPAN_FIELDS: dict[str, tuple[str, ...]] = {
    table: tuple(
        field.name
        for field in fields(record)
        if field.name == "span" or TABLES[table].field(field.name).type in (SPAN, SPANS)
    )
    for table, record in FACTS.items()
}
"""For each table of facts the fields of its record that hold spans, in the record's order."""


def spans_of(table: str, fact: Any) -> Iterator[tuple[str, Span | None]]:
    """Yield every span of a fact under its field's name; a field left empty as ``None``."""
    for name in SPAN_FIELDS[table]:
        value = getattr(fact, name)
        if isinstance(value, tuple):
            yield from ((name, span) for span in value)
        else:
            yield name, value


def exact_hash(table: str, fact: Any, text: str) -> int:
    """Return the 64-bit BLAKE2b, as a signed integer, of the exact characters at a fact's spans.

    What is hashed, as UTF-8, is ``field=characters`` for each span that is there, in the order of
    :func:`spans_of`, joined by U+001F.
    """
    parts = [
        f"{name}={text[span.start : span.end]}"
        for name, span in spans_of(table, fact)
        if span is not None
    ]
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def article_rows(batch: Sequence[Annotated], added_at: datetime) -> Any:
    """Return the rows of ``articles`` for a batch."""
    articles = [article for article, _ in batch]
    columns = {name: [getattr(a, name) for a in articles] for name in ARTICLE_FIELDS}
    columns["text_sha256"] = [text_hash(article.text) for article in articles]
    columns["facts"] = [sum(len(getattr(notes, name)) for name in FACTS) for _, notes in batch]
    columns["added_at"] = [added_at] * len(articles)
    return pa.table(columns, schema=TABLES["articles"])


def failure_rows(failures: Iterable[Failure], met_at: datetime) -> Any:
    """Return the rows of ``failures``."""
    schema = TABLES["failures"]
    rows = [{name: getattr(failure, name, met_at) for name in schema.names} for failure in failures]
    return pa.Table.from_pylist(rows, schema=schema)


def fact_rows(table: str, batch: Sequence[Annotated]) -> Any:
    """Return the rows of one table of facts for a batch."""
    facts: list[Any] = []
    article: list[str] = []
    nth: list[int] = []
    hashes: list[int] = []
    for owner, notes in batch:
        own = getattr(notes, table)
        facts += own
        article += [owner.id] * len(own)
        nth += range(len(own))
        hashes += [exact_hash(table, fact, owner.text) for fact in own]
    made: dict[str, list[Any]] = {"article": article, "nth": nth, "exact_hash": hashes}
    if "start" in TABLES[table].names:
        made["start"] = [fact.span.start for fact in facts]
        made["end"] = [fact.span.end for fact in facts]
    return pa.table(
        [
            _column(made.get(f.name) or [getattr(x, f.name) for x in facts], f.type)
            for f in TABLES[table]
        ],
        schema=TABLES[table],
    )


def _column(values: list[Any], kind: Any) -> Any:
    if kind == SPAN:
        return _span_column(values)
    if kind == SPANS:
        ends = accumulate((len(value) for value in values), initial=0)
        flat = _span_column([span for value in values for span in value])
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), flat, type=SPANS)
    return pa.array(values, kind)


def _span_column(spans: list[Span | None]) -> Any:
    absent = [span is None for span in spans]
    return pa.StructArray.from_arrays(
        [
            pa.array([0 if s is None else s.start for s in spans], pa.int32()),
            pa.array([0 if s is None else s.end for s in spans], pa.int32()),
        ],
        fields=list(SPAN),
        mask=pa.array(absent, pa.bool_()),
    )


def articles_of(rows: Any) -> list[Article]:
    """Return the articles of an Arrow table that has at least the columns of the record."""
    columns = [rows.column(name).to_pylist() for name in ARTICLE_FIELDS]
    return [
        Article(**dict(zip(ARTICLE_FIELDS, row, strict=True))) for row in zip(*columns, strict=True)
    ]


def facts_of(table: str, rows: Any) -> dict[str, list[tuple[int, Any, int]]]:
    """Return the facts in Arrow rows that are sorted by article and ``nth``.

    The answer maps an article's id to its facts as ``(nth, record, exact_hash)``.
    """
    kind = FACTS[table]
    names = [field.name for field in fields(kind) if not _is_blank(rows, field)]
    columns = [_values(table, rows, name) for name in names]
    facts = [kind(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)]
    keys = (rows.column(name).to_pylist() for name in ("article", "nth"))
    keyed = zip(*keys, facts, rows.column("exact_hash").to_pylist(), strict=True)
    return {
        article: [row[1:] for row in group] for article, group in groupby(keyed, key=itemgetter(0))
    }


def notes_of(facts: dict[str, list[tuple[int, Any, int]]]) -> Notes:
    """Return the notes of one article from its facts in every table."""
    tuples: dict[str, Any] = {
        table: tuple(fact for _, fact, _ in own) for table, own in facts.items()
    }
    return Notes(**tuples)


def _is_blank(rows: Any, field: FieldInfo) -> bool:
    """Tell whether no row has the field, so that its default stands for it."""
    if field.required or not rows.num_rows:
        return False
    return bool(rows.column(field.name).null_count == rows.num_rows)


def _values(table: str, rows: Any, name: str) -> list[Any]:
    if name == "span":
        return list(map(Span, *(rows.column(side).to_pylist() for side in ("start", "end"))))
    column = rows.column(name).combine_chunks()
    stored = TABLES[table].field(name).type
    if stored == SPAN:
        return _spans(column)
    if stored == SPANS:
        return _lists(_spans(column.flatten()), column)
    if stored == WORDS:
        return _lists(column.flatten().to_pylist(), column)
    values: list[Any] = column.to_pylist()
    return values


def _spans(column: Any) -> list[Span | None]:
    sides = (side.to_pylist() for side in column.flatten())
    return [None if start is None else Span(start, end) for start, end in zip(*sides, strict=True)]


def _lists(flat: list[Any], column: Any) -> list[tuple[Any, ...]]:
    ends = list(accumulate((n or 0 for n in column.value_lengths().to_pylist()), initial=0))
    return [tuple(flat[start:end]) for start, end in pairwise(ends)]
