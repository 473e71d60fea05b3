"""Set wording told by its words: quoted law, forecasts, who said it where, forms of a day."""

from __future__ import annotations

import pyarrow as pa
import pytest

from sumber.corpus.schema import TABLES
from sumber.reuse import find_passages
from sumber.reuse.rarity import numbers_of
from sumber.reuse.registers import (
    FORECAST,
    LAWS,
    REGISTERS,
    STATUTE,
    TELLING,
    WEEKDAY,
    registers_of,
)
from tests.reuse.making import Row, Writer, article, by_steps, in_order, table

WRITE = Writer(29)
STATUTE_TEXT = (
    "Setiap orang yang dengan sengaja dan tanpa hak memindahkan sarang lebah milik orang lain "
    "dipidana dengan pidana penjara paling lama 2 tahun atau denda paling banyak kategori III."
)
RIGHT = "Setiap warga berhak atas madu hutan, air sungai, dan jalan setapak yang dirawat bersama."
FORECAST_TEXT = (
    "Pada pagi hari cuaca di wilayah Sukarame cerah berawan, siang hari hujan {} disertai petir "
    "dan angin kencang, suhu udara {} derajat celsius dengan kelembapan {} persen."
)
REPORT = (
    "kata Ratri Wiyono kepada wartawan saat ditemui di Kantor Koperasi Lebah, Senin (2/3/2026)."
)
PLAIN = (
    "Koperasi lebah itu menyimpan madu hutan dalam guci tanah liat selama tiga musim "
    "sebelum menjualnya kepada pedagang rempah dari pulau seberang."
)


def beside(one: str, other: str) -> list[Row]:
    """Return two articles of two outlets with one text each between words of their own."""
    return [
        article("a", f"{WRITE.body(6)} {one} {WRITE.body(6)}", "a.example"),
        article("b", f"{WRITE.body(6)} {other} {WRITE.body(6)}", "b.example", day=9),
    ]


def kinds(rows: list[Row]) -> list[str]:
    """Return the kinds of the passages, which both ways must find alike."""
    found = find_passages(table(rows))
    stepped = by_steps(table(rows)).sql("SELECT * FROM passages").to_arrow_table()
    assert in_order(stepped) == in_order(found)
    return sorted(set(found["kind"].to_pylist()))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (STATUTE_TEXT, STATUTE_TEXT, ["formula"]),
        (f"Pasal 9 ayat 2 berbunyi {RIGHT}", f"Bunyi pasal itu {RIGHT}", ["formula"]),
        (f"Kepala desa menulis: {RIGHT}", f"Ia membacakan: {RIGHT}", ["copy"]),
        (
            FORECAST_TEXT.format("ringan", 24, 70),
            FORECAST_TEXT.format("sedang", 26, 80),
            ["formula"],
        ),
        (REPORT, REPORT, ["formula"]),
        (PLAIN, PLAIN, ["copy"]),
    ],
    ids=[
        "a statute",
        "a cited law",
        "the same cited by nobody",
        "forecasts",
        "who, where",
        "plain",
    ],
)
def test_set_wording_is_told_by_its_words(one: str, other: str, expected: list[str]) -> None:
    assert kinds(beside(one, other)) == expected


def test_a_copied_article_stays_a_copy_whatever_its_words() -> None:
    rows = [article("a", STATUTE_TEXT, "a.example"), article("b", STATUTE_TEXT, "b.example", day=9)]
    assert kinds(rows) == ["copy"]
    text = FORECAST_TEXT.format("ringan", 24, 70)
    assert kinds([article("a", text, "a.example"), article("b", text, "b.example")]) == ["copy"]


DAILY = (
    "Koperasi lebah membuka kios keliling pada {} di lapangan desa. Kios itu menjual madu hutan, "
    "lilin, dan propolis kepada warga yang membawa kartu anggota beserta guci kosong dari rumah."
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Rabu (4/3/2026)", "Kamis (5/3/2026)", ["formula"]),
        ("4 Maret 2026", "5 Maret 2026", ["formula"]),
        ("Rabu (4/3/2026)", "Rabu (4/3/2026)", ["copy"]),
        ("Rabu (4/3/2026)", "Rabu kemarin", ["rewrite"]),
    ],
    ids=["another weekday", "another day of the month", "the same day", "told otherwise"],
)
def test_a_form_tells_of_another_day(one: str, other: str, expected: list[str]) -> None:
    rows = [
        article("a", f"{DAILY.format(one)} {WRITE.body(8)}", "a.example"),
        article("b", f"{DAILY.format(other)} {WRITE.body(8)}", "b.example", day=9),
    ]
    assert kinds(rows) == expected


def test_a_long_promotion_that_the_regions_tell_is_a_formula() -> None:
    promotion = WRITE.body(4)
    rows = beside(promotion, promotion)
    told = []
    for row in rows:
        start = (row["text"] or "").index(promotion)
        told.append(
            {"article": row["id"], "start": start, "end": start + len(promotion), "kind": "prompt"}
        )
    schema = pa.schema([TABLES["regions"].field(name) for name in told[0]])
    regions = pa.Table.from_pylist(told, schema)
    assert kinds(rows) == ["copy"]
    assert set(find_passages(table(rows), regions)["kind"].to_pylist()) == {"formula"}
    stepped = by_steps(table(rows), regions=regions).sql("SELECT * FROM passages").to_arrow_table()
    assert in_order(stepped) == in_order(find_passages(table(rows), regions))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("dipidana", STATUTE | TELLING),
        ("Hujan", FORECAST),
        ("lebah", 0),
        ("ahad", WEEKDAY),
    ],
)
def test_a_word_belongs_to_its_registers(word: str, expected: int) -> None:
    assert registers_of(int(numbers_of(word)[0]), REGISTERS) == expected


def test_no_slot_of_the_names_of_law_is_taken_twice() -> None:
    assert LAWS[LAWS != 0].size == len(set(LAWS[LAWS != 0].tolist()))
