"""Tables: comma- or tab-separated text, and Parquet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from sumber.readers.articles import Fields, Found
from sumber.readers.columns import Columns, choose_columns, require_columns, show_columns
from sumber.readers.decoding import decode
from sumber.readers.failures import Unreadable
from sumber.readers.streams import MAX_LINE, lines, seekable

if TYPE_CHECKING:
    import io

    import pyarrow as pa

SEPARATORS = ",;\t|"
BATCH_ROWS = 256


def read_csv(stream: IO[bytes], named: Columns) -> Iterator[Found]:
    """Yield the article of each row below the header.

    The separator is the one of comma, semicolon, tab and bar that splits the header best. A row
    with more or fewer values than the header is refused: part of its text may be missing.
    """
    csv.field_size_limit(MAX_LINE)
    text = _Lines(stream)
    header_line = next((line for line in text if line.strip()), None)
    if header_line is None:
        raise Unreadable("empty")
    text.refuse()
    separator = best_separator(header_line)
    header = next(csv.reader([header_line], delimiter=separator))
    chosen = _chosen(header, named)
    places = {field: header.index(column) for field, column in chosen.items()}
    for row in _rows(text, separator):
        position = f"line {text.number}"
        if text.trouble:
            yield position, text.take_trouble()
        elif len(row) == len(header):
            yield position, {field: row[place] for field, place in places.items()}
        elif row:
            yield position, Unreadable("bad-row", f"{len(row)} values, {len(header)} columns")


def read_parquet(stream: io.BufferedReader, named: Columns) -> Iterator[Found]:
    """Yield the article of each row of a Parquet file, a few hundred rows in memory at a time."""
    from pyarrow import parquet

    with seekable(stream) as file, parquet.ParquetFile(file) as table:
        chosen = _chosen(table.schema_arrow.names, named)
        number = 0
        for batch in table.iter_batches(BATCH_ROWS, columns=list(set(chosen.values()))):
            for fields in _batch(batch, chosen):
                number += 1
                yield f"row {number}", fields
        if number == 0:
            raise Unreadable("empty")


def best_separator(header: str) -> str:
    """Return the separator under which the most columns of a header have usual names."""

    def known(separator: str) -> tuple[int, int]:
        columns = next(csv.reader([header], delimiter=separator), [])
        return len(choose_columns(columns, {})), len(columns)

    return max(SEPARATORS, key=known)


def _chosen(available: list[str], named: Columns) -> dict[str, str]:
    require_columns(available, named)
    chosen = choose_columns(available, named)
    if "text" not in chosen:
        raise Unreadable("no-text-column", show_columns(available))
    return chosen


def _rows(text: _Lines, separator: str) -> Iterator[list[str]]:
    rows = csv.reader(text, delimiter=separator)
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if "field larger" in str(error):  # whether a quote mark opens or closes is now unknown
                raise Unreadable("broken", "a quote mark is never closed") from error
            text.trouble = Unreadable("bad-row", str(error))
            yield []


class _Lines:
    """The decoded lines of a table; what is wrong with one is kept until its row is whole."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.lines = lines(stream)
        self.number = 0
        self.trouble: Unreadable | None = None

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.number, line = next(self.lines)
        if line is None:
            self.trouble = Unreadable("too-long", f"more than {MAX_LINE:,} bytes in a line")
            return "\n"
        try:
            return line.decode()
        except UnicodeDecodeError:
            return self._decode_other(line)

    def _decode_other(self, line: bytes) -> str:
        try:
            return decode(line)
        except Unreadable as error:
            self.trouble = error
            return line.decode("utf-8", "replace")

    def take_trouble(self) -> Unreadable:
        """Return what was wrong with the lines of the last row, and forget it."""
        trouble, self.trouble = self.trouble, None
        return trouble or Unreadable("broken")

    def refuse(self) -> None:
        """Raise what was wrong with the lines so far."""
        if self.trouble:
            raise self.trouble


def _batch(batch: pa.RecordBatch, chosen: dict[str, str]) -> Iterator[Fields | Unreadable]:
    columns = {field: _values(batch.column(column)) for field, column in chosen.items()}
    for values in zip(*columns.values(), strict=True):
        bad = next((value for value in values if isinstance(value, Unreadable)), None)
        yield bad or dict(zip(columns, values, strict=True))


def _values(column: pa.Array) -> list[object]:
    import pyarrow as pa

    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return [_decoded(value) for value in column.cast(pa.binary()).to_pylist()]


def _decoded(value: bytes | None) -> str | Unreadable | None:
    try:
        return None if value is None else decode(value)
    except Unreadable as error:
        return error
