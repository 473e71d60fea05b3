"""The tables that the page holds in memory, made from those of one state of a corpus.

They bear the names of the corpus's tables, so that a query shown on a page reads like one over the
corpus, with these columns added:

- ``articles``: ``n`` (newest first, from 1), ``day`` (of publication), ``heading`` (the title, else
  the first line of the text), counts of statements and citations, its ``story``;
- ``statements``: words read off the text (``who``, ``quote``, ``role`` …), ``person``, ``name``,
  ``day`` (on which it was said; published where that is not told, or told as a later day), outlet
  and heading of the article;
- ``citations``: ``key`` by which a cited source is looked up, ``exact``, whether it is a known
  news agency;
- ``links`` and ``variants``: outlet, day and heading of the articles, words of the statements;
- ``people``, ``outlets``, ``sources`` and ``told`` (stories): one row each, with counts (``named``:
  by a name, not as *mereka* or *seorang saksi*); ``quoted``
  (whom an outlet quotes) and ``cited`` (whom it cites); ``names``: whom a name means.

``person`` is the person that relating found, else the folded name of the source.
"""

from __future__ import annotations

from typing import Final

import duckdb

from sumber.ask import prepare
from sumber.corpus.versions import Snapshot, damage
from sumber.plan.tables import RELATED
from sumber.relations.names import GENERIC
from sumber.stages.citations.sources import agencies

FACTS: Final = ("regions", "dates", "statements", "citations")

MACROS: Final = r"""
CREATE MACRO fold(name) AS
    trim(lower(strip_accents(regexp_replace(name, '\s+', ' ', 'g'))));
"""

ARTICLES: Final = r"""
SELECT
    row_number() OVER (ORDER BY left(a.published, 10) DESC NULLS LAST, a.id) AS n,
    a.id, a.path, a.url, a.outlet, a.title, a.published, a.text, a.added_at,
    left(a.published, 10) AS day,
    coalesce(
        nullif(trim(a.title), ''),
        left(trim(regexp_extract(a.text, '\S[^\n]*')), 110),
        a.id
    ) AS heading,
    coalesce(s.n, 0) AS statements,
    coalesce(c.n, 0) AS citations,
    t.story
FROM from_articles a
LEFT JOIN (SELECT article, count(*) AS n FROM from_statements GROUP BY article) s
    ON s.article = a.id
LEFT JOIN (SELECT article, count(*) AS n FROM from_citations GROUP BY article) c
    ON c.article = a.id
LEFT JOIN (SELECT article, min(story) AS story FROM from_stories GROUP BY article) t
    ON t.article = a.id
ORDER BY n
"""

STATEMENTS: Final = """
SELECT
    a.n, s.article, s.id AS statement, s.nth, s.kind,
    coalesce(p.person, fold(coalesce(exact(a.text, s.who), exact(a.text, s.speaker)))) AS person,
    coalesce(exact(a.text, s.who), exact(a.text, s.speaker)) AS who,
    array_to_string(list_transform(s.contents, lambda c: exact(a.text, c)), ' … ') AS quote,
    exact(a.text, s.role) AS role,
    exact(a.text, s.affiliation) AS affiliation,
    exact(a.text, s.cue) AS cue,
    exact(a.text, s.addressee) AS addressee,
    exact(a.text, s.occasion) AS occasion,
    s.who_type, s.said_on, s.confidence,
    s.contents[1].start AS start, s.contents[-1]."end" AS "end",
    CASE WHEN left(s.said_on, 10) <= coalesce(a.day, n.day) THEN s.said_on ELSE a.day END AS day,
    a.day AS published, a.outlet, a.heading
FROM from_statements s
CROSS JOIN (SELECT max(day) AS day FROM articles) n
JOIN articles a ON s.article = a.id
LEFT JOIN from_speakers p ON p.article = s.article AND p.statement = s.id
ORDER BY person, a.n, s.nth
"""

