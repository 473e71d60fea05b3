"""How far a long command is: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from sumber.messages import Say

if TYPE_CHECKING:
    from rich.progress import Progress

LINE_EVERY = 10.0


class Meter:
    """Shows progress on stderr. Nothing is shown before ``after`` seconds have passed."""

    def __init__(self, say: Say, *, after: float) -> None:
        self.say = say
        self.begun = monotonic()
        self.next_line = self.begun + max(after, LINE_EVERY)
        self.bar_from = self.begun + after
        self.live = sys.stderr.isatty()
        self.bar: Progress | None = None

    def tell(self, done: int, failed: int, share: float | None = None) -> None:
        """Take note of how many items are done and failed; ``share`` of the whole in 0..1."""
        now = monotonic()
        if self.live and now >= self.bar_from:
            self._draw(done, failed, share, now)
        elif not self.live and now >= self.next_line:
            self.next_line = now + LINE_EVERY
            line = ", ".join(self._parts(done, failed, share, now))
            print(f"sumber: {line}", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Take the bar away."""
        if self.bar:
            self.bar.stop()

    def _draw(self, done: int, failed: int, share: float | None, now: float) -> None:
        if self.bar is None:
            self.bar = bar()
            self.bar.start()
            self.bar.add_task("")
        told = ", ".join(self._parts(done, failed, share, now))
        self.bar.update(self.bar.task_ids[0], total=share and 1, completed=share, description=told)

    def _parts(self, done: int, failed: int, share: float | None, now: float) -> Iterator[str]:
        passed = max(now - self.begun, 0.001)
        rate = done / passed
        yield self.say("progress.done", n=done)
        yield self.say("progress.rate", rate=self.say.number(rate, 0 if rate >= 10 else 1))
        if share:
            yield self.say("progress.left", time=clock(passed / share * (1 - share)))
        if failed:
            yield self.say("progress.failed", n=failed)


@contextmanager
def meter(say: Say, *, after: float = 0.0) -> Iterator[Meter]:
    """Show progress while the block runs."""
    shown = Meter(say, after=after)
    try:
        yield shown
    finally:
        shown.close()


def share(done: int | None, total: int | None) -> float | None:
    """Return how much of the whole is done, in 0..1, where both are known."""
    return min(done / total, 1.0) if total and done is not None else None


def clock(seconds: float) -> str:
    """Return a time in seconds as ``1:23`` or ``1:02:03``."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def bar() -> Progress:
    """Return a bar on stderr, to be started by who shows it."""
    from rich.progress import BarColumn, Progress, TextColumn

    from sumber.cli.console import aside

    return Progress(
        BarColumn(bar_width=24),
        TextColumn("{task.description}", markup=False),
        console=aside(),
        transient=True,
        refresh_per_second=5,
    )
