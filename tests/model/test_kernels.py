"""What is compiled gives what NumPy gives, to the last bit."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.model import haste, kernels
from sumber.model.paths import Paths
from sumber.model.sums import Doubles

LABELS = 4
OUTSIDE = 3

# Few values, so that equal paths are met often.
weights = st.integers(-6, 6).map(lambda n: n / 8)
rows = st.lists(weights, min_size=LABELS, max_size=LABELS)
sequences = st.lists(st.lists(rows, max_size=7), max_size=5)
tables = st.lists(rows, min_size=LABELS, max_size=LABELS)


@given(sequences, tables)
@settings(max_examples=200, deadline=None)
def test_the_best_paths_are_those_of_the_search_in_numpy(
    given_scores: list[list[list[float]]], moves: list[list[float]]
) -> None:
    flat = [row for sequence in given_scores for row in sequence]
    scores = np.array(flat, dtype=np.float64).reshape(len(flat), LABELS)
    lengths = np.array([len(sequence) for sequence in given_scores], dtype=np.int64)
    paths = Paths(np.array(moves), OUTSIDE)
    expected = paths.best(scores, lengths)
    path, leads = kernels.best_paths(scores, lengths, np.array(moves), OUTSIDE)
    assert path.tolist() == expected
    assert leads.tolist() == paths.leads(scores, lengths, np.array(expected, dtype=np.int64))


def by_hand(
    seats: list[int], edges: list[int], told: list[tuple[int, int]], table: Doubles, around: int
) -> list[list[float]]:
    """Sum for each item what it and those beside it give, by the letter."""
    width = table.shape[1] // (2 * around + 1)
    found = np.zeros((len(seats), width))
    given_to = [*enumerate(seats), *told]
    for start, stop in pairwise(edges):
        for at, seat in ((at, seat) for at, seat in given_to if start <= at < stop):
            for n, offset in enumerate(range(-around, around + 1)):
                if start <= at - offset < stop:
                    found[at - offset] += table[seat, n * width : (n + 1) * width]
    scores: list[list[float]] = found.tolist()
    return scores


@given(st.data(), st.lists(st.integers(0, 4), max_size=5))
@settings(max_examples=60, deadline=None)
def test_words_give_their_scores_to_those_around(data: st.DataObject, lengths: list[int]) -> None:
    table = np.arange(5 * 6, dtype=np.float64).reshape(5, 6) ** 2
    count = sum(lengths)
    edges = [sum(lengths[:n]) for n in range(len(lengths) + 1)]
    seats = data.draw(st.lists(st.integers(0, 4), min_size=count, max_size=count))
    pairs = st.tuples(st.integers(0, max(0, count - 1)), st.integers(0, 4))
    told = sorted(data.draw(st.lists(pairs, max_size=4 if count else 0)))
    found = kernels.word_scores(
        np.array(seats, dtype=np.int64),
        np.array(edges, dtype=np.int64),
        np.array([at for at, _ in told], dtype=np.int64),
        np.array([seat for _, seat in told], dtype=np.int64),
        table,
        np.array([-1, 0, 1]),
        2,
    )
    assert found.tolist() == by_hand(seats, edges, told, table, 1)


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=4), max_size=6))
@settings(max_examples=60, deadline=None)
def test_sums_of_rows(bundles: list[list[int]]) -> None:
    weights = np.arange(6 * 3, dtype=np.float64).reshape(6, 3) ** 2
    table = np.zeros((len(bundles), 3))
    rows = np.array([row for bundle in bundles for row in bundle], dtype=np.int64)
    edges = np.array([sum(map(len, bundles[:n])) for n in range(len(bundles) + 1)])
    kernels.sum_rows(table, weights, rows, edges)
    assert table.tolist() == [weights[bundle].sum(axis=0).tolist() for bundle in bundles]


def test_compiled_functions_are_loaded_for_many_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(haste, "_compiled", None)
    monkeypatch.setattr(haste, "_met", 0)
    haste.meet(haste.HASTEN_AFTER)
    assert haste.compiled() is None
    haste.meet(1)
    assert haste.compiled() is kernels