CITATIONS: Final = """
SELECT
    a.n, c.article, c.nth, c.source, c.type, c.known, c.standing,
    coalesce(c.known, fold(c.source)) AS key,
    exact(a.text, c) AS exact, exact(a.text, c.cue) AS cue,
    exact(a.text, c.taken_from) AS taken_from,
    len(c.statements) AS statements,
    coalesce(c.type <> 'byline' AND list_contains(getvariable('agencies'), c.known), false)
        AS is_agency,
    a.day AS published, a.outlet, a.heading
FROM from_citations c JOIN articles a ON c.article = a.id
ORDER BY a.n, c.nth
"""

PEOPLE: Final = r"""
SELECT
    s.person,
    coalesce(any_value(p.name), mode(s.who)) AS name,
    coalesce(any_value(p.type), mode(s.who_type)) AS type,
    count(*) AS statements,
    count(DISTINCT s.n) AS articles,
    count(DISTINCT s.outlet) AS outlets,
    min(s.day) AS first_day,
    max(s.day) AS last_day,
    arg_max(s.role, s.day) AS role,
    fold(coalesce(any_value(p.name), mode(s.who))) AS folded,
    NOT list_contains(getvariable('unnamed'), fold(coalesce(any_value(p.name), mode(s.who))))
        AND regexp_matches(coalesce(any_value(p.name), mode(s.who)), '^\p{Lu}') AS named
FROM statements s
LEFT JOIN (
    SELECT p.person, any_value(p.type) AS type, any_value(exact(a.text, p)) AS name
    FROM from_people p JOIN articles a ON p.article = a.id GROUP BY p.person
) p ON p.person = s.person
WHERE s.person IS NOT NULL
GROUP BY s.person
ORDER BY statements DESC, name
"""

NAMES: Final = """
SELECT fold(who) AS folded, person, count(*) AS statements
FROM statements
WHERE person IS NOT NULL
GROUP BY 1, 2
ORDER BY folded, statements DESC
"""

OUTLETS: Final = """
SELECT
    a.outlet,
    count(*) AS articles,
    sum(a.statements)::BIGINT AS statements,
    sum(a.citations)::BIGINT AS citations,
    count(*) FILTER (a.day IS NULL) AS undated,
    min(a.day) AS first_day,
    max(a.day) AS last_day,
    fold(a.outlet) AS folded
FROM articles a
WHERE a.outlet IS NOT NULL
GROUP BY a.outlet
ORDER BY articles DESC, a.outlet
"""

SOURCES: Final = """
SELECT
    key,
    mode(source) AS source,
    mode(type) AS type,
    count(DISTINCT n) AS articles,
    count(*) AS citations,
    count(DISTINCT outlet) AS outlets,
    count(DISTINCT n) FILTER (standing = 'second-hand') AS second_hand,
    min(published) AS first_day,
    max(published) AS last_day,
    fold(mode(source)) AS folded
FROM citations
GROUP BY key
ORDER BY articles DESC, citations DESC, source
"""

LINKS: Final = """
SELECT
    l.*, a.outlet, a.day, a.published, a.heading,
    o.outlet AS origin_outlet, o.day AS origin_day, o.heading AS origin_heading
FROM from_links l
JOIN articles a ON a.id = l.article
LEFT JOIN articles o ON o.id = l.origin
"""

VARIANTS: Final = """
SELECT
    v.*,
    s.kind, s.quote, s.who, s.said_on, s.outlet, s.published AS day, s.heading
FROM from_variants v
JOIN statements s ON s.article = v.article AND s.statement = v.statement
"""

TOLD: Final = """
SELECT
    s.story, any_value(f.heading) AS heading,
    count(*) AS articles, count(DISTINCT a.outlet) AS outlets,
    min(a.day) AS first_day, max(a.day) AS last_day
FROM from_stories s
JOIN articles a ON a.id = s.article
LEFT JOIN articles f ON f.id = s.story
GROUP BY s.story
HAVING count(*) > 1
ORDER BY last_day DESC NULLS LAST, articles DESC, s.story
"""

