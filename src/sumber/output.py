"""Write rows to a stream in one of the formats that other programs read, as they come.

No format holds more than a batch of rows in memory, and none leaves a row out.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, BinaryIO, Literal, TypeAlias

import msgspec

Format: TypeAlias = Literal["table", "jsonl", "json", "csv", "parquet"]
Row: TypeAlias = Mapping[str, Any]
BATCH = 1000


def as_json(row: Row) -> bytes:
    """Return a row as one line of JSON in UTF-8, with every control character escaped."""
    try:
        line = msgspec.json.encode(row)
    except UnicodeEncodeError:  # lone surrogates have no UTF-8
        return json.dumps(row, separators=(",", ":"), default=str).encode("ascii")
    return _escape_c1(line) if b"\xc2" in line or b"\x7f" in line else line


def write_jsonl(rows: Iterable[Row], out: BinaryIO) -> None:
    """Write a JSON object a line."""
    for row in rows:
        out.write(as_json(row) + b"\n")


def write_json(rows: Iterable[Row], out: BinaryIO) -> None:
    """Write one JSON array, an object a line."""
    before = b"[\n"
    for row in rows:
        out.write(before + as_json(row))
        before = b",\n"
    out.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def write_csv(
    rows: Iterable[Row],
    columns: Sequence[str],
    out: BinaryIO,
    clean: Callable[[str], str] = str,
) -> None:
    """Write a header and a line a row in UTF-8.

    A list of words becomes words between semicolons, any other list or object JSON. ``clean`` is
    applied to every text (for a terminal, which must not get control characters).
    """
    text = io.TextIOWrapper(out, "utf-8", errors="replace", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([clean(_cell(row.get(name))) for name in columns] for row in rows)
    finally:
        text.detach()


def write_parquet(rows: Iterable[Row], schema: Any, out: BinaryIO) -> None:
    """Write a Parquet file of an Arrow ``schema``, a row group a batch."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    # a pipe cannot tell where it stands: Arrow must count for itself
    sink = pa.PythonFile(out, mode="w")
    with pq.ParquetWriter(sink, schema) as writer:
        for batch in _batches(rows):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def write(
    rows: Iterable[Row],
    form: Format,
    out: BinaryIO,
    *,
    columns: Sequence[str] = (),
    schema: Any = None,
    clean: Callable[[str], str] = str,
) -> None:
    """Write rows in any format but ``table``; see the writers for what each needs."""
    match form:
        case "jsonl":
            write_jsonl(rows, out)
        case "json":
            write_json(rows, out)
        case "csv":
            write_csv(rows, columns, out, clean)
        case "parquet":
            write_parquet(rows, schema, out)
        case "table":
            raise ValueError("a table is printed by sumber.render.statements")


def rows_of(table: Any) -> Iterator[dict[str, Any]]:
    """Yield the rows of an Arrow table as plain values, a batch at a time."""
    for batch in table.to_batches(max_chunksize=BATCH):
        yield from batch.to_pylist()


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    coming = iter(rows)
    while batch := list(islice(coming, BATCH)):
        yield batch


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    if isinstance(value, (list, dict)):
        return as_json(value).decode()  # type: ignore[arg-type]
    return str(value)


def _escape_c1(line: bytes) -> bytes:
    controls = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}
    return line.decode().translate(controls).encode()
