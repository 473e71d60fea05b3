"""What is no reuse though the words agree: forms, names, articles of law, related headlines."""

from __future__ import annotations

from typing import Any

import pytest

from sumber.reuse import find_passages
from tests.reuse.making import Row, Writer, article, by_steps, exact, in_order, related, table

WRITE = Writer(11)
WORDS = WRITE.words(40)
HEADLINE = " ".join(WRITE.words(14)).capitalize()
NAMES = " ".join(word.capitalize() for word in WRITE.words(14))
SENTENCE = WRITE.sentence(18)
LAW = (
    "Pasal 94 juncto Pasal 97 Undang-Undang Nomor 88 Tahun 1983 tentang Penataan Rumah Lebah "
    "Madu juncto Pasal 91 ayat 7 KUHP subsider Pasal 96 huruf k"
)


def form(*values: int) -> str:
    """Return a form filled in: forty words, some numbers between them."""
    return " ".join(
        f"{' '.join(WORDS[8 * nth : 8 * nth + 8])} {value}" for nth, value in enumerate(values)
    )


def within(text: str) -> list[Row]:
    """Return two articles that share a text and nothing else."""
    return [
        article(name, f"{WRITE.body(5)} {text} {WRITE.body(5)}", f"{name}.example", day=nth)
        for nth, name in enumerate("ab")
    ]


def kinds(rows: list[Row], regions: Any = None) -> list[str]:
    return sorted(set(find_passages(table(rows), regions)["kind"].to_pylist()))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (form(12, 31, 408, 17, 9), form(15, 33, 408, 19, 9), ["formula"]),
        (form(12, 31, 408, 17, 9), form(12, 31, 408, 17, 9), ["copy"]),
        (form(12, 31, 408, 17, 9), form(12, 31, 408, 18, 9), ["copy"]),
        (form(2, 31, 408, 7, 9), form(2, 31, 408, 7, 9).replace(" 7", " 07"), ["copy"]),
    ],
    ids=["filled in anew", "the same", "one number corrected", "written otherwise"],
)
def test_a_form_filled_in_anew_is_a_formula(one: str, other: str, expected: list[str]) -> None:
    assert kinds([article("a", one), article("b", other, day=9)]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [(NAMES, ["formula"]), (LAW, ["formula"]), (SENTENCE, ["copy"])],
    ids=["names", "articles of law", "a sentence"],
)
def test_names_tell_of_no_reuse(text: str, expected: list[str]) -> None:
    assert kinds(within(text)) == expected


def test_a_related_headline_tells_of_no_reuse_and_both_ways_agree() -> None:
    rows = within(f"{HEADLINE}.")
    text = rows[0]["text"] or ""
    start = text.index(HEADLINE)
    regions = related("a", start, start + len(HEADLINE))
    assert kinds(rows) == ["copy"]
    assert kinds(rows, regions) == ["formula"]
    stepped = by_steps(table(rows), regions=regions).sql("SELECT * FROM passages").to_arrow_table()
    assert in_order(stepped) == in_order(find_passages(table(rows), regions))


def test_regions_of_other_articles_do_no_harm() -> None:
    rows = within(SENTENCE)
    assert kinds(rows, related("c", 0, 4000)) == ["copy"]


def test_a_headline_inside_a_copy_stays_part_of_it() -> None:
    story = f"{WRITE.body(4)} {HEADLINE}. {WRITE.body(4)}"
    rows = [article("a", story), article("b", story, "b.example", day=3)]
    start = story.index(HEADLINE)
    found = find_passages(table(rows), related("a", start, start + len(HEADLINE))).to_pylist()
    assert [one["kind"] for one in found] == ["copy"]
    assert exact(found[0], rows) == (story, story)


def test_what_an_outlet_repeats_over_weeks_is_a_formula() -> None:
    habit = WRITE.sentence(16)
    rows = [
        article(f"h{nth}", f"{WRITE.body(4)} {habit} {WRITE.body(4)}", "a.example", day=7 * nth)
        for nth in range(4)
    ]
    assert kinds(rows) in (["formula"], [])
    assert kinds(rows[:3]) == ["copy"]
    stepped = by_steps(table(rows)).sql("SELECT * FROM passages").to_arrow_table()
    assert in_order(stepped) == in_order(find_passages(table(rows)))


def test_forms_of_an_unknown_outlet_are_known_by_their_weeks() -> None:
    tail = " ".join(WRITE.sentence(16) for _ in range(3))
    rows = [article(f"f{nth}", f"{WRITE.body(3)} {tail}", None, day=7 * nth) for nth in range(9)]
    stepped = by_steps(table(rows))
    assert stepped.sql("SELECT count(*) FROM masking").fetchall() == [(9,)]
    assert find_passages(table(rows)).num_rows == 0


def test_a_verdict_in_set_words_is_a_formula_and_no_quotation() -> None:
    said = '"Menjatuhkan pidana terhadap Terdakwa{} dengan pidana penjara selama {}," kata hakim.'
    first, second = said.format(" Ratri Wiyono", "4 tahun"), said.format("", "7 tahun")
    rows = [
        article("a", f"{WRITE.body(5)} {first} {WRITE.body(5)}", "a.example"),
        article("b", f"{WRITE.body(5)} {second} {WRITE.body(5)}", "b.example", day=9),
    ]
    assert kinds(rows) == ["formula"]


def test_subdomains_are_one_outlet() -> None:
    footer = WRITE.sentence(18)
    rows = [
        article(f"s{nth}", f"{WRITE.body(6)} {footer}", f"{name}.lensara.example", day=9 * nth)
        for nth, name in enumerate(("www", "olahraga", "uang", "kota", "dunia", "gaya"))
    ]
    assert by_steps(table(rows)).sql("SELECT count(*) FROM masking").fetchall() == [(6,)]
    assert find_passages(table(rows)).num_rows == 0
