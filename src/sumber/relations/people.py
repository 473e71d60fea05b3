"""Who is who across articles: the tables ``people`` and ``speakers``.

1. ``top0`` … ``top4``: every bearer of a name and the best known bearer that it leads to by what
   was chosen, each round doubling the steps taken (SQL).
2. ``joined``: what a person decided to merge, with all that follows from it (a kernel on one row).
3. ``tops``: every bearer and its person's best known bearer.
4. ``persons``: a row a person with its fullest name and a readable id (a kernel).
5. ``people`` and ``speakers`` (SQL).

An id is the fullest name (``rini-wardani``); where several persons have that name, all but the best
known carry a mark made of their first article behind it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Final

import msgspec
import pyarrow as pa

from sumber.plan.steps import Batches, Kernel, Local, Reach, Select, Step
from sumber.plan.tables import PEOPLE, SPEAKERS
from sumber.relations import decided, namesakes, spellings, spoken
from sumber.relations.names import slug
from sumber.relations.profiles import Profile
from sumber.relations.rows import Rows, each

_ROUNDS = 4
_FULL = 6
"""A name of several words counts for as many of one word."""
_MAIN_SHARE = 3
"""A longer name is a person's main one from a third of the articles of the usual name on."""
TOPS: Final = pa.schema(
    [
        ("sense", pa.string()),
        ("top", pa.string()),
        ("score", pa.float64()),
        ("because", pa.string()),
    ]
)
JOINED: Final = pa.schema([("sense", pa.string()), ("top", pa.string())])
PERSONS: Final = pa.schema(
    [
        ("top", pa.string()),
        ("slug", pa.string()),
        ("mark", pa.string()),
        ("number", pa.int64()),
        ("type", pa.string()),
        ("name", pa.string()),
        ("articles", pa.int64()),
    ]
)


def join_decided(batches: Batches) -> Batches:
    """Join what a person decided to merge."""
    return each(batches, ("pairs",), JOINED, joined)


def joined(pairs: list[str] | None) -> Rows:
    """Return for every bearer in a decision the one that stands for all joined with it."""
    home: dict[str, str] = {}

    def find(sense: str) -> str:
        while home.setdefault(sense, sense) != sense:
            sense = home[sense]
        return sense

    for pair in pairs or []:
        a, b = sorted(map(find, pair.split("\t")))
        home[b] = a
    return [(sense, find(sense)) for sense in sorted(home)]


def name_persons(batches: Batches) -> Batches:
    """Name every person."""
    return each(batches, ("top", "profiles"), PERSONS, persons)


def persons(top: str, profiles: list[str]) -> Rows:
    """Return the row of one person; see :data:`PERSONS`."""
    senses = [msgspec.json.decode(profile, type=Profile) for profile in profiles]
    names: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for one in senses:
        names[one.name] += one.articles
        kinds[one.kind] += one.articles
    full = full_name(names)
    mark = hashlib.blake2b(top.encode(), digest_size=4).hexdigest()
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
    articles = sum(names.values())
    return [(top, slug(tuple(full.split())), mark, spoken.number_of(top), kind, full, articles)]


def full_name(names: Counter[str]) -> str:
    """Return the name that says most among those in use: the usual one, or one that goes on."""

    def place(name: str) -> tuple[int, int, str]:
        return -names[name] * (_FULL if " " in name else 1), len(name), name

    usual = min(names, key=place)
    longer = [
        name
        for name, n in names.items()
        if name.startswith(usual + " ") and n * _MAIN_SHARE >= names[usual]
    ]
    return max(longer, key=lambda name: (names[name], len(name), name), default=usual)


def _doubled(before: str) -> str:
    return f"""
        SELECT a.sense, coalesce(b.top, a.top) AS top
        FROM {before} a LEFT JOIN {before} b ON b.sense = a.top
    """


_TOP: Final = pa.schema([("sense", pa.string()), ("top", pa.string())])
_ROUND_STEPS = tuple(
    Step(
        name=f"top{n}",
        reads=(f"top{n - 1}",),
        runs=Select(_doubled(f"top{n - 1}")),
        schema=_TOP,
        note="bearers led on to better known ones",
    )
    for n in range(1, _ROUNDS + 1)
)

