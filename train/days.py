"""Learn on which day each statement was said.

A conditional logit over the days that the article offers (``stages.statements.days``), with a
quadratic penalty for leaving the weights that are set by hand. The statements are those of taggers
that did not learn from their article, so that wrong sources count for what they are.
"""

from __future__ import annotations

import msgspec

from bench.score import OVERLAP
from sumber.model.tagger import Tagger
from sumber.records import Mention
from sumber.stages.dates import reference_day
from sumber.stages.statements import find_statements
from sumber.stages.statements.days import BY_HAND, day_choices
from train.gold import Example
from train.sources import Choices, fit_choices, paired

PENALTY = 3.0


def train_days(
    examples: list[Example],
    mentions: list[tuple[Mention, ...]],
    taggers: list[Tagger],
    weights: dict[str, float],
) -> dict[str, float]:
    """Return the weights of the features; mentions and taggers did not learn from their article."""
    data = Choices()
    for number, (example, found, tagger) in enumerate(
        zip(examples, mentions, taggers, strict=True)
    ):
        notes = msgspec.structs.replace(example.notes, mentions=found)
        _walk(msgspec.structs.replace(example, notes=notes), tagger, weights, number, data)
    return fit_choices(data, BY_HAND, PENALTY)


def _walk(
    example: Example, tagger: Tagger, weights: dict[str, float], number: int, data: Choices
) -> None:
    """Add the choices of an article's statements, each with the day that the gold says."""
    article = example.article
    notes = find_statements(article, example.notes, tagger, weights)
    choices = day_choices(article.text, notes, reference_day(article, notes))
    for statement, days in zip(notes.statements, choices, strict=True):
        gold = paired(list(statement.contents), example.gold["statements"], OVERLAP)
        right = [gold is not None and day.day == gold.get("said_on") for day in days]
        if len(days) > 1 and any(right):
            choice = data.choice[-1] + 1 if data.choice else 0
            data.features += [day.features for day in days]
            data.right += right
            data.choice += [choice] * len(days)
            data.article += [number] * len(days)
