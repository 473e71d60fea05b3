"""A linear-chain tagger (conditional random field, Lafferty et al. 2001) for inference alone.

Weights come from CRFsuite (see ``train``). Scores of all places of an article are summed in one
pass of NumPy; the best tag sequences are found for all sequences side by side (``paths``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, NamedTuple, TypeVar

import numpy as np

from sumber.model.haste import compiled
from sumber.model.paths import Paths
from sumber.model.sums import Bundle, Doubles, Floats, Numbers, Place, Sums

Item = TypeVar("Item")


class Row(NamedTuple):
    """A sequence of words by their numbers, and what else is told of some of its items."""

    words: Sequence[int]
    told: Sequence[tuple[int, Bundle]]


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
        self._moves: Doubles = transitions.astype(np.float64)
        self._atom_sums = Sums(atoms, atom_weights.reshape(len(atom_weights), -1))
        self._local_sums = Sums(local, local_weights)
        self._paths = Paths(transitions, self._outside)

    def atom_scores(self, sequences: Sequence[Sequence[Place]]) -> list[Doubles]:
        """Score the atoms of every token at every offset: an array tokens × labels a sequence."""
        edges = _edges(sequences)
        places = list(chain.from_iterable(sequences))
        scores = self._spread(self._atom_sums.of(places), edges)
        return [scores[start:end] for start, end in pairwise(edges.tolist())]

    def word_scores(
        self, seen: Sequence[Row], spell: Callable[[int], Bundle], rows: Numbers
    ) -> tuple[Doubles, Numbers]:
        """Score the words of the sequences ``rows``, one behind the other; and their lengths.

        ``spell`` gives the atoms of a word by its number.
        """
        edges = _edges([row.words for row in seen])
        words = np.array([number for row in seen for number in row.words], dtype=np.int64)
        told = [
            (start + at, bundle)
            for start, row in zip(edges.tolist(), seen, strict=False)
            for at, bundle in row.told
        ]
        places = np.array([at for at, _ in told], dtype=np.int64)
        order = np.argsort(places, kind="stable")
        seats = self._atom_sums.seats_of_words(words, spell)
        told_seats = self._atom_sums.seats_of([bundle for _, bundle in told])[order]
        scores = self._scores_of(seats, edges, places[order], told_seats)
        lengths = np.diff(edges)[rows]
        shifts = edges[rows] - (lengths.cumsum() - lengths)
        return scores[np.arange(lengths.sum()) + np.repeat(shifts, lengths)], lengths

    def _scores_of(
        self, seats: Numbers, edges: Numbers, places: Numbers, told_seats: Numbers
    ) -> Doubles:
        """Return the scores of items whose sums have these seats, and those of ``places`` more."""
        table = self._atom_sums.table
        fast = compiled()
        if fast is not None:
            offsets = np.array(self.offsets)
            found: Doubles = fast.word_scores(
                seats, edges, places, told_seats, table, offsets, len(self.labels)
            )
            return found
        sums = table[seats]
        heads = np.flatnonzero(np.diff(places, prepend=-1))
        if len(heads):
            sums[places[heads]] += np.add.reduceat(table[told_seats], heads, axis=0)
        return self._spread(sums, edges)

    def _spread(self, sums: Doubles, edges: Numbers) -> Doubles:
        """Add up what the tokens around each give to it, from a sum for each offset."""
        sums = sums.reshape(len(sums), len(self.offsets), len(self.labels))
        lengths = np.diff(edges)
        seats = np.arange(len(sums))
        behind = seats - np.repeat(edges[:-1], lengths)
        ahead = np.repeat(edges[1:], lengths) - seats
        total = np.zeros((len(sums), len(self.labels)))
        for at, offset in enumerate(self.offsets):
            inside = np.flatnonzero((behind + offset >= 0) & (ahead > offset))
            total[inside] += sums[inside + offset, at]
        return total

    def local_scores(self, sequences: Sequence[Sequence[Place]]) -> list[Doubles]:
        """Score the features of every place: an array places × labels a sequence."""
        scores = self._local_sums.of([place for sequence in sequences for place in sequence])
        edges = accumulate(map(len, sequences), initial=0)
        return [scores[start:end] for start, end in pairwise(edges)]

    def add_numbers(
        self, scores: Doubles, numbers: Numbers, spell: Callable[[int], Bundle]
    ) -> None:
        """Add the scores of places that are told by numbers, each of which spells features."""
        seats = self._local_sums.seats_of_numbers(numbers, spell)
        table = self._local_sums.table
        fast = compiled()
        if fast is not None:
            fast.add_places(scores, seats, table)
            return
        for column in range(seats.shape[1]):
            scores += table[seats[:, column]]

    def side_scores(self, lists: Sequence[Sequence[str]], sides: Sequence[str]) -> Doubles:
        """Score lists of features, each list seen from each side in turn."""
        return self._local_sums.of_sides(lists, sides)

    def best(self, scores: Sequence[Doubles]) -> list[list[int]]:
        """Return the best label numbers of each sequence."""
        lengths = np.array([len(rows) for rows in scores], dtype=np.int64)
        return _parted(self._paths.best(np.concatenate(scores), lengths), lengths) if scores else []

    def best_of(self, scores: Doubles, lengths: Numbers) -> tuple[list[list[str]], list[float]]:
        """Return the best labels of sequences whose scores stand one behind the other.

        And by how much each of these paths scores above the one that is O throughout.
        """
        fast = compiled()
        if fast is not None:
            path, above = fast.best_paths(scores, lengths, self._moves, self._outside)
            flat, leads = path.tolist(), above.tolist()
        else:
            flat = self._paths.best(scores, lengths)
            leads = self._paths.leads(scores, lengths, np.array(flat))
        labels = self.labels
        return _parted([labels[number] for number in flat], lengths), leads


def _edges(sequences: Sequence[Sequence[Any]]) -> Numbers:
    """Return where sequences that stand one behind the other begin, and where the last one ends."""
    return np.array([0, *accumulate(map(len, sequences))], dtype=np.int64)


def _parted(flat: list[Item], lengths: Numbers) -> list[list[Item]]:
    edges = accumulate(lengths.tolist(), initial=0)
    return [flat[start:end] for start, end in pairwise(edges)]
