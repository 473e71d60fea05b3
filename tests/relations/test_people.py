"""One person under all spellings, namesakes apart, and a person's decisions heeded."""

from __future__ import annotations

import random

import pytest

from sumber.relations import people
from sumber.relations.decided import anchor
from tests.relations.making import News, Said, connect, rows


def who(news: list[News], *decisions: tuple[str, str, str]) -> dict[str, set[str]]:
    """Return the articles of each person."""
    made = connect(news, people.STEPS, decisions=decisions)
    found: dict[str, set[str]] = {}
    for person, article in rows(made, "SELECT person, article FROM speakers"):
        found.setdefault(person, set()).add(article)
    return found


def said(name: str, by: str, role: str | None = None, body: str | None = None, **more: str) -> News:
    return News(name, (Said(by, "air sungai sudah surut sejak pagi", role, body),), **more)


MAYOR = ("Wali Kota", "Kota Melati")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wolodimir Zelenkoyy", "Wolodimir Zelenkoy"),
        ("Dr. Rini Wardani, S.H.", "Rini Wardhani"),
        ("Rini Wardani", "Rini Ayu Wardani"),
        ("Mochammad Sadeli", "Muhamad Sadeli"),
        ("Bratasena", "Tono Bratasena"),
        ("Tono Bratasena", "Tono Bratesena"),
        ("T. Bratasena", "Tono Bratasena"),
    ],
)
def test_spellings_and_short_names_are_one_person(one: str, other: str) -> None:
    assert len(who([said("a", one, *MAYOR), said("b", other, *MAYOR)])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Budi Santoso", "Budi Setiawan"),
        ("Rini Wardani", "Tono Wardani"),
        ("Ratih Tono Bratasena", "Tono Bratasena"),
        ("Putri Budi Bratasena", "Budi Bratasena"),
    ],
)
def test_other_people_stay_apart(one: str, other: str) -> None:
    wife, mayor = ("istri", "Kota Melati"), MAYOR
    assert len(who([said("a", one, *wife), said("b", other, *mayor)])) == 2


def test_namesakes_of_a_frequent_name_are_split_by_role_and_body() -> None:
    news = [
        said("a", "Budi Santoso", "Ketua", "RT Kenanga"),
        said("b", "Budi Santoso", "Ekonom", "Universitas Melati", day="2024-08-20"),
        said("c", "Budi Santoso", "Ketua", "RT Kenanga", day="2024-05-03"),
    ]
    assert sorted(map(sorted, who(news).values())) == [["a", "c"], ["b"]]


def test_a_rare_name_is_one_person_in_another_post() -> None:
    news = [
        said("a", "Wistara Bratasena", "Ketua", "RT Kenanga"),
        said("b", "Wistara Bratasena", "Ekonom", "Universitas Melati", day="2024-08-20"),
    ]
    assert len(who(news)) == 1


def test_a_name_of_one_word_needs_more_than_the_word() -> None:
    news = [said("a", "Hartono"), said("b", "Hartono", day="2024-08-20")]
    assert len(who(news)) == 2
    assert len(who([said("a", "Hartono", *MAYOR), said("b", "Hartono", *MAYOR)])) == 1


def test_the_order_of_rows_changes_nothing() -> None:
    names = ["Rini Wardani", "Rini Wardhani", "Wardani", "Budi Santoso", "Tono Bratasena", "Tono"]
    news = [said(f"a{n}", name, *MAYOR) for n, name in enumerate(names * 3)]
    found = who(news)
    random.Random(7).shuffle(news)
    assert who(news) == found


SANTOSOS = [
    said("a", "Budi Santoso", "Ketua", "RT Kenanga"),
    said("b", "Budi Santoso", "Ekonom", "Universitas Melati", day="2024-08-20"),
]
MERGE = (anchor("a", "budi santoso"), anchor("b", "budi santoso"), "merged")
SPLIT = (anchor("b", "budi santoso"), anchor("b", "budi santoso"), "split")


def test_what_a_person_merged_is_one() -> None:
    assert len(who(SANTOSOS, MERGE)) == 1


def test_a_later_split_ends_a_merge_and_a_later_merge_a_split() -> None:
    assert len(who(SANTOSOS, MERGE, SPLIT)) == 2
    assert len(who(SANTOSOS, SPLIT, MERGE)) == 1


def test_what_a_person_split_off_stays_apart() -> None:
    news = [said(n, "Rini Wardani", *MAYOR) for n in "abc"]
    assert len(who(news)) == 1
    split = (anchor("c", "rini wardani"), anchor("c", "rini wardani"), "split")
    assert sorted(map(sorted, who(news, split).values())) == [["a", "b"], ["c"]]


def test_people_hold_counts_and_the_place_of_the_fullest_name() -> None:
    made = connect(
        [
            said("a", "Rini", *MAYOR, day="2024-05-02"),
            said("b", "Dr. Rini Wardani (Bu Rini)", *MAYOR, outlet="Kawat"),
        ],
        people.STEPS,
    )
    found = rows(
        made,
        """
        SELECT person, substring(a.text, p.start + 1, p."end" - p.start), type, articles,
               p.statements, outlets, first_seen, last_seen
        FROM people p JOIN articles a ON a.id = p.article
        """,
    )
    expected = ("rini-wardani", "Dr. Rini Wardani", "person", 2, 2, 2, "2024-05-01", "2024-05-02")
    assert found == [expected]
