"""What a kernel need not do again: rows that it has taken for an earlier state of the corpus.

A kernel's answer for a row rests on that row alone. So the answers of an earlier run hold for every
row that is still there with the same key and pins, and joining new articles costs what the new rows
cost, while every table comes out as a run from nothing would make it.

1. Write down which rows there are now (``seen``: keys and pins).
2. Keep the answers of those that were there before.
3. Give the kernel the rest.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from sumber.engines import Engine, Tell
from sumber.plan.steps import Kernel, Step
from sumber.plan.working import NEW, SEEN, files_in, rows_in

MADE: Final = "made"
KEPT: Final = "kept"
MANY: Final = 16
"""Files of answers from which on they are written anew, as one."""


def run_kernel(
    engine: Engine, step: Step, source: Any, before: Path | None, into: Path, tell: Tell
) -> int:
    """Fill a step's folder with a kernel's answers; return how many rows it gave.

    ``source`` is the schema of the table that it reads, ``before`` the folder of an earlier run.
    """
    kernel, table = step.runs, step.reads[0]
    assert isinstance(kernel, Kernel)
    columns = ", ".join(f'i."{name}"' for name in kernel.columns or source.names)
    taken = f"SELECT {columns} FROM {table} i"
    if not kernel.key:
        return engine.kernel(kernel, taken, step.schema, into / MADE, tell)
    kept = _keep(engine, step, source, before, into)
    if kept is not None:
        keys = " AND ".join(f'f."{name}" = i."{name}"' for name in kernel.key)
        taken = f"SELECT {columns} FROM {_list_new(engine, step, source, into)} f "
        taken += f"JOIN {table} i ON {keys}"
    return (kept or 0) + engine.kernel(kernel, taken, step.schema, into / MADE, tell)


def _list_new(engine: Engine, step: Step, source: Any, into: Path) -> str:
    """Write down the keys of the rows that are new, so that few rows of a wide view are made."""
    kernel = step.runs
    assert isinstance(kernel, Kernel)
    keys = ", ".join(f'n."{name}"' for name in kernel.key)
    sql = (
        f"SELECT {keys} FROM {step.name}__seen n "
        f"WHERE NOT EXISTS (SELECT 1 FROM {_old(step)} o WHERE {_same('o', 'n', kernel)})"
    )
    schema = pa.schema([source.field(name) for name in kernel.key])
    engine.select(sql, schema, into / NEW)
    engine.show(f"{step.name}__new", files_in(into / NEW), schema)
    return f"{step.name}__new"


def _keep(engine: Engine, step: Step, source: Any, before: Path | None, into: Path) -> int | None:
    """Write down the rows seen and keep the answers that still hold; return how many.

    ``None`` where there is nothing to keep from.
    """
    kernel = step.runs
    assert isinstance(kernel, Kernel)
    names = [*kernel.key, *kernel.pins]
    schema = pa.schema([source.field(name) for name in names])
    listed = ", ".join(f'"{name}"' for name in names)
    engine.select(f"SELECT {listed} FROM {step.reads[0]}", schema, into / SEEN)
    if before is None:
        return None
    new, old = f"{step.name}__seen", _old(step)
    engine.show(new, files_in(into / SEEN), schema)
    engine.show(old, files_in(before / SEEN), schema)
    gone = f"FROM {old} o WHERE NOT EXISTS (SELECT 1 FROM {new} n WHERE {_same('n', 'o', kernel)})"
    if len(rows_in(before)) < MANY and not engine.count(f"SELECT count(*) {gone}"):
        return _link(engine, step, rows_in(before), into / KEPT)
    engine.show(f"{step.name}__answers", rows_in(before), step.schema)
    names_there = zip(kernel.key, kernel.given_as or kernel.key, strict=True)
    holding = " AND ".join(f'g."{here}" = a."{there}"' for here, there in names_there)
    sql = (
        f"SELECT a.* FROM {step.name}__answers a "
        f"WHERE NOT EXISTS (SELECT 1 FROM (SELECT o.* {gone}) g WHERE {holding})"
    )
    return engine.select(sql, step.schema, into / KEPT)


def _link(engine: Engine, step: Step, files: Iterable[str], into: Path) -> int:
    """Take over files as they are; return how many rows they hold."""
    into.mkdir()
    for place, file in enumerate(files):
        try:
            os.link(file, into / f"{place}.parquet")
        except OSError:
            shutil.copyfile(file, into / f"{place}.parquet")
    engine.show(f"{step.name}__kept", files_in(into), step.schema)
    return engine.count(f"SELECT count(*) FROM {step.name}__kept")


def _old(step: Step) -> str:
    return f"{step.name}__seen_before"


def _same(one: str, other: str, kernel: Kernel) -> str:
    keys = [f'{one}."{name}" = {other}."{name}"' for name in kernel.key]
    pins = [f'{one}."{name}" IS NOT DISTINCT FROM {other}."{name}"' for name in kernel.pins]
    return " AND ".join(keys + pins)
