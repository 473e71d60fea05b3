"""Strings sorted by their bytes come in the order in which Arrow sorts them."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.reuse.direct import bytes_of
from sumber.reuse.ordering import one_each, ranks_of

STRINGS = st.lists(
    st.none() | st.text(st.characters(exclude_characters="\0", codec="utf-8")),
    min_size=1,
)


def ranks(strings: list[str | None]) -> list[int]:
    column = pa.chunked_array([pa.array(strings, pa.string())])
    found: list[int] = ranks_of(column.combine_chunks(), bytes_of(column)).tolist()
    return found


@given(STRINGS)
def test_ranks_are_in_the_order_of_the_strings(strings: list[str | None]) -> None:
    found = ranks(strings)
    given_order = pc.sort_indices(pa.array(strings, pa.string())).to_pylist()
    sorted_ranks = [found[at] for at in given_order]
    assert sorted_ranks == sorted(sorted_ranks)
    equal = {(one, two) for one, two in zip(strings, found, strict=True)}
    assert len(equal) == len(set(strings)) == len(set(found))


@pytest.mark.parametrize("stem", ["", "https://berita.example/2026/", "a" * 80])
def test_long_strings_that_begin_alike_are_told_apart(stem: str) -> None:
    strings = [f"{stem}{tail}" for tail in ("b", "", "ba", "a" * 60 + "c", "a" * 60 + "b", "b")]
    found = ranks([*strings, None])
    in_order = sorted(set(strings))
    assert [sorted(set(found)).index(one) for one in found] == [
        *(in_order.index(one) for one in strings),
        len(in_order),
    ]


def test_equal_ranks_get_places_of_their_own() -> None:
    column = pa.chunked_array([pa.array(["b", "a", "b", "a"])])
    assert one_each(ranks_of(column.combine_chunks(), bytes_of(column))).tolist() == [2, 0, 3, 1]
