"""Writing to a corpus: one writer at a time, and every change whole or not at all.

1. Take the lock, which the system gives back when its holder dies, however it dies.
2. Bring each table back to the version that the manifest names: what a killed writer left beyond
   it was never visible, and is dropped.
3. Write the tables of a change, ``articles`` last; then replace the manifest in one move.
4. At the end merge small files and, after a day, delete those that no state needs any more.
"""

from __future__ import annotations

import errno
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
from deltalake import ColumnProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError
from filelock import FileLock, Timeout

from sumber.corpus.batches import in_order
from sumber.corpus.removing import left_without
from sumber.corpus.schema import KEYS, OWNERS, TABLES
from sumber.corpus.versions import (
    MANIFEST,
    Manifest,
    Snapshot,
    check_name,
    literal,
    read_manifest,
    snapshot,
    write_manifest,
)
from sumber.errors import CorpusDamaged, CorpusError, CorpusLocked, UsageError

LOCK = "writer.lock"
WRITER = "writer.pid"
SMALL = 32 * 1024 * 1024
"""Files below this size, in bytes, are merged when many of them have gathered."""
MANY = 8
KEPT_HOURS = 24
"""How long merged and removed files stay for readers of an older state."""
ROWS_TOGETHER = 1024
ARTICLES_TOGETHER = 128
"""Rows of a row group: who wants one article reads no more than its group."""
LEVEL = 6
"""Of zstd: a sixth smaller than its default, and as quick to read."""
_COLUMN = ColumnProperties(dictionary_enabled=False, statistics_enabled="NONE")
"""In row groups as small as these, dictionaries and statistics take more room than they save."""
_KEY = ColumnProperties(dictionary_enabled=False, statistics_enabled="CHUNK")


