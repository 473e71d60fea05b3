"""A linear-chain tagger (conditional random field, Lafferty et al. 2001) for inference alone.

Weights come from CRFsuite (see ``train``). Scores of all places of an article are summed in one
pass of NumPy; the best tag sequences are found for all sequences side by side (``paths``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, chain, pairwise
from typing import TypeVar

import numpy as np

from sumber.model.paths import Paths
from sumber.model.sums import Bundle, Doubles, Floats, Numbers, Place, Sums

Item = TypeVar("Item")


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
        self._paths = Paths(transitions, self._outside)

    def atom_scores(self, sequences: Sequence[Sequence[Place]]) -> list[Doubles]:
        """Score the atoms of every token at every offset: an array tokens × labels a sequence."""
        scores, lengths = self.word_scores(sequences, np.arange(len(sequences)))
        return [
            scores[end - length : end]
            for end, length in zip(lengths.cumsum(), lengths, strict=True)
        ]

    def word_scores(
        self, sequences: Sequence[Sequence[Place]], rows: Numbers
    ) -> tuple[Doubles, Numbers]:
        """Score the atoms of the sequences ``rows``, one behind the other; and their lengths."""
        gap: list[Place] = [()] * max(abs(offset) for offset in self.offsets)
        places = [*gap, *chain.from_iterable(chain(sequence, gap) for sequence in sequences)]
        sums = self._atom_sums.of(places)
        sums = sums.reshape(len(places), len(self.offsets), len(self.labels))
        total = np.zeros((len(places), len(self.labels)))
        for at, offset in enumerate(self.offsets):
            _add_shifted(total, sums[:, at], offset)
        whole = np.array([len(sequence) for sequence in sequences], dtype=np.int64)
        starts = (whole + len(gap)).cumsum() - whole
        lengths = whole[rows]
        shifts = starts[rows] - (lengths.cumsum() - lengths)
        return total[np.arange(lengths.sum()) + np.repeat(shifts, lengths)], lengths

    def local_scores(self, sequences: Sequence[Sequence[Place]]) -> list[Doubles]:
        """Score the features of every place: an array places × labels a sequence."""
        scores = self._local_sums.of([place for sequence in sequences for place in sequence])
        edges = accumulate(map(len, sequences), initial=0)
        return [scores[start:end] for start, end in pairwise(edges)]

    def number_scores(self, numbers: Numbers, spell: Callable[[int], Bundle]) -> Doubles:
        """Score places that are told by numbers, each of which spells features."""
        return self._local_sums.of_numbers(numbers, spell)

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
        flat = self._paths.best(scores, lengths)
        labels = self.labels
        leads = self._paths.leads(scores, lengths, np.array(flat))
        return _parted([labels[number] for number in flat], lengths), leads


def _parted(flat: list[Item], lengths: Numbers) -> list[list[Item]]:
    edges = accumulate(lengths.tolist(), initial=0)
    return [flat[start:end] for start, end in pairwise(edges)]


def _add_shifted(total: Doubles, part: Doubles, offset: int) -> None:
    """Add to token ``t`` what the token at ``t + offset`` gives."""
    if offset == 0:
        total += part
    elif offset > 0:
        total[:-offset] += part[offset:]
    else:
        total[-offset:] += part[:offset]
