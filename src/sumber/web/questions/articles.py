"""One article, its facts, and what it shares with others."""

from __future__ import annotations

from typing import Final

from sumber.web.answers import Question

ARTICLE: Final = Question(
    "article",
    "SELECT * EXCLUDE (text) FROM articles WHERE id = $article",
)

STATEMENTS: Final = Question(
    "statements",
    """
SELECT
    statement, nth, kind, who, person, quote, role, affiliation, cue, addressee, occasion,
    who_type, said_on, confidence, start, "end"
FROM statements
WHERE article = $article
ORDER BY start, nth
""",
)

CITATIONS: Final = Question(
    "citations",
    """
SELECT source, key, type, standing, exact, cue, taken_from, statements
FROM citations
WHERE article = $article
ORDER BY nth
""",
)

SHARED: Final = Question(
    "shared",
    """
SELECT
    o.id AS article, o.heading, o.outlet, o.day,
    list_sort(list_distinct(list(p.kind))) AS kinds,
    count(*) AS passages,
    sum(p."end" - p.start)::BIGINT AS characters,
    any_value(p.origin) AS origin
FROM (
    SELECT b AS other, a_start AS start, a_end AS "end", kind, origin
    FROM passages WHERE a = $article
    UNION ALL
    SELECT a AS other, b_start AS start, b_end AS "end", kind, origin
    FROM passages WHERE b = $article
) p
JOIN articles o ON o.id = p.other
WHERE p.kind NOT IN ('boilerplate', 'formula')
GROUP BY o.id, o.heading, o.outlet, o.day
ORDER BY characters DESC, o.id
""",
)

CHAIN: Final = Question(
    "chain",
    """
SELECT
    'from' AS direction, origin AS article, origin_heading AS heading, origin_outlet AS outlet,
    origin_day AS day, source, standing, evidence, confidence, because
FROM links
WHERE article = $article
UNION ALL
SELECT
    'to' AS direction, article, heading, outlet, day, source, standing, evidence, confidence,
    because
FROM links
WHERE origin = $article
ORDER BY direction, day NULLS LAST, article, source
""",
)

PASSAGES: Final = Question(
    "passages",
    """
SELECT
    kind, a_start, a_end, b_start, b_end, bits, origin, confidence, because
FROM passages
WHERE a = $a AND b = $b
ORDER BY a_start, b_start, a_end
""",
)
