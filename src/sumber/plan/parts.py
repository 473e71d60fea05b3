"""Make a step anew in part: where few articles came or went, few rows of its table change.

1. ``{step}__touched``: the keys whose rows may have changed, from what changed in the tables read
   (:class:`sumber.plan.steps.Local`).
2. Cut the tables read down to the rows on which these keys rest, and run the step on those. Cuts
   are named in the statement alone (``WITH``), so that other steps still read whole tables.
3. Compare with the rows that the keys had before. What differs is a new level of the table, and is
   told to the steps that read it as ``{step}__changed``: often far less than was touched.

What comes out is what a run from nothing makes, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa

from sumber.engines import Engine
from sumber.plan import levels
from sumber.plan.levels import (
    LEVEL,
    SIDE,
    among,
    columns_of,
    files_in,
    key_of,
    key_schema,
    schema_of,
)
from sumber.plan.steps import Local, Reach, Select, Step

_WORD: Final = re.compile(r"\w+")
SAME: Final = ""
"""Stands for the changed rows of a table in which nothing changed."""
Changes = Mapping[str, str]
"""For each table the name of the table of its changed rows, or ``SAME``; unknown: not there."""


class Renewed(NamedTuple):
    """How many rows a table gained (less than 0: lost), and how many came or went."""

    gained: int
    differ: int


def is_same(step: Step, changes: Changes) -> bool:
    """Tell whether nothing changed in any table that a step reads."""
    return all(changes.get(name) == SAME for name in step.reads)


def can_be_cut(step: Step, changes: Changes) -> bool:
    """Tell whether it is known what of a step's table may have changed."""
    if step.local is None:
        return False
    return all(
        name in changes and (changes[name] == SAME or name in step.local.by) for name in step.reads
    )


def find_touched(engine: Engine, step: Step, changes: Changes) -> int:
    """Hold the keys whose rows may have changed as ``{step}__touched``; return how many."""
    local = step.local
    assert local is not None
    names = [name for name in dict.fromkeys(step.reads) if changes[name] != SAME]
    found = (_keys(local, local.by[name], changes[name]) for name in names)
    columns = ", ".join(f't."{name}"' for name in local.key)
    known = " AND ".join(f't."{name}" IS NOT NULL' for name in local.key)
    sql = f"SELECT DISTINCT {columns} FROM ({' UNION ALL '.join(found)}) t WHERE {known}"
    return engine.hold(touched_of(step), sql, key_schema(step))


def touched_of(step: Step) -> str:
    """Return the name of the table of the keys whose rows may have changed."""
    return f"{step.name}__touched"


def _keys(local: Local, rule: tuple[str, ...] | Reach, changed: str) -> str:
    if isinstance(rule, Reach):
        return rule.keys.format(changed=changed)
    columns = (f'"{own}" AS "{key}"' for own, key in zip(rule, local.key, strict=True))
    return f"SELECT {', '.join(columns)} FROM {changed}"


def find_at_hand(engine: Engine, step: Step, fresh: Mapping[str, Step]) -> set[str]:
    """Return which tables need not be read: what was made anew of them has all touched keys.

    ``fresh``: the steps of which that is still held, with the keys that were touched there.
    """
    assert step.local is not None
    found = set()
    for name in step.reads:
        if name in fresh and step.local.by.get(name) == key_of(fresh[name]):
            there = f"SELECT * FROM {touched_of(fresh[name])}"
            more = f"SELECT * FROM {touched_of(step)} EXCEPT {there}"
            if not engine.count(f"SELECT count(*) FROM ({more}) m"):
                found.add(name)
    return found


def cut(
    step: Step,
    views: Mapping[str, Step],
    schemas: Mapping[str, Any],
    at_hand: Container[str] = (),
) -> str:
    """Return the ``WITH`` that cuts what a step reads down to what its touched keys rest on.

    A table of that name in a statement behind it is the cut one, in its own cut the whole one. Of
    a view the tables are cut on which it rests, by the view's own keys.
    """
    assert step.local is not None
    cuts = []
    for name in dict.fromkeys(step.reads):
        if name in views:
            cuts.append(f"{name} AS ({cut(views[name], views, schemas)}{_sql_of(views[name])})")
        elif resting := _resting(step, step.local.by.get(name)):
            listed = ", ".join(f'i."{column}"' for column in _columns_used(step, schemas[name]))
            table = fresh_of(name) if name in at_hand else name
            cuts.append(f"{name} AS (SELECT {listed} FROM {table} i {resting})")
    return f"WITH {', '.join(cuts)} " if cuts else ""


