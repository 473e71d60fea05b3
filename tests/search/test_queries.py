"""What a user typed: every text has a meaning, only a huge one is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.errors import UsageError
from sumber.search.queries import LONGEST_QUERY, Part, parts_of


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("banjir rob", [Part(("banjir",)), Part(("rob",))]),
        ('"banjir rob"', [Part(("banjir", "rob"))]),
        ("“banjir rob” surut", [Part(("banjir", "rob")), Part(("surut",))]),
        ("banj*", [Part(("banj",), prefix=True)]),
        ("b*", [Part(("b",))]),
        ("-banjir rob", [Part(("banjir",), without=True), Part(("rob",))]),
        ('-"air rob"', [Part(("air", "rob"), without=True)]),
        ("orang-orang", [Part(("orang", "orang"))]),
        ('"belum tutup', [Part(("belum", "tutup"))]),
        ("rob rob", [Part(("rob",))]),
        ("AND ( [ :^ ~ /", [Part(("and",))]),
        ("text_words:rob OR 1=1", [
            Part(("text", "words", "rob")), Part(("or",)), Part(("1", "1"))]),
        ("", []),
    ],
)  # fmt: skip
def test_a_query_is_cut_into_parts(query: str, parts: list[Part]) -> None:
    assert parts_of(query) == parts


@given(st.text(max_size=300))
def test_no_query_is_a_mistake(query: str) -> None:
    assert all(part.words for part in parts_of(query))


def test_a_huge_query_is_refused() -> None:
    with pytest.raises(UsageError, match="10,000"):
        parts_of("a" * (LONGEST_QUERY + 1))
