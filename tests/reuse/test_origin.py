"""Who had a passage first, and by what evidence."""

from __future__ import annotations

import pytest

from sumber.reuse.origin import Origin, moment, name_of, origin, told

DAY, LATER = "2026-03-01", "2026-03-02"
TIME, MINUTE = "2026-03-01T08:00:00+07:00", "2026-03-01T01:05:00Z"
CREDIT = "Artikel ini telah tayang di Lensara.com dengan judul Banjir."
CITED = "Hal itu dilansir dari Lensara.com pada Senin."
WIRE = "Demikian dikutip dari Kabarindo."


@pytest.mark.parametrize(
    ("outlet", "name"),
    [
        ("nasional.lensara.com", "lensara"),
        ("Lensara.com", "lensara"),
        ("Kabar Pagi", "kabarpagi"),
        ("media10.example", "media10"),
        (None, ""),
    ],
)
def test_an_outlet_is_known_by_the_telling_part_of_its_name(outlet: str | None, name: str) -> None:
    assert name_of(outlet) == name


@pytest.mark.parametrize(
    ("published", "minute", "known_day"),
    [(TIME, True, True), (DAY, False, True), ("Selasa", False, False), (None, False, False)],
)
def test_times_are_read_as_far_as_they_are_told(
    published: str | None, minute: bool, known_day: bool
) -> None:
    at, day = moment(published)
    assert (at is not None, day is not None) == (minute, known_day)


@pytest.mark.parametrize(
    ("kind", "a", "b", "expected"),
    [
        ("copy", (TIME, ""), (MINUTE, ""), Origin(-1, 0.85, "time")),
        ("copy", (LATER, ""), (DAY, ""), Origin(1, 0.8, "time")),
        ("copy", (DAY, ""), (DAY, ""), Origin(0, None, None)),
        ("copy", (DAY, ""), (TIME, ""), Origin(0, None, None)),
        ("copy", (None, ""), (DAY, ""), Origin(0, None, None)),
        ("copy", (DAY, ""), (DAY, CREDIT), Origin(-1, 0.97, "declared")),
        ("rewrite", (None, ""), (None, CITED), Origin(-1, 0.9, "cited")),
        ("copy", (LATER, ""), (DAY, CREDIT), Origin(-1, 0.7, "declared against time")),
        ("copy", (DAY, WIRE), (DAY, WIRE), Origin(0, None, "common source")),
        ("contained", (DAY, ""), (DAY, ""), Origin(-1, 0.6, "part")),
        ("quote", (DAY, ""), (LATER, CREDIT), Origin(0, None, None)),
    ],
)
def test_evidence_decides_in_order(
    kind: str, a: tuple[str | None, str], b: tuple[str | None, str], expected: Origin
) -> None:
    one = told("lensara.com", a[0], a[1])
    two = told("kabarpagi.com", b[0], b[1])
    assert origin(kind, one, two, (90, 40)) == expected
    mirrored = origin(kind, two, one, (40, 90))
    assert mirrored == expected._replace(side=-expected.side)
