"""Find the names of an article."""

from __future__ import annotations

from sumber.records import Article, Notes


def find_names(article: Article, notes: Notes) -> Notes:
    """Return the notes with their names filled."""
    return notes
