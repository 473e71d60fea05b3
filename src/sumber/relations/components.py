"""Which things hang together by any number of pairs, as SQL.

Every thing begins with its own name as label; in each round it takes the smallest label among its
neighbours, and then that label's own label, so that labels travel twice as far each time. A fixed
number of rounds reaches everything in chains of some dozens of steps; what a longer chain leaves
apart stays apart, on every engine alike.
"""

from __future__ import annotations

import pyarrow as pa

from sumber.plan.steps import Select, Step

ROUNDS = 5
_LABELS = pa.schema([("key", pa.string()), ("label", pa.string())])


def labelled(pairs: str, prefix: str, note: str) -> tuple[Step, ...]:
    """Return the steps that label what the pairs (``a``, ``b``) of a table hold together.

    The last one writes the table :func:`labels_of` ``(prefix)`` with ``key`` and ``label``.
    """
    ends = f"{prefix}_ends"
    steps = [
        Step(
            name=ends,
            reads=(pairs,),
            runs=Select(
                f"""
                SELECT a AS key, b AS other FROM {pairs}
                UNION SELECT b AS key, a AS other FROM {pairs}
                UNION SELECT a AS key, a AS other FROM {pairs}
                UNION SELECT b AS key, b AS other FROM {pairs}
                """
            ),
            schema=pa.schema([("key", pa.string()), ("other", pa.string())]),
            note=f"{note}: pairs both ways",
        ),
    ]
    for n in range(1, ROUNDS + 1):
        steps.append(_round(ends, prefix, n, note))
    return tuple(steps)


def labels_of(prefix: str) -> str:
    """Return the name of the table of labels."""
    return f"{prefix}_labels{ROUNDS}"


def _round(ends: str, prefix: str, n: int, note: str) -> Step:
    before, near = f"{prefix}_labels{n - 1}", f"{prefix}_near{n}"
    first = f"SELECT key, min(other) AS label FROM {ends} GROUP BY key"
    later = f"""
        SELECT e.key, min(l.label) AS label FROM {ends} e JOIN {before} l ON l.key = e.other
        GROUP BY e.key
    """
    return Step(
        f"{prefix}_labels{n}",
        (ends,) if n == 1 else (ends, before),
        Select(
            f"WITH {near} AS ({first if n == 1 else later}) "
            f"SELECT a.key, b.label FROM {near} a JOIN {near} b ON b.key = a.label"
        ),
        _LABELS,
        f"{note}: the least label next to each, and that label's own label",
    )
