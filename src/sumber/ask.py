"""The questions one can ask of a corpus: who said what, and from where does it come.

Each answer is a ``pyarrow.Table`` with readable columns, its texts read off the articles by
offsets. What the caller gives is always bound, never written into a statement.

Words are compared whole, without regard to case and accents: ``source="erdogan"`` finds *Recep
Tayyip Erdoğan*. Dates are days in ISO 8601; a month or a year stands for all its days. The day of
a statement is the day on which it was said, where the article tells it, otherwise the day on which
the article was published; a filter by date leaves out what has neither.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Any, Final, get_args

import duckdb

from sumber.corpus.versions import Snapshot, arrow
from sumber.errors import NoSuchArticle, UsageError
from sumber.records import StatementKind

KINDS: Final[tuple[str, ...]] = get_args(StatementKind)

_MACROS = r"""
CREATE MACRO exact(t, span) AS substring(t, span.start + 1, span."end" - span.start);
CREATE MACRO words(t) AS
list_filter(
    regexp_split_to_array(lower(strip_accents(t)), '[^\p{L}\p{N}]+'), lambda w: w <> ''
);
CREATE MACRO has_words(t, wanted) AS list_has_all(words(t), words(wanted));
"""

_STATEMENTS = """
SELECT
    coalesce(exact(a.text, s.who), exact(a.text, s.speaker)) AS who,
    s.kind,
    array_to_string(list_transform(s.contents, lambda c: exact(a.text, c)), ' … ') AS quote,
    exact(a.text, s.speaker) AS speaker,
    exact(a.text, s.role) AS role,
    exact(a.text, s.affiliation) AS affiliation,
    exact(a.text, s.cue) AS cue,
    exact(a.text, s.addressee) AS addressee,
    exact(a.text, s.occasion) AS occasion,
    s.who_type,
    s.said_on,
    coalesce(c.cited, []) AS cited,
    a.outlet,
    a.published,
    a.title,
    a.url,
    s.article,
    s.id AS statement,
    s.contents[1].start AS start,
    s.contents[-1]."end" AS "end",
    s.confidence,
    coalesce(s.said_on, left(a.published, 10)) AS day
FROM statements s JOIN articles a ON s.article = a.id
LEFT JOIN (
    SELECT article, statement, list_sort(list_distinct(list(source))) AS cited
    FROM (SELECT article, source, unnest(statements) AS statement FROM citations)
    GROUP BY article, statement
) c ON c.article = s.article AND c.statement = s.id
"""

_FILTERS: Final = {
    "source": "has_words(who, $source)",
    "words": "has_words(quote, $words)",
    "outlet": "has_words(outlet, $outlet)",
    "since": "day >= $since",
    "until": "day <= $until",
    "kind": "kind = $kind",
}

_CITED = """
SELECT
    mode(source) AS source,
    any_value(known) AS known,
    list_sort(list_distinct(list(type))) AS types,
    count(DISTINCT article) AS articles,
    count(DISTINCT article) FILTER (standing = 'second-hand') AS second_hand,
    count(*) AS citations
FROM citations
GROUP BY coalesce(known, lower(source))
ORDER BY articles DESC, citations DESC, source
"""

_CITED_BY = """
SELECT
    c.source, c.type, c.known, exact(a.text, c) AS exact, exact(a.text, c.cue) AS cue,
    c.standing, exact(a.text, c.taken_from) AS taken_from,
    c.statements, c.start, c."end", c.confidence
FROM citations c JOIN articles a ON c.article = a.id
WHERE a.id = $article
ORDER BY c.nth
"""

_ARTICLES = """
SELECT
    a.id, a.title, a.outlet, a.published, a.url, a.path, length(a.text) AS characters,
    coalesce(s.n, 0) AS statements, coalesce(c.n, 0) AS citations, a.added_at
