"""Every error that sumber raises on purpose.

SumberError
├── UsageError          the call's words are off                      exit code 2
│   └── NoSuchArticle   the corpus holds no article of that id
├── CorpusError         the corpus cannot be used as asked            exit code 1
│   ├── CorpusLocked    another process is writing
│   ├── CorpusMissing   there is no corpus in that folder
│   └── CorpusDamaged   a table cannot be read
└── ReadError           a whole input cannot be read; inside a run it becomes a ``Failure``

Each message says what happened and what to do next.
"""

from __future__ import annotations


class SumberError(Exception):
    """The root of all errors that sumber raises on purpose."""

    exit_code = 1


class UsageError(SumberError):
    """The call's words are off; nothing was read or written."""

    exit_code = 2


class NoSuchArticle(UsageError):  # noqa: N818 - reads as what happened
    """The corpus holds no article of that id."""


class CorpusError(SumberError):
    """The corpus cannot be used as asked."""


class CorpusLocked(CorpusError):  # noqa: N818
    """Another process is writing to the corpus."""


class CorpusMissing(CorpusError):  # noqa: N818
    """There is no corpus in that folder."""


class CorpusDamaged(CorpusError):  # noqa: N818
    """A table of the corpus cannot be read."""


class ReadError(SumberError):
    """A whole input cannot be read."""
