"""A linear-chain tagger (conditional random field, Lafferty et al. 2001) for inference alone.

Weights come from CRFsuite (see ``train``). Scores of all tokens of an article are summed in one
pass of NumPy; the best tag sequences are found for all sequences side by side (Viterbi).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from sumber.model.sums import Floats, Sums

# What is seen of one place of a sequence: bundles of features, shared by many places.
Place: TypeAlias = Sequence[tuple[str, ...]]


class Tagger:
    """Weights of one model.

    ``atoms`` maps an atom to its row in ``atom_weights`` (rows × offsets × labels), ``local`` a
    feature of a single place to its row in ``local_weights`` (rows × labels). Row 0 is empty.
    """

    def __init__(
        self,
        labels: list[str],
        offsets: list[int],
        atoms: dict[str, int],
        local: dict[str, int],
        atom_weights: Floats,
        local_weights: Floats,
        transitions: Floats,
    ) -> None:
        """Take the tables; ``transitions`` is labels × labels, from row to column."""
        self.labels = labels
        self.offsets = offsets
        self.atoms = atoms
        self.local = local
        self.atom_weights = atom_weights
        self.local_weights = local_weights
        self.transitions = transitions
        self._outside = labels.index("O")
        self._atom_sums = Sums(atoms, atom_weights.reshape(len(atom_weights), -1))
        self._local_sums = Sums(local, local_weights)

    def atom_scores(self, sequences: Sequence[Sequence[tuple[str, ...]]]) -> list[Floats]:
        """Score the atoms of every token at every offset: an array tokens × labels a sequence."""
        gap = [()] * max(abs(offset) for offset in self.offsets)
        bundles: list[tuple[str, ...]] = [*gap]
        edges: list[tuple[int, int]] = []
        for sequence in sequences:
            edges.append((len(bundles), len(bundles) + len(sequence)))
            bundles += sequence
            bundles += gap
        sums = self._atom_sums.of(bundles)
        sums = sums.reshape(len(bundles), len(self.offsets), len(self.labels))
        total = np.zeros((len(bundles), len(self.labels)), dtype=np.float32)
        for at, offset in enumerate(self.offsets):
            _add_shifted(total, sums[:, at], offset)
        return [total[start:end] for start, end in edges]

    def local_scores(self, sequences: Sequence[Sequence[Place]]) -> list[Floats]:
        """Score the features of every place: an array places × labels a sequence."""
        places = [place for sequence in sequences for place in sequence]
        if not places:
            return [self.local_weights[:0] for _ in sequences]
        sums = self._local_sums.of([bundle for place in places for bundle in place])
        scores = np.add.reduceat(sums, [0, *accumulate(map(len, places))][:-1], axis=0)
        edges = accumulate(map(len, sequences), initial=0)
        return [scores[start:end] for start, end in pairwise(edges)]

    def best(self, scores: Sequence[Floats]) -> list[list[int]]:
        """Return the best label numbers of each sequence."""
        paths = [[self._outside] * len(rows) for rows in scores]
        lively = self._lively(scores)
        if lively:
            found = _viterbi([scores[n] for n in lively], self.transitions)
            for n, path in zip(lively, found, strict=True):
                paths[n] = path
        return paths

    def lead(self, scores: Floats, path: list[int]) -> float:
        """Return by how much a path scores above the one that is O throughout."""
        rows = np.arange(len(path))
        mine = float(scores[rows, path].sum() + self.transitions[path[:-1], path[1:]].sum())
        stay = float(self.transitions[self._outside, self._outside])
        return mine - float(scores[:, self._outside].sum()) - stay * (len(path) - 1)

    def _lively(self, scores: Sequence[Floats]) -> list[int]:
        """Return the sequences whose best path may hold more than the label O.

        A path that leaves O for k places gains at most what they score above O, and passes k + 1
        transitions, so no path can where every place falls short of O by the gain of two.
        """
        if not scores:
            return []
        rows = np.concatenate(scores)
        above = np.delete(rows, self._outside, axis=1).max(axis=1) - rows[:, self._outside]
        stay = self.transitions[self._outside, self._outside]
        gain = 2 * max(0.0, float(self.transitions.max() - stay))
        starts = [0, *accumulate(map(len, scores))][:-1]
        most = np.maximum.reduceat(above, starts)
        return np.flatnonzero(most + gain >= 0).tolist()


def _add_shifted(total: Floats, part: Floats, offset: int) -> None:
    """Add to token ``t`` what the token at ``t + offset`` gives."""
    if offset == 0:
        total += part
    elif offset > 0:
        total[:-offset] += part[offset:]
    else:
        total[-offset:] += part[:offset]


def _viterbi(scores: Sequence[Floats], transitions: Floats) -> list[list[int]]:
    """Find the best paths of all sequences side by side, the longest first."""
    order = sorted(range(len(scores)), key=lambda n: -len(scores[n]))
    lengths = [len(scores[n]) for n in order]
    width, labels = lengths[0], transitions.shape[0]
    padded = np.zeros((len(order), width, labels), dtype=np.float32)
    for row, n in enumerate(order):
        padded[row, : lengths[row]] = scores[n]
    back = np.zeros((width, len(order), labels), dtype=np.int8)
    state = padded[:, 0].copy()
    active = len(order)
    for at in range(1, width):
        while lengths[active - 1] <= at:
            active -= 1
        ways = state[:active, :, None] + transitions
        back[at, :active] = ways.argmax(axis=1)
        state[:active] = ways.max(axis=1) + padded[:active, at]
    return _trace(back, state.argmax(axis=1), np.asarray(lengths), order)


def _trace(
    back: npt.NDArray[np.int8],
    last: npt.NDArray[np.intp],
    lengths: npt.NDArray[np.intp],
    order: list[int],
) -> list[list[int]]:
    """Follow the trails of all sequences back, side by side."""
    width, count = back.shape[0], len(order)
    steps = np.zeros((count, width), dtype=np.intp)
    steps[np.arange(count), lengths - 1] = last
    for at in range(width - 1, 0, -1):
        active = int(np.searchsorted(-lengths, -at, side="left"))
        rows = np.arange(active)
        steps[:active, at - 1] = back[at, rows, steps[:active, at]]
    paths: list[list[int]] = [[] for _ in order]
    for row, n in enumerate(order):
        paths[n] = steps[row, : lengths[row]].tolist()
    return paths
