"""The words in their sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sumber.records import Span
from sumber.search.snippets import LONGEST, sentence_around, snippets_of

TEXT = (
    "Pagi itu cerah. Banjir rob surut di muara! Warga pulang.\nBanjir lain datang pukul 7.30 pagi."
)


def test_a_snippet_is_the_sentence_of_the_words() -> None:
    found = snippets_of(TEXT, [("banjir",), ("rob",)])
    assert [one.span.of(TEXT) for one in found] == [
        "Banjir rob surut di muara!",
        "Banjir lain datang pukul 7.30 pagi.",
    ]
    assert [mark.of(TEXT) for mark in found[0].marks] == ["Banjir", "rob"]


def test_a_phrase_is_one_mark() -> None:
    (found,) = snippets_of(TEXT, [("banjir", "rob")])
    assert [mark.of(TEXT) for mark in found.marks] == ["Banjir rob"]


def test_a_prefix_marks_whole_words() -> None:
    (found,) = snippets_of(TEXT, [], ["mua"])
    assert [mark.of(TEXT) for mark in found.marks] == ["muara"]


def test_nothing_found_is_no_snippet() -> None:
    assert snippets_of(TEXT, [("gempa",)]) == ()


def test_a_sentence_without_end_is_cut_around_the_words() -> None:
    text = "kata " * 500 + "jangkar " + "kata " * 500
    (found,) = snippets_of(text, [("jangkar",)])
    assert found.span.end - found.span.start <= LONGEST
    assert "jangkar" in found.span.of(text)


def test_the_sentence_around_a_span() -> None:
    start = TEXT.index("muara")
    assert sentence_around(TEXT, Span(start, start + 5)).span.of(TEXT).startswith("Banjir rob")


@given(st.text(alphabet='ab .!?\n"“”', max_size=200), st.sampled_from(["a", "b", "ab"]))
def test_marks_lie_in_their_snippets(text: str, word: str) -> None:
    for snippet in snippets_of(text, [(word,)]):
        assert 0 <= snippet.span.start < snippet.span.end <= len(text)
        for mark in snippet.marks:
            assert snippet.span.holds(mark)
            assert mark.of(text).lower() == word
