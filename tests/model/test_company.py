"""Words that stand between the same words belong to one class."""

from __future__ import annotations

import pytest

from sumber.language.tokens import LOWER, TITLE
from sumber.model.company import NONE, company

ALIKE = [
    ("mengatakan", "membeberkan", LOWER),
    ("ujar", "tutur", LOWER),
    ("budi", "agus", TITLE),
    ("gubernur", "bupati", TITLE),
]


@pytest.mark.parametrize(("word", "other", "shape"), ALIKE)
def test_words_of_one_wide_class(word: str, other: str, shape: int) -> None:
    assert company(word, shape)[1] == company(other, shape)[1] != NONE[1]


def test_a_name_is_another_word_than_the_same_letters_in_lower_case() -> None:
    assert company("budi", TITLE) != company("budi", LOWER)


def test_an_unknown_word_has_no_class() -> None:
    assert company("zzkwarx", LOWER) == NONE
