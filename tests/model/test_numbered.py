"""The map from numbers to seats beside a dictionary."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sumber.model.numbered import UNKNOWN, Numbered

numbers = st.one_of(st.integers(0, 40), st.integers(-(2**62), 2**62))


@given(st.lists(st.lists(numbers, max_size=30), max_size=6), st.lists(numbers, max_size=30))
def test_it_gives_what_a_dictionary_gives(given_in_turn: list[list[int]], asked: list[int]) -> None:
    expected: dict[int, int] = {}
    found = Numbered()
    for some in given_in_turn:
        new = sorted(set(some) - expected.keys())
        seats = range(len(expected), len(expected) + len(new))
        expected.update(zip(new, seats, strict=True))
        found.put(np.array(new, dtype=np.int64), np.array(seats, dtype=np.int64))
    everything = [*asked, *expected]
    seats_found = found.find(np.array(everything, dtype=np.int64)).tolist()
    assert seats_found == [expected.get(number, UNKNOWN) for number in everything]
    assert len(found) == len(expected)


def test_it_grows() -> None:
    many = np.arange(20_000, dtype=np.int64) << 12
    found = Numbered()
    for part in np.array_split(many, 7):
        found.put(part, part >> 12)
    assert found.find(many).tolist() == list(range(20_000))
