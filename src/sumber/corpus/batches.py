"""Batches of rows joined to tables of some size, and as the writer of a table keeps their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyarrow as pa

TOGETHER: Final = 500_000
"""Rows of a batch: some hundred megabytes of memory at most."""


def in_order(rows: Any) -> Iterator[Any]:
    """Yield the rows of a table or a reader as tables of one batch each, at least one.

    Of a source of several batches the writer takes some side by side, and mixes up their order.
    """
    batches = rows.to_batches() if isinstance(rows, pa.Table) else rows
    tables = gathered(batches, rows.schema, TOGETHER)
    yield next(tables, rows.schema.empty_table()).combine_chunks()
    yield from (table.combine_chunks() for table in tables)


def gathered(batches: Iterable[Any], schema: Any, rows: int) -> Iterator[Any]:
    """Yield batches of a schema joined to tables of so many rows or more; the last has the rest."""
    held: list[Any] = []
    count = 0
    for batch in batches:
        held.append(batch)
        count += batch.num_rows
        if count >= rows:
            yield pa.Table.from_batches(held, schema)
            held, count = [], 0
    if held:
        yield pa.Table.from_batches(held, schema)
