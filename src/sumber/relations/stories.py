"""Articles on one event: the table ``stories``.

1. ``mark_ties``: pairs that bear the same marks (:mod:`sumber.relations.marks`).
2. ``story_pairs``: these, and pairs that share a passage or an utterance.
3. ``story_labels``: what hangs together; ``stories``: inside each, the strongest pairs are joined
   first; two groups become one only where several pairs hold them together and all lies within a
   few days, so that one story does not lead on to the next (a kernel).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

from sumber.plan.steps import Batches, Kernel, Local, Reach, Select, Step
from sumber.plan.tables import STORIES
from sumber.relations import marks
from sumber.relations.components import labelled, labels_of
from sumber.relations.marks import LEAST_WEIGHT, ORDERED, TIES, UNIT, number_of_day
from sumber.relations.rows import Rows, each, unpack

STORIED: Final = pa.schema([("label", pa.string()), *STORIES])
_STORY_DAYS = 10
_PASSAGE, _UTTERANCE = 120, 45 * UNIT
"""A passage weighs its bits, 120 at most, a rewritten one half of that; an utterance so much."""
_HOLD = 3
"""Groups of so many articles or more need several pairs, of several articles on both sides."""
_FULL = 120 * UNIT
_TOLD = 4


def tell_stories(batches: Batches) -> Batches:
    """Tell the stories among articles that hang together."""
    return each(batches, ("label", "edges"), STORIED, storied)


class _Group:
    """Articles that are one story so far."""

    def __init__(self, member: str) -> None:
        self.members = [member]
        day = number_of_day(unpack(member)[0])
        self.first = self.last = day
        self.ties: dict[int, list[tuple[int, str, str]]] = {}

    def days_with(self, other: _Group) -> int:
        """Return how many days both span together."""
        return max(self.last, other.last) - min(self.first, other.first)


def storied(label: str, edges: list[str]) -> Rows:
    """Return the stories among the articles that one label holds together."""
    return [(label, *row) for row in stories(edges)]


def stories(edges: list[str]) -> Rows:
    """Return the stories among the articles of weighed pairs."""
    told = [_edge(text) for text in edges]
    names = sorted({end for a, b, *_ in told for end in (a, b)})
    home = {name: at for at, name in enumerate(names)}
    groups = {at: _Group(name) for name, at in home.items()}
    best: dict[str, tuple[int, str]] = {}
    for a, b, weight, _, why in told:
        for end in (a, b):
            best[end] = max(best.get(end, (0, "")), (weight, why))
        groups[home[a]].ties[home[b]] = [(weight, a, b)]
        groups[home[b]].ties[home[a]] = [(weight, b, a)]
    for a, b, _, copied, _ in sorted(told, key=lambda edge: (-edge[2], edge[0], edge[1])):
        one, other = home[a], home[b]
        if one != other and _are_one(groups, one, other, copied):
            _merge(groups, home, one, other)
    for at in sorted(groups):
        yield from _told(groups[at], best)


def _edge(text: str) -> tuple[str, str, int, bool, str]:
    a, b, weight, copied, why = text.split("\t")
    return a, b, int(weight), copied == "1", why


def _are_one(groups: dict[int, _Group], one: int, other: int, copied: bool) -> bool:
    a, b = groups[one], groups[other]
    small = min(len(a.members), len(b.members))
    if copied and small == 1:
        return True
    if a.days_with(b) > _STORY_DAYS:
        return False
    ties = a.ties.get(other, [])
    if min(len({mine for _, mine, _ in ties}), len({own for *_, own in ties})) < min(small, 2):
        return False
    large = max(len(a.members), len(b.members)) >= _HOLD
    needed = LEAST_WEIGHT * min(small, _HOLD) * (2 if large else 1)
    return sum(weight for weight, *_ in ties) >= needed


def _merge(groups: dict[int, _Group], home: dict[str, int], one: int, other: int) -> None:
    """Take the smaller of two groups into the larger."""
    if (len(groups[one].members), -one) < (len(groups[other].members), -other):
        one, other = other, one
    into, gone = groups[one], groups.pop(other)
    for member in gone.members:
        home[member] = one
    into.members += gone.members
    into.first, into.last = min(into.first, gone.first), max(into.last, gone.last)
    into.ties.pop(other, None)
    for third, weights in gone.ties.items():
        if third == one:
            continue
        into.ties.setdefault(third, []).extend(weights)
        ties = groups[third].ties
        ties.setdefault(one, []).extend(ties.pop(other))


def _told(group: _Group, best: dict[str, tuple[int, str]]) -> Iterator[tuple[Any, ...]]:
    if len(group.members) < 2:
        return
    members = sorted(group.members)
    story = unpack(members[0])[1]
    for member in members:
        day, article = unpack(member)
        weight, why = best[member]
        published = None if day.startswith("9999") else day
        yield story, article, published, round(min(1.0, weight / _FULL), 3), why


STEPS: Final = (
    *marks.STEPS,
    Step(
        name="copy_ties",
        reads=("passages", "placed"),
        runs=Select(
            f"""
            SELECT p.a AS one, p.b AS other, {ORDERED},
                   CAST(CASE WHEN p.kind = 'rewrite' THEN {UNIT // 2} ELSE {UNIT} END
                        * floor(CASE WHEN p.bits > {_PASSAGE} THEN {_PASSAGE} ELSE p.bits END)
                        AS BIGINT) AS weight,
                   CASE WHEN p.kind = 'contained' THEN CAST(1 AS BIGINT)
                        ELSE CAST(0 AS BIGINT) END AS copied,
                   'passage ' || p.kind AS because
            FROM passages p JOIN placed x ON x.article = p.a JOIN placed y ON y.article = p.b
            WHERE p.kind IN ('copy', 'contained', 'rewrite')
            """
        ),
        schema=pa.schema([("one", pa.string()), ("other", pa.string()), *TIES]),
        note="pairs that share a passage",
        local=Local(
            ("one", "other"),
            {
                "passages": ("a", "b"),
                "placed": Reach(
                    "SELECT p.a AS one, p.b AS other FROM passages__ever p "
                    "JOIN {changed} c ON c.article = p.a UNION ALL "
                    "SELECT p.a AS one, p.b AS other FROM passages__ever p "
                    "JOIN {changed} c ON c.article = p.b"
                ),
            },
        ),
    ),
    Step(
        name="utter_ties",
        reads=("variants", "placed"),
        runs=Select(
            f"""
            SELECT DISTINCT v.utterance, {ORDERED}, CAST({_UTTERANCE} AS BIGINT) AS weight,
                   CAST(0 AS BIGINT) AS copied, 'utterance' AS because
            FROM variants v JOIN variants f ON f.utterance = v.utterance
            JOIN placed x ON x.article = f.article JOIN placed y ON y.article = v.article
            WHERE f.first AND v.article <> f.article AND v.because NOT LIKE 'guess%'
            """
        ),
        schema=pa.schema([("utterance", pa.string()), *TIES]),
        note="pairs that share an utterance",
        local=Local(
            ("utterance",),
            {
                "variants": ("utterance",),
                "placed": Reach(
                    "SELECT v.utterance FROM variants__ever v "
                    "JOIN {changed} c ON c.article = v.article"
                ),
            },
        ),
    ),
    Step(
        name="story_pairs",
        reads=("mark_ties", "copy_ties", "utter_ties"),
        runs=Select(
            """
            SELECT a, b, sum(weight) AS weight, max(copied) AS copied, max(because) AS because
            FROM (
                SELECT a, b, weight, copied, because FROM mark_ties
                UNION ALL SELECT a, b, weight, copied, because FROM copy_ties
                UNION ALL SELECT DISTINCT a, b, weight, copied, because FROM utter_ties
            ) t GROUP BY a, b
            """
        ),
        schema=TIES,
        note="pairs on one event",
        local=Local(
            ("a", "b"), dict.fromkeys(("mark_ties", "copy_ties", "utter_ties"), ("a", "b"))
        ),
    ),
    *labelled("story_pairs", "story", "stories"),
    Step(
        name="story_rows",
        reads=("story_pairs", labels_of("story")),
        runs=Select(
            f"""
            SELECT l.label, array_sort(array_agg(
                e.a || '\t' || e.b || '\t' || CAST(e.weight AS STRING) || '\t'
                || CAST(e.copied AS STRING) || '\t' || e.because)) AS edges
            FROM story_pairs e JOIN {labels_of("story")} l ON l.key = e.a GROUP BY l.label
            """
        ),
        schema=pa.schema([("label", pa.string()), ("edges", pa.list_(pa.string()))]),
        note="articles that hang together",
        local=Local(
            ("label",),
            {
                "story_pairs": Reach(
                    f"SELECT l.label FROM {labels_of('story')}__ever l "
                    "JOIN {changed} c ON c.a = l.key",
                    f"i.a IN (SELECT l.key FROM {labels_of('story')} l "
                    "JOIN {touched} t ON t.label = l.label)",
                ),
                labels_of("story"): ("label",),
            },
        ),
    ),
    Step(
        name="storied",
        reads=("story_rows",),
        runs=Kernel(tell_stories, columns=("label", "edges")),
        schema=STORIED,
        note="articles on one event, by what hangs together",
        local=Local(("label",), {"story_rows": ("label",)}),
    ),
    Step(
        name="stories",
        reads=("storied",),
        runs=Select(f"SELECT {', '.join(STORIES.names)} FROM storied"),
        schema=STORIES,
        note="articles on one event",
        kept=True,
        local=Local(("article",), {"storied": ("article",)}),
    ),
)
