"""A corpus as one DuckDB file: every table, and a view of each with its texts to read.

``read_passages`` and the like are the SELECTs of :mod:`sumber.export.views`, ``quotes`` is the
answer to ``sumber quotes``; ``about`` says which sumber made the file, when, and from which state.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from sumber import __version__, ask
from sumber.corpus.schema import TABLES
from sumber.corpus.versions import Snapshot, literal
from sumber.export.rows import MEMORY
from sumber.export.views import QUOTES, view_of


def write_database(state: Snapshot, path: Path, made_at: datetime) -> None:
    """Write all tables of one state to a new DuckDB file at ``path``, which must not be there."""
    with state.connect(*TABLES) as connection:
        _attach(connection, path)
        for table in TABLES:
            connection.execute(f"CREATE TABLE file.{table} AS FROM {table}")
        _tell(connection, state, made_at)
        connection.execute("DETACH file")
    with duckdb.connect(str(path)) as connection:
        ask.prepare(connection)
        connection.execute(f"CREATE VIEW {QUOTES} AS {view_of(QUOTES)}")
        for table in TABLES:
            connection.execute(f"CREATE VIEW read_{table} AS {view_of(table)}")


def write_answer(
    state: Snapshot, filters: Mapping[str, Any], path: Path, made_at: datetime
) -> None:
    """Write the statements that fit to a new DuckDB file as its table ``quotes``."""
    sql, values = ask.quotes_query(**filters)
    with state.connect(*ask.QUOTES_READ) as connection:
        ask.prepare(connection)
        _attach(connection, path)
        connection.execute(f"CREATE TABLE file.{QUOTES} AS {sql}", values)
        _tell(connection, state, made_at)
        connection.execute("DETACH file")


def _attach(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute(f"ATTACH {literal(str(path))} AS file")


def _tell(connection: duckdb.DuckDBPyConnection, state: Snapshot, made_at: datetime) -> None:
    connection.execute(
        "CREATE TABLE file.about AS SELECT ? AS sumber, ? AS state, ?::TIMESTAMPTZ AS made_at",
        [__version__, state.manifest.number, made_at],
    )
