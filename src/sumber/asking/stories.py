"""Articles on one event."""

from __future__ import annotations

from typing import Any, Final

from sumber.asking.reading import answer, must_count, must_hold
from sumber.corpus.versions import Snapshot

_STORIES: Final = """
SELECT s.story, count(*) AS articles, count(DISTINCT a.outlet) AS outlets,
       min(s.published) AS first_seen, max(s.published) AS last_seen,
       any_value(heading(f.title, f.text)) AS title
FROM stories s JOIN articles a ON a.id = s.article JOIN articles f ON f.id = s.story
GROUP BY s.story
ORDER BY articles DESC, last_seen DESC NULLS LAST, s.story
LIMIT $limit
"""
_STORY: Final = """
SELECT s.story, s.article, s.published, a.outlet, heading(a.title, a.text) AS title, a.url,
       s.likeness, s.because
FROM stories s JOIN articles a ON a.id = s.article
WHERE s.story IN (SELECT story FROM stories WHERE article = $article)
ORDER BY s.published NULLS LAST, s.article
LIMIT $limit
"""
_ALL: Final = 1 << 62


def stories(state: Snapshot, article: str | None = None, *, limit: int | None = None) -> Any:
    """Return the stories, the largest first; with an article's id, the articles of its story.

    ``likeness`` (0..1) and ``because`` tell what holds an article in its story. Raises
    ``NoSuchArticle``, ``UsageError``.
    """
    must_count(limit)
    most = _ALL if limit is None else limit
    if article is None:
        return answer(state, _STORIES, {"limit": most}, "stories", "articles")
    must_hold(state, article)
    return answer(state, _STORY, {"article": article, "limit": most}, "stories", "articles")
