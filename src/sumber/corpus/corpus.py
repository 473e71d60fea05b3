"""The corpus as one object: what the command line, the page and notebooks call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, TypeAlias

import msgspec

from sumber import ask
from sumber.corpus import adding, reading
from sumber.corpus.adding import AddReport, Progress
from sumber.corpus.schema import TABLES
from sumber.corpus.store import lock_holder, writing
from sumber.corpus.versions import Snapshot, arrow, snapshot
from sumber.errors import CorpusDamaged, NoSuchArticle, SumberError, UsageError
from sumber.records import Article, Failure, Notes

if TYPE_CHECKING:
    from typing import Unpack

    from sumber.asking.corrections import CorrectReport
    from sumber.checking import Checked
    from sumber.plan.running import Stage
    from sumber.relating import RelateReport
    from sumber.search import Filters, Index, Results, SearchOptions
    from sumber.verify import Mismatch

Form: TypeAlias = Literal["arrow", "pandas", "polars"]
"""What a query returns: a ``pyarrow.Table`` or the data frame of a library that is installed."""


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a corpus.

    ``counts`` holds the rows of each table and of the gaps that weaken answers: ``undated`` and
    ``without_outlet`` articles, ``unattributed`` statements; a table that cannot be read is absent
    there and told in ``unreadable`` (its name and why). ``number`` counts the states so far,
    ``versions`` are those of the tables, ``related`` tells whether the derived tables are those of
    the articles that are there now, ``writer`` is the process that writes now, ``bytes`` the
    size on disk.
    """

    folder: str
    number: int
    versions: dict[str, int]
    counts: dict[str, int]
    unreadable: dict[str, str]
    related: bool
    writer: int | None
    bytes: int


