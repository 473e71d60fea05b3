"""How a text is cut into tokens; the tables are the specification."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.language.tokens import LOWER, NUMBER, OTHER, TITLE, UPPER, shape, tokenise

WHOLE = [
    "anak-anak",
    "menpan-rb",
    "COVID-19",
    "Ke-3",
    "ma'af",
    "Jum’at",
    "Qur'an",
    "1.500",
    "2.000.000",
    "3,5",
    "16.30",
    "10/7",
    "2/7/2025",
    "kabarsungai.com",
    "kabar.co.id",
    "MoU",
    "İstana",
]


@pytest.mark.parametrize("word", WHOLE)
def test_what_stays_whole(word: str) -> None:
    assert tokenise(f"Ia {word} itu").words == ["Ia", word, "itu"]


APART = [
    ("Air surut.", ["Air", "surut", "."]),
    ('"Air surut," kata Rini', ['"', "Air", "surut", ",", '"', "kata", "Rini"]),
    ("ia/dia", ["ia", "/", "dia"]),
    ("surut.Warga", ["surut", ".", "Warga"]),
    ("surut,warga", ["surut", ",", "warga"]),
    ("S.H., M.H.", ["S", ".", "H", ".", ",", "M", ".", "H", "."]),
    ("(2/7)", ["(", "2/7", ")"]),
    ("kata😀dia", ["kata", "😀", "dia"]),
    ("Rp5.000,-", ["Rp5", ".", "000", ",", "-"]),
]


@pytest.mark.parametrize(("text", "words"), APART)
def test_what_comes_apart(text: str, words: list[str]) -> None:
    assert tokenise(text).words == words


GLUED = [
    # two words at the capital
    ("KonstitusiArum", ["Konstitusi", "Arum"]),
    ("sungaiWulan", ["sungai", "Wulan"]),
    ("DPRAdian", ["DPR", "Adian"]),
    # a name and a verb
    ("Juwitamenilai", ["Juwita", "menilai"]),
    ("Mahkamahmenyatakan", ["Mahkamah", "menyatakan"]),
    ("NATOmenggelar", ["NATO", "menggelar"]),
    # a name that stands alone elsewhere, and a small word
    ("Hidayat tiba. Hidayatsaat", ["Hidayat", "tiba", ".", "Hidayat", "saat"]),
]


@pytest.mark.parametrize(("text", "words"), GLUED)
def test_lost_blanks(text: str, words: list[str]) -> None:
    assert tokenise(text).words == words


@pytest.mark.parametrize("name", ["Hidayatyang", "Sekarmenari", "Arumdalu", "Wulandari"])
def test_a_word_that_only_looks_glued_stays_whole(name: str) -> None:
    assert tokenise(f"Warga bertemu {name} kemarin.").words[2] == name


@pytest.mark.xfail(strict=True, reason="a capital behind a small letter counts as a lost blank")
@pytest.mark.parametrize("word", ["iPhone", "McDonagh"])
def test_a_capital_inside_a_word(word: str) -> None:
    assert tokenise(word).words == [word]


SHAPES = [
    ("12", NUMBER),
    ("2/7", NUMBER),
    ("air", LOWER),
    ("anak-anak", LOWER),
    ("Rini", TITLE),
    ("A", TITLE),
    ("MoU", TITLE),
    ("DPR", UPPER),
    ("COVID-19", UPPER),
    (",", OTHER),
    ("“", OTHER),
]


@pytest.mark.parametrize(("word", "expected"), SHAPES)
def test_shapes(word: str, expected: int) -> None:
    assert shape(word) == expected


PIECES = st.sampled_from(
    [
        "Rini",
        "menilai",
        "KonstitusiArum",
        "DPR",
        "a",
        "İ",
        "'",
        "-",
        ".",
        " ",
        "\n",
        "1",
        "1/2",
        "ß",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join))


@given(TEXTS)
def test_tokens_are_exact_apart_and_leave_out_only_blanks(text: str) -> None:
    tokens = tokenise(text)
    end = 0
    for at in range(len(tokens)):
        assert text[end : tokens.starts[at]].strip() == ""
        assert text[tokens.starts[at] : tokens.ends[at]] == tokens.words[at] != ""
        assert tokens.lows[at] == tokens.words[at].lower()
        end = tokens.ends[at]
    assert text[end:].strip() == ""
