"""The claims of a pasted text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.checking import claims_of

CASES = [
    ("“Air sudah surut,” kata Rini Wardani.", [("direct", "Air sudah surut", "Rini Wardani")]),
    (
        "Rini Wardani mengatakan bahwa air sudah surut di muara.",
        [("indirect", "air sudah surut di muara", "Rini Wardani")],
    ),
    (
        "VIRAL!! “Kami akan tutup dapur umum” — Rini Wardani",
        [("direct", "Kami akan tutup dapur umum", "Rini Wardani")],
    ),
    (
        "Rini Wardani: besok semua sekolah libur panjang",
        [("indirect", "besok semua sekolah libur panjang", "Rini Wardani")],
    ),
    ("Catatan: besok semua sekolah libur panjang", [("bare", None, None)]),
    ("air rob sudah surut sore ini", [("bare", "air rob sudah surut sore ini", None)]),
    ("Air rob surut. Dapur umum kami tutup sore ini!", [("bare", "Air rob surut", None)] * 2),
    ("", []),
    ("?!", []),
    ("Rini.", []),
]


@pytest.mark.parametrize(("text", "claims"), CASES)
def test_claims(text: str, claims: list[tuple[str, str | None, str | None]]) -> None:
    found = claims_of(text)
    assert len(found) == len(claims)
    for claim, (kind, words, who) in zip(found, claims, strict=True):
        assert (claim.kind, claim.who) == (kind, who)
        if words is not None and claim is found[0]:
            assert " ".join(span.of(text) for span in claim.words) == words


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("“Air rob sudah surut,” kata Rini Wardani, Selasa (11/7/2023).", "2023-07-11"),
        ("“Air rob sudah surut sore ini” — Rini Wardani (11 Juli 2023)", "2023-07-11"),
        ("Rini Wardani: “Air rob sudah surut sore ini”, Juli 2023", "2023-07"),
        ("“Air rob sudah surut,” kata Rini Wardani.", None),
    ],
)
def test_the_day_of_a_claim(text: str, day: str | None) -> None:
    assert [claim.said_on for claim in claims_of(text)] == [day]


def test_a_day_at_the_end_may_be_part_of_the_words_or_not() -> None:
    text = "Rini Wardani mengatakan bahwa dapur umum sudah ditutup, pada 11 Juli 2023."
    (claim,) = claims_of(text)
    assert claim.instead is not None
    assert claim.instead.said_on == "2023-07-11"
    assert [span.of(text) for span in claim.instead.words] == ["dapur umum sudah ditutup"]


def test_of_a_mixed_claim_the_quoted_words_are_looked_up() -> None:
    text = "Camat Rini Wardani mengatakan pihaknya “menutup dapur umum sore ini” karena rob surut."
    (claim,) = claims_of(text)
    assert [span.of(text) for span in claim.words] == ["menutup dapur umum sore ini"]


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_any_text_has_claims_or_none(text: str) -> None:
    for claim in claims_of(text):
        for span in (*claim.contents, *claim.words):
            assert 0 <= span.start < span.end <= len(text)