class Corpus:
    """The corpus in ``folder``. Nothing is read or written before a method is called.

    Every query reads the newest whole state, whether or not somebody is writing, and returns a
    ``pyarrow.Table``, or with ``as_="pandas"`` or ``as_="polars"`` a data frame. Where there is no
    corpus, every method but ``add`` raises ``CorpusMissing``.
    """

    def __init__(self, folder: str | PathLike[str]) -> None:
        self.folder = Path(folder)
        self._index: Index | None = None

    def __repr__(self) -> str:
        return f"Corpus({str(self.folder)!r})"

    def add(
        self,
        paths: str | PathLike[str] | Iterable[str | PathLike[str]],
        *,
        columns: dict[str, str] | None = None,
        stdin: BinaryIO | None = None,
        workers: int | None = None,
        batch: int = 1000,
        wait: float = 10,
        on_progress: Callable[[Progress], None] | None = None,
        on_failure: Callable[[Failure], None] | None = None,
    ) -> AddReport:
        """Read the paths, annotate what is new on all cores and commit it in batches.

        ``columns`` names the columns of tables, as in :func:`sumber.readers.read`; ``workers`` is
        the number of processes (all cores); ``batch`` articles become visible at once; ``wait`` is
        how many seconds to wait for another writer. Ctrl-C commits what is done and returns.
        Raises ``CorpusLocked``, ``CorpusError``, ``UsageError``.
        """
        from sumber.readers import Consumed, read, total_bytes

        named = [paths] if isinstance(paths, str | PathLike) else paths
        names = [str(path) for path in named]
        consumed = Consumed()
        total = total_bytes(names) if on_progress else None

        def tell(progress: Progress) -> None:
            if on_progress is not None:
                on_progress(Progress(progress.articles, progress.failures, consumed.bytes, total))

        return self.add_articles(
            read(names, columns=columns, stdin=stdin, consumed=consumed),
            workers=workers,
            batch=batch,
            wait=wait,
            on_progress=tell,
            on_failure=on_failure,
        )

    def add_articles(
        self,
        items: Iterable[Article | Failure],
        *,
        workers: int | None = None,
        batch: int = 1000,
        wait: float = 10,
        on_progress: Callable[[Progress], None] | None = None,
        on_failure: Callable[[Failure], None] | None = None,
    ) -> AddReport:
        """Add articles that are at hand already; see :meth:`add`."""
        report = adding.add(
            self.folder,
            items,
            workers=workers,
            batch=batch,
            wait=wait,
            on_progress=on_progress,
            on_failure=on_failure,
        )
        self._index_newest()
        return report

    def remove(self, ids: str | Iterable[str], *, wait: float = 10) -> int:
        """Delete articles with all their facts, all or none; return how many.

        Raises ``NoSuchArticle`` where the corpus does not hold one of them.
        """
        wanted = [ids] if isinstance(ids, str) else list(dict.fromkeys(ids))
        with writing(self.folder, wait=wait) as writer:
            unknown = set(wanted) - adding.known_texts(writer.snapshot).keys()
            if unknown:
                raise NoSuchArticle(f"The corpus holds no article {min(unknown)!r}.")
            if wanted:
                writer.delete(wanted)
        self._index_newest()
        return len(wanted)

    def correct(
        self, found: Iterable[tuple[Article, Notes] | Failure | None], *, wait: float = 10
    ) -> CorrectReport:
        """Keep what a person corrected; see :func:`sumber.asking.corrections.correct`."""
        from sumber.asking.corrections import correct

        report = correct(self.folder, found, wait=wait)
        self._index_newest()
        return report

    def withdraw(self, ids: str | Iterable[str], *, wait: float = 10) -> int:
        """Take corrections of articles back; see :func:`sumber.asking.corrections.withdraw`."""
        from sumber.asking.corrections import withdraw

        count = withdraw(self.folder, [ids] if isinstance(ids, str) else ids, wait=wait)
        self._index_newest()
        return count

    def search(
        self, query: str = "", filters: Filters | None = None, **options: Unpack[SearchOptions]
    ) -> Results:
        """Return what has the words and fits the filters; see :class:`sumber.search.Index`."""
        from sumber.search import Filters

        return self.index().search(query, filters or Filters(), **options)

    def check(self, text: str, *, published: str | None = None, affixes: bool = False) -> Checked:
        """Look up every quotation of a pasted text; see :func:`sumber.checking.check`."""
        from sumber.checking import check

        return check(self, text, published=published, affixes=affixes)

    def index(self) -> Index:
        """Return the search index, which this object keeps open and which follows the corpus."""
        if self._index is None:
            from sumber.search import open_index

            self._index = open_index(self)
        return self._index

    def _index_newest(self) -> None:
        """Bring the search index on; where that fails, the next search does it and tells."""
        with suppress(SumberError, OSError, ValueError):
            self.index().kept()

    def relate(
        self,
        *,
        engine: Literal["duckdb", "spark"] = "duckdb",
        master: str | None = None,
        memory: str | None = None,
        workers: int | None = None,
        only: Iterable[str] = (),
        wait: float = 10,
        on_stage: Callable[[Stage], None] | None = None,
    ) -> RelateReport:
        """Fill the tables that relate articles to each other; what is done already is kept.

        ``memory`` such as ``4GB`` is what the engine may take before it spills to disk; the rest
        as in :func:`sumber.relating.relate`.
        """
        from sumber import relating

        return relating.relate(
            self.folder,
            engine=engine,
            master=master,
            memory=None if memory is None else relating.bytes_of(memory),
            workers=workers,
            only=only,
            wait=wait,
            on_stage=on_stage,
        )

    def snapshot(self) -> Snapshot:
        """Return the newest whole state; its ``files(table)`` are for other engines to read."""
        return snapshot(self.folder)

    def quotes(
        self,
        *,
        source: str | None = None,
        words: str | None = None,
        outlet: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        kind: str | None = None,
        limit: int | None = None,
        as_: Form = "arrow",
    ) -> Any:
        """Return who said what, the newest first; the filters are those of ``ask.quotes``."""
        rows = ask.quotes(
            self.snapshot(),
            source=source,
            words=words,
            outlet=outlet,
            since=since,
            until=until,
            kind=kind,
            limit=limit,
        )
        return _formed(rows, as_)

    def sources(self, article: str | None = None, *, as_: Form = "arrow") -> Any:
        """Return the cited sources, or with an article's id the citations of that article."""
        return _formed(ask.sources(self.snapshot(), article), as_)

    def copies(
        self, article: str | None = None, *, kind: str | None = None, as_: Form = "arrow"
    ) -> Any:
        """Return the passages that articles share; see :func:`sumber.copies.copies`."""
        from sumber.copies import copies

        return _formed(copies(self.snapshot(), article, kind), as_)

    def boilerplate(self, *, as_: Form = "arrow") -> Any:
        """Return what outlets put into many of their articles, and what was decided about it."""
        from sumber.copies import boilerplate

        return _formed(boilerplate(self.snapshot()), as_)

    def people(
        self, name: str | None = None, *, limit: int | None = None, as_: Form = "arrow"
    ) -> Any:
        """Return the sources across articles; see :func:`sumber.asking.people.people`."""
        from sumber.asking.people import people

        return _formed(people(self.snapshot(), name, limit=limit), as_)

    def merge_people(self, one: str, other: str, *, wait: float = 10) -> None:
        """Decide that two persons are one; see :func:`sumber.asking.people.merge`."""
        from sumber.asking.people import merge

        merge(self.folder, one, other, wait=wait)

    def split_people(self, person: str, articles: Iterable[str], *, wait: float = 10) -> None:
        """Decide that a person is another one in some articles; see ``asking.people.split``."""
        from sumber.asking.people import split

        split(self.folder, person, list(articles), wait=wait)

    def variants(
        self,
        words: str | None = None,
        *,
        article: str | None = None,
        limit: int | None = None,
        as_: Form = "arrow",
    ) -> Any:
        """Return the wordings of each utterance; see :func:`sumber.asking.variants.variants`."""
        from sumber.asking.variants import variants

        return _formed(variants(self.snapshot(), words, article=article, limit=limit), as_)

    def chains(self, article: str, *, as_: Form = "arrow") -> Any:
        """Return who has it from whom around an article; see ``asking.chains.chains``."""
        from sumber.asking.chains import chains

        return _formed(chains(self.snapshot(), article), as_)

    def stories(
        self, article: str | None = None, *, limit: int | None = None, as_: Form = "arrow"
    ) -> Any:
        """Return the stories, or the articles of one; see :func:`sumber.asking.stories.stories`."""
        from sumber.asking.stories import stories

        return _formed(stories(self.snapshot(), article, limit=limit), as_)

    def articles(self, *, as_: Form = "arrow") -> Any:
        """Return the articles without their texts, the newest first, with counts of facts."""
        return _formed(ask.articles(self.snapshot()), as_)

    def failures(self, *, as_: Form = "arrow") -> Any:
        """Return what could not be read or annotated, and what to do about it."""
        return _formed(ask.failures(self.snapshot()), as_)

    def table(self, name: str, *, as_: Form = "arrow") -> Any:
        """Return a whole table as it is stored; the names and columns are in ``schema``."""
        if name not in TABLES:
            raise UsageError(f"There is no table {name!r}; there are {', '.join(TABLES)}.")
        with self.snapshot().connect(name) as connection:
            return _formed(arrow(connection, f"SELECT * FROM {name}"), as_)

    def article(self, name: str) -> tuple[Article, Notes]:
        """Return an article and what was found in it, by its id. Raises ``NoSuchArticle``."""
        return reading.article(self.snapshot(), name)

    def annotated(self) -> Iterator[tuple[Article, Notes]]:
        """Yield every article with what was found in it, sorted by id, in bounded memory."""
        return reading.annotated(self.snapshot())

    def verify(self) -> Iterator[Mismatch]:
        """Check every stored fact against its text; see :func:`sumber.verify.verify`."""
        from sumber.verify import verify

        return verify(self)

    def health(self) -> Health:
        """Return the state of every table, of the lock, and the gaps in the data."""
        state = self.snapshot()
        counts: dict[str, int] = {}
        unreadable: dict[str, str] = {}
        for table in TABLES:
            try:
                counts |= ask.counts(state, table)
            except CorpusDamaged as error:
                unreadable[table] = str(error)
        return Health(
            folder=str(self.folder),
            number=state.manifest.number,
            versions=state.manifest.tables,
            counts=counts,
            unreadable=unreadable,
            related=state.manifest.related == state.manifest.changed,
            writer=lock_holder(self.folder),
            bytes=_size(self.folder),
        )


def _size(folder: Path) -> int:
    size = 0
    for file in folder.rglob("*"):
        with suppress(OSError):
            size += file.stat().st_size if file.is_file() else 0
    return size


def _formed(rows: Any, form: Form) -> Any:
    if form == "arrow":
        return rows
    if form == "pandas":
        return rows.to_pandas()
    if form == "polars":
        try:
            import polars
        except ImportError as error:
            raise UsageError("Polars is not installed: pip install 'sumber[polars]'.") from error
        return polars.from_arrow(rows)
    raise UsageError(f"as_ {form!r} is none of arrow, pandas, polars.")
