"""Claimed words beside an article's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.checking.aligning import align, parts_of
from sumber.records import Span
from sumber.search.words import words_of

ARTICLE = (
    "Pagi itu ramai. “Kami tidak akan membiarkan satu pun warga Tanjungsari kelaparan selama "
    "banjir rob,” kata Rini Wardani."
)
SAID = "Kami tidak akan membiarkan satu pun warga Tanjungsari kelaparan selama banjir rob"


def compared(claim: str) -> tuple[str, bool, list[tuple[str, str, str]]] | None:
    found = align(parts_of(claim, [Span(0, len(claim))]), words_of(ARTICLE))
    if found is None:
        return None
    changes: list[tuple[str, str, str]] = [
        (c.kind, c.claim.of(claim) if c.claim else "", c.article.of(ARTICLE) if c.article else "")
        for c in found.changes
        if c.kind != "same"
    ]
    return " | ".join(span.of(ARTICLE) for span in found.spans), found.same, changes


@pytest.mark.parametrize(
    ("claim", "spans", "changes"),
    [
        (SAID, SAID, []),
        (SAID.upper() + "!", SAID, []),
        ("warga Tanjungsari kelaparan", "warga Tanjungsari kelaparan", []),
        (
            "Kami tidak akan membiarkan ... kelaparan selama banjir rob",
            "Kami tidak akan membiarkan | kelaparan selama banjir rob",
            [("cut", "", "satu pun warga Tanjungsari")],
        ),
        (
            "Kami tidak akan membiarkan [...] banjir rob",
            "Kami tidak akan membiarkan | banjir rob",
            [("cut", "", "satu pun warga Tanjungsari kelaparan selama")],
        ),
        (
            SAID.replace("kelaparan", "kedinginan"),
            SAID,
            [("changed", "kedinginan", "kelaparan")],
        ),
        (SAID.replace("tidak ", ""), SAID, [("left-out", "", "tidak")]),
        (SAID.replace("satu pun", "satu orang pun"), SAID, [("added", "orang", "")]),
        (SAID.replace("satu pun", "satupun"), SAID, []),
    ],
)
def test_changes(claim: str, spans: str, changes: list[tuple[str, str, str]]) -> None:
    assert compared(claim) == (spans, all(c[0] == "cut" for c in changes), changes)


def test_nothing_in_common_is_no_place() -> None:
    assert compared("gajah terbang melintasi khatulistiwa") is None


def test_parts_must_stand_in_their_order() -> None:
    found = compared("kelaparan selama banjir rob ... Kami tidak akan")
    assert found is None or not found[1]


@given(st.lists(st.sampled_from(["kami", "tidak", "warga", "rob"]), min_size=1, max_size=12))
def test_what_stands_there_is_the_same(words: list[str]) -> None:
    claim, article = " ".join(words), " ".join(["pagi", *words, "sore"])
    found = align(parts_of(claim, [Span(0, len(claim))]), words_of(article))
    assert found is not None
    assert found.same
    assert found.likeness == 1.0
    assert [span.of(article) for span in found.spans] == [claim]
