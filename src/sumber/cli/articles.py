"""Articles on their way from files, through the stages, to a command's output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sumber.cli.complaints import Mistake
from sumber.messages import Say

if TYPE_CHECKING:
    from sumber.cli.failures import Tally
    from sumber.output import Format
    from sumber.readers import Consumed
    from sumber.records import Article, Failure, Notes


def read_paths(
    paths: Sequence[str], columns: Sequence[str], say: Say, consumed: Consumed | None = None
) -> Iterator[Article | Failure]:
    """Read articles from files, folders, patterns and ``-`` for standard input.

    ``columns`` holds pairs such as ``text=isi``; ``consumed`` counts the bytes read.
    """
    from sumber.readers import read

    check_words(paths, say)
    named = named_columns(columns, say)
    return read(paths, columns=named, stdin=sys.stdin.buffer, consumed=consumed)


def check_words(words: Sequence[str], say: Say) -> None:
    """Refuse what looks like an option: a path may be ``-``, so none is refused before."""
    for word in words:
        if word.startswith("-") and word != "-":
            raise Mistake(say("usage.dash", word=word))


def named_columns(pairs: Sequence[str], say: Say) -> dict[str, str] | None:
    """Return what the user named: a field of the article to the column that holds it."""
    columns = dict(pair.partition("=")[::2] for pair in pairs)
    for field, column in columns.items():
        if not field or not column:
            raise Mistake(say("error.column", word=field or column))
    return columns or None


def annotated(
    items: Iterable[Article | Failure], tally: Tally, workers: int
) -> Iterator[tuple[Article, Notes]]:
    """Yield every article with its notes, in order; what fails goes to ``tally``.

    One worker is this process itself; more are processes of their own.
    """
    from sumber.records import Failure

    for item in _annotate_here(items) if workers <= 1 else _annotate_there(items, workers):
        if isinstance(item, Failure):
            tally.add(item)
        else:
            tally.done += 1
            yield item


def put_facts(found: Iterable[tuple[Article, Notes]], form: Format) -> None:
    """Write articles with their facts: interchange objects as JSON, else a row a statement."""
    from sumber.cli.streams import put
    from sumber.export.interchange import as_interchange
    from sumber.export.tables import STATEMENT_COLUMNS, statement_rows, statement_schema

    if form in ("jsonl", "json"):
        put((as_interchange(article, notes) for article, notes in found), form)
    else:
        rows = (row for article, notes in found for row in statement_rows(article, notes))
        put(rows, form, STATEMENT_COLUMNS, statement_schema() if form == "parquet" else None)


def put_documents(found: Iterable[tuple[Article, Notes]], form: str) -> None:
    """Write articles with their facts in a form of :mod:`sumber.export.documents`."""
    from typing import cast

    from sumber.export.documents import DocumentFormat, write_documents

    write_documents(found, cast("DocumentFormat", form), sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _annotate_here(
    items: Iterable[Article | Failure],
) -> Iterator[tuple[Article, Notes] | Failure]:
    from sumber.records import Failure

    for part in _parts(items):
        if isinstance(part, Failure):
            yield part
        else:
            yield from _annotate_part(part)


def _parts(items: Iterable[Article | Failure]) -> Iterator[list[Article] | Failure]:
    """Yield articles in parts that are annotated together, the first one alone: it shows soon."""
    from sumber.corpus.worker import CHARACTERS, TOGETHER
    from sumber.records import Failure

    part: list[Article] = []
    most = 1
    for item in items:
        if isinstance(item, Failure):
            if part:
                yield part
            yield item
            part = []
            continue
        part.append(item)
        if len(part) == most or sum(len(one.text) for one in part) > CHARACTERS:
            yield part
            part, most = [], TOGETHER
    if part:
        yield part


def _annotate_part(articles: list[Article]) -> Iterator[tuple[Article, Notes] | Failure]:
    from sumber.stages import annotate_together

    for article, found in zip(articles, annotate_together(articles), strict=True):
        if isinstance(found, Exception):
            yield _annotate_error(article, found)
        else:
            yield article, found


def _annotate_there(
    items: Iterable[Article | Failure], workers: int
) -> Iterator[tuple[Article, Notes] | Failure]:
    from sumber.corpus.annotating import annotate_all

    return annotate_all(items, workers=workers)


def _annotate_error(article: Article, error: Exception) -> Failure:
    from sumber.records import Failure

    return Failure(
        path=article.path or article.url or "-",
        position=f"article {article.id}",
        reason="annotate-error",
        message=f"The article could not be annotated: {type(error).__name__}: {error}.",
        next_step="Report it with the article; the rest of the run is not touched by it.",
    )
