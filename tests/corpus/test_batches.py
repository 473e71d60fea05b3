"""Derived tables keep the order in which their rows were given."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from sumber.corpus import Corpus, annotating, batches
from sumber.corpus.store import writing
from sumber.plan.tables import BOILERPLATE
from sumber.records import Article
from tests.corpus.making import SIMPLE


def table(count: int) -> pa.Table:
    """Return rows of the catalogue with keys in order."""
    rows = [{"key": n, "article": "a", "start": 0, "end": 1, "articles": 1} for n in range(count)]
    return pa.Table.from_pylist(rows, schema=BOILERPLATE)


@pytest.mark.parametrize(("count", "expected"), [(0, [0]), (5, [5]), (25, [10, 10, 5])])
def test_rows_come_in_single_batches(
    count: int, expected: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "TOGETHER", 10)
    given = table(count)
    parts = list(batches.in_order(given.to_reader(max_chunksize=5)))
    assert [part.num_rows for part in parts] == expected
    assert all(part.column(0).num_chunks <= 1 for part in parts)
    assert pa.concat_tables(parts).equals(given)


def test_a_table_is_read_in_the_order_in_which_it_was_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)
    corpus = Corpus(tmp_path / "korpus")
    corpus.add_articles([Article(id="a", text="Satu.")], workers=1)
    given = table(60_000)
    with writing(corpus.folder) as writer:
        writer.relate({"boilerplate": given.to_reader(max_chunksize=8_000)}, None)
    assert corpus.table("boilerplate").column("key").equals(given.column("key"))
