"""What a person decided about people, as rows that the plan heeds.

A decision names appearances, an article and the folded name in it, since these stay when ids of
persons change: ``key`` and ``other`` of ``decisions`` are two of them as JSON arrays
(``["a1","rini wardani"]``). ``merged``: the persons of the two appearances are one. ``split``: the
appearance ``key`` goes to a person of its own, together with all that have the same ``other``.
A merge holds until a later split names one of its two appearances.
"""

from __future__ import annotations

from typing import Any, Final

import pyarrow as pa

from sumber.plan.steps import Batches, Kernel, Select, Step
from sumber.relations.rows import Rows, each, pack, unpack

DECIDED: Final = pa.schema(
    [
        ("decision", pa.string()),
        ("article", pa.string()),
        ("name", pa.string()),
        ("other_article", pa.string()),
        ("other_name", pa.string()),
        ("mark", pa.string()),
        ("decided_at", pa.timestamp("us", tz="UTC")),
    ]
)


def anchor(article: str, name: str) -> str:
    """Return the text that names one appearance in a decision."""
    return pack(article, name)


def read_decisions(batches: Batches) -> Batches:
    """Read what was decided about people."""
    columns = ("about", "key", "other", "decision", "decided_at")
    return each(batches, columns, DECIDED, _decided)


def _decided(about: str, key: str, other: str, decision: str, decided_at: Any) -> Rows:
    if about != "people":
        return []
    (article, name), (other_article, other_name) = unpack(key), unpack(other)
    return [(decision, article, name, other_article, other_name, other, decided_at)]


STEPS: Final = (
    Step(
        name="decided",
        reads=("decisions",),
        runs=Kernel(read_decisions, columns=("about", "key", "other", "decision", "decided_at")),
        schema=DECIDED,
        note="what a person decided about people",
    ),
    Step(
        name="parted",
        reads=("decided",),
        runs=Select(
            """
            SELECT d.article, d.name, max(d.mark) AS mark, max(d.decided_at) AS decided_at
            FROM decided d JOIN (
                SELECT article, name, max(decided_at) AS last FROM decided
                WHERE decision = 'split' GROUP BY article, name
            ) l ON l.article = d.article AND l.name = d.name AND l.last = d.decided_at
            WHERE d.decision = 'split' GROUP BY d.article, d.name
            """
        ),
        schema=pa.schema(
            [
                ("article", pa.string()),
                ("name", pa.string()),
                ("mark", pa.string()),
                ("decided_at", pa.timestamp("us", tz="UTC")),
            ]
        ),
        note="appearances that a person split off",
    ),
)
