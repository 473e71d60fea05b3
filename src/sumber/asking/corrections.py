"""What a person corrected in the facts of articles, taken into a corpus.

1. Every corrected article must be there with the same text, and its facts must stand in it.
2. What the person left alone stays as it is stored and says that a person has seen it; the rest
   has confidence 1 and says that a person made it (:func:`marked`).
3. The decision and the facts are put into the corpus in one change; adding the article again puts
   the facts in place again (``corpus.corrected``).

Derived tables follow with the next `sumber relate`; till then statements that a person changed
belong to nobody there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import pyarrow as pa

from sumber.corpus.corrected import TABLES, corrected, corrections_of, decision_of
from sumber.corpus.facts import FACTS, kept
from sumber.corpus.rows import Annotated, article_rows, fact_rows
from sumber.corpus.store import Writer, writing
from sumber.corpus.versions import Snapshot
from sumber.errors import NoSuchArticle, UsageError
from sumber.plan.tables import DECISIONS
from sumber.records import Article, Failure, Notes, Statement
from sumber.search.shelf import Shelf
from sumber.verify import flaws_of

MADE: Final = "made by a person"
SEEN: Final = "seen by a person"
AT_ONCE: Final = 200
"""Articles that are changed in one commit."""


class CorrectReport(msgspec.Struct, frozen=True, kw_only=True):
    """What came of corrections: articles changed, those that were so already, those refused.

    ``unread`` counts tasks that nobody has annotated.
    """

    corrected: int
    unchanged: int
    unread: int
    failures: tuple[Failure, ...] = ()


class _Change(NamedTuple):
    """An article with the facts to be stored, and the statements that are no more as they were."""

    article: Article
    notes: Notes
    gone: list[tuple[str, str]]


def correct(
    folder: Path, found: Iterable[Annotated | Failure | None], *, wait: float = 10
) -> CorrectReport:
    """Take corrected facts into the corpus in ``folder``; see the module's head.

    ``found`` are articles with the facts that a person left of them, failures to be handed on, and
    ``None`` for what nobody annotated. Raises ``CorpusMissing``, ``CorpusLocked``.
    """
    counts = Counter[str]()
    failures: list[Failure] = []
    with writing(folder, wait=wait) as writer:
        for some in _some(found):
            counts["unread"] += some.count(None)
            asked = [item for item in some if item is not None and not isinstance(item, Failure)]
            done = list(_changes(writer.snapshot, asked))
            failures += [item for item in [*some, *done] if isinstance(item, Failure)]
            changes = {one.article.id: one for one in done if isinstance(one, _Change)}
            counts["unchanged"] += done.count(None)
            counts["corrected"] += len(changes)
            _commit(writer, list(changes.values()), withdrawn=False)
    return CorrectReport(
        corrected=counts["corrected"],
        unchanged=counts["unchanged"],
        unread=counts["unread"],
        failures=tuple(failures),
    )


def withdraw(folder: Path, ids: Iterable[str], *, wait: float = 10) -> int:
    """Take corrections back: the articles get the facts that the stages find; return how many.

    Raises ``NoSuchArticle`` for one that the corpus does not hold, ``UsageError`` for one that
    nobody corrected.
    """
    from sumber.stages import annotate

    names = list(dict.fromkeys(ids))
    with writing(folder, wait=wait) as writer:
        held, corrections = Shelf(writer.snapshot), corrections_of(writer.snapshot)
        articles = held.articles(names)
        for name in names:
            if name not in articles:
                raise NoSuchArticle(f"The corpus holds no article {name!r}.")
            if name not in corrections:
                raise UsageError(f"Nobody has corrected the facts of the article {name!r}.")
        old = _notes_of(held, names)
        changes = [_change(one, old[name], kept(annotate(one))) for name, one in articles.items()]
        _commit(writer, changes, withdrawn=True)
    return len(names)


def marked(old: Notes, new: Notes) -> Notes:
    """Return the new facts, each saying whether a person made it or saw it and left it alone.

    A fact that stands in both is kept as it is in ``old``.
    """
    facts = {}
    for table in TABLES:
        there = {_bare(fact): fact for fact in getattr(old, table)}
        facts[table] = tuple(_marked(fact, there.get(_bare(fact))) for fact in getattr(new, table))
    return msgspec.structs.replace(old, **facts)


def _marked(fact: Any, stored: Any) -> Any:
    if stored is None:
        return _replaced(fact, MADE, confidence=1.0)
    told = stored.because if isinstance(stored.because, tuple) else stored.because.split("; ")
    if {MADE, SEEN} & set(told):
        return _replaced(fact, *told, confidence=getattr(stored, "confidence", 1.0))
    return _replaced(fact, *filter(None, told), SEEN, confidence=getattr(stored, "confidence", 1.0))


def _replaced(fact: Any, *because: str, confidence: float) -> Any:
    """Return a fact with other reasons; one of a kind without confidence has them as one text."""
    if not isinstance(fact.because, tuple):
        return msgspec.structs.replace(fact, because="; ".join(because))
    return msgspec.structs.replace(fact, because=because, confidence=confidence)


def _bare(fact: Any) -> Any:
    """Return a fact without what tells how sure it is, and a statement without its id."""
    none: dict[str, Any] = {"because": () if isinstance(fact.because, tuple) else ""}
    none |= {"confidence": 0.0} if hasattr(fact, "confidence") else {}
    none |= {"id": ""} if isinstance(fact, Statement) else {}
    return msgspec.structs.replace(fact, **none)


def _some(found: Iterable[Any]) -> Iterator[list[Any]]:
    left = iter(found)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _changes(state: Snapshot, asked: Sequence[Annotated]) -> Iterator[_Change | Failure | None]:
    """Yield what each correction changes, why it is refused, or ``None`` for none."""
    held, corrections = Shelf(state), corrections_of(state)
    ids = [article.id for article, _ in asked]
    articles, old = held.articles(ids), _notes_of(held, ids)
    for given, notes in asked:
        article = articles.get(given.id)
        if article is None or article.text != given.text:
            yield _refused(given, article)
            continue
        new = marked(old[article.id], notes)
        flaw = next(flaws_of(article, new), None)
        if flaw is not None:
            yield _flawed(article, flaw)
        elif corrections.get(article.id) == corrected(article, new):
            yield None
        else:
            yield _change(article, old[article.id], new)


def _notes_of(held: Shelf, ids: Iterable[str]) -> dict[str, Notes]:
    found = {table: held.facts(table, ids) for table in FACTS}
    notes = {}
    for name in ids:
        own: dict[str, Any] = {table: tuple(held.get(name, ())) for table, held in found.items()}
        notes[name] = Notes(**own)
    return notes


def _change(article: Article, old: Notes, new: Notes) -> _Change:
    left = {(one.id, _bare(one)) for one in new.statements}
    gone = [one.id for one in old.statements if (one.id, _bare(one)) not in left]
    return _Change(article, new, [(article.id, name) for name in gone])


def _commit(writer: Writer, changes: Sequence[_Change], *, withdrawn: bool) -> None:
    if not changes:
        return
    now = datetime.now(UTC)
    batch = [(one.article, one.notes) for one in changes]
    decided = [
        decision_of(article.id, None if withdrawn else corrected(article, notes), now)
        for article, notes in batch
    ]
    rows = {table: fact_rows(table, batch) for table in FACTS}
    rows["decisions"] = pa.Table.from_pylist(decided, schema=DECISIONS)
    rows["articles"] = article_rows(batch, now)
    writer.amend(rows, [one for change in changes for one in change.gone])


def _refused(given: Article, there: Article | None) -> Failure:
    if there is None:
        reason, told = "unknown-article", f"The corpus holds no article {given.id!r}."
        step = "Add the article, or name the corpus from which the task was exported."
    else:
        reason, told = "another-text", f"The corpus holds another text under the id {given.id!r}."
        step = "Export the task again from this corpus, and correct it there."
    return Failure(
        path=given.path or given.id, position=f"article {given.id}", reason=reason, message=told,
        next_step=step,
    )  # fmt: skip


def _flawed(article: Article, told: str) -> Failure:
    return Failure(
        path=article.path or article.id,
        position=f"article {article.id}",
        reason="flawed-correction",
        message=f"A corrected fact does not hold: {told}.",
        next_step="Mend it in Label Studio, export the project and take it in again.",
    )
