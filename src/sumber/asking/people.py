"""Who speaks in the corpus, under which names; and what a person decides about that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa

from sumber.asking.reading import answer, must_count, must_have_words, must_hold
from sumber.corpus.store import writing
from sumber.corpus.versions import Snapshot
from sumber.errors import UsageError
from sumber.plan.tables import DECISIONS
from sumber.relations.decided import anchor
from sumber.relations.names import read_name

_PEOPLE: Final = """
WITH said AS (
    SELECT k.person, k.because, k.score, exact(a.text, s.who) AS name,
           exact(a.text, s.role) AS role, exact(a.text, s.affiliation) AS body
    FROM speakers k
    JOIN statements s ON s.article = k.article AND s.id = k.statement
    JOIN articles a ON a.id = k.article
    WHERE $person IS NULL OR k.person IN (
        SELECT person FROM people WHERE person = $person
        UNION
        SELECT j.person FROM speakers j
        JOIN statements t ON t.article = j.article AND t.id = j.statement
        JOIN articles b ON b.id = j.article
        WHERE has_words(exact(b.text, t.who), $person)
          AND NOT EXISTS (SELECT 1 FROM people WHERE person = $person)
    )
)
SELECT
    p.person, cut(a.text, p.start, p."end") AS name, p.type, p.articles, p.statements,
    p.outlets, p.first_seen, p.last_seen,
    list_sort(list_distinct(list(s.name))) AS names,
    coalesce(list_sort(list_distinct(list(s.role) FILTER (s.role IS NOT NULL))), []) AS roles,
    coalesce(list_sort(list_distinct(list(s.body) FILTER (s.body IS NOT NULL))), []) AS bodies,
    min(s.score) AS score,
    coalesce(list_sort(list_distinct(list(s.because) FILTER (s.because <> ''))), []) AS because,
    p.article, p.start, p."end"
FROM people p JOIN said s ON s.person = p.person JOIN articles a ON a.id = p.article
GROUP BY ALL
ORDER BY p.articles DESC, p.statements DESC, p.person
LIMIT $limit
"""

_NAMED: Final = """
SELECT k.person, k.article, exact(a.text, s.who) AS name, s.who_type AS type
FROM speakers k
JOIN statements s ON s.article = k.article AND s.id = k.statement
JOIN articles a ON a.id = k.article
WHERE k.person = $person
ORDER BY k.article, k.statement
"""

_IDS: Final = "SELECT person FROM people WHERE person = $person"
_ALL: Final = 1 << 62


class Named(NamedTuple):
    """One appearance of a person: its article and the folded name in it."""

    article: str
    name: str


def people(state: Snapshot, name: str | None = None, *, limit: int | None = None) -> Any:
    """Return the sources across articles, those of most articles first.

    ``name``: a person's id, else words that stand together in one of its names. ``names``,
    ``roles`` and ``bodies`` are all that the articles give, ``because`` the reasons for which the
    names are held for one person, ``score`` the least sure of them (0..1). Raises ``UsageError``.
    """
    must_have_words("name", name)
    must_count(limit)
    values = {"person": name, "limit": _ALL if limit is None else limit}
    return answer(state, _PEOPLE, values, "people", "speakers", "statements", "articles")


def merge(folder: Path, one: str, other: str, *, wait: float = 10) -> None:
    """Decide that two persons, named by their ids, are one; the next relate heeds it.

    Raises ``UsageError`` for an id that nobody has.
    """
    with writing(folder, wait=wait) as writer:
        a, b = (_appearances(writer.snapshot, person)[0] for person in (one, other))
        if one == other:
            raise UsageError(f"{one!r} is one person already.")
        writer.append({"decisions": _decisions([(anchor(*a), anchor(*b), "merged")])})


def split(folder: Path, person: str, articles: Sequence[str], *, wait: float = 10) -> None:
    """Decide that a person of some articles is another one; the next relate heeds it.

    Raises ``NoSuchArticle``, and ``UsageError`` for an id that nobody has or an article in which
    that person says nothing.
    """
    with writing(folder, wait=wait) as writer:
        held = _appearances(writer.snapshot, person)
        for article in articles:
            must_hold(writer.snapshot, article)
            if article not in {one.article for one in held}:
                raise UsageError(f"{person!r} says nothing in the article {article!r}.")
        if not articles:
            raise UsageError(f"Name the articles in which {person!r} is somebody else.")
        parted = [one for one in held if one.article in articles]
        writer.append({"decisions": _decisions(_parting(parted))})


def _parting(parted: list[Named]) -> list[tuple[str, str, str]]:
    """Return the decisions that part appearances: one by one, then joined among themselves."""
    first = anchor(*parted[0])
    split_off = [(anchor(*one), first, "split") for one in parted]
    names = {one.name: anchor(*one) for one in parted}
    return split_off + [(first, own, "merged") for own in names.values() if own != first]


def _appearances(state: Snapshot, person: str) -> list[Named]:
    if not answer(state, _IDS, {"person": person}, "people").num_rows:
        raise UsageError(
            f"There is no person {person!r}. `sumber people {person}` lists those of that name."
        )
    rows = answer(state, _NAMED, {"person": person}, "speakers", "statements", "articles")
    found = (Named(row["article"], _key(row)) for row in rows.to_pylist())
    return list(dict.fromkeys(found))


def _key(row: dict[str, Any]) -> str:
    return read_name(row["name"], row["type"]).key


def _decisions(made: Iterable[tuple[str, str, str]]) -> Any:
    now = datetime.now(UTC)
    rows = [
        {
            "about": "people",
            "key": key,
            "other": other,
            "decision": decision,
            "decided_at": now + timedelta(microseconds=int(decision == "merged")),
        }
        for key, other, decision in made
    ]
    return pa.Table.from_pylist(rows, schema=DECISIONS)
