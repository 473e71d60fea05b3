"""Outlets, and the sources that articles cite."""

from __future__ import annotations

from typing import Final

from sumber.web.answers import Question

OUTLETS: Final = Question(
    "outlets",
    """
SELECT outlet, articles, statements, citations, undated, first_day, last_day
FROM outlets
WHERE $name IS NULL OR contains(folded, fold($name))
ORDER BY articles DESC, outlet
""",
)

OUTLET: Final = Question(
    "outlet",
    """
SELECT outlet, articles, statements, citations, undated, first_day, last_day
FROM outlets
WHERE outlet = $outlet
""",
)

ARTICLES: Final = Question(
    "articles",
    """
SELECT id AS article, heading, day, statements, citations
FROM articles
WHERE outlet = $outlet
ORDER BY n
""",
)

SHARES: Final = Question(
    "shares",
    """
SELECT share, count(*) AS articles
FROM (
    SELECT
        CASE
            WHEN a.id IN (
                SELECT l.article FROM links l JOIN articles o ON o.id = l.origin
                WHERE l.evidence IN ('passage', 'both') AND o.outlet <> $outlet
            ) THEN 'copied'
            WHEN a.n IN (
                SELECT n FROM citations
                WHERE outlet = $outlet AND (standing = 'provider' OR is_agency)
            ) THEN 'wire'
            WHEN a.n IN (
                SELECT n FROM citations
                WHERE outlet = $outlet AND standing = 'second-hand'
            ) THEN 'second-hand'
            ELSE 'own'
        END AS share
    FROM articles a
    WHERE a.outlet = $outlet
)
GROUP BY share
ORDER BY articles DESC, share
""",
)

STANDINGS: Final = Question(
    "standings",
    """
SELECT
    coalesce(standing, 'open') AS standing, count(DISTINCT n) AS articles, count(*) AS citations
FROM citations
WHERE outlet = $outlet AND type <> 'byline'
GROUP BY 1
ORDER BY articles DESC, 1
""",
)

DELAYS: Final = Question(
    "delays",
    """
SELECT days, count(*) AS articles
FROM (
    SELECT a.id, min(date_diff('day', o.day::DATE, a.day::DATE)) AS days
    FROM links l
    JOIN articles a ON a.id = l.article
    JOIN articles o ON o.id = l.origin
    WHERE a.outlet = $outlet AND o.outlet <> $outlet
        AND length(a.day) = 10 AND length(o.day) = 10
    GROUP BY a.id
)
GROUP BY days
ORDER BY days
""",
)

CITES: Final = Question(
    "cites",
    """
SELECT
    key, mode(source) AS source, mode(type) AS type,
    count(DISTINCT n) AS articles, count(*) AS citations
FROM citations
WHERE outlet = $outlet AND type <> 'byline'
GROUP BY key
ORDER BY articles DESC, citations DESC, source
""",
)

TAKEN: Final = Question(
    "taken",
    """
SELECT
    CASE WHEN a.outlet = $outlet THEN 'from' ELSE 'by' END AS direction,
    CASE WHEN a.outlet = $outlet THEN o.outlet ELSE a.outlet END AS outlet,
    count(DISTINCT a.id) AS articles
FROM links l
JOIN articles a ON a.id = l.article
JOIN articles o ON o.id = l.origin
WHERE (a.outlet = $outlet OR o.outlet = $outlet) AND a.outlet <> o.outlet
GROUP BY 1, 2
ORDER BY direction, articles DESC, outlet
""",
)

BOILERPLATE: Final = Question(
    "boilerplate",
    """
SELECT
    substring(a.text, b.start + 1, b."end" - b.start) AS words,
    b.article, b.articles, b.first_seen, b.last_seen, b.decision
FROM boilerplate b JOIN articles a ON a.id = b.article
WHERE b.outlet = $outlet
ORDER BY b.articles DESC, words
""",
)

QUOTES: Final = Question(
    "people",
    """
SELECT s.person, p.name, count(*) AS statements, count(DISTINCT s.n) AS articles
FROM statements s JOIN people p ON p.person = s.person
WHERE s.outlet = $outlet
GROUP BY s.person, p.name
ORDER BY articles DESC, statements DESC, p.name
LIMIT 20
""",
)

DAYS: Final = Question(
    "days",
    """
SELECT day, count(*) AS articles
FROM articles
WHERE outlet = $outlet AND day IS NOT NULL
GROUP BY day
ORDER BY day
""",
)

SOURCES: Final = Question(
    "sources",
    """
SELECT key, source, type, articles, citations, outlets, second_hand, first_day, last_day
FROM sources
WHERE ($name IS NULL OR contains(folded, fold($name)))
    AND ($type IS NULL OR type = $type)
ORDER BY articles DESC, citations DESC, source, key
""",
)

SOURCE: Final = Question(
    "source",
    """
SELECT key, source, type, articles, citations, outlets, second_hand, first_day, last_day
FROM sources
WHERE key = $key
""",
)

CITED_BY: Final = Question(
    "cited_by",
    """
SELECT outlet, count(DISTINCT n) AS articles, count(*) AS citations
FROM citations
WHERE key = $key
GROUP BY outlet
ORDER BY articles DESC, citations DESC, outlet NULLS LAST
""",
)

CITATIONS: Final = Question(
    "citations",
    """
SELECT article, heading, outlet, published, type, standing, exact, cue, taken_from
FROM citations
WHERE key = $key
ORDER BY n, nth
""",
)

OWN: Final = Question(
    "own",
    """
SELECT outlet, articles FROM outlets WHERE folded = fold($name) ORDER BY articles DESC LIMIT 1
""",
)
