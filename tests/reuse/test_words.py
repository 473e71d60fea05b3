"""Words, their exact places and their numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.reuse.letters import PLANE
from sumber.reuse.rarity import numbers_of
from sumber.reuse.texts import LETTERS, read_all
from sumber.reuse.words import CAPITAL, NUMERIC, OPENS, place_of

PIECES = [*'7,.- \n"é', "Ratri", " ", " berkata ", "1.250", "kepemerintahannya"]


def places_of(text: str) -> list[tuple[int, int, int, int, int]]:
    """Return start, end, flags, first byte and the byte past the last of each word."""
    data = np.frombuffer(text.encode(), np.uint8)
    read = read_all(data, np.zeros(1, np.int64), np.full(1, data.size))
    found = []
    for word in range(read.counts[0]):
        start, end, first, stop = place_of(data, 0, data.size, read.checks, word, LETTERS)
        found.append((start, end, int(read.flags[word]), first, stop))
    return found


def words_of(text: str) -> list[str]:
    return [text[start:end] for start, end, *_ in places_of(text)]


TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("…", []),
        ("Ratri berkata.", ["Ratri", "berkata"]),
        ("anak-anak", ["anak", "anak"]),
        ("Rp1.250,75 juta.", ["Rp1.250,75", "juta"]),
        ("pukul 10.", ["pukul", "10"]),
        ("é́tude 🙂 çà", ["é́tude", "çà"]),
        ("\x00a\x00", ["a"]),
        ("𝒳 dan 漢字", ["𝒳", "dan", "漢字"]),
    ],
)
def test_words_stand_where_they_are(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text(max_size=80) | TEXTS)
def test_words_are_letters_in_order(text: str) -> None:
    last = 0
    for start, end, flags, first, stop in places_of(text):
        assert last <= start < end <= len(text)
        assert text[start:end].encode() == text.encode()[first:stop]
        assert flags <= OPENS | CAPITAL | NUMERIC
        last = end
    plain = [letter for letter in text if letter.isalnum() and ord(letter) < PLANE]
    assert [one for one in "".join(words_of(text)) if one.isalnum() and ord(one) < PLANE] == plain


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), min_size=1, max_size=12))
def test_folding_keeps_words_apart_and_together(text: str) -> None:
    capital = "".join(one.upper() if len(one.upper()) == 1 else one for one in text)
    again = "".join(one.lower() if len(one.lower()) == 1 else one for one in capital)
    if again == text and words_of(text):
        assert numbers_of(capital).tolist() == numbers_of(text).tolist()


def test_sentences_may_begin_at_glued_capitals() -> None:
    text = "Ia pulang.Mereka tinggal. dan 3.5 kali\nlagi"
    opening = [text[s:e] for s, e, flags, *_ in places_of(text) if flags & OPENS]
    assert opening == ["Ia", "Mereka", "dan", "lagi"]


@given(TEXTS, st.text(max_size=3))
def test_a_word_is_one_wherever_it_stands(before: str, behind: str) -> None:
    """Plain words are read at once where the text goes on, else letter by letter: both alike."""
    long = "sepenanggungan, Ratri 12 Ab kereta"
    alone = numbers_of(long).tolist()
    within = numbers_of(f"{before} {long} {behind}{' dan seterusnya' * 9}").tolist()
    assert alone in [within[at : at + len(alone)] for at in range(len(within))]
