from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sumber.language.anchors import Anchors
from sumber.language.patterns import any_of
from sumber.language.tokens import tokenise

PHRASES = ["X", "akun", "akun X", "akun resmi", "di laman", "TikTok"]
PIECES = st.sampled_from([*PHRASES, "-nya", "nya", " ", "-", "_", "5", "tik", "laman", ".", "é"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_phrases_are_found_where_no_letter_stands_before(text: str) -> None:
    """As a search over the whole text finds them, from left to right."""
    pattern = re.compile(rf"(?<![^\W\d_])(?:{any_of(PHRASES)})")
    found = [match.span() for match in Anchors(PHRASES).find(text, tokenise(text))]
    spans = [span for span in found if not text[span[0] - 1 : span[0]].isalpha()]
    assert spans == [match.span() for match in pattern.finditer(text)]
