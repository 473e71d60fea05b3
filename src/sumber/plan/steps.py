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

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias

Batches: TypeAlias = Iterator[Any]
"""``pyarrow.RecordBatch``, any number of rows each."""


class Kernel(NamedTuple):
    """A pure function over the batches of one table; what it gives for a row rests on it alone.

    It must be importable by its name, so that other processes can run it. ``columns`` are those
    that it takes (none named: all).
    """

    run: Callable[[Batches], Batches]
    columns: tuple[str, ...] = ()


class Select(NamedTuple):
    """One SELECT over the tables that the step reads, in ANSI SQL without engine's functions.

    ``stored=False`` makes it a view, computed where it is read: for wide rows that one kernel takes
    once, such as pairs of texts.
    """

    sql: str
    stored: bool = True


class Reach(NamedTuple):
    """How far a changed row of one table reaches: a SELECT of keys from ``{changed}``.

    ``{changed}`` are the rows that came or went (of a table of the corpus only the ids of their
    articles: ``id`` or ``article``). Other tables are read there as ``NAME__ever``, with the rows
    that they had before, so that no key is missed of rows that went together. ``rests_on`` is a
    condition on a row of that table, called ``i``, which holds for all rows on which the keys in
    ``{touched}`` rest; none: any row may.
    """

    keys: str
    rests_on: str = ""


class Local(NamedTuple):
    """What lets a step be made anew in part: its rows of one key rest on few rows of what it reads.

    ``key`` names columns of the step's table, never null there. ``by`` says for each table read how
    its rows belong to keys: by its columns that hold the key, in the same order, or by a
    :class:`Reach`. Where a table changes that is not in ``by``, the step is made anew as a whole.
    """

    key: tuple[str, ...]
    by: Mapping[str, tuple[str, ...] | Reach]


class Step(NamedTuple):
    """One step: the table it writes, those it reads, what runs, and the columns written.

    ``kept``: the table is part of the corpus, to be asked later; otherwise it lives in the working
    folder of a run. ``note`` says in one sentence what the step does, for ``--plan``. ``local``
    says how little of it is made anew where articles come or go; none: always all of it.
    """

    name: str
    reads: tuple[str, ...]
    runs: Kernel | Select
    schema: Any
    note: str
    kept: bool = False
    local: Local | None = None

    @property
    def is_view(self) -> bool:
        """Tell whether the step writes nothing: its rows are computed where they are read."""
        return isinstance(self.runs, Select) and not self.runs.stored


def named(run: Callable[[Batches], Batches]) -> str:
    """Return the name by which :func:`loaded` finds a kernel's function in any process."""
    return f"{run.__module__}:{run.__qualname__}"


def loaded(name: str) -> Callable[[Batches], Batches]:
    """Return the function of a name."""
    module, function = name.split(":")
    run: Callable[[Batches], Batches] = getattr(import_module(module), function)
    return run
