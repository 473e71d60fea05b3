"""What stays of derived rows when articles go: persons and stories that other articles hold up.

A person is shown by the words of one article, a story by the id of its first. Where that article
goes, the person is shown by the fullest name that is left, the story by the first article left.
Counts stay as they were until relating runs again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import pyarrow as pa

from sumber.corpus.versions import Snapshot, arrow
from sumber.plan.tables import RELATED

_PEOPLE: Final = """
SELECT p.* REPLACE (m.article AS article, m.name.start AS start, m.name."end" AS "end")
FROM people p JOIN (
    SELECT person, article, name, row_number() OVER (
        PARTITION BY person ORDER BY name."end" - name.start DESC, article, name.start
    ) AS place
    FROM (
        SELECT k.person, s.article, coalesce(s.who, s.speaker) AS name
        FROM speakers k JOIN statements s ON s.article = k.article AND s.id = k.statement
        WHERE k.article NOT IN (FROM gone)
    ) WHERE name IS NOT NULL
) m ON m.person = p.person AND m.place = 1
WHERE p.article IN (FROM gone)
"""

_STORIES: Final = """
SELECT s.* REPLACE (
    first_value(s.article) OVER (
        PARTITION BY s.story ORDER BY s.published NULLS LAST, s.article
    ) AS story
)
FROM stories s WHERE s.story IN (FROM gone) AND s.article NOT IN (FROM gone)
"""

_VANISHED: Final = "SELECT person FROM people WHERE article IN (FROM gone)"


class Left(NamedTuple):
    """The rows to put in the place of those that go, and the persons that nothing shows now."""

    rows: dict[str, Any]
    vanished: list[str]


def left_without(state: Snapshot, ids: Iterable[str]) -> Left:
    """Return what is left of persons and stories once the articles of these ids are gone."""
    gone = pa.table({"id": pa.array(list(ids), pa.string())})
    with state.connect("people", "speakers", "statements", "stories") as connection:
        connection.register("gone", gone)
        rows = {
            "people": arrow(connection, _PEOPLE).cast(RELATED["people"]),
            "stories": arrow(connection, _STORIES).cast(RELATED["stories"]),
        }
        persons = arrow(connection, _VANISHED).column("person").to_pylist()
    return Left(rows, sorted(set(persons) - set(rows["people"].column("person").to_pylist())))
