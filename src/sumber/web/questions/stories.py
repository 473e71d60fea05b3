"""Events that more than one article tells of."""

from __future__ import annotations

from typing import Final

from sumber.web.answers import Question

STORIES: Final = Question(
    "stories",
    """
SELECT story, heading, articles, outlets, first_day, last_day
FROM told
ORDER BY last_day DESC NULLS LAST, articles DESC, story
""",
)

MEMBERS: Final = Question(
    "articles",
    """
SELECT
    a.id AS article, a.heading, a.outlet, a.published, a.day, a.statements,
    s.likeness, s.because
FROM stories s JOIN articles a ON a.id = s.article
WHERE s.story = $story
ORDER BY a.published NULLS LAST, a.id
""",
)

LINKS: Final = Question(
    "links",
    """
SELECT
    article, outlet, origin, origin_outlet, source, standing, evidence, confidence, because
FROM links
WHERE article IN (SELECT article FROM stories WHERE story = $story)
ORDER BY published NULLS LAST, article, origin NULLS LAST, source
""",
)

SPEAKERS: Final = Question(
    "people",
    """
SELECT
    t.person, p.name, count(*) AS statements,
    count(DISTINCT t.n) AS articles, count(DISTINCT t.outlet) AS outlets
FROM stories s
JOIN statements t ON t.article = s.article
JOIN people p ON p.person = t.person
WHERE s.story = $story
GROUP BY t.person, p.name
ORDER BY articles DESC, statements DESC, p.name
""",
)

SHARED: Final = Question(
    "shared",
    """
SELECT p.a, p.b, list_sort(list_distinct(list(p.kind))) AS kinds,
    sum(p.b_end - p.b_start)::BIGINT AS characters,
    v.heading AS a_heading, v.outlet AS a_outlet, w.heading AS b_heading, w.outlet AS b_outlet
FROM passages p
JOIN stories x ON x.article = p.a AND x.story = $story
JOIN stories y ON y.article = p.b AND y.story = $story
JOIN articles v ON v.id = p.a
JOIN articles w ON w.id = p.b
WHERE p.kind NOT IN ('boilerplate', 'formula')
GROUP BY ALL
ORDER BY characters DESC, p.a, p.b
""",
)

FALLBACK: Final = Question(
    "story",
    "SELECT story FROM articles WHERE id = $article",
)
"""The story of an article, for a link that names another article than the first."""
