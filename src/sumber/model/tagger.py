"""A linear-chain tagger (conditional random field, Lafferty et al. 2001) for inference alone.

Weights come from CRFsuite (see ``train``). Scores of all tokens of an article are summed in one
pass of NumPy; the best tag sequences are found for all sequences side by side (Viterbi).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
REMEMBERED = 1 << 15


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
        # Words recur: what their atoms weigh is looked up once.
        self._rows_of = lru_cache(maxsize=REMEMBERED)(self._find_rows)

    def _find_rows(self, atoms: tuple[str, ...]) -> tuple[int, ...]:
        return (0, *(row for row in map(self.atoms.get, atoms) if row is not None))

    def atom_scores(self, sequences: Sequence[Sequence[tuple[str, ...]]]) -> list[Floats]:
        """Score the atoms of every token at every offset: an array tokens × labels a sequence."""
        reach = max(abs(offset) for offset in self.offsets)
        rows, borders, places = self._rows(sequences, reach)
        if not places:
            return []
        flat = self.atom_weights[np.asarray(rows, dtype=np.int64)]
        flat = flat.reshape(len(rows), -1)
        sums = np.add.reduceat(flat, np.asarray(borders[:-1], dtype=np.int64), axis=0)
        sums = sums.reshape(len(sums), len(self.offsets), len(self.labels))
        total = np.zeros((len(sums), len(self.labels)), dtype=np.float32)
        for at, offset in enumerate(self.offsets):
            _add_shifted(total, sums[:, at], offset)
        return [total[start:end] for start, end in places]

    def _rows(
        self, sequences: Sequence[Sequence[tuple[str, ...]]], reach: int
    ) -> tuple[list[int], list[int], list[tuple[int, int]]]:
        """Lay all atoms in one list of rows, with empty tokens between sequences."""
        rows_of = self._rows_of
        rows: list[int] = [0] * reach
        borders: list[int] = list(range(reach))
        places: list[tuple[int, int]] = []
        for sequence in sequences:
            begin = len(borders)
            for atoms in sequence:
                borders.append(len(rows))
                rows.extend(rows_of(atoms))
            places.append((begin, len(borders)))
            for _ in range(reach):
                borders.append(len(rows))
                rows.append(0)
        borders.append(len(rows))
        return rows, borders, places

    def local_scores(self, sequences: Sequence[Sequence[Sequence[str]]]) -> list[Floats]:
        """Score the features of every place: an array places × labels a sequence."""
        scores = self._place_scores([place for places in sequences for place in places])
        edges = accumulate((len(places) for places in sequences), initial=0)
        return [scores[start:end] for start, end in pairwise(edges)]

    def _place_scores(self, places: Sequence[Sequence[str]]) -> Floats:
        rows: list[int] = []
        borders: list[int] = []
        find = self.local.get
        for features in places:
            borders.append(len(rows))
            rows.append(0)
            rows.extend([row for row in map(find, features) if row is not None])
        if not borders:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        return np.add.reduceat(self.local_weights[rows], borders, axis=0)

    def best(self, scores: Sequence[Floats]) -> list[list[int]]:
        """Return the best label numbers of each sequence."""
        if not scores:
            return []
        return _viterbi(scores, self.transitions)


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
    last = state.argmax(axis=1)
    paths: list[list[int]] = [[] for _ in scores]
    steps = back.tolist()
    for row, n in enumerate(order):
        paths[n] = _trace(steps, row, int(last[row]), lengths[row])
    return paths


def _trace(steps: list[list[list[int]]], row: int, last: int, length: int) -> list[int]:
    path = [last]
    for at in range(length - 1, 0, -1):
        path.append(steps[at][row][path[-1]])
    path.reverse()
    return path
