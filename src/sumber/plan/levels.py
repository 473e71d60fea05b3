"""A table on the disk as levels: all rows as they were once, and what has changed since.

The first folder of a table holds all rows, each further one, a level, what became of some keys: the
rows that they have from then on (``side__`` 0) and what differs from before (1 came, -1 went). So
a change costs what it changes, and a newer state of a table shares the files of an older one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from sumber.engines import Engine
from sumber.plan.steps import Step

SIDE: Final = "side__"
LEVEL: Final = "level__"
MOST: Final = 6
"""Levels from which on a table is written anew as one."""


def files_in(folder: Path) -> list[str]:
    """Return the Parquet files below a folder, sorted."""
    return sorted(str(path) for path in folder.rglob("*.parquet"))


def show(engine: Engine, name: str, folders: Sequence[Path], step: Step) -> None:
    """Let later statements read the table of a step that lies in ``folders`` as ``name``."""
    first, *levels = folders
    if not levels:
        engine.show(name, files_in(first), step.schema)
        return
    base, above = f"{name}__base", f"{name}__levels"
    engine.show(base, files_in(first), step.schema)
    engine.show(above, [file for level in levels for file in files_in(level)], schema_of(step))
    columns = columns_of(step)
    newer = among(step, above).removesuffix(")")
    engine.view(
        name,
        f"SELECT {columns} FROM {base} l WHERE NOT {newer}) UNION ALL "
        f"SELECT {columns} FROM {above} l WHERE {SIDE} = 0 AND NOT {newer} "
        f"AND k.{LEVEL} > l.{LEVEL})",
    )


def schema_of(step: Step) -> Any:
    """Return the columns of a level."""
    return pa.schema([*step.schema, (SIDE, pa.int64()), (LEVEL, pa.int64())])


def columns_of(step: Step) -> str:
    """Return the columns of a step's table, to be selected."""
    return ", ".join(f'"{name}"' for name in step.schema.names)


def among(step: Step, keys: str) -> str:
    """Return the condition that the key of a row ``l`` is among those of a table."""
    same = " AND ".join(f'k."{name}" = l."{name}"' for name in key_of(step))
    return f"EXISTS (SELECT 1 FROM {keys} k WHERE {same})"


def key_of(step: Step) -> tuple[str, ...]:
    """Return the key of a step that can be made anew in part."""
    assert step.local is not None
    return step.local.key


def key_schema(step: Step) -> Any:
    """Return the columns of a step's key."""
    return pa.schema([step.schema.field(name) for name in key_of(step)])
