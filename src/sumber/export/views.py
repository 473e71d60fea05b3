"""Every table of a corpus with its texts read off the articles, one SELECT each.

A table keeps all its columns as they are stored; what a reader would look up stands behind them:
``exact`` holds the characters at the row's span, ``outlet`` and ``published`` are the article's.
``quotes`` is the answer to ``sumber quotes`` for the whole corpus. The order of the rows is fixed,
so that the same corpus gives the same bytes.
"""

from __future__ import annotations

from typing import Final

from sumber import ask
from sumber.corpus.schema import TABLES

_OF_ARTICLE = "a.outlet, a.published"
_FACT = (
    "SELECT t.*, exact(a.text, t) AS exact FROM {table} t JOIN articles a ON a.id = t.article"
    " ORDER BY t.article, t.nth"
)

_READ: Final[dict[str, str]] = {
    "regions": _FACT.format(table="regions"),
    "quotations": _FACT.format(table="quotations"),
    "dates": _FACT.format(table="dates"),
    "mentions": _FACT.format(table="mentions"),
    "citations": _FACT.format(table="citations"),
    "statements": """
SELECT
    t.*,
    exact(a.text, t.who) AS who_exact,
    array_to_string(list_transform(t.contents, lambda c: exact(a.text, c)), ' … ') AS exact
FROM statements t JOIN articles a ON a.id = t.article
ORDER BY t.article, t.nth""",
    "passages": """
SELECT
    t.*,
    substring(a.text, t.a_start + 1, t.a_end - t.a_start) AS a_exact,
    substring(b.text, t.b_start + 1, t.b_end - t.b_start) AS b_exact,
    a.outlet AS a_outlet, b.outlet AS b_outlet,
    a.published AS a_published, b.published AS b_published
FROM passages t JOIN articles a ON a.id = t.a JOIN articles b ON b.id = t.b
ORDER BY t.a, t.b, t.a_start, t.b_start, t.kind""",
    "boilerplate": """
SELECT t.*, exact(a.text, t) AS exact
FROM boilerplate t LEFT JOIN articles a ON a.id = t.article
ORDER BY t.outlet, t.articles DESC, t.key""",
    "people": """
SELECT t.*, exact(a.text, t) AS exact
FROM people t LEFT JOIN articles a ON a.id = t.article
ORDER BY t.statements DESC, t.person""",
    "speakers": f"""
SELECT t.*, exact(b.text, p) AS name, {_OF_ARTICLE}
FROM speakers t
LEFT JOIN articles a ON a.id = t.article
LEFT JOIN people p ON p.person = t.person
LEFT JOIN articles b ON b.id = p.article
ORDER BY t.article, t.statement""",
    "variants": """
SELECT
    t.*,
    array_to_string(list_transform(s.contents, lambda c: exact(a.text, c)), ' … ') AS exact,
    coalesce(exact(a.text, s.who), exact(a.text, s.speaker)) AS who,
    a.outlet
FROM variants t
LEFT JOIN articles a ON a.id = t.article
LEFT JOIN statements s ON s.article = t.article AND s.id = t.statement
ORDER BY t.utterance, t.wording, t.article, t.statement""",
    "links": f"""
SELECT t.*, {_OF_ARTICLE}, o.outlet AS origin_outlet, o.published AS origin_published
FROM links t
LEFT JOIN articles a ON a.id = t.article
LEFT JOIN articles o ON o.id = t.origin
ORDER BY t.article, t.origin, t.source""",
    "stories": """
SELECT t.*, a.outlet, a.title
FROM stories t LEFT JOIN articles a ON a.id = t.article
ORDER BY t.story, t.published, t.article""",
    "articles": "SELECT * FROM articles ORDER BY id",
}

JOINED: Final = ("articles", "statements", "people")
"""The tables, beside its own, that the SELECT of a table may read."""

QUOTES: Final = "quotes"
NAMES: Final[tuple[str, ...]] = (QUOTES, *sorted(TABLES))
"""What can be exported as rows: the statements to read, and every table of the corpus."""


def view_of(name: str) -> str:
    """Return the SELECT that reads a table with its texts, or the statements (``quotes``)."""
    if name == QUOTES:
        return ask.quotes_query()[0]
    return _READ.get(name) or f"SELECT * FROM {name} ORDER BY ALL"


def read_by(name: str) -> tuple[str, ...]:
    """Return the tables that the SELECT of :func:`view_of` reads."""
    if name == QUOTES:
        return ask.QUOTES_READ
    return (name, *(table for table in JOINED if table != name))
