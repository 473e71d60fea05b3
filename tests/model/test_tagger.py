"""The tagger beside a slow reference, and its best paths beside all paths."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.model.sums import Floats, Place
from sumber.model.tagger import Tagger

LABELS = ["B", "I", "O"]
OFFSETS = [-2, -1, 0, 1]
ATOMS = ["a", "b", "c", "d"]
LOCAL = ["near", "far", "mark"]

# Few digits, so that sums in any order are the same.
weights = st.integers(-40, 40).map(lambda n: n / 8)
words = st.sampled_from([*ATOMS, "unseen"])
bundles = st.lists(st.lists(words, max_size=3).map(tuple), max_size=3)
sequences = st.lists(st.lists(bundles, max_size=6), max_size=5)


@st.composite
def taggers(draw: st.DrawFn) -> Tagger:
    def table(*shape: int) -> Floats:
        size = int(np.prod(shape))
        values = draw(st.lists(weights, min_size=size, max_size=size))
        return np.asarray(values, dtype=np.float32).reshape(shape)

    atom_weights = table(len(ATOMS) + 1, len(OFFSETS), len(LABELS))
    local_weights = table(len(LOCAL) + 1, len(LABELS))
    atom_weights[0] = local_weights[0] = 0
    return Tagger(
        LABELS,
        OFFSETS,
        {atom: row for row, atom in enumerate(ATOMS, start=1)},
        {feature: row for row, feature in enumerate(LOCAL, start=1)},
        atom_weights,
        local_weights,
        table(len(LABELS), len(LABELS)),
    )


def slow_atom_scores(tagger: Tagger, sequence: Sequence[Place]) -> list[list[float]]:
    """Sum, for every token and label, the weights of the atoms around it."""
    rows = [[0.0] * len(LABELS) for _ in sequence]
    for at, offset, label in product(range(len(sequence)), range(len(OFFSETS)), range(len(LABELS))):
        there = at + OFFSETS[offset]
        if 0 <= there < len(sequence):
            seen = [atom for bundle in sequence[there] for atom in bundle]
            known = [tagger.atoms[atom] for atom in seen if atom in tagger.atoms]
            rows[at][label] += sum(float(tagger.atom_weights[n, offset, label]) for n in known)
    return rows


def slow_local_scores(tagger: Tagger, places: Sequence[Place]) -> list[list[float]]:
    """Sum, for every place and label, the weights of the features of its bundles."""
    rows = []
    for place in places:
        known = [tagger.local[f] for bundle in place for f in bundle if f in tagger.local]
        weigh = [[float(w) for w in tagger.local_weights[n]] for n in known]
        rows.append([sum(column) for column in zip([0.0] * len(LABELS), *weigh, strict=True)])
    return rows


@given(taggers(), sequences)
@settings(max_examples=80)
def test_atom_scores_are_those_of_the_reference(
    tagger: Tagger, sequences: list[list[Place]]
) -> None:
    found = [scores.tolist() for scores in tagger.atom_scores(sequences)]
    assert found == [slow_atom_scores(tagger, sequence) for sequence in sequences]


features = st.lists(st.sampled_from([*LOCAL, "unseen"]), max_size=3).map(tuple)
places = st.lists(features, min_size=1, max_size=3)


@given(taggers(), st.lists(st.lists(places, max_size=6), max_size=5))
@settings(max_examples=80)
def test_local_scores_are_those_of_the_reference(
    tagger: Tagger, sequences: list[list[Place]]
) -> None:
    found = [scores.tolist() for scores in tagger.local_scores(sequences)]
    assert found == [slow_local_scores(tagger, places) for places in sequences]


def total(scores: list[list[float]], moves: list[list[float]], path: tuple[int, ...]) -> float:
    steps = sum(scores[at][label] for at, label in enumerate(path))
    return steps + sum(moves[a][b] for a, b in pairwise(path))


rows = st.lists(weights, min_size=len(LABELS), max_size=len(LABELS))


@given(taggers(), st.lists(st.lists(rows, min_size=1, max_size=5), max_size=5))
@settings(max_examples=80)
def test_the_best_path_beats_all_paths(tagger: Tagger, sequences: list[list[list[float]]]) -> None:
    moves = tagger.transitions.tolist()
    found = tagger.best([np.asarray(scores, dtype=np.float32) for scores in sequences])
    assert len(found) == len(sequences)
    for scores, path in zip(sequences, found, strict=True):
        assert len(path) == len(scores)
        every = product(range(len(LABELS)), repeat=len(scores))
        assert total(scores, moves, tuple(path)) == max(total(scores, moves, p) for p in every)


@pytest.mark.parametrize("empty", [[], [[]], [[], []]])
def test_nothing_to_tag(empty: list[list[Place]]) -> None:
    tagger = Tagger(
        LABELS,
        OFFSETS,
        {},
        {},
        np.zeros((1, len(OFFSETS), len(LABELS)), dtype=np.float32),
        np.zeros((1, len(LABELS)), dtype=np.float32),
        np.zeros((len(LABELS), len(LABELS)), dtype=np.float32),
    )
    assert tagger.best([]) == []
    assert [len(scores) for scores in tagger.atom_scores(empty)] == [0 for _ in empty]
