"""Articles and their facts by id, read straight from the Parquet files of one state.

1. The column of ids of a table says in which row group of which file an article's rows stand.
2. Only those row groups are read; the rows become the records of :mod:`sumber.records`.

This answers for a handful of articles in a few milliseconds, however large the corpus is.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sumber.corpus.rows import ARTICLE_FIELDS, articles_of, facts_of
from sumber.corpus.schema import KEYS, TABLES
from sumber.corpus.versions import Snapshot, damage
from sumber.records import Article

GROUPS_HELD: Final = 128
"""Row groups kept in memory for each table, those used last."""
UNREAD: Final = frozenset(["exact_hash", "text_sha256", "facts", "added_at"])
"""Columns that no record has; they are null here."""


class Run(NamedTuple):
    """Rows ``start`` to ``stop`` (half-open) of one row group of one file."""

    file: int
    group: int
    start: int
    stop: int


class Shelf:
    """The rows of one state by article; tables are opened when first asked for.

    It may be used by several threads at once. Raises ``CorpusDamaged`` where a file of the state
    cannot be read.
    """

    def __init__(self, state: Snapshot) -> None:
        self.state = state
        self._tables: dict[str, _Table] = {}
        self._lock = threading.Lock()

    def ids(self) -> list[str]:
        """Return the ids of all articles in the order in which they are stored."""
        return list(self._table("articles").places)

    def __contains__(self, name: object) -> bool:
        return name in self._table("articles").places

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return the articles of these ids; an id that the corpus does not hold is left out."""
        rows = self._table("articles").rows(ids, (*ARTICLE_FIELDS,))
        return {article.id: article for article in articles_of(rows)}

    def facts(self, table: str, ids: Iterable[str]) -> dict[str, list[Any]]:
        """Return for each of these ids the records of one kind of fact, in the article's order."""
        rows = (
            self._table(table)
            .rows(ids, TABLES[table].names)
            .sort_by([("article", "ascending"), ("nth", "ascending")])
        )
        return {
            article: [fact for _, fact, _ in own] for article, own in facts_of(table, rows).items()
        }

    def rows(self, table: str, ids: Iterable[str]) -> Any:
        """Return the rows of any table that belong to these articles, as a ``pyarrow.Table``."""
        return self._table(table).rows(ids, TABLES[table].names)

    def _table(self, name: str) -> _Table:
        with self._lock:
            if name not in self._tables:
                self._tables[name] = _Table(self.state, name)
            return self._tables[name]


class _Table:
    """One table: where each article's rows stand, and the row groups read last."""

    def __init__(self, state: Snapshot, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._groups: OrderedDict[tuple[int, int], Any] = OrderedDict()
        self.places: dict[str, list[Run]] = {}
        with _told(name):
            self._files = [pq.ParquetFile(file, pre_buffer=False) for file in state.files(name)]
            self._place(KEYS[name])

    def _place(self, key: str) -> None:
        for number, file in enumerate(self._files):
            for group in range(file.num_row_groups):
                column = file.read_row_group(group, columns=[key]).column(0).combine_chunks()
                runs = pc.run_end_encode(column.cast(pa.string()))
                start = 0
                ends = runs.run_ends.to_pylist()
                for name, end in zip(runs.values.to_pylist(), ends, strict=True):
                    self.places.setdefault(name, []).append(Run(number, group, start, end))
                    start = end

    def rows(self, ids: Iterable[str], columns: Iterable[str]) -> Any:
        """Return the rows of these articles, the columns in the order of the schema."""
        wanted = defaultdict[tuple[int, int], list[Run]](list)
        for name in ids:
            for run in self.places.get(name, ()):
                wanted[run.file, run.group].append(run)
        schema = pa.schema([field for field in TABLES[self.name] if field.name in set(columns)])
        parts = [
            self._group(*place).slice(run.start, run.stop - run.start)
            for place, runs in wanted.items()
            for run in runs
        ]
        return pa.concat_tables(parts).select(schema.names) if parts else schema.empty_table()

    def _group(self, file: int, group: int) -> Any:
        with self._lock:
            held = self._groups.pop((file, group), None)
            if held is None:
                with _told(self.name):
                    held = self._widened(self._read(file, group))
            self._groups[file, group] = held
            while len(self._groups) > GROUPS_HELD:
                self._groups.popitem(last=False)
            return held

    def _read(self, file: int, group: int) -> Any:
        there = self._files[file].schema_arrow.names
        columns = [name for name in there if name not in UNREAD]
        return self._files[file].read_row_group(group, columns=columns, use_threads=False)

    def _widened(self, rows: Any) -> Any:
        """Return the rows in the table's newest schema; columns of later make are null."""
        columns = [
            rows.column(field.name).cast(field.type)
            if field.name in rows.schema.names
            else pa.nulls(rows.num_rows, field.type)
            for field in TABLES[self.name]
        ]
        return pa.table(columns, schema=TABLES[self.name])


class _told:  # noqa: N801 - a context, not a thing
    """Turn what the library raises while reading into ``CorpusDamaged``."""

    def __init__(self, table: str) -> None:
        self.table = table

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, OSError | pa.ArrowException):
            raise damage(self.table, error) from error
