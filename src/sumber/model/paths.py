"""The best paths of many sequences of labels at once (Viterbi), most of the work left out.

1. A stretch of labels other than O gains at most what its places score above O and what its
   transitions gain. Where no stretch over a place can gain, that place is O for sure (the best sum
   of a stretch through each place, after Kadane): only what lies between such places is searched.
2. These stretches are searched side by side, step by step, the longest first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sumber.model.sums import Doubles, Floats, Numbers

Truths = npt.NDArray[np.bool_]
APART = 1e6
"""More than any stretch gains, so that none reaches over the edge of a sequence."""
SLACK = 1e-3
"""More than rounding takes off."""
ROWS = 1 << 12


class Stretches(NamedTuple):
    """Places that may hold other labels than O: where each stretch begins and how long it is.

    ``behind`` tells whether the sequence has a place before it, ``ahead`` whether one behind it.
    """

    starts: Numbers
    lengths: Numbers
    behind: Truths
    ahead: Truths


class Paths:
    """The search for the best paths through one table of transitions."""

    def __init__(self, transitions: Floats, outside: int) -> None:
        """Take the transitions, labels × labels, from row to column, and the number of O."""
        self._moves: Doubles = transitions.astype(np.float64)
        self._moves_to = np.ascontiguousarray(self._moves.T)
        self._outside = outside
        self._others = [label for label in range(len(transitions)) if label != outside]
        gains = self._moves - self._moves[outside, outside]
        self._into: Doubles = gains[:, self._others].max(axis=0)
        self._out = float(gains[self._others, outside].max(initial=-APART))

    def best(self, scores: Doubles, lengths: Numbers) -> list[int]:
        """Return the best labels of sequences whose places stand one behind the other."""
        flat = [self._outside] * len(scores)
        if len(scores):
            found = self._stretches(scores, lengths)
            if len(found.starts):
                self._search(scores, found, flat)
        return flat

    def leads(self, scores: Doubles, lengths: Numbers, path: Numbers) -> list[float]:
        """Return by how much each sequence scores on its path above O throughout."""
        if not len(path):
            return [0.0] * len(lengths)
        gains = scores[np.arange(len(path)), path] - scores[:, self._outside]
        moves = self._moves[path[:-1], path[1:]] - self._moves[self._outside, self._outside]
        ends = lengths.cumsum()
        moves[ends[(ends > 0) & (ends < len(path))] - 1] = 0.0
        gains[:-1] += moves
        sums = np.concatenate(([0.0], gains.cumsum()))
        found: list[float] = (sums[ends] - sums[ends - lengths]).tolist()
        return found

    def _stretches(self, scores: Doubles, lengths: Numbers) -> Stretches:
        """Return what may hold other labels than O; a place of its own parts the sequences.

        A place gains what its best label scores above O, with the best transition into that label;
        a stretch gains the sum of its places, with the best transition back to O.
        """
        ends = lengths.cumsum()
        heads = np.unique(ends - lengths)[: np.count_nonzero(lengths)]
        seats = np.arange(len(scores)) + np.repeat(np.arange(1, len(lengths) + 1), lengths)
        above = scores[:, self._others] - scores[:, self._outside, None]
        best = (above + self._into).max(axis=1, initial=-APART)
        best[heads] = (above[heads] + np.maximum(self._into, 0.0)).max(axis=1)
        best[ends[ends > 0] - 1] -= self._out
        gains = np.full(len(scores) + len(lengths) + 1, -APART)
        gains[seats] = best
        sums = gains.cumsum()
        most = np.maximum.accumulate(sums[::-1])[::-1] - np.minimum.accumulate(sums - gains)
        inside = gains > -APART
        live = (most + self._out + SLACK >= 0) & inside
        turns = np.flatnonzero(live[1:] != live[:-1])
        begins, stops = turns[::2] + 1, turns[1::2] + 1
        starts = np.searchsorted(seats, begins)
        return Stretches(starts, stops - begins, inside[begins - 1], inside[stops])

    def _search(self, scores: Doubles, found: Stretches, flat: list[int]) -> None:
        """Put the best labels of the stretches into ``flat``.

        Rows are laid out step by step: the first places of all stretches, then the second ones.
        """
        order = np.argsort(-found.lengths, kind="stable")
        starts, lengths = found.starts[order], found.lengths[order]
        active = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
        edges = np.concatenate([[0], active.cumsum()])
        step = np.repeat(np.arange(len(active)), active)
        rank = np.arange(len(step)) - edges[step]
        tails = edges[lengths - 1] + np.arange(len(starts))
        sums = scores[starts[rank] + step]
        sums[: len(starts)] += found.behind[order][:, None] * self._moves[self._outside]
        sums[tails] += found.ahead[order][:, None] * self._moves[:, self._outside]
        self._forward(sums, edges.tolist())
        before = self._before(sums, (edges[step - 1] + rank)[len(starts) :])
        labels = sums[tails].argmax(axis=1).tolist()
        rows = (edges - len(starts)).tolist()
        for n, (start, length) in enumerate(zip(starts.tolist(), lengths.tolist(), strict=True)):
            label = labels[n]
            for at in range(length - 1, 0, -1):
                flat[start + at] = label
                label = before[rows[at] + n][label]
            flat[start] = label

    def _forward(self, sums: Doubles, edges: list[int]) -> None:
        """Add to the score of each row and label that of the best way to it."""
        moves = self._moves[:, None]
        for at in range(1, len(edges) - 1):
            start, end, earlier = edges[at], edges[at + 1], edges[at - 1]
            ways = sums[earlier : earlier + end - start].T[:, :, None] + moves
            sums[start:end] += np.maximum.reduce(ways)

    def _before(self, sums: Doubles, earlier: Numbers) -> list[list[int]]:
        """Return for each row and label the label of the row before it on the best way."""
        found: list[list[int]] = []
        for start in range(0, len(earlier), ROWS):
            ways = sums[earlier[start : start + ROWS], None] + self._moves_to
            found += ways.argmax(axis=2).tolist()
        return found
