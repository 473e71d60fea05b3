"""The order in which steps run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from graphlib import CycleError, TopologicalSorter

from sumber.errors import UsageError
from sumber.plan.steps import Step


def ordered(steps: Iterable[Step], given: Iterable[str]) -> tuple[Step, ...]:
    """Return the steps so that each comes after those that it reads, else as they were given.

    ``given`` names the tables that are there already. Raises ``ValueError`` for two steps of one
    name, a table that nothing writes, and a circle.
    """
    by_name: dict[str, Step] = {}
    for step in steps:
        if by_name.setdefault(step.name, step) is not step:
            raise ValueError(f"Two steps write the table {step.name!r}.")
    known = {*by_name, *given}
    for step in by_name.values():
        missing = set(step.reads) - known
        if missing:
            raise ValueError(f"The step {step.name!r} reads {min(missing)!r}, which is not there.")
    wanted = {name: [r for r in step.reads if r in by_name] for name, step in by_name.items()}
    try:
        return tuple(by_name[name] for name in TopologicalSorter(wanted).static_order())
    except CycleError as error:
        raise ValueError(f"The steps {', '.join(error.args[1])} wait for each other.") from error


def needed(steps: Sequence[Step], only: Iterable[str]) -> tuple[Step, ...]:
    """Return the named steps and all that they rest on, in the order given.

    ``steps`` must be in order. Raises ``UsageError`` for a name that no step bears.
    """
    wanted = set(only)
    unknown = wanted - {step.name for step in steps}
    if unknown:
        names = ", ".join(step.name for step in steps)
        raise UsageError(f"There is no step {min(unknown)!r}; there are {names}.")
    for step in reversed(steps):
        if step.name in wanted:
            wanted.update(step.reads)
    return tuple(step for step in steps if step.name in wanted)