def _columns_used(step: Step, schema: Any) -> list[str]:
    """Return those columns of a table that a step may use: those that its SELECT names."""
    sql = step.runs.sql if isinstance(step.runs, Select) else "*"
    if "*" in sql.replace("count(*)", ""):
        return list(schema.names)
    words = set(_WORD.findall(sql))
    return [name for name in schema.names if name in words] or list(schema.names)


def _sql_of(view: Step) -> str:
    assert isinstance(view.runs, Select)
    return view.runs.sql


def _resting(step: Step, rule: tuple[str, ...] | Reach | None) -> str:
    """Return what cuts a table ``i`` down: a join, since each touched key stands there once."""
    touched = touched_of(step)
    if isinstance(rule, Reach):
        return f"WHERE {rule.rests_on.format(touched=touched)}" if rule.rests_on else ""
    if rule is None:
        return ""
    same = (f'k."{key}" = i."{own}"' for own, key in zip(rule, key_of(step), strict=True))
    return f"JOIN {touched} k ON {' AND '.join(same)}"


def fresh_of(name: str) -> str:
    """Return the name of what was made anew of a table: all rows of its touched keys, and more."""
    return f"{name}__fresh"


def renew(engine: Engine, step: Step, old: Sequence[Path], into: Path) -> Renewed:
    """Write what was made anew of a table as its next level, as far as it differs.

    ``old`` are the folders of the table as it was. Nothing is written where nothing differs.
    """
    before, fresh = f"{step.name}__before", fresh_of(step.name)
    levels.show(engine, before, old, step)
    own = among(step, touched_of(step))
    now, was = (f"SELECT l.* FROM {name} l WHERE {own}" for name in (fresh, before))
    renewed = compare(engine, step, now, was)
    if renewed.differ:
        rows = f"""
            SELECT {columns_of(step)}, 0 AS {SIDE} FROM {fresh} l
            WHERE {among(step, changed_of(step))}
            UNION ALL SELECT {columns_of(step)}, {SIDE} FROM {changed_of(step)}
        """
        engine.select(f"SELECT *, {len(old)} AS {LEVEL} FROM ({rows}) t", schema_of(step), into)
    return renewed


def compare_whole(
    engine: Engine, step: Step, old: Sequence[Path], new: Path, into: Path
) -> Renewed:
    """Write down what differs between a step's old table and its new one."""
    fresh, before = fresh_of(step.name), f"{step.name}__before"
    engine.show(fresh, files_in(new), step.schema)
    levels.show(engine, before, old, step)
    renewed = compare(engine, step, f"SELECT * FROM {fresh}", f"SELECT * FROM {before}")
    if renewed.differ:
        rows = f"SELECT *, 0 AS {LEVEL} FROM {changed_of(step)}"
        engine.select(rows, schema_of(step), into)
    return renewed


def compare(engine: Engine, step: Step, now: str, was: str) -> Renewed:
    """Hold the rows that came and went; return how many more there are, and how many differ."""
    columns = columns_of(step)
    sql = f"""
        SELECT {columns}, sum({SIDE}) AS {SIDE} FROM (
            SELECT {columns}, 1 AS {SIDE} FROM ({now}) n
            UNION ALL SELECT {columns}, -1 AS {SIDE} FROM ({was}) w
        ) b GROUP BY {columns} HAVING sum({SIDE}) <> 0
    """
    name = changed_of(step)
    differ = engine.hold(name, sql, pa.schema([*step.schema, (SIDE, pa.int64())]))
    total = f"SELECT coalesce(sum({SIDE}), 0) FROM {name}"
    return Renewed(engine.count(total) if differ else 0, differ)


def changed_of(step: Step) -> str:
    """Return the name of the table of the rows that came and went."""
    return f"{step.name}__changed"


def show_changed(engine: Engine, step: Step, folder: Path) -> None:
    """Let later statements read what changed in a step's table, as an earlier run wrote it."""
    engine.show(f"{step.name}__noted", files_in(folder), schema_of(step))
    rows = f"SELECT {columns_of(step)}, {SIDE} FROM {step.name}__noted WHERE {SIDE} <> 0"
    engine.view(changed_of(step), rows)


def show_ever(engine: Engine, step: Step, *, changed: bool) -> None:
    """Let later statements read the rows that a table has or had before as ``{step}__ever``."""
    sql = f"SELECT * FROM {step.name}"
    if changed:
        sql += f" UNION ALL SELECT {columns_of(step)} FROM {changed_of(step)}"
    engine.view(f"{step.name}__ever", sql)
