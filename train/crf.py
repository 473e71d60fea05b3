"""Train a tagger with CRFsuite and turn its weights into tables."""

from __future__ import annotations

import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pycrfsuite

from sumber.model.sums import Place
from sumber.model.tagger import Tagger

SEED = 7


class Sequences(msgspec.Struct):
    """Training data of a tagger: atoms and local features of every place, and the labels.

    ``groups`` holds the number of the article that a sequence comes from.
    """

    atoms: list[list[list[str]]] = []
    local: list[list[list[str]]] = []
    labels: list[list[str]] = []
    groups: list[int] = []

    def add(self, atoms: list[Place], local: list[Place], labels: list[str], group: int) -> None:
        """Add one sequence."""
        self.atoms.append([_together(place) for place in atoms])
        self.local.append([_together(place) for place in local])
        self.labels.append(labels)
        self.groups.append(group)


def _together(place: Place) -> list[str]:
    return [feature for bundle in place for feature in bundle]


def train_tagger(
    data: Sequences,
    offsets: list[int],
    *,
    c1: float,
    c2: float,
    bags: int = 1,
    least: int = 3,
    rounds: int = 150,
) -> Tagger:
    """Return a tagger trained on ``data``; what fewer than ``least`` articles have is left out.

    With ``bags`` the weights are the mean of so many taggers trained on articles drawn with
    replacement (bagging, Breiman 1996): a linear model still, at no cost when it tags.
    """
    keep_atoms = _frequent(data.atoms, data.groups, least)
    keep_local = _frequent(data.local, data.groups, least)
    features = [
        _features(atoms, local, offsets, keep_atoms, keep_local)
        for atoms, local in zip(data.atoms, data.local, strict=True)
    ]
    states: dict[tuple[str, str], float] = defaultdict(float)
    moves: dict[tuple[str, str], float] = defaultdict(float)
    for times in _draws(data.groups, bags):
        trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
        trainer.set_params({"c1": c1, "c2": c2, "max_iterations": rounds})
        for sequence, labels, group in zip(features, data.labels, data.groups, strict=True):
            for _ in range(times[group]):
                trainer.append(sequence, labels)
        info = _trained(trainer)
        for table, weights in ((states, info.state_features), (moves, info.transitions)):
            for key, weight in weights.items():
                table[key] += weight / bags
    labels_seen = sorted({"O", *(label for labels in data.labels for label in labels)})
    return _tables(labels_seen, states, moves, offsets)


def _draws(groups: list[int], bags: int) -> list[Counter[int]]:
    """Return how often each article is drawn in each bag; a single bag holds each once."""
    articles = sorted(set(groups))
    if bags == 1:
        return [Counter(articles)]
    chance = random.Random(SEED)
    return [Counter(chance.choices(articles, k=len(articles))) for _ in range(bags)]


def _trained(trainer: pycrfsuite.Trainer) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        return tagger.info()


def _frequent(
    sequences: Sequence[Sequence[Sequence[str]]], groups: list[int], least: int
) -> frozenset[str]:
    """Return what occurs in at least ``least`` articles, so that no single text is learned."""
    seen: Counter[str] = Counter()
    by_group: dict[int, set[str]] = {}
    for sequence, group in zip(sequences, groups, strict=True):
        by_group.setdefault(group, set()).update(item for place in sequence for item in place)
    for items in by_group.values():
        seen.update(items)
    return frozenset(item for item, count in seen.items() if count >= least)


def _features(
    atoms: list[list[str]],
    local: list[list[str]],
    offsets: list[int],
    keep_atoms: frozenset[str],
    keep_local: frozenset[str],
) -> list[list[str]]:
    count = len(atoms)
    kept = [[atom for atom in place if atom in keep_atoms] for place in atoms]
    return [
        [
            f"{offset}\t{atom}"
            for offset in offsets
            if 0 <= at + offset < count
            for atom in kept[at + offset]
        ]
        + [f"@\t{feature}" for feature in local[at] if feature in keep_local]
        for at in range(count)
    ]


def _tables(
    labels: list[str],
    states: dict[tuple[str, str], float],
    transitions: dict[tuple[str, str], float],
    offsets: list[int],
) -> Tagger:
    number = {label: n for n, label in enumerate(labels)}
    split: list[tuple[str, str, int, float]] = []
    for (name, label), weight in states.items():
        place, item = name.split("\t", 1)
        split.append((place, item, number[label], weight))
    atoms = _numbered(sorted({item for place, item, _, _ in split if place != "@"}))
    local = _numbered(sorted({item for place, item, _, _ in split if place == "@"}))
    atom_weights = np.zeros((len(atoms) + 1, len(offsets), len(labels)), dtype=np.float32)
    local_weights = np.zeros((len(local) + 1, len(labels)), dtype=np.float32)
    for place, item, column, weight in split:
        if place == "@":
            local_weights[local[item], column] = weight
        else:
            atom_weights[atoms[item], offsets.index(int(place)), column] = weight
    moves = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (before, after), weight in transitions.items():
        moves[number[before], number[after]] = weight
    return Tagger(labels, offsets, atoms, local, atom_weights, local_weights, moves)


def _numbered(items: list[str]) -> dict[str, int]:
    return {item: n for n, item in enumerate(items, start=1)}
