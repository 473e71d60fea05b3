"""Consoles that take every text as it is: no markup, no guessing at numbers and addresses."""

from __future__ import annotations

import sys
from typing import NoReturn, TextIO

from rich.console import Console


class PlainSpoken(Console):
    """A console that obeys nothing in its texts and leaves a closed pipe to the caller."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(file=stream, highlight=False, markup=False, emoji=False)

    def on_broken_pipe(self) -> NoReturn:
        """Let the caller know, where rich would end the process as failed."""
        raise BrokenPipeError


def screen() -> Console:
    """Return a console on stdout."""
    return PlainSpoken(sys.stdout)


def aside() -> Console:
    """Return a console on stderr."""
    return PlainSpoken(sys.stderr)
