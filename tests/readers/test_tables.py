from __future__ import annotations

import gzip
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from sumber.errors import UsageError
from sumber.readers import read
from sumber.readers.streams import MAX_LINE
from tests.readers.making import LEAD, SAID, articles, read_one

LINES = f"{LEAD}\r\n\r\n{SAID}\n\t"


def packed_table(**columns: Any) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(pa.table(columns), sink)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("name", "head", "row"),
    [
        ("a.csv", "id,judul,isi,tanggal", f'7,Air,"{LINES}",3/6/2024'),
        ("a.csv", "id;judul;isi;tanggal", f'7;Air;"{LINES}";3 Juni 2024'),
        ("a.csv", "ID,Judul,Isi Berita,Tanggal Terbit", f'7,Air,"{LINES}",2024-06-03'),
        ("a.tsv", "id\ttitle\ttext\tdate", f'7\tAir\t"{LINES}"\t2024-06-03'),
        ("a.tab", "id|title|text|date", f'7|Air|"{LINES}"|2024-06-03'),
        ("a", "id,title,text,date", f'7,Air,"{LINES}",2024-06-03'),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_tables_of_every_make(
    tmp_path: Path, name: str, head: str, row: str, encoding: str
) -> None:
    (tmp_path / name).write_bytes(f"{head}\r\n{row}\r\n".encode(encoding))
    (article,) = articles(tmp_path / name)
    assert article.text == LINES
    assert (article.id, article.title, article.published) == ("7", "Air", "2024-06-03")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("7,Air surut,lagi\n", ("bad-row", "line 2")),
        ("7\n", ("bad-row", "line 2")),
        ("7,\n", ("no-text", "line 2")),
        ("7,Air\0surut\n", ("null-bytes", "line 2")),
        ('7,"Air\nsurut\n\nlagi",x\n', ("bad-row", "line 5")),
        ("7,Air\rsurut\n", ("bad-row", "line 2")),
    ],
)
def test_a_bad_row_is_told_and_the_next_is_read(
    tmp_path: Path, rows: str, told: tuple[str, str]
) -> None:
    data = f"id,text\n{rows}\n8,Warga pulang\n".encode()
    assert read_one(tmp_path / "a.csv", data) == [told, "Warga pulang"]


def test_each_line_of_mixed_encodings_is_judged_by_itself(tmp_path: Path) -> None:
    data = b"id,text\n1,\x93ya\x94\n2,\xe2\x80\x9cya\xe2\x80\x9d\n3,\xe2\x80\x9cya\x94\n4,ya\n"
    assert read_one(tmp_path / "a.csv", data) == [
        "“ya”",
        "“ya”",
        ("mixed-encoding", "line 4"),
        "ya",
    ]


def test_a_line_over_the_cap_costs_one_row(tmp_path: Path) -> None:
    data = b"text,id\n" + b"a" * (MAX_LINE + 1) + b",1\nWarga pulang,2\n"
    assert read_one(tmp_path / "a.csv", data) == [("too-long", "line 2"), "Warga pulang"]


def test_a_quote_mark_that_is_never_closed_ends_the_table(tmp_path: Path) -> None:
    data = b'text,id\nAir surut,1\n"' + b"Warga pulang\n" * (MAX_LINE // 12)
    assert read_one(tmp_path / "a.csv", data) == ["Air surut", ("broken", "after line 2")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"\n\n \n", "empty"), (b"a,b\n1,2\n", "no-text-column")],
)
def test_a_table_without_articles(tmp_path: Path, data: bytes, reason: str) -> None:
    assert read_one(tmp_path / "a.csv", data) == [(reason, None)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_parquet_with_every_type_of_date(tmp_path: Path, pack: Any) -> None:
    path = tmp_path / "a.parquet"
    days = pa.array([date(2024, 6, 3), None, None])
    times = pa.array([None, datetime(2024, 6, 3, 20, tzinfo=UTC), None])
    for column, expected in (
        (days, ["2024-06-03", None, None]),
        (times, [None, "2024-06-04T03:00:00+07:00", None]),
    ):
        data = packed_table(isi=[LINES, SAID, LEAD], tgl=column, id=[1, 2, 3])
        path.write_bytes(pack(data))
        found = articles(path)
        assert [article.text for article in found] == [LINES, SAID, LEAD]
        assert [article.published for article in found] == expected
        assert [article.id for article in found] == ["1", "2", "3"]


def test_parquet_from_a_pipe() -> None:
    (article,) = read("-", stdin=io.BytesIO(packed_table(text=[LEAD])))
    assert article.text == LEAD  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (packed_table(text=["", None, LEAD]), [("no-text", "row 1"), ("no-text", "row 2"), LEAD]),
        (packed_table(text=[1, 2]), [("not-text", "row 1"), ("not-text", "row 2")]),
        (packed_table(a=["x"]), [("no-text-column", None)]),
        (packed_table(text=pa.array([], pa.string())), [("empty", None)]),
        (packed_table(text=[LEAD])[:-40], [("broken", None)]),
        (b"PAR1", [("broken", None)]),
        (
            packed_table(text=pa.array([b"\x93ya\x94", b"ya"]).view(pa.string())),
            ["“ya”", "ya"],
        ),
        (
            packed_table(text=pa.array([b"\xe2\x80\x9cya\x94", b"ya"]).view(pa.string())),
            [("mixed-encoding", "row 1"), "ya"],
        ),
    ],
)
def test_parquet_that_is_not_all_right(tmp_path: Path, table: bytes, told: list[object]) -> None:
    assert read_one(tmp_path / "a.parquet", table) == told


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_columns_can_be_named(tmp_path: Path, name: str) -> None:
    table = {"text": ["bukan ini"], "k1": [LEAD]}
    csv = f"text,k1\nbukan ini,{LEAD}\n".encode()
    data = packed_table(**table) if name == "a.parquet" else csv
    assert read_one(tmp_path / name, data, {"text": "k1"}) == [LEAD]
    with pytest.raises(UsageError, match=r"no column named k9; there are: text, k1"):
        read_one(tmp_path / name, data, {"text": "k9"})


def test_a_later_file_without_a_named_column_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"k1,n\n{LEAD},1\n")
    (tmp_path / "b.csv").write_text(f"text,n\n{LEAD},1\n")
    (tmp_path / "c.csv").write_text("k1,n\nWarga pulang,1\n")
    first, failure, third = read(tmp_path, columns={"text": "k1"})
    assert (first.text, third.text) == (LEAD, "Warga pulang")  # type: ignore[union-attr]
    assert failure.reason == "unknown-column"  # type: ignore[union-attr]
    assert "k1" in failure.message  # type: ignore[union-attr]
