"""Conditional logit (McFadden 1974): learn to choose among candidates by their features.

The weights maximise the probability that one of the right candidates is chosen, with a quadratic
penalty.
"""

from __future__ import annotations

import math
from collections import Counter

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Weights = dict[str, float]


class Choices(msgspec.Struct):
    """Candidates of all choices: features, whether right, number of the choice and the article."""

    features: list[list[str]] = []
    right: list[bool] = []
    choice: list[int] = []
    article: list[int] = []
    count: int = 0

    def add(self, features: list[list[str]], right: list[bool], article: int) -> None:
        """Add one choice; one without a right candidate teaches nothing and is left out."""
        if not any(right) or all(right):
            return
        self.features += features
        self.right += right
        self.choice += [self.count] * len(features)
        self.article += [article] * len(features)
        self.count += 1


def fit(data: Choices, *, penalty: float, least: int) -> Weights:
    """Return the weights of the features that occur in at least ``least`` articles."""
    seen = {
        (name, a) for names, a in zip(data.features, data.article, strict=True) for name in names
    }
    often = Counter(name for name, _ in seen)
    names = sorted(name for name, count in often.items() if count >= least)
    column = {name: n for n, name in enumerate(names)}
    places = [
        (row, column[name])
        for row, own in enumerate(data.features)
        for name in own
        if name in column
    ]
    if not places:
        return {}
    rows, columns = zip(*places, strict=True)
    table = csr_matrix(
        (np.ones(len(places)), (rows, columns)), shape=(len(data.features), len(names))
    )
    weights = _maximise(table, np.asarray(data.right), np.asarray(data.choice), penalty)
    return {name: float(w) for name, w in zip(names, weights, strict=True) if abs(w) > 1e-3}


def _maximise(
    table: csr_matrix,
    right: npt.NDArray[np.bool_],
    choice: npt.NDArray[np.int64],
    penalty: float,
) -> npt.NDArray[np.float64]:
    count = int(choice.max()) + 1

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scores = table @ weights
        top = np.full(count, -np.inf)
        np.maximum.at(top, choice, scores)
        mass = np.exp(scores - top[choice])
        total = np.bincount(choice, mass, count)
        good = np.maximum(np.bincount(choice, mass * right, count), 1e-30)
        share = mass / total[choice] - mass * right / good[choice]
        value = float((np.log(total) - np.log(good)).sum() + penalty / 2 * weights @ weights)
        return value, np.asarray(table.T @ share + penalty * weights)

    start = np.zeros(table.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def shares(features: list[list[str]], weights: Weights) -> list[float]:
    """Return the probability of each candidate."""
    scores = [sum(weights.get(name, 0.0) for name in own) for own in features]
    top = max(scores)
    masses = [math.exp(score - top) for score in scores]
    total = sum(masses)
    return [mass / total for mass in masses]
