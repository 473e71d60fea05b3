"""Rows of a corpus to a stream, a batch at a time: CSV, JSON lines or Parquet, none left out.

1. A SELECT (:mod:`sumber.export.views`) runs over one state of the corpus.
2. Its batches are written as they come; what the engine must sort it spills to disk.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any, BinaryIO, Literal, NamedTuple, TypeAlias

import duckdb
import pyarrow as pa

from sumber import ask
from sumber.corpus.versions import Snapshot, damage
from sumber.errors import CorpusError
from sumber.export.views import QUOTES, read_by, view_of
from sumber.output import write_csv, write_jsonl

RowFormat: TypeAlias = Literal["csv", "jsonl", "parquet"]
BATCH = 2_000
"""Rows held at a time."""
MEMORY = "512MB"
"""What the engine may hold before it spills to disk."""


class Rows(NamedTuple):
    """The columns of an answer, and its rows as Arrow batches that can be taken once."""

    schema: Any
    batches: Iterator[Any]


@contextmanager
def rows_of_table(state: Snapshot, name: str) -> Iterator[Rows]:
    """Open a table with its texts, or all statements as ``quotes``, for reading row by row."""
    with opened(state, read_by(name)) as connection, reading(connection, view_of(name)) as rows:
        yield rows


@contextmanager
def rows_of_quotes(
    state: Snapshot, filters: Mapping[str, Any], order: str | None = None
) -> Iterator[Rows]:
    """Open the statements that fit; ``filters`` are the arguments of ``ask.quotes``."""
    own: dict[str, Any] = {} if order is None else {"order": order}
    sql, values = ask.quotes_query(**filters, **own)
    with opened(state, read_by(QUOTES)) as connection, reading(connection, sql, values) as rows:
        yield rows


def write_rows(rows: Rows, form: RowFormat, out: BinaryIO) -> int:
    """Write the rows to a stream; return how many there were."""
    counted = _Counted(rows.batches)
    if form == "parquet":
        _write_parquet(rows.schema, counted, out)
    elif form == "csv":
        write_csv(_plain(counted), rows.schema.names, out)
    else:
        write_jsonl(_plain(counted), out)
    return counted.rows


def plain_rows(rows: Rows) -> Iterator[dict[str, Any]]:
    """Yield the rows as plain values."""
    return _plain(rows.batches)


class _Counted:
    """Batches on their way through, and the number of rows that have passed."""

    def __init__(self, batches: Iterator[Any]) -> None:
        self.rows = 0
        self._batches = batches

    def __iter__(self) -> Iterator[Any]:
        for batch in self._batches:
            self.rows += batch.num_rows
            yield batch


def _plain(batches: Any) -> Iterator[dict[str, Any]]:
    for batch in batches:
        yield from batch.to_pylist()


def _write_parquet(schema: Any, batches: Any, out: BinaryIO) -> None:
    import pyarrow.parquet as pq

    # a pipe cannot tell where it stands: Arrow must count for itself
    with pq.ParquetWriter(pa.PythonFile(out, mode="w"), schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


@contextmanager
def opened(state: Snapshot, tables: tuple[str, ...]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the tables of one state for a question, with bounded memory and the macros of ask."""
    with state.connect(*tables) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        ask.prepare(connection)
        yield connection


@contextmanager
def reading(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    values: Mapping[str, Any] | None = None,
    batch: int = BATCH,
) -> Iterator[Rows]:
    """Run a SELECT and open its answer, ``batch`` rows at a time.

    Raises ``CorpusDamaged`` where a table cannot be read.
    """
    try:
        reader = connection.sql(sql, params=dict(values or {})).to_arrow_reader(batch)
    except duckdb.OutOfMemoryException as error:
        raise _too_much(error) from error
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        raise damage("corpus", error) from error
    with closing(_told(reader)) as batches:
        yield Rows(reader.schema, batches)


def _told(reader: Any) -> Generator[Any, None, None]:
    """Yield the batches; what the engine raises on its way becomes ``CorpusDamaged``."""
    try:
        yield from reader
    except duckdb.OutOfMemoryException as error:
        raise _too_much(error) from error
    except (duckdb.Error, OSError, pa.ArrowInvalid) as error:
        raise damage("corpus", error) from error


def _too_much(error: Exception) -> CorpusError:
    return CorpusError(
        f"The answer needs more than {MEMORY} of memory at once ({error.args[0].splitlines()[0]}). "
        "Choose a part of it with --since, --until or --outlet."
    )
