"""Find the statements of an article."""

from __future__ import annotations

from sumber.records import Article, Notes


def find_statements(article: Article, notes: Notes) -> Notes:
    """Return the notes with their statements filled."""
    return notes
