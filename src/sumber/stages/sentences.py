"""Find the sentences of an article."""

from __future__ import annotations

from sumber.records import Article, Notes


def find_sentences(article: Article, notes: Notes) -> Notes:
    """Return the notes with their sentences filled."""
    return notes
