"""Who has it from whom: the chain of one article, up to its origins and down to who has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

from sumber.asking.reading import answer, must_hold
from sumber.corpus.versions import Snapshot

DEPTH: Final = 12
"""A chain is followed for so many steps at most."""
_LINKS: Final = """
SELECT l.*, x.outlet, x.published, heading(x.title, x.text) AS title,
       y.outlet AS origin_outlet, y.published AS origin_published,
       heading(y.title, y.text) AS origin_title
FROM links l JOIN articles x ON x.id = l.article LEFT JOIN articles y ON y.id = l.origin
WHERE list_contains($ids, CASE WHEN $up THEN l.article ELSE l.origin END)
ORDER BY l.article, l.confidence DESC, l.origin, l.source, l.because
"""
_SECOND_HAND: Final = """
SELECT DISTINCT article FROM links
WHERE list_contains($ids, article)
  AND (standing = 'second-hand' OR (evidence = 'passage' AND standing IS NULL))
"""
_ABOUT: Final = (
    ("direction", pa.string()),
    ("depth", pa.int32()),
    ("first_hand", pa.bool_()),
)


def chains(state: Snapshot, article: str) -> Any:
    """Return the links above and below an article, those next to it first.

    ``direction`` is ``up`` (``article`` has it from ``origin`` or from the cited ``source``) or
    ``down`` (``article`` has it from the one asked for, or from one that has); ``depth`` counts the
    steps from 1. ``first_hand``: nothing shows that the origin has it from elsewhere in turn.
    Raises ``NoSuchArticle``.
    """
    must_hold(state, article)
    rows = [*_followed(state, article, up=True), *_followed(state, article, up=False)]
    blank = answer(state, _LINKS, {"ids": [article], "up": True}, "links", "articles").schema
    second = _second_hand(state, [row["origin"] for row in rows if row["origin"]])
    for row in rows:
        row["first_hand"] = row["origin"] is not None and row["origin"] not in second
    schema = pa.schema([*(pa.field(*one) for one in _ABOUT), *blank])
    return pa.Table.from_pylist(rows, schema=schema)


def _followed(state: Snapshot, article: str, *, up: bool) -> Iterator[dict[str, Any]]:
    known, near = {article}, [article]
    for depth in range(1, DEPTH + 1):
        found = answer(state, _LINKS, {"ids": near, "up": up}, "links", "articles").to_pylist()
        for row in found:
            yield {"direction": "up" if up else "down", "depth": depth, **row}
        ends = {row["origin"] if up else row["article"] for row in found} - {None} - known
        if not ends:
            return
        known |= ends
        near = sorted(ends)


def _second_hand(state: Snapshot, ids: list[str]) -> set[str]:
    found = answer(state, _SECOND_HAND, {"ids": ids}, "links")
    return set(found.column("article").to_pylist())
