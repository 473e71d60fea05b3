"""The stages in the order in which they run. Each is a pure ``(Article, Notes) -> Notes``.

Those that need a tagger leave the question to it open, so that many articles ask together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import RLock
from typing import TypeAlias

from sumber.language.words import WORDS
from sumber.model.asking import Asking, answered, answered_together
from sumber.model.haste import meet
from sumber.model.store import Models, load_models
from sumber.records import Article, Notes
from sumber.stages.citations import find_citations
from sumber.stages.dates import find_dates
from sumber.stages.names import ask_names
from sumber.stages.regions import find_regions
from sumber.stages.sentences import find_sentences
from sumber.stages.statements import ask_statements

Open: TypeAlias = Asking[Notes] | Notes
Stage: TypeAlias = Callable[[Article, Notes], Open]
Finder: TypeAlias = Callable[[Article, Notes], Notes]

PREPARING: tuple[Finder, ...] = (find_regions, find_sentences, find_dates)


def stages(models: Models | None) -> tuple[Stage, ...]:
    """Return the stages with the taggers of ``models``; without models rules alone decide."""
    taggers = models.taggers if models is not None else {}
    names = partial(ask_names, tagger=taggers.get("names"), roles=taggers.get("roles"))
    statements = partial(ask_statements, tagger=taggers.get("arguments"))
    if models is not None and "sources" in models.rankers:
        statements = partial(statements, weights=models.rankers["sources"])
    if models is not None and "confidence" in models.rankers:
        statements = partial(statements, trust=models.rankers["confidence"])
    if models is not None and "days" in models.rankers:
        statements = partial(statements, days=models.rankers["days"])
    return (*PREPARING, names, statements, find_citations)


STAGES: tuple[Stage, ...] = stages(load_models())
_TURN = RLock()
"""What is remembered of words is shared, so threads take turns."""


def annotate(article: Article, steps: tuple[Stage, ...] = STAGES) -> Notes:
    """Run all stages over one article."""
    with _TURN:
        WORDS.make_room()
        return answered(_walk(article, steps))


def annotate_together(
    articles: Sequence[Article], steps: tuple[Stage, ...] = STAGES
) -> list[Notes | Exception]:
    """Run all stages over some articles, faster than one by one: their notes, or what was raised.

    What comes of an article does not depend on the others.
    """
    with _TURN:
        WORDS.make_room()
        meet(len(articles))
        return answered_together([_walk(article, steps) for article in articles])


def _walk(article: Article, steps: tuple[Stage, ...]) -> Asking[Notes]:
    notes = Notes()
    for stage in steps:
        found = stage(article, notes)
        notes = found if isinstance(found, Notes) else (yield from found)
        yield None  # one stage over many articles finds its patterns and words in the caches
    return notes
