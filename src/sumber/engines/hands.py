"""Run a kernel over a stream of batches in worker processes; answers come in the batches' order.

1. Cut wide batches, so that a batch holds a bounded number of bytes.
2. The first ones run right here: a small table is done before a process could start.
3. What is not done after a moment goes to worker processes, each with a thread that hands it a
   batch and takes its answer.
4. A worker that dies gets the batch once more, in a fresh process; a second death ends the run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from queue import SimpleQueue
from typing import Any, Final

import msgspec

from sumber.corpus.worker import put, take
from sumber.engines.worker import Answer, as_batches, as_bytes
from sumber.errors import CorpusError
from sumber.plan.steps import Batches, named

LIMIT: Final = 1800.0
"""Seconds that one batch may take."""
WIDEST: Final = 16 << 20
"""Bytes of a batch above which it is cut."""
PATIENCE: Final = 1.5
"""Seconds for which batches run in this process before others are started."""
AHEAD: Final = 2
"""Batches in work or waiting, per worker."""
_ANSWER = msgspec.msgpack.Decoder(Answer)


def run_on(
    run: Callable[[Batches], Batches],
    batches: Iterable[Any],
    workers: int,
    tell: Callable[[int], None],
    limit: float = LIMIT,
) -> Iterator[Any]:
    """Yield what a kernel makes of the batches; ``tell`` hears how many rows are done.

    Raises ``CorpusError`` where a worker process died twice over one batch or the kernel raised in
    it; what the kernel raises in this process passes through.
    """
    done = 0
    coming = chain.from_iterable(map(narrow, batches))
    started = time.monotonic()
    while workers == 1 or time.monotonic() - started < PATIENCE:
        batch = next(coming, None)
        if batch is None:
            return
        yield from (made for made in run(iter((batch,))) if made.num_rows)
        done += batch.num_rows
        tell(done)
    for rows, made in _mapped(named(run), coming, workers, limit):
        yield from made
        done += rows
        tell(done)


def narrow(batch: Any) -> Iterator[Any]:
    """Yield a batch in parts of a bounded size, at least one row each."""
    if batch.nbytes <= WIDEST or batch.num_rows == 1:
        if batch.num_rows:
            yield batch
        return
    half = batch.num_rows // 2
    yield from narrow(batch.slice(0, half))
    yield from narrow(batch.slice(half))


def _mapped(
    name: str, batches: Iterator[Any], workers: int, limit: float
) -> Generator[tuple[int, list[Any]], None, None]:
    """Yield for each batch the number of its rows and what was made of them."""
    hands = [_Hand(name, limit) for _ in range(workers)]
    idle: SimpleQueue[_Hand] = SimpleQueue()
    for hand in hands:
        idle.put(hand)

    def task(batch: Any) -> tuple[int, list[Any]]:
        hand = idle.get()
        try:
            return batch.num_rows, hand.made(batch)
        finally:
            idle.put(hand)

    waiting: deque[Future[tuple[int, list[Any]]]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        for batch in batches:
            waiting.append(pool.submit(task, batch))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        for hand in hands:
            hand.stop()
        pool.shutdown()
        for hand in hands:  # one may have been starting just then
            hand.stop()


class _Hand:
    """One child process, started when it is first needed and again when it died."""

    def __init__(self, name: str, limit: float) -> None:
        self._name = name
        self._command = [sys.executable, "-m", "sumber.engines.worker", name, str(limit)]
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def made(self, batch: Any) -> list[Any]:
        """Return what the kernel makes of a batch."""
        for _ in range(2):
            frame = self._asked(batch)
            if frame is not None:
                answer = _ANSWER.decode(frame)
                if answer.raised:
                    raise CorpusError(f"{self._name} failed: {answer.raised}. Please report it.")
                return as_batches(answer.rows)
            self._end()
        raise CorpusError(
            f"A process that ran {self._name} was killed twice over the same {batch.num_rows} "
            "rows, perhaps for want of memory. Free some, or run on fewer cores, and run the same "
            "command again; it goes on from there."
        )

    def stop(self) -> None:
        """End the child at once."""
        self._stopped = True
        with suppress(CancelledError):
            self._end()

    def _asked(self, batch: Any) -> bytes | None:
        """Return the child's answer, ``None`` where it died."""
        try:
            child = self._started()
            assert child.stdin is not None and child.stdout is not None  # noqa: PT018
            put(child.stdin, as_bytes([batch]))
            return take(child.stdout)
        except (OSError, ValueError):
            return None

    def _started(self) -> subprocess.Popen[bytes]:
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
            assert self._child.stdout is not None
            frame = take(self._child.stdout)
            hello = "it ended at once" if frame is None else msgspec.msgpack.decode(frame)
            if hello and not self._stopped:
                raise CorpusError(f"{self._name} cannot be started: {hello}. Reinstall sumber.")
        return self._child

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
