"""The newest state of a corpus, held in memory so that every page answers at once.

1. :meth:`Desk.reading` compares the manifest's number with the state that is held.
2. Where a writer has put a newer state, a thread reads it in the background; until it is done the
   old one answers (:func:`read`).
3. A :class:`Reading` answers questions (:meth:`Reading.ask`); every call has a cursor of its own.
4. Search and check read their hits from it too, while it is of the index's state
   (:class:`DeskShelf`).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import duckdb
import msgspec

from sumber.corpus.rows import Annotated, articles_of, facts_of
from sumber.corpus.versions import Snapshot, read_manifest, snapshot
from sumber.errors import CorpusMissing, NoSuchArticle, SumberError
from sumber.records import Article, Notes
from sumber.search import Index
from sumber.search.shelf import Shelf
from sumber.web import holding
from sumber.web.answers import SIZE, Question, Table

_FACTS: Final = ("regions", "dates", "statements", "citations")
_ARTICLES: Final = "SELECT * FROM articles WHERE id IN (SELECT unnest($ids::VARCHAR[]))"
_OF_ARTICLES: Final = """
SELECT * FROM raw_{table} WHERE article IN (SELECT unnest($ids::VARCHAR[])) ORDER BY article, nth
"""


class Summary(msgspec.Struct, frozen=True):
    """What was searched: articles, outlets, the first and the last day of publication."""

    articles: int
    statements: int
    outlets: int
    first: str | None
    last: str | None
    related: bool


class Reading:
    """One state of a corpus in memory: the manifest's ``number``, and its tables."""

    def __init__(self, state: Snapshot, connection: duckdb.DuckDBPyConnection) -> None:
        self.state = state
        self.number = state.manifest.number
        self._connection = connection
        self.summary = Summary(*connection.execute(holding.SUMMARY).fetchall()[0])

    def ask(
        self, question: Question, *, page: int | None = None, size: int = SIZE, **values: Any
    ) -> Table:
        """Answer a question; with ``page`` (from 1) only its rows of that page, with a total."""
        skipped = 0 if page is None else (page - 1) * size
        if page is None:
            columns, rows = self._rows(question.sql, values)
            total = len(rows)
        else:
            cut = {**values, "size": size, "skipped": skipped}
            columns, rows = self._rows(f"{question.sql}\nLIMIT $size OFFSET $skipped", cut)
            total = skipped + len(rows)
            if page > 1 or len(rows) == size:
                _, counted = self._rows(f"SELECT count(*) AS n FROM ({question.sql})", values)
                total = counted[0]["n"]
        return Table(
            name=question.name,
            query=question.sql,
            values=values,
            columns=columns,
            rows=rows,
            total=total,
            skipped=skipped,
        )

    def one(self, question: Question, **values: Any) -> dict[str, Any] | None:
        """Return the first row of an answer, or ``None``."""
        _, rows = self._rows(question.sql, values)
        return rows[0] if rows else None

    def annotated(self, article: str) -> Annotated:
        """Return an article and its facts. Raises ``NoSuchArticle``."""
        found = self.articles([article])
        if article not in found:
            raise NoSuchArticle(f"The corpus holds no article {article!r}.")
        facts: dict[str, Any] = {
            table: tuple(self.facts(table, [article]).get(article, ())) for table in _FACTS
        }
        return found[article], Notes(**facts)

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return the articles of these ids, in their order; those not there are left out."""
        wanted = list(ids)
        found = {one.id: one for one in articles_of(self._of(wanted, _ARTICLES))}
        return {name: found[name] for name in wanted if name in found}

    def facts(self, table: str, ids: Iterable[str]) -> dict[str, list[Any]]:
        """Return for each of these articles the records of one kind of fact, in their order."""
        rows = self._of(list(ids), _OF_ARTICLES.format(table=table))
        return {
            article: [fact for _, fact, _ in own] for article, own in facts_of(table, rows).items()
        }

    def _of(self, ids: list[str], sql: str) -> Any:
        return self._connection.cursor().sql(sql, params={"ids": ids}).to_arrow_table()

    def _rows(self, sql: str, values: dict[str, Any]) -> tuple[list[str], list[dict[str, Any]]]:
        cursor = self._connection.cursor().execute(sql, values)
        columns = [column[0] for column in cursor.description or ()]
        return columns, [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


class DeskShelf(Shelf):
    """The rows of one state, from memory as far as the desk holds that very state."""

    def __init__(self, state: Snapshot, desk: Desk) -> None:
        super().__init__(state)
        self._desk = desk

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return the articles of these ids; see :meth:`sumber.search.shelf.Shelf.articles`."""
        held = self._desk.held(self.state)
        return super().articles(ids) if held is None else held.articles(ids)

    def facts(self, table: str, ids: Iterable[str]) -> dict[str, list[Any]]:
        """Return the records of one kind; see :meth:`sumber.search.shelf.Shelf.facts`."""
        held = self._desk.held(self.state) if table in _FACTS else None
        return super().facts(table, ids) if held is None else held.facts(table, ids)


class Desk:
    """The newest reading of the corpus in ``folder``, renewed as the corpus changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = Index(folder, shelve=lambda state: DeskShelf(state, self))
        self._lock = threading.Lock()
        self._reading: Reading | None = None
        self._renewing: threading.Thread | None = None
        self._unreadable: int | None = None

    def reading(self) -> Reading:
        """Return the state to answer from; the first call waits for it.

        Raises ``CorpusMissing`` where there is no corpus, ``CorpusDamaged`` where it is unreadable
        and was never read before.
        """
        held = self._reading
        if held is None:
            with self._lock:
                if self._reading is None:
                    self._reading = read(snapshot(self.folder))
                return self._reading
        manifest = read_manifest(self.folder)
        if manifest is None:
            raise CorpusMissing(f"There is no corpus in {self.folder} any more.")
        if manifest.number not in (held.number, self._unreadable):
            self._renew()
        return self._reading or held

    def held(self, state: Snapshot) -> Reading | None:
        """Return the reading that is held where it is one of this state."""
        held = self._reading
        return held if held is not None and held.number == state.manifest.number else None

    def settle(self) -> None:
        """Wait until a newer state that is being read is there."""
        if self._renewing is not None:
            self._renewing.join()

    def _renew(self) -> None:
        with self._lock:
            if self._renewing is None or not self._renewing.is_alive():
                self._renewing = threading.Thread(target=self._read_again, daemon=True)
                self._renewing.start()

    def _read_again(self) -> None:
        state = None
        try:
            state = snapshot(self.folder)
            self._reading = read(state)
        except (SumberError, duckdb.Error) as error:
            self._unreadable = state.manifest.number if state else None
            print(f"sumber: the newer state was not read: {error}", file=sys.stderr)


def read(state: Snapshot) -> Reading:
    """Read one state into memory. Raises ``CorpusDamaged`` where a table cannot be read."""
    return Reading(state, holding.hold(state))
