"""Find the citations of an article."""

from __future__ import annotations

from sumber.records import Article, Notes


def find_citations(article: Article, notes: Notes) -> Notes:
    """Return the notes with their citations filled."""
    return notes
