from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.readers.published import is_stamp, parse_published

WRITTEN = {
    # days
    "2023-07-11": "2023-07-11",
    "2023/7/1": "2023-07-01",
    "20230711": "2023-07-11",
    "31/05/2025": "2025-05-31",
    "1-6-2025": "2025-06-01",
    "01.06.2025": "2025-06-01",
    "28 January 2019": "2019-01-28",
    "January 28, 2019": "2019-01-28",
    "Jan 28 2019": "2019-01-28",
    "3rd March 2021": "2021-03-03",
    "14-Jun-2025": "2025-06-14",
    "Senin (10/7/2023)": "2023-07-10",
    "Jumat, 17 Agt 2018": "2018-08-17",
    "5 Pebruari 1999": "1999-02-05",
    "29 Feb 2024": "2024-02-29",
    # days with their hour
    "Rabu, 27 Mei 2026 08:46 WIB": "2026-05-27T08:46:00+07:00",
    "14 Jun 2025, 17:15 WIB": "2025-06-14T17:15:00+07:00",
    "Kabar.com- 31/05/2025, 16:11 WIB": "2025-05-31T16:11:00+07:00",
    "Rabu, 4 November 2015 | 21:04 WIB": "2015-11-04T21:04:00+07:00",
    "Selasa, 23 Februari 2016 15:06 WIB | 998 Views": "2016-02-23T15:06:00+07:00",
    "on 16 Feb 2016 at 09:10 WIB": "2016-02-16T09:10:00+07:00",
    "Sabtu, 31/10/2015 13:28 WIB WIB": "2015-10-31T13:28:00+07:00",
    "12 Mei 2024 pukul 10.05 WITA": "2024-05-12T10:05:00+08:00",
    "12 Mei 2024 - 10.05 WIT": "2024-05-12T10:05:00+09:00",
    "12 Mei 2024 (10:05)": "2024-05-12T10:05:00",
    "May 12, 2024 9:10 pm": "2024-05-12T21:10:00",
    "May 12, 2024 12:10 a.m.": "2024-05-12T00:10:00",
    "12 Des 2024 10:00 GMT+7": "2024-12-12T10:00:00+07:00",
    "kabar24.id - 12 Mei 2024": "2024-05-12",
    "2024-05-12 10:05:06": "2024-05-12T10:05:06",
    "2024-05-12T10:05:06.123456+07:00": "2024-05-12T10:05:06+07:00",
    "2016-02-16T13:01:52+0700": "2016-02-16T13:01:52+07:00",
    "20240512103000": "2024-05-12T10:30:00",
    "Tue, 16 Feb 2016 08:10:56 +0700": "2016-02-16T08:10:56+07:00",
    "Tue, 16 Feb 2016 08:10:56 EST": "2016-02-16T08:10:56-05:00",
    # UTC is written as the same instant in Jakarta, on whose day the article appeared
    "Tue, 16 Feb 2016 20:10:56 GMT": "2016-02-17T03:10:56+07:00",
    "2015-11-05 T10:08:58Z": "2015-11-05T17:08:58+07:00",
    "2024-01-01T20:00:00.000Z": "2024-01-02T03:00:00+07:00",
    "1700000000": "2023-11-15T05:13:20+07:00",
    "1700000000000": "2023-11-15T05:13:20+07:00",
}
NO_DATES = (
    "", " ", "kemarin", "3 jam lalu", "Mei 2024", "2024", "31/02/2024", "29 Feb 2023", "05/13/2024",
    "2023-13-45", "0000-00-00", "1899-12-31", "2101-01-01", "12 Mei 24", "1-3 Mei 2024",
    "2023-07-11/2023-07-13", "2023-07-11 25:00", "2023-07-11T10:61", "12 Mei 2024 99 kali", "99999",
    "May 12, 2024 13:10 pm", "12 Meinung 2024", "٢٠٢٤-٠١-٠١", "2024-05-12" * 30, "9999999999999",
    "2100-12-31T23:00:00Z",
)  # fmt: skip
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}

days = st.dates(date(1900, 1, 1), date(2100, 12, 30))
hours = st.datetimes(datetime(1900, 1, 2), datetime(2100, 12, 30)).map(
    lambda time: time.replace(microsecond=0)
)


@pytest.mark.parametrize(("written", "iso"), WRITTEN.items())
def test_a_date_as_it_is_written(written: str, iso: str) -> None:
    assert parse_published(written) == iso


@pytest.mark.parametrize("written", NO_DATES)
def test_what_is_no_date(written: str) -> None:
    assert parse_published(written) is None


@given(days)
def test_every_real_day_in_every_order(day: date) -> None:
    month = MONTHS.split()[day.month - 1]
    for written in (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"Kamis, {day.day} {month} {day.year}",
        f"{day.day} {month.upper()} {day.year}",
        day.strftime("%B %d, %Y"),
        day.strftime("%d %b %Y"),
    ):
        assert parse_published(written) == day.isoformat(), written


@given(hours, st.sampled_from(sorted(ZONES)))
def test_every_hour_keeps_its_instant(time: datetime, zone: str) -> None:
    local = time.replace(tzinfo=timezone(timedelta(hours=ZONES[zone])))
    month = MONTHS.split()[time.month - 1]
    shown = f"{time.day} {month} {time.year}, {time:%H:%M:%S} {zone}"
    assert parse_published(shown) == local.isoformat()
    universal = local.astimezone(timezone(timedelta(0)))
    read = parse_published(universal.strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert read is not None
    assert datetime.fromisoformat(read) == local


@given(st.text(max_size=60) | st.from_regex(r"[0-9]{1,4}[-/. ]\w{1,9}[-/. ][0-9]{1,4}.{0,12}"))
def test_what_is_read_is_a_date_and_reads_the_same_again(written: str) -> None:
    read = parse_published(written)
    if read is not None:
        assert 1900 <= datetime.fromisoformat(read).year <= 2100
        assert parse_published(read) == read


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("- Kamis, 05/11/2015 09:25 WIB", True),
        ("16 Feb 2016 08:38", True),
        ("Jum'at, 5 Mei 2023 | 10.00 WIB", True),
        ("5 Mei 2023", False),
        ("Rapat: 5 Mei 2023, 10.00 WIB", False),
        ("5 Mei 2023 10.00 WIB di balai desa", False),
        ("5 Mei 2023 27.00 WIB", False),
        ("31 Februari 2023 10.00 WIB", False),
    ],
)
def test_a_line_of_nothing_but_a_day_and_hour(line: str, is_one: bool) -> None:
    assert is_stamp(line) is is_one
