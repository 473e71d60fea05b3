"""How capitalised words are profiled from unlabelled articles."""

from __future__ import annotations

import pytest

from train.profiles import LEAST_ARTICLES, Counts


def profiles(texts: list[str]) -> dict[str, str]:
    counts = Counts()
    for text in texts:
        counts.add(text)
    return dict(line.rsplit(" ", 1) for line in counts.lines())


TEXT = "Air surut, kata Wulan. Warga Desa Karangasem pulang dari PT Tanggulindo."


def test_words_are_profiled_by_the_seats_they_take() -> None:
    found = profiles([TEXT] * LEAST_ARTICLES)
    assert found["wulan"] == "4000"
    assert found["karangasem"][1] == "4"
    assert found["tanggulindo"][2] == "4"


def test_words_of_few_articles_are_left_out() -> None:
    assert profiles([TEXT] * (LEAST_ARTICLES - 1)) == {}
    assert profiles([f"{TEXT} {TEXT}"] * (LEAST_ARTICLES - 1)) == {}


def test_uses_in_lower_case_are_told() -> None:
    found = profiles(["Anak itu bernama Bunga. Ia memetik bunga, bunga, dan bunga."] * 6)
    assert found["bunga"][3] == "4"


@pytest.mark.parametrize("text", ["", "   ", "air surut sejak pagi", "12 34 , . !"])
def test_a_text_without_capitals_gives_no_profile(text: str) -> None:
    assert profiles([text] * 10) == {}