class Writer:
    """Changes the corpus in ``folder``; got from :func:`writing`, which holds the lock."""

    def __init__(self, folder: Path, manifest: Manifest, tables: dict[str, DeltaTable]) -> None:
        self.folder = folder
        self.manifest = manifest
        self._tables = tables

    @property
    def snapshot(self) -> Snapshot:
        """The state that readers see now."""
        return Snapshot(self.folder, self.manifest)

    def append(self, rows: dict[str, Any]) -> None:
        """Add rows to several tables; readers see all of them or none.

        Raises ``CorpusError`` where writing fails; the corpus then stays as it was.
        """

        def change() -> None:
            for table in TABLES:
                if table in rows and rows[table].num_rows:
                    self._write(table, rows[table], "append")

        came = "articles" in rows and rows["articles"].num_rows > 0
        self._commit(change, moved=came)

    def replace(self, table: str, rows: Any) -> None:
        """Put ``rows`` in the place of all rows of one table."""
        self._commit(lambda: self._write(table, rows, "overwrite"))

    def relate(self, rows: dict[str, Any], changed: int | None) -> None:
        """Put ``rows`` (tables or readers) in the place of derived tables, all of them or none.

        ``changed`` names the articles of which they were made (:class:`Manifest`); ``None`` where
        some derived tables are still those of older articles.
        """

        def change() -> None:
            for table, held in rows.items():
                mode = "overwrite"
                for part in in_order(held):
                    self._write(table, part, mode)
                    mode = "append"

        self._commit(change, related=changed)

    def delete(self, ids: Iterable[str]) -> None:
        """Delete the articles of these ids with all that rests on them alone."""
        names = list(ids)
        left = left_without(self.snapshot, names)

        def change() -> None:
            for table in reversed(TABLES):
                if table in OWNERS:
                    self._tables[table].delete(_names(OWNERS[table], names))
                if table in ("speakers", "variants") and left.vanished:
                    self._tables[table].delete(_names(("person",), left.vanished))
                if table in left.rows and left.rows[table].num_rows:
                    self._write(table, left.rows[table], "append")

        self._commit(change, moved=True)

    def amend(self, rows: dict[str, Any], gone: Iterable[tuple[str, str]]) -> None:
        """Put rows of facts in the place of those of the same articles, and keep new decisions.

        ``rows`` holds ``articles`` and whatever else changes of them; ``gone`` are statements,
        each by its article and its id, on which no derived row stands any more.
        """
        ids = rows["articles"].column("id").to_pylist()
        lost = _statements(gone)

        def change() -> None:
            for table in (name for name in TABLES if name in rows):
                if table in OWNERS:
                    self._tables[table].delete(_names(OWNERS[table], ids))
                if rows[table].num_rows:
                    self._write(table, rows[table], "append")
            for table in ("speakers", "variants") if lost else ():
                self._tables[table].delete(lost)

        self._commit(change, moved=True)

    def tidy(self) -> None:
        """Merge small files, and delete files that no state of the last day needs."""
        self._commit(self._merge)
        self._commit(self._sweep)

    def _write(self, table: str, rows: Any, mode: str) -> None:
        write_deltalake(
            self._tables[table],
            rows,
            mode=mode,  # type: ignore[call-overload]
            schema_mode="merge",
            writer_properties=_properties(table),
        )

    def _merge(self) -> None:
        for name, table in self._tables.items():
            files = pa.table(table.get_add_actions(flatten=True))
            if sum(size < SMALL for size in files.column("size_bytes").to_pylist()) >= MANY:
                table.optimize.compact(
                    target_size=2 * SMALL,
                    max_concurrent_tasks=1,
                    writer_properties=_properties(name),
                )

    def _sweep(self) -> None:
        for table in self._tables.values():
            table.vacuum(
                retention_hours=KEPT_HOURS,
                dry_run=False,
                enforce_retention_duration=False,
                full=True,
            )

    def _commit(
        self, change: Callable[[], None], *, moved: bool = False, related: int | None = None
    ) -> None:
        with _told(self.folder), uninterrupted():
            change()
            versions = {name: table.version() for name, table in self._tables.items()}
            if versions == self.manifest.tables and related is None:
                return
            number = self.manifest.number + 1
            manifest = Manifest(
                number=number,
                tables=versions,
                changed=number if moved else self.manifest.changed,
                related=self.manifest.related if related is None else related,
            )
            write_manifest(self.folder, manifest)
            self.manifest = manifest


def _properties(table: str) -> WriterProperties:
    return WriterProperties(
        compression="ZSTD",
        compression_level=LEVEL,
        max_row_group_size=ARTICLES_TOGETHER if table == "articles" else ROWS_TOGETHER,
        default_column_properties=_COLUMN,
        column_properties={KEYS[table]: _KEY},
    )


def _names(columns: Iterable[str], ids: Iterable[str]) -> str:
    """Return the condition that one of the columns holds one of the ids."""
    quoted = ", ".join(literal(name) for name in ids)
    return " OR ".join(f"{column} IN ({quoted})" for column in columns)


def _statements(of: Iterable[tuple[str, str]]) -> str:
    """Return the condition that a row is about one of these statements."""
    return " OR ".join(
        f"(article = {literal(article)} AND statement = {literal(statement)})"
        for article, statement in of
    )


@contextmanager
def writing(folder: Path, *, wait: float = 0, create: bool = False) -> Iterator[Writer]:
    """Hold the corpus in ``folder`` for writing.

    ``wait`` is how many seconds to wait for another writer; ``create`` makes the corpus where
    there is none. Raises ``CorpusLocked``, ``CorpusMissing``, ``CorpusError``, and ``UsageError``
    for a folder that holds other things.
    """
    if create:
        _make_room(folder)
    else:
        snapshot(folder)
    with _locked(folder, wait):
        with _told(folder):
            writer = _open(folder)
        yield writer


