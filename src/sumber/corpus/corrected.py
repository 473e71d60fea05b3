"""Facts that a person corrected: kept as decisions, and put in place again.

1. What a person left of an article's facts becomes a row of ``decisions``: ``about`` facts, ``key``
   the article's id, ``other`` those facts as JSON with the SHA-256 of the text that they stand in
   (:func:`decision_of`).
2. Of the decisions on an article the latest counts (:func:`corrections_of`).
3. Wherever the article is annotated anew, they take the place of what the stages found
   (:func:`replayed`), as long as its text is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from sumber.corpus.versions import Snapshot, arrow
from sumber.export.interchange import text_hash
from sumber.records import Article, Citation, Notes, Region, Statement, When

ABOUT: Final = "facts"
CORRECTED: Final = "corrected"
WITHDRAWN: Final = "withdrawn"
TABLES: Final = ("regions", "dates", "statements", "citations")
"""The kinds of facts that a person can correct; the others stay those of the stages."""
_LATEST: Final = f"""
SELECT key, arg_max(other, decided_at) AS facts, arg_max(decision, decided_at) AS decision
FROM decisions WHERE about = '{ABOUT}' GROUP BY key
"""


class Corrected(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person left of an article's facts; ``text_sha256`` pins the text they stand in."""

    text_sha256: str
    regions: tuple[Region, ...] = ()
    dates: tuple[When, ...] = ()
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()


def corrected(article: Article, notes: Notes) -> Corrected:
    """Return those facts of an article that a person can correct."""
    facts = {name: getattr(notes, name) for name in TABLES}
    return Corrected(text_sha256=text_hash(article.text), **facts)


def decision_of(article: str, facts: Corrected | None, at: datetime) -> dict[str, Any]:
    """Return the row of ``decisions`` that keeps a correction; ``None`` withdraws it."""
    return {
        "about": ABOUT,
        "key": article,
        "other": None if facts is None else msgspec.json.encode(facts).decode(),
        "decision": WITHDRAWN if facts is None else CORRECTED,
        "decided_at": at,
    }


def corrections_of(state: Snapshot) -> dict[str, Corrected]:
    """Return what people left of the facts of articles, by the articles' ids."""
    with state.connect("decisions") as connection:
        rows = arrow(connection, _LATEST).to_pylist()
    return {
        row["key"]: msgspec.json.decode(row["facts"], type=Corrected)
        for row in rows
        if row["decision"] == CORRECTED
    }


def replayed(article: Article, notes: Notes, corrections: Mapping[str, Corrected]) -> Notes:
    """Return the notes with a person's facts in the place of those that the stages found."""
    own = corrections.get(article.id)
    if own is None or own.text_sha256 != text_hash(article.text):
        return notes
    return msgspec.structs.replace(notes, **{name: getattr(own, name) for name in TABLES})
