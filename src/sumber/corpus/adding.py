"""Add articles to a corpus.

1. Read on; leave out what the corpus holds already, refuse an id that comes with another text.
2. Annotate the rest on all cores; what a person corrected in an article takes its place.
3. Commit in batches: articles with their facts, and the failures met among them.
4. Forget recorded failures of inputs that were read again and no longer fail; tidy up.

Killed at any moment, the corpus holds the batches finished so far, and the next run adds the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from sumber.children import cores
from sumber.corpus import annotating
from sumber.corpus.annotating import Done, Read
from sumber.corpus.corrected import corrections_of, replayed
from sumber.corpus.facts import FACTS
from sumber.corpus.rows import Annotated, article_rows, fact_rows, failure_rows
from sumber.corpus.schema import TABLES
from sumber.corpus.store import Writer, uninterrupted, writing
from sumber.corpus.versions import Snapshot, arrow
from sumber.export.interchange import text_hash
from sumber.records import Article, Failure

BATCH_CHARACTERS = 20_000_000
"""A batch ends here even if it holds few articles, so that memory stays bounded."""

FailureKey: TypeAlias = tuple[str, str | None, str]


class Progress(msgspec.Struct, frozen=True):
    """How far a run is: articles done (added or unchanged), failures, and bytes where known."""

    articles: int
    failures: int
    bytes_read: int | None = None
    bytes_total: int | None = None


class AddReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did. ``failed`` counts all failures met, those recorded before included."""

    added: int
    unchanged: int
    failed: int
    seconds: float
    interrupted: bool = False


class _Run:
    """The counts of one run, and what it has to remember of the corpus and of its failures."""

    def __init__(
        self,
        state: Snapshot,
        on_progress: Callable[[Progress], None] | None,
        on_failure: Callable[[Failure], None] | None,
    ) -> None:
        self.added = self.pending = self.unchanged = self.failed = 0
        self.known = known_texts(state)
        self.recorded = recorded_failures(state)
        self.corrections = corrections_of(state)
        self.met: dict[FailureKey, Failure] = {}
        self.read_again: set[str] = set()
        self._failing = {path for path, _, _ in self.recorded}
        self._on_progress = on_progress
        self._on_failure = on_failure

    def fresh(self, items: Iterable[Read]) -> Iterator[Read]:
        """Leave out what the corpus holds already; refuse known ids with another text."""
        for item in items:
            if _source(item) in self._failing:
                self.read_again.add(_source(item))
            checked = _checked(item)
            if isinstance(checked, Failure):
                yield checked
                continue
            sha256 = bytes.fromhex(text_hash(checked.text))
            known = self.known.setdefault(checked.id, sha256)
            if known is sha256:
                yield checked
            elif known == sha256:
                self.unchanged += 1
                self.tell()
            else:
                yield _another_text(checked)

    def note_failure(self, failure: Failure) -> bool:
        """Count a failure; tell whether it is to be recorded, being new."""
        key = _key(failure)
        is_new = key not in self.met and key not in self.recorded
        self.met[key] = failure
        self.failed += 1
        if self._on_failure is not None:
            self._on_failure(failure)
        return is_new

    def tell(self) -> None:
        """Report the progress, counting articles that are annotated and not yet committed."""
        if self._on_progress is not None:
            done = self.added + self.pending + self.unchanged
            self._on_progress(Progress(done, self.failed))


def add(
    folder: Path,
    items: Iterable[Read],
    *,
    workers: int | None = None,
    batch: int = 1000,
    wait: float = 10,
    on_progress: Callable[[Progress], None] | None = None,
    on_failure: Callable[[Failure], None] | None = None,
) -> AddReport:
    """Add the items to the corpus in ``folder``, which is made where there is none.

    Ctrl-C ends the run early: what is annotated is committed and the report says ``interrupted``.
    Raises ``CorpusLocked`` where another process still writes after ``wait`` seconds, and
    ``CorpusError`` where writing fails; batches committed before stay.
    """
    started = time.monotonic()
    with writing(folder, wait=wait, create=True) as writer:
        run = _Run(writer.snapshot, on_progress, on_failure)
        done = annotating.annotate_all(
            run.fresh(items), workers=workers or cores(), annotator=annotating.ANNOTATOR
        )
        with closing(done):
            interrupted = _commit_all(writer, run, done, batch)
        if not interrupted:
            _forget_failures(writer, run)
        if run.added:
            writer.tidy()
    return AddReport(
        added=run.added,
        unchanged=run.unchanged,
        failed=run.failed,
        seconds=round(time.monotonic() - started, 3),
        interrupted=interrupted,
    )


