"""How the dates of Indonesian news are read; the tables are the specification."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.records import Article, Notes, Region, Span, When
from sumber.stages.dates import ReferenceDay, find_dates, infer_reference, reference_day
from sumber.stages.sentences import find_sentences


def dates(text: str, published: str | None = None) -> tuple[When, ...]:
    return find_dates(Article(id="a", text=text, published=published), Notes()).dates


def values(text: str, published: str | None = None) -> list[tuple[str, str]]:
    """Return exact characters and value of every date."""
    return [(when.span.of(text), when.value) for when in dates(text, published)]


# 2 July 2025 is a Wednesday.
FULL = [
    ("pada Rabu (2/7/2025).", "Rabu (2/7/2025)", "2025-07-02"),
    ("pada Rabu (02/07/2025).", "Rabu (02/07/2025)", "2025-07-02"),
    ("pada Rabu, 2 Juli 2025.", "Rabu, 2 Juli 2025", "2025-07-02"),
    ("pada Rabu 2 Juli 2025.", "Rabu 2 Juli 2025", "2025-07-02"),
    ("pada Rabu, (2/7/2025).", "Rabu, (2/7/2025)", "2025-07-02"),
    ("hari Rabu tanggal 2 Juli 2025.", "Rabu tanggal 2 Juli 2025", "2025-07-02"),
    ("pada Rabu pagi, 2 Juli 2025.", "Rabu pagi, 2 Juli 2025", "2025-07-02"),
    ("pada Rabu siang (2/7/2025).", "Rabu siang (2/7/2025)", "2025-07-02"),
    ("pada Rabu lalu, 2 Juli 2025.", "Rabu lalu, 2 Juli 2025", "2025-07-02"),
    ("(Rabu,2/7/2025) malam.", "Rabu,2/7/2025", "2025-07-02"),
    ("pada Jum'at (4/7/2025).", "Jum'at (4/7/2025)", "2025-07-04"),
    ("pada Jum’at, 4 Juli 2025.", "Jum’at, 4 Juli 2025", "2025-07-04"),
    ("pada 2 Juli 2025 lalu.", "2 Juli 2025", "2025-07-02"),
    ("pada 2/7/2025.", "2/7/2025", "2025-07-02"),
    ("pada 02-07-2025.", "02-07-2025", "2025-07-02"),
    ("pada 2.7.2025 itu.", "2.7.2025", "2025-07-02"),
    ("tertanggal 2025-07-02 itu.", "2025-07-02", "2025-07-02"),
    ("tertanggal 2 Jul 2025.", "2 Jul 2025", "2025-07-02"),
    ("tertanggal 17 Ags 2025.", "17 Ags 2025", "2025-08-17"),
    ("tertanggal 2 Nopember 2025.", "2 Nopember 2025", "2025-11-02"),
    ("dated 2 July 2025.", "2 July 2025", "2025-07-02"),
    ("dated July 2, 2025.", "July 2, 2025", "2025-07-02"),
    ("pada Juli 2025 ini.", "Juli 2025", "2025-07"),
    ("per Juli tahun 2025 ini.", "Juli tahun 2025", "2025-07"),
]


@pytest.mark.parametrize(("text", "exact", "value"), FULL)
def test_full_dates(text: str, exact: str, value: str) -> None:
    assert values(text) == [(exact, value)]


RANGES = [
    ("pada 3-27 November 2025.", ["2025-11-03/2025-11-27"]),
    ("pada 3 - 27 November 2025.", ["2025-11-03/2025-11-27"]),
    ("pada 3 hingga 27 November 2025.", ["2025-11-03/2025-11-27"]),
    ("pada 3 sampai 27 November 2025.", ["2025-11-03/2025-11-27"]),
    ("mulai 19 Juni hingga 31 Juli 2025.", ["2025-06-19/2025-07-31"]),
    ("mulai 23 Desember hingga 7 Januari 2026.", ["2025-12-23/2026-01-07"]),
    ("mulai 23 Desember 2025 hingga 7 Januari 2026.", ["2025-12-23/2026-01-07"]),
    ("periode Januari 2021 hingga Maret 2022.", ["2021-01/2022-03"]),
    ("pada 2019-2022 itu.", ["2019/2022"]),
    ("(2019–2022) itu.", ["2019/2022"]),
    ("tahun 2019 hingga 2022.", ["2019/2022"]),
    # two dates, not a range
    ("pada Maret-April 2025.", ["2025-03", "2025-04"]),
    ("pada 28 dan 29 Juni 2025.", ["2025-06-28", "2025-06-29"]),
    ("pada 28, 29, dan 30 Juni 2025.", ["2025-06-28", "2025-06-29", "2025-06-30"]),
    ("pada 31 dan 1 Januari 2026.", ["2025-12-31", "2026-01-01"]),
    ("mulai 22 Juni 2025 sampai dengan 26 Juni 2025.", ["2025-06-22", "2025-06-26"]),
]


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_ranges_and_lists(text: str, expected: list[str]) -> None:
    assert [value for _, value in values(text)] == expected


YEARS = [
    ("sejak 2020 desa itu maju", "2020"),
    ("pada tahun 2020 desa itu maju", "2020"),
    ("Pada 2020 desa itu maju", "2020"),
    ("sepanjang 2020, panen naik", "2020"),
    ("pria kelahiran 1980 itu", "1980"),
    ("akhir 2019 lalu", "2019"),
]


@pytest.mark.parametrize(("text", "year"), YEARS)
def test_years_behind_a_word_that_makes_them_one(text: str, year: str) -> None:
    assert values(text) == [(year, year)]


NO_DATES = [
    "UU Nomor 31 Tahun 1999 tentang desa",
    "Undang-Undang Nomor 8 tahun 2015",
    "Peraturan Desa No. 40 Tahun 2024",
    "menjelang Pilpres 2024 mendatang",
    "menghadapi Pemilu tahun 2024",
    "pada kuartal I 2025 ekonomi tumbuh",
    "pada triwulan IV tahun 2018 lalu",
    "tahun ajaran 2023/2024 dimulai",
    "APBD Kota tahun 2017 disahkan",
    "Liga Champions 2023-2024 dimulai",
    "nomor 90/PUU-XXI/2023 itu",
    "naik 2020 unit dari 2.020 unit",
    "telepon 0812-2020-1999",
    "Institut Teknologi 10 November (ITN)",
    "Jalan 17 Agustus di kota itu",
    "kode 12/2020/XI itu",
    "setiap Rabu warga berkumpul",
    "dua minggu kemudian, minggu lalu, minggu depan",
    "buka Senin-Kamis pukul 09.00",
    "Mei Lestari menanam padi.",
    "kata Agustus Wirawan di sawah.",
    "skor 3/5 dan 12/30",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_numbers_and_names_that_are_no_dates(text: str) -> None:
    assert values(text, "2025-07-03") == []


SPOKEN_YEARS = [
    ("Begitu 2020 saya pindah ke desa.", "2020"),
    ("Mudah-mudahan 2024 bisa panen.", "2024"),
    ("Kami menanam, 2019 lalu kami panen.", "2019"),
]


@pytest.mark.parametrize(("text", "year"), SPOKEN_YEARS)
def test_bare_years_in_speech(text: str, year: str) -> None:
    assert values(text) == [(year, year)]


YEARS_NAMED = [
    # the year that the text names last, where the weekday fits it
    ("Festival Padi 2025 dimulai Rabu (2/7).", "2025-07-02"),
    ("Festival Padi 2024 dimulai Rabu (2/7).", "XXXX-07-02"),
    # dates of long ago tell nothing
    ("Ia lahir 5 Oktober 1967, katanya, Kamis (4/3).", "XXXX-03-04"),
    ("Perang pecah 24 Februari 2022. Warga menari, Rabu (10/7).", "2024-07-10"),
]


@pytest.mark.parametrize(("text", "value"), YEARS_NAMED)
def test_years_by_the_weekday_and_the_years_that_are_named(text: str, value: str) -> None:
    assert values(text)[-1][1] == value


AHEAD = [
    ("Nanti tunggu Sabtu kami panen.", "2025-07-05"),
    ("Warga akan panen Kamis depan.", "2025-07-10"),
    ("Warga akan panen Kamis malam.", "2025-07-03"),
    ("Panen itu berlangsung dua hari lalu.", "2025-07-01"),
    ("Panen itu tiga hari lagi.", "2025-07-06"),
]


@pytest.mark.parametrize(("text", "value"), AHEAD)
def test_what_lies_ahead_and_days_counted_from_today(text: str, value: str) -> None:
    assert [v for _, v in values(text, "2025-07-03")] == [value]


# Published on Thursday, 3 July 2025.
BY_PUBLICATION = [
    ("pada Rabu (2/7).", "2025-07-02"),
    ("pada Kamis, (03/07).", "2025-07-03"),
    ("pada Rabu malam (2/7).", "2025-07-02"),
    ("pada 22 Juni lalu.", "2025-06-22"),
    ("pada 22 Desember lalu.", "2024-12-22"),
    ("pada 5 Januari mendatang.", "2026-01-05"),
    ("pada 20 Juli mendatang.", "2025-07-20"),
    ("pada bulan Maret lalu.", "2025-03"),
    ("pada bulan Agustus mendatang.", "2025-08"),
    ("pada Oktober lalu.", "2024-10"),
    ("pada September tahun lalu.", "2024-09"),
    ("pada hari Rabu.", "2025-07-02"),
    ("di Jakarta, Kamis.", "2025-07-03"),
    ("pada Kamis lalu.", "2025-06-26"),
    ("pada Kamis ini.", "2025-07-03"),
    ("pada Jumat mendatang.", "2025-07-04"),
    ("pada Jumat depan.", "2025-07-04"),
    ("hari ini panen dimulai", "2025-07-03"),
    ("Kemarin malam panen dimulai", "2025-07-02"),
    ("besok panen dimulai", "2025-07-04"),
    ("lusa panen dimulai", "2025-07-05"),
]


@pytest.mark.parametrize(("text", "value"), BY_PUBLICATION)
def test_the_day_of_publication_gives_the_year_and_the_day(text: str, value: str) -> None:
    assert [v for _, v in values(text, "2025-07-03T08:00:00+07:00")] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "pendidikan hari ini menghadapi tantangan",
        "seperti yang kemarin itu",
        "pada 8 April 2025 kemarin",
        "akhir pekan kemarin",
    ],
)
def test_words_that_mean_no_one_day(text: str) -> None:
    found = [when for when in dates(text, "2025-07-03") if when.because == "published"]
    assert found == []


def test_relative_words_stay_unresolved_without_a_day_of_publication() -> None:
    assert values("Panen dimulai hari ini dan selesai besok.") == []


def test_a_relative_word_takes_the_date_beside_it() -> None:
    assert values("Pada hari ini, 21 April 2025, panen dimulai.") == [
        ("hari ini", "2025-04-21"),
        ("21 April 2025", "2025-04-21"),
    ]


WITHOUT_PUBLICATION = [
    # weekday and day together, nearest to the article's other full dates
    ("Rabu (10/7) warga menari. Perang pecah 24 Februari 2022.", ["2024-07-10", "2022-02-24"]),
    ("Selasa (1/7/2025) hujan. Rabu (2/7) cerah.", ["2025-07-01", "2025-07-02"]),
    # nothing tells the year
    ("Kamis, (04/08) warga menari.", ["XXXX-08-04"]),
    ("Pada 13 Juni warga menari.", ["XXXX-06-13"]),
    ("Pada bulan Juni lalu warga menari.", ["XXXX-06"]),
    # a weekday alone leans on a dated one
    ("Kamis (13/5) hujan; hari Kamis itu; hari Rabu.", ["XXXX-05-13"] * 2 + ["XXXX-05-12"]),
    # the anniversary of something has no year
    ("Hari Ibu dirayakan 22 Desember, kata Wulan, Senin (5/5/2025).", ["XXXX-12-22", "2025-05-05"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WITHOUT_PUBLICATION)
def test_years_from_the_text_alone(text: str, expected: list[str]) -> None:
    assert [value for _, value in values(text)] == expected


def test_a_weekday_that_contradicts_is_flagged_and_the_digits_hold() -> None:
    (when,) = dates("pada Senin (2/7/2025)")
    assert (when.value, when.contradicts) == ("2025-07-02", "the weekday")
    (when,) = dates("pada Senin (2/7)", "2025-07-03")
    assert (when.value, when.contradicts) == ("2025-07-02", "the weekday")


def test_month_and_day_change_places_only_beside_the_day_of_publication() -> None:
    (when,) = dates("pada Selasa (11/7/2023)", "2023-11-07")
    assert (when.value, when.contradicts) == ("2023-11-07", "day and month change places")
    assert dates("pada Selasa (11/7/2023)")[0].value == "2023-07-11"


@pytest.mark.parametrize("published", ["2020-03-10", "2023-10-16", "2023-10-25"])
def test_days_count_from_the_latest_statement_where_metadata_lie_apart(
    published: str,
) -> None:
    text = "Hari ini panen, kata Wulan, Rabu (18/10/2023). Jumat (20/10) selesai."
    found = values(text, published)
    assert [v for _, v in found] == ["2023-10-18", "2023-10-18", "2023-10-20"]
    assert dates(text, published)[0].because == "day of a statement"


def test_an_address_is_believed_before_the_metadata() -> None:
    url = "https://kabar.example/read/2023/10/18/panen"
    article = Article(id="a", text="Hari ini panen.", url=url, published="2023-11-30")
    notes = find_dates(article, Notes())
    assert [d.value for d in notes.dates] == ["2023-10-18"]
    found = infer_reference(article, notes)
    assert found == ReferenceDay("2023-10-18", "date of an address", inferred=True)


def test_days_in_a_quotation_count_from_the_day_of_saying() -> None:
    text = '"Kemarin kami panen," kata Wulan, Senin (16/10/2023). Kemarin hujan.'
    article = Article(id="a", text=text, published="2023-10-18")
    notes = find_dates(article, find_sentences(article, Notes()))
    assert [d.value for d in notes.dates] == ["2023-10-15", "2023-10-16", "2023-10-17"]
    assert notes.dates[0].because == "day of saying"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Loket buka Senin-Kamis pagi, sedangkan Jumat pada siang hari.", []),
        ("Panen usai di Desa Tirta, (20/10).", ["2023-10-20"]),
        ("kata Wulan , Rabu ( 18 / 10 ) .", ["2023-10-18"]),
        ("kata Wulan , Rabu ( 18 / 10 / 2023 ) .", ["2023-10-18"]),
        ("mulai Minggu (15 Oktober 2023) pagi", ["2023-10-15"]),
        ("Panen raya. Pada September lalu hujan.", ["2023-09"]),
    ],
)
def test_brackets_timetables_and_months(text: str, expected: list[str]) -> None:
    assert [v for _, v in values(text, "2023-10-20")] == expected


@pytest.mark.parametrize("kind", ["related", "prompt", "caption", "disclaimer"])
def test_dates_in_parts_that_are_not_body_are_left_out(kind: str) -> None:
    text = "Baca juga: Panen 2 Juli 2025 Sukses\nPanen dimulai, Rabu (2/7/2025)."
    notes = Notes(regions=(Region(Span(0, 35), kind),))  # type: ignore[arg-type]
    found = find_dates(Article(id="a", text=text), notes).dates
    assert [when.span.of(text) for when in found] == ["Rabu (2/7/2025)"]


# ---------------------------------------------------------------- day of publication

REFERENCES = [
    ("2025-07-03", "Panen dimulai, Rabu (2/7/2025).", ("2025-07-03", False)),
    (None, "Panen dimulai, kata Wulan, Rabu (2/7/2025).", ("2025-07-02", True)),
    (None, "Panen pada Selasa (1/7/2025), kata Wulan, Rabu (2/7/2025).", ("2025-07-02", True)),
    (None, "Panen akan digelar pada Minggu (6/7/2025).", None),
    (None, "Desa itu berdiri pada 17 Agustus 1945.", None),
    (None, "Panen dimulai.", None),
    ("kemarin", "Panen dimulai, kata Wulan, Rabu (2/7/2025).", ("2025-07-02", True)),
    ("2020-03-10", "Panen dimulai, kata Wulan, Rabu (2/7/2025).", ("2025-07-02", True)),
]


@pytest.mark.parametrize(("published", "text", "expected"), REFERENCES)
def test_the_day_of_publication(
    published: str | None, text: str, expected: tuple[str, bool] | None
) -> None:
    article = Article(id="a", text=text, published=published)
    notes = find_dates(article, Notes())
    found = infer_reference(article, notes)
    assert (found and (found.day, found.inferred)) == expected
    assert reference_day(article, notes) == (expected and expected[0])


# ---------------------------------------------------------------- laws

PIECES = st.sampled_from(
    [
        "Senin ", "Rabu, ", "(", ")", "1/1", "31/12", "/2025", "29 Februari", " 2 ", "Juli ",
        "2025", "0001", "9999", " hingga ", "-", " dan ", "tahun ", "hari ini ", "kemarin ",
        ", ", ". ", "pada ", "lalu", "mendatang", "\n", "İ", "July 2, ", "tanggal ", "99",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join))
DAYS = st.one_of(st.none(), st.dates().map(str), st.text(max_size=12))
VALUE = re.compile(r"(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?)?(?:/(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?)?)?")


@given(TEXTS, DAYS)
@settings(max_examples=400, deadline=None)
def test_dates_are_apart_in_order_and_valid(text: str, published: str | None) -> None:
    article = Article(id="a", text=text, published=published)
    notes = find_dates(article, Notes())
    end = 0
    for when in notes.dates:
        assert end <= when.span.start < when.span.end <= len(text)
        assert VALUE.fullmatch(when.value)
        assert ("/" in when.value) == (when.precision == "range")
        end = when.span.end
    infer_reference(article, notes)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_every_day_reads_back(day: date) -> None:
    weekday = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"][day.weekday()]
    text = f"kata Wulan, {weekday} ({day.day}/{day.month}/{day.year})."
    assert [(w.value, w.contradicts) for w in dates(text)] == [(day.isoformat(), None)]


HOSTILE = ["a", "1", "Senin ", "1/1 ", "12 Mei ", "tahun 2020 ", "hari ini ", "1, ", "Mei", "1-"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_million_characters_take_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.process_time()
    find_dates(Article(id="a", text=text, published="2025-01-01"), Notes())
    assert time.process_time() - start < 15
