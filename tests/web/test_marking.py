"""Marks stand between the characters of a text and change none of them."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber import Article
from sumber.messages import speak
from sumber.render.safe import visible
from sumber.stages import annotate
from sumber.web.marking import LONG, Block, blocks, context_of, numbered, paragraphs_of

NEWS = (
    '"Air sudah surut. Warga boleh pulang," kata Kepala BPBD Rini Wardani, Selasa (14/5/2024).\n\n'
    "Menurut Rini, tanggul & pintu air <aman>. Ia meminta warga tetap waspada.\n"
    "Baca juga: Tanggul Jebol"
)


def words(found: list[Block]) -> str:
    """Return the characters of the text in the marked blocks, without the numbers."""
    bare = (re.sub(r'<a class="n".*?</a>', "", block.html) for block in found)
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)) for html in bare)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", visible(text))


@pytest.mark.parametrize("text", [NEWS, NEWS.replace("\n", " ") * 12, "", " \n ", "x"])
def test_the_text_stays_as_it_is(text: str) -> None:
    article = Article(id="a", text=text)
    found = paragraphs_of(article, annotate(article), {}, speak("en"))
    assert squeezed(words(found)) == squeezed(text)


@given(
    st.text(st.sampled_from('ab. "\n<&A'), max_size=300),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=6),
)
def test_any_spans_leave_any_text_as_it_is(text: str, spans: list[tuple[int, int]]) -> None:
    marked = [(min(s), max(s), "copy", n) for n, s in enumerate(spans)]
    assert squeezed(words(numbered(text, marked))) == squeezed(text)


@given(st.text(st.sampled_from('ab. "\nA'), max_size=4000))
def test_blocks_follow_each_other(text: str) -> None:
    found = list(blocks(text))
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert squeezed("".join(text[start:end] for start, end, _ in found)) == squeezed(text)


def test_long_lines_are_cut_between_sentences() -> None:
    line = "Air sudah surut di semua desa. " * 100
    found = list(blocks(line))
    assert len(found) > 3
    assert all(line[start:end].strip().endswith(".") for start, end, _ in found)
    assert max(end - start for start, end, _ in found) <= LONG
    assert [runs_on for _, _, runs_on in found] == [False] + [True] * (len(found) - 1)


def test_each_statement_has_its_card_where_it_begins() -> None:
    article = Article(id="a", text=NEWS)
    found = paragraphs_of(article, annotate(article), {"a-s0": "rini"}, speak("en"))
    cards = [card for block in found for card in block.cards]
    assert [card.number for card in cards] == list(range(1, len(cards) + 1))
    assert cards[0].who == "Rini Wardani"
    assert "14 May 2024" in cards[0].told
    assert found[-1].region == "related"


def test_context_cuts_no_word() -> None:
    text = "kata " * 200 + NEWS.splitlines()[0] + " lagi" * 200
    article = Article(id="a", text=text)
    notes = annotate(article)
    shown = unescape(
        re.sub(r"<[^>]*>", "", "".join(context_of(text, notes, notes.statements[0].id)))
    )
    assert "Air sudah surut" in shown
    assert set(shown.split()) <= set(text.split())
