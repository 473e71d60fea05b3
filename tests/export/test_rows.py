"""Tables and answers as rows: every row, every column, a batch at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sumber.corpus import Corpus
from sumber.corpus.schema import TABLES
from sumber.export.database import write_answer, write_database
from sumber.export.rows import Rows, rows_of_quotes, rows_of_table, write_rows
from sumber.export.views import NAMES
from tests.export.making import RELATED

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def written(corpus: Corpus, table: str, form: Any) -> bytes:
    out = io.BytesIO()
    with rows_of_table(corpus.snapshot(), table) as rows:
        write_rows(rows, form, out)
    return out.getvalue()


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_table_comes_whole_in_every_form(samples: Corpus, table: str) -> None:
    there = samples.table(table)
    parquet = pq.read_table(io.BytesIO(written(samples, table, "parquet")))
    assert sorted(map(str, parquet.select(there.column_names).to_pylist())) == sorted(
        map(str, there.to_pylist())
    )
    lines = written(samples, table, "jsonl").splitlines()
    assert len(lines) == there.num_rows
    assert all(set(there.column_names) <= set(json.loads(line)) for line in lines)
    cells = list(csv.DictReader(io.StringIO(written(samples, table, "csv").decode())))
    assert len(cells) == there.num_rows


def test_csv_gives_back_the_stored_spans(samples: Corpus) -> None:
    cells = csv.DictReader(io.StringIO(written(samples, "statements", "csv").decode()))
    back = {(row["article"], row["id"]): json.loads(row["contents"]) for row in cells}
    there = samples.table("statements").to_pylist()
    assert back == {(row["article"], row["id"]): row["contents"] for row in there}


@pytest.mark.parametrize("table", ["regions", "dates", "mentions", "quotations", "citations"])
def test_the_words_stand_beside_the_span(samples: Corpus, table: str) -> None:
    texts = {row["id"]: row["text"] for row in samples.table("articles").to_pylist()}
    lines = [json.loads(line) for line in written(samples, table, "jsonl").splitlines()]
    assert lines
    for row in lines:
        assert row["exact"] == texts[row["article"]][row["start"] : row["end"]]


def test_derived_tables_can_be_read_without_the_others(samples: Corpus) -> None:
    def first(table: str) -> Any:
        return json.loads(written(samples, table, "jsonl").splitlines()[0])

    texts = {row["id"]: row["text"] for row in samples.table("articles").to_pylist()}
    passage = first("passages")
    assert passage["a_exact"] == texts["gema-001"][10:40]
    assert passage["b_outlet"] == "Kawat Nusa"
    assert first("people")["exact"] == texts["gema-001"][236:251]
    assert first("speakers")["name"] == texts["gema-001"][236:251]
    assert first("variants")["exact"]
    assert first("links")["origin_outlet"] == "Kawat Nusa"
    assert first("stories")["title"]


def test_the_same_corpus_gives_the_same_bytes(samples: Corpus) -> None:
    for table in NAMES:
        assert written(samples, table, "csv") == written(samples, table, "csv")


def test_an_answer_comes_whole(samples: Corpus) -> None:
    out = io.BytesIO()
    with rows_of_quotes(samples.snapshot(), {"source": "Gandhi"}) as rows:
        count = write_rows(rows, "jsonl", out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == samples.quotes(
        source="Gandhi"
    ).to_pylist()
    assert count > 3


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_rows_are_written_as_they_come(form: Any) -> None:
    schema = pa.schema([("n", pa.int64()), ("quote", pa.string())])
    words = ["Kami siap, kata Rini. " * 10] * 2_000
    before, most = pa.total_allocated_bytes(), 0

    def coming() -> Iterator[Any]:
        nonlocal most
        for start in range(0, 400_000, 2_000):
            most = max(most, pa.total_allocated_bytes() - before)
            yield pa.RecordBatch.from_pydict(
                {"n": range(start, start + 2_000), "quote": words}, schema=schema
            )

    class Nowhere(io.RawIOBase):
        size = 0

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.size += len(data)
            return len(data)

    out = Nowhere()
    assert write_rows(Rows(schema, coming()), form, out) == 400_000  # type: ignore[arg-type]
    assert out.size > 10_000
    assert most < 8 * 2**20  # all of them are 90 MiB


def test_a_duckdb_file_holds_every_table_and_its_texts(samples: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "ko'rpus.duckdb"
    write_database(samples.snapshot(), path, NOW)
    with duckdb.connect(str(path), read_only=True) as file:
        for table in TABLES:
            names = [row[0] for row in file.sql(f"DESCRIBE {table}").fetchall()]
            assert names == TABLES[table].names
            whole = file.sql(f"SELECT count(*) FROM {table}").fetchall()[0][0]
            count = file.sql(f"SELECT count(*) FROM read_{table}").fetchall()[0][0]
            assert count == whole == samples.table(table).num_rows
        assert file.sql("FROM quotes").fetchall() == [
            tuple(row.values()) for row in samples.quotes().to_pylist()
        ]
        assert file.sql("SELECT sumber, made_at FROM about").fetchall()[0][1] == NOW
        assert file.sql("SELECT a_exact FROM read_passages").fetchall()


def test_a_duckdb_file_of_an_answer_holds_its_rows(samples: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "jawab.duckdb"
    write_answer(samples.snapshot(), {"source": "Gandhi", "kind": "direct"}, path, NOW)
    with duckdb.connect(str(path), read_only=True) as file:
        names = {row[0] for row in file.sql("SELECT who FROM quotes").fetchall()}
    assert names
    assert all("Gandhi" in name for name in names)


def test_every_derived_table_is_among_the_exports() -> None:
    assert set(RELATED) <= set(NAMES)
