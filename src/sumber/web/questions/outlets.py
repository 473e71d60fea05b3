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
                SELECT article FROM links
                WHERE evidence IN ('passage', 'both')
                    AND outlet = $outlet AND origin_outlet <> $outlet
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
    SELECT article, min(date_diff('day', origin_day::DATE, day::DATE)) AS days
    FROM links
    WHERE outlet = $outlet AND origin_outlet <> $outlet
        AND length(day) = 10 AND length(origin_day) = 10
    GROUP BY article
)
GROUP BY days
ORDER BY days
""",
)

CITES: Final = Question(
    "cites",
    """
SELECT key, source, type, articles, citations
FROM cited
WHERE outlet = $outlet AND type <> 'byline'
ORDER BY type = 'byline', articles DESC, citations DESC, source, key
""",
)

TAKEN: Final = Question(
    "taken",
    """
SELECT
    CASE WHEN outlet = $outlet THEN 'from' ELSE 'by' END AS direction,
    CASE WHEN outlet = $outlet THEN origin_outlet ELSE outlet END AS outlet,
    count(DISTINCT article) AS articles
FROM links
WHERE (outlet = $outlet OR origin_outlet = $outlet) AND outlet <> origin_outlet
GROUP BY 1, 2
ORDER BY direction, articles DESC, 2
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
SELECT person, name, statements, articles
FROM quoted
WHERE outlet = $outlet
ORDER BY articles DESC, statements DESC, name, person
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

NAMED: Final = Question(
    "named",
    "SELECT key FROM sources WHERE folded = fold($name) ORDER BY articles DESC, key LIMIT 1",
)

CITED_BY: Final = Question(
    "cited_by",
    """
SELECT outlet, articles, citations
FROM cited
WHERE key = $key
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
