"""Sums of the weights of bundles of features, remembered because bundles recur.

The weights are half floats, so their sums in double precision are exact, in whatever order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Bundle: TypeAlias = tuple[str, ...]
Place: TypeAlias = Sequence[Bundle]
"""What is seen of one place of a sequence: bundles of features, each shared by many places."""
Floats: TypeAlias = npt.NDArray[np.floating]
Doubles: TypeAlias = npt.NDArray[np.float64]
MOST = 1 << 15
FIRST = 1 << 10
NOTHING: Place = ((),)


class Sums:
    """For each bundle of features the sum of their rows of weights.

    About ``MOST`` bundles are kept at the most; then the memory is emptied. ``weights`` is rows ×
    width, row 0 empty; ``rows`` maps a feature to its row.
    """

    def __init__(self, rows: dict[str, int], weights: Floats) -> None:
        """Take the table of weights and the rows of the features."""
        self._rows = rows
        self._weights: Doubles = weights.astype(np.float64)
        self._forget()

    def _forget(self) -> None:
        self._known: dict[Bundle, int] = {(): 0}
        self._table: Doubles = np.zeros((FIRST, self._weights.shape[1]))

    def of(self, places: Sequence[Place]) -> Doubles:
        """Return the sum of the bundles of each place: an array places × width."""
        if len(self._known) > MOST:
            self._forget()
        rows = self._rows_of(places)
        sums: Doubles = self._table[rows]
        if len(rows) == len(places):
            return sums
        starts = list(accumulate([len(place) or 1 for place in places], initial=0))[:-1]
        return np.add.reduceat(sums, starts, axis=0)

    def _rows_of(self, places: Sequence[Place]) -> list[int]:
        known = self._known
        try:
            return [known[bundle] for place in places for bundle in place or NOTHING]
        except KeyError:
            new = {b for place in places for b in place if b not in known}
            self._learn(list(new))
        return [known[bundle] for place in places for bundle in place or NOTHING]

    def _learn(self, bundles: list[Bundle]) -> None:
        """Add the sums of bundles not known so far."""
        begin, find = len(self._known), self._rows.get
        rows = [[0, *filter(None, map(find, bundle))] for bundle in bundles]
        starts = list(accumulate(map(len, rows), initial=0))[:-1]
        sums = np.add.reduceat(self._weights[[row for own in rows for row in own]], starts, axis=0)
        while len(self._table) < begin + len(bundles):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._table[begin : begin + len(bundles)] = sums
        self._known.update(zip(bundles, range(begin, begin + len(bundles)), strict=True))
