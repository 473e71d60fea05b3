"""The embedded engine: an in-memory DuckDB over Parquet files, kernels on all cores.

What does not fit into its memory is spilled into the working folder.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from sumber.corpus.batches import gathered
from sumber.corpus.versions import literal, literal_paths, settings
from sumber.engines import Tell
from sumber.engines.hands import run_on
from sumber.errors import CorpusError
from sumber.plan.steps import Kernel
from sumber.plan.working import SPILL

ROWS: Final = 2048
"""Rows of a table handed to a kernel at once."""
WRITTEN: Final = 50_000
"""Rows of a kernel's table written at once."""


class DuckDB:
    """Runs steps inside this process; see :class:`sumber.engines.Engine`."""

    def __init__(self, working: Path, *, master: str | None, memory: int, workers: int) -> None:
        self._workers = workers
        spill = working / SPILL
        spill.mkdir(parents=True, exist_ok=True)
        self._connection = duckdb.connect(
            config={
                **settings(),
                "temp_directory": str(spill),
                "memory_limit": f"{memory}B",
                "threads": workers,
                "preserve_insertion_order": "false",
            }
        )
        self._connection.execute("SET GLOBAL parquet_metadata_cache = true").fetchall()

    def show(self, name: str, files: Sequence[str], schema: Any) -> None:
        """Let later statements read Parquet files as the table ``name``."""
        if not files:
            blank = ", ".join(f"CAST(NULL AS {_sql(f.type)}) AS {_quoted(f.name)}" for f in schema)
            self.view(name, f"SELECT {blank} WHERE FALSE")
            return
        listed = ", ".join(map(literal, literal_paths(files)))
        read = f"read_parquet([{listed}], hive_partitioning = false, union_by_name = true)"
        with _told():
            try:
                self._define(name, f"SELECT {', '.join(map(_quoted, schema.names))} FROM {read}")
            except duckdb.BinderException:  # an older file lacks a column
                there = frozenset(self._connection.sql(f"FROM {read}").columns)
                columns = (_found(field, there) for field in schema)
                self._define(name, f"SELECT {', '.join(columns)} FROM {read}")

    def view(self, name: str, sql: str) -> None:
        """Let later statements read a SELECT as the table ``name``."""
        with _told():
            self._define(name, sql)

    def _define(self, name: str, sql: str) -> None:
        self._connection.execute(f"CREATE OR REPLACE VIEW {_quoted(name)} AS {sql}")

    def hold(self, name: str, sql: str, schema: Any) -> int:
        """Let later statements read a SELECT as the table ``name``; return how many rows."""
        held = f"SELECT {_cast(schema)} FROM ({sql})"
        with _told():
            made = self._connection.execute(f"CREATE OR REPLACE TABLE {_quoted(name)} AS {held}")
            return int(made.fetchall()[0][0])

    def drop(self, name: str) -> None:
        """Forget what is held under a name."""
        with _told(), suppress(duckdb.CatalogException):  # a table of files is a view
            self._connection.execute(f"DROP TABLE IF EXISTS {_quoted(name)}")

    def select(self, sql: str, schema: Any, into: Path) -> int:
        """Write the rows of a SELECT as Parquet files into a new folder; return how many."""
        with _told():
            written = self._connection.execute(
                f"COPY (SELECT {_cast(schema)} FROM ({sql})) TO {literal(str(into))} "
                "(FORMAT parquet, COMPRESSION lz4_raw, PER_THREAD_OUTPUT true)"
            ).fetchall()
        return int(written[0][0])

    def kernel(self, kernel: Kernel, sql: str, schema: Any, into: Path, tell: Tell) -> int:
        """Write what a kernel makes of a SELECT's rows into a new folder; return how many rows."""
        into.mkdir(parents=True)
        rows = 0
        with _told(), pq.ParquetWriter(into / "made.parquet", schema, compression="lz4") as file:
            made = run_on(kernel.run, self._batches(sql), self._workers, tell)
            fitted = (batch.select(schema.names).cast(schema) for batch in made)
            for table in gathered(fitted, schema, WRITTEN):
                file.write_table(table)
                rows += table.num_rows
        return rows

    def count(self, sql: str) -> int:
        """Return the one number that a SELECT gives."""
        with _told():
            found = self._connection.execute(sql).fetchall()
        return int(found[0][0])

    def read(self, sql: str, schema: Any) -> Any:
        """Return a reader of the rows of a SELECT, with exactly the columns of a schema."""
        batches = self._connection.cursor().sql(sql).to_arrow_reader(WRITTEN)
        return pa.RecordBatchReader.from_batches(schema, (one.cast(schema) for one in batches))

    def lanes(self) -> Sequence[DuckDB]:
        """Return an engine over the same tables for each core; they end with this one."""
        lanes = [copy(self) for _ in range(self._workers)]
        for lane in lanes:
            lane._connection = self._connection.cursor()
        return lanes

    def close(self) -> None:
        """Give back what the engine holds."""
        self._connection.close()

    def _batches(self, sql: str) -> Iterator[Any]:
        with self._connection.cursor() as cursor:
            yield from cursor.sql(sql).to_arrow_reader(ROWS)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the libraries raise into an error that says what to do."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise CorpusError(
            f"The memory set for this run is too small ({_first_line(error)}). "
            "Give it more with --memory and run the same command again; it goes on from there."
        ) from error
    except (duckdb.IOException, OSError, pa.ArrowException) as error:
        full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
        what = "The disk is full" if full or "No space left" in str(error) else _first_line(error)
        raise CorpusError(
            f"{what}. The corpus stays as it was. Set that right and run the same command again; "
            "it goes on from there."
        ) from error
    except duckdb.Error as error:
        raise CorpusError(
            f"DuckDB failed: {_first_line(error)}. The corpus stays as it was. Please report it."
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0].rstrip(".")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _found(field: Any, there: frozenset[str]) -> str:
    """Return a column of a file, null where the file lacks it."""
    name = _quoted(field.name)
    return name if field.name in there else f"CAST(NULL AS {_sql(field.type)}) AS {name}"


def _cast(schema: Any) -> str:
    """Return the columns of a schema, each as what it is there."""
    return ", ".join(
        f"CAST({_quoted(f.name)} AS {_sql(f.type)}) AS {_quoted(f.name)}" for f in schema
    )


def _sql(kind: Any) -> str:
    """Return the SQL type of an Arrow type."""
    if pa.types.is_list(kind):
        return f"{_sql(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        fields = ", ".join(f"{_quoted(field.name)} {_sql(field.type)}" for field in kind)
        return f"STRUCT({fields})"
    return _TYPES[kind]


_TYPES: Final = {
    pa.string(): "VARCHAR",
    pa.int16(): "SMALLINT",
    pa.int32(): "INTEGER",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.binary(): "BLOB",
    pa.timestamp("us", tz="UTC"): "TIMESTAMPTZ",
}
