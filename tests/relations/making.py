"""Small corpora for the relations: articles composed from who says what, with exact spans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from sumber.corpus.schema import TABLES
from sumber.plan.steps import Step
from tests.relations.running import run_steps

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


class Said(NamedTuple):
    """One statement: who, what, and role and body of the source."""

    who: str
    content: str
    role: str | None = None
    body: str | None = None
    type: str = "person"


class News(NamedTuple):
    """One article: its statements, and words that stand behind them."""

    id: str
    said: tuple[Said, ...]
    day: str | None = "2024-05-01"
    outlet: str = "Gema Lembah"
    rest: str = ""


def connect(
    news: Iterable[News],
    steps: Iterable[Step] = (),
    *,
    decisions: Iterable[tuple[str, str, str]] = (),
    **tables: list[dict[str, Any]],
) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB with the tables of a corpus, and those of the steps.

    ``decisions``: key, other and decision, each a minute after the one before; ``tables``: rows of
    further tables.
    """
    articles, statements = [], []
    for one in news:
        article, own = _composed(one)
        articles.append(article)
        statements += own
    decided = [
        {
            "about": "people",
            "key": k,
            "other": o,
            "decision": d,
            "decided_at": NOON + timedelta(minutes=n),
        }
        for n, (k, o, d) in enumerate(decisions)
    ]
    rows = {"articles": articles, "statements": statements, "decisions": decided, **tables}
    connection = duckdb.connect()
    steps = tuple(steps)
    for name, schema in TABLES.items():
        if any(step.name == name for step in steps):
            continue
        filled = [
            {column: row.get(column) for column in schema.names} for row in rows.get(name, [])
        ]
        connection.register("made", pa.Table.from_pylist(filled, schema=schema))
        connection.execute(f"CREATE TABLE {name} AS FROM made")
        connection.unregister("made")
    run_steps(connection, steps)
    return connection


def _composed(news: News) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    text = ""
    own = []

    def put(words: str | None, after: str) -> dict[str, int] | None:
        nonlocal text
        if words is None:
            return None
        span = {"start": len(text), "end": len(text) + len(words)}
        text += words + after
        return span

    for nth, said in enumerate(news.said):
        role, body = put(said.role, " "), put(said.body, " ")
        who = put(said.who, ' mengatakan, "')
        own.append(
            {
                "article": news.id,
                "nth": nth,
                "id": f"{news.id}-s{nth}",
                "kind": "direct",
                "contents": [put(said.content, '". ')],
                "who": who,
                "who_type": said.type,
                "role": role,
                "affiliation": body,
                "confidence": 0.9,
            }
        )
    article = {
        "id": news.id,
        "text": text + news.rest,
        "published": news.day,
        "outlet": news.outlet,
        "text_sha256": news.id,
        "added_at": NOON,
        "facts": 0,
    }
    return article, own


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Any]:
    """Return the rows of a SELECT."""
    found: list[Any] = connection.execute(sql).fetchall()
    return found
