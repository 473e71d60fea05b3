"""Rows through kernels: each row of an Arrow batch to any number of rows, by one function.

What several rows of one thing need together travels as a list of texts, each a small JSON array;
lists of texts sort alike on every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import msgspec
import pyarrow as pa

Rows: TypeAlias = Iterable[tuple[Any, ...]]
MOST = 2000
"""How many rows a batch that leaves a kernel holds at most, about."""


def each(
    batches: Iterable[Any], columns: tuple[str, ...], schema: Any, of: Callable[..., Rows]
) -> Iterator[Any]:
    """Yield batches of ``schema`` with what ``of`` gives for the named columns of every row."""
    made: list[tuple[Any, ...]] = []
    for batch in batches:
        values = (batch.column(batch.schema.get_field_index(name)).to_pylist() for name in columns)
        for row in zip(*values, strict=True):
            made += of(*row)
            if len(made) >= MOST:
                yield _batch(made, schema)
                made = []
    yield _batch(made, schema)


def _batch(rows: list[tuple[Any, ...]], schema: Any) -> Any:
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    arrays = [pa.array(list(c), f.type) for c, f in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def pack(*values: Any) -> str:
    """Return the values as one text."""
    return msgspec.json.encode(values).decode()


def unpack(text: str) -> list[Any]:
    """Return the values of one text."""
    values: list[Any] = msgspec.json.decode(text)
    return values
