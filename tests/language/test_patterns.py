"""A search by heads beside the plain one."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sumber.language.patterns import any_of, matches

PATTERN = re.compile(rf"(?<!x){any_of(['ab', 'abc', 'cab', 'c'])}")
HEADS = re.compile("[ac]")


@given(st.text(alphabet="abcx ", max_size=24))
def test_what_is_found_is_what_a_plain_search_finds(text: str) -> None:
    found = [match.span() for match in matches(HEADS, PATTERN, text)]
    assert found == [match.span() for match in PATTERN.finditer(text)]
