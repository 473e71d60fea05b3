from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sumber.errors import UsageError
from sumber.readers import MAX_TEXT, read
from tests.readers.making import LEAD, SAID, articles, json_lines, read_one

WHOLE = {
    "id": 7,
    "judul": "Air Surut",
    "isi_berita": SAID,
    "tanggal": "Senin, 3 Juni 2024 10:00 WIB",
    "tautan": "https://kabar.example/air-surut",
    "sumber": "Kabar Pagi",
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", json_lines(WHOLE)),
        ("a.ndjson", b"\xef\xbb\xbf" + json_lines(b"", WHOLE, b" ")),
        ("a.json", json.dumps(WHOLE, indent=1).encode()),
        ("a.json", json.dumps([WHOLE], indent=1).encode()),
        ("a.json", json_lines(WHOLE)),
        ("a.json.gz", gzip.compress(json.dumps([WHOLE]).encode())),
        ("a.jsonl.gz", gzip.compress(json_lines(WHOLE))),
        ("a.jsonl", json_lines(WHOLE).decode().encode("utf-16")),
        ("a.jsonl", json_lines(WHOLE).decode().encode("cp1252")),
        ("a", json_lines(WHOLE)),
        ("a.data", json.dumps([WHOLE]).encode()),
    ],
)
def test_every_field_is_found(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (article,) = articles(tmp_path / name)
    assert article.id == "7"
    assert article.title == "Air Surut"
    assert article.text == SAID
    assert article.published == "2024-06-03T10:00:00+07:00"
    assert article.url == "https://kabar.example/air-surut"
    assert article.outlet == "Kabar Pagi"
    assert article.path == str(tmp_path / name)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "Air', "invalid-json"),
        (b"[" * 100_000, "invalid-json"),
        (b'{"text": "Air", "n": ' + b"9" * 5000 + b"}", "invalid-json"),
        ([1], "not-an-object"),
        (b"3", "not-an-object"),
        (b"null", "not-an-object"),
        ({"judul": "Air Surut"}, "no-text-column"),
        ({}, "no-text-column"),
        ({"text": None}, "no-text"),
        ({"text": ""}, "no-text"),
        ({"text": " \n"}, "no-text"),
        ({"text": 3}, "not-text"),
        ({"text": ["Air", "surut"]}, "not-text"),
        ({"text": "Air\0surut"}, "null-bytes"),
        (b'{"text": "Air \\ud800 surut"}', "lone-surrogate"),
        (b'{"text": "Air surut", "title": "\\udc00"}', "lone-surrogate"),
        ({"text": "a" * (MAX_TEXT + 1)}, "too-long"),
        ({"text": "Air surut", "id": {"a": 1}}, "bad-id"),
        ('{"text": "“Air” '.encode() + b'\x93surut\x94"}', "mixed-encoding"),
        (b'{"text": "\x00\x01\xff"}', "binary"),
    ],
)
def test_a_bad_line_is_told_and_the_next_is_read(tmp_path: Path, line: object, reason: str) -> None:
    data = json_lines({"text": LEAD}, line, {"text": SAID})
    assert read_one(tmp_path / "a.jsonl", data) == [LEAD, (reason, "line 2"), SAID]


def test_a_bad_date_costs_the_date_and_not_the_article(tmp_path: Path) -> None:
    data = json_lines({"text": LEAD, "date": "kemarin"}, {"text": SAID, "date": 20240603})
    assert read_one(tmp_path / "a.jsonl", data) == [LEAD, ("bad-date", "line 1"), SAID]


@pytest.mark.parametrize("nothing", ["null", "NaN", '""', '"-"', '"N/A"', '"NaT"'])
def test_a_date_that_says_it_is_none_is_no_failure(tmp_path: Path, nothing: str) -> None:
    line = f'{{"text": "{LEAD}", "date": {nothing}}}'.encode()
    (tmp_path / "a.jsonl").write_bytes(line)
    assert articles(tmp_path / "a.jsonl")[0].published is None


def test_an_id_that_comes_twice(tmp_path: Path) -> None:
    data = json_lines(
        {"id": "a", "text": LEAD}, {"id": "a", "text": LEAD}, {"id": "a", "text": SAID}
    )
    assert read_one(tmp_path / "a.jsonl", data) == [LEAD, ("duplicate-id", "line 3")]


def test_a_made_id_tells_the_same_text_of_two_outlets_apart(tmp_path: Path) -> None:
    data = json_lines({"text": LEAD, "outlet": "Kabar Pagi"}, {"text": LEAD, "outlet": "Warta"})
    (tmp_path / "a.jsonl").write_bytes(data)
    assert len({article.id for article in articles(tmp_path / "a.jsonl")}) == 2


def test_packed_data_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    lines = [{"text": f"{LEAD} {os.urandom(30).hex()}"} for _ in range(300)]
    packed = gzip.compress(json_lines(*lines))
    *before, failure = read_one(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2])
    assert 100 < len(before) < 200
    assert before == [line["text"] for line in lines[: len(before)]]
    assert failure == ("truncated", f"after line {len(before)}")


def test_columns_can_be_named(tmp_path: Path) -> None:
    data = json_lines({"text": "bukan ini", "k1": LEAD, "k2": "Air Surut"}, {"k1": SAID})
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    first, second = read(path, columns={"text": "k1", "title": "k2"})
    assert (first.text, first.title) == (LEAD, "Air Surut")  # type: ignore[union-attr]
    assert (second.text, second.title) == (SAID, None)  # type: ignore[union-attr]


def test_a_named_text_that_is_not_there_stops_the_call(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(json_lines({"text": LEAD}))
    with pytest.raises(UsageError, match=r"no column named k1; there are: text"):
        list(read(tmp_path / "a.jsonl", columns={"text": "k1"}))


def test_a_named_title_that_never_comes_is_told(tmp_path: Path) -> None:
    data = json_lines({"text": LEAD}, {"text": SAID, "more": 1})
    told = read_one(tmp_path / "a.jsonl", data, {"title": "k2"})
    assert told == [LEAD, SAID, ("unknown-column", None)]


LONG_LINE = """
import resource, sys
from sumber.readers import read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
items = list(read(sys.argv[1]))
print(getattr(items[1], "reason"), len(items),
      (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_a_line_of_100_megabytes_is_passed_over_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(json_lines({"text": LEAD}) + b'{"text": "')
        for _ in range(100):
            file.write(b"a" * 10**6)
        file.write(b'"}\n' + json_lines({"text": SAID}))
    ran = subprocess.run(
        [sys.executable, "-c", LONG_LINE, path], capture_output=True, text=True, check=True
    )
    reason, count, grown = ran.stdout.split()
    assert (reason, count) == ("too-long", "3")
    assert int(grown) < 60
