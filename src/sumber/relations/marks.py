"""Articles that bear the same marks within a few days.

1. ``marks``: the words that mark the body of each article, and its speakers (a kernel, SQL);
   ``story_days``: its day of publication, else the first day that its text names.
2. ``mark_pairs``: each article with the last few before it, within a few days, that bear a mark
   too; a mark weighs the more the fewer bear it (kernels, SQL). Marks are looked at in stretches of
   days, so that a new article touches those around its day alone.
3. ``mark_ties``: the pairs that bear enough marks, by day and article.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from math import log2
from typing import Any, Final

import numpy as np
import pyarrow as pa

from sumber.plan.steps import Batches, Kernel, Local, Reach, Select, Step
from sumber.relations.names import plain
from sumber.relations.rows import Rows, each, pack
from sumber.relations.spoken import context, fold, number_of
from sumber.relations.weights import bits

MARKS: Final = pa.schema([("article", pa.string()), ("mark", pa.string()), ("number", pa.int64())])
"""``number``: 48 bits of the mark's hash, by which tables are joined."""
WEIGHTS: Final = pa.schema([("number", pa.int64()), ("mark", pa.string()), ("weight", pa.int64())])
PAIRS: Final = pa.schema([(name, pa.int64()) for name in ("number", "stretch", "a", "b")])
UNIT: Final = 16
"""All weights of pairs are in sixteenths of a bit."""
LEAST_WEIGHT: Final = 46 * UNIT
LEAST_MARKS: Final = 4
_MARKS, _LEAD, _LEAD_BITS, _LEAD_WORDS = 14, 300, 12, 8
_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]{3,}")
_DAYS, _BEFORE = 3, 6
_STRETCH = 4
"""Days in which the bearers of a mark are looked at together."""
_HASH = 42
"""Bits of a code below its day: articles of one day that share a mark are told apart by them."""
_TOP_BITS = 17.0
"""A mark that two articles bear weighs 16 bits; one borne by 2^17 nothing. Weights are whole halves
of a bit, so that the few articles which join many leave most weights as they are."""


def list_marks(batches: Batches) -> Batches:
    """List the words that mark each article."""
    return each(batches, ("article", "text", "title", "apart"), MARKS, marks)


def marks(article: str, text: str, title: str | None, apart: list[str] | None) -> Rows:
    """Return the marks of one article: capitalised words that recur or stand at its head.

    ``apart``: the regions that are not its body, as ``start end``; its titles count.
    """
    for span in apart or []:
        start, end = map(int, span.split())
        text = text[:start] + " " * (end - start) + text[end:]
    behind = trailing(text)
    words = [word for word in context(text) if word not in behind][:_MARKS]
    head = f"{title or ''} {text[:_LEAD]}"
    lead = {w for word in _CAPITAL.findall(head) for w in fold(word) if bits(w) >= _LEAD_BITS}
    found = sorted({*words, *sorted(lead - behind)[:_LEAD_WORDS]})
    return [(article, mark, number_of(mark)) for mark in found]


def trailing(text: str) -> set[str]:
    """Return the capitalised words that mostly stand right behind another: a name counts once."""
    all_of: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    end = -1
    for match in _CAPITAL.finditer(text):
        word = plain(match[0])
        all_of[word] += 1
        behind[word] += match.start() == end + 1
        end = match.end()
    return {word for word, n in behind.items() if 2 * n > all_of[word]}


def weigh_marks(batches: Batches) -> Batches:
    """Weigh the marks by how many articles bear them."""
    return each(batches, ("number", "mark", "borne"), WEIGHTS, _weighed)