_BY_PERSON: Final = {
    "speakers": ("person",),
    "person_ids": ("person",),
    "sayings": Reach(
        "SELECT k.person FROM speakers__ever k JOIN {changed} c "
        "ON c.article = k.article AND c.statement = k.statement",
        "EXISTS (SELECT 1 FROM speakers k JOIN {touched} t ON t.person = k.person "
        "WHERE k.article = i.article AND k.statement = i.statement)",
    ),
}

STEPS: Final = (
    *spoken.STEPS,
    *decided.STEPS,
    *namesakes.STEPS,
    *spellings.STEPS,
    Step(
        name="top0",
        reads=("senses", "chosen"),
        runs=Select(
            """
            SELECT s.sense, coalesce(c.parent, s.sense) AS top
            FROM senses s LEFT JOIN chosen c ON c.child = s.sense
            """
        ),
        schema=_TOP,
        note="bearers of names and what each was found to be",
        local=Local(("sense",), {"senses": ("sense",), "chosen": ("child",)}),
    ),
    *_ROUND_STEPS,
    Step(
        name="merged",
        reads=("decided", "parted", "bearers", f"top{_ROUNDS}"),
        runs=Select(
            f"""
            SELECT array_sort(array_agg(x.top || '\t' || y.top)) AS pairs
            FROM decided d
            JOIN bearers a ON a.article = d.article AND a.name = d.name
            JOIN bearers b ON b.article = d.other_article AND b.name = d.other_name
            JOIN top{_ROUNDS} x ON x.sense = a.sense
            JOIN top{_ROUNDS} y ON y.sense = b.sense
            LEFT JOIN parted p ON p.article = d.article AND p.name = d.name
            LEFT JOIN parted q ON q.article = d.other_article AND q.name = d.other_name
            WHERE d.decision = 'merged'
              AND (p.decided_at IS NULL OR p.decided_at < d.decided_at)
              AND (q.decided_at IS NULL OR q.decided_at < d.decided_at)
            """
        ),
        schema=pa.schema([("pairs", pa.list_(pa.string()))]),
        note="persons that a person decided are one",
    ),
    Step(
        name="joined",
        reads=("merged",),
        runs=Kernel(join_decided, columns=("pairs",)),
        schema=JOINED,
        note="all that follows from what was decided",
    ),
    Step(
        name="tops",
        reads=("senses", "chosen", f"top{_ROUNDS}", "joined"),
        runs=Select(
            f"""
            SELECT t.sense, coalesce(j.top, t.top) AS top,
                   CASE WHEN j.top IS NOT NULL AND j.top <> t.top THEN 1.0
                        ELSE coalesce(c.score, 1.0) END AS score,
                   CASE WHEN j.top IS NOT NULL AND j.top <> t.top THEN 'decided'
                        ELSE coalesce(c.because, '') END AS because
            FROM top{_ROUNDS} t
            LEFT JOIN chosen c ON c.child = t.sense
            LEFT JOIN joined j ON j.sense = t.top
            """
        ),
        schema=TOPS,
        note="every bearer of a name and the person it is",
        local=Local(
            ("sense",), {f"top{_ROUNDS}": ("sense",), "senses": ("sense",), "chosen": ("child",)}
        ),
    ),
    Step(
        name="person_rows",
        reads=("senses", "tops"),
        runs=Select(
            """
            SELECT t.top, array_sort(array_agg(s.profile)) AS profiles
            FROM tops t JOIN senses s ON s.sense = t.sense GROUP BY t.top
            """
        ),
        schema=pa.schema([("top", pa.string()), ("profiles", pa.list_(pa.string()))]),
        note="all bearers that are one person",
        local=Local(
            ("top",),
            {
                "tops": ("top",),
                "senses": Reach(
                    "SELECT t.top FROM tops__ever t JOIN {changed} c ON c.sense = t.sense"
                ),
            },
        ),
    ),
    Step(
        name="persons",
        reads=("person_rows",),
        runs=Kernel(name_persons, columns=("top", "profiles")),
        schema=PERSONS,
        note="persons with their fullest names",
        local=Local(("top",), {"person_rows": ("top",)}),
    ),
    Step(
        name="person_ids",
        reads=("persons",),
        runs=Select(
            """
            SELECT slug, top, number, type, name, CASE WHEN row_number() OVER (
                    PARTITION BY slug ORDER BY articles DESC, mark, top
                ) = 1 THEN slug ELSE slug || '-' || mark END AS person
            FROM persons
            """
        ),
        schema=pa.schema(
            [
                ("slug", pa.string()),
                ("top", pa.string()),
                ("number", pa.int64()),
                ("type", pa.string()),
                ("name", pa.string()),
                ("person", pa.string()),
            ]
        ),
        note="persons with their ids",
        local=Local(("slug",), {"persons": ("slug",)}),
    ),
    Step(
        name="speakers",
        reads=("sayings", "bearers", "tops", "person_ids"),
        runs=Select(
            """
            SELECT s.article, s.statement, p.person,
                   CASE WHEN t.score < b.score THEN t.score ELSE b.score END AS score,
                   CASE WHEN b.because = '' THEN t.because
                        WHEN t.because = '' THEN b.because
                        ELSE t.because || '; ' || b.because END AS because
            FROM sayings s
            JOIN bearers b ON b.article = s.article AND b.name = s.name
            JOIN tops t ON t.sense = b.sense
            JOIN person_ids p ON p.top = t.top
            """
        ),
        schema=SPEAKERS,
        note="which person made each statement",
        kept=True,
        local=Local(
            ("article",),
            {
                "sayings": ("article",),
                "bearers": ("article",),
                "tops": Reach(
                    "SELECT b.article FROM bearers__ever b JOIN {changed} c ON c.sense = b.sense"
                ),
                "person_ids": Reach(
                    "SELECT b.article FROM bearers__ever b JOIN tops__ever t ON t.sense = b.sense "
                    "JOIN {changed} c ON c.top = t.top"
                ),
            },
        ),
    ),
    Step(
        name="full_names",
        reads=("sayings", "speakers", "person_ids"),
        runs=Select(
            """
            SELECT person, article, statement FROM (
                SELECT k.person, s.article, s.statement, row_number() OVER (
                    PARTITION BY k.person
                    ORDER BY CASE WHEN s.name = i.name THEN 0 ELSE 1 END,
                             coalesce(s.day, '9999'), s.article, s.statement
                ) AS place
                FROM speakers k
                JOIN sayings s ON s.article = k.article AND s.statement = k.statement
                JOIN person_ids i ON i.person = k.person
            ) t WHERE place = 1
            """
        ),
        schema=pa.schema(
            [("person", pa.string()), ("article", pa.string()), ("statement", pa.string())]
        ),
        note="where the fullest name of each person stands first",
        local=Local(("person",), _BY_PERSON),
    ),
    Step(
        name="people",
        reads=("speakers", "sayings", "full_names", "person_ids"),
        runs=Select(
            """
            SELECT f.person, f.article, w.who_start AS start, w.who_end AS "end", i.type,
                   g.articles, g.statements, g.outlets, g.first_seen, g.last_seen
            FROM full_names f
            JOIN sayings w ON w.article = f.article AND w.statement = f.statement
            JOIN person_ids i ON i.person = f.person
            JOIN (
                SELECT k.person, count(DISTINCT k.article) AS articles, count(*) AS statements,
                       count(DISTINCT s.outlet) AS outlets,
                       min(s.day) AS first_seen, max(s.day) AS last_seen
                FROM speakers k
                JOIN sayings s ON s.article = k.article AND s.statement = k.statement
                GROUP BY k.person
            ) g ON g.person = f.person
            """
        ),
        schema=PEOPLE,
        note="the sources across all articles",
        kept=True,
        local=Local(("person",), {**_BY_PERSON, "full_names": ("person",)}),
    ),
)
