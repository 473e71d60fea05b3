"""The JSON and CSV twins of a page: the same answers as data.

JSON holds what the page shows: its facts and its tables, each with the query that made it and the
values bound to it. CSV holds all rows of one table, without a cap.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from sumber.output import as_json, write_csv
from sumber.web.answers import Page, Table
from sumber.web.desk import Reading


def link(path: str, query: dict[str, str] | None = None, form: str = "") -> str:
    """Return an address: path, suffix of the form, and the parameters that are given."""
    given = {name: value for name, value in (query or {}).items() if value}
    suffix = f".{form}" if form in ("json", "csv") else ""
    base = "/home" if path == "/" and suffix else path
    return f"{base}{suffix}" + (f"?{urlencode(given)}" if given else "")


def json_of(page: Page, reading: Reading | None) -> bytes:
    """Return the JSON twin, in UTF-8."""
    whole: dict[str, Any] = {
        "page": page.name,
        "title": page.title,
        "link": link(page.path, page.query),
    }
    if reading is not None:
        whole["corpus"] = {"state": reading.number, "searched": reading.summary}
    whole |= page.facts
    whole["tables"] = {name: _table(table) for name, table in page.tables.items()}
    return as_json(whole) + b"\n"


def _table(table: Table) -> dict[str, Any]:
    return {
        "query": table.query.strip(),
        "engine": table.engine,
        "values": table.values,
        "total": table.total,
        "skipped": table.skipped,
        "columns": table.columns,
        "rows": table.rows,
    }


def csv_of(table: Table, rows: Iterator[dict[str, Any]]) -> bytes:
    """Return the CSV twin of a table, in UTF-8 with a header."""
    out = io.BytesIO()
    write_csv(rows, table.columns, out)
    return out.getvalue()
