"""What a word is, for index, query and marks alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.search.words import LONGEST, fold, folded_words, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Air sudah surut.", ["air", "sudah", "surut"]),
        ("Erdoğan dan E\u0301lok", ["erdogan", "dan", "elok"]),
        ("orang-orang, Jum'at", ["orang", "orang", "jum", "at"]),
        ("Rp1.500,00", ["rp1", "500", "00"]),
        ("itu.”Saya", ["itu", "saya"]),
        ("İZMİR", ["izmir"]),
        ("_kata_", ["kata"]),
        ("", []),
        ("“—”", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert folded_words(text) == words


def test_a_word_without_end_is_cut() -> None:
    assert fold("a" * 1000) == "a" * LONGEST
    assert folded_words("b" * 1000) == ["b" * LONGEST]


@given(st.text())
def test_places_are_those_of_the_text(text: str) -> None:
    words = words_of(text)
    assert words.folded == folded_words(text)
    for start, end, folded in zip(*words, strict=True):
        assert fold(text[start:end]) == folded
        assert " " not in folded
