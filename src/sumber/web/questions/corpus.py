"""What the corpus holds as a whole, and its gaps."""

from __future__ import annotations

from typing import Final

from sumber.web.answers import Question

NEWEST: Final = Question(
    "articles",
    """
SELECT id AS article, heading, outlet, day, statements, citations
FROM articles
ORDER BY n
""",
)

QUOTED: Final = Question(
    "people",
    """
SELECT person, name, role, type, statements, articles, outlets
FROM people
WHERE type = 'person' AND named
ORDER BY outlets DESC, statements DESC, name
LIMIT 8
""",
)

CITED: Final = Question(
    "sources",
    """
SELECT key, source, type, articles, citations, second_hand
FROM sources
WHERE type <> 'byline'
ORDER BY articles DESC, citations DESC, source
LIMIT 8
""",
)

GAPS: Final = Question(
    "gaps",
    """
SELECT * FROM (VALUES
    ('articles', (SELECT count(*) FROM articles)),
    ('undated', (SELECT count(*) FROM articles WHERE day IS NULL)),
    ('without_outlet', (SELECT count(*) FROM articles WHERE outlet IS NULL)),
    ('without_statements', (SELECT count(*) FROM articles WHERE statements = 0)),
    ('statements', (SELECT count(*) FROM statements)),
    ('unattributed', (SELECT count(*) FROM statements WHERE who IS NULL)),
    ('unsure', (SELECT count(*) FROM statements WHERE confidence < 0.5)),
    ('citations', (SELECT count(*) FROM citations)),
    ('standing_open', (SELECT count(*) FROM citations WHERE standing IS NULL)),
    ('failures', (SELECT count(*) FROM failures))
) AS counted (what, n)
""",
)

REASONS: Final = Question(
    "reasons",
    """
SELECT reason, count(*) AS failures, count(DISTINCT path) AS files, max(met_at) AS last_met
FROM failures
GROUP BY reason
ORDER BY failures DESC, reason
""",
)

FAILURES: Final = Question(
    "failures",
    """
SELECT path, position, reason, message, next_step, met_at
FROM failures
WHERE $reason IS NULL OR reason = $reason
ORDER BY met_at DESC, path, position
""",
)

UNDATED: Final = Question(
    "undated",
    """
SELECT id AS article, heading, outlet, path
FROM articles
WHERE day IS NULL
ORDER BY outlet NULLS FIRST, id
""",
)

WITHOUT_OUTLET: Final = Question(
    "without_outlet",
    """
SELECT id AS article, heading, day, url, path
FROM articles
WHERE outlet IS NULL
ORDER BY n
""",
)

UNATTRIBUTED: Final = Question(
    "unattributed",
    """
SELECT article, statement, nth, kind, quote, outlet, day, heading
FROM statements
WHERE who IS NULL
ORDER BY n, nth
""",
)

YEARS: Final = Question(
    "years",
    """
SELECT left(day, 4) AS year, count(*) AS articles, sum(statements)::BIGINT AS statements
FROM articles
WHERE day IS NOT NULL
GROUP BY year
ORDER BY year
""",
)
