"""Run a kernel over a stream of batches in worker processes; answers come in the batches' order.

1. Cut wide batches, so that a batch holds a bounded number of bytes.
2. The first ones run right here: a small table is done before a process could start.
3. What is not done after a moment goes to worker processes, each with a thread that hands it a
   batch and takes its answer.
4. A worker that dies gets the batch once more, in a fresh process; a second death ends the run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import chain
from typing import Any, Final

import msgspec

from sumber.children import Child, in_order
from sumber.engines.worker import Answer, as_batches, as_bytes
from sumber.errors import CorpusError
from sumber.frames import put, take
from sumber.plan.steps import Batches, named

WORKER: Final = "sumber.engines.worker"
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
    with closing(_mapped(named(run), coming, workers, limit)) as answers:
        for rows, batches_made in answers:
            yield from batches_made
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
    words = (name, str(limit))
    children = [Child(name, WORKER, *words, wrong=CorpusError) for _ in range(workers)]

    def made(child: Child, batch: Any) -> tuple[int, list[Any]]:
        return batch.num_rows, _made(name, child, batch)

    return in_order(children, batches, made, AHEAD)


def _made(name: str, child: Child, batch: Any) -> list[Any]:
    """Return what the kernel makes of a batch."""
    for _ in range(2):
        frame = _asked(child, batch)
        if frame is not None:
            answer = _ANSWER.decode(frame)
            if answer.raised:
                raise CorpusError(f"{name} failed: {answer.raised}. Please report it.")
            return as_batches(answer.rows)
        child.end()
    raise CorpusError(
        f"A process that ran {name} was killed twice over the same {batch.num_rows} "
        "rows, perhaps for want of memory. Free some, or run on fewer cores, and run the same "
        "command again; it goes on from there."
    )


def _asked(child: Child, batch: Any) -> bytes | None:
    """Return the child's answer, ``None`` where it died."""
    try:
        requests, answers = child.start()
        put(requests, as_bytes([batch]))
        return take(answers)
    except (OSError, ValueError):
        return None
