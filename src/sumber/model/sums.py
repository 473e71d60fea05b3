"""Sums of the weights of bundles of features, remembered because bundles recur.

The weights are half floats, so their sums in double precision are exact, in whatever order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Bundle: TypeAlias = tuple[str, ...]
Place: TypeAlias = Sequence[Bundle]
"""What is seen of one place of a sequence: bundles of features, each shared by many places."""


class Kept(tuple[str, ...]):
    """A bundle that is kept and met again: told from others by being itself, which is faster."""

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__


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
        self._known: dict[Any, int] = {(): 0}
        self._sided: dict[str, list[int]] = {}
        self._table: Doubles = np.zeros((FIRST, self._weights.shape[1]))

    def of(self, places: Sequence[Place]) -> Doubles:
        """Return the sum of the bundles of each place: an array places × width."""
        if len(self._known) > MOST:
            self._forget()
        sums: Doubles = self._table_of([place[0] if place else () for place in places])
        longer = [(at, place) for at, place in enumerate(places) if len(place) > 1]
        turn = 1
        while longer:
            sums[[at for at, _ in longer]] += self._table_of([place[turn] for _, place in longer])
            turn += 1
            longer = [(at, place) for at, place in longer if len(place) > turn]
        return sums

    def of_numbers(self, numbers: Numbers, spell: Callable[[int], Bundle]) -> Doubles:
        """Return the sum of the bundles that the numbers of each place spell."""
        if len(self._known) > MOST:
            self._forget()
        rows = np.array(self._places_of(numbers.ravel().tolist(), spell)).reshape(numbers.shape)
        sums: Doubles = self._table[rows[:, 0]]
        for column in range(1, numbers.shape[1]):
            sums += self._table[rows[:, column]]
        return sums

    def of_sides(self, lists: Sequence[Sequence[str]], sides: Sequence[str]) -> Doubles:
        """Return the sums of lists of features, each list seen from each side in turn.

        A feature's name begins with its side.
        """
        if len(self._sided) > MOST:
            self._sided.clear()
        known, find = self._sided, self._rows.get
        starts = list(accumulate(map(len, lists), initial=0))[:-1]
        features = list(chain.from_iterable(lists))
        for feature in {feature for feature in features if feature not in known}:
            known[feature] = [find(side + feature, 0) for side in sides]
        rows = np.array([known[feature] for feature in features])
        sums = np.add.reduceat(self._weights[rows], starts, axis=0)
        return sums.reshape(len(lists) * len(sides), -1)

    def _table_of(self, bundles: list[Bundle]) -> Doubles:
        places = self._places_of(bundles, tuple)
        return self._table[places]

    def _places_of(self, keys: list[Any], spell: Callable[[Any], Bundle]) -> list[Any]:
        """Return where the sums of keys stand; those not met before are learned."""
        known = self._known
        places = list(map(known.get, keys))
        if None in places:
            new = list({key for key in keys if key not in known})
            self._learn(new, map(spell, new))
            places = list(map(known.get, keys))
        return places

    def _learn(self, keys: Sequence[Any], bundles: Iterable[Bundle]) -> None:
        """Add the sums of bundles not known so far, under their keys."""
        begin = len(self._known)
        find = self._rows.get
        rows = [[0, *[find(feature, 0) for feature in bundle]] for bundle in bundles]
        starts = list(accumulate(map(len, rows), initial=0))[:-1]
        sums = np.add.reduceat(self._weights[[row for own in rows for row in own]], starts, axis=0)
        while len(self._table) < begin + len(keys):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._table[begin : begin + len(keys)] = sums
        self._known.update(zip(keys, range(begin, begin + len(keys)), strict=True))
