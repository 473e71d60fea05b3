"""Nothing in an article's text may command the display, and no offset may move."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.render.safe import one_line, visible

ANY_TEXT = st.text(st.characters(codec=None))  # lone surrogates included


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mmerah\x1b[0m", "␛[31mmerah␛[0m"),
        ("bunyi\x07", "bunyi␇"),
        ("hapus\x7f", "hapus␡"),
        ("a\x9b31mb", "a\ufffd31mb"),
        ("\u202emalik", "\ufffdmalik"),
        ("\u2066a\u2069", "\ufffda\ufffd"),
        ("\ud800", "\ufffd"),
        ("satu\r\ndua", "satu \ndua"),
        ("satu\rdua", "satu␍dua"),
        ("a\tb", "a b"),
        ("a\u2028b\u0085c", "a\nb\nc"),
        ("café “é” ½ 🙂", "café “é” ½ 🙂"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANY_TEXT)
def test_length_stays_and_no_control_is_left(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if c != "\n" and unicodedata.category(c) in ("Cc", "Cs")]


@given(ANY_TEXT)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
