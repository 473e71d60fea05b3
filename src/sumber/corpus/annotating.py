"""Run the stages over a stream of articles in worker processes; answers come in input order.

1. Cut the stream into chunks, small enough that all cores are busy and memory stays bounded.
2. One thread per worker process hands it a chunk and takes one answer per article.
3. A worker that dies or hangs costs the one article it was at; a fresh worker takes the rest, one
   by one, to see which article it is.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, TypeAlias

import msgspec

from sumber.corpus.worker import Answer, put, take
from sumber.errors import SumberError
from sumber.records import Article, Failure, Notes

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


class _Worker:
    """One child process, started when it is first needed and again when it died."""

    def __init__(self, annotator: str, limit: float) -> None:
        self._command = [sys.executable, "-m", "sumber.corpus.worker", annotator, str(limit)]
        self._limit = limit
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def annotate(self, chunk: list[Read]) -> list[Done]:
        """Annotate the articles of a chunk; failures pass through.

        Where the child died over several articles, the rest is asked for one by one.
        """
        done = list(self._some(chunk))
        while len(done) < len(chunk):
            done += self._some(chunk[len(done) : len(done) + 1])
        return done

    def stop(self) -> None:
        """End the child at once."""
        self._stopped = True
        with suppress(CancelledError):
            self._end()

    def _some(self, chunk: list[Read]) -> Iterator[Done]:
        """Yield what came of the items, up to where the child died; one alone is to blame."""
        articles = [item for item in chunk if isinstance(item, Article)]
        answers = self._asked(articles) if articles else None
        for item in chunk:
            if isinstance(item, Failure):
                yield item
                continue
            if answers is None:
                return
            started = time.monotonic()
            frame = take(answers)
            if frame is None:
                self._end()
                if len(chunk) == 1:
                    yield _gone(item, time.monotonic() - started >= self._limit)
                return
            yield _done(item, _ANSWER.decode(frame))

    def _asked(self, articles: list[Article]) -> IO[bytes] | None:
        """Hand the articles over and return the stream of answers; ``None`` to try again."""
        requests, answers = self._pipes()
        try:
            put(requests, articles)
        except OSError:  # it was killed while it had nothing to do
            self._end()
            return None
        return answers

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._child is None:
            if self._stopped:
                raise CancelledError
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                start_new_session=True,
            )
            self._greet(self._child)
        requests, answers = self._child.stdin, self._child.stdout
        assert requests is not None and answers is not None  # noqa: PT018 - asked for above
        return requests, answers

    def _greet(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        frame = take(child.stdout)
        hello = "it ended at once" if frame is None else msgspec.msgpack.decode(frame, type=str)
        if hello and not self._stopped:
            raise SumberError(f"The stages cannot be started: {hello}. Reinstall sumber.")

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
        if self._stopped:
            raise CancelledError


def annotate_all(
    items: Iterable[Read], *, workers: int, limit: float = LIMIT, annotator: str = ANNOTATOR
) -> Generator[Done, None, None]:
    """Yield each article with its notes, and each failure, in the order of ``items``.

    An article whose annotation raises, kills its process or takes longer than ``limit`` seconds
    becomes a ``Failure`` with the reason ``annotate-error``. Raises ``SumberError`` where the
    stages cannot be started at all.
    """
    hands = [_Worker(annotator, limit) for _ in range(workers)]
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for hand in hands:
        idle.put(hand)

    def task(chunk: list[Read]) -> list[Done]:
        hand = idle.get()
        try:
            return hand.annotate(chunk)
        finally:
            idle.put(hand)

    waiting: deque[Future[list[Done]]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        for chunk in _chunks(items):
            waiting.append(pool.submit(task, chunk))
            if len(waiting) >= workers * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        for hand in hands:
            hand.stop()
        pool.shutdown()
        for hand in hands:  # one may have been starting just then
            hand.stop()


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
