from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import Path

import pytest

from sumber.readers import read, streams
from tests.readers.making import LEAD, SAID, json_lines, page, read_one, told


def zipped(entries: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", packing) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return sink.getvalue()


def test_every_entry_is_read_by_its_own_format(tmp_path: Path) -> None:
    data = zipped(
        {
            "a/satu.txt": LEAD.encode(),
            "b.jsonl": json_lines({"text": SAID}, b"{"),
            "c.html": page(),
            "d.jsonl.gz": b"",
            "foto.jpg": b"\xff\xd8\xff",
            "__MACOSX/a/satu.txt": b"x",
            ".hidden.txt": b"x",
            "folder/": b"",
        }
    )
    one, two, bad, web, empty, photo = read_one(tmp_path / "a.zip", data)
    assert (one, two) == (LEAD, SAID)
    assert bad == ("invalid-json", "entry b.jsonl, line 2")
    assert LEAD in str(web)
    assert empty == ("empty", "entry d.jsonl.gz")
    assert photo == ("unknown-format", "entry foto.jpg")


def test_an_article_s_path_leads_into_the_archive(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a/satu.txt": LEAD.encode()}))
    (article,) = read(tmp_path / "a.zip")
    assert article.path == str(tmp_path / "a.zip" / "a" / "satu.txt")


def test_an_archive_comes_through_a_pipe() -> None:
    items = list(read("-", stdin=io.BytesIO(zipped({"satu.txt": LEAD.encode()}))))
    assert told(items) == [LEAD]


@pytest.mark.parametrize(
    ("name", "data"), [("b.zip", zipped({"c.txt": b"x"})), ("b.txt.gz", b"\x1f\x8b\x1f\x8b")]
)
def test_archives_in_archives_are_refused(tmp_path: Path, name: str, data: bytes) -> None:
    if name.endswith(".gz"):
        deflate = zlib.compressobj(wbits=31)
        data = deflate.compress(b"\x1f\x8b\x08rest") + deflate.flush()
    outer = zipped({name: data, "d.txt": LEAD.encode()})
    assert read_one(tmp_path / "a.zip", outer) == [("nested-archive", f"entry {name}"), LEAD]


def test_an_entry_may_unpack_to_no_more_than_a_text_may_hold(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"\0" * (streams.MAX_WHOLE + 1), "b.txt": LEAD.encode()})
    assert read_one(tmp_path / "a.zip", data) == [("too-long", "entry a.txt"), LEAD]


@pytest.mark.parametrize(
    ("bound", "value"), [("RATIO_FROM", 10**5), ("MAX_UNPACKED", 10**6), ("MAX_RATIO", 10**9)]
)
def test_a_bomb_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: int
) -> None:
    monkeypatch.setattr(streams, bound, value)
    entries = {f"{number}.jsonl": b"\n" * 10**6 for number in range(5)}
    items = read_one(tmp_path / "a.zip", zipped(entries))
    reasons = [item[0] for item in items if isinstance(item, tuple)]
    if bound == "MAX_RATIO":
        assert "bomb" not in reasons
    else:
        assert reasons[-1] == "bomb"
        assert len(items) < 3


def test_a_packed_file_that_is_a_bomb_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "RATIO_FROM", 10**6)
    deflate = zlib.compressobj(wbits=31)
    start = json_lines({"text": LEAD})
    data = deflate.compress(start + b"\n" * 10**7) + deflate.flush()
    assert read_one(tmp_path / "a.jsonl.gz", data) == [LEAD, ("bomb", "after line 1")]


def test_broken_and_locked_archives_are_told(tmp_path: Path) -> None:
    good = zipped({"a.txt": LEAD.encode() * 50, "b.txt": SAID.encode()})
    assert read_one(tmp_path / "a.zip", good[:60]) == [("broken", None)]
    assert read_one(tmp_path / "b.zip", b"PK\x03\x04") == [("broken", None)]
    assert read_one(tmp_path / "c.zip", b"Air surut.") == [("broken", None)]
    cut = gzip.compress(b"Air surut.")[:-4]
    assert read_one(tmp_path / "f.zip", cut) == [("truncated", None)]
    damaged = bytearray(good)
    damaged[50:60] = b"\xff" * 10
    first, second = read_one(tmp_path / "d.zip", bytes(damaged))
    assert first in [("broken", "entry a.txt"), ("truncated", "entry a.txt")]
    assert second == SAID
    locked = bytearray(zipped({"a.txt": LEAD.encode()}, zipfile.ZIP_STORED))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert read_one(tmp_path / "e.zip", bytes(locked)) == [("encrypted", "entry a.txt")]


def test_a_document_that_is_a_zip_inside_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.docx").write_bytes(zipped({"word/document.xml": b"<a/>"}))
    assert told(list(read(tmp_path / "in"))) == [("unknown-format", None)]
