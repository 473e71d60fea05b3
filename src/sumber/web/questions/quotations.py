"""One statement, its wordings in other articles, and where it comes from."""

from __future__ import annotations

from typing import Final

from sumber.web.answers import Question

STATEMENT: Final = Question(
    "statement",
    """
SELECT s.*, p.name
FROM statements s LEFT JOIN people p ON p.person = s.person
WHERE s.article = $article AND s.statement = $statement
""",
)

VARIANTS: Final = Question(
    "variants",
    """
SELECT
    v.wording, v.likeness, v.first, v.because,
    s.article, s.statement, s.kind, s.quote, s.who, s.person, s.said_on,
    s.outlet, s.published, s.heading
FROM variants v
JOIN statements s ON s.article = v.article AND s.statement = v.statement
WHERE v.utterance = (
    SELECT min(utterance) FROM variants WHERE article = $article AND statement = $statement
)
ORDER BY v.first DESC, s.published NULLS LAST, v.wording, s.article
""",
)

NEXT_TO: Final = Question(
    "others",
    """
SELECT article, statement, kind, quote, said_on, outlet, published, heading
FROM statements
WHERE person = $person AND article <> $article
ORDER BY day DESC NULLS LAST, n, nth
LIMIT 8
""",
)
