"""A small plan that finds runs of four words which two articles share, and articles for it."""

from __future__ import annotations

import hashlib
import os
import re
import signal
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from sumber.corpus import Corpus
from sumber.plan.steps import Batches, Kernel, Local, Reach, Select, Step
from sumber.plan.tables import RELATED
from sumber.records import Article

GRAMS: Final = pa.schema(
    [("id", pa.string()), ("gram", pa.int64()), ("start", pa.int32()), ("end", pa.int32())]
)
PAIRS: Final = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("a_start", pa.int32()),
        ("a_end", pa.int32()),
        ("b_start", pa.int32()),
        ("b_end", pa.int32()),
        ("grams", pa.int64()),
    ]
)
TEXTS: Final = pa.schema([*PAIRS, ("text", pa.string())])
SIZE: Final = 4


def grams(batches: Batches) -> Batches:
    """Give every run of four words of each article, hashed."""
    for batch in batches:
        rows = [
            (name, *gram)
            for name, text in zip(
                *(batch.column(c).to_pylist() for c in ("id", "text")), strict=True
            )
            for gram in _grams(text)
        ]
        columns = zip(*rows, strict=True) if rows else ([] for _ in GRAMS)
        yield pa.record_batch(
            [pa.array(values, f.type) for values, f in zip(columns, GRAMS, strict=True)],
            schema=GRAMS,
        )


def _grams(text: str) -> list[tuple[int, int, int]]:
    words = [(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    found = []
    for i in range(len(words) - SIZE + 1):
        run = " ".join(text[a:b].lower() for a, b in words[i : i + SIZE])
        digest = hashlib.blake2b(run.encode(), digest_size=8).digest()
        code = int.from_bytes(digest, "big", signed=True)
        found.append((code, words[i][0], words[i + SIZE - 1][1]))
    return found


def judge(batches: Batches) -> Batches:
    """Give a passage for each pair; one that starts its text is a copy."""
    for batch in batches:
        calls(batch.num_rows)
        yield pa.RecordBatch.from_pylist(
            [_passage(row) for row in batch.to_pylist()], schema=RELATED["passages"]
        )


def _passage(row: dict[str, Any]) -> dict[str, Any]:
    words = row["text"][row["a_start"] : row["a_end"]].split()
    return {name: row.get(name) for name in RELATED["passages"].names} | {
        "kind": "copy" if row["a_start"] == 0 else "rewrite",
        "bits": len(words) / 3,
        "confidence": 0.5,
        "because": words[0],
    }


def calls(rows: int) -> None:
    """Note how many rows a kernel took, and die where a test asks for it."""
    if ledger := os.environ.get("TOY_LEDGER"):
        with Path(ledger).open("a", encoding="ascii") as file:
            file.write(f"{rows}\n")
    if deadly := os.environ.get("TOY_KILL"):
        kill_once(Path(deadly))
    if deadly := os.environ.get("TOY_KILL_EXECUTOR"):
        kill_once(Path(deadly), executor())


def kill_once(mark: Path, process: int | None = None) -> None:
    """Kill a process, this one where none is named, unless the mark says that it has been done."""
    if not mark.exists():
        mark.touch()
        os.kill(process or os.getpid(), signal.SIGKILL)


def executor() -> int:
    """Return the process of Spark's executor for which this one works."""
    process = os.getpid()
    while b"CoarseGrainedExecutorBackend" not in Path(f"/proc/{process}/cmdline").read_bytes():
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
        process = int(told.rpartition(")")[2].split()[1])
    return process


SHARED = """
SELECT x.id AS a, y.id AS b, min(x.start) AS a_start, max(x."end") AS a_end,
    min(y.start) AS b_start, max(y."end") AS b_end, count(*) AS grams
FROM grams x JOIN grams y ON x.gram = y.gram AND x.id < y.id
GROUP BY x.id, y.id
"""
WITH_TEXTS = "SELECT s.*, t.text FROM shared s JOIN articles t ON t.id = s.a"
STORIES = """
SELECT p.a AS story, p.b AS article, t.published, 1.0 AS likeness,
    CAST(row_number() OVER (PARTITION BY p.b ORDER BY p.a) AS STRING) AS because
FROM passages p JOIN articles t ON t.id = p.b
"""

STEPS: Final = (
    Step("stories", ("passages", "articles"), Select(STORIES), RELATED["stories"], "Groups.", True),
    Step(
        "grams",
        ("articles",),
        Kernel(grams, ("id", "text")),
        GRAMS,
        "Hashes every run of four words.",
        local=Local(("id",), {"articles": ("id",)}),
    ),
    Step("shared", ("grams",), Select(SHARED), PAIRS, "Joins articles that share a run."),
    Step(
        "texts",
        ("shared", "articles"),
        Select(WITH_TEXTS, stored=False),
        TEXTS,
        "Adds the texts.",
        local=Local(
            ("a", "b"),
            {
                "shared": ("a", "b"),
                "articles": Reach(
                    "SELECT s.a, s.b FROM shared__ever s JOIN {changed} c ON c.id = s.a"
                ),
            },
        ),
    ),
    Step(
        "passages",
        ("texts",),
        Kernel(judge),
        RELATED["passages"],
        "Names each passage.",
        True,
        Local(("a", "b"), {"texts": ("a", "b")}),
    ),
)
"""Not in the order in which they run."""

SAYINGS: Final = (
    "Air sungai naik sampai ke jalan desa pada malam itu",
    "Panen padi tahun ini dua kali lebih banyak dari biasanya",
    "Jembatan gantung di hulu akan selesai sebelum musim hujan",
    "Pasar ikan pindah ke tepi pelabuhan mulai bulan depan",
    "Sekolah baru itu punya taman baca dan kebun sayur",
)


def article(number: int) -> Article:
    """Return an invented article that shares one of its sentences with some others."""
    shared, place = SAYINGS[number % 5], f"Kabar nomor {number} dari dusun {number * 7919 % 10_007}"
    own = f"Warga ke-{number} bercerita tentang ladang {number * 31 % 997} miliknya sendiri"
    text = f"{shared}. {place}. {own}." if number % 3 else f"{place} 😀. {shared}. {own}."
    day = f"2024-02-{number % 28 + 1:02}"
    return Article(id=f"b{number:04}", text=text, outlet=f"Kabar {number % 4}", published=day)


def grow(corpus: Corpus, first: int, last: int) -> None:
    """Add the invented articles of these numbers to a corpus."""
    corpus.add_articles(map(article, range(first, last)), workers=1)