def _weighed(number: int, mark: str, borne: int) -> Rows:
    weight = int(2 * (_TOP_BITS - log2(borne))) * (UNIT // 2)
    return [(number, mark, weight)] if weight > 0 else []


def pair_marks(batches: Batches) -> Batches:
    """Pair the articles that bear one mark within a few days."""
    for batch in batches:
        placed = batch.column(batch.schema.get_field_index("placed"))
        codes = placed.flatten().to_numpy()
        ends = np.append(0, np.cumsum(placed.value_lengths().to_numpy(zero_copy_only=False)))
        stretches = batch.column(batch.schema.get_field_index("stretch")).to_numpy()
        at, before, rows = _close(codes >> _HASH, ends, stretches)
        numbers = batch.column(batch.schema.get_field_index("number")).to_numpy()
        columns = (numbers[rows], stretches[rows], codes[before], codes[at])
        yield pa.RecordBatch.from_arrays([pa.array(one) for one in columns], schema=PAIRS)


def _close(days: Any, ends: Any, stretches: Any) -> tuple[Any, Any, Any]:
    """Return the places of pairs within a few days, the later first, and the row of each."""
    rows = np.repeat(np.arange(stretches.size), np.diff(ends))
    own = days // _STRETCH == stretches[rows]
    found = []
    for back in range(1, _BEFORE + 1):
        at = np.flatnonzero(own[back:]) + back
        at = at[(rows[at] == rows[at - back]) & (days[at] - days[at - back] <= _DAYS)]
        found.append((at, at - back, rows[at]))
    at, before, row = (np.concatenate(one) for one in zip(*found, strict=True))
    return at, before, row


def number_of_day(day: str) -> int:
    """Return the number of an ISO day, 0 where it is none."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def place(batches: Batches) -> Batches:
    """Write day and article of each article as one text that sorts by time."""
    return each(batches, ("article", "day"), PLACED, _placed)


PLACED: Final = pa.schema(
    [
        ("article", pa.string()),
        ("day", pa.string()),
        ("placed", pa.string()),
        ("code", pa.int64()),
        ("stretch", pa.int64()),
        ("late", pa.int64()),
    ]
)
"""``placed``: day and article as one text that sorts by time; ``code``: the day and some bits of
the hash of that text, sorting by time too; ``stretch``: a few days in a row, ``late``: 1 where the
next stretch begins before a story's days are over."""


def _placed(article: str, day: str | None) -> Rows:
    text = pack(day or "9999-12-31", article)
    number = min(number_of_day(day) if day else 0, (1 << (63 - _HASH)) - 1)
    stretch = number // _STRETCH
    late = int((number + _DAYS) // _STRETCH > stretch)
    code = (number << _HASH) + (number_of(text) >> (48 - _HASH))
    return [(article, day, text, code, stretch, late)]


TIES: Final = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("weight", pa.int64()),
        ("copied", pa.int64()),
        ("because", pa.string()),
    ]
)
ORDERED: Final = (
    "CASE WHEN x.placed < y.placed THEN x.placed ELSE y.placed END AS a, "
    "CASE WHEN x.placed < y.placed THEN y.placed ELSE x.placed END AS b"
)

