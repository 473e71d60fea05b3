"""Steps run one after another in DuckDB, each table written whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from sumber.plan.steps import Kernel, Select, Step


def run_steps(connection: duckdb.DuckDBPyConnection, steps: Iterable[Step]) -> None:
    """Run the steps over the tables of ``connection`` and leave theirs there."""
    for step in steps:
        if isinstance(step.runs, Select):
            kind = "TABLE" if step.runs.stored else "VIEW"
            connection.execute(f"CREATE {kind} {step.name} AS {step.runs.sql}")
            continue
        rows = _output(connection, step, step.runs)
        connection.register("made", rows)
        connection.execute(f"CREATE TABLE {step.name} AS FROM made")
        connection.unregister("made")


def _output(connection: duckdb.DuckDBPyConnection, step: Step, kernel: Kernel) -> Any:
    (source,) = step.reads
    columns = ", ".join(kernel.columns) or "*"
    reader = connection.sql(f"SELECT {columns} FROM {source}").to_arrow_reader(1000)
    return pa.Table.from_batches(list(kernel.run(iter(reader))), schema=step.schema)
