"""Rows in every format: all of them, in order, readable by the programs that read them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.output import BATCH, Format, as_json, rows_of, write

ROWS: list[dict[str, Any]] = [
    {"id": "a", "n": 1, "words": ["x", "y"], "at": {"start": 0}},
    {"id": 'b"\n;', "n": None, "words": [], "at": None},
]
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("n", pa.int64()),
        ("words", pa.list_(pa.string())),
        ("at", pa.struct([("start", pa.int64())])),
    ]
)


def _written(rows: list[dict[str, Any]], form: Format) -> bytes:
    out = io.BytesIO()
    write(iter(rows), form, out, columns=SCHEMA.names, schema=SCHEMA)
    assert not out.closed
    return out.getvalue()


def test_jsonl() -> None:
    assert [json.loads(line) for line in _written(ROWS, "jsonl").splitlines()] == ROWS


@pytest.mark.parametrize("rows", [[], ROWS[:1], ROWS])
def test_json(rows: list[dict[str, Any]]) -> None:
    assert json.loads(_written(rows, "json")) == rows


def test_csv() -> None:
    table = list(csv.reader(io.StringIO(_written(ROWS, "csv").decode(), newline="")))
    assert table == [
        ["id", "n", "words", "at"],
        ["a", "1", "x; y", '{"start":0}'],
        ['b"\n;', "", "", ""],
    ]


@pytest.mark.parametrize("count", [0, 1, BATCH, BATCH + 1])
def test_parquet(count: int) -> None:
    rows = [{**ROWS[0], "n": n} for n in range(count)]
    table = pq.read_table(io.BytesIO(_written(rows, "parquet")))
    assert table.schema == SCHEMA
    assert list(rows_of(table)) == rows


@given(st.text(st.characters(codec=None)))
def test_json_lines_stay_lines_and_hold_no_raw_control(text: str) -> None:
    line = as_json({"text": text})
    assert json.loads(line) == {"text": text}
    shown = line.decode()
    assert not [c for c in shown if ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0]
