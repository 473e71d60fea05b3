"""Articles that failed: counted while a command runs, told by reason at its end."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from sumber.messages import Say
from sumber.records import Article, Failure
from sumber.render.safe import one_line

EXAMPLES = 3


class Tally:
    """Counts what was done and what failed, and keeps the first examples of each reason."""

    def __init__(self) -> None:
        self.done = 0
        self.reasons = Counter[str]()
        self.examples = defaultdict[str, list[Failure]](list)

    @property
    def failed(self) -> int:
        """How many failures there were."""
        return self.reasons.total()

    def add(self, failure: Failure) -> None:
        """Count a failure."""
        self.reasons[failure.reason] += 1
        if len(self.examples[failure.reason]) < EXAMPLES:
            self.examples[failure.reason].append(failure)

    def sort(self, items: Iterable[Article | Failure]) -> Iterator[Article]:
        """Pass articles on and count the failures among ``items``."""
        for item in items:
            if isinstance(item, Failure):
                self.add(item)
            else:
                self.done += 1
                yield item

    def report(self, say: Say) -> int:
        """Tell of the failures on stderr; return the exit code: 0, 3, or 1 where nothing worked."""
        if not self.failed:
            return 0
        print(f"sumber: {say('failed.summary', n=self.failed)}", file=sys.stderr)
        for reason, count in self.reasons.most_common():
            for line in self._told(reason, count, say):
                print(line, file=sys.stderr)
        return 3 if self.done else 1

    def _told(self, reason: str, count: int, say: Say) -> Iterator[str]:
        examples = self.examples[reason]
        told = say(f"reason.{reason}") if f"reason.{reason}" in say else reason
        step = say(f"next.{reason}") if f"next.{reason}" in say else examples[0].next_step
        yield f"  {say.number(count)} × {told}"
        for failure in examples:
            yield f"      {place_of(failure)}: {one_line(failure.message)}"
        if count > len(examples):
            yield f"      {say('failed.more', n=count - len(examples))}"
        yield f"    → {one_line(step)}"


def place_of(failure: Failure) -> str:
    """Name the place of a failure: its path and the position inside it."""
    return one_line(", ".join(part for part in (failure.path, failure.position) if part))
