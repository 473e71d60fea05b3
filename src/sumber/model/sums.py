"""Sums of the weights of bundles of features, remembered because bundles recur.

The weights are half floats, so their sums in double precision are exact, in whatever order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Bundle: TypeAlias = tuple[str, ...]
Place: TypeAlias = Sequence[Bundle]
"""What is seen of one place of a sequence: bundles of features, each shared by many places."""
Floats: TypeAlias = npt.NDArray[np.floating]
Numbers: TypeAlias = npt.NDArray[np.int64]
Doubles: TypeAlias = npt.NDArray[np.float64]
MOST = 1 << 15
FIRST = 1 << 10


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
        self._known: dict[Bundle | int, int] = {(): 0}
        self._table: Doubles = np.zeros((FIRST, self._weights.shape[1]))

    def of(self, places: Sequence[Place]) -> Doubles:
        """Return the sum of the bundles of each place: an array places × width."""
        if len(self._known) > MOST:
            self._forget()
        known = self._known
        new = list({bundle for place in places for bundle in place if bundle not in known})
        if new:
            self._learn(new, new)
        sums: Doubles = self._table[[known[place[0]] if place else 0 for place in places]]
        longer = [(at, place) for at, place in enumerate(places) if len(place) > 1]
        turn = 1
        while longer:
            rows = [known[place[turn]] for _, place in longer]
            sums[[at for at, _ in longer]] += self._table[rows]
            turn += 1
            longer = [(at, place) for at, place in longer if len(place) > turn]
        return sums

    def of_numbers(self, numbers: Numbers, spell: Callable[[int], Bundle]) -> Doubles:
        """Return the sum of the bundles that the numbers of each place spell."""
        if len(self._known) > MOST:
            self._forget()
        flat, known = numbers.ravel().tolist(), self._known
        new = list({number for number in flat if number not in known})
        if new:
            self._learn(new, map(spell, new))
        rows = np.array([known[number] for number in flat]).reshape(numbers.shape)
        sums: Doubles = self._table[rows[:, 0]]
        for column in range(1, numbers.shape[1]):
            sums += self._table[rows[:, column]]
        return sums

    def of_features(self, lists: Sequence[Sequence[str]]) -> Doubles:
        """Return the sum of each list of features, which need not recur."""
        find = self._rows.get
        starts = list(accumulate(map(len, lists), initial=0))[:-1]
        rows = [find(feature, 0) for features in lists for feature in features]
        return np.add.reduceat(self._weights[rows], starts, axis=0)

    def _learn(self, keys: Sequence[Bundle | int], bundles: Iterable[Bundle]) -> None:
        """Add the sums of bundles not known so far, under their keys."""
        begin, find = len(self._known), self._rows.get
        rows = [[0, *filter(None, map(find, bundle))] for bundle in bundles]
        starts = list(accumulate(map(len, rows), initial=0))[:-1]
        sums = np.add.reduceat(self._weights[[row for own in rows for row in own]], starts, axis=0)
        while len(self._table) < begin + len(keys):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._table[begin : begin + len(keys)] = sums
        self._known.update(zip(keys, range(begin, begin + len(keys)), strict=True))
