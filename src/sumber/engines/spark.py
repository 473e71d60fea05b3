"""Apache Spark as the engine: ``pip install 'sumber[spark]'`` and Java 17 or newer.

The same SELECTs and the same kernels as on the embedded engine, through ``spark.sql`` and
``mapInArrow``; nothing is put on the class path but PySpark's own jars. Every table goes through
Parquet in the working folder, which all machines of a cluster must see under the same path.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from sumber.engines import Tell
from sumber.engines.hands import narrow
from sumber.errors import CorpusError, UsageError
from sumber.plan.levels import files_in
from sumber.plan.steps import Batches, Kernel
from sumber.plan.working import SPILL

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TRIES: Final = 4
"""How often a task is tried whose process or machine died."""
ROWS: Final = 256
"""Rows of a table handed to a kernel at once."""
PARTS: Final = 3
"""Parts of a table for each core, so that no core waits long for the last part."""
LOG: Final = "spark.log"
"""The file in the working folder that takes what Spark itself has to say."""
LIMIT: Final = "1800s"
"""How long a kernel may be silent."""


class Spark:
    """Runs steps on a Spark cluster; see :class:`sumber.engines.Engine`."""

    def __init__(self, working: Path, *, master: str | None, memory: int, workers: int) -> None:
        if find_spec("pyspark") is None:
            raise UsageError("Spark is not installed: pip install 'sumber[spark]'.")
        (working / SPILL).mkdir(parents=True, exist_ok=True)
        self._held: dict[str, DataFrame] = {}
        with _stderr_to(working / LOG):
            self._spark = _session(working / SPILL, master, memory, workers)

    def show(self, name: str, files: Sequence[str], schema: Any) -> None:
        """Let later statements read Parquet files as the table ``name``."""
        told = _ddl(schema)
        with _told():
            rows = (
                self._spark.read.schema(told)
                .option("__globPaths__", "false")
                .parquet(*map(_address, files))
                if files
                else self._spark.createDataFrame([], told)
            )
            rows.createOrReplaceTempView(name)

    def view(self, name: str, sql: str) -> None:
        """Let later statements read a SELECT as the table ``name``."""
        with _told():
            self._spark.sql(sql).createOrReplaceTempView(name)

    def hold(self, name: str, sql: str, schema: Any) -> int:
        """Let later statements read a SELECT as the table ``name``; return how many rows."""
        with _told():
            self._held[name] = self._cast(sql, schema).persist()
            self._held[name].createOrReplaceTempView(name)
            return int(self._held[name].count())

    def drop(self, name: str) -> None:
        """Forget what is held under a name."""
        with _told():
            if name in self._held:
                self._held.pop(name).unpersist()

    def select(self, sql: str, schema: Any, into: Path) -> int:
        """Write the rows of a SELECT as Parquet files into a new folder; return how many."""
        with _told():
            self._cast(sql, schema).write.parquet(_address(str(into)))
        return _rows_in(into)

    def kernel(self, kernel: Kernel, sql: str, schema: Any, into: Path, tell: Tell) -> int:
        """Write what a kernel makes of a SELECT's rows into a new folder; return how many rows."""
        parts = self._spark.sparkContext.defaultParallelism * PARTS
        with _told(), warnings.catch_warnings():
            warnings.filterwarnings("ignore", "PySpark does not yet", FutureWarning)
            rows = self._spark.sql(sql).repartition(parts)
            made = rows.mapInArrow(_fitted(kernel.run, schema), _ddl(schema))
            made.write.parquet(_address(str(into)))
        return _rows_in(into)

    def count(self, sql: str) -> int:
        """Return the one number that a SELECT gives."""
        with _told():
            return int(self._spark.sql(sql).collect()[0][0])

    def lanes(self) -> Sequence[Spark]:
        """Return this engine alone: Spark itself spreads a statement over its cores."""
        return (self,)

    def close(self) -> None:
        """Give back what the engine holds."""
        self._spark.stop()

    def _cast(self, sql: str, schema: Any) -> DataFrame:
        from pyspark.sql.functions import col

        casts = [col(f"`{f.name}`").cast(_kind(f.type)).alias(f.name) for f in schema]
        return self._spark.sql(sql).select(*casts)


@contextmanager
def _stderr_to(path: Path) -> Iterator[None]:
    """Let a process that is started in the block write its errors into a file, all its life."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with path.open("ab") as file:
            os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _session(spill: Path, master: str | None, memory: int, workers: int) -> SparkSession:
    """Start Spark, or join the session that runs in this process already."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("sumber relate")
    for name, value in _settings(spill, memory).items():
        builder = builder.config(name, value)
    if (master or "local").startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.config("spark.sql.shuffle.partitions", str(workers * PARTS))
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
        builder = builder.config("spark.driver.host", "127.0.0.1")
    with _told():
        session: SparkSession = builder.master(master or f"local[{workers},{TRIES}]").getOrCreate()
    return session


def _settings(spill: Path, memory: int) -> dict[str, str]:
    """Return Spark's settings: SQL as the plan writes it, Arrow in small batches, no web page."""
    return {
        "spark.driver.memory": f"{memory >> 20}m",
        "spark.local.dir": str(spill),
        "spark.log.level": "FATAL",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.ansi.doubleQuotedIdentifiers": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS),
        "spark.sql.execution.pyspark.udf.idleTimeoutSeconds": LIMIT,
        "spark.sql.execution.pyspark.udf.killOnIdleTimeout": "true",
    }


def _fitted(run: Callable[[Batches], Batches], schema: Any) -> Callable[[Batches], Batches]:
    """Return a kernel that takes batches of a bounded size and gives exactly the columns asked."""

    def fitted(batches: Batches) -> Batches:
        for batch in batches:
            for part in narrow(batch):
                for made in run(iter((part,))):
                    yield made.select(schema.names).cast(schema)

    return fitted


def _rows_in(folder: Path) -> int:
    return sum(pq.read_metadata(file).num_rows for file in files_in(folder))


def _address(path: str) -> str:
    """Return a path on the machine's own or a mounted disk as Spark takes it, nothing escaped."""
    return f"file://{Path(path).absolute().as_posix()}"


def _ddl(schema: Any) -> str:
    return ", ".join(f"`{field.name}` {_kind(field.type)}" for field in schema)


def _kind(kind: Any) -> str:
    """Return Spark's name of an Arrow type."""
    if pa.types.is_list(kind):
        return f"ARRAY<{_kind(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"STRUCT<{', '.join(f'`{field.name}`: {_kind(field.type)}' for field in kind)}>"
    return _KINDS[kind]


_KINDS: Final = {
    pa.string(): "STRING",
    pa.int16(): "SMALLINT",
    pa.int32(): "INT",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.binary(): "BINARY",
    pa.timestamp("us", tz="UTC"): "TIMESTAMP",
}


@contextmanager
def _told() -> Iterator[None]:
    """Turn what Spark raises into an error that says what to do."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError, OSError) as error:
        what = str(error).strip().split("\n", 1)[0].rstrip(".")
        if "JAVA_GATEWAY_EXITED" in what:
            raise CorpusError(
                "Spark could not be started. It needs Java 17 or newer: on Debian, "
                "`apt install default-jre-headless`."
            ) from error
        full = "No space left" in str(error)
        raise CorpusError(
            f"{'The disk is full' if full else f'Spark failed: {what}'}. The corpus stays as it "
            "was. Set that right and run the same command again; it goes on from there."
        ) from error
