from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sumber.readers import read
from sumber.readers.streams import MAX_WHOLE
from sumber.records import Article
from tests.readers.making import LEAD, page, read_one, web_record

PAGES = [page(title=f"Air Surut Hari ke-{number}") for number in range(1, 4)]
RECORDS = [
    web_record(f"https://kabar.example/{number}", body) for number, body in enumerate(PAGES, 1)
]
FIRST, SECOND, THIRD = RECORDS
URLS = ["https://kabar.example/1", "https://kabar.example/2", "https://kabar.example/3"]
BROKEN = "broken-record"


def urls(path: Path, data: bytes) -> list[object]:
    path.write_bytes(data)
    return [
        item.url if isinstance(item, Article) else (item.reason, item.position)
        for item in read(path)
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", b"".join(RECORDS)),
        ("a.warc.gz", b"".join(map(gzip.compress, RECORDS))),
        ("a.warc.gz", gzip.compress(b"".join(RECORDS))),
        ("a", b"".join(RECORDS)),
    ],
)
def test_every_page_is_an_article_with_its_address(tmp_path: Path, name: str, data: bytes) -> None:
    assert urls(tmp_path / name, data) == URLS


@pytest.mark.parametrize(
    ("body", "extra"),
    [
        (gzip.compress(page()), "Content-Encoding: gzip\r\n"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(page()), page()), "Transfer-Encoding: chunked\r\n"),
    ],
)
def test_answers_come_packed(tmp_path: Path, body: bytes, extra: str) -> None:
    (tmp_path / "a.warc").write_bytes(web_record(URLS[0], body, extra=extra))
    (article,) = read(tmp_path / "a.warc")
    assert isinstance(article, Article)
    assert LEAD in article.text


def test_what_holds_no_article_is_passed_over(tmp_path: Path) -> None:
    others = (
        web_record(URLS[0], page(), status="404 Not Found")
        + web_record(URLS[0], b"", status="301 Moved")
        + web_record(URLS[0], b"\x89PNG", kind="image/png")
        + FIRST.replace(b"WARC-Type: response", b"WARC-Type: request ")
    )
    assert urls(tmp_path / "a.warc", others + SECOND) == URLS[1:2]
    assert urls(tmp_path / "b.warc", others) == [("no-article", None)]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", [("empty", None)]),
        (b"Air surut.\n", [(BROKEN, "record 1")]),
        (FIRST + b"Air surut.\r\n\r\n" + SECOND, [URLS[0], (BROKEN, "record 2"), URLS[1]]),
        (FIRST + SECOND[:-200], [URLS[0], (BROKEN, "record 2")]),
        (FIRST + SECOND.replace(b"WARC/1.0", b"WXRC/1.0") + THIRD,
         [URLS[0], (BROKEN, "record 2"), URLS[2]]),
        (FIRST + SECOND.replace(b"Content-Length", b"Content-Breadth") + THIRD,
         [URLS[0], (BROKEN, "record 2"), URLS[2]]),
        (FIRST + SECOND.replace(b"Content-Length: ", b"Content-Length: -") + THIRD,
         [URLS[0], (BROKEN, "record 2"), URLS[2]]),
        (FIRST.replace(b"Content-Length: ", b"Content-Length: 999999999"), [(BROKEN, "record 1")]),
        (FIRST + SECOND.replace(b"HTTP/1.1", b"surut") + THIRD,
         [URLS[0], (BROKEN, "record 2"), URLS[2]]),
        (FIRST + web_record("u", b"\x1f\x8bsurut", extra="Content-Encoding: gzip\r\n") + THIRD,
         [URLS[0], (BROKEN, "record 2"), URLS[2]]),
        (FIRST + web_record("u", b"<html></html>") + THIRD,
         [URLS[0], ("no-article", "record 2"), URLS[2]]),
        (FIRST + web_record("u", b"a" * (MAX_WHOLE + 1)) + THIRD,
         [URLS[0], ("too-long", "record 2"), URLS[2]]),
    ],
)  # fmt: skip
def test_a_broken_record_is_told_and_the_next_is_read(
    tmp_path: Path, data: bytes, told: list[object]
) -> None:
    assert urls(tmp_path / "a.warc", data) == told


def test_packed_records_before_a_break_are_read(tmp_path: Path) -> None:
    data = b"".join(map(gzip.compress, RECORDS))[:-100]
    assert urls(tmp_path / "a.warc.gz", data) == [*URLS[:2], ("truncated", "after record 2")]


def test_a_text_is_no_web_archive(tmp_path: Path) -> None:
    assert read_one(tmp_path / "a.txt", b"WARC itu berkas.") == ["WARC itu berkas."]
