"""Two contents side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.asking.variants import compare
from sumber.relations.runs import chosen_grams
from sumber.relations.spoken import fold
from sumber.relations.wordings import likeness

BASE = fold("tanggul di hulu sungai lembah sudah kami perkuat dengan enam ribu karung pasir")


@pytest.mark.parametrize(
    ("other", "low", "high"),
    [
        (BASE, 1.0, 1.0),
        ([*BASE, "tadi", "malam"], 0.85, 0.99),
        (BASE[3:], 0.8, 0.97),
        (
            [
                "harga",
                "cabai",
                "di",
                "pasar",
                "kenanga",
                "naik",
                "dua",
                "kali",
                "lipat",
                "sejak",
                "pekan",
                "lalu",
            ],
            0.0,
            0.0,
        ),
        ([], 0.0, 0.0),
    ],
)
def test_likeness_falls_with_what_changes(other: list[str], low: float, high: float) -> None:
    for one, two in ((BASE, other), (other, BASE)):
        assert low <= likeness(one, two).score <= high


def test_numbers_on_both_sides_that_differ_clash() -> None:
    a = [*BASE, "senilai", "12", "miliar"]
    assert likeness(a, [*BASE, "senilai", "15", "miliar"]).clash
    assert not likeness(a, BASE).clash


WORDS = st.lists(
    st.sampled_from(fold("air batu cabai dusun embun fajar gula hujan")),
    max_size=30,
)


@given(WORDS, WORDS)
def test_likeness_stays_in_its_bounds(a: list[str], b: list[str]) -> None:
    found = likeness(a, b)
    assert 0 <= found.score <= 1
    assert 0 <= found.within <= 1
    assert (found.score == 1.0) == (a == b and bool(a))


@given(st.lists(st.integers(0, 500).map(str), min_size=6, max_size=6), WORDS, WORDS)
def test_six_words_in_common_share_a_run(common: list[str], a: list[str], b: list[str]) -> None:
    assert chosen_grams([*a, *common, *b, "x"]) & chosen_grams(["y", *b, *common, *a])


@given(st.text(max_size=80), st.text(max_size=80))
def test_changes_cover_both_texts_in_order(first: str, quote: str) -> None:
    at = before = 0
    for one in compare(first, quote):
        assert at <= one.start <= one.end <= len(quote)
        assert before <= one.first_start <= one.first_end <= len(first)
        at, before = one.end, one.first_end
