"""What leaves as rows can be made facts again: Parquet, DuckDB and CSV hold every column."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sumber.corpus import Corpus
from sumber.corpus.facts import FACTS
from sumber.corpus.rows import articles_of, facts_of, notes_of
from sumber.corpus.schema import TABLES
from sumber.export.database import write_database
from sumber.export.rows import rows_of_table, write_rows

Read = Callable[[Corpus, str, Path], Any]


def by_parquet(corpus: Corpus, table: str, _: Path) -> Any:
    out = io.BytesIO()
    with rows_of_table(corpus.snapshot(), table) as rows:
        write_rows(rows, "parquet", out)
    return pq.read_table(out).select(TABLES[table].names).cast(TABLES[table])


def by_duckdb(corpus: Corpus, table: str, folder: Path) -> Any:
    path = folder / "korpus.duckdb"
    if not path.exists():
        write_database(corpus.snapshot(), path, datetime.now(UTC))
    with duckdb.connect(str(path), read_only=True) as file:
        found = file.sql(f"SELECT * FROM {table}").to_arrow_table().cast(TABLES[table])
    keys = ("article", "nth") if table in FACTS else ("id",)
    return found.sort_by([(key, "ascending") for key in keys])


def by_csv(corpus: Corpus, table: str, _: Path) -> Any:
    out = io.BytesIO()
    with rows_of_table(corpus.snapshot(), table) as rows:
        write_rows(rows, "csv", out)
    cells = csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""))
    return pa.Table.from_pylist(
        [{f.name: _value(row[f.name], f.type) for f in TABLES[table]} for row in cells],
        schema=TABLES[table],
    )


def _value(cell: str, kind: Any) -> Any:
    if pa.types.is_list(kind) and pa.types.is_string(kind.value_type):
        return cell.split("; ") if cell else []
    if cell == "":
        return None
    if pa.types.is_nested(kind):
        return json.loads(cell)
    if pa.types.is_timestamp(kind):
        return datetime.fromisoformat(cell)
    return pa.scalar(cell).cast(kind).as_py()


@pytest.mark.parametrize("read", [by_parquet, by_duckdb, by_csv])
def test_rows_are_facts_again(samples: Corpus, read: Read, tmp_path: Path) -> None:
    articles = articles_of(read(samples, "articles", tmp_path))
    facts = {table: facts_of(table, read(samples, table, tmp_path)) for table in FACTS}
    back = [
        (article, notes_of({table: own.get(article.id, []) for table, own in facts.items()}))
        for article in articles
    ]
    there = list(samples.annotated())
    if read is by_csv:  # an empty cell is nothing: an empty text and none look alike
        assert [n.statements for _, n in back] == [n.statements for _, n in there]
        assert [n.citations for _, n in back] == [n.citations for _, n in there]
    else:
        assert back == there
