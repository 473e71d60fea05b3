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
    wording, likeness, first, because,
    article, statement, kind, quote, who, person, said_on, outlet, day, heading
FROM variants
WHERE utterance IN (
    SELECT utterance FROM variants WHERE article = $article AND statement = $statement
)
ORDER BY first DESC, day NULLS LAST, wording, article
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
