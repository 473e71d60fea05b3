"""Run the stages over a stream of articles in worker processes; answers come in input order.

1. Cut the stream into chunks, small enough that all cores are busy and memory stays bounded.
2. One thread per worker process hands it a chunk and takes one answer per article.
3. A worker that dies or hangs costs the one article it was at; a fresh worker takes the rest, one
   by one, to see which article it is.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import IO, TypeAlias

import msgspec

from sumber.children import Child, in_order
from sumber.corpus.worker import Answer
from sumber.errors import SumberError
from sumber.frames import put, take
from sumber.records import Article, Failure, Notes

WORKER = "sumber.corpus.worker"
ANNOTATOR = "sumber.stages:annotate"
LIMIT = 120.0
"""Seconds that one article may take."""
CHUNK_ARTICLES = 32
CHUNK_CHARACTERS = 200_000
AHEAD = 3
"""Chunks in work or waiting, per worker."""

Read: TypeAlias = Article | Failure
Done: TypeAlias = tuple[Article, Notes] | Failure
_ANSWER = msgspec.msgpack.Decoder(Answer)


def annotate_all(
    items: Iterable[Read], *, workers: int, limit: float = LIMIT, annotator: str = ANNOTATOR
) -> Generator[Done, None, None]:
    """Yield each article with its notes, and each failure, in the order of ``items``.

    An article whose annotation raises, kills its process or takes longer than ``limit`` seconds
    becomes a ``Failure`` with the reason ``annotate-error``. Raises ``SumberError`` where the
    stages cannot be started at all.
    """
    words = (annotator, str(limit))
    children = [Child("The stages", WORKER, *words, wrong=SumberError) for _ in range(workers)]
    with closing(in_order(children, _chunks(items), partial(_annotated, limit), AHEAD)) as chunks:
        for done in chunks:
            yield from done


def _chunks(items: Iterable[Read]) -> Iterator[list[Read]]:
    chunk: list[Read] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if len(chunk) >= CHUNK_ARTICLES or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _annotated(limit: float, child: Child, chunk: list[Read]) -> list[Done]:
    """Annotate the articles of a chunk; failures pass through.

    Where the child died over several articles, the rest is asked for one by one.
    """
    done = list(_some(child, chunk, limit))
    while len(done) < len(chunk):
        done += _some(child, chunk[len(done) : len(done) + 1], limit)
    return done


def _some(child: Child, chunk: list[Read], limit: float) -> Iterator[Done]:
    """Yield what came of the items, up to where the child died; one alone is to blame."""
    articles = [item for item in chunk if isinstance(item, Article)]
    answers = _asked(child, articles) if articles else None
    for item in chunk:
        if isinstance(item, Failure):
            yield item
            continue
        if answers is None:
            return
        started = time.monotonic()
        frame = take(answers)
        if frame is None:
            child.end()
            if len(chunk) == 1:
                yield _gone(item, time.monotonic() - started >= limit)
            return
        yield _done(item, _ANSWER.decode(frame))


def _asked(child: Child, articles: list[Article]) -> IO[bytes] | None:
    """Hand the articles over and return the stream of answers; ``None`` to try again."""
    requests, answers = child.start()
    try:
        put(requests, articles)
    except OSError:  # it was killed while it had nothing to do
        child.end()
        return None
    return answers


def _done(article: Article, answer: Answer) -> Done:
    if answer.notes is None:
        return _failure(article, answer.raised)
    return article, answer.notes


def _gone(article: Article, late: bool) -> Failure:
    return _failure(article, "it took too long" if late else "its process was killed")


def _failure(article: Article, told: str) -> Failure:
    return Failure(
        path=article.path or article.url or "",
        position=f"article {article.id}",
        reason="annotate-error",
        message=f"The article could not be annotated: {told}.",
        next_step="Report it with the article; the rest of the run is not touched by it.",
    )
