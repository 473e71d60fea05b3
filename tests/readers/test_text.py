from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sumber.readers import MAX_TEXT
from sumber.readers.streams import MAX_WHOLE
from tests.readers.making import LEAD, SAID, articles, read_one

KEPT = f"\t{LEAD}\r\n\r\n{SAID} \n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_a_file_is_one_article_with_its_line_ends(tmp_path: Path, encoding: str) -> None:
    assert read_one(tmp_path / "a.txt", KEPT.encode(encoding)) == [KEPT]


def test_it_may_be_packed(tmp_path: Path) -> None:
    assert read_one(tmp_path / "a.txt.gz", gzip.compress(KEPT.encode())) == [KEPT]


def test_its_id_is_made_from_the_text_and_not_the_path(tmp_path: Path) -> None:
    for folder in ("lama", "baru"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(LEAD)
    old, new = (articles(tmp_path / folder)[0] for folder in ("lama", "baru"))
    assert old.id == new.id
    assert len(old.id) == 16
    assert old.path == str(tmp_path / "lama" / "a.txt")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \n\t\n", "empty"),
        ("\u00a0\u2003\n".encode(), "no-text"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "binary"),
        (b"Air surut.\0Warga pulang.", "null-bytes"),
        ("“Air”".encode() + b" \x93surut\x94", "mixed-encoding"),
        ("Это русский текст".encode("koi8-r"), "bad-encoding"),
        (b"a" * (MAX_TEXT + 1), "too-long"),
        (b"a" * (MAX_WHOLE + 1), "too-long"),
    ],
)
def test_what_is_no_article_is_told(tmp_path: Path, data: bytes, reason: str) -> None:
    assert read_one(tmp_path / "a.txt", data) == [(reason, None)]


def test_the_longest_article_is_read(tmp_path: Path) -> None:
    text = "é" * MAX_TEXT
    assert read_one(tmp_path / "a.txt", text.encode()) == [text]