def lock_holder(folder: Path) -> int | None:
    """Return the process id of the writer at work, ``None`` where nobody writes."""
    lock = FileLock(folder / LOCK, timeout=0)
    if not (folder / LOCK).exists():
        return None
    try:
        with lock:
            return None
    except Timeout:
        return _writer(folder)
    except OSError:
        return None


@contextmanager
def _locked(folder: Path, wait: float) -> Iterator[None]:
    """Hold the lock, with this process's id beside it."""
    lock = FileLock(folder / LOCK, timeout=wait)
    with _told(folder):
        try:
            lock.acquire()
        except Timeout:
            raise CorpusLocked(
                f"Another sumber (process {_writer(folder) or 'unknown'}) is writing to {folder}. "
                "Wait until it is done, or stop it; reading goes on meanwhile."
            ) from None
    try:
        with _told(folder):
            (folder / WRITER).write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        (folder / WRITER).unlink(missing_ok=True)
        lock.release()


def _writer(folder: Path) -> int | None:
    try:
        return int((folder / WRITER).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _make_room(folder: Path) -> None:
    check_name(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = [] if (folder / MANIFEST).exists() else sorted(_strangers(folder))
    except (FileExistsError, NotADirectoryError) as error:
        raise UsageError(f"{folder} is a file; name a folder for the corpus.") from error
    except OSError as error:
        raise CorpusError(f"The folder {folder} cannot be made: {error}.") from error
    if strangers:
        raise UsageError(
            f"{folder} holds other things ({strangers[0]} …) and no corpus. "
            "Name an empty or a new folder."
        )


def _strangers(folder: Path) -> Iterator[str]:
    """Yield what a corpus that was just being made would not hold."""
    for entry in folder.iterdir():
        if entry.name in TABLES and entry.is_dir():
            yield from (f"{entry.name}/{e.name}" for e in entry.iterdir() if e.name != "_delta_log")
        elif entry.name not in (LOCK, WRITER, f"{MANIFEST}.new"):
            yield entry.name


def _open(folder: Path) -> Writer:
    manifest = read_manifest(folder)
    if manifest is None:
        return _create(folder)
    tables = {name: _restored(folder, name, manifest.tables.get(name)) for name in TABLES}
    writer = Writer(folder, manifest, tables)
    writer.append({})
    return writer


def _create(folder: Path) -> Writer:
    tables = {name: _created(folder, name) for name in TABLES}
    versions = {name: table.version() for name, table in tables.items()}
    manifest = Manifest(number=0, tables=versions)
    write_manifest(folder, manifest)
    return Writer(folder, manifest, tables)


def _created(folder: Path, name: str) -> DeltaTable:
    return DeltaTable.create(
        folder / name,
        TABLES[name],
        mode="overwrite",
        name=name,
        configuration={"delta.dataSkippingStatsColumns": KEYS[name]},
    )


def _restored(folder: Path, name: str, version: int | None) -> DeltaTable:
    """Return the table at the manifest's version, dropping what a killed writer left beyond it."""
    if version is None:
        return _created(folder, name)
    try:
        table = DeltaTable(folder / name)
        if table.version() != version:
            table.restore(version)
    except DeltaError as error:
        raise CorpusDamaged(
            f"The table {name!r} cannot be read: {error}. Restore the folder from a copy, or add "
            "the articles to a new corpus."
        ) from error
    return table


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Put Ctrl-C off until the block is done; blocks may be nested.

    Off the main thread there is nothing to put off.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed and callable(before):
        before(signal.SIGINT, None)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what the libraries raise while writing into an error that says what to do."""
    try:
        yield
    except (OSError, DeltaError) as error:
        told = "The disk is full" if _is_full(error) else f"Writing failed ({error})"
        raise CorpusError(
            f"{told}: {folder} stays as it was after the last finished batch. "
            "Set that right and run the same command again; it goes on from there."
        ) from error


def _is_full(error: Exception) -> bool:
    full = (errno.ENOSPC, errno.EDQUOT)
    return getattr(error, "errno", None) in full or "No space left" in str(error)
