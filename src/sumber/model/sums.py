"""Sums of the weights of bundles of features, remembered because bundles recur."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
MOST = 1 << 15
FIRST = 1 << 10


class Sums:
    """For each bundle of features the sum of their rows of weights.

    At most ``MOST`` bundles are kept; then the memory is emptied. ``weights`` is rows × width, row
    0 empty; ``rows`` maps a feature to its row.
    """

    def __init__(self, rows: dict[str, int], weights: Floats) -> None:
        """Take the table of weights and the rows of the features."""
        self._rows = rows
        self._weights = weights
        self._forget()

    def _forget(self) -> None:
        self._places: dict[tuple[str, ...], int] = {(): 0}
        self._table = np.zeros((FIRST, self._weights.shape[1]), dtype=np.float32)

    def of(self, bundles: Sequence[tuple[str, ...]]) -> Floats:
        """Return the sum of each bundle: an array bundles × width."""
        if len(self._places) > MOST:
            self._forget()
        known = self._places
        places = [known[b] if b in known else self._learn(b) for b in bundles]
        return self._table[places]

    def _learn(self, bundle: tuple[str, ...]) -> int:
        place = len(self._places)
        if place == len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        rows = [row for row in map(self._rows.get, bundle) if row is not None]
        if rows:
            self._table[place] = self._weights[rows].sum(axis=0)
        self._places[bundle] = place
        return place
