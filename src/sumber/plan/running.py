"""Run the steps of a plan on an engine, each after those that it reads.

1. Show the engine the tables of the corpus, and find what came and went since the state before.
2. Take each step in order: show what an earlier run has written for this very state; or take over
   what nothing has touched; or make it anew in part (:mod:`sumber.plan.parts`), or as a whole.
   Parts are small, so steps that do not wait for each other are made side by side.
3. A SELECT is written to the working folder, a view only named, a kernel given its rows.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Final

import msgspec

from sumber.engines import Engine
from sumber.plan import levels, parts
from sumber.plan.arriving import arrived
from sumber.plan.lanes import in_lanes
from sumber.plan.parts import SAME
from sumber.plan.steps import Select, Step
from sumber.plan.working import DATA, Ran, Working


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run is: the step at work, its place among ``of`` steps, and its rows.

    ``total`` is how many rows a kernel has to take, 0 for a SELECT and for a step made anew in
    part; ``done`` those taken so far.
    """

    step: str
    place: int
    of: int
    done: int = 0
    total: int = 0


HELD_ROWS: Final = 10_000
"""Where more rows of a table differ, what was made anew of it is held for the steps that read it:
finding those rows again in the whole table would take longer."""
OnStage = Callable[[Stage], None]


def run(
    steps: Sequence[Step],
    tables: Mapping[str, tuple[Sequence[str], Any]],
    working: Working,
    engine: Engine,
    on_stage: OnStage | None = None,
) -> dict[str, Ran]:
    """Run the steps, which must be in order, and return how each that writes a table ran.

    ``tables`` holds the Parquet files and the schema of every table of the corpus that they read,
    ``articles`` among them. Raises ``CorpusError`` where a step fails; what earlier steps have
    written stays.
    """
    for name, (files, schema) in tables.items():
        engine.show(name, files, schema)
    at_work = _Run(steps, tables, working, engine, on_stage)
    ran = in_lanes(steps, engine.lanes() if at_work.is_in_part else [engine], at_work.make)
    return {name: one for name, one in ran.items() if one is not None}


