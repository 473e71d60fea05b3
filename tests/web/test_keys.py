"""Ids and names as pieces of an address."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.web.keys import decode, encode


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_name_comes_back(name: str) -> None:
    key = encode(name)
    assert decode(key) == name
    assert re.fullmatch(r"[A-Za-z0-9_~+-]+", key)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("kawat-001", "kawat-001"),
        ("Recep Tayyip Erdo\u011fan", "Recep+Tayyip+Erdo~C4~9Fan"),
        ("a/b.json?x", "a~2Fb~2Ejson~3Fx"),
        ("1+1", "1~2B1"),
    ],
)
def test_keys_can_be_read(name: str, key: str) -> None:
    assert encode(name) == key


@pytest.mark.parametrize("key", ["", "a.b", "a/b", "a%20b", "~", "~2", "~2f", "~GG", "~FF", "a b"])
def test_what_is_no_key_means_nothing(key: str) -> None:
    assert decode(key) is None


def test_half_a_character_does_no_harm() -> None:
    assert encode("a\ud800b") == "a~3Fb"
