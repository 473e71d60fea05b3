"""Sorted rows as the writer of a table keeps them sorted: one batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

TOGETHER: Final = 500_000
"""Rows of a batch: some hundred megabytes of memory at most."""


def in_order(rows: Any) -> Iterator[Any]:
    """Yield the rows of a table or a reader as tables of one batch each, at least one.

    Of a source of several batches the writer takes some side by side, and mixes up their order.
    """
    held: list[Any] = [rows.schema.empty_table()]
    tables = [rows] if isinstance(rows, pa.Table) else (pa.Table.from_batches([b]) for b in rows)
    for table in tables:
        held.append(table)
        if sum(part.num_rows for part in held) >= TOGETHER:
            yield pa.concat_tables(held).combine_chunks()
            held = []
    if held:
        yield pa.concat_tables(held).combine_chunks()
