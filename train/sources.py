"""Learn to rank the candidates for the source of each attribution.

The weights maximise the probability of the right candidates among all candidates of their
attribution (conditional logit, McFadden 1974), with a quadratic penalty for leaving the weights
that are set by hand.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bench.score import same_source
from sumber.model.tagger import Tagger
from sumber.records import Mention, Span
from sumber.stages.statements import BY_HAND, content_span, find_attributions
from sumber.stages.statements.referents import Referent
from sumber.stages.statements.sources import Sources
from train.gold import Example

LEAST = 4
PENALTY = 4.0
MEETS = 0.5


class Choices(msgspec.Struct):
    """Candidates of all attributions: features, whether right, the number of the attribution."""

    features: list[list[str]] = []
    right: list[bool] = []
    choice: list[int] = []
    article: list[int] = []


def train_sources(
    examples: list[Example], mentions: list[tuple[Mention, ...]], taggers: list[Tagger]
) -> dict[str, float]:
    """Return the weights of the features of candidates.

    ``mentions`` and ``taggers`` of attributions are those that did not learn from the article.
    """
    data = Choices()
    for number, (example, found, tagger) in enumerate(
        zip(examples, mentions, taggers, strict=True)
    ):
        _walk(example, found, tagger, number, data)
    return fit_choices(data, BY_HAND, PENALTY)


def _walk(
    example: Example, found: tuple[Mention, ...], tagger: Tagger, number: int, data: Choices
) -> None:
    """Go through an article's attributions, choosing what the gold says."""
    notes = msgspec.structs.replace(example.notes, mentions=found)
    sources = Sources(example.article.text, notes, {})
    attributions = find_attributions(example.article, notes, tagger)
    for clause, reported in zip(notes.clauses, attributions, strict=True):
        for attribution in reported:
            contents = [
                content_span(clause, part, notes.quotations) for part in attribution.contents
            ]
            gold = paired(contents, example.gold["statements"], MEETS)
            setting = sources.setting(clause, attribution)
            candidates = sources.candidates(setting)
            if gold is None or not candidates:
                sources.number += 1
                continue
            right = [_is_right(sources, referent, gold) for referent, _ in candidates]
            if any(right[:-1]):
                right[-1] &= candidates[-1][0] in sources.referents
            if any(right):
                choice = len(set(data.choice))
                for (_, features), good in zip(candidates, right, strict=True):
                    data.features.append(features)
                    data.right.append(good)
                    data.choice.append(choice)
                    data.article.append(number)
                sources.remember(candidates[right.index(True)][0], setting)
            else:
                sources.number += 1


def _is_right(sources: Sources, referent: Referent, gold: dict[str, Any]) -> bool:
    return same_source(gold, {"who": referent.where.of(sources.text)})


def paired(
    contents: list[Span], statements: list[dict[str, Any]], share: float
) -> dict[str, Any] | None:
    """Return the gold statement that shares enough of its characters with the contents."""
    mine = {i for span in contents for i in range(span.start, span.end)}
    for statement in statements:
        theirs = {i for c in statement["contents"] for i in range(c["start"], c["end"])}
        if len(mine & theirs) >= share * len(mine | theirs):
            return statement
    return None


def fit_choices(data: Choices, by_hand: dict[str, float], penalty: float) -> dict[str, float]:
    """Return the weights that make the right candidates likeliest, near to those set by hand."""
    names = _frequent(data)
    column = {name: n for n, name in enumerate(names)}
    places = [
        (row, column[feature])
        for row, features in enumerate(data.features)
        for feature in features
        if feature in column
    ]
    if not places:
        return by_hand
    rows, columns = zip(*places, strict=True)
    table = csr_matrix(
        (np.ones(len(places)), (rows, columns)), shape=(len(data.features), len(names))
    )
    prior = np.asarray([by_hand.get(name, 0.0) for name in names])
    weights = _maximise(table, np.asarray(data.right), np.asarray(data.choice), prior, penalty)
    return by_hand | {n: float(w) for n, w in zip(names, weights, strict=True) if abs(w) > 1e-3}


def _frequent(data: Choices) -> list[str]:
    """Return the features that occur in enough articles."""
    seen: Counter[str] = Counter()
    for name, _ in {
        (f, article) for fs, article in zip(data.features, data.article, strict=True) for f in fs
    }:
        seen[name] += 1
    return sorted(name for name, count in seen.items() if count >= LEAST)


def _maximise(
    table: csr_matrix,
    right: npt.NDArray[np.bool_],
    choice: npt.NDArray[np.int64],
    prior: npt.NDArray[np.float64],
    penalty: float,
) -> npt.NDArray[np.float64]:
    count = int(choice.max()) + 1

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scores = table @ weights
        top = np.full(count, -np.inf)
        np.maximum.at(top, choice, scores)
        mass = np.exp(scores - top[choice])
        total = np.bincount(choice, mass, count)
        good = np.bincount(choice, mass * right, count)
        share = mass / total[choice]
        share_good = mass * right / good[choice]
        gradient = table.T @ (share - share_good) + penalty * (weights - prior)
        value = float(np.log(total).sum() - np.log(good).sum())
        value += penalty / 2 * float((weights - prior) @ (weights - prior))
        return value, gradient

    return np.asarray(
        minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    )