QUOTED: Final = """
SELECT
    s.outlet, s.person, any_value(p.name) AS name,
    count(*) AS statements, count(DISTINCT s.n) AS articles,
    min(s.day) AS first_day, max(s.day) AS last_day
FROM statements s JOIN people p ON p.person = s.person
GROUP BY s.outlet, s.person
"""

CITED: Final = """
SELECT
    outlet, key, mode(source) AS source, mode(type) AS type,
    count(DISTINCT n) AS articles, count(*) AS citations
FROM citations
GROUP BY outlet, key
"""

MADE: Final = {
    "articles": ARTICLES,
    "statements": STATEMENTS,
    "citations": CITATIONS,
    "people": PEOPLE,
    "names": NAMES,
    "outlets": OUTLETS,
    "sources": SOURCES,
    "links": LINKS,
    "variants": VARIANTS,
    "told": TOLD,
    "quoted": QUOTED,
    "cited": CITED,
}
"""The tables that are made, in the order in which they rest on each other."""

SOUGHT: Final = (
    ("statements", "person"), ("statements", "article"), ("citations", "article"),
    ("citations", "key"), ("people", "person"), ("names", "folded"), ("links", "article"),
    ("links", "origin"), ("variants", "utterance"), ("variants", "article"), ("stories", "story"),
    ("stories", "article"), ("passages", "a"), ("passages", "b"), ("quoted", "person"),
    ("cited", "key"), *((f"raw_{table}", "article") for table in FACTS),
)  # fmt: skip
"""The columns by which single rows are sought, each with an index."""

SUMMARY: Final = """
SELECT
    (SELECT count(*) FROM articles), (SELECT count(*) FROM statements),
    (SELECT count(*) FROM outlets), (SELECT min(day) FROM articles),
    (SELECT max(day) FROM articles), (SELECT count(*) > 0 FROM speakers)
"""


def hold(state: Snapshot) -> duckdb.DuckDBPyConnection:
    """Return an in-memory DuckDB with the tables described above.

    Raises ``CorpusDamaged`` where a table cannot be read.
    """
    taken = ("articles", "failures", *FACTS, *RELATED)
    connection = state.connect(*taken)
    try:
        _make(connection, taken)
    except duckdb.Error as error:
        connection.close()
        raise damage("corpus", error) from error
    return connection


def _make(connection: duckdb.DuckDBPyConnection, taken: tuple[str, ...]) -> None:
    prepare(connection)
    connection.execute(MACROS)
    connection.execute("SET VARIABLE agencies = $ids::VARCHAR[]", {"ids": agencies()})
    connection.execute("SET VARIABLE unnamed = $words::VARCHAR[]", {"words": sorted(GENERIC)})
    for table in taken:
        connection.execute(f"ALTER VIEW {table} RENAME TO from_{table}")
    for table, sql in MADE.items():
        connection.execute(f"CREATE TABLE {table} AS {sql}")
    connection.execute("CREATE UNIQUE INDEX article_ids ON articles (id)")
    for table in FACTS:
        connection.execute(
            f"CREATE TABLE raw_{table} AS SELECT f.* FROM from_{table} f "
            "JOIN articles a ON f.article = a.id ORDER BY a.n, f.nth"
        )
    for table in ("failures", *(name for name in RELATED if name not in MADE)):
        connection.execute(f"CREATE TABLE {table} AS FROM from_{table}")
    for table, column in SOUGHT:
        connection.execute(f"CREATE INDEX {table}_by_{column} ON {table} ({column})")
    for table in taken:
        connection.execute(f"DROP VIEW from_{table}")
        connection.execute(f"DROP VIEW IF EXISTS {table}_rows")
