"""One SELECT over one state of a corpus, with macros for texts and words."""

from __future__ import annotations

import re
from typing import Any

from sumber.corpus.versions import Snapshot, arrow
from sumber.errors import NoSuchArticle, UsageError

_MACROS = r"""
CREATE MACRO exact(t, span) AS substring(t, span.start + 1, span."end" - span.start);
CREATE MACRO cut(t, a, b) AS substring(t, a + 1, b - a);
CREATE MACRO words(t) AS
list_filter(
    regexp_split_to_array(lower(strip_accents(t)), '[^\p{L}\p{N}]+'), lambda w: w <> ''
);
CREATE MACRO has_words(t, wanted) AS list_has_all(words(t), words(wanted));
CREATE MACRO heading(title, t) AS
coalesce(title, regexp_replace(trim(left(t, 90)), '\s+', ' ', 'g'));
"""


def answer(state: Snapshot, sql: str, values: dict[str, Any], *tables: str) -> Any:
    """Return the rows of a SELECT over the named tables as a ``pyarrow.Table``."""
    with state.connect(*tables) as connection:
        connection.execute(_MACROS)
        return arrow(connection, sql, values)


def must_hold(state: Snapshot, article: str) -> None:
    """Raise ``NoSuchArticle`` where the corpus does not hold the article."""
    sql = "SELECT 1 FROM articles WHERE id = $article"
    if not answer(state, sql, {"article": article}, "articles").num_rows:
        raise NoSuchArticle(f"The corpus holds no article {article!r}.")


def must_have_words(name: str, text: str | None) -> None:
    """Raise ``UsageError`` for a text without a word to look for."""
    if text is not None and not re.search(r"\w", text):
        raise UsageError(f"{name} {text!r} holds no word to look for.")


def must_count(limit: int | None) -> None:
    """Raise ``UsageError`` for a limit below zero."""
    if limit is not None and limit < 0:
        raise UsageError(f"limit {limit} is below zero.")
