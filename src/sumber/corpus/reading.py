"""Articles with their facts, read back from the tables of one state.

The stream (:func:`annotated`) merges the tables, each sorted by article, so that memory stays
bounded however large the corpus is; the engine spills to disk what it sorts.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from sumber.corpus.facts import FACTS
from sumber.corpus.rows import Annotated, articles_of, facts_of, notes_of
from sumber.corpus.versions import Snapshot, arrow, damage
from sumber.errors import NoSuchArticle
from sumber.records import Article

CHUNK = 1024
"""Articles held at a time."""
FACTS_AT_ONCE = 20_000
"""Rows of facts fetched at a time."""
MEMORY = "512MB"

FactRow = tuple[int, Any, int]
"""A fact with its ``nth`` and its ``exact_hash`` as stored."""


class Stored(NamedTuple):
    """One article as the tables hold it; ``article`` is ``None`` for facts without an article.

    ``fact_count`` is how many facts were found when it was added.
    """

    id: str
    article: Article | None
    text_sha256: str
    fact_count: int
    facts: dict[str, list[FactRow]]


def article(state: Snapshot, name: str) -> Annotated:
    """Return one article and its notes. Raises ``NoSuchArticle``."""
    with state.connect(*FACTS, "articles") as connection:
        found = articles_of(
            arrow(connection, "SELECT * FROM articles WHERE id = $id", {"id": name})
        )
        if not found:
            raise NoSuchArticle(
                f"The corpus holds no article {name!r}. `sumber quotes` and `sumber sources` "
                "name the articles that it holds."
            )
        facts = {
            table: facts_of(
                table,
                arrow(
                    connection,
                    f"SELECT * FROM {table} WHERE article = $id ORDER BY nth",
                    {"id": name},
                ),
            ).get(name, [])
            for table in FACTS
        }
    return found[0], notes_of(facts)


def annotated(state: Snapshot) -> Iterator[Annotated]:
    """Yield every article with its notes, sorted by id."""
    for stored in stream(state):
        if stored.article is not None:
            yield stored.article, notes_of(stored.facts)


def stream(state: Snapshot) -> Iterator[Stored]:
    """Yield everything stored, sorted by the articles' ids, facts without an article included."""
    with state.connect(*FACTS, "articles") as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        facts = {table: _Ordered(connection, table) for table in FACTS}
        rows = _batches(connection, "SELECT * FROM articles ORDER BY id", CHUNK)
        with closing(rows):
            for batch in rows:
                articles = articles_of(batch)
                upto = articles[-1].id
                own = {table: ordered.upto(upto) for table, ordered in facts.items()}
                pins = (batch.column(name).to_pylist() for name in ("text_sha256", "facts"))
                yield from _joined(articles, zip(*pins, strict=True), own)
        rest = {table: ordered.upto(None) for table, ordered in facts.items()}
        yield from _joined([], [], rest)


def _joined(
    articles: list[Article],
    pins: Iterable[tuple[str, int]],
    facts: dict[str, dict[str, list[FactRow]]],
) -> Iterator[Stored]:
    def taken(name: str) -> dict[str, list[FactRow]]:
        return {table: own.pop(name, []) for table, own in facts.items()}

    for found, (sha256, count) in zip(articles, pins, strict=True):
        yield Stored(found.id, found, sha256, count, taken(found.id))
    for name in sorted({name for own in facts.values() for name in own}):
        yield Stored(name, None, "", 0, taken(name))


class _Ordered:
    """The rows of one table of facts in the order of their articles, handed out in steps."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: str) -> None:
        sql = f"SELECT * FROM {table} ORDER BY article, nth"
        self._table = table
        self._batches = _batches(connection, sql, FACTS_AT_ONCE)
        self._held: list[Any] = []

    def upto(self, last: str | None) -> dict[str, list[FactRow]]:
        """Return the facts of all articles up to and with ``last`` (``None``: all the rest)."""
        parts = self._held
        while last is None or not parts or _last(parts[-1]) <= last:
            batch = next(self._batches, None)
            if batch is None:
                break
            parts.append(batch)
        if not parts:
            return {}
        rows = pa.concat_tables(parts)
        size = rows.num_rows if last is None else _count_upto(rows.column("article"), last)
        self._held = [rows.slice(size)] if size < rows.num_rows else []
        return facts_of(self._table, rows.slice(0, size))


def _last(rows: Any) -> str:
    return str(rows.column("article")[-1].as_py())


def _count_upto(names: Any, last: str) -> int:
    """Return how many of the sorted names are ``last`` or come before it."""
    low, high = 0, len(names)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if names[middle].as_py() <= last else (low, middle)
    return low


def _batches(
    connection: duckdb.DuckDBPyConnection, sql: str, size: int
) -> Generator[Any, None, None]:
    """Yield the rows of a query as tables of up to ``size`` rows, while the query runs on."""
    try:
        reader = connection.cursor().sql(sql).to_arrow_reader(size)
        for batch in reader:
            if batch.num_rows:
                yield pa.Table.from_batches([batch])
    except (duckdb.Error, OSError, pa.ArrowInvalid) as error:
        raise damage("corpus", error) from error
