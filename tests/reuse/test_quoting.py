"""Quotations are paired as the stage pairs them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.reuse.texts import read_all
from sumber.stages import marks

PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "''",
        "||",
        "\n",
        "\n\n",
        " ",
        ", ",
        ". ",
        "kata",
        "Ratri",
        '6"',
        " inci",
        "(",
        ")",
    ]
)


def quoted(text: str) -> list[tuple[int, int]]:
    data = np.frombuffer(text.encode(), np.uint8)
    found = read_all(data, np.zeros(1, np.int64), np.full(1, data.size)).quotes
    return [(int(start), int(end)) for start, end, *_ in found]


def by_stage(text: str) -> list[tuple[int, int]]:
    double = [(m.start(), m.end()) for m in marks.DOUBLE.finditer(text)]
    kept = [mark for mark in double if marks._is_mark_or_line(text, mark)]
    return [(q.content.start, q.content.end) for q in marks._pair(text, kept)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ('"Kami siap," kata Ratri.', ["Kami siap"]),
        ("”Kami siap,” kata Ratri.", ["Kami siap"]),
        ("“Satu.\n“Dua,” ujarnya.", ["Satu.", "Dua"]),
        ('Layar 6" inci itu "bagus".', ["bagus"]),
        ("tanpa tanda", []),
    ],
)
def test_contents_stand_between_the_marks(text: str, contents: list[str]) -> None:
    assert [text[start:end] for start, end in quoted(text)] == contents


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_marks_are_paired_as_by_the_stage(text: str) -> None:
    assert quoted(text) == by_stage(text)