class _Run:
    """One run: which tables have been made, and what has changed in each.

    Several threads make steps at once, each through an engine of its own over the same tables.
    """

    def __init__(
        self,
        steps: Sequence[Step],
        tables: Mapping[str, tuple[Sequence[str], Any]],
        working: Working,
        engine: Engine,
        on_stage: OnStage | None,
    ) -> None:
        self.working, self.on_stage, self.telling = working, on_stage, Lock()
        self.places = {step.name: place for place, step in enumerate(steps, 1)}
        self.views = {step.name: step for step in steps if step.is_view}
        self.schemas = {
            **{name: schema for name, (_, schema) in tables.items()},
            **{step.name: step.schema for step in steps},
        }
        self.told = {name for step in steps if step.local for name in step.reads}
        self.recalled = {
            name for step in steps for name in step.reads if f"{name}__ever" in str(step.local)
        }
        self.changes = arrived(engine, working, tables)
        self.fresh: dict[str, Step] = {}

    @property
    def is_in_part(self) -> bool:
        """Tell whether few articles came or went."""
        return "articles" in self.changes

    def make(self, step: Step, engine: Engine) -> Ran | None:
        """Let later steps read the table of a step; return how it ran, ``None`` for a view."""
        if isinstance(step.runs, Select) and not step.runs.stored:
            engine.view(step.name, step.runs.sql)
            self._note_view(step, engine)
            return None
        ran, held = self.working.note(step.name), False
        if ran is None:
            self._tell(step)
            ran = self.working.write(step.name, lambda: self._fill(step, engine))
            held = ran.differ > 0
        self._show(step, engine, ran, held=held)
        return ran

    def _note_view(self, step: Step, engine: Engine) -> None:
        """Note what has changed in a view: the keys that may have."""
        if parts.is_same(step, self.changes):
            self.changes[step.name] = SAME
        elif parts.can_be_cut(step, self.changes):
            found = parts.find_touched(engine, step, self.changes)
            self.changes[step.name] = parts.touched_of(step) if found else SAME

    def _show(self, step: Step, engine: Engine, ran: Ran, *, held: bool) -> None:
        """Let later steps read a table, and what changed in it; ``held``: that is held already."""
        levels.show(engine, step.name, self.working.folders(ran), step)
        before = self.working.before
        if before is None or ran.since != before.name or ran.differ < 0:
            return
        if ran.differ and step.name in self.told and not held:
            parts.show_changed(engine, step, self.working.root / DATA / ran.changed)
        if step.name in self.recalled:
            parts.show_ever(engine, step, changed=ran.differ > 0)
        self.changes[step.name] = parts.changed_of(step) if ran.differ else SAME

    def _fill(self, step: Step, engine: Engine) -> Ran:
        """Make a step's table; return how it ran."""
        started = time.monotonic()
        old, since = self.working.old(step.name), self.working.before
        made = self._whole(step, engine, old) if old is None else self._made(step, engine, old)
        return msgspec.structs.replace(
            made,
            seconds=round(time.monotonic() - started, 3),
            since="" if since is None or old is None else since.name,
        )

    def _made(self, step: Step, engine: Engine, old: Ran) -> Ran:
        """Make a step's table of the one before, as little of it as can be."""
        same = parts.is_same(step, self.changes)
        in_part = not same and parts.can_be_cut(step, self.changes)
        if in_part and parts.find_touched(engine, step, self.changes):
            return self._in_part(step, engine, old)
        if same or in_part:
            return msgspec.structs.replace(old, taken=0, differ=0, changed="")
        return self._whole(step, engine, old)

    def _whole(self, step: Step, engine: Engine, old: Ran | None) -> Ran:
        """Make a step's table anew; note what differs where later steps ask for it."""
        into = self.working.folder(step.name)
        rows, taken = self._anew(step, engine, into)
        ran = self._ran(step, rows, taken, (into.name,))
        if old is None or step.name not in self.told:
            return ran
        changed = self.working.folder(step.name)
        found = parts.compare_whole(engine, step, self.working.folders(old), into, changed)
        return msgspec.structs.replace(ran, differ=found.differ, changed=changed.name)

    def _in_part(self, step: Step, engine: Engine, old: Ran) -> Ran:
        """Make a step's table of the one before and of what its touched keys rest on."""
        level = self.working.folder(step.name)
        taken = self._hold(step, engine)
        found = parts.renew(engine, step, self.working.folders(old), level)
        if found.differ > HELD_ROWS:
            self.fresh[step.name] = step
        else:
            engine.drop(parts.touched_of(step))
            engine.drop(parts.fresh_of(step.name))
        if not found.differ:
            return msgspec.structs.replace(old, taken=taken, differ=0, changed="")
        ran = self._ran(step, old.rows + found.gained, taken, (*old.folders, level.name))
        return msgspec.structs.replace(
            self._flat(step, engine, ran), differ=found.differ, changed=level.name
        )

    def _hold(self, step: Step, engine: Engine) -> int:
        """Hold what a step makes of its touched keys; return how many rows a kernel took."""
        at_hand = parts.find_at_hand(engine, step, self.fresh)
        cut = parts.cut(step, self.views, self.schemas, at_hand)
        if isinstance(step.runs, Select):
            sql = f"{cut}SELECT * FROM ({step.runs.sql}) s"
            engine.hold(parts.fresh_of(step.name), sql, step.schema)
            return 0
        aside = self.working.folder(step.name)
        _, taken = self._anew(step, engine, aside, cut)
        engine.show(f"{step.name}__aside", levels.files_in(aside), step.schema)
        engine.hold(parts.fresh_of(step.name), f"SELECT * FROM {step.name}__aside", step.schema)
        shutil.rmtree(aside)
        return taken

    def _flat(self, step: Step, engine: Engine, ran: Ran) -> Ran:
        """Write a table of many levels as one."""
        if len(ran.folders) <= levels.MOST:
            return ran
        into, high = self.working.folder(step.name), f"{step.name}__high"
        levels.show(engine, high, self.working.folders(ran), step)
        engine.select(f"SELECT * FROM {high}", step.schema, into)
        return msgspec.structs.replace(ran, folders=(into.name,))

    def _ran(self, step: Step, rows: int, taken: int, folders: tuple[str, ...]) -> Ran:
        signature = self.working.signatures[step.name]
        return Ran(signature=signature, rows=rows, taken=taken, seconds=0, folders=folders)

    def _anew(self, step: Step, engine: Engine, into: Path, cut: str = "") -> tuple[int, int]:
        """Write what a step makes of the tables, cut if so said; return rows written and taken."""
        runs, taken = step.runs, 0
        if isinstance(runs, Select):
            return engine.select(runs.sql, step.schema, into), taken
        (table,) = step.reads
        listed = ", ".join(f'i."{name}"' for name in runs.columns or self.schemas[table].names)
        told = self.on_stage is not None and not cut
        total = engine.count(f"SELECT count(*) FROM {table}") if told else 0

        def tell(done: int) -> None:
            nonlocal taken
            taken = done
            self._tell(step, done, total)

        sql = f"{cut}SELECT {listed} FROM {table} i"
        return engine.kernel(runs, sql, step.schema, into, tell), taken

    def _tell(self, step: Step, done: int = 0, total: int = 0) -> None:
        if self.on_stage is not None:
            place, of = self.places[step.name], len(self.places)
            with self.telling:
                self.on_stage(Stage(step=step.name, place=place, of=of, done=done, total=total))
