"""The stages, in the order in which they run. Each is a pure ``(Article, Notes) -> Notes``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from sumber.model.store import Models, load_models
from sumber.records import Article, Notes
from sumber.stages.citations import find_citations
from sumber.stages.dates import find_dates
from sumber.stages.names import find_names
from sumber.stages.regions import find_regions
from sumber.stages.sentences import find_sentences
from sumber.stages.statements import find_statements

Stage: TypeAlias = Callable[[Article, Notes], Notes]

PREPARING: tuple[Stage, ...] = (find_regions, find_sentences, find_dates)


def stages(models: Models | None) -> tuple[Stage, ...]:
    """Return the stages with the taggers of ``models``; without models rules alone decide."""
    taggers = models.taggers if models is not None else {}
    names = partial(find_names, tagger=taggers.get("names"), roles=taggers.get("roles"))
    statements = partial(find_statements, tagger=taggers.get("arguments"))
    if models is not None and "sources" in models.rankers:
        statements = partial(statements, weights=models.rankers["sources"])
    if models is not None and "confidence" in models.rankers:
        statements = partial(statements, trust=models.rankers["confidence"])
    if models is not None and "days" in models.rankers:
        statements = partial(statements, days=models.rankers["days"])
    return (*PREPARING, names, statements, find_citations)


STAGES: tuple[Stage, ...] = stages(load_models())


def annotate(article: Article, steps: tuple[Stage, ...] = STAGES) -> Notes:
    """Run all stages over one article."""
    notes = Notes()
    for stage in steps:
        notes = stage(article, notes)
    return notes
