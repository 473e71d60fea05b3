"""With little memory the rest goes to files, and the passages are the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from sumber.reuse.direct import LEAST_BATCH, batches_of
from sumber.reuse.finding import find
from sumber.reuse.grouping import cut_by, grouped
from sumber.reuse.shelving import AT_ONCE, Shelf
from sumber.reuse.texts import room_of
from tests.reuse.making import Row, Writer, article, table

WRITE = Writer(13)
FOOTER = WRITE.sentence(18)
STORIES = [WRITE.body(5) for _ in range(60)]
ROWS: list[Row] = [
    article(
        f"m{nth:03}",
        f"{STORIES[nth % 60]} {FOOTER} {WRITE.body(3)}",
        "ab"[nth % 2],
        day=nth % 80,
    )
    for nth in range(180)
]


def test_passages_are_the_same_with_little_memory() -> None:
    articles = table(ROWS)
    whole = find(articles)
    assert whole.passages.num_rows >= 180
    for memory in (1, 2 * articles["text"].nbytes):
        little = find(articles, memory=memory)
        assert little.passages.equals(whole.passages)
        assert little.left_out == whole.left_out


@pytest.mark.parametrize("pieces", [1, 7, 180])
@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
def test_passages_do_not_rest_on_how_the_table_is_cut(pieces: int, kind: pa.DataType) -> None:
    articles = table(ROWS)
    at = articles.column_names.index("text")
    cast = articles.set_column(at, "text", articles["text"].cast(kind))
    cut = pa.concat_tables(cast.slice(one, pieces) for one in range(0, len(ROWS), pieces))
    assert find(cut).passages.equals(find(articles).passages)


@pytest.mark.parametrize(("filed", "rooms"), [(False, False), (True, False), (True, True)])
def test_a_shelf_gives_back_what_was_put(filed: bool, rooms: bool) -> None:
    held: list[Any] = [np.arange(9), np.ones((4, 3), np.int16), np.empty(0, np.int32)]
    with Shelf(filed, rooms) as shelf:
        kept = [shelf.put(array) for array in held]
        room = shelf.room(5, np.int32)
        room[:] = 7
        shelf.let_go()
        assert room.tolist() == [7] * 5
        for array, back in zip(held, kept, strict=True):
            assert np.array_equal(back[:], array)
            assert np.array_equal(back[1:3], array[1:3])


def test_work_on_files_is_cut_into_small_pieces() -> None:
    with Shelf(True, True) as filed, Shelf(True, False) as held:
        assert filed.pieces(70 * AT_ONCE, 8) == 70
        assert filed.pieces(AT_ONCE, 8) == held.pieces(70 * AT_ONCE, 8) == 8


def test_texts_are_read_in_spans_that_memory_has_room_for() -> None:
    room = room_of(np.full(16_000, 20_000))
    spans = batches_of(room, 2 * LEAST_BATCH)
    assert [first for first, _ in spans[1:]] == [stop for _, stop in spans[:-1]]
    assert (spans[0][0], spans[-1][1]) == (0, 16_000)
    assert max(room[stop] - room[first] for first, stop in spans) <= 2 * LEAST_BATCH + room[1]
    assert len(spans) > len(batches_of(room, room[-1]))


def test_equal_keys_come_together_in_their_order() -> None:
    keys = np.array([5, 9, 5, 70, 9, 5, 64], np.int64)
    order, begins = cut_by(keys, 6, 2)
    assert order.tolist() == [0, 1, 2, 4, 5, 3, 6]
    assert begins.tolist() == [0, 5, 7]
    order, ends = grouped(keys, 2)
    assert order.tolist() == [0, 2, 5, 1, 4]
    assert ends.tolist() == [3, 5]
    assert grouped(keys, 1)[1].tolist() == [3, 5, 6, 7]
