"""Fit how likely a statement is right to what decided it, on articles not seen in training."""

from __future__ import annotations

from functools import partial

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from bench.score import OVERLAP, same_source
from sumber.model.tagger import Tagger
from sumber.records import Mention
from sumber.stages.statements import content_span, find_attributions
from sumber.stages.statements.confidence import evidence
from sumber.stages.statements.joining import in_order
from sumber.stages.statements.sources import Sources
from train.gold import Example
from train.sources import paired

PENALTY = 1.0
Trial = tuple[dict[str, float], bool]


def train_confidence(
    examples: list[Example],
    mentions: list[tuple[Mention, ...]],
    taggers: list[Tagger],
    weights: dict[str, float],
) -> dict[str, float]:
    """Return the weights of the facts; mentions and taggers did not learn from their article."""
    trials: list[Trial] = []
    for example, found, tagger in zip(examples, mentions, taggers, strict=True):
        trials += _trials(example, found, tagger, weights)
    names = sorted({name for facts, _ in trials for name in facts})
    table = np.asarray([[facts.get(name, 0.0) for name in names] for facts, _ in trials])
    right = np.asarray([good for _, good in trials], dtype=np.float64)
    fitted = minimize(partial(_loss, table, right), np.zeros(len(names)), jac=True).x
    return dict(zip(names, fitted.tolist(), strict=True))


def _trials(
    example: Example, found: tuple[Mention, ...], tagger: Tagger, weights: dict[str, float]
) -> list[Trial]:
    notes = msgspec.structs.replace(example.notes, mentions=found)
    text = example.article.text
    sources = Sources(text, notes, weights)
    trials = []
    for clause, attribution in in_order(notes, find_attributions(example.article, notes, tagger)):
        contents = [content_span(clause, part, notes.quotations) for part in attribution.contents]
        source = sources.resolve(clause, attribution)
        who = source.who.of(text) if source.who else None
        gold = paired(attribution.pointed or contents, example.gold["statements"], OVERLAP)
        right = gold is not None and same_source(gold, {"who": who})
        trials.append((evidence(attribution, source.margin, source.form), right))
    return trials


def _loss(
    table: npt.NDArray[np.float64],
    right: npt.NDArray[np.float64],
    weights: npt.NDArray[np.float64],
) -> tuple[float, npt.NDArray[np.float64]]:
    scores = table @ weights
    value = float(np.logaddexp(0.0, scores).sum() - right @ scores)
    share = 1.0 / (1.0 + np.exp(-scores))
    penalty = PENALTY / 2 * float(weights @ weights)
    return value + penalty, table.T @ (share - right) + PENALTY * weights
