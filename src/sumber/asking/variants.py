"""One utterance in several articles: its wordings, who carries which, and where words changed."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

import pyarrow as pa

from sumber.asking.reading import answer, must_count, must_have_words, must_hold
from sumber.corpus.versions import Snapshot
from sumber.relations.names import plain
from sumber.relations.wordings import changes

_VARIANTS: Final = """
WITH told AS (
    SELECT v.*, exact(a.text, s.who) AS who, s.kind,
           array_to_string(list_transform(s.contents, lambda c: exact(a.text, c)), ' … ') AS quote,
           a.outlet, a.title, a.url, s.contents[1].start AS start, s.contents[-1]."end" AS "end"
    FROM variants v
    JOIN statements s ON s.article = v.article AND s.id = v.statement
    JOIN articles a ON a.id = v.article
),
wanted AS (
    SELECT utterance, min(coalesce(published, '9999')) AS since, count(DISTINCT article) AS articles
    FROM told GROUP BY utterance
    HAVING ($words IS NULL OR bool_or(has_words(quote, $words)))
       AND ($article IS NULL OR bool_or(article = $article))
    ORDER BY articles DESC, since, utterance
    LIMIT $limit
)
SELECT t.utterance, t.wording, t.first, t.likeness, t.person, t.who, t.kind, t.quote, t.outlet,
       t.published, t.article, t.statement, t.title, t.url, t.start, t."end", t.because
FROM told t JOIN wanted w ON w.utterance = t.utterance
ORDER BY w.articles DESC, w.since, t.utterance, t.first DESC, t.wording,
         coalesce(t.published, '9999'), t.article, t.start, t.statement
"""
_ALL: Final = 1 << 62
_WORD = re.compile(r"[^\W_]+")
CHANGES: Final = pa.list_(
    pa.struct(
        [
            ("change", pa.string()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("first_start", pa.int32()),
            ("first_end", pa.int32()),
        ]
    )
)


class Changed(NamedTuple):
    """What became of words of the first wording: same, changed, left out or added.

    Places are code points of the two quotes, half-open; empty where there are no words.
    """

    change: str
    start: int
    end: int
    first_start: int
    first_end: int


def variants(
    state: Snapshot,
    words: str | None = None,
    *,
    article: str | None = None,
    limit: int | None = None,
) -> Any:
    """Return the statements that are one utterance, utterance by utterance, the first at its head.

    ``words``: only utterances of which a wording has all of these words; ``article``: only those
    that the article carries; ``limit``: at most so many utterances. ``changes`` tells where the
    words of ``quote`` differ from the first wording's. Raises ``UsageError``, ``NoSuchArticle``.
    """
    must_have_words("words", words)
    must_count(limit)
    if article is not None:
        must_hold(state, article)
    values = {"words": words, "article": article, "limit": _ALL if limit is None else limit}
    found = answer(state, _VARIANTS, values, "variants", "statements", "articles")
    return found.append_column("changes", pa.array(_changes(found), CHANGES))


def _changes(found: Any) -> list[list[dict[str, Any]]]:
    made: list[list[dict[str, Any]]] = []
    first = ""
    columns = (found.column(name).to_pylist() for name in ("first", "quote"))
    for is_first, quote in zip(*columns, strict=True):
        first = quote if is_first else first
        changed = [one for one in compare(first, quote) if one.change != "same"]
        made.append([one._asdict() for one in changed])
    return made


def compare(first: str, quote: str) -> list[Changed]:
    """Return what became of the words of the first wording, in the order of ``quote``."""
    a, b = list(_WORD.finditer(first)), list(_WORD.finditer(quote))
    folded = ([plain(word[0]) for word in words] for words in (a, b))
    return [
        Changed(change, *_place(b, b0, b1, len(quote)), *_place(a, a0, a1, len(first)))
        for change, a0, a1, b0, b1 in changes(*folded)
    ]


def _place(words: list[re.Match[str]], start: int, end: int, length: int) -> tuple[int, int]:
    if start == end:
        at = words[start].start() if start < len(words) else length
        return at, at
    return words[start].start(), words[end - 1].end()
