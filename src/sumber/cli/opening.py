"""Files that a command reads itself; one that cannot be opened is a failure."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sumber.cli.failures import Tally


def opened(paths: Iterable[str], tally: Tally) -> Iterator[tuple[BinaryIO, str]]:
    """Open one file after the other and yield it with its name.

    A folder stands for the JSON files in it.
    """
    for named in paths:
        path = Path(named)
        files = sorted(path.glob("*.json*")) if named != "-" and path.is_dir() else [path]
        for file in files:
            with _open(file, tally) as stream:
                if stream is not None:
                    yield stream, str(file)


@contextmanager
def _open(path: Path, tally: Tally) -> Iterator[BinaryIO | None]:
    from sumber.readers.failures import REASONS
    from sumber.records import Failure

    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        message, step = REASONS["unreadable"]
        tally.add(
            Failure(
                path=str(path),
                position=None,
                reason="unreadable",
                message=message.format(detail=error.strerror),
                next_step=step.format(),
            )
        )
        yield None
        return
    with stream:
        yield stream
