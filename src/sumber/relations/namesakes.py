"""One name, several people: the appearances of a name split where role, body and time differ.

Appearances come in the order of time; each joins the person of that name whom it fits best, or
begins a new one. Then persons of the name that fit each other are joined. A person's decision to
split goes before all of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
import pyarrow as pa

from sumber.plan.steps import Batches, Kernel, Local, Select, Step
from sumber.relations.profiles import (
    ENOUGH,
    Evidence,
    Gathering,
    around,
    name_points,
    order,
    points,
    told,
)
from sumber.relations.rows import Rows, each, pack, unpack
from sumber.relations.spoken import Appearance

SENSES: Final = pa.schema(
    [("sense", pa.string()), ("name", pa.string()), ("profile", pa.string()), ("met", pa.string())]
)
"""A bearer of a name: ``profile`` a :class:`Profile`, ``met`` its articles with score and reason;
``sense`` is the name and the first article that has it."""
BEARERS: Final = pa.schema(
    [
        ("article", pa.string()),
        ("name", pa.string()),
        ("sense", pa.string()),
        ("score", pa.float64()),
        ("because", pa.string()),
    ]
)
_COMPARED = 40
_ROUNDS = 3
PARTED = "\t"
"""Stands between an appearance and the mark of a person's decision to split it off."""


def split(batches: Batches) -> Batches:
    """Give every appearance of a name to one bearer of it."""
    return each(batches, ("name", "met"), SENSES, senses)


def senses(name: str, met: list[str]) -> Rows:
    """Return the bearers of one name."""
    free: list[Appearance] = []
    parted: dict[str, list[Appearance]] = {}
    for text in met:
        packed, _, mark = text.partition(PARTED)
        one = msgspec.json.decode(packed, type=Appearance)
        if mark:
            parted.setdefault(mark, []).append(one)
        else:
            free.append(one)
    for group in [*gather(name, free), *_as_decided(name, parted)]:
        profile = group.profile()
        members = [(one.article, round(score, 3), why) for one, score, why in group.members]
        packed = msgspec.json.encode(profile).decode()
        yield profile.sense, name, packed, pack(*sorted(members))


def _as_decided(name: str, parted: dict[str, list[Appearance]]) -> Iterator[Gathering]:
    for mark in sorted(parted):
        group = Gathering(name)
        group.pinned = True
        for one in sorted(parted[mark], key=order):
            group.add(one, 1.0, "decided")
        yield group


def gather(name: str, met: Iterable[Appearance]) -> list[Gathering]:
    """Return the bearers of a name among its appearances, the one met first at the head."""
    groups: list[Gathering] = []
    for one in sorted(met, key=order):
        _join(groups, one, name)
    for _ in range(_ROUNDS):
        before = len(groups)
        groups = _joined(groups)
        if len(groups) == before:
            break
    return groups


def _join(groups: list[Gathering], one: Appearance, name: str) -> None:
    prior = Evidence("name", name_points(tuple(name.split()), one.kind))
    best: tuple[float, int, str] | None = None
    near = range(max(0, len(groups) - _COMPARED), len(groups))
    for at in near:
        evidence = [prior, *around(groups[at], one)]
        score = points(evidence)
        if best is None or score > best[0]:
            best = score, at, told(evidence)
    if best is not None and best[0] >= ENOUGH:
        groups[best[1]].add(one, sure(best[0]), best[2])
        return
    group = Gathering(name)
    group.add(one, 1.0, "")
    groups.append(group)


def _joined(groups: list[Gathering]) -> list[Gathering]:
    kept: list[Gathering] = []
    for group in sorted(groups, key=lambda g: (-len(g.members), order(g.members[0][0]))):
        prior = Evidence("name", name_points(tuple(group.name.split()), group.members[0][0].kind))
        likely = kept[:_COMPARED]
        scored = [(points(e := [prior, *around(other, group)]), told(e)) for other in likely]
        best = max(range(len(scored)), key=lambda at: scored[at][0], default=None)
        if best is not None and scored[best][0] >= ENOUGH:
            kept[best].take(group, sure(scored[best][0]), scored[best][1])
        else:
            kept.append(group)
    return kept


def sure(score: float) -> float:
    """Return how sure a decision of so many points is, in 0..1."""
    return round(min(0.99, 0.5 + 0.1 * max(0.0, score)), 3)


def list_bearers(batches: Batches) -> Batches:
    """List the articles of every bearer."""
    return each(batches, ("sense", "name", "met"), BEARERS, bearers)


def bearers(sense: str, name: str, met: str) -> Rows:
    """Return a row for every article of one bearer."""
    return [(article, name, sense, score, why) for article, score, why in unpack(met)]


STEPS: Final = (
    Step(
        name="names_met",
        reads=("sayings", "parted"),
        runs=Select(
            """
            SELECT name, array_sort(array_agg(one)) AS met FROM (
                SELECT DISTINCT s.name, CASE WHEN p.mark IS NULL THEN s.appearance
                    ELSE s.appearance || '\t' || p.mark END AS one
                FROM sayings s LEFT JOIN parted p ON p.article = s.article AND p.name = s.name
                WHERE s.name IS NOT NULL
            ) t GROUP BY name
            """
        ),
        schema=pa.schema([("name", pa.string()), ("met", pa.list_(pa.string()))]),
        note="every name with its appearances",
        local=Local(("name",), {"sayings": ("name",)}),
    ),
    Step(
        name="senses",
        reads=("names_met",),
        runs=Kernel(split, columns=("name", "met")),
        schema=SENSES,
        note="namesakes split by role, body and time",
        local=Local(("name",), {"names_met": ("name",)}),
    ),
    Step(
        name="bearers",
        reads=("senses",),
        runs=Kernel(list_bearers, columns=("sense", "name", "met")),
        schema=BEARERS,
        note="which bearer of a name each article means",
        local=Local(("sense",), {"senses": ("sense",)}),
    ),
)
