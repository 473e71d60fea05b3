"""Whether the derived tables stand on what the corpus holds.

1. Every id of an article is in ``articles``, every statement in ``statements``, every person in
   ``people``.
2. Every span lies inside its article's text and holds at least one character.

Each check is one SELECT of the rows that fail; memory stays bounded, the engine spills.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import duckdb

from sumber.corpus.versions import Snapshot, damage
from sumber.plan.tables import RELATED


class Wrong(NamedTuple):
    """A derived row that does not hold: its article, its table, a reason that counts, and words."""

    article: str
    table: str
    reason: str
    message: str


SPANS: Final = {
    "passages": (("a", "a_start", "a_end"), ("b", "b_start", "b_end")),
    "boilerplate": (("article", "start", "end"),),
    "people": (("article", "start", "end"),),
}
"""The columns of each table that hold spans: the article's id, start and end."""

ARTICLES: Final = {
    "speakers": ("article",),
    "variants": ("article",),
    "links": ("article", "origin"),
    "stories": ("article", "story"),
}
"""The columns of the other tables that hold an article's id."""

STATEMENTS: Final = ("speakers", "variants")
"""Tables whose rows name one statement of an article, and the person who made it."""

_SPAN = """
SELECT r.{article}, a.id IS NULL, r.{start}, r."{end}"
FROM {table} r LEFT JOIN articles a ON a.id = r.{article}
WHERE a.id IS NULL OR NOT coalesce(
    0 <= r.{start} AND r.{start} < r."{end}" AND r."{end}" <= length(a.text), FALSE
)
"""
_ARTICLE = """
SELECT coalesce(r.{column}, '') FROM {table} r ANTI JOIN articles a ON a.id = r.{column}
WHERE r.{column} IS NOT NULL
"""
_STATEMENT = """
SELECT coalesce(r.article, ''), coalesce(r.statement, '') FROM {table} r
ANTI JOIN statements s ON s.article = r.article AND s.id = r.statement
"""
_PERSON = """
SELECT coalesce(r.article, ''), r.person FROM {table} r
ANTI JOIN people p ON p.person = r.person WHERE r.person IS NOT NULL
"""


def wrong(state: Snapshot) -> Iterator[Wrong]:
    """Yield every derived row of a state that does not hold.

    Raises ``CorpusDamaged`` where a table cannot be read at all.
    """
    with state.connect(*RELATED, "articles", "statements") as connection:
        try:
            yield from _wrong_spans(connection)
            yield from _wrong_names(connection)
        except duckdb.Error as error:
            raise damage("corpus", error) from error


def _wrong_spans(connection: Any) -> Iterator[Wrong]:
    for table, spans in SPANS.items():
        for article, start, end in spans:
            sql = _SPAN.format(table=table, article=article, start=start, end=end)
            for name, absent, first, last in _rows(connection, sql):
                if absent:
                    yield Wrong(name or "", table, "orphan", "the article is not there")
                else:
                    told = f"{start} {first}:{last} is not inside the text or is empty"
                    yield Wrong(name, table, "span", told)


def _wrong_names(connection: Any) -> Iterator[Wrong]:
    for table, columns in ARTICLES.items():
        for column in columns:
            for (name,) in _rows(connection, _ARTICLE.format(table=table, column=column)):
                yield Wrong(name, table, "orphan", f"the {column} is not there")
    for table in STATEMENTS:
        for name, statement in _rows(connection, _STATEMENT.format(table=table)):
            told = f"it refers to a statement {statement!r} that is not there"
            yield Wrong(name, table, "reference", told)
        for name, person in _rows(connection, _PERSON.format(table=table)):
            told = f"it refers to a person {person!r} who is not there"
            yield Wrong(name, table, "reference", told)


def _rows(connection: Any, sql: str) -> Iterator[Any]:
    found = connection.execute(sql)
    while batch := found.fetchmany(1000):
        yield from batch
