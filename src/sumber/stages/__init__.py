"""The stages, in the order in which they run. Each is a pure ``(Article, Notes) -> Notes``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sumber.records import Article, Notes
from sumber.stages.citations import find_citations
from sumber.stages.dates import find_dates
from sumber.stages.names import find_names
from sumber.stages.regions import find_regions
from sumber.stages.sentences import find_sentences
from sumber.stages.statements import find_statements

Stage: TypeAlias = Callable[[Article, Notes], Notes]

STAGES: tuple[Stage, ...] = (
    find_regions,
    find_sentences,
    find_dates,
    find_names,
    find_statements,
    find_citations,
)


def annotate(article: Article) -> Notes:
    """Run all stages over one article."""
    notes = Notes()
    for stage in STAGES:
        notes = stage(article, notes)
    return notes
