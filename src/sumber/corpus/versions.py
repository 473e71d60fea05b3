"""Which state of the tables a reader sees.

Several Delta tables cannot commit together. So one small file, the manifest, names the version of
every table that belongs together, and is replaced in one move once all tables are written. A
reader takes the manifest once and reads the files of exactly those versions: it sees a batch whole
or not at all, and no writer ever blocks it.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import msgspec
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from sumber.corpus.schema import TABLES
from sumber.errors import CorpusDamaged, CorpusError, CorpusMissing, UsageError

MANIFEST = "corpus.json"
FORMAT = 1
_MISTAKEN = re.compile(r"[\x00-\x1f\x7f\[\]\\^|]|%[0-9A-Fa-f]{2}")


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The versions of the tables that belong together; ``number`` counts the states so far.

    ``changed`` is the number of the last state in which articles came or went, ``related`` the
    value that it had when the derived tables were made (``None``: never).
    """

    format: int = FORMAT
    number: int
    tables: dict[str, int]
    changed: int = 0
    related: int | None = None


class Snapshot(NamedTuple):
    """One state of a corpus: a folder and the versions of its tables."""

    folder: Path
    manifest: Manifest

    def files(self, table: str) -> list[str]:
        """Return the Parquet files of a table in this state, for any engine to read.

        Raises ``CorpusDamaged`` where the table's log cannot be read.
        """
        version = self.manifest.tables.get(table)
        if version is None:
            return []
        try:
            uris = DeltaTable(self.folder / table, version=version).file_uris()
        except (DeltaError, OSError) as error:
            raise damage(table, error) from error
        return [str(self.folder / table / uri.rsplit("/", 1)[-1]) for uri in uris]

    def connect(self, *tables: str) -> duckdb.DuckDBPyConnection:
        """Return an in-memory DuckDB in which the named tables are views of this state."""
        connection = duckdb.connect(config=settings())
        try:
            for table in tables:
                self._show(connection, table)
        except BaseException:
            connection.close()
            raise
        return connection

    def _show(self, connection: duckdb.DuckDBPyConnection, table: str) -> None:
        files = literal_paths(self.files(table))
        connection.register("blank", TABLES[table].empty_table())
        connection.execute(f"CREATE TABLE {table}_blank AS FROM blank")
        connection.unregister("blank")
        if not files:
            connection.execute(f"CREATE VIEW {table} AS FROM {table}_blank")
            return
        try:
            rows = connection.read_parquet(files, hive_partitioning=False, union_by_name=True)
        except duckdb.Error as error:
            raise damage(table, error) from error
        rows.create_view(f"{table}_rows")
        connection.execute(
            f"CREATE VIEW {table} AS FROM {table}_blank UNION ALL BY NAME FROM {table}_rows"
        )


def snapshot(folder: Path) -> Snapshot:
    """Return the newest whole state of the corpus in ``folder``.

    Raises ``CorpusMissing`` where there is none, ``CorpusDamaged`` where the manifest cannot be
    read, ``CorpusError`` where a newer sumber wrote it, ``UsageError`` for a name that the tables'
    library cannot take.
    """
    check_name(folder)
    manifest = read_manifest(folder)
    if manifest is None:
        raise CorpusMissing(
            f"There is no corpus in {folder}. Make one with `sumber add PATH... --corpus {folder}`."
        )
    return Snapshot(folder, manifest)


def check_name(folder: Path) -> None:
    """Raise ``UsageError`` for a path with characters that the tables' library mistakes."""
    sign = _MISTAKEN.search(folder.absolute().as_posix())
    if sign is not None:
        raise UsageError(
            f"The path {str(folder.absolute())!r} holds {sign.group()!r}, which cannot stand in "
            "the path of a corpus. Choose another name."
        )


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest in ``folder``, or ``None`` where there is none."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise CorpusDamaged(
            f"{folder / MANIFEST} cannot be read ({error}). It names the versions of the tables; "
            "restore it from a copy, or add the articles to a new corpus."
        ) from error
    if manifest.format > FORMAT:
        raise CorpusError(
            f"The corpus in {folder} was written by a newer sumber "
            f"(form {manifest.format}, this one knows {FORMAT}). Upgrade sumber."
        )
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in one move: after this, and only after this, readers see the state."""
    fresh = folder / f"{MANIFEST}.new"
    with fresh.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / MANIFEST)


def arrow(
    connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any] | None = None
) -> Any:
    """Run one SELECT with bound values and return its rows as a ``pyarrow.Table``.

    Raises ``CorpusDamaged`` where a file of a table cannot be read.
    """
    try:
        return connection.sql(sql, params=values or {}).to_arrow_table()
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.InternalException) as error:
        raise damage("corpus", error) from error


def settings() -> dict[str, str | bool | int | float | list[str]]:
    """Return DuckDB's settings: nothing fetched from a network, spills go to the system's place."""
    return {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "temp_directory": str(Path(tempfile.gettempdir()) / f"sumber-duckdb-{os.getpid()}"),
    }


def literal(text: str) -> str:
    """Return a text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def literal_paths(files: Iterable[str]) -> list[str]:
    """Return paths that DuckDB takes literally: it reads ``*``, ``?`` and ``[`` as a pattern."""
    return ["".join(f"[{sign}]" if sign in "*?[" else sign for sign in file) for file in files]


def damage(table: str, error: Exception) -> CorpusDamaged:
    """Return the error that says that a table cannot be read, and what to do."""
    return CorpusDamaged(
        f"The table {table!r} cannot be read: {error}. "
        "Run `sumber doctor` for the state of every table; restore the folder from a copy, or add "
        "the articles to a new corpus."
    )
