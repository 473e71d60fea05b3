"""Child processes that work side by side; what they make comes in the order of the tasks.

Each has a thread that hands it a task and waits for what comes of it. The child's side, and what
passes between both, is :mod:`sumber.frames`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, TypeVar

import msgspec

from sumber.errors import SumberError
from sumber.frames import take

Task = TypeVar("Task")
Made = TypeVar("Made")


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Child:
    """One child process, started when it is first needed and again after it was ended."""

    def __init__(self, what: str, module: str, *words: str, wrong: type[SumberError]) -> None:
        """``python -m module words…``, which serves ``what``; ``wrong`` where it cannot start."""
        self._what = what
        self._command = [sys.executable, "-m", module, *words]
        self._wrong = wrong
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def start(self) -> tuple[IO[bytes], IO[bytes]]:
        """Return the streams of its requests and of its answers; start it where it does not run.

        Raises ``CancelledError`` once it has been stopped, and ``wrong``.
        """
        if self._process is None:
            if self._stopped:
                raise CancelledError
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                start_new_session=True,
            )
            self._greet(self._process)
        requests, answers = self._process.stdin, self._process.stdout
        assert requests is not None and answers is not None  # noqa: PT018 - asked for above
        return requests, answers

    def end(self) -> None:
        """End the process, so that the next start is a fresh one; raises as :meth:`start` does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
        if self._stopped:
            raise CancelledError

    def stop(self) -> None:
        """End the process at once, for good."""
        self._stopped = True
        with suppress(CancelledError):
            self.end()

    def _greet(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        frame = take(process.stdout)
        hello = "it ended at once" if frame is None else msgspec.msgpack.decode(frame, type=str)
        if hello and not self._stopped:
            raise self._wrong(f"{self._what} cannot be started: {hello}. Reinstall sumber.")


def in_order(
    children: Sequence[Child],
    tasks: Iterable[Task],
    work: Callable[[Child, Task], Made],
    ahead: int,
) -> Generator[Made, None, None]:
    """Yield what ``work`` makes of each task with a child that is free, in the order of the tasks.

    At most ``ahead`` tasks for each child are in work or waiting. However this ends, the children
    are stopped; close it where it may not be read to its end.
    """
    idle: SimpleQueue[Child] = SimpleQueue()
    for child in children:
        idle.put(child)

    def done(task: Task) -> Made:
        child = idle.get()
        try:
            return work(child, task)
        finally:
            idle.put(child)

    waiting: deque[Future[Made]] = deque()
    pool = ThreadPoolExecutor(len(children))
    try:
        for task in tasks:
            waiting.append(pool.submit(done, task))
            if len(waiting) >= len(children) * ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        for child in children:
            child.stop()
        pool.shutdown()
        for child in children:  # one may have been starting just then
            child.stop()
