"""Relate the articles of a corpus: who copied whom, who said what again, what is one story.

1. Take the newest state; put the steps in order.
2. Run them in the working folder of that state, going on where a killed run stopped.
3. Under the writer's lock put all derived tables in place at once, sorted by all their columns.

Articles that come or go meanwhile are related in a second round.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import pyarrow.parquet as pq

from sumber.children import cores
from sumber.corpus.schema import TABLES
from sumber.corpus.store import Writer, writing
from sumber.corpus.versions import Manifest, Snapshot, snapshot
from sumber.engines import EngineName, open_engine
from sumber.engines.duckdb import DuckDB
from sumber.errors import UsageError
from sumber.plan.estimate import Expected, expected, rates_of
from sumber.plan.graph import needed, ordered
from sumber.plan.levels import show
from sumber.plan.running import OnStage, run
from sumber.plan.steps import Step
from sumber.plan.working import Ran, Working, last_run, working

HOMES: Final = ("sumber.reuse.steps", "sumber.relations")
"""The modules whose ``STEPS`` make up the plan."""
ROUNDS: Final = 3
"""How often to try before the corpus is held for the whole run."""
LEAST_MEMORY: Final = 512 << 20
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)i?B?", re.IGNORECASE)


class _Opening(NamedTuple):
    """How the engine is to be opened; see :func:`relate`."""

    engine: EngineName
    master: str | None
    memory: int | None
    workers: int | None


class RelateReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: how each step ran, those of an earlier run included, and the seconds."""

    steps: dict[str, Ran]
    seconds: float


def all_steps() -> tuple[Step, ...]:
    """Return the steps of the whole plan in their order."""
    steps = [
        step
        for home in HOMES
        if find_spec(home)
        for step in getattr(import_module(home), "STEPS", ())
    ]
    return ordered(steps, TABLES)


def relate(
    folder: Path,
    *,
    engine: EngineName = "duckdb",
    master: str | None = None,
    memory: int | None = None,
    workers: int | None = None,
    only: Iterable[str] = (),
    wait: float = 10,
    steps: Sequence[Step] | None = None,
    on_stage: OnStage | None = None,
) -> RelateReport:
    """Fill the derived tables of the corpus in ``folder``.

    ``engine`` is duckdb or spark, ``master`` the address of a Spark cluster; ``memory`` is how many
    bytes the engine may take before it spills to disk, ``workers`` on how many cores to run;
    ``only`` names steps to run, with those that they need; ``wait`` is how many seconds to wait for
    a writer. Raises ``CorpusMissing``, ``CorpusLocked``, ``CorpusError`` and ``UsageError``.
    """
    started = time.monotonic()
    plan = all_steps() if steps is None else ordered(steps, TABLES)
    chosen = needed(plan, only) if tuple(only) else plan
    opened = _Opening(engine, master, memory, workers)
    ran: dict[str, Ran] | None = None
    for turn in range(ROUNDS):
        with ExitStack() as stack:
            last = turn == ROUNDS - 1
            writer = stack.enter_context(writing(folder, wait=wait)) if last else None
            state = snapshot(folder)
            place = stack.enter_context(working(folder, state_name(state.manifest), plan))
            ran = _run(state, chosen, place, opened, on_stage)
            writer = writer or stack.enter_context(writing(folder, wait=wait))
            if _commit(writer, state, chosen, place, whole=len(chosen) == len(plan)):
                break
    return RelateReport(steps=ran or {}, seconds=round(time.monotonic() - started, 3))


def plan(folder: Path, *, memory: int | None = None, only: Iterable[str] = ()) -> list[Expected]:
    """Return the steps in their order, and what each is expected to take; nothing is run.

    Raises ``CorpusMissing``, ``CorpusDamaged``, and ``UsageError`` for an unknown step.
    """
    state, steps = snapshot(folder), all_steps()
    chosen = needed(steps, only) if tuple(only) else steps
    last, then = last_run(folder)
    limit = memory or memory_for(state)
    return expected(chosen, _article_count(state), limit, rates_of(last, then))


def _article_count(state: Snapshot) -> int:
    return sum(pq.read_metadata(file).num_rows for file in state.files("articles"))


def state_name(manifest: Manifest) -> str:
    """Return a name for all that relating rests on: the articles and a person's decisions."""
    return f"{manifest.changed}-{manifest.tables.get('decisions', 0)}"


def bytes_of(size: str) -> int:
    """Return the bytes of a size such as ``4GB``, ``512 MiB`` or ``800M``; all count in 1024s.

    Raises ``UsageError`` for anything else.
    """
    parts = _SIZE.fullmatch(size.strip())
    count = float(parts[1]) * 1024 ** " KMGT".index(parts[2].upper() or " ") if parts else 0
    if count < 1 << 20:
        raise UsageError(f"{size!r} is no size of memory. Write it as 4GB or 800MB.")
    return int(count)


def text_bytes(state: Snapshot) -> int:
    """Return about how many bytes the texts of a state take."""
    size = 0
    for file in state.files("articles"):
        held = pq.read_metadata(file)
        for group in map(held.row_group, range(held.num_row_groups)):
            columns = map(group.column, range(group.num_columns))
            size += sum(c.total_uncompressed_size for c in columns if c.path_in_schema == "text")
    return size


def memory_for(state: Snapshot) -> int:
    """Return how many bytes the engine may take: about the text, within half of the machine's."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(LEAST_MEMORY, min(machine // 2, text_bytes(state) + LEAST_MEMORY // 2))


def _run(
    state: Snapshot,
    steps: Sequence[Step],
    place: Working,
    opening: _Opening,
    on_stage: OnStage | None,
) -> dict[str, Ran]:
    read = {"articles", *(name for step in steps for name in step.reads)} & TABLES.keys()
    read -= {step.name for step in steps}
    tables = {name: (state.files(name), TABLES[name]) for name in sorted(read)}
    engine = open_engine(
        opening.engine,
        place.root,
        master=opening.master,
        memory=opening.memory or memory_for(state),
        workers=opening.workers or cores(),
    )
    with closing(engine):
        return run(steps, tables, place, engine, on_stage)


def _commit(
    writer: Writer, state: Snapshot, steps: Sequence[Step], place: Working, *, whole: bool
) -> bool:
    """Put the derived tables in place; tell whether articles neither came nor went meanwhile."""
    if state_name(writer.manifest) != state_name(state.manifest):
        return False
    kept = [step for step in steps if step.kept]
    if not place.is_committed(kept):
        with closing(DuckDB(place.root, master=None, memory=LEAST_MEMORY, workers=cores())) as db:
            rows = {step.name: _sorted(db, place, step) for step in kept}
            writer.relate(rows, state.manifest.changed if whole else None)
        writer.tidy()
        place.note_committed(kept, _article_count(state))
    if whole:
        place.forget_others()
    return True


def _sorted(db: DuckDB, place: Working, step: Step) -> Any:
    """Return a reader of the rows of a step in the order of all their columns."""
    ran = place.note(step.name)
    assert ran is not None
    show(db, step.name, place.folders(ran), step)
    order = ", ".join(f'"{name}"' for name in step.schema.names)
    return db.read(f"SELECT * FROM {step.name} ORDER BY {order}", step.schema)
