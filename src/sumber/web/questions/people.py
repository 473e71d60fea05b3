"""The sources of statements: persons, bodies, groups and documents."""

from __future__ import annotations

from typing import Final

from sumber.web.answers import Question

PEOPLE: Final = Question(
    "people",
    """
SELECT person, name, type, role, statements, articles, outlets, first_day, last_day
FROM people
WHERE ($name IS NULL OR contains(folded, fold($name)))
    AND ($type IS NULL OR type = $type)
ORDER BY statements DESC, articles DESC, name, person
""",
)

PERSON: Final = Question(
    "person",
    """
SELECT person, name, type, role, statements, articles, outlets, first_day, last_day
FROM people
WHERE person = $person
""",
)

NAMED: Final = Question(
    "named",
    """
SELECT person, statements FROM names
WHERE folded = fold($name)
ORDER BY statements DESC, person
LIMIT 1
""",
)

SAID: Final = Question(
    "statements",
    """
SELECT
    article, statement, kind, quote, who, role, affiliation, cue, occasion, addressee,
    said_on, day, published, outlet, heading, confidence
FROM statements
WHERE person = $person AND ($only IS NULL OR left(day, length($only)) = $only)
ORDER BY day DESC NULLS LAST, n, nth
""",
)

DAYS: Final = Question(
    "days",
    """
SELECT
    day,
    count(*) FILTER (kind = 'direct') AS direct,
    count(*) FILTER (kind = 'mixed') AS mixed,
    count(*) FILTER (kind = 'indirect') AS indirect,
    count(DISTINCT outlet) AS outlets
FROM statements
WHERE person = $person AND day IS NOT NULL
GROUP BY day
ORDER BY day
""",
)

ROLES: Final = Question(
    "roles",
    """
SELECT
    role, affiliation, count(*) AS statements, count(DISTINCT outlet) AS outlets,
    min(day) AS first_day, max(day) AS last_day
FROM statements
WHERE person = $person AND (role IS NOT NULL OR affiliation IS NOT NULL)
GROUP BY role, affiliation
ORDER BY statements DESC, role, affiliation
""",
)

NAMES: Final = Question(
    "names",
    """
SELECT who, count(*) AS statements, count(DISTINCT outlet) AS outlets
FROM statements
WHERE person = $person
GROUP BY who
ORDER BY statements DESC, who
""",
)

OUTLETS: Final = Question(
    "outlets",
    """
SELECT outlet, statements, articles, first_day, last_day
FROM quoted
WHERE person = $person
ORDER BY statements DESC, outlet NULLS LAST
""",
)

BESIDE: Final = Question(
    "beside",
    """
SELECT o.person, p.name, p.role, o.articles, o.statements
FROM (
    SELECT person, count(DISTINCT n) AS articles, count(*) AS statements
    FROM statements
    WHERE n IN (SELECT n FROM statements WHERE person = $person) AND person <> $person
    GROUP BY person
) o
JOIN people p ON p.person = o.person
ORDER BY o.articles DESC, o.statements DESC, p.name
LIMIT 20
""",
)
