"""Articles on one event: the table ``stories``.

1. ``marks``: the words that mark the body of each article, and its speakers (a kernel, SQL);
   ``story_days``: its day of publication, else the first day that its text names.
2. ``mark_pairs``: each article with the last few before it, within a few days, that bear a mark
   too; a mark weighs the more the fewer bear it (a kernel, SQL).
3. ``story_pairs``: pairs that weigh enough, and pairs that share a passage or an utterance.
4. ``story_labels``: what hangs together; ``stories``: inside each, the strongest pairs are joined
   first; two groups become one only where several pairs hold them together and all lies within a
   few days, so that one story does not lead on to the next (a kernel).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from math import log2
from typing import Any, Final

import pyarrow as pa

from sumber.plan.steps import Batches, Kernel, Select, Step
from sumber.plan.tables import STORIES
from sumber.relations.components import labelled, labels_of
from sumber.relations.names import plain
from sumber.relations.rows import Rows, each, pack, unpack
from sumber.relations.spoken import context, fold
from sumber.relations.weights import bits

MARKS: Final = pa.schema([("article", pa.string()), ("mark", pa.string())])
PAIRS: Final = pa.schema(
    [("a", pa.string()), ("b", pa.string()), ("weight", pa.int64()), ("mark", pa.string())]
)
_MARKS, _LEAD, _LEAD_BITS, _LEAD_WORDS = 14, 300, 12, 8
_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]{3,}")
_DAYS, _STORY_DAYS, _BEFORE = 3, 10, 6
_TOP_BITS, _UNIT = 17.0, 16
"""A mark that two articles bear weighs 16 bits, in sixteenths; one borne by 2^17 nothing."""
LEAST_WEIGHT: Final = 46 * _UNIT
LEAST_MARKS: Final = 4
_PASSAGE, _UTTERANCE = 120, 45 * _UNIT
"""A passage weighs its bits, 120 at most, a rewritten one half of that; an utterance so much."""
_HOLD = 3
"""Groups of so many articles or more need several pairs, of several articles on both sides."""
_FULL = 120 * _UNIT
_TOLD = 4


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
    return [(article, mark) for mark in sorted({*words, *sorted(lead - behind)[:_LEAD_WORDS]})]


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


def pair_marks(batches: Batches) -> Batches:
    """Pair the articles that bear one mark within a few days."""
    return each(batches, ("mark", "placed"), PAIRS, marked_pairs)


def marked_pairs(mark: str, placed: list[str]) -> Rows:
    """Return the pairs of one mark; ``placed`` are days and articles in order."""
    weight = int(_UNIT * (_TOP_BITS - log2(len(placed))))
    if weight <= 0:
        return
    days = [_number(unpack(text)[0]) for text in placed]
    for at in range(1, len(placed)):
        for before in range(max(0, at - _BEFORE), at):
            if days[at] - days[before] <= _DAYS:
                yield placed[before], placed[at], weight, mark


def _number(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def place(batches: Batches) -> Batches:
    """Write day and article of each article as one text that sorts by time."""
    return each(batches, ("article", "day"), PLACED, _placed)


PLACED: Final = pa.schema([("article", pa.string()), ("day", pa.string()), ("placed", pa.string())])


def _placed(article: str, day: str | None) -> Rows:
    return [(article, day, pack(day or "9999-12-31", article))]


def tell_stories(batches: Batches) -> Batches:
    """Tell the stories among articles that hang together."""
    return each(batches, ("edges",), STORIES, stories)


class _Group:
    """Articles that are one story so far."""

    def __init__(self, member: str) -> None:
        self.members = [member]
        day = _number(unpack(member)[0])
        self.first = self.last = day
        self.ties: dict[int, list[tuple[int, str, str]]] = {}

    def days_with(self, other: _Group) -> int:
        """Return how many days both span together."""
        return max(self.last, other.last) - min(self.first, other.first)


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


_TEXT_PAIRS: Final = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("weight", pa.int64()),
        ("copied", pa.int64()),
        ("because", pa.string()),
    ]
)
_ORDERED = (
    "CASE WHEN x.placed < y.placed THEN x.placed ELSE y.placed END AS a, "
    "CASE WHEN x.placed < y.placed THEN y.placed ELSE x.placed END AS b"
)

STEPS: Final = (
    Step(
        name="bodies",
        reads=("articles", "regions"),
        runs=Select(
            """
            SELECT a.id AS article, a.text, a.title, a.text_sha256, a.added_at, r.apart
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
                ("text_sha256", pa.string()),
                ("added_at", pa.timestamp("us", tz="UTC")),
                ("apart", pa.list_(pa.string())),
            ]
        ),
        note="articles and what is not their body",
    ),
    Step(
        name="marks",
        reads=("bodies",),
        runs=Kernel(
            list_marks,
            columns=("article", "text", "title", "apart"),
            key=("article",),
            pins=("text_sha256", "added_at"),
        ),
        schema=MARKS,
        note="the words that mark each article",
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
    ),
    Step(
        name="placed",
        reads=("story_days",),
        runs=Kernel(place, columns=("article", "day")),
        schema=PLACED,
        note="articles in the order of time",
    ),
    Step(
        name="marked",
        reads=("marks", "speakers", "people", "placed"),
        runs=Select(
            """
            SELECT m.mark, array_sort(array_agg(p.placed)) AS placed FROM (
                SELECT article, mark FROM marks
                UNION SELECT s.article, '@' || s.person AS mark FROM speakers s
                JOIN people q ON q.person = s.person WHERE q.type = 'person'
            ) m JOIN placed p ON p.article = m.article
            WHERE p.day IS NOT NULL GROUP BY m.mark HAVING count(*) > 1
            """
        ),
        schema=pa.schema([("mark", pa.string()), ("placed", pa.list_(pa.string()))]),
        note="articles that bear one mark",
    ),
    Step(
        name="marked_pairs",
        reads=("marked",),
        runs=Kernel(pair_marks, columns=("mark", "placed")),
        schema=PAIRS,
        note="pairs that bear one mark within a few days",
    ),
    Step(
        name="mark_pairs",
        reads=("marked_pairs",),
        runs=Select(
            f"""
            SELECT a, b, sum(weight) AS weight, CAST(0 AS BIGINT) AS copied,
                   'marks ' || min(mark) || ' ' || max(mark) AS because
            FROM marked_pairs GROUP BY a, b
            HAVING count(*) >= {LEAST_MARKS} AND sum(weight) >= {LEAST_WEIGHT}
            """
        ),
        schema=_TEXT_PAIRS,
        note="pairs that bear enough marks",
    ),
    Step(
        name="story_pairs",
        reads=("mark_pairs", "passages", "variants", "placed"),
        runs=Select(
            f"""
            SELECT a, b, sum(weight) AS weight, max(copied) AS copied, max(because) AS because
            FROM (
                SELECT a, b, weight, copied, because FROM mark_pairs
                UNION ALL
                SELECT {_ORDERED},
                       CAST(CASE WHEN p.kind = 'rewrite' THEN {_UNIT // 2} ELSE {_UNIT} END
                            * floor(CASE WHEN p.bits > {_PASSAGE} THEN {_PASSAGE} ELSE p.bits END)
                            AS BIGINT) AS weight,
                       CASE WHEN p.kind = 'contained' THEN CAST(1 AS BIGINT)
                            ELSE CAST(0 AS BIGINT) END AS copied,
                       'passage ' || p.kind AS because
                FROM passages p JOIN placed x ON x.article = p.a JOIN placed y ON y.article = p.b
                WHERE p.kind IN ('copy', 'contained', 'rewrite')
                UNION ALL
                SELECT DISTINCT {_ORDERED}, CAST({_UTTERANCE} AS BIGINT) AS weight,
                       CAST(0 AS BIGINT) AS copied, 'utterance' AS because
                FROM variants v JOIN variants f ON f.utterance = v.utterance
                JOIN placed x ON x.article = f.article JOIN placed y ON y.article = v.article
                WHERE f.first AND v.article <> f.article AND v.because NOT LIKE 'guess%'
            ) t GROUP BY a, b
            """
        ),
        schema=_TEXT_PAIRS,
        note="pairs on one event",
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
    ),
    Step(
        name="stories",
        reads=("story_rows",),
        runs=Kernel(tell_stories, columns=("edges",)),
        schema=STORIES,
        note="articles on one event",
        kept=True,
    ),
)
