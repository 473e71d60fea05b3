"""Run the steps of a plan on an engine, one after the other.

1. Show the engine the tables of the corpus.
2. Take each step in order: show what an earlier run has written for this very state, or run it.
3. A SELECT is written to the working folder, a view only named, a kernel given the rows that it has
   not seen (:mod:`sumber.plan.again`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from sumber.engines import Engine
from sumber.plan.again import run_kernel
from sumber.plan.steps import Kernel, Select, Step
from sumber.plan.working import Ran, Working


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run is: the step at work, its place among ``of`` steps, and its rows.

    ``total`` is how many rows a kernel has to take, 0 for a SELECT; ``done`` those taken so far.
    """

    step: str
    place: int
    of: int
    done: int = 0
    total: int = 0


OnStage = Callable[[Stage], None]


def run(
    steps: Sequence[Step],
    tables: Mapping[str, tuple[Sequence[str], Any]],
    working: Working,
    engine: Engine,
    on_stage: OnStage | None = None,
) -> dict[str, Ran]:
    """Run the steps, which must be in order, and return how each that writes a table ran.

    ``tables`` holds the Parquet files and the schema of every table of the corpus that they read.
    Raises ``CorpusError`` where a step fails; what earlier steps have written stays.
    """
    schemas = {name: schema for name, (_, schema) in tables.items()}
    for name, (files, schema) in tables.items():
        engine.show(name, files, schema)
    ran: dict[str, Ran] = {}
    for place, step in enumerate(steps, 1):
        stage = Stage(step=step.name, place=place, of=len(steps))
        schemas[step.name] = step.schema
        if isinstance(step.runs, Select) and not step.runs.stored:
            engine.view(step.name, step.runs.sql)
            continue
        ran[step.name] = working.note(step) or _run(step, schemas, working, engine, stage, on_stage)
        engine.show(step.name, working.rows(step), step.schema)
    return ran


def _run(
    step: Step,
    schemas: Mapping[str, Any],
    working: Working,
    engine: Engine,
    stage: Stage,
    on_stage: OnStage | None,
) -> Ran:
    started = time.monotonic()
    counted = on_stage is not None and isinstance(step.runs, Kernel)
    total = engine.count(f"SELECT count(*) FROM {step.reads[0]}") if counted else 0
    taken = 0

    def tell(done: int) -> None:
        nonlocal taken
        taken = done
        if on_stage is not None:
            on_stage(msgspec.structs.replace(stage, done=done, total=total))

    def fill(folder: Path) -> Ran:
        if isinstance(step.runs, Kernel):
            source, before = schemas[step.reads[0]], working.before(step)
            rows = run_kernel(engine, step, source, before, folder, tell)
        else:
            rows = engine.select(step.runs.sql, step.schema, folder / "rows")
        return Ran(
            signature=working.signature(step),
            rows=rows,
            taken=taken,
            seconds=round(time.monotonic() - started, 3),
        )

    if on_stage is not None:
        on_stage(stage)
    return working.write(step, fill)
