"""Steps side by side: each begins once all that it reads is there and a lane is free."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from typing import TypeVar

from sumber.plan.steps import Step

Lane = TypeVar("Lane")
Made = TypeVar("Made")


def in_lanes(
    steps: Sequence[Step], lanes: Sequence[Lane], make: Callable[[Step, Lane], Made]
) -> dict[str, Made]:
    """Return what is made of each step, the steps being in order; a lane has one at a time.

    What ``make`` raises is raised here, once the steps in other lanes are done; no more begin.
    """
    if len(lanes) == 1:
        return {step.name: make(step, lanes[0]) for step in steps}
    by_name = {step.name: step for step in steps}
    reads = {step.name: [name for name in step.reads if name in by_name] for step in steps}
    waiting = TopologicalSorter(reads)
    waiting.prepare()
    with ThreadPoolExecutor(len(lanes)) as pool:
        return _made(pool, waiting, by_name, list(lanes), make)


def _made(
    pool: ThreadPoolExecutor,
    waiting: TopologicalSorter[str],
    steps: dict[str, Step],
    free: list[Lane],
    make: Callable[[Step, Lane], Made],
) -> dict[str, Made]:
    order = {name: place for place, name in enumerate(steps)}
    ready: list[str] = []
    at_work: dict[Future[Made], tuple[str, Lane]] = {}
    made: dict[str, Made] = {}
    while waiting.is_active():
        ready = sorted([*ready, *waiting.get_ready()], key=order.__getitem__)
        while ready and free:
            name, lane = ready.pop(0), free.pop()
            at_work[pool.submit(make, steps[name], lane)] = name, lane
        for done in wait(at_work, return_when=FIRST_COMPLETED).done:
            name, lane = at_work.pop(done)
            made[name] = done.result()
            free.append(lane)
            waiting.done(name)
    return made