def _commit_all(writer: Writer, run: _Run, done: Iterator[Done], size: int) -> bool:
    """Commit batch after batch; return whether Ctrl-C ended the run."""
    pending: list[Done] = []
    try:
        characters = 0
        for item in done:
            if isinstance(item, Failure):
                pending += [item] if run.note_failure(item) else []
            else:
                pending.append(item)
                run.pending += 1
                characters += len(item[0].text)
            run.tell()
            if len(pending) >= size or characters >= BATCH_CHARACTERS:
                _commit(writer, run, pending)
                characters = 0
    except KeyboardInterrupt:
        _commit(writer, run, pending)
        return True
    _commit(writer, run, pending)
    return False


def _commit(writer: Writer, run: _Run, pending: list[Done]) -> None:
    """Commit what is pending, and empty it."""
    if not pending:
        return
    with uninterrupted():
        now = datetime.now(UTC)
        annotated: list[Annotated] = [
            (item[0], replayed(*item, run.corrections))
            for item in pending
            if not isinstance(item, Failure)
        ]
        failures = [item for item in pending if isinstance(item, Failure)]
        rows: dict[str, Any] = {table: fact_rows(table, annotated) for table in FACTS}
        rows["articles"] = article_rows(annotated, now)
        rows["failures"] = failure_rows(failures, now)
        writer.append(rows)
        run.added += len(annotated)
        run.pending = 0
        pending.clear()


def _forget_failures(writer: Writer, run: _Run) -> None:
    """Drop recorded failures of inputs that were read again to the end and no longer fail so."""
    past = {key for key in run.recorded if key[0] in run.read_again and key not in run.met}
    if not past:
        return
    with writer.snapshot.connect("failures") as connection:
        rows = arrow(connection, "SELECT * FROM failures").cast(TABLES["failures"])
    kept = [
        row for row in rows.to_pylist() if (row["path"], row["position"], row["reason"]) not in past
    ]
    writer.replace("failures", type(rows).from_pylist(kept, schema=TABLES["failures"]))


def known_texts(state: Snapshot) -> dict[str, bytes]:
    """Return the SHA-256 of the text of every article, by id."""
    with state.connect("articles") as connection:
        rows = arrow(connection, "SELECT id, unhex(text_sha256) AS sha256 FROM articles")
    return dict(zip(*(rows.column(name).to_pylist() for name in ("id", "sha256")), strict=True))


def recorded_failures(state: Snapshot) -> set[FailureKey]:
    """Return the keys (path, position, reason) of all recorded failures."""
    with state.connect("failures") as connection:
        rows = arrow(connection, "SELECT path, position, reason FROM failures")
    columns: Mapping[str, Any] = rows.to_pydict()
    return set(zip(columns["path"], columns["position"], columns["reason"], strict=True))


def _key(failure: Failure) -> FailureKey:
    return failure.path, failure.position, failure.reason


def _source(item: Read) -> str:
    """Return the path under which a failure of this item is recorded."""
    return (item.path if isinstance(item, Failure) else item.path or item.url) or ""


def _checked(item: Read) -> Read:
    """Return the item, or a failure for an article that no table can hold, not being Unicode."""
    try:
        msgspec.msgpack.encode(item)
    except UnicodeEncodeError as error:
        if isinstance(item, Failure):
            return _printable(item)
        return _failure(
            item,
            "not-unicode",
            f"The article holds a character that is none: {error.reason}.",
            "Repair the encoding of the input and add it again.",
        )
    return item


def _printable(failure: Failure) -> Failure:
    """Return the failure with half characters written out (a path need not be Unicode)."""
    texts = msgspec.structs.asdict(failure).items()
    return Failure(
        **{name: text and text.encode("utf-8", "backslashreplace").decode() for name, text in texts}
    )


def _another_text(article: Article) -> Failure:
    return _failure(
        article,
        "duplicate-id",
        f"The corpus holds another text under the id {article.id!r}.",
        f"To take this one instead: `sumber remove {article.id}`, then add it again.",
    )


def _failure(article: Article, reason: str, message: str, next_step: str) -> Failure:
    failure = Failure(
        path=_source(article),
        position=f"article {article.id}",
        reason=reason,
        message=message,
        next_step=next_step,
    )
    return _printable(failure)