STEPS: Final = (
    Step(
        name="bodies",
        reads=("articles", "regions"),
        runs=Select(
            """
            SELECT a.id AS article, a.text, a.title, r.apart
            FROM articles a LEFT JOIN (
                SELECT article, array_sort(array_agg(
                    CAST(start AS STRING) || ' ' || CAST("end" AS STRING))) AS apart
                FROM regions WHERE kind <> 'title' GROUP BY article
            ) r ON r.article = a.id
            """,
            stored=False,
        ),
        schema=pa.schema(
            [
                ("article", pa.string()),
                ("text", pa.string()),
                ("title", pa.string()),
                ("apart", pa.list_(pa.string())),
            ]
        ),
        note="articles and what is not their body",
        local=Local(("article",), {"articles": ("id",), "regions": ("article",)}),
    ),
    Step(
        name="marks",
        reads=("bodies",),
        runs=Kernel(list_marks, columns=("article", "text", "title", "apart")),
        schema=MARKS,
        note="the words that mark each article",
        local=Local(("article",), {"bodies": ("article",)}),
    ),
    Step(
        name="story_days",
        reads=("articles", "dates"),
        runs=Select(
            """
            SELECT a.id AS article, coalesce(substring(a.published, 1, 10), d.day) AS day
            FROM articles a LEFT JOIN (
                SELECT article, day FROM (
                    SELECT article, value AS day,
                           row_number() OVER (PARTITION BY article ORDER BY nth) AS place
                    FROM dates WHERE precision = 'day' AND substring(value, 1, 1) = '2'
                ) t WHERE place = 1
            ) d ON d.article = a.id
            """
        ),
        schema=pa.schema([("article", pa.string()), ("day", pa.string())]),
        note="the day of each article",
        local=Local(("article",), {"articles": ("id",), "dates": ("article",)}),
    ),
    Step(
        name="placed",
        reads=("story_days",),
        runs=Kernel(place, columns=("article", "day")),
        schema=PLACED,
        note="articles in the order of time",
        local=Local(("article",), {"story_days": ("article",)}),
    ),
    Step(
        name="mark_days",
        reads=("marks", "speakers", "person_ids", "placed"),
        runs=Select(
            """
            SELECT m.article, m.mark, m.number, p.stretch, p.late, p.code FROM (
                SELECT article, mark, number FROM marks
                UNION SELECT s.article, '@' || s.person AS mark, -1 - q.number AS number
                FROM speakers s
                JOIN person_ids q ON q.person = s.person WHERE q.type = 'person'
            ) m JOIN placed p ON p.article = m.article
            WHERE p.day IS NOT NULL
            """
        ),
        schema=pa.schema(
            [
                ("article", pa.string()),
                ("mark", pa.string()),
                ("number", pa.int64()),
                ("stretch", pa.int64()),
                ("late", pa.int64()),
                ("code", pa.int64()),
            ]
        ),
        note="marks and speakers of each article, with its place in time",
        local=Local(
            ("article",),
            {
                "marks": ("article",),
                "speakers": ("article",),
                "person_ids": Reach(
                    "SELECT s.article FROM speakers__ever s JOIN {changed} c ON c.person = s.person"
                ),
                "placed": ("article",),
            },
        ),
    ),
    Step(
        name="mark_counts",
        reads=("mark_days",),
        runs=Select(
            """
            SELECT number, min(mark) AS mark, count(*) AS borne FROM mark_days
            GROUP BY number HAVING count(*) > 1
            """
        ),
        schema=pa.schema([("number", pa.int64()), ("mark", pa.string()), ("borne", pa.int64())]),
        note="how many articles bear a mark",
        local=Local(("number",), {"mark_days": ("number",)}),
    ),
    Step(
        name="mark_weights",
        reads=("mark_counts",),
        runs=Kernel(weigh_marks, columns=("number", "mark", "borne")),
        schema=WEIGHTS,
        note="how much a mark tells",
        local=Local(("number",), {"mark_counts": ("number",)}),
    ),
    Step(
        name="marked",
        reads=("mark_days",),
        runs=Select(
            """
            SELECT number, stretch, array_sort(array_agg(code)) AS placed FROM (
                SELECT number, stretch, code FROM mark_days
                UNION ALL
                SELECT number, stretch + 1 AS stretch, code FROM mark_days WHERE late = 1
            ) t GROUP BY number, stretch HAVING count(*) > 1
            """
        ),
        schema=pa.schema(
            [("number", pa.int64()), ("stretch", pa.int64()), ("placed", pa.list_(pa.int64()))]
        ),
        note="articles that bear one mark in one stretch of days, and shortly before it",
        local=Local(
            ("number", "stretch"),
            {
                "mark_days": Reach(
                    "SELECT number, stretch FROM {changed} UNION ALL "
                    "SELECT number, stretch + 1 AS stretch FROM {changed} WHERE late = 1",
                    "EXISTS (SELECT 1 FROM (SELECT number, stretch FROM {touched} UNION ALL "
                    "SELECT number, stretch - 1 AS stretch FROM {touched}) k "
                    "WHERE k.number = i.number AND k.stretch = i.stretch)",
                )
            },
        ),
    ),
    Step(
        name="marked_pairs",
        reads=("marked",),
        runs=Kernel(pair_marks, columns=("number", "stretch", "placed")),
        schema=PAIRS,
        note="pairs that bear one mark within a few days",
        local=Local(("number", "stretch"), {"marked": ("number", "stretch")}),
    ),
    Step(
        name="mark_pairs",
        reads=("marked_pairs", "mark_weights"),
        runs=Select(
            f"""
            SELECT t.a, t.b, t.weight, 'marks ' || x.mark || ' ' || y.mark AS because FROM (
                SELECT p.a, p.b, sum(w.weight) AS weight, min(p.number) AS low,
                       max(p.number) AS high
                FROM marked_pairs p JOIN mark_weights w ON w.number = p.number GROUP BY p.a, p.b
                HAVING count(*) >= {LEAST_MARKS} AND sum(w.weight) >= {LEAST_WEIGHT}
            ) t
            JOIN mark_weights x ON x.number = t.low
            JOIN mark_weights y ON y.number = t.high
            """
        ),
        schema=pa.schema(
            [
                ("a", pa.int64()),
                ("b", pa.int64()),
                ("weight", pa.int64()),
                ("because", pa.string()),
            ]
        ),
        note="pairs that bear enough marks",
        local=Local(
            ("a", "b"),
            {
                "marked_pairs": ("a", "b"),
                "mark_weights": Reach(
                    "SELECT p.a, p.b FROM marked_pairs__ever p "
                    "JOIN {changed} c ON c.number = p.number"
                ),
            },
        ),
    ),
    Step(
        name="mark_ties",
        reads=("mark_pairs", "placed"),
        runs=Select(
            f"""
            SELECT p.a AS one, p.b AS other, {ORDERED}, p.weight,
                   CAST(0 AS BIGINT) AS copied, p.because
            FROM mark_pairs p JOIN placed x ON x.code = p.a JOIN placed y ON y.code = p.b
            """
        ),
        schema=pa.schema([("one", pa.int64()), ("other", pa.int64()), *TIES]),
        note="the same pairs by day and article",
        local=Local(
            ("one", "other"),
            {
                "mark_pairs": ("a", "b"),
                "placed": Reach(
                    "SELECT p.a AS one, p.b AS other FROM mark_pairs__ever p "
                    "JOIN {changed} c ON c.code = p.a UNION ALL "
                    "SELECT p.a AS one, p.b AS other FROM mark_pairs__ever p "
                    "JOIN {changed} c ON c.code = p.b"
                ),
            },
        ),
    ),
)
"""The steps up to the pairs that bear enough marks."""
