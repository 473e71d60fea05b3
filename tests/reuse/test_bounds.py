"""Hostile articles: all complete in little time, and what is left out is counted."""

from __future__ import annotations

import time

import pytest

from sumber.reuse.finding import find
from sumber.reuse.texts import LONGEST
from tests.reuse.making import Row, Writer, article, table

WRITE = Writer(7)
STORY = WRITE.body()


def copies(count: int) -> list[Row]:
    return [article(f"c{nth:05}", STORY, "a.example", day=nth % 80) for nth in range(count)]


def test_many_copies_of_one_article_stay_linear() -> None:
    few, many = find(table(copies(60))), find(table(copies(600)))
    assert many.passages.num_rows < 11 * few.passages.num_rows
    assert set(many.passages["kind"].to_pylist()) == {"copy"}
    assert many.left_out["repeated_texts"] == 600


def test_one_sentence_in_every_article_is_no_reuse() -> None:
    shared = WRITE.sentence(20)
    rows = [
        article(f"s{nth:03}", f"{WRITE.body(4)} {shared} {WRITE.body(4)}", day=nth % 80)
        for nth in range(120)
    ]
    assert find(table(rows)).passages.num_rows == 0


@pytest.mark.parametrize(
    "text",
    [
        "a " * LONGEST,
        STORY * 4000,
        '"' * 2 * LONGEST,
        "kata \n" * (LONGEST // 4),
        "ya" * LONGEST,
        "é" * LONGEST,
        '{"a": [1, 2]}, ' * (LONGEST // 10),
    ],
    ids=["letters", "stories", "marks", "lines", "one word", "wide letters", "data"],
)
def test_a_huge_article_is_cut_and_counted(text: str) -> None:
    find(table(copies(2)))
    began = time.monotonic()
    found = find(table([*copies(3), article("huge", text), article("huge again", text)]))
    assert found.left_out["long_texts"] == 2
    assert time.monotonic() - began < 60
    assert {("c00000", "c00001")} <= {(one["a"], one["b"]) for one in found.passages.to_pylist()}
