"""Sentences as rows of items: tokens, and whole quotations as one item each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.records import Article, Clause, Notes, Region, RegionKind, Span
from sumber.stages.clauses import QUOTATION
from sumber.stages.sentences import find_sentences


def clauses(text: str, *regions: Region) -> tuple[Clause, ...]:
    return find_sentences(Article(id="a", text=text), Notes(regions=regions)).clauses


CASES = [
    ("Air surut.", [["air", "surut", "."]]),
    ('"Air surut. Warga pulang," kata Rini.', [[QUOTATION, "kata", "rini", "."]]),
    (
        '"Air surut," kata Rini, "warga pulang."',
        [[QUOTATION, "kata", "rini", ",", QUOTATION]],
    ),
    (
        'Rini menyebut "Kali Bening" indah. Bagas diam.',
        [["rini", "menyebut", QUOTATION, "indah", "."], ["bagas", "diam", "."]],
    ),
    # a quotation inside another is no item of its own
    ("\"Kata dia 'air surut' tadi,\" ujar Rini.", [[QUOTATION, "ujar", "rini", "."]]),
    ("", []),
    ("   ", []),
]


@pytest.mark.parametrize(("text", "rows"), CASES)
def test_items(text: str, rows: list[list[str]]) -> None:
    assert [clause.lows for clause in clauses(text)] == rows


def test_items_tell_which_quotation_they_stand_for() -> None:
    text = '"Air surut," kata Rini. Bagas menjawab, "Warga pulang."'
    first, second = clauses(text)
    assert first.quoted == [0, -1, -1, -1]
    assert second.quoted[-1] == 1
    assert first.range(0, 1).of(text) == '"Air surut,"'
    assert first.range(1, 3).of(text) == "kata Rini"


OUTSIDE: list[RegionKind] = [
    "related",
    "prompt",
    "dateline",
    "byline",
    "disclaimer",
    "source",
    "caption",
]


@pytest.mark.parametrize("kind", OUTSIDE)
def test_what_is_not_body_gives_no_clause(kind: RegionKind) -> None:
    text = "Baca juga: Air Surut\nRini pulang."
    found = clauses(text, Region(Span(0, 20), kind))
    assert [clause.lows for clause in found] == [["rini", "pulang", "."]]


@pytest.mark.parametrize("kind", ["title", "heading"])
def test_headlines_are_read(kind: RegionKind) -> None:
    text = "Rini: Air Surut\nRini pulang."
    assert len(clauses(text, Region(Span(0, 15), kind))) == 2


PIECES = st.sampled_from(['"', "“", "”", "'", ". ", ", ", "\n", "Air ", "surut ", "kata ", "Rini"])
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join))


@given(TEXTS, st.integers(0, 40), st.integers(1, 20))
def test_items_are_apart_in_order_and_inside_the_text(text: str, start: int, size: int) -> None:
    region = Region(Span(start, start + size), "prompt")
    end = 0
    for clause in clauses(text, *([region] if start + size <= len(text) else [])):
        assert len(clause)
        for at in range(len(clause)):
            span = Span(clause.starts[at], clause.ends[at])
            assert end <= span.start < span.end <= len(text)
            assert (clause.lows[at] == QUOTATION) == (clause.quoted[at] >= 0)
            end = span.end
