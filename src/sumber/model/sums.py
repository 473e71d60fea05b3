"""Sums of the weights of bundles of features, remembered because bundles recur.

The weights are half floats, so their sums in double precision are exact, in whatever order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain, islice
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from sumber.language.words import WORDS
from sumber.model.haste import compiled
from sumber.model.numbered import UNKNOWN, Numbered

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

    Few features are in the model, so that many bundles hold the same ones: a sum is kept once for
    all of these. About ``MOST`` bundles are kept at the most; then the memory is emptied.
    ``weights`` is rows × width, row 0 empty; ``rows`` maps a feature to its row.
    """

    def __init__(self, rows: dict[str, int], weights: Floats) -> None:
        """Take the table of weights and the rows of the features."""
        self._rows = rows
        self._weights: Doubles = weights.astype(np.float64)
        self._forget()

    def _forget(self) -> None:
        self._known: dict[Bundle, int] = {(): 0}
        self._numbers = Numbered()
        self._seats: dict[tuple[int, ...], int] = {(): 0}
        self._sided: dict[str, list[int]] = {}
        self.table: Doubles = np.zeros((FIRST, self._weights.shape[1]))
        self._first = WORDS.first
        self._words: Numbers = np.full(FIRST, UNKNOWN, dtype=np.int64)

    def of(self, places: Sequence[Place]) -> Doubles:
        """Return the sum of the bundles of each place: an array places × width."""
        self._make_room()
        seats = self.seats_of([place[0] if place else () for place in places])
        sums: Doubles = self.table[seats]  # only now: what is new may have made it longer
        longer = [(at, place) for at, place in enumerate(places) if len(place) > 1]
        turn = 1
        while longer:
            own = self.seats_of([place[turn] for _, place in longer])
            sums[[at for at, _ in longer]] += self.table[own]
            turn += 1
            longer = [(at, place) for at, place in longer if len(place) > turn]
        return sums

    def seats_of_words(self, numbers: Numbers, spell: Callable[[int], Bundle]) -> Numbers:
        """Return where in ``table`` the sums of words stand, whose atoms their numbers spell."""
        self._make_room()
        while self._first + len(self._words) <= numbers.max(initial=0):
            self._words = np.append(self._words, np.full_like(self._words, UNKNOWN))
        seats = self._words[numbers - self._first]
        new = np.unique(numbers[seats == UNKNOWN])
        if len(new):
            self._words[new - self._first] = self._learn(map(spell, new.tolist()))
            seats = self._words[numbers - self._first]
        return seats

    def seats_of(self, bundles: list[Bundle]) -> Numbers:
        """Return where in ``table`` the sums of bundles stand."""
        known = self._known
        seats = list(map(known.get, bundles))
        if None in seats:
            new = list({bundle for bundle in bundles if bundle not in known})
            known.update(zip(new, self._learn(new), strict=True))
            seats = list(map(known.get, bundles))
        return np.array(seats, dtype=np.int64)

    def seats_of_numbers(self, numbers: Numbers, spell: Callable[[int], Bundle]) -> Numbers:
        """Return where in ``table`` the sums of the bundles stand that the numbers spell."""
        self._make_room()
        flat = numbers.ravel()
        seats = self._numbers.find(flat)
        new = np.unique(flat[seats == UNKNOWN])
        if len(new):
            learned = self._learn(map(spell, new.tolist()))
            self._numbers.put(new, np.array(learned, dtype=np.int64))
            seats = self._numbers.find(flat)
        return seats.reshape(numbers.shape)

    def of_numbers(self, numbers: Numbers, spell: Callable[[int], Bundle]) -> Doubles:
        """Return the sum of the bundles that the numbers of each place spell."""
        seats = self.seats_of_numbers(numbers, spell)
        sums: Doubles = self.table[seats[:, 0]]
        for column in range(1, seats.shape[1]):
            sums += self.table[seats[:, column]]
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

    def _make_room(self) -> None:
        kept = max(len(self._known), len(self._numbers), len(self._seats))
        if kept > MOST or self._first != WORDS.first:
            self._forget()

    def _learn(self, bundles: Iterable[Bundle]) -> list[int]:
        """Return where the sums of bundles stand; those of features not summed so far are added."""
        find, seats = self._rows.get, self._seats
        begin = len(seats)
        weighed = [tuple([r for f in bundle if (r := find(f))]) for bundle in bundles]
        found = [seats.setdefault(rows, len(seats)) for rows in weighed]
        self._add_rows(begin, [*islice(reversed(seats), len(seats) - begin)][::-1])
        return found

    def _add_rows(self, begin: int, new: list[tuple[int, ...]]) -> None:
        """Put the sums of rows of weights into the table."""
        if new:
            while len(self.table) < begin + len(new):
                self.table = np.concatenate([self.table, np.zeros_like(self.table)])
            rows = np.array(list(chain.from_iterable(new)), dtype=np.int64)
            edges = np.array([0, *accumulate(map(len, new))], dtype=np.int64)
            table, fast = self.table[begin : begin + len(new)], compiled()
            if fast is not None:
                fast.sum_rows(table, self._weights, rows, edges)
            else:
                table[:] = np.add.reduceat(self._weights[rows], edges[:-1], axis=0)
