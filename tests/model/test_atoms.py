"""What the models see of a word, and how an article's capitalised words are counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.language.tokens import shape
from sumber.model.atoms import Evidence, word
from sumber.model.profiles import PROFILES
from sumber.records import Article, Notes
from sumber.stages.sentences import find_sentences

CASES = [
    ("mengatakan", "c=before1"),
    ("kata", "c=after1"),
    ("katanya", "nya"),
    ("menurut", "c=according1"),
    ("Ketua", "c=role"),
    ("AKBP", "c=title"),
    ("Kementerian", "c=body"),
    ("dia", "c=pronoun"),
    ("Senin", "c=day"),
]


@pytest.mark.parametrize(("written", "atom"), CASES)
def test_words_show_their_class(written: str, atom: str) -> None:
    assert atom in word(written.lower(), shape(written)).atoms


@given(st.text(min_size=1, max_size=12).filter(lambda text: not text.isspace()))
def test_any_word_has_distinct_atoms_and_a_sign(written: str) -> None:
    found = word(written.lower(), shape(written))
    assert found.sign
    assert len(set(found.atoms)) == len(found.atoms)


def test_evidence_counts_over_the_whole_article() -> None:
    text = "Rini Wardani tiba. Air surut, kata Rini. Warga menyambut Rini."
    notes = find_sentences(Article(id="a", text=text), Notes())
    evidence = Evidence(notes.clauses)
    assert (evidence.capital["rini"], evidence.alone["rini"]) == (3, 2)
    assert evidence.alone["wardani"] == 0
    assert evidence.beside["rini"] == 1


def test_profiles_are_four_digits() -> None:
    assert PROFILES
    assert all(len(p) == 4 and set(p) <= set("01234") for p in PROFILES.values())
