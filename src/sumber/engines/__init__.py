"""The engines that run the steps of a plan: DuckDB inside this process, or Apache Spark.

Both take the same SELECTs and the same kernels and write the same rows; a table goes from one step
to the next as Parquet files in the working folder of a run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal, Protocol, TypeAlias

from sumber.errors import UsageError
from sumber.plan.steps import Kernel

EngineName: TypeAlias = Literal["duckdb", "spark"]
HOMES: Final[dict[str, str]] = {
    "duckdb": "sumber.engines.duckdb:DuckDB",
    "spark": "sumber.engines.spark:Spark",
}

Tell: TypeAlias = Callable[[int], None]
"""Called with the rows of its input that a kernel has taken so far."""


class Engine(Protocol):
    """What a plan asks of an engine. Whatever fails raises ``CorpusError`` with what to do."""

    def show(self, name: str, files: Sequence[str], schema: Any) -> None:
        """Let later statements read Parquet files as the table ``name``.

        A column of the schema that a file lacks reads as null.
        """

    def view(self, name: str, sql: str) -> None:
        """Let later statements read a SELECT as the table ``name``, computed where it is read."""

    def hold(self, name: str, sql: str, schema: Any) -> int:
        """Let later statements read a SELECT as the table ``name``, computed once, until dropped.

        For what is small and read more than once. Return how many rows it has.
        """

    def drop(self, name: str) -> None:
        """Forget what is held under a name."""

    def select(self, sql: str, schema: Any, into: Path) -> int:
        """Write the rows of a SELECT as Parquet files into a new folder; return how many."""

    def kernel(self, kernel: Kernel, sql: str, schema: Any, into: Path, tell: Tell) -> int:
        """Write what a kernel makes of a SELECT's rows into a new folder; return how many rows."""

    def count(self, sql: str) -> int:
        """Return the one number that a SELECT gives."""

    def lanes(self) -> Sequence[Engine]:
        """Return engines over the same tables that threads may use side by side; one: this one."""

    def close(self) -> None:
        """Give back what the engine holds."""


def open_engine(
    name: EngineName, working: Path, *, master: str | None = None, memory: int, workers: int
) -> Engine:
    """Start an engine that spills into ``working``.

    ``memory`` is how many bytes it may take, ``workers`` on how many cores it runs, ``master`` the
    address of a Spark cluster (``local[N]`` where none is given). Raises ``UsageError`` for an
    engine that is unknown or not installed.
    """
    if name not in HOMES:
        raise UsageError(f"There is no engine {name!r}; there are {', '.join(HOMES)}.")
    if name == "duckdb" and master is not None:
        raise UsageError("A master belongs to the engine spark: --engine spark --master URL.")
    module, kind = HOMES[name].split(":")
    engine: Engine = getattr(import_module(module), kind)(
        working, master=master, memory=memory, workers=workers
    )
    return engine
