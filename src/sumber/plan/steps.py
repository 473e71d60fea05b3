"""What a step of the plan is: a name, the tables it reads, and what runs.

A step writes one table that bears its name. It is either one SELECT in a small subset of ANSI SQL
that every engine understands alike, or a kernel: a function over Arrow batches of one table, each
row by itself, so that any engine may cut the table as it likes. Hashing, arrays of offsets and
characters stay in kernels; joins, groups and sorting stay in SQL.

What both engines answer alike, bit for bit: ``"end"`` and other names in double quotes,
``CAST(x AS STRING)``, ``IS NOT DISTINCT FROM``, window functions with an order that leaves no tie,
``array_sort(array_agg(x))`` over integers or strings, ``count``, ``min``, ``max``, and ``sum`` of
integers. Not alike: sums and averages of floats (their order is free), ``log``, ``array_agg``
without sorting, integer division, any function that hashes, ``row_number`` over ties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias

Batches: TypeAlias = Iterator[Any]
"""``pyarrow.RecordBatch``, any number of rows each."""


class Kernel(NamedTuple):
    """A pure function over the batches of one table; what it gives for a row rests on it alone.

    It must be importable by its name, so that other processes can run it. ``columns`` are those
    that it takes (none named: all).

    With a ``key`` a later run calls it only for rows that it has not seen: ``key`` names columns
    of the input that tell its rows apart and that stand in the output too, there called
    ``given_as`` (none named: the same), ``pins`` further columns that change whenever what the
    kernel makes of the row may change (``text_sha256`` for a ``text``). A row of the same key and
    pins must give the same output.
    """

    run: Callable[[Batches], Batches]
    columns: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()
    given_as: tuple[str, ...] = ()


class Select(NamedTuple):
    """One SELECT over the tables that the step reads, in ANSI SQL without engine's functions.

    ``stored=False`` makes it a view, computed where it is read: for wide rows that one kernel takes
    once, such as pairs of texts.
    """

    sql: str
    stored: bool = True


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


def named(run: Callable[[Batches], Batches]) -> str:
    """Return the name by which :func:`loaded` finds a kernel's function in any process."""
    return f"{run.__module__}:{run.__qualname__}"


def loaded(name: str) -> Callable[[Batches], Batches]:
    """Return the function of a name."""
    module, function = name.split(":")
    run: Callable[[Batches], Batches] = getattr(import_module(module), function)
    return run
