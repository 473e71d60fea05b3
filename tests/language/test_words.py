"""Words as numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.language import words
from sumber.language.words import LOWER, NOTHING, TITLE, Words, shape


@given(st.lists(st.text(min_size=1, max_size=4), max_size=20))
def test_a_number_stands_for_one_look(written: list[str]) -> None:
    kept = Words()
    for word, (low, own, number) in zip(written, kept.known(written), strict=True):
        assert (low, own) == (word.lower(), shape(word)) == kept.look(number)
        assert number == kept.number((low, own)) > kept.first


def test_nothing_has_the_first_number() -> None:
    assert Words().look(0) == NOTHING


def test_numbers_of_words_forgotten_are_not_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST", 1)
    kept = Words()
    before = [number for _, _, number in kept.known(["air", "surut"])]
    kept.make_room()
    after = kept.number(("air", LOWER))
    assert max(before) < kept.first < after
    assert kept.look(after) == ("air", LOWER)


def test_a_column_tells_each_word_once(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, asked = Words(), []
    monkeypatch.setattr(words, "WORDS", kept)

    def tell(look: tuple[str, int]) -> int:
        asked.append(look)
        return len(look[0])

    column = words.Column(tell)
    for _ in range(2):
        numbers = [number for _, _, number in kept.known(["air", "Surut", "air"])]
        assert column.of(np.array(numbers)).tolist() == [3, 5, 3]
    assert asked == [NOTHING, ("air", LOWER), ("surut", TITLE)]
