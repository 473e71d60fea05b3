"""What a step of the plan is: a name, the tables it reads, and what runs.

A step writes one table that bears its name. It is either one SELECT in a small subset of ANSI SQL
that every engine understands alike, or a kernel: a function over Arrow batches of one table, each
row by itself, so that any engine may cut the table as it likes. Hashing, arrays of offsets and
characters stay in kernels; joins, groups and sorting stay in SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

Batches: TypeAlias = Iterator[Any]
"""``pyarrow.RecordBatch``, any number of rows each."""


class Kernel(NamedTuple):
    """A pure function over the batches of one table; what it gives for a row rests on it alone.

    It must be importable by its name, so that other processes can run it.
    """

    run: Callable[[Batches], Batches]


class Select(NamedTuple):
    """One SELECT over the tables that the step reads, in ANSI SQL without engine's functions."""

    sql: str


class Step(NamedTuple):
    """One step: the table it writes, those it reads, what runs, and the columns written.

    ``kept``: the table is part of the corpus, to be asked later; otherwise it lives in the working
    folder of a run. ``note`` says in one sentence what the step does, for ``--plan``.
    """

    name: str
    reads: tuple[str, ...]
    runs: Kernel | Select
    schema: Any
    note: str
    kept: bool = False