FROM articles a
LEFT JOIN (SELECT article, count(*) AS n FROM statements GROUP BY article) s ON s.article = a.id
LEFT JOIN (SELECT article, count(*) AS n FROM citations GROUP BY article) c ON c.article = a.id
ORDER BY a.published DESC NULLS LAST, a.id
"""

_FAILURES = "SELECT * FROM failures ORDER BY path, position, reason"


def quotes(
    state: Snapshot,
    *,
    source: str | None = None,
    words: str | None = None,
    outlet: str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> Any:
    """Return the statements that fit all filters given, the newest first.

    ``source``: words of the source's full name; ``words``: words of the statement; ``outlet``:
    words of the outlet's name; ``since`` and ``until``: the first and the last day; ``kind``:
    direct, indirect or mixed; ``limit``: at most so many. ``start`` and ``end`` in the answer hold
    all parts of the content, which ``quote`` joins by `` … ``; ``cited`` names the publishers and
    documents that the article has the statement from. Raises ``UsageError`` for a value
    that cannot be meant.
    """
    sql, values = quotes_query(
        source=source,
        words=words,
        outlet=outlet,
        since=since,
        until=until,
        kind=kind,
        limit=limit,
    )
    return _answer(state, sql, values, *QUOTES_READ)


QUOTES_READ: Final = ("articles", "statements", "citations")
"""The tables that :func:`quotes_query` reads."""


def quotes_query(
    *,
    source: str | None = None,
    words: str | None = None,
    outlet: str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    kind: str | None = None,
    limit: int | None = None,
    order: str = "day DESC NULLS LAST, article, start, statement",
) -> tuple[str, dict[str, Any]]:
    """Return the SELECT behind :func:`quotes` and the values to bind, for those who stream.

    It runs on a connection to ``QUOTES_READ`` that went through :func:`prepare`; ``order`` is
    written by the program, never by a user.
    """
    values: dict[str, Any] = {
        "source": _wordy("source", source),
        "words": _wordy("words", words),
        "outlet": _wordy("outlet", outlet),
        "since": None if since is None else _days(since)[0],
        "until": None if until is None else _days(until)[1],
        "kind": _kind(kind),
    }
    values = {name: value for name, value in values.items() if value is not None}
    sql = f"SELECT * EXCLUDE (day) FROM ({_STATEMENTS})"
    if values:
        sql += " WHERE " + " AND ".join(_FILTERS[name] for name in values)
    sql += f" ORDER BY {order}"
    if limit is not None:
        values["limit"] = _count(limit)
        sql += " LIMIT $limit"
    return sql, values


def sources(state: Snapshot, article: str | None = None) -> Any:
    """Return the cited sources, the most cited first: by how many articles, how often, as what.

    ``second_hand`` counts the articles that have something of it through another publisher.
    With an article's id, return the citations of that article in their order, with the words that
    name the source from which each has it in turn (``taken_from``); raises ``NoSuchArticle``.
    """
    if article is None:
        return _answer(state, _CITED, {}, "citations")
    found = _answer(
        state, "SELECT id FROM articles WHERE id = $article", {"article": article}, "articles"
    )
    if not found.num_rows:
        raise NoSuchArticle(f"The corpus holds no article {article!r}.")
    return _answer(state, _CITED_BY, {"article": article}, "articles", "citations")


def articles(state: Snapshot) -> Any:
    """Return the articles without their texts, the newest first, with counts of their facts."""
    return _answer(state, _ARTICLES, {}, "articles", "statements", "citations")


def failures(state: Snapshot) -> Any:
    """Return what could not be read or annotated, and what to do about it."""
    return _answer(state, _FAILURES, {}, "failures")


_GAPS: Final = {
    "articles": {"undated": "published IS NULL", "without_outlet": "outlet IS NULL"},
    "statements": {"unattributed": "who IS NULL AND speaker IS NULL"},
}


def counts(state: Snapshot, table: str) -> dict[str, int]:
    """Return the number of rows of a table, and of those with the gaps that weaken answers."""
    wanted = {table: "TRUE", **_GAPS.get(table, {})}
    columns = ", ".join(f"count(*) FILTER ({gap}) AS {name}" for name, gap in wanted.items())
    rows = _answer(state, f"SELECT {columns} FROM {table}", {}, table)
    found: dict[str, int] = rows.to_pylist()[0]
    return found


def _answer(state: Snapshot, sql: str, values: dict[str, Any], *tables: str) -> Any:
    with state.connect(*tables) as connection:
        prepare(connection)
        return arrow(connection, sql, values)


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a connection the macros that the questions use."""
    connection.execute(_MACROS)


def _wordy(name: str, text: str | None) -> str | None:
    if text is not None and not re.search(r"\w", text):
        raise UsageError(f"{name} {text!r} holds no word to look for.")
    return text


def _kind(kind: str | None) -> str | None:
    if kind is not None and kind not in KINDS:
        raise UsageError(f"kind {kind!r} is none of {', '.join(KINDS)}.")
    return kind


def _count(limit: int) -> int:
    if limit < 0:
        raise UsageError(f"limit {limit} is below zero.")
    return limit


def _days(day: str | date) -> tuple[str, str]:
    """Return the first and the last day of a day, a month or a year."""
    text = day.isoformat()[:10] if isinstance(day, date) else day.strip()
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    try:
        year, month, dom = map(int, parts.groups("0") if parts else ())
        first = date(year, month or 1, dom or 1)
        last = first if dom else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        raise UsageError(f"{text!r} is no date. Write it as 2023-07-11, 2023-07 or 2023.") from None
    return first.isoformat(), last.isoformat()
